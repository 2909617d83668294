"""Period: kind, label, window, calendar.

One report holds several calendars: management reports run from the 15th to the 14th (Decree 09/2019/NĐ-CP, Art. 12),
budget, investment and statistics by the calendar month. A period therefore names *which* quarter; the window in days
depends on the calendar that a form or indicator follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering


class PeriodKind(StrEnum):
    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    NINE_MONTHS = "9M"
    YEAR = "Y"


class Calendar(StrEnum):
    CALENDAR = "calendar"  # first to last day of the calendar months
    DECREE_09 = "decree-09"  # 15th of the month before to the 14th of the last month


# kind -> (months it lasts, how many of them a year has)
_SHAPE = {
    PeriodKind.MONTH: (1, 12),
    PeriodKind.QUARTER: (3, 4),
    PeriodKind.HALF: (6, 2),
    PeriodKind.NINE_MONTHS: (9, 1),
    PeriodKind.YEAR: (12, 1),
}
_TEXT = re.compile(r"(?P<year>[0-9]{4})(?:-(?:M(?P<M>[0-9]{2})|Q(?P<Q>[0-9])|H(?P<H>[0-9])|(?P<nine>9M)))?\Z")
EARLIEST, LATEST = 1900, 2200


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of a year. Text form: 2024-M02, 2024-Q1, 2024-H1, 2024-9M, 2024.

    Periods are ordered by their end; of those that end together the shorter comes first (2024-M03 < 2024-Q1).
    """

    year: int
    kind: PeriodKind
    number: int = 1

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= LATEST or not 1 <= self.number <= _SHAPE[self.kind][1]:
            raise ValueError(f"no such period: {self.year} {self.kind.value} {self.number}")

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return f"{self.year}"
        if self.kind is PeriodKind.NINE_MONTHS:
            return f"{self.year}-9M"
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}-M{self.number:02}"
        return f"{self.year}-{self.kind.value}{self.number}"

    def __lt__(self, other: object) -> bool:
        return self._rank < other._rank if isinstance(other, Period) else NotImplemented

    @property
    def _rank(self) -> tuple[int, int, int]:
        return self.year, self.last_month, -self.first_month

    @property
    def first_month(self) -> int:
        return (self.number - 1) * _SHAPE[self.kind][0] + 1

    @property
    def last_month(self) -> int:
        return self.first_month + _SHAPE[self.kind][0] - 1

    def window(self, calendar: Calendar = Calendar.CALENDAR) -> tuple[date, date]:
        """First and last day, both included."""
        if calendar is Calendar.DECREE_09:
            before = (self.year - 1, 12) if self.first_month == 1 else (self.year, self.first_month - 1)
            return date(*before, 15), date(self.year, self.last_month, 14)
        return date(self.year, self.first_month, 1), _month_end(self.year, self.last_month)

    @property
    def end(self) -> date:
        return self.window()[1]

    def end_of_month(self, months_before_end: int) -> date:
        """Last day of the month that lies so many months before the period's last one: the usual cut-off."""
        months = self.year * 12 + self.last_month - 1 - months_before_end
        return _month_end(months // 12, months % 12 + 1)

    def same_last_year(self) -> Period:
        """Cùng kỳ: the same period one year before. Raises ValueError before 1900."""
        return replace(self, year=self.year - 1)

    def previous(self) -> Period:
        """Kỳ trước: the period of the same kind just before this one."""
        if self.number > 1:
            return replace(self, number=self.number - 1)
        return replace(self, year=self.year - 1, number=_SHAPE[self.kind][1])

    def next(self) -> Period:
        if self.number < _SHAPE[self.kind][1]:
            return replace(self, number=self.number + 1)
        return replace(self, year=self.year + 1, number=1)

    def whole_year(self) -> Period:
        return Period(self.year, PeriodKind.YEAR)

    def parts(self) -> tuple[Period, ...]:
        """The shorter periods that make this one up: its quarters, of a quarter its months; none of a month."""
        if self.kind is PeriodKind.MONTH:
            return ()
        kind = PeriodKind.MONTH if self.kind is PeriodKind.QUARTER else PeriodKind.QUARTER
        first = (self.first_month - 1) // _SHAPE[kind][0] + 1
        last = self.last_month // _SHAPE[kind][0]
        return tuple(Period(self.year, kind, number) for number in range(first, last + 1))


def parse_period(text: str) -> Period:
    """Read the canonical text. Raises ValueError with the forms that are understood."""
    match = _TEXT.match(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no period; write 2024-Q1, 2024-M02, 2024-H1, 2024-9M or 2024")
    year = int(match["year"])
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF):
        if match[kind.value]:
            return Period(year, kind, int(match[kind.value]))
    return Period(year, PeriodKind.NINE_MONTHS if match["nine"] else PeriodKind.YEAR)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
