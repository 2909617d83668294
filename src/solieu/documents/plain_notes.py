"""Note marks that a conversion to text has left as bare digits: ``cùng kỳ1.`` and, at the foot, ``1 Cụ thể: ...``.

Nothing tells such a digit from a figure but the pair: a word in small letters (or a year, a closing sign) with the number
stuck to it, and later a line that begins with the same number and a capital. Pairs count from 1, at most one is missed
at a time. A mark that is stuck to any other figure cannot be told and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from solieu.documents.text_lines import Line

_START = re.compile(r"\s*(\d{1,3})(?:\s+(?=[^\W\d_a-zà-ỹđ]|[-+“\"])|(?=[^\W\d_a-zà-ỹđ]))")
_RAISED_MARKS = re.compile(r"<sup>|\[\^|[⁰¹⁴⁵⁶⁷⁸⁹]|(?<![mM])[²³]")
_CARRIES = re.compile(r"(?:[a-zà-ỹđ]|[)”%]|(?<!\d)(?:19|20)\d\d)\Z")
_METRE = re.compile(r"(?<![^\W\d_])[kdcmh]?m\Z")


@dataclass(frozen=True, slots=True)
class PlainNotes:
    """``marks``: offset of the digits in the text -> mark; ``starts``: offset of a line -> mark and where it ends."""

    marks: dict[int, str] = field(default_factory=dict)
    starts: dict[int, tuple[str, int]] = field(default_factory=dict)


def plain_notes(text: str, lines: Sequence[Line]) -> PlainNotes:
    """Nothing in a text whose marks are still raised."""
    found = PlainNotes()
    if _RAISED_MARKS.search(text):
        return found
    last = 0
    for line in lines:
        start = _START.match(line.text)
        if start is None or int(start[1]) not in (last + 1, last + 2):
            continue
        mark = _stuck(text, start[1], line.start)
        if mark is not None:
            last = int(start[1])
            found.marks[mark] = start[1]
            found.starts[line.start] = (start[1], line.start + start.end())
    return found


def _stuck(text: str, number: str, end: int) -> int | None:
    """Offset of the last place before ``end`` where the number is stuck to something that is no figure."""
    at = end
    while (at := text.rfind(number, 0, at)) >= 0:
        before, after = text[max(0, at - 5) : at], text[at + len(number) : at + len(number) + 1]
        carried = _CARRIES.search(before) and not (number in "23" and _METRE.search(before))
        if carried and not after.isalnum():
            return at
    return None
