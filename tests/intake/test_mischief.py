"""Anything that people do to a sheet, in any order: what is accepted is what was meant, whatever is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import form_desk as desk
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.core import Consequence, Where
from solieu.intake.headings import title_key
from solieu.intake.opening import open_file
from solieu.intake.sheet import Block, Cell, CellKind, Sheet
from solieu.intake.walking import Walk
from solieu.vietnamese import write_number

NAMES = {title_key(row.title) for row in desk.occasion("m01").form.rows}
Cells = dict[tuple[int, int], Cell]


@cache
def original() -> Sheet:
    (opened,) = open_file(desk.filled("m01"), "x.xlsx")
    assert opened.book is not None
    return opened.book.sheets[0]


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does; ``at`` and ``other`` are taken modulo what there is."""

    name: str
    at: int
    other: int


deeds = st.lists(
    st.builds(
        Deed,
        st.sampled_from(
            ["insert_row", "insert_column", "swap_rows", "copy_row_down", "empty_id", "shout", "as_text", "hide", "empty",
             "retype_code", "detail", "merge", "sort_without_ids",
                "clear_line", "swap_names"]
        ),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=6,
)  # fmt: skip


def moved(cells: Cells, *, rows: int = 0, columns: int = 0, after: int) -> Cells:
    """Everything behind a row or column one further."""
    return {
        (row + (rows if row > after and rows else 0), column + (columns if column > after and columns else 0)): cell
        for (row, column), cell in cells.items()
    }


def stretched(block: Block, *, rows: int = 0, columns: int = 0, after: int) -> Block:
    """A merged block after a row or column was inserted: moved, or longer by one."""
    low, right = (rows if block.bottom > after else 0), (columns if block.right > after else 0)
    return Block(block.top + (rows if block.top > after else 0), block.left + (columns if block.left > after else 0),
                 block.bottom + low, block.right + right)  # fmt: skip


def done(sheet: Sheet, deed: Deed) -> Sheet:
    cells: Cells = dict(sheet.cells)
    last = max(row for row, _ in cells)
    table = [row for row in range(1, last + 1) if cells.get((row, 1), Cell()).text.startswith("m01:0")]
    row = table[deed.at % len(table)] if table else 1
    if deed.name in ("swap_rows", "sort_without_ids", "swap_names") and any(one.top in table for one in sheet.merged):
        return sheet  # no spreadsheet sorts merged cells
    below = {"insert_row": deed.at % last, "copy_row_down": row, "detail": row}.get(deed.name)
    merged = [one if below is None else stretched(one, rows=1, after=below) for one in sheet.merged]
    if deed.name == "insert_column":
        merged = [stretched(one, columns=1, after=1 + deed.at % 9) for one in merged]
    numbers = [
        place for place, cell in cells.items() if cell.number is not None and cell.formula is None and place[0] in table
    ]
    match deed.name:
        case "insert_row":
            cells = moved(cells, rows=1, after=deed.at % last)
        case "insert_column":
            cells = moved(cells, columns=1, after=1 + deed.at % 9)
            cells[row, 2 + deed.at % 9] = Cell(CellKind.NUMBER, number=Decimal(7), format="General")
        case "swap_rows":
            other = table[deed.other % len(table)] if table else 1
            cells = {(other if r == row else row if r == other else r, c): cell for (r, c), cell in cells.items()}
        case "copy_row_down":
            cells = moved(cells, rows=1, after=row) | {(row + 1, c): cell for (r, c), cell in cells.items() if r == row}
            cells[row + 1, 3] = Cell(CellKind.TEXT, "Trong đó: của xã")
            cells |= {p: other_figure(cell) for p, cell in cells.items() if p[0] == row + 1 and cell.number is not None}
        case "sort_without_ids":
            other = table[deed.other % len(table)] if table else 1
            swap = {row: other, other: row}
            cells = {(swap.get(r, r) if c > 1 else r, c): cell for (r, c), cell in cells.items()}
        case "swap_names" if title_key(cells.get((row, 3), Cell()).text) in NAMES:
            other = table[deed.other % len(table)]
            swap = {row: other, other: row}
            cells = {(swap.get(r, r) if c > 2 else r, c): cell for (r, c), cell in cells.items()}
        case "detail":
            cells = moved(cells, rows=1, after=row)
            cells[row + 1, 3] = Cell(CellKind.TEXT, "- chi tiết")
            cells[row + 1, 7] = Cell(CellKind.NUMBER, number=Decimal(5), format="General")
        case "empty_id":
            cells.pop((row, 1), None)
        case "shout":
            cells = {
                p: Cell(c.kind, c.text.upper(), c.number, c.format, c.formula) if p == (row, 3) else c
                for p, c in cells.items()
            }
        case "retype_code":
            code = cells.get((row, 2), Cell()).text
            cells[row, 2] = (
                Cell(CellKind.NUMBER, number=Decimal(int(code))) if code.isdigit() else cells.get((row, 2), Cell())
            )
        case "as_text" if numbers:
            place = sorted(numbers)[deed.at % len(numbers)]
            number = cells[place].number or Decimal(0)
            text = write_number(number, max(0, -int(number.as_tuple().exponent)))
            cells[place] = Cell(CellKind.TEXT, f" {text}\u00a0")
        case "empty" if numbers:
            cells.pop(sorted(numbers)[deed.at % len(numbers)])
        case "clear_line":
            cells = {(r, c): cell for (r, c), cell in cells.items() if r != 1 + deed.at % last} or {(1, 1): Cell()}
        case "hide":
            return Sheet(sheet.name, cells, tuple(merged), sheet.hidden_rows | {row})
        case "merge":
            column = 6 + deed.other % 2
            merged.append(Block(row, column, row + 1, column))
            cells.pop((row + 1, column), None)
            if title_key(cells.get((row + 1, 3), Cell()).text) in NAMES:  # one figure for two rows of the form
                cells[row, column] = other_figure(cells.get((row, column), Cell()))
    return Sheet(sheet.name, cells, tuple(merged), sheet.hidden_rows)


def other_figure(cell: Cell) -> Cell:
    """Another figure than the one that is meant: of a detail, or of two rows together."""
    number = (cell.number or Decimal(0)) + Decimal("0.7")
    return Cell(CellKind.NUMBER, number=number, format="General", formula=None)


@settings(max_examples=300, deadline=None)
@given(deeds)
def test_no_mischief_makes_a_figure_of_another_row_or_column_or_period(done_to_it: list[Deed]) -> None:
    sheet = original()
    for deed in done_to_it:
        sheet = done(sheet, deed)
    at = desk.occasion("m01")
    walk = Walk(sheet, at, desk.definitions()[0], desk.known(at), Where(form=at.form.code))
    walk.read()
    marks = {"2": "th", "3": "uoc"}
    meant = desk.meant("m01")
    if any(one.consequence is Consequence.STOP for one in walk.findings):
        return  # nothing of the form is taken
    asked = {one.where.row for one in walk.findings if one.consequence is Consequence.EXPLAIN}
    parts = {row.code: {row.code, *row.total_of} for row in at.form.rows}
    for fact in walk.staged:
        accepted = not fact.stated_total and not parts[fact.origin.row] & asked
        if fact.reading.quantity is not None and accepted:
            assert fact.reading.quantity.value == meant[fact.origin.row, marks[fact.origin.mark]], done_to_it


def test_the_mischief_is_done_to_a_form_that_reads_right() -> None:
    at = desk.occasion("m01")
    walk = Walk(original(), at, desk.definitions()[0], desk.known(at), Where(form=at.form.code))
    walk.read()
    assert len(walk.staged) == len(desk.meant("m01"))
