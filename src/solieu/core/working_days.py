"""Working days: weekends, public holidays, Tết and the days that are worked in their place, as dated data.

The day on which a term begins is not counted (Civil Code 2015, Art. 147.2); a term that ends on a day off ends on the
next working day (Art. 148.5). A year for which nobody has entered the days off is known by its weekends only; who asks
for a term in it is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)
LONGEST = 3700  # days that a term is followed: ten years
Pauses = Callable[[date], bool]  # whether the clock stands still on a day


def _never(_: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """``off`` names each day off outside of weekends, ``made_up`` the weekend days that are worked instead; ``years``
    are those whose days off are known."""

    off: Mapping[date, str] = field(default_factory=dict)
    made_up: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.made_up:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def after_working_days(self, start: date, count: int, paused: Pauses = _never) -> date | None:
        """The last day of a term of so many working days that begins on ``start``; None when the pause does not end."""
        return self._after(start, count, lambda day: self.is_working(day) and not paused(day))

    def after_days(self, start: date, count: int, paused: Pauses = _never) -> date | None:
        """The last day of a term of so many days, moved to a working day; None when the pause does not end."""
        last = self._after(start, count, lambda day: not paused(day))
        return last and self.next_working(last)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to ``end``; negative when the end comes first."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(map(self.is_working, days))

    def knows(self, days: Iterable[date]) -> bool:
        """Whether the days off of all these years have been entered."""
        return {day.year for day in days} <= self.years

    def _after(self, start: date, count: int, counts: Callable[[date], bool]) -> date | None:
        day, left = start, count
        for _ in range(LONGEST):
            if left == 0:
                return day
            day += ONE_DAY
            left -= counts(day)
        return None


WEEKENDS = WorkCalendar()  # where nobody has entered a day off
