"""Lũy kế: the figure since the first of January (office-habits A1, column 5), and what it is held against."""

from __future__ import annotations

from dataclasses import replace

from solieu.catalog.model import Adding, Indicator
from solieu.core import Period, PeriodKind
from solieu.expressions import Binary, Expression, Reference, Shift
from solieu.vietnamese import write_period

_OF_QUARTERS = {2: PeriodKind.HALF, 3: PeriodKind.NINE_MONTHS, 4: PeriodKind.YEAR}


def has_cumulative(period: Period) -> bool:
    """In the first quarter or month it equals the period itself and is left out."""
    return period.kind in (PeriodKind.QUARTER, PeriodKind.MONTH) and period.number > 1


def cumulated(latest: Reference, indicator: Indicator | None, period: Period) -> Expression:
    """The latest figure plus the actuals of the earlier periods of the year; of a stock the latest alone."""
    if indicator is None or indicator.over_time is not Adding.SUM or not has_cumulative(period):
        return latest
    bare = replace(latest, shifts=tuple(shift for shift in latest.shifts if shift.name == "cung_ky"))
    total: Expression = latest
    for steps in range(1, period.number):
        total = Binary("+", total, _before(bare, steps), latest.at)
    return total


def _before(reference: Reference, steps: int) -> Reference:
    return replace(reference, shifts=(*(Shift("ky_truoc"),) * steps, *reference.shifts))


def write_cumulative(period: Period) -> str:
    """6 tháng đầu năm 2024, 9 tháng năm 2024, năm 2024; 5 tháng năm 2024 for months."""
    if period.kind is PeriodKind.QUARTER and period.number in _OF_QUARTERS:
        return write_period(Period(period.year, _OF_QUARTERS[period.number]), "short")
    return f"{period.number} tháng năm {period.year}"
