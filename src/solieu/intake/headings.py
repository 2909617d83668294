"""Headings, names and marks of a form as people retype them, folded to keys that compare."""

from __future__ import annotations

import re
from functools import lru_cache

from solieu.vietnamese import fold

# Words of headings that stand short or in full (office-habits A1, A3).
_SHORT = {
    "th": "thuc hien", "uth": "uoc thuc hien", "ut": "uoc", "kh": "ke hoach", "dt": "du toan", "ck": "cung ki",
    "lk": "lui ke", "dvt": "don vi tinh", "tt": "stt", "so": "so",
}  # fmt: skip
_DROPPED = frozenset({"ngai", "nam", "het", "ca"})
_QUARTER = re.compile(r"\b(?:qui|q)\s*(iv|i{1,3}|[1-4])\s*(?:nam|[/.-])?\s*(?=\d{4})")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")
_BULLET = re.compile(r"\A(?:[-–—+*•·]\s*|\(?[a-z]\)\s*|\d+(?:\.\d+)*[.)]\s+|[ivx]+\.\s+)+")
_WORD = re.compile(r"[\w%]+(?:[/.,-]\w+)*|%")


@lru_cache(maxsize=65536)
def heading_key(text: str) -> str:
    """A column heading without case, marks, line breaks and shortenings: "Ước TH quý I/2024" and "Ước thực hiện quý 1
    năm 2024" give one key. Digits are kept, because they are the period."""
    folded = _QUARTER.sub(lambda match: f"qui{_ROMAN.get(match[1], match[1])}/", fold(text))
    words = [_SHORT.get(word, word) for word in _WORD.findall(folded)]
    kept = " ".join(word for word in words if word not in _DROPPED)
    return _LEADING_ZERO.sub("", kept)


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """The name of a row without bullets, numbering and closing marks."""
    return _BULLET.sub("", fold(text)).strip(" .:;")


@lru_cache(maxsize=65536)
def code_key(text: str) -> str:
    """A row code as compared: 01 that a spreadsheet made into 1 is still 01, and 01.10 is not 01.1."""
    written = text.strip().strip(".").lower().replace(",", ".")
    return re.sub(r"\A0+(?=\d)", "", written)


def digits(text: str) -> str:
    return re.sub(r"\D+", " ", text).strip()
