"""Loading a catalogue of 1,000 more indicators, against parsing the same files with libyaml alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.timing import Row, side_by_side
from solieu.app.workspace import catalog_folder
from solieu.catalog import load_catalog

MORE = 1000


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "danh_muc"
        shutil.copytree(catalog_folder("chi_lang"), folder)
        shutil.copytree(catalog_folder("viet_nam"), Path(name) / "viet_nam")
        model = (folder / "indicators/ngan_sach/thu_tren_dia_ban.yaml").read_text(encoding="utf-8")
        for number in range(MORE):
            target = folder / f"indicators/them_{number // 50:02}/chi_tieu_{number:04}.yaml"
            target.parent.mkdir(exist_ok=True)
            target.write_text(model.replace("noun: tổng thu", f"noun: tổng thu {number}"), encoding="utf-8")
        files = sorted(folder.rglob("*.yaml"))
        assert not load_catalog(folder).mistakes
        yield side_by_side(
            f"load {len(files)} definition files with all checks",
            lambda: load_catalog(folder),
            "libyaml compose of the same files alone",
            lambda: [yaml.compose(path.read_bytes(), yaml.CSafeLoader) for path in files],
        )
