"""Dates and periods where they stand in running text, in all the writings of official documents.

What is found here is no figure: nobody adds the 12 of 12/3/2019 to anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple


class Dated(NamedTuple):
    """``when`` as in ``Mention.when``. ``reach`` is where words that belong to the date begin (*ngày* 12/3/2019)."""

    start: int
    end: int
    when: str
    reach: int


_YEAR = r"(?:19|20)\d{2}"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTS = {"ba": 3, "sáu": 6, "chín": 9}


def _calendar(year: str | int, month: str | int, day: str | int) -> str:
    """ISO text, empty for a day that the calendar does not have."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _of_month(month: str | int, year: str | None = None, day: str | None = None) -> str:
    if not 1 <= int(month) <= 12:
        return ""
    if day is not None:
        return f"--{int(month):02}-{int(day):02}" if _calendar(2000, month, day) else ""
    return f"{year}-{int(month):02}" if year else f"--{int(month):02}"


def _day_month_year(match: re.Match[str]) -> str:
    return _calendar(match["year"], match["month"], match["day"])


def _day_month(match: re.Match[str]) -> str:
    return _of_month(match["month"], day=match["day"])


def _day_only(match: re.Match[str]) -> str:
    return ""


def _lunar(match: re.Match[str]) -> str:
    """A day of the lunar calendar is no day of ours."""
    return ""


def _month(match: re.Match[str]) -> str:
    return _of_month(match["month"], match["year"])


def _quarter(match: re.Match[str]) -> str:
    number = _ROMAN.get(match["quarter"].lower()) or int(match["quarter"])
    return f"{match['year']}-Q{number}" if match["year"] else f"Q{number}"


def _months(match: re.Match[str]) -> str:
    written = match["count"].lower()
    number = _COUNTS.get(written) or int(written)
    if number > 12:
        return ""
    kind = "H2" if match["part"] and match["part"].lower().startswith("cuối") and number == 6 else f"M{number}"
    return f"{match['year']}-{kind}" if match["year"] else kind


def _years(match: re.Match[str]) -> str:
    return f"{match['first']}/{match['last']}"


def _year(match: re.Match[str]) -> str:
    return match["year"]


_NOT_AFTER_DIGIT = r"(?<![\d/.,])"
_END = r"(?![\w/]|[.,]\d)"
# In the order of trial; a place that one pattern has taken is closed to those after it.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (rf"(?:ngày\s)?{_NOT_AFTER_DIGIT}(?P<span>(?P<day>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=sep)"
         rf"\s?(?P<year>{_YEAR})){_END}", _day_month_year),
        (rf"(?P<span>(?:ngày\s)?(?<!\d)(?P<day>\d{{1,2}})\stháng\s(?P<month>\d{{1,2}})(?:\snăm\s|/)(?P<year>{_YEAR}))"
         rf"(?!\d)", _day_month_year),
        (r"(?P<span>(?:(?:mùng|mồng)\s(?P<day>\d{1,2})|ngày\s\d{1,2})\stháng\s(?:giêng|chạp|\d{1,2}\s\(?âm lịch\)?))",
         _lunar),
        (r"(?P<span>(?:mùng|mồng)\s\d{1,2}(?:\s?tết)?|(?<!\d)\d{1,2}\stháng\s(?:giêng|chạp))", _lunar),
        (r"\b(?P<span>ngày\s\d{1,2}(?:\s?(?:,|và|-|–)\s?(?:ngày\s)?\d{1,2}){1,6}(?:/\d{1,2}(?:/\d{4})?"
         r"|\stháng\s(?:\d{1,2}(?:(?:/|\snăm\s)\d{4})?|giêng|chạp)))(?![\w/])", _day_only),
        (rf"(?P<span>ngày\s(?P<day>\d{{1,2}})\stháng\s(?P<month>\d{{1,2}})){_END}", _day_month),
        (rf"(?P<span>ngày\s(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>\d{{1,2}})){_END}", _day_month),
        (r"\b(?:từ|ngày)\s(?P<span>\d{1,2})(?=\s?[-–]\s?(?:ngày\s)?\d{1,2}/(?:0?[1-9]|1[0-2])(?!\d))", _day_only),
        (rf"{_NOT_AFTER_DIGIT}(?P<span>(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}))(?=\s?[-–]\s?(?:ngày\s)?\d{{1,2}}/\d{{1,2}}(?:/|\b))",
         _day_month),
        (rf"(?<=[-–])(?P<span>(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})){_END}", _day_month),
        (rf"(?<!\d\s)\b(?P<span>tháng\s(?P<month>\d{{1,2}})(?:\s?[/-]\s?|\snăm\s)(?P<year>{_YEAR}))(?!\d)", _month),
        (rf"\bT(?P<span>(?P<month>\d{{1,2}})/(?P<year>{_YEAR})){_END}", _month),
        (rf"{_NOT_AFTER_DIGIT}(?<![-–Qq])(?<!tỷ lệ )(?<!tỉ lệ )(?P<span>(?P<month>0?[1-9]|1[0-2])/(?P<year>{_YEAR}))"
         rf"{_END}", _month),
        (rf"\b(?P<span>(?:qu[ýíỳì]|qúy|Q(?=\.?\s?[1-4IV]))\.?\s?(?P<quarter>III|II|IV|I|[1-4])(?![\w.,]?\d|[^\W\d_])"
         rf"(?:(?:\s?[/-]\s?|\s(?:của\s)?năm\s)(?P<year>{_YEAR}))?)(?!\d)", _quarter),
        (rf"(?<!\d)(?P<span>(?P<count>\d{{1,2}}|ba|sáu|chín)\stháng\s(?P<part>đầu|cuối)(?:\s(?:của\s)?năm)?(?:\s(?P<year>{_YEAR}))?)(?!\d)",
         _months),
        (rf"(?<!\d)(?P<span>(?P<count>\d{{1,2}})\stháng(?P<part>)(?:\s(?:của\s)?năm\s|/|\s)(?P<year>{_YEAR}))(?![\d.,])", _months),
        (rf"{_NOT_AFTER_DIGIT}(?P<span>(?P<first>{_YEAR})\s?[-–—]\s?(?P<last>{_YEAR}))(?![\d/]|[.,]\d)", _years),
        (rf"\b(?:niên độ|niên vụ|năm học|mùa vụ|vụ)\s(?P<span>(?P<first>{_YEAR})/(?P<last>{_YEAR}))(?!\d)", _years),
        (rf"\b(?P<span>năm\s(?:học\s|ngân sách\s|tài chính\s|kế hoạch\s)?(?P<year>{_YEAR}))(?![\d/]|[.,]\d)", _year),
        (r"(?<!\d\s)\b(?P<span>tháng\s(?P<month>0?[1-9]|1[0-2])(?P<year>))(?![\d/]|[.,]\d|\s?%)", _month),
        (r"\b(?P<span>ngày\s\d{1,2})(?!\d|[.,/]\d|\s?%)", _day_only),
    )
)  # fmt: skip

# 9 tháng: the first nine months, unless a span of time is meant (thời hạn 9 tháng, 18 tháng tù).
_BARE_MONTHS = re.compile(
    r"(?<![\d.,/])(?P<count>0?[1-9]|1[0-2])\stháng(?!\s(?:tuổi|tù|đầu|cuối|\d)|[/\w])", re.IGNORECASE
)
_PERIOD_AFTER = re.compile(r"\s(?:ước|đạt|tăng|giảm|so với|bằng|qua|là|thu|chi)\b", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(
    r"(?:^|[.;:(]\s?|\b(?:lũy kế|luỹ kế|cộng dồn|qua|ước|sơ kết|tổng kết|kết quả|kế hoạch|báo cáo|cùng kỳ|hết|bình quân"
    r"|tính chung|chung|thực hiện|tổng thu|tổng chi|của|và)\s)[*_]*$|\n[*_]*$",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"\b(?:thời gian|thời hạn|kỳ hạn|kéo dài|vòng|mỗi|sau|trước|chậm|trễ|sớm|nhanh|thêm|gia hạn|đình chỉ|nghỉ|quá hạn"
    r"|giam|tù)\s(?:là\s)?$",
    re.IGNORECASE,
)


def find_dates(text: str, taken: bytearray) -> Iterator[Dated]:
    """The dates and periods of a normalised text, pattern by pattern; their places are marked in ``taken``."""
    for pattern, reading in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("span")
            if taken.find(1, start, end) < 0:
                taken[match.start() : end] = b"\1" * (end - match.start())
                yield Dated(start, end, reading(match), match.start())
    yield from _bare_months(text, taken)


def _bare_months(text: str, taken: bytearray) -> Iterator[Dated]:
    for match in _BARE_MONTHS.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 24) : start]
        if taken.find(1, start, end) >= 0 or _SPAN_BEFORE.search(before):
            continue
        if _PERIOD_BEFORE.search(before) or _PERIOD_AFTER.match(text, end) or _in_the_months(before, text, match):
            taken[start:end] = b"\1" * (end - start)
            yield Dated(start, end, f"M{int(match['count'])}", start)


def _in_the_months(before: str, text: str, match: re.Match[str]) -> bool:
    """*Trong 9 tháng, ...* is the period of a report, *trong 3 tháng cho 456 khẩu* a span of time."""
    return before.lower().endswith("trong ") and (
        match["count"] in ("6", "9") or text[match.end() : match.end() + 1] == ","
    )
