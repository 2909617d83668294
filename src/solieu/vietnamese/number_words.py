"""Numbers written as words: hai mươi mốt, một nghìn không trăm linh năm, cả ba."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bai": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
# "bảy" folds to "bai" because y folds to i.
_SCALES = {"nghin": 10**3, "ngan": 10**3, "van": 10**4, "trieu": 10**6, "ti": 10**9}
_FILLERS = {"linh", "le", "ca"}


def read_number_words(folded: str) -> Decimal | None:
    """The value of a folded text (see ``fold``), None when it is no number word throughout."""
    words = folded.split()
    if not words or not any(word in _DIGITS or word == "muoi" for word in words):
        return None
    total = group = 0
    last_scale = 1
    for word in words:
        if word in _FILLERS:
            continue
        if word in _DIGITS:
            group += _DIGITS[word]
        elif word in ("muoi", "chuc"):
            # "mười" alone is ten; after a digit it makes that digit tens: một trăm hai | mươi.
            group += 9 * (group % 10) if group % 10 else 10
        elif word == "tram":
            group *= 100
        elif word in _SCALES:
            total, group, last_scale = total + max(group, 1) * _SCALES[word], 0, _SCALES[word]
        elif word == "ruoi" and word == words[-1]:
            return Decimal(total) + Decimal(last_scale) / 2 if not group else None
        else:
            return None
    return Decimal(total + group)
