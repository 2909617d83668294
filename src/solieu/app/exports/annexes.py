"""The tables of a compiled report as a workbook: exact values that show what is printed, live percentages, and every
figure of the report with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from solieu.app.exports.figure_sources import Place, figures_sheet
from solieu.core.quantity import round_half_away
from solieu.derive.measures import in_unit
from solieu.documents import Cell, FigureRun, Gap, Table, Text
from solieu.documents.workbook import (
    HEAD_FILL,
    Amount,
    Formula,
    Head,
    Look,
    Sheet,
    SheetCell,
    Words,
    cell_name,
    first_row,
    write_workbook,
)
from solieu.reports import Figure
from solieu.vietnamese import write_period

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled

_RATIO = re.compile(r"(?P<own>\d+)=(?P<over>\d+)/(?P<under>\d+)\Z")
_MARK = Look("center", italic=True, fill=HEAD_FILL, size=10)
_TITLE, _LINE = Look(bold=True, size=14, boxed=False, wrap=False), Look(italic=True, boxed=False, wrap=False)
_MILLIMETRES = Decimal("2.1")  # a character of the sheet is about so wide on paper
_HUNDRED = Decimal(100)


def annex_workbook(done: Compiled) -> bytes:
    """One sheet for each table of the annexes, then *Nguồn số liệu*."""
    figures = {figure.id: figure for figure in done.report.figures}
    tables = [block for section in done.report.sections if section.is_annex
              for block in section.blocks if isinstance(block, Table)]  # fmt: skip
    written = [_TableSheet(table, figures, f"Biểu {number}") for number, table in enumerate(tables, 1)]
    places = {id: place for one in written for id, place in one.places()}
    sheets = [*(one.sheet(done) for one in written), figures_sheet(done, places)]
    return write_workbook(sheets, title=done.report.title, moment=done.snapshot.moment)


def exact_value(figure: Figure) -> Decimal:
    """The value behind a printed figure, in the unit that it is printed in; the printed number where that does not
    round to it (a phrase may have said something else)."""
    held = figure.trace.reading.quantity
    known = in_unit(held, figure.unit) if held is not None else None
    if known is None or round_half_away(known.value, figure.quantity.decimals) != figure.value:
        return figure.value
    return known.value


@dataclass(frozen=True, slots=True)
class _TableSheet:
    table: Table
    figures: Mapping[str, Figure]
    otherwise: str  # its name when the table has no title

    @property
    def name(self) -> str:
        return self.table.title.partition(".")[0] or self.otherwise

    @property
    def above(self) -> int:
        return 3 if self.table.unit_line else 2

    @property
    def top(self) -> int:
        return first_row(self.above, 2 if self.table.marks else 1)

    def places(self) -> Iterator[tuple[str, Place]]:
        for line, row in enumerate(self.table.rows):
            for at, cell in enumerate(row):
                for run in cell.runs:
                    if isinstance(run, FigureRun):
                        title, head = _words(row[1]), _words(self.table.head[at])
                        yield run.figure, Place(self.name, cell_name(self.top + line, at), title, head)

    def sheet(self, done: Compiled) -> Sheet:
        table = self.table
        heads = [Head(_words(cell), 0, at) for at, cell in enumerate(table.head)]
        heads += [Head(mark, 1, at, look=_MARK) for at, mark in enumerate(table.marks)]
        period = write_period(done.report.period)
        titles = [Words(table.title or done.report.title, _TITLE), Words(f"{period[:1].upper()}{period[1:]}", _LINE)]
        titles += [Words(table.unit_line, _LINE)] if table.unit_line else []
        widths = [max(5, int(width / _MILLIMETRES)) for width in table.widths]
        longest = max((-(-len(head.text) // max(1, widths[head.column] - 2)) for head in heads), default=1)
        rows = [[self._cell(line, at, cell) for at, cell in enumerate(row)] for line, row in enumerate(table.rows)]
        return Sheet(self.name, widths, heads, rows, titles, below=table.notes, head_heights=(longest,))

    def _cell(self, line: int, at: int, cell: Cell) -> SheetCell:
        look = Look(cell.align, bold=cell.bold, indent=cell.indent)
        figure = self._figure(cell)
        if figure is None:
            gap = any(isinstance(run, Gap) for run in cell.runs)
            return Words(_words(cell), Look("center") if gap or cell.align == "right" else look)
        hedge = "".join(run.text for run in cell.runs if isinstance(run, Text))
        ratio = self._ratio(line, at, figure)
        if ratio is not None:
            return Formula(ratio, figure.value, figure.quantity.decimals, hedge, look)
        return Amount(exact_value(figure), figure.quantity.decimals, hedge, look)

    def _figure(self, cell: Cell) -> Figure | None:
        return next((self.figures[run.figure] for run in cell.runs if isinstance(run, FigureRun)), None)

    def _ratio(self, line: int, at: int, figure: Figure) -> str | None:
        """A live formula where the column divides two others of this row and comes to what is printed."""
        match = _RATIO.match(self.table.marks[at]) if self.table.marks else None
        if match is None:
            return None
        columns = {mark.partition("=")[0]: place for place, mark in enumerate(self.table.marks)}
        places = [columns[match[name]] for name in ("over", "under")]
        over, under = (self._figure(self.table.rows[line][place]) for place in places)
        if over is None or under is None or exact_value(under) == 0:
            return None
        decimals = figure.quantity.decimals
        value = exact_value(over) / exact_value(under) * _HUNDRED
        if round_half_away(value, decimals) != figure.value:
            return None
        first, second = (cell_name(self.top + line, place) for place in places)
        return f'=IF(AND(ISNUMBER({first}),N({second})<>0),ROUND({first}/{second}*100,{decimals}),"-")'


def _words(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs if isinstance(run, Text | FigureRun | Gap))
