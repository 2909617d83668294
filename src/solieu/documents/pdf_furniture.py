"""What repeats on the pages and is no text of the report: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solieu.documents.pdf_lines import Line

_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*(\d{1,4})\s*[-–]?(?:\s*/\s*\d{1,4})?\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines from the top and from the bottom among which running heads are looked for


@dataclass(frozen=True, slots=True)
class Cleared:
    """Lines page by page without the furniture, and what was taken away (a stamp may stand in it)."""

    pages: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Cleared:
    taken = {id(line): line for line in (*_page_numbers(pages, heights), *_running_heads(pages))}
    kept = tuple(tuple(line for line in page if id(line) not in taken) for page in pages)
    return Cleared(kept, tuple(taken.values()))


def _page_numbers(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Iterator[Line]:
    """Numbers at the very top or bottom that count with the pages, or stand where such numbers stand (an annex counts
    anew): a figure torn off a sentence does neither."""
    found = [
        (int(number[1]) - index, _edge(line, height), line)
        for index, (page, height) in enumerate(zip(pages, heights, strict=True))
        for line in _ends(page, 1)
        if line.alone and (number := _NUMBER.match(line.text))
    ]
    steps, edges = Counter(step for step, _, _ in found), Counter(edge for _, edge, _ in found)
    for step, edge, line in found:
        if steps[step] > 1 or edges[edge] > 1 or step == 1:
            yield line


def _edge(line: Line, height: float) -> int:
    """Distance from the nearer edge of the page, negative from the bottom, in steps of three points."""
    return round((height - line.y) / 3) if line.y > height / 2 else -round(line.y / 3)


def _running_heads(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Lines that stand at the same height, digits aside with the same words, on most pages. A page with hardly more
    lines than heads has none."""
    found = [(_key(line), line) for page in pages if len(page) > 2 * _EDGE for line in _ends(page, _EDGE)]
    counts = Counter(key for key, _ in found)
    for key, line in found:
        if counts[key] >= max(3, (len(pages) + 1) // 2):
            yield line


def _ends(page: Sequence[Line], count: int) -> list[Line]:
    top, bottom = page[:count], page[max(count, len(page) - count) :]
    return [*top, *bottom]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.y / 3)
