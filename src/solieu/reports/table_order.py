"""Rows of a table in the order of a column, and how far the year has come: what a chairman looks at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from solieu.core import Period, PeriodKind, Quantity
from solieu.reports.template import TableNode, TableRow

PARTS_OF_A_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.YEAR: 1,
}
_HUNDRED = Decimal(100)


def year_passed(period: Period) -> Decimal:
    """Percent of the year that is over at the end of the period: 25 at the end of quarter I."""
    if period.kind is PeriodKind.NINE_MONTHS:
        return Decimal(75)
    return _HUNDRED * period.number / PARTS_OF_A_YEAR[period.kind]


def lowest_first(node: TableNode, value_of: Callable[[TableRow], Quantity | None]) -> TableNode:
    """The rows by the value of a column, numbered anew; those without a value come last, they are not called good."""
    known = [(value_of(row), place, row) for place, row in enumerate(node.rows)]
    in_order = sorted(known, key=lambda one: (one[0] is None, one[0].value if one[0] else _HUNDRED, one[1]))
    return replace(node, rows=tuple(replace(row, stt=str(number)) for number, (_, _, row) in enumerate(in_order, 1)))
