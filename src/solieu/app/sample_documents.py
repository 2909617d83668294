"""The outgoing documents of the sample: the source says how many of each kind, the entries are generated.

Documents that the report cites with number and day are entries with that number and day; all others are *minh họa*, on
working days that rise with the numbers. A secret document is its number and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from solieu.app.sample_values import rows_of
from solieu.core import WorkCalendar
from solieu.facts import EntryEvent, Provenance

FIRST, LAST = date(2024, 1, 2), date(2024, 3, 4)
ISSUER = "UBND huyện"


@dataclass(frozen=True, slots=True)
class Cited:
    number: int
    day: date
    subject: str


def outgoing_documents(
    calendar: WorkCalendar, now: datetime, unit: str
) -> tuple[list[tuple[str, EntryEvent]], dict[str, tuple[str, Provenance]]]:
    """Events by entry, and area and mark of each entry."""
    events: list[tuple[str, EntryEvent]] = []
    opened: dict[str, tuple[str, Provenance]] = {}
    for row in rows_of("van_ban_di.csv"):
        cited = {one.number: one for one in _cited(row["ten_loai"])}
        for number, day in _days(int(row["so_luong"]), sorted(cited.values(), key=lambda one: one.number), calendar):
            id = f"{row['loai']}_{row['ky_hieu'].partition('-')[0].lower() or 'so'}_{number:04}_2024"
            fields = {"loai": row["loai"], "ten_loai": row["ten_loai"], "so": f"{number:02}"}
            if number in cited:
                fields |= {"trich_yeu": cited[number].subject}
            events.append((id, EntryEvent("ban_hanh", day, now, "van_phong", tuple(fields.items()))))
            opened[id] = (unit, Provenance.REPORTED if number in cited else Provenance.ILLUSTRATIVE)
    return events, opened


def _cited(kind: str) -> Iterator[Cited]:
    """Documents of the district's committee of this year, as the register of cited documents has them."""
    for row in rows_of("van_ban.csv"):
        number = row["so_ky_hieu"].partition("/")[0]
        if (row["loai"], row["co_quan"], row["ngay"][:4]) == (kind, ISSUER, "2024") and "UBND" in row["so_ky_hieu"]:
            yield Cited(int(number), date.fromisoformat(row["ngay"]), row["trich_yeu"])


def _days(count: int, cited: Iterable[Cited], calendar: WorkCalendar) -> Iterator[tuple[int, date]]:
    """A day for each number: between two documents whose day is known they are spread evenly over the working days."""
    before, day = 0, FIRST
    for mark in (*cited, Cited(count + 1, LAST, "")):
        open_days = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
        between = [one for one in open_days if day <= one <= mark.day and calendar.is_working(one)] or [day]
        for number in range(before + 1, mark.number):
            place = (number - before - 1) * len(between) // (mark.number - before - 1)
            yield number, between[place]
        if mark.number <= count:
            yield mark.number, mark.day
        before, day = mark.number, mark.day
