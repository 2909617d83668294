"""Number words where they clearly count: hai mươi mốt xã, một trăm linh năm hộ, cả ba tiêu chí; never an everyday *một*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from solieu.vietnamese.count_nouns import WORD
from solieu.vietnamese.mentions import MentionKind
from solieu.vietnamese.number_words import longest_number
from solieu.vietnamese.text import fold
from solieu.vietnamese.unit_phrases import UnitPhrase, unit_after

_WORD = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|linh|lẻ|rưỡi|không)"
_SEVERAL = re.compile(
    rf"(?<![\w-])(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?:\s{_WORD}){{1,12}}(?!\w)", re.IGNORECASE
)
_SINGLE = re.compile(
    r"(?<!\w)(?:(?:cả|tất cả)\s(?P<all>hai|ba|bốn|sáu|bảy|tám|chín)"
    r"|(?:có|gồm|còn|thêm|tổng số|tổng cộng)\s(?P<some>hai|ba|bốn|năm|sáu|bảy|tám|chín)|(?P<ten>mười))(?!\w)",
    re.IGNORECASE,
)
_FIVE_AFTER_TEN = re.compile(r"\b(?:mười|mươi)\s(?P<five>năm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InText:
    start: int
    end: int
    value: Decimal
    scale: int
    phrase: UnitPhrase


def find_number_words(text: str, taken: bytearray) -> Iterator[InText]:
    for pattern, reading in ((_SEVERAL, _several), (_SINGLE, _single)):
        for match in pattern.finditer(text):
            found = reading(text, match)
            if found and taken.find(1, found.start, found.end) < 0:
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                yield found


def _several(text: str, match: re.Match[str]) -> InText | None:
    """Several words that make one number. *mười năm* are ten years, for fifteen is written *mười lăm*."""
    years = _FIVE_AFTER_TEN.search(text, match.start(), match.end())
    words = list(WORD.finditer(text, match.start(), years.start("five") if years else match.end()))
    read = longest_number([fold(word[0]) for word in words])
    if read is None or (read.used == 1 and words[0][0].lower() != "mười"):
        return None
    return _counted(text, match.start(), words[read.used - 1].end(), read.value, read.scale)


def _single(text: str, match: re.Match[str]) -> InText | None:
    word = match["all"] or match["some"] or match["ten"]
    read = longest_number([fold(word)])
    found = _counted(text, match.end() - len(word), match.end(), read.value, 1) if read else None
    return found if found and found.phrase.kind is MentionKind.COUNT else None


def _counted(text: str, start: int, end: int, value: Decimal, scale: int) -> InText | None:
    phrase = unit_after(text, end)
    if phrase is None or not text[end : end + 1].isspace():
        return None
    return InText(start, phrase.end, value, scale, phrase)
