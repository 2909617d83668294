"""Days and moments as officers type them: the browser's own date field follows the language of the machine, and most
machines of an office show the month first."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from solieu.vietnamese.dates import VIETNAM, read_date

_CLOCK = re.compile(r"\b(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?\b", re.IGNORECASE)
END_OF_DAY = time.max


def read_day(text: str) -> date | None:
    """31/03/2024, ngày 31 tháng 3 năm 2024, 2024-03-31."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return read_date(text)


def read_moment(text: str) -> datetime | None:
    """14/03/2024 08:00, 8 giờ 00 ngày 14/03/2024, 2024-03-14T08:00:00+07:00; a day alone counts to its end, a minute as
    it is printed (``write_moment``) too."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return _spoken(text)
    if len(text.strip()) == len("2024-03-14"):
        found = datetime.combine(found.date(), END_OF_DAY)
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _spoken(text: str) -> datetime | None:
    clock = _CLOCK.search(text)
    rest = (text[: clock.start()] + text[clock.end() :] if clock else text).replace(",", " ").strip()
    day = read_date(rest)
    if day is None:
        return None
    hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (END_OF_DAY.hour, END_OF_DAY.minute)
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(day, END_OF_DAY.replace(hour=hour, minute=minute), VIETNAM)
