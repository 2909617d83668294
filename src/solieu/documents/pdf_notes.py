"""Notes at the foot of a page: below a short rule at the left edge, or in small letters from a raised mark on.

Word, LibreOffice and Typst draw the rule. The mark is a raised number, or in files whose styles were lost a plain one;
a plain one counts only below the rule and only when the text of the page carries that very mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from solieu.documents.pdf_lines import Line
from solieu.documents.pdf_sheets import Rule

_SIZES = 0.6  # points: letters of the notes differ by less
_SHARE = (0.1, 0.6)  # of the width of the page: how long the rule above notes is
_AT_LEFT = 12  # points by which the rule may miss the edge of the text
_PLAIN = re.compile(r"(\d{1,3})(?:\s+|(?=[^\W\d_]))\S")


@dataclass(frozen=True, slots=True)
class Foot:
    """The lines of one page, parted. The lines that begin a note carry its mark and no longer show it."""

    text: tuple[Line, ...]
    notes: tuple[Line, ...]


def note_size(pages: Sequence[Sequence[Line]]) -> float:
    """Size of the letters in which notes with raised marks begin, 0 when there are none."""
    sizes = Counter(line.size for page in pages for line in page if line.mark)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def part(
    page: Sequence[Line], rules: Sequence[Rule], width: float, size: float, *, open_marks: Collection[str]
) -> Foot:
    """``size``: see ``note_size``. ``open_marks``: marks of earlier pages whose notes have not been met; a note that
    goes on from the page before comes without a mark, and only below the rule."""
    start = _below_rule(page, rules, width)
    if start is None and size:
        start = _at_raised_mark(page, size)
    if start is None:
        return Foot(tuple(page), ())
    text = tuple(page[:start])
    marks = {mark.note for line in text for mark in line.strand.references} | set(open_marks)
    return Foot(text, tuple(_started(page[start:], marks)))


def _below_rule(page: Sequence[Line], rules: Sequence[Rule], width: float) -> int | None:
    """Index of the first line below a short level rule at the left edge, if what follows looks like notes."""
    left = min((line.left for line in page), default=0)
    for rule in sorted(rules, key=lambda rule: rule.bottom):
        short = _SHARE[0] * width < rule.right - rule.left < _SHARE[1] * width
        if not (rule.is_level and short and abs(rule.left - left) < _AT_LEFT):
            continue
        start = next((index for index, line in enumerate(page) if line.y < rule.bottom), None)
        if start is not None and _is_small(page[:start], page[start:]):
            return start
    return None


def _is_small(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Smaller than the text above; without text above, or in the same size, the notes must begin with a number."""
    if below[0].mark or _PLAIN.match(below[0].text):
        return True
    return bool(above) and max(line.size for line in below) < _usual_size(above) - _SIZES


def _usual_size(lines: Sequence[Line]) -> float:
    return Counter(line.size for line in lines for _ in line.glyphs).most_common(1)[0][0]


def _at_raised_mark(page: Sequence[Line], size: float) -> int | None:
    """Index of the first raised mark at the start of a line among the small lines at the foot."""
    first = len(page)
    while first > 0 and abs(page[first - 1].size - size) < _SIZES:
        first -= 1
    return next((index for index in range(first, len(page)) if page[index].mark), None)


def _started(lines: Sequence[Line], marks: set[str]) -> Iterator[Line]:
    waiting = set(marks)
    for line in lines:
        raised = line.mark
        plain = None if raised else _PLAIN.match(line.text)
        if raised:
            waiting.discard(raised)
            yield line.without_mark(sum(1 for _ in _leading(line)), raised)
        elif plain and plain[1] in waiting:
            waiting.discard(plain[1])
            yield line.without_mark(len(plain[1]), plain[1])
        else:
            yield line


def _leading(line: Line) -> Iterator[object]:
    for glyph in line.glyphs:
        if not glyph.raised:
            return
        yield glyph
