"""What stands around the figures: ticks of Không phát sinh, the unit of measure above the table, the sender's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solieu.catalog.model import Catalog
from solieu.intake import layout
from solieu.intake.layout import Occasion
from solieu.intake.matching import Table
from solieu.intake.sheet import Cell, Sheet, a1
from solieu.vietnamese import find_unit, fold

TICKS = frozenset({"x", "v", "✓", "✔", "☑", "☒", "√", "co"})
_MEASURE = re.compile(r"\W*(?:ĐVT|Đơn vị tính)\s*:\s*(.+)", re.IGNORECASE)


def ticked_rows(sheet: Sheet, table: Table, at: Occasion) -> Iterator[str]:
    """Codes of the rows, of the form or of a block of it, that the sender ticked as Không phát sinh."""
    if any(_is_ticked(cells) for row, cells in sheet.lines.items() if row < table.head_row):
        yield from (row.code for row in at.form.rows)
    for heading, rows in layout.blocks(at.form):
        number = table.rows.get(heading.code)
        if number is not None and _is_ticked(sheet.lines[number]):
            yield from (row.code for row in rows)


def _is_ticked(cells: Mapping[int, Cell]) -> bool:
    """Whether the first thing to the right of the label is a tick."""
    label = fold(layout.NOTHING_OCCURRED)
    texts = [fold(cell.text) for cell in cells.values() if cell.text]
    labels = [place for place, text in enumerate(texts) if label in text]
    return bool(labels) and labels[0] + 1 < len(texts) and texts[labels[0] + 1] in TICKS


@dataclass(frozen=True, slots=True)
class ChangedMeasure:
    """The sheet names another unit of measure than the form; ``row`` is "" where it does so for the whole table."""

    row: str
    seen: str
    wanted: str
    cell: str


def changed_measures(sheet: Sheet, table: Table, at: Occasion, catalog: Catalog) -> Iterator[ChangedMeasure]:
    if at.form.measure:
        for (line, column), cell in sheet.cells.items():
            match = _MEASURE.match(cell.text) if line < table.head_row else None
            if match and not same_measure(match[1], at.form.measure):
                yield ChangedMeasure("", match[1].strip(), at.form.measure, a1(line, column))
    for row in at.form.rows if table.measures else ():
        number = table.rows.get(row.code)
        if number is not None and row.indicator:
            seen, wanted = sheet.text(number, table.measures or 0), layout.measure_of(row, None, at.form, catalog)
            if not same_measure(seen, wanted):
                yield ChangedMeasure(row.code, seen.strip(), wanted, a1(number, table.measures or 0))


def same_measure(seen: str, measure: str) -> bool:
    """Whether a unit on the sheet is the form's, in whatever writing; an empty cell says nothing."""
    unit, own = find_unit(seen), find_unit(measure)
    return not seen.strip() or fold(seen) == fold(measure) or (unit is not None and unit == own)


def own_words(sheet: Sheet, at: Occasion) -> str:
    """What the sender wrote into the box under the table."""
    wanted = f"{at.form.id}:{layout.REMARK_ID}"
    row = next((row for (row, _), cell in sheet.cells.items() if cell.text == wanted), None)
    return sheet.text(row, layout.CODE_COLUMN).strip() if row else ""
