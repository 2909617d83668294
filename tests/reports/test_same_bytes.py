"""The same moment gives the same bytes, whatever the clock, zone, language and hash seed of the machine."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import docx
import pytest

from solieu.app.publishing import FORMATS, Compiled, compiled, printed
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.vietnamese import VIETNAM

COMMAND = ["-m", "solieu", "compile", "bao_cao_quy", "--period", "2024-Q1", "--format", ",".join(FORMATS)]


@pytest.fixture(scope="module")
def first(done: Compiled) -> dict[str, bytes]:
    return {name: printed(done, name) for name in FORMATS}


def test_printing_again_gives_the_same_bytes(done: Compiled, first: dict[str, bytes]) -> None:
    assert {name: printed(done, name) for name in FORMATS} == first


def test_compiling_again_gives_the_same_report(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch, done: Compiled
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    again = compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"), as_of=done.snapshot.moment)
    assert again.report == done.report


@pytest.mark.parametrize("moment", ["2024-03-20T02:30:00+00:00", "2024-03-20T09:30", "2024-03-19T21:30:00-05:00"])
def test_another_process_on_another_machine_gives_the_same_bytes(
    sample_folder: Path, tmp_path: Path, first: dict[str, bytes], moment: str
) -> None:
    """One moment in three writings; every process has its own zone, language, folder and hash seed."""
    zone, language, seed = {
        "2024-03-20T02:30:00+00:00": ("America/St_Johns", "C", "1"),
        "2024-03-20T09:30": ("Pacific/Kiritimati", "tr_TR.UTF-8", "77"),
        "2024-03-19T21:30:00-05:00": ("UTC", "de_DE.UTF-8", "4294967295"),
    }[moment]
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    there = clean | {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, *COMMAND, "--workspace", str(sample_folder), "--as-of", moment, "--output", str(tmp_path)],
        env=there, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr.decode()
    made = {name: (tmp_path / f"bao_cao_quy.2024-Q1.{name}").read_bytes() for name in FORMATS}
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in made.items()} == {
        name: hashlib.sha256(raw).hexdigest() for name, raw in first.items()
    }


def test_times_inside_are_the_moment_s(first: dict[str, bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(first["docx"]))
    assert {item.date_time for item in archive.infolist()} == {(2024, 3, 20, 2, 30, 0)}
    properties = docx.Document(io.BytesIO(first["docx"])).core_properties
    assert properties.created == properties.modified
    assert properties.created.strftime("%Y-%m-%d %H:%M:%S") == "2024-03-20 02:30:00"
    assert re.findall(rb"/(?:CreationDate|ModDate) ?\(D:(\d{14})", first["pdf"]) in (
        [b"20240320023000"] * 2,
        [b"20240320023000"],
    )
    this_year = str(datetime.now(VIETNAM).year).encode()
    assert this_year == b"2024" or this_year not in first["html"] + archive.read("docProps/core.xml")


def test_a_later_moment_without_a_change_differs_in_its_time_only(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch, done: Compiled
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    later = done.snapshot.moment + timedelta(days=400)
    after = compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"), as_of=later)
    assert after.report.figures == done.report.figures and after.report.moment == later
    assert printed(after, "html") == printed(done, "html") and printed(after, "json") == printed(done, "json")


def test_before_anything_was_sent_there_are_gaps_only(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of the day before the forms of the quarter came, what they say is not known."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    before = datetime(2024, 3, 1, tzinfo=VIETNAM)
    early = compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"), as_of=before)
    assert "15.477 triệu đồng" not in {figure.printed for figure in early.report.figures}
    assert any("tổng thu ngân sách nhà nước trên địa bàn" in gap.text for gap in early.report.gaps)
    keys = {key for figure in early.report.figures for key in figure.trace.every_key()}
    assert early.report.period not in {key.period for key in keys}
