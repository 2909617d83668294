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
    words: str = ""  # text beside the number, a unit of measure as a rule
    hides: bool = False  # the cell shows other digits than it holds, we cannot tell which


@lru_cache(maxsize=4096)
def shown(code: str) -> Shown:
    """Read the part of a number format that positive numbers take."""
    if code.startswith("?"):
        return Shown(hides=True, is_percent=code.endswith("%"))
    part = code.partition(";")[0]
    words = "".join(next((group for group in match if group), "") for match in _WORDS.findall(part)).strip()
    bare = _SILENT.sub("", _WORDS.sub("", part))
    match = _FIGURE.search(bare)
    if match is None or "E" in bare.upper().replace("GENERAL", ""):
        return Shown(words=_CURRENCY.get(words, words), is_percent="%" in bare)
    whole, decimals = match[0], match["decimals"]
    scale = len(whole) - len(whole.rstrip(","))
    fixed = len(decimals.rstrip("#?")) if decimals else 0
    return Shown(fixed, "%" in bare, scale, _CURRENCY.get(words, words))
