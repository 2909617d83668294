"""The annex tables as a workbook: exact values that show what is printed, live percentages, a source for every figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sheets_read import OFFICE, computed, number, opened

from solieu.app.exports.annexes import annex_workbook, exact_value
from solieu.app.publishing import Compiled, compiled, printed
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.core.quantity import round_half_away
from solieu.documents import Cell, FigureRun, Gap, Table, Text
from solieu.reports import Figure
from solieu.vietnamese import VIETNAM

MOMENT = datetime(2024, 3, 20, 9, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def report(sample_folder: Path) -> Compiled:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"), as_of=MOMENT)


@pytest.fixture(scope="module")
def content(report: Compiled) -> bytes:
    return annex_workbook(report)


def tables(report: Compiled) -> list[Table]:
    sections = [section for section in report.report.sections if section.is_annex]
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def top(table: Table) -> int:
    """Title, period, unit of measure where there is one, an empty line, headings and marks."""
    return 7 if table.unit_line else 6


def cells(report: Compiled, book: Any) -> Iterator[tuple[Any, Cell]]:
    for table, sheet in zip(tables(report), book.worksheets, strict=False):
        for line, row in enumerate(table.rows):
            for at, cell in enumerate(row):
                yield sheet.cell(top(table) + line, at + 1), cell


def figure_of(report: Compiled, cell: Cell) -> Figure | None:
    return next((report.report.figure(run.figure) for run in cell.runs if isinstance(run, FigureRun)), None)


def test_one_sheet_a_table_and_the_sources_last(report: Compiled, content: bytes) -> None:
    names = opened(content).sheetnames
    assert names == [*(table.title.partition(".")[0] for table in tables(report)), "Nguồn số liệu"] and len(names) > 5


def test_words_are_the_words_of_the_report(report: Compiled, content: bytes) -> None:
    for shown, cell in cells(report, opened(content)):
        if figure_of(report, cell) is None:
            said = "".join(run.text for run in cell.runs if isinstance(run, Text | Gap))
            assert (shown.value or "") == said and (not said or shown.data_type == "s")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_every_number_computed_anew_shows_the_printed_figure(report: Compiled, content: bytes, tmp_path: Path) -> None:
    seen = 0
    for shown, cell in cells(report, computed(content, tmp_path)):
        figure = figure_of(report, cell)
        if figure is not None:
            decimals = figure.quantity.decimals
            assert round_half_away(number(shown.value), decimals) == figure.value, shown.coordinate
            assert shown.number_format.partition(".")[2].count("0") == decimals
            seen += 1
    assert seen > 60


def test_percentages_are_formulas_over_the_cells_beside(report: Compiled, content: bytes) -> None:
    live = [shown for shown, _ in cells(report, opened(content)) if shown.data_type == "f"]
    ratios = [figure for _, cell in cells(report, opened(content))
              if (figure := figure_of(report, cell)) and ".phan_tram" in figure.role]  # fmt: skip
    assert len(live) == len(ratios) > 15
    sheet = opened(content)["Biểu I"]
    assert sheet["G6"].value == '=IF(AND(ISNUMBER(F6),N(D6)<>0),ROUND(F6/D6*100,1),"-")'


def test_a_value_stands_exactly_not_as_it_is_rounded(report: Compiled) -> None:
    exact = [figure for figure in report.report.figures if exact_value(figure) != figure.value]
    assert exact, "the sample prints some computed values"
    assert all(round_half_away(exact_value(one), one.quantity.decimals) == one.value for one in exact)


def test_every_figure_of_the_report_has_its_row_of_sources(report: Compiled, content: bytes) -> None:
    book = opened(content)
    sheet = book.worksheets[-1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[17] for row in rows] == [figure.id for figure in report.report.figures]
    for row, figure in zip(rows, report.report.figures, strict=True):
        assert number(row[5]) == figure.value and (row[6] or "") == figure.unit
    placed = [row for row in rows if row[2]]
    assert placed and all(book[row[1]][row[2]].value is not None for row in placed)
    first = next(row for row in placed if row[1] == "Biểu I" and row[2] == "E6")
    assert first[3] == "Tổng diện tích gieo trồng vụ Đông - Xuân" and first[10] and first[14]


def test_implied_and_illustrative_figures_are_marked(report: Compiled, content: bytes) -> None:
    marks = {str(row[15].value or "") for row in opened(content).worksheets[-1].iter_rows(min_row=4)}
    assert any("suy ra" in mark for mark in marks) and any("minh họa" in mark for mark in marks) and "" in marks


def test_it_is_one_of_the_formats_and_the_same_every_time(report: Compiled, content: bytes) -> None:
    assert printed(report, "xlsx") == content
