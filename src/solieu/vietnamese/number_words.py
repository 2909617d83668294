"""Numbers written as words: hai mươi mốt, một nghìn không trăm linh năm, hai tỷ rưỡi.

The grammar is the strict one of arithmetic, so that words which only look like numbers (*ba năm*, *một hai*) are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bai": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
# "bảy" folds to "bai" because y folds to i.
_SCALES = {"nghin": 10**3, "ngan": 10**3, "van": 10**4, "trieu": 10**6, "ti": 10**9}
_TEN, _TENS, _HUNDRED, _HALF = "muoi", ("muoi", "chuc"), "tram", "ruoi"
_ODD = ("linh", "le")


class InWords(NamedTuple):
    """``used`` words make ``value``; ``scale`` is the place of the last of them (hai tỷ: 10⁹)."""

    value: Decimal
    used: int
    scale: int = 1


def read_number_words(folded: str) -> Decimal | None:
    """The value of a folded text (see ``fold``), None when it is no number word throughout."""
    words = folded.split()
    if words[:1] == ["ca"]:
        words = words[1:]
    read = longest_number(words)
    return read.value if read and read.used == len(words) else None


def longest_number(words: Sequence[str]) -> InWords | None:
    """The longest number that the first of the folded words make."""
    total, at, last = 0, 0, 10**15
    scale = 1
    while at < len(words):
        group = _group(words, at, opens=at == 0)
        if group is None:
            break
        scale, after = _scale(words, group[1])
        if scale >= last:
            break
        total, at, last = total + group[0] * scale, after, scale
        if scale == 1:
            break
    if at == 0:
        return None
    if words[at : at + 1] == [_HALF] and (scale > 1 or words[at - 1] == _HUNDRED):
        whole = max(scale, 100 if words[at - 1] == _HUNDRED else 1)
        return InWords(Decimal(total) + Decimal(whole) / 2, at + 1, whole)
    return InWords(Decimal(total), at, scale)


def _scale(words: Sequence[str], at: int) -> tuple[int, int]:
    """nghìn, triệu, tỷ and nghìn tỷ; 1 where there is none."""
    if at >= len(words) or words[at] not in _SCALES:
        return 1, at
    first = _SCALES[words[at]]
    if first < 10**9 and words[at + 1 : at + 2] == ["ti"]:
        return first * 10**9, at + 2
    return first, at + 1


def _group(words: Sequence[str], at: int, *, opens: bool) -> tuple[int, int] | None:
    """Up to three digits: chín trăm linh năm. A zero for the hundreds stands inside a number only."""
    value, hundreds = 0, False
    if words[at + 1 : at + 2] == [_HUNDRED] and words[at] in _DIGITS and (_DIGITS[words[at]] or not opens):
        value, at, hundreds = 100 * _DIGITS[words[at]], at + 2, True
    tail = _below_hundred(words, at, after_hundreds=hundreds)
    if tail is None:
        return (value, at) if hundreds else None
    return value + tail[0], tail[1]


def _below_hundred(words: Sequence[str], at: int, *, after_hundreds: bool) -> tuple[int, int] | None:
    word = words[at] if at < len(words) else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in _ODD:
        return (_DIGITS[following], at + 2) if _DIGITS.get(following) else None
    if word == _TEN:
        return _with_unit(words, 10, at + 1)
    if _DIGITS.get(word) and following in _TENS:
        return _with_unit(words, 10 * _DIGITS[word], at + 2)
    # "một trăm hai" is said for 120 and read as 102: neither is taken.
    return (_DIGITS[word], at + 1) if word in _DIGITS and not after_hundreds else None


def _with_unit(words: Sequence[str], tens: int, at: int) -> tuple[int, int]:
    unit = _DIGITS.get(words[at]) if at < len(words) else None
    return (tens + unit, at + 1) if unit else (tens, at)
