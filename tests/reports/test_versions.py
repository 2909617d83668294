"""The versions of the quarterly report for other readers say its figures: the council, the Party committee, one page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from command_line import CommandLine
from solieu.app.publishing import Compiled, compiled, printed
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.documents import Table, runs_of
from solieu.reports.table_order import year_passed

VERSIONS = ("bao_cao_hdnd", "bao_cao_huyen_uy", "mot_trang")


@pytest.fixture(scope="module")
def versions(sample_folder: Path, done: Compiled, monkeypatch_session: pytest.MonkeyPatch) -> dict[str, Compiled]:
    workspace = Workspace.open(sample_folder)
    return {name: compiled(workspace, name, parse_period("2024-Q1"), as_of=done.snapshot.moment) for name in VERSIONS}


@pytest.mark.parametrize("name", VERSIONS)
def test_no_figure_differs_from_the_full_report(done: Compiled, versions: dict[str, Compiled], name: str) -> None:
    """Every fact below a figure stands below one of the full report; the same figure has the same value."""
    full = {key for figure in done.report.figures for key in figure.trace.every_key()}
    values = {(str(figure.key), figure.trace.formula): figure.trace.reading for figure in done.report.figures}
    figures = versions[name].report.figures
    assert len(figures) >= 25
    for figure in figures:
        assert set(figure.trace.every_key()) <= full, figure.printed
        same = values.get((str(figure.key), figure.trace.formula))
        assert same is None or same == figure.trace.reading, figure.printed


@pytest.mark.parametrize("name", VERSIONS)
def test_no_place_is_missing_and_nothing_is_said_of_the_next_quarter(versions: dict[str, Compiled], name: str) -> None:
    assert versions[name].report.gaps == ()


@pytest.mark.parametrize("name", VERSIONS)
def test_a_version_proofreads_clean(versions: dict[str, Compiled], name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(printed(versions[name], "docx"))
    answer = CommandLine()("proofread", file)
    assert answer.status == 0, answer.out


def test_the_page_of_the_chairman_is_one_page(versions: dict[str, Compiled]) -> None:
    document = pypdfium2.PdfDocument(printed(versions["mot_trang"], "pdf"))
    assert len(document) == 1


def test_targets_stand_lowest_first_against_the_time_that_has_passed(versions: dict[str, Compiled]) -> None:
    page = versions["mot_trang"]
    (table,) = [block for block in page.paper.blocks if isinstance(block, Table)]
    by_role = {
        role: [one.quantity.value for one in page.report.figures if f".{role}" in one.role]
        for role in ("phan_tram_ke_hoach", "so_thoi_gian")
    }
    done_so_far, ahead = by_role["phan_tram_ke_hoach"], by_role["so_thoi_gian"]
    assert len(done_so_far) == len(table.rows) >= 8
    assert done_so_far == sorted(done_so_far)
    assert [share - year_passed(page.report.period) for share in done_so_far] == ahead
    assert [row[0].runs[0].text for row in table.rows] == [str(number) for number in range(1, len(table.rows) + 1)]


def test_overdue_tasks_name_unit_person_and_day(versions: dict[str, Compiled]) -> None:
    text = "".join(getattr(run, "text", "") for block in versions["mot_trang"].paper.blocks for run in runs_of(block))
    assert "Phòng Kinh tế và Hạ tầng, Cấp trưởng của đơn vị (minh họa)" in text and "(hạn 29/02/2024)" in text
