"""Workbooks that we issue: real numbers, live formulas, texts that stay texts, ready to print (office-habits A5.8).

A sheet has lines of title, one block of headings that stays in sight and is repeated on every page, rows without merged
cells that can be filtered, rows below them that no filter hides (totals), and remarks.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Context, Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from solieu.documents.archive import in_utc, repack
from solieu.documents.spreadsheet_text import could_be_formula, writable

FONT = "Times New Roman"
MISSING_FILL = "#F8CBAD"  # who is missing; still told apart from white on a grey print
HEAD_FILL = "#F2F2F2"
DATE_TIME = "hh:mm dd/mm/yyyy"
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_POINTS_A_LINE = 15
_SPREADSHEET = Context(prec=15)  # significant digits that a spreadsheet keeps


@dataclass(frozen=True, slots=True)
class Look:
    align: str = "left"
    bold: bool = False
    italic: bool = False
    indent: int = 0
    fill: str = ""
    size: int = 11
    boxed: bool = True
    wrap: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    look: Look = Look()
    note: str = ""  # becomes a comment of the cell


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the decimals that it shows; ``hedge`` is the word in front of it ("trên"), shown by the format."""

    value: Decimal
    decimals: int = 0
    hedge: str = ""
    look: Look = Look("right")
    note: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with the value that it has now: a program that does not compute shows that one."""

    text: str
    value: Decimal | str
    decimals: int = 0
    hedge: str = ""
    look: Look = Look("right")


@dataclass(frozen=True, slots=True)
class At:
    """A moment, as clocks in the office show it."""

    local: datetime
    look: Look = Look("center")


SheetCell = Words | Amount | Formula | At


@dataclass(frozen=True, slots=True)
class Head:
    """A heading; ``row`` and ``column`` count within the block of headings from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    look: Look = Look("center", bold=True, fill=HEAD_FILL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` can be filtered, ``foot`` follows them; ``kept_columns`` stay in sight when one scrolls sideways."""

    name: str
    widths: Sequence[int]  # characters
    head: Sequence[Head]
    rows: Sequence[Sequence[SheetCell]]
    above: Sequence[Words] = ()
    foot: Sequence[Sequence[SheetCell]] = ()
    below: Sequence[str] = ()
    kept_columns: int = 2
    filtered: bool = True
    head_heights: Sequence[int] = field(default=())  # lines of text, one a row of the head

    @property
    def head_rows(self) -> int:
        return max((head.row + head.rows for head in self.head), default=0)


def first_row(above: int, head_rows: int) -> int:
    """The 0-based row of the sheet on which ``rows`` begin; an empty line parts title and headings."""
    return above + (1 if above else 0) + head_rows


def cell_name(row: int, column: int) -> str:
    """E7 of the 0-based row 6 and column 4."""
    return str(xl_rowcol_to_cell(row, column))


def range_name(row: int, column: int, last_row: int, last_column: int) -> str:
    return str(xl_range(row, column, last_row, last_column))


def number_format(decimals: int, hedge: str = "") -> str:
    """Shows rightly under Vietnamese and under English regional settings (office-habits A4.2)."""
    said = '"' + hedge.strip().replace('"', "") + ' "' if hedge else ""
    return f"{said}#,##0{'.' + '0' * decimals if decimals > 0 else ''}"


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Names that Excel takes (31 letters, no signs of a path), each once."""
    taken: list[str] = []
    for name in wanted:
        plain = " ".join(writable(name).translate(_SHEET_NAME).split())
        number, found = 1, _cut(plain, 31) or "Bảng"
        while found.lower() in {other.lower() for other in taken}:
            number += 1
            found = f"{_cut(plain, 26)} ({number})"
        taken.append(found)
    return tuple(taken)


def _cut(text: str, most: int) -> str:
    """The beginning of a text, counted as Excel counts: a letter beyond the first plane is two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore").strip()


def write_workbook(sheets: Sequence[Sheet], *, title: str, moment: datetime) -> bytes:
    """The xlsx; the same sheets at the same moment give the same bytes."""
    raw, plain = io.BytesIO(), in_utc(moment).replace(tzinfo=None, microsecond=0)
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"title": writable(title), "author": "SoLieu", "created": plain})
    book.set_calc_mode("auto")
    writer = _Writer(book)
    for name, sheet in zip(sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
        writer.sheet(book.add_worksheet(name), sheet)
    book.close()
    return repack(raw.getvalue(), plain)


class _Writer:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[Look, str, bool], Any] = {}

    def sheet(self, into: Any, sheet: Sheet) -> None:
        start = first_row(len(sheet.above), sheet.head_rows)
        for column, width in enumerate(sheet.widths):
            into.set_column(column, column, width)
        for line, words in enumerate(sheet.above):
            self._cell(into, line, 0, words)
        self._heads(into, sheet, start - sheet.head_rows)
        for line, row in enumerate((*sheet.rows, *sheet.foot), start):
            if (lines := _lines(row, sheet.widths)) > 1:
                into.set_row(line, lines * _POINTS_A_LINE)
            for column, cell in enumerate(row):
                self._cell(into, line, column, cell)
        after = start + len(sheet.rows) + len(sheet.foot)
        for line, text in enumerate(sheet.below, after):
            self._cell(into, line, 0, Words(text, Look(italic=True, size=10, boxed=False, wrap=False)))
        _set_up(into, sheet, start)

    def _heads(self, into: Any, sheet: Sheet, top: int) -> None:
        for line, lines in enumerate(sheet.head_heights, top):
            into.set_row(line, lines * _POINTS_A_LINE)
        for head in sheet.head:
            row, text, format = top + head.row, writable(head.text), self._format(head.look, "", head.text)
            if head.rows == head.columns == 1:
                into.write_string(row, head.column, text, format)
                continue
            last = row + head.rows - 1, head.column + head.columns - 1
            into.merge_range(row, head.column, *last, "", format)
            into.write_string(row, head.column, text, format)

    def _cell(self, into: Any, row: int, column: int, cell: SheetCell) -> None:
        match cell:
            case Words("", look):
                into.write_blank(row, column, None, self._format(look, "", ""))
            case Words(text, look):
                into.write_string(row, column, writable(text), self._format(look, "", text))
            case Amount(value, decimals, hedge, look):
                into.write_number(row, column, value, self._format(look, number_format(decimals, hedge), ""))
            case Formula(text, value, decimals, hedge, look):
                shown = value if isinstance(value, str) else _SPREADSHEET.plus(value)
                into.write_formula(row, column, text, self._format(look, number_format(decimals, hedge), ""), shown)
            case At(local, look):
                into.write_datetime(row, column, local.replace(tzinfo=None), self._format(look, DATE_TIME, ""))
        if isinstance(cell, Words | Amount) and cell.note:
            into.write_comment(row, column, writable(cell.note), {"author": "SoLieu", "font_name": FONT})

    def _format(self, look: Look, numbers: str, text: str) -> Any:
        """One format a look, however many cells have it. A text that could be a formula keeps Excel's apostrophe."""
        quoted = could_be_formula(text)
        known = self._formats.get((look, numbers, quoted))
        if known is None:
            said = {"font_name": FONT, "font_size": look.size, "bold": look.bold, "italic": look.italic,
                    "align": look.align, "valign": "vcenter", "indent": look.indent, "text_wrap": look.wrap,
                    "border": int(look.boxed), "quote_prefix": quoted}  # fmt: skip
            said |= {"num_format": numbers} if numbers else {}
            said |= {"bg_color": look.fill} if look.fill else {}
            known = self._formats[look, numbers, quoted] = self._book.add_format(said)
        return known


def _lines(row: Sequence[SheetCell], widths: Sequence[int]) -> int:
    """Lines that the words of a row take; not every program makes room for them by itself."""
    wrapped = ((cell, width) for cell, width in zip(row, widths, strict=False) if isinstance(cell, Words))
    return max((_lines_of(cell, width) for cell, width in wrapped), default=1)


def _lines_of(words: Words, width: int) -> int:
    """Widths count digits, and the letters of words are narrower: some twelve go into ten."""
    room = max(4, width - 2 * words.look.indent)
    return sum(-(-len(line) * 10 // (room * 12)) or 1 for line in words.text.split("\n")) if words.look.wrap else 1


def _set_up(into: Any, sheet: Sheet, start: int) -> None:
    """It prints well on one click: landscape A4, one page wide, headings on every page, page number at the foot."""
    last = len(sheet.widths) - 1
    into.freeze_panes(start, sheet.kept_columns)
    if sheet.filtered and sheet.rows:
        into.autofilter(start - 1, 0, start + len(sheet.rows) - 1, last)
    if sheet.head_rows:
        into.repeat_rows(start - sheet.head_rows, start - 1)
    into.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes such as 01 and marks are words
    into.set_landscape()
    into.set_paper(9)
    into.fit_to_pages(1, 0)
    into.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    into.center_horizontally()
    into.set_footer(f'&C&"{FONT},Regular"&10&P/&N')
    into.print_area(0, 0, start + len(sheet.rows) + len(sheet.foot) + len(sheet.below) - 1, last)
