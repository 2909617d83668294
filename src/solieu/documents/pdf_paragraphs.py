"""Lines to paragraphs: a line goes on with the one above it where a person would read on.

What tells: the first word would have fitted on the line above (then that one ended a paragraph), the indent of first
lines, a wider gap, an item or number at the start, another size of letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solieu.documents.headings import is_item, numbering_level
from solieu.documents.limits import PASSAGE_LETTERS
from solieu.documents.pdf_lines import Line
from solieu.documents.seams import is_torn, starts_midway
from solieu.documents.strands import Strand

_INDENT = 0.5  # of the size: smaller differences are the shapes of letters
_GAP = 1.35  # of the usual pitch: a wider step between lines parts paragraphs
_TITLE_STEP = 1.6  # of the size: lines of one centred title are no further apart
_FAR = 2.6  # of the size: lines further apart never belong together
_WIDEST_MARGIN = 0.86  # of the width of the page: text reaches at least here (3 cm on A4; Decree 30 has 1.5 to 2 cm)
_JUSTIFIED = 0.3  # of the lines end right at the edge; in ragged text hardly one in ten does
_WIDE = 0.75  # of the column: a shorter line never continues, whatever its words
_SIZES = 0.6  # points: letters of one paragraph differ by less


@dataclass(frozen=True, slots=True)
class Frame:
    """The column of running text on one page: most lines begin at ``left`` and end at ``right``."""

    left: float
    right: float
    pitches: Mapping[int, float]  # usual step from line to line, by the size of the letters
    justified: bool  # lines inside a paragraph end at ``right``
    starts: frozenset[int] = frozenset()  # where several lines begin: edges and indents

    def indented(self, line: Line) -> bool:
        return line.left > self.left + _INDENT * line.size

    def is_full(self, line: Line, following: Line) -> bool:
        """The first word of the following line would not have fitted: the paragraph goes on. Where it is a close call,
        or where a line of justified text stops short of the edge, the end of a sentence ends the paragraph."""
        if self.justified and line.right > self.right - 0.5 * line.size:
            return True
        room = self.right - line.right - 0.25 * line.size - following.first_word
        if room > line.size:
            wide = line.right - self.left > _WIDE * (self.right - self.left)
            return wide and is_torn(line.text) and starts_midway(following.text)
        return is_torn(line.text) if room > -0.2 * line.size or self.justified else True

    def is_centred(self, line: Line) -> bool:
        if round(line.left) in self.starts:
            return False  # the indent of first lines may happen to equal the room at the right
        sides = line.left - self.left, self.right - line.right
        return min(sides) > line.size and abs(sides[0] - sides[1]) < 2 * line.size

    def is_wide_step(self, above: Line, line: Line) -> bool:
        pitch = self.pitches.get(round(line.size), 0)
        return pitch > 0 and above.y - line.y > max(_GAP * pitch, pitch + 0.25 * line.size)


def frame_of(lines: Sequence[Line], width: float) -> Frame:
    """Left edge: where most lines begin. Right edge: where the longest of them end, but never further from the edge of
    the page, of this ``width``, than the widest margin; a page of short lines has no full line at all."""
    running = [line for line in lines if line.alone] or list(lines)
    if not running:
        return Frame(0, 0, {}, justified=False)
    lefts = Counter(round(line.left) for line in running)
    often = [left for left, count in lefts.items() if count >= max(2, len(running) // 8)]
    left = min(often) if often else min(lefts)
    right = sorted(line.right for line in running)[-max(1, len(running) // 10)]
    right = max(right, _WIDEST_MARGIN * width)
    at_edge = sum(abs(line.right - right) < 0.2 * line.size for line in running)
    starts = frozenset(start for start, count in lefts.items() if count > 1)
    return Frame(left, right, _pitches(running), at_edge > _JUSTIFIED * len(running), starts)


def _pitches(running: Sequence[Line]) -> dict[int, float]:
    steps: dict[int, Counter[float]] = {}
    for above, below in pairwise(running):
        if above.page == below.page and above.y > below.y and abs(above.size - below.size) < _SIZES:
            steps.setdefault(round(below.size), Counter())[round(above.y - below.y, 0)] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in steps.items()}


@dataclass(slots=True)
class Paragraph:
    lines: list[Line]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def strand(self) -> Strand:
        """The words; what lies beyond the longest passage is not put together, that it was cut is said later."""
        whole = self.lines[0].strand
        for line in self.lines[1:]:
            whole = whole.joined(line.strand, 0)
            if len(whole.text) > PASSAGE_LETTERS:
                break
        return whole

    @property
    def stressed(self) -> bool:
        return all(line.stressed for line in self.lines)


def paragraphs_of(lines: Iterable[Line], frame: Frame) -> list[Paragraph]:
    """Paragraphs in reading order; lines that share their height with others (heads, signatures) stay by themselves
    unless their sentence is torn."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        open_one = _open_one(paragraphs, line)
        if open_one is not None and goes_on(open_one, line, frame):
            open_one.lines.append(line)
        else:
            paragraphs.append(Paragraph([line]))
    return paragraphs


def _open_one(paragraphs: Sequence[Paragraph], line: Line) -> Paragraph | None:
    """The paragraph right above the line, in its column."""
    for paragraph in reversed(paragraphs[-4:]):
        above = paragraph.last
        shared = min(above.right, line.right) - max(above.left, line.left)
        beside = shared > 0.2 * min(above.right - above.left, line.right - line.left)
        if above.y > line.y + 0.3 * line.size and (beside or (above.alone and line.alone)):
            return paragraph
    return None


def goes_on(paragraph: Paragraph, line: Line, frame: Frame) -> bool:
    """Whether a line of the same page continues the paragraph above it."""
    above = paragraph.last
    step = above.y - line.y
    if line.mark or abs(above.size - line.size) > _SIZES or step > _FAR * line.size:
        return False
    if not (above.alone and line.alone):
        return is_torn(above.text) and starts_midway(line.text)
    if frame.is_wide_step(above, line):
        return False
    if frame.is_centred(above) and frame.is_centred(line):
        wide = above.right - above.left > 0.5 * (frame.right - frame.left)
        return wide and above.stressed == line.stressed and step < _TITLE_STEP * line.size
    return frame.is_full(above, line) and _continues(paragraph, line, frame)


def _continues(paragraph: Paragraph, line: Line, frame: Frame) -> bool:
    """After a full line: the indent decides, and where it does not tell, the words do."""
    above, tolerance = paragraph.last, _INDENT * line.size
    starts = is_item(line.text) or bool(numbering_level(line.text))
    if starts and (frame.indented(line) or not is_torn(above.text)):
        return False
    if len(paragraph.lines) == 1 and line.left > above.left + tolerance:
        return is_item(above.text) or bool(numbering_level(above.text))  # a hanging item
    if len(paragraph.lines) == 1 and abs(line.left - above.left) <= tolerance and frame.indented(line):
        return is_torn(above.text) and starts_midway(line.text)
    return line.left <= above.left + tolerance


def goes_on_over_page(paragraph: Paragraph, frame: Frame, following: Paragraph, next_frame: Frame) -> bool:
    """Whether the first paragraph of a page continues the last one of the page before."""
    first, above = following.lines[0], paragraph.last
    if first.mark or abs(above.size - first.size) > _SIZES or not (above.alone and first.alone):
        return False
    torn = is_torn(above.text)
    if torn and starts_midway(first.text):
        return True
    if (
        not frame.is_full(above, first)
        or next_frame.indented(first)
        or is_item(first.text)
        or numbering_level(first.text)
    ):
        return False
    return torn or starts_midway(first.text) or frame.indented(paragraph.lines[0])
