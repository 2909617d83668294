"""Note marks that a conversion to text has left as bare digits: ``cùng kỳ1.`` and, at the foot, ``1 Cụ thể: ...``.

Nothing tells such a digit from a figure but the pair: a word in small letters (or a year, a closing sign) with the number
stuck to it, and later a line that begins with the same number and a capital. Pairs count from 1, at most one is missed
at a time. A mark that is stuck to any other figure cannot be told and stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from solieu.documents.text_lines import Line

_START = re.compile(r"\s*(\d{1,3})(?:\s+(?=[^\W\d_a-zà-ỹđ]|[-+“\"])|(?=[^\W\d_a-zà-ỹđ]))")
_RAISED_MARKS = re.compile(r"<sup>|\[\^|[⁰¹⁴⁵⁶⁷⁸⁹]|(?<![mM])[²³]")
_CARRIES = re.compile(r"(?:[a-zà-ỹđ]|[)”%]|(?<!\d)(?:19|20)\d\d)\Z")
_NEAR = 20_000  # letters: some pages; a note stands at the foot of the page with its mark, or of the next one
_METRE = re.compile(r"(?<![^\W\d_])[kdcmh]?m\Z")


@dataclass(frozen=True)
class PlainNotes:
    """``marks``: offset of the digits in the text -> mark; ``starts``: offset of a line -> mark and where it ends."""

    marks: dict[int, str] = field(default_factory=dict)
    starts: dict[int, tuple[str, int]] = field(default_factory=dict)

    def marks_within(self, start: int, end: int) -> list[tuple[int, str]]:
        """In order."""
        if not self.marks:
            return []
        offsets = self._offsets
        return [(at, self.marks[at]) for at in offsets[bisect_left(offsets, start) : bisect_left(offsets, end)]]

    @cached_property
    def _offsets(self) -> list[int]:
        return sorted(self.marks)


def plain_notes(text: str, lines: Sequence[Line]) -> PlainNotes:
    """Nothing in a text whose marks are still raised."""
    found = PlainNotes()
    if _RAISED_MARKS.search(text):
        return found
    last = 0
    searched: dict[str, int] = {}  # up to where a number was looked for in vain
    for line in lines:
        start = _START.match(line.text)
        if start is None or int(start[1]) not in (last + 1, last + 2):
            continue
        mark = _stuck(text, start[1], max(line.start - _NEAR, searched.get(start[1], 0)), line.start)
        searched[start[1]] = line.start
        if mark is not None:
            last = int(start[1])
            found.marks[mark] = start[1]
            found.starts[line.start] = (start[1], line.start + start.end())
    return found


def _stuck(text: str, number: str, start: int, end: int) -> int | None:
    """Offset of the last place in ``text[start:end]`` where the number is stuck to something that is no figure."""
    at = end
    while (at := text.rfind(number, start, at)) >= 0:
        before, after = text[max(0, at - 5) : at], text[at + len(number) : at + len(number) + 1]
        carried = _CARRIES.search(before) and not (number in "23" and _METRE.search(before))
        if carried and not after.isalnum():
            return at
    return None
