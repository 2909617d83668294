"""Cases of mistakes: files laid over the sound catalogue beside this test, and every line that the check prints.

A case is a Markdown page: blocks with a path are files that replace those of the sound catalogue whole; the last block
is the complete answer, in order: ``file:line:column CODE message → next step``. A line that ends in "…" gives the
beginning only, where the words belong to another room (the verdict of a rule, a mistake in a template).
"""

import re
import shutil
from itertools import zip_longest
from pathlib import Path

import pytest

from solieu.app.examining import examine
from solieu.catalog import mistakes
from solieu.core import Finding

HERE = Path(__file__).parent
SOUND = HERE / "sound"
CASES = sorted((HERE / "cases").glob("*.md"))
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def written(finding: Finding) -> str:
    step = f" → {finding.next_step}" if finding.next_step else ""
    return f"{finding.where} {finding.code} {finding.message}{step}"


def laid_over_the_sound_catalogue(case: Path, folder: Path) -> list[str]:
    """Writes the files of a case; returns the answer that it expects."""
    shutil.copytree(SOUND, folder)
    expected: list[str] = []
    for block in BLOCK.finditer(case.read_text(encoding="utf-8")):
        if block["kind"] == "mistakes":
            expected = block["text"].splitlines()
        else:
            (folder / block["path"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / block["path"]).write_text(block["text"], encoding="utf-8")
    return expected


def test_the_sound_catalogue_has_no_mistake() -> None:
    examined = examine(SOUND)
    assert [written(finding) for finding in examined.found] == []
    assert examined.examples == 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_mistake_is_named_in_one_run(case: Path, tmp_path: Path) -> None:
    expected = laid_over_the_sound_catalogue(case, tmp_path / "danh_muc")
    found = [written(finding) for finding in examine(tmp_path / "danh_muc").found]
    assert [shortened(line, like) for line, like in zip_longest(found, expected, fillvalue="")] == expected
    assert expected


def shortened(line: str, like: str) -> str:
    start = like.removesuffix("…")
    return like if like.endswith("…") and line.startswith(start) else line


def test_the_great_case_plants_more_than_twenty_different_mistakes(tmp_path: Path) -> None:
    expected = laid_over_the_sound_catalogue(HERE / "cases" / "twenty_mistakes.md", tmp_path / "danh_muc")
    kinds = {(line.split()[0].split(":")[0], line.split()[1], line.split(" ", 2)[2][:12]) for line in expected}
    assert len(kinds) >= 20
    assert all(re.match(r"\S+:\d+:\d+ [A-Z]{3}\d{3} ", line) for line in expected)


def test_every_kind_of_name_has_a_word() -> None:
    room = Path(mistakes.__file__).parent
    asked = {
        found
        for path in room.rglob("*.py")
        for found in re.findall(r'(?:known|unknown)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert {"unit", "indicator", "sender"} <= asked
    assert asked <= set(mistakes.WORDS), asked - set(mistakes.WORDS)
