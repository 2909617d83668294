"""The recipes of CONTRIBUTING.md, followed as a newcomer would."""

import re
import shutil
from pathlib import Path

from solieu.app.examining import examples_of
from solieu.app.workspace import catalog_folder
from solieu.catalog import load_catalog

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(?:yaml\n# |markdown\n<!-- )(?P<path>\S+?)(?: -->)?\n(?P<text>.*?)```", re.DOTALL)


def test_the_five_recipes_make_a_catalogue_whose_examples_hold(tmp_path: Path) -> None:
    folder = tmp_path / "danh_muc"
    shutil.copytree(catalog_folder("chi_lang"), folder)
    shutil.copytree(catalog_folder("viet_nam"), tmp_path / "viet_nam")
    before = load_catalog(folder).catalog
    recipes = {m["path"]: m["text"] for m in BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))}
    for path, text in recipes.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    loaded = load_catalog(folder)
    assert [f"{mistake.where}: {mistake.message}" for mistake in loaded.mistakes] == []
    assert loaded.catalog is not None
    assert loaded.territory is not None
    assert [mistake.message for mistake in examples_of(loaded.catalog, loaded.territory)] == []
    assert before is not None
    kinds = {path.partition("/")[0] for path in recipes}
    assert kinds == {"indicators", "rules", "forms", "registers", "reports"}
    assert all(len(getattr(loaded.catalog, kind)) > len(getattr(before, kind)) for kind in kinds)
