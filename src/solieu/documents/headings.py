"""Headings that are only typed: numbering of the office (Phần, I., 1., 1.1., a)), capitals, bold; never a style."""

from __future__ import annotations

import re

_NUMBERING = (
    (1, re.compile(r"(?:phần|chương)\s+(?:thứ\s+\w+|[ivx]+|\d+)\b", re.IGNORECASE)),
    (2, re.compile(r"(?:[IVX]{1,5}|[A-H])\.(?:\s|(?=[^\W\d_]))")),
    (5, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s")),
    (4, re.compile(r"\d{1,2}\.\d{1,2}\.?\s|[a-zđ]\)\s?|[a-zđ]\.\s")),
    (3, re.compile(r"\d{1,2}\.(?:\s|(?=[^\W\d_]))")),
)
_LONGEST = 160  # letters; longer ones are sentences that begin with a number
_LONGEST_PLAIN = 100
_ITEM = re.compile(r"[-+–•▪●*]\s+\S|[-+–•▪●](?=[^\W\d_])")


def numbering_level(text: str) -> int:
    """Level of the numbering that the text begins with, 0 for none."""
    return next((level for level, pattern in _NUMBERING if pattern.match(text)), 0)


def typed_heading(text: str, *, stressed: bool | None = None) -> int:
    """Level of a heading (1 is the highest), 0 for none. ``stressed``: bold or italic; None where the file does not
    tell. Decree 30 sets the lowest headings (a)) in plain letters, so short numbered lines count without stress."""
    if not text or len(text) > (_LONGEST if stressed is not False else _LONGEST_PLAIN) or text[-1] in ".,;:":
        return 0
    level = numbering_level(text)
    if level or stressed is False:
        return level
    return 1 if text.isupper() and sum(letter.isalpha() for letter in text) > 3 else 0


def is_item(text: str) -> bool:
    """An item with a dash, plus or dot, typed as text."""
    return bool(_ITEM.match(text))


def item_level(text: str) -> int:
    """Dashes stand above pluses (``-`` → ``+``), as offices write them."""
    return 2 if text.startswith("+") else 1
