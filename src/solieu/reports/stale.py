"""Words of the last period in a prose that is to be written anew: they are marked, never replaced.

What is marked names a time (a quarter, a month, a day, a year, an age of the lunar calendar), a season or a feast. Figures
come through slots and follow the data by themselves; what stands in a slot is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING, CLOSING = "⟦", "⟧"
_STEMS = "(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)"
_BRANCHES = "(?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)"
_STALE = re.compile(
    "|".join(
        (
            r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?",
            r"\d{1,2}/\d{1,2}/\d{4}",
            r"(?:tháng|Tháng)\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?",
            r"(?:năm|Năm)\s+\d{4}(?:\s*[-–]\s*\d{4})?",
            rf"{_STEMS}\s+{_BRANCHES}",
            r"(?:Tết|tết)(?:\s+Nguyên\s+đán|\s+trồng\s+cây)?",
            r"(?:vụ|Vụ)\s+(?:Đông\s*-\s*Xuân|Đông\s+Xuân|Xuân|Mùa|Đông|Hè\s+Thu)",
            r"(?:[Đđ]ầu|[Mm]ừng|[Nn]gày)\s+[Xx]uân",
            r"(?:[Đđ]ầu|[Gg]iữa|[Cc]uối)\s+năm",
            r"giao,?\s+nhận\s+quân",
            r"giáp\s+hạt",
        )
    )
)
_SLOT = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class StaleWord:
    """``start`` and ``end`` are places in the text of the prose."""

    text: str
    start: int
    end: int


def stale_words(text: str) -> Iterator[StaleWord]:
    """In reading order; none inside a slot."""
    slots = [match.span() for match in _SLOT.finditer(text)]
    for match in _STALE.finditer(text):
        if not any(start <= match.start() < end for start, end in slots):
            yield StaleWord(match[0], *match.span())


def marked(text: str) -> str:
    """The prose with ⟦marks⟧ around what belonged to its own period."""
    found, at = [], 0
    for word in stale_words(text):
        found += [text[at : word.start], OPENING, word.text, CLOSING]
        at = word.end
    return "".join((*found, text[at:]))
