"""What stands under a table: the legend of its signs, and why printed parts may not meet their sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from solieu.core import Quantity
from solieu.documents import Cell, NoteMark
from solieu.reports.template import TableColumn, TableRow

MISSING, NO_BASE, NO_SENSE = "…", "-", "x"
SIGNS = {
    MISSING: "“…” chưa có số liệu",
    NO_BASE: "“-” không tính được vì số gốc bằng không hoặc chưa có",
    NO_SENSE: "“x” không áp dụng",
}
ROUNDED = "Số liệu có thể không khớp tổng do làm tròn."
_WORDS = 2  # columns before the figures: a dash there is an item's own mark


@dataclass(frozen=True, slots=True)
class Shown:
    """A value and what is printed of it."""

    exact: Quantity
    printed: Quantity


Cells = Mapping[tuple[int, TableColumn], Shown]


def notes_of(rows: Sequence[TableRow], printed: Sequence[Sequence[Cell]], shown: Cells) -> tuple[str, ...]:
    texts = {run.text for row in printed for cell in row[_WORDS:] for run in cell.runs if not isinstance(run, NoteMark)}
    signs = [said for sign, said in SIGNS.items() if sign in texts]
    legend = (f"Ký hiệu: {'; '.join(signs)}.",) if signs else ()
    return (*legend, ROUNDED) if rounding_shows(rows, shown) else legend


def rounding_shows(rows: Sequence[TableRow], shown: Cells) -> bool:
    """Some column whose parts meet their sum exactly, but not as they are printed."""
    columns = {column for _, column in shown if not column.kind.startswith("phan_tram")}
    for whole, parts in sums(rows):
        for column in columns:
            found = [shown.get((place, column)) for place in parts]
            total = shown.get((whole, column))
            if total is not None and all(found) and _parts_by_rounding(total, [part for part in found if part]):
                return True
    return False


def sums(rows: Sequence[TableRow]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Places of rows with the places of the rows that are set one step further in below them."""
    for place, row in enumerate(rows):
        parts = []
        for below in range(place + 1, len(rows)):
            if rows[below].indent <= row.indent:
                break
            if rows[below].indent == row.indent + 1:
                parts.append(below)
        if parts:
            yield place, tuple(parts)


def _parts_by_rounding(total: Shown, parts: Sequence[Shown]) -> bool:
    exact = sum((part.exact.value for part in parts), Decimal(0))
    printed = sum((part.printed.value for part in parts), Decimal(0))
    return exact == total.exact.value and printed != total.printed.value
