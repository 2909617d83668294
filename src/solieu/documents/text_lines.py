"""Lines of a text file, page by page where it knows pages; page numbers and running heads are no lines of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PAGE_BREAK = "\f"
_PART = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")
_NUMBER = re.compile(r"\s*(?:trang\s*)?[-–]?\s*(\d{1,3})\s*[-–]?(?:\s*/\s*\d{1,3})?\s*\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HEADS = 3  # pages from which lines that repeat at an end of the pages are running heads


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int  # without the line end
    text: str

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


def lines_of(text: str) -> list[Line]:
    """A page break is a line of its own. What belongs to the page and not to the text is an empty line."""
    lines = list(_lines(text))
    taken = {*_counting_numbers(lines), *_running_heads(lines)}
    return [Line(line.start, line.start, "") if index in taken else line for index, line in enumerate(lines)]


def _lines(text: str) -> Iterator[Line]:
    for part in _PART.finditer(text):
        if part.start() == len(text):
            return
        line = part[0].rstrip()
        yield Line(part.start(), part.start() + len(line), line)
        if part[0].endswith(PAGE_BREAK):
            yield Line(part.end() - 1, part.end() - 1, PAGE_BREAK)


def _counting_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers alone on their line, in their place at the end of pages or between empty lines, that count 1, 2, 3 ..."""
    alone = [
        (index, int(found[1]))
        for index, line in enumerate(lines)
        if (found := _NUMBER.match(line.text)) and _at_edge(lines, index)
    ]
    run: list[tuple[int, int]] = []
    for index, number in (*alone, (-1, -1)):
        if run and number != run[-1][1] + 1:
            yield from (at for at, _ in run if len(run) > 1)
            run = []
        run.append((index, number))


def _at_edge(lines: Sequence[Line], index: int) -> bool:
    """Between empty lines, or first or last of its page or of the file."""
    around = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return len(around) < 2 or any(line.text == PAGE_BREAK for line in around) or all(line.is_empty for line in around)


def _running_heads(lines: Sequence[Line]) -> Iterator[int]:
    """First and last lines that are the same, digits aside, on most pages."""
    ends = [end for page in _pages(lines) for end in _ends(lines, page)]
    counts = Counter(_DIGITS.sub("0", lines[index].text.strip()) for index in ends)
    pages = sum(line.text == PAGE_BREAK for line in lines)
    for index in ends:
        if counts[_DIGITS.sub("0", lines[index].text.strip())] >= max(_HEADS, (pages + 1) // 2):
            yield index


def _pages(lines: Sequence[Line]) -> Iterator[range]:
    """Nothing for a text without page breaks."""
    breaks = [index for index, line in enumerate(lines) if line.text == PAGE_BREAK]
    if breaks:
        for start, end in pairwise((-1, *breaks, len(lines))):
            yield range(start + 1, end)


def _ends(lines: Sequence[Line], page: range) -> Iterator[int]:
    """The first two and the last two lines with text of a page that has more than those."""
    filled = [index for index in page if not lines[index].is_empty]
    if len(filled) > 4:
        yield from (*filled[:2], *filled[-2:])


_ALIKE = 0.85  # of the longest line: wrapped lines differ by the length of a word
_WINDOW = 3  # lines before and after: notes at the foot of a page are set in longer lines than the text above them


def widths_of(lines: Sequence[Line]) -> dict[int, int]:
    """Letters of a full line around each line (by its start), 0 where no two lines come to the same width: nothing is
    wrapped there."""
    filled = [line for line in lines if not line.is_empty]
    lengths = [len(line.text) for line in filled]
    found: dict[int, int] = {}
    for index, line in enumerate(filled):
        near = sorted(lengths[max(0, index - _WINDOW) : index + _WINDOW + 1])
        found[line.start] = near[-1] if len(near) > 1 and near[-2] > _ALIKE * near[-1] else 0
    return found
