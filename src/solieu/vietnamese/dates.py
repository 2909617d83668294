"""Dates and periods as official documents write them (Decree 30/2020/NĐ-CP, Appendix I).

A day below ten and the months 1 and 2 take a leading zero; the months 3 to 9 do not.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from solieu.core import Period, PeriodKind
from solieu.vietnamese.text import fold

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_NUMERIC = re.compile(r"(?:ngai )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_WORDS = re.compile(r"(?:ngai )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})\Z")
_JOINT = r"(?: nam | ?[/-] ?| (?:cua )?nam | )"
_QUARTER = re.compile(rf"(?:qui|q)[. ]?(iii|ii|iv|i|[1-4]){_JOINT}(\d{{4}})\Z")
_MONTH = re.compile(rf"(?:(?:thang|t) ?)?(\d{{1,2}}){_JOINT}(\d{{4}})\Z")
_HALF = re.compile(rf"(?:0?6|sau) ?(?:thang|t)(?: (dau|cuoi))?{_JOINT}(\d{{4}})\Z")
_NINE = re.compile(rf"(?:0?9|chin) ?(?:thang|t)(?: dau)?{_JOINT}(\d{{4}})\Z")
_YEAR = re.compile(r"(?:ca )?(?:nam )?(\d{4})\Z")


def write_date(day: date) -> str:
    """29/02/2024, 04/3/2024."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}"


def write_long_date(day: date) -> str:
    """ngày 05 tháng 3 năm 2024."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def write_period(period: Period, style: str = "long") -> str:
    """``long``: quý I năm 2024; ``short``: quý I/2024."""
    joint = "/" if style == "short" else " năm "
    match period.kind:
        case PeriodKind.QUARTER:
            return f"quý {ROMAN[period.number]}{joint}{period.year}"
        case PeriodKind.MONTH:
            return f"tháng {_month(period.number)}{joint}{period.year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng năm {period.year}"
        case PeriodKind.YEAR:
            return f"năm {period.year}"


def read_date(text: str) -> date | None:
    """A date in any of the official writings, the day always first; None when it is no date that can be."""
    folded = fold(text)
    if iso := _ISO.match(folded):
        year, month, day = (int(part) for part in iso.groups())
    elif match := _NUMERIC.match(folded) or _WORDS.match(folded):
        day, month, year = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_period(text: str) -> Period | None:
    """quý I năm 2024, Quý 1/2024, Q1/2024, 6 tháng đầu năm 2024, tháng 02/2024, năm 2024."""
    folded = fold(text)
    if match := _QUARTER.match(folded):
        number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match[1]) or int(match[1])
        return Period(int(match[2]), PeriodKind.QUARTER, number)
    if match := _HALF.match(folded):
        return Period(int(match[2]), PeriodKind.HALF, 2 if match[1] == "cuoi" else 1)
    if match := _NINE.match(folded):
        return Period(int(match[1]), PeriodKind.NINE_MONTHS)
    if match := _MONTH.match(folded):
        return Period(int(match[2]), PeriodKind.MONTH, int(match[1])) if 1 <= int(match[1]) <= 12 else None
    if match := _YEAR.match(folded):
        return Period(int(match[1]), PeriodKind.YEAR)
    return None


VIETNAM = timezone(timedelta(hours=7))  # one zone for the whole country, without summer time


def write_moment(moment: datetime) -> str:
    """08:06 05/3/2024, as clocks in Vietnam show it whatever the zone of this machine is."""
    here = moment.astimezone(VIETNAM)
    return f"{here:%H:%M} {write_date(here.date())}"
