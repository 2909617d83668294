"""What the words around a figure say about it: trên, gần, khoảng before it, trở lên after it, ước for an estimate."""

from __future__ import annotations

import re

from solieu.core import Hedge

_BEFORE = re.compile(
    r"(?:(?P<over>(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )(?<!dài )(?<!tốt )(?<!nhanh )(?<!chậm )"
    r"(?<!sớm )(?<!muộn )"
    r"(?:\bhơn|\btrên|\bít nhất|\btối thiểu|\bkhông dưới|\bkhông ít hơn|\bkhông thấp hơn|\bquá|[>≥]))"
    r"|(?P<under>\b(?:gần|(?<!trên )dưới|tối đa|không quá|không vượt quá|không hơn|chưa đến|chưa tới|nhiều nhất|ngót|suýt soát)"
    r"|[<≤])"
    r"|(?P<about>\b(?:khoảng|trên dưới|xấp xỉ|chừng|độ chừng|áng chừng|trung bình khoảng)|[~≈]))"
    r"\s?(?:là\s|tới\s|đến\s|từ\s|được\s|đạt\s)?[*_(]*\s?$",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(r"\bước(?!\s(?:mơ|vọng))[^.;:,()\d]{0,28}$", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:quý (?:[IV]{1,3}|\d)|tháng \d{1,2}|\d{1,2} tháng(?: đầu| cuối)?|năm(?= \d{4}))(?:(?: năm |/| )(?:19|20)\d{2})?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\btừ\s[*_]*$", re.IGNORECASE)
_AFTER = re.compile(r"(?P<between>[^.;:,()\d\n]{0,60}?)\btrở\s(?P<way>lên|xuống|lại)\b", re.IGNORECASE)


def hedge_before(before: str) -> Hedge:
    match = _BEFORE.search(before)
    if match is None:
        return Hedge.NONE
    if match["over"]:
        return Hedge.OVER
    return Hedge.UNDER if match["under"] else Hedge.ABOUT


def hedge_after(after: str, before: str = "") -> Hedge:
    """*18 tuổi trở lên*; after a *từ* the words may stand at the end of the clause (từ 02 tiêu chí nâng cao trở lên)."""
    match = _AFTER.match(after)
    if match is None or (match["between"].strip() and not _FROM.search(before)):
        return Hedge.NONE
    return Hedge.OVER if match["way"].lower() == "lên" else Hedge.UNDER


def is_estimate(before: str) -> bool:
    """*ước hết quý I/2024 đạt*: the period between is no figure."""
    return "ước" in before.lower() and bool(_ESTIMATE.search(_PERIOD.sub("", before)))
