"""Days off of a year: public holidays, Tết, days off in lieu, and the weekend days that are worked instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from solieu.catalog.basis import Basis
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import Field, day, list_of, record, text, whole_number
from solieu.core import Where, WorkCalendar

MOST_DAYS_OFF = 30  # in a row; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class DaysOff:
    since: date
    until: date
    title: str
    where: Where


@dataclass(frozen=True, slots=True)
class Year:
    id: str
    title: str
    year: int
    off: tuple[DaysOff | None, ...]
    where: Where
    made_up: tuple[date | None, ...] = ()
    basis: tuple[Basis, ...] = ()


def _days_off(where: Where, title: str, **values: Any) -> DaysOff | None:
    since, until = values["since"], values["until"] or values["since"]
    return DaysOff(since, until, title, where) if since else None


OFF = record((Field("from", day, to="since"), Field("until", day, None), Field("title", text)), _days_off)
YEAR = (
    Field("title", text),
    Field("year", whole_number),
    Field("off", list_of(OFF, least=1)),
    Field("made_up", list_of(day), ()),
    Field("basis", list_of(record((Field("text", text), Field("from", day, None, "since")), lambda where, **v: Basis(**v)))),
)  # fmt: skip


def joined(years: Mapping[str, Year], mistakes: Mistakes) -> WorkCalendar:
    """One calendar of all years that are known."""
    off: dict[date, str] = {}
    for year in years.values():
        for days in filter(None, year.off):
            _check(year, days, mistakes)
            count = min((days.until - days.since).days, MOST_DAYS_OFF)
            off |= {days.since + timedelta(days=number): days.title for number in range(count + 1)}
    made_up = frozenset(worked for year in years.values() for worked in year.made_up if worked)
    for year in years.values():
        for worked in filter(None, year.made_up):
            if worked.weekday() < 5 or worked.year != year.year:
                said = f"ngày làm bù {worked:%d/%m/%Y} phải là thứ Bảy hoặc Chủ nhật của năm {year.year}"
                mistakes.add("CAT110", "wrong-day", year.where, said)
    return WorkCalendar(off, made_up, frozenset(year.year for year in years.values()))


def _check(year: Year, days: DaysOff, mistakes: Mistakes) -> None:
    if days.until < days.since or (days.until - days.since).days > MOST_DAYS_OFF:
        said = f"“{days.title}”: ngày cuối {days.until:%d/%m/%Y} không hợp với ngày đầu {days.since:%d/%m/%Y}"
        mistakes.add("CAT110", "wrong-day", days.where, said)
    elif year.year not in (days.since.year, days.until.year):
        said = f"“{days.title}” không thuộc năm {year.year}"
        mistakes.add("CAT110", "wrong-day", days.where, said)
