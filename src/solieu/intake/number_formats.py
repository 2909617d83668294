"""What the number format of a cell does to the number that an officer sees.

The officer signs what the sheet shows. A format that shows 15.477 for a stored 15.477.000.000 would make us read a
million times too much, so formats that divide, or that name another unit, are noticed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORDS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]')
_SILENT = re.compile(r"\[[^\]]*\]|_.|\*.")
_FIGURE = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[#0?]*))?(?P<scale>,*)")
_CURRENCY = {"₫": "đồng", "đ": "đồng", "VND": "đồng", "VNĐ": "đồng", "$": "USD"}


@dataclass(frozen=True, slots=True)
class Shown:
    """``decimals`` is None where the format leaves them to the number; ``divided`` counts divisions by a thousand."""

    decimals: int | None = None
    is_percent: bool = False
    divided: int = 0
    before: str = ""  # text in front of the number: a hedge, a currency
    words: str = ""  # text behind it, a unit of measure as a rule
    hides: bool = False  # the cell shows other digits than it holds, we cannot tell which


@lru_cache(maxsize=4096)
def shown(code: str) -> Shown:
    """Read the part of a number format that positive numbers take."""
    if code.startswith("?"):
        return Shown(hides=True, is_percent=code.endswith("%"))
    part = code.partition(";")[0]
    # Literals may hold # and 0 of their own: they are blanked out to find the figure.
    blank = _SILENT.sub(_blanks, _WORDS.sub(_blanks, part))
    match = _FIGURE.search(blank)
    start, end = match.span() if match else (len(part), len(part))
    before, words = _literals(part[:start]), _literals(part[end:])
    is_percent = "%" in blank
    if match is None or "E" in blank.upper().replace("GENERAL", ""):
        return Shown(None, is_percent, 0, before, words)
    scale = len(match[0]) - len(match[0].rstrip(","))
    fixed = len(match["decimals"].rstrip("#?")) if match["decimals"] else 0
    return Shown(fixed, is_percent, scale, before, words)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _literals(part: str) -> str:
    """The words of a format, with a currency sign as its unit of measure."""
    words = "".join(next((group for group in match if group), "") for match in _WORDS.findall(part)).strip()
    return _CURRENCY.get(words, words)
