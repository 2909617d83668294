"""A hundred edits of the compiled Word file come back with every change named rightly and none invented.

The scenarios are the table of docs/take-back.md. Those that go through LibreOffice are converted together, a format at
a time; without it they are skipped and say so.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from edits import EDITS, Bench, Done
from word_edits import WordFile

from solieu.app.publishing import Compiled, printed
from solieu.documents.docx_returned import read_returned
from solieu.reports.taking_back import Owners, TakenBack, Unit, printed_units, returned_units, take_back

PAGE = Path(__file__).parents[3] / "docs" / "take-back.md"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
WORD = "docx:MS Word 2007 XML"
ROUTES = {"libreoffice docx": (WORD,), "libreoffice odt": ("odt", WORD), "libreoffice doc": ("doc:MS Word 97", WORD)}
WHOLE = ("delete", "duplicate", "move", "move a row", "change a figure and move")
HEAD = "| no. | what | where | how | controls | saved by | figures | prose |"


@dataclass(frozen=True, slots=True)
class Scenario:
    number: str
    what: str
    where: str
    how: str
    controls: str
    saved_by: str
    figures: str
    prose: str

    def __str__(self) -> str:
        return f"{self.number} {self.what}, {self.where}, {self.how}, {self.controls}, {self.saved_by}"


def scenarios() -> list[Scenario]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index(HEAD) + 2
    rows = [line for line in lines[start:] if line.startswith("| ")]
    return [Scenario(*(cell.strip() for cell in row.strip("|").split("|"))) for row in rows]


def edited(scenario: Scenario, content: bytes, units: tuple[Unit, ...]) -> tuple[bytes, Done]:
    """The file as an officer left it, and what has to be named."""
    file = WordFile(content, "" if scenario.how == "plain" else "Trần Thị Biên Tập")
    done = EDITS[scenario.what](Bench(file, units), scenario.where)
    if scenario.how == "tracked, accepted":
        file.accept()
    elif scenario.how == "tracked, rejected":
        file.reject()
        done = Done()
    elif scenario.how == "tracked, one accepted, one rejected":
        file.accept()
        kept = done
        EDITS["reword"](Bench(file, units), "plain")
        file.reject()
        done = kept
    if scenario.controls == "stripped":
        file.strip_controls()
    return file.saved(), done


@dataclass
class Desk:
    """The compiled report, and every file of the table, edited and saved."""

    done: Compiled
    content: bytes
    units: tuple[Unit, ...]
    folder: Path

    def taken(self, content: bytes) -> TakenBack:
        report = self.done.report
        returned = read_returned(content, "bao_cao.docx")
        units = returned_units(returned, frozenset(figure.id for figure in report.figures))
        return take_back(report, self.units, returned, units, Owners(self.done.held.catalog, self.done.snapshot))

    def saved(self, scenario: Scenario, content: bytes) -> bytes:
        if scenario.saved_by == "Word":
            return content
        return self.converted(scenario.saved_by)[scenario.number]

    @cache  # noqa: B019 - one desk a session
    def converted(self, route: str) -> dict[str, bytes]:
        folder = self.folder / route.replace(" ", "-")
        folder.mkdir(parents=True)
        for one in scenarios():
            if one.saved_by == route:
                (folder / f"{one.number}.docx").write_bytes(edited(one, self.content, self.units)[0])
        for step, format in enumerate(ROUTES[route]):
            folder = _convert(folder, format, folder.parent / f"{folder.name}-{step}")
        return {path.stem: path.read_bytes() for path in folder.glob("*.docx")}

    __hash__ = object.__hash__


def _convert(folder: Path, format: str, target: Path) -> Path:
    home = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    files = sorted(map(str, folder.iterdir()))
    command = [SOFFICE, home, "--headless", "--convert-to", format, "--outdir", str(target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return target


@pytest.fixture(scope="session")
def desk(done: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    content = printed(done, "docx")
    return Desk(done, content, printed_units(done.report, done.paper), tmp_path_factory.mktemp("soffice"))


@pytest.mark.parametrize("scenario", scenarios(), ids=str)
def test_every_change_is_named_and_none_invented(scenario: Scenario, desk: Desk) -> None:
    if scenario.saved_by != "Word" and not SOFFICE:
        pytest.skip(f"LibreOffice is not on this machine: {scenario} was not tried")
    content, expected = edited(scenario, desk.content, desk.units)
    taken = desk.taken(desk.saved(scenario, content))
    named = sorted((change.kind.value, change.was, change.now) for change in taken.figures)
    wanted = sorted(expected.figures)
    if "added" in scenario.figures and scenario.controls == "stripped":  # a copy without its control is a new figure
        wanted = sorted(("added", "", now) if kind == "duplicated" and scenario.what == "say a figure again" else (kind, was, now)
                        for kind, was, now in wanted)  # fmt: skip
    assert named == wanted
    assert sorted(change.kind.value for change in taken.prose) == sorted(expected.prose)
    assert counted([change.kind.value for change in taken.figures], scenario.what) == scenario.figures
    assert counted([change.kind.value for change in taken.prose]) == scenario.prose
    for change in taken.figures:
        assert change.figure is None or change.owner, "a figure has somebody who owes it"


def counted(kinds: list[str], what: str = "") -> str:
    """As the table says it; how many figures a whole paragraph holds is a matter of the sample."""
    numbers = Counter(kinds)
    said = {kind: "all" if what in WHOLE and kind != "changed" else str(number) for kind, number in numbers.items()}
    return ", ".join(f"{kind} {said[kind]}" for kind in sorted(said)) or "–"


def test_the_table_holds_a_hundred_scenarios() -> None:
    found = scenarios()
    assert len(found) >= 100
    assert len({str(one)[len(one.number) :] for one in found}) == len(found), "each is another one"
    assert {one.saved_by for one in found} == {"Word", *ROUTES}
