"""Lines of a text file put together to blocks: headings, paragraphs, items, notes, rules and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from solieu.documents.headings import is_item, item_level, numbering_level, typed_heading
from solieu.documents.limits import PASSAGE_LETTERS
from solieu.documents.markup import read_inline
from solieu.documents.plain_notes import PlainNotes, plain_notes
from solieu.documents.seams import counts_on, is_torn, starts_midway
from solieu.documents.strands import Strand, StrandBuilder
from solieu.documents.text_lines import PAGE_BREAK, Line, lines_of, widths_of


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    RULE = "rule"
    PAGE_BREAK = "page-break"
    ROW = "row"
    HEAD_RULE = "head-rule"  # the dashes under the head of a table


_NO_STRAND = Strand()


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    strand: Strand = _NO_STRAND
    level: int = 0
    note: str = ""
    cells: tuple[Strand, ...] = ()


_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:-\s*-\s*-[-\s]*|\*\s*\*\s*\*[*\s]*|_\s*_\s*_[_\s]*|=\s*=\s*=[=\s]*)\s*\Z")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_HEAD_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")
_NOTE = re.compile(
    r"\s*(?:<sup>\s*[(\[]?(?P<sup>\d{1,3}|\*{1,3})[)\]]?\s*</sup>|\[\^(?P<id>[^\]\s]{1,12})\]:"
    r"|(?P<script>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?=\s*\S)|\$?\^\{?(?P<power>\d{1,3})\}?\$?(?=\s*\S))\s*"
)
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WRAPPED_BELOW = 200  # letters; where lines are longer every line is a paragraph
# Share of a full line that may stay empty at the end of a wrapped line, before the next word: more where the sentence is
# torn, since letters differ in width; hardly any after the end of a sentence, which may end a paragraph.
_SHORT, _EXACT = 0.25, 0.03


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks in the order of the file."""
    lines = lines_of(text)
    reader = _Reader(text, plain_notes(text, lines), widths_of(lines))
    open_lines: list[Line] = []
    for line in lines:
        lone = reader.lone_block(line)
        if open_lines and (lone is not None or not reader.goes_on(open_lines[-1], line)):
            yield reader.paragraph(open_lines)
            open_lines = []
        if lone is not None:
            yield from lone
        else:
            open_lines.append(line)
    if open_lines:
        yield reader.paragraph(open_lines)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    plain: PlainNotes
    widths: dict[int, int]  # letters of a full line around each line

    def lone_block(self, line: Line) -> tuple[Block, ...] | None:
        """What a line means by itself; () for an empty one, None for one that belongs to a paragraph."""
        if line.text == PAGE_BREAK:
            return (Block(BlockKind.PAGE_BREAK),)
        if line.is_empty:
            return ()
        heading = _HEADING.match(line.text)
        if heading:
            return (self._heading(line, heading),)
        if _RULE.match(line.text):
            return (Block(BlockKind.RULE),)
        if _HEAD_RULE.match(line.text) and "|" in line.text:
            return (Block(BlockKind.HEAD_RULE),)
        if _ROW.match(line.text):
            return (Block(BlockKind.ROW, cells=tuple(self._cells(line))),)
        return None

    def _heading(self, line: Line, heading: re.Match[str]) -> Block:
        closing = len(line.text) - len(line.text.rstrip("# "))
        strand = self._strand([(line.start + heading.end(), line.end - closing)])
        return Block(BlockKind.HEADING, strand, level=len(heading[1]))

    def _cells(self, line: Line) -> Iterator[Strand]:
        first = line.text.index("|") + 1
        for cell in _CELL.finditer(line.text, first):
            yield self._strand([(line.start + cell.start(1), line.start + cell.end(1))])

    def goes_on(self, before: Line, line: Line) -> bool:
        """The line continues the paragraph that the line before it belongs to."""
        words = line.text.strip()
        if line.start in self.plain.starts or _NOTE.match(words):
            return False
        torn = is_torn(before.text)
        room = self.widths[before.start] - len(before.text) - 1 - len(words.partition(" ")[0])
        width = self.widths[before.start]
        full = 0 < width <= _WRAPPED_BELOW and room < (_SHORT if torn else _EXACT) * width
        if is_item(words):
            return torn and full and words[1:].lstrip()[:1].islower()
        if numbering_level(words.lstrip("*_")) or counts_on(before.text.lstrip(), words):
            return False
        return full or (torn and starts_midway(words))

    def paragraph(self, lines: Sequence[Line]) -> Block:
        """One paragraph of one or more lines: a note, an item, a typed heading or plain text."""
        starts = [line.start + _quoted(line) for line in lines]
        mark, starts[0] = self._note(lines, starts[0])
        strand = self._strand([(start, line.end) for start, line in zip(starts, lines, strict=True)])
        if mark:
            return Block(BlockKind.NOTE, strand, note=mark)
        if is_item(strand.text):
            return Block(BlockKind.ITEM, strand, level=item_level(strand.text))
        level = typed_heading(strand.text) if len(lines) == 1 else 0
        return Block(BlockKind.HEADING if level else BlockKind.PARAGRAPH, strand, level=level)

    def _note(self, lines: Sequence[Line], start: int) -> tuple[str, int]:
        """The mark with which a note begins, "" for none, and where its words begin."""
        plain = self.plain.starts.get(lines[0].start)
        if plain is not None:
            return plain
        note = _NOTE.match(self.text, start, lines[-1].end)
        if note is None:
            return "", start
        mark = (note["sup"] or note["id"] or note["script"] or note["power"]).translate(_RAISED)
        return mark, note.end()

    def _strand(self, spans: Sequence[tuple[int, int]]) -> Strand:
        """What lies far beyond the longest passage is not looked at; that it was cut is said later."""
        whole = Strand()
        for number, (start, end) in enumerate(spans):
            builder = StrandBuilder()
            self._inline(builder, start + _blank(self.text, start, end), min(end, start + 4 * PASSAGE_LETTERS))
            line = builder.built().stripped()
            whole = whole.joined(line, spans[number - 1][1]) if number else line
            if len(whole.text) > PASSAGE_LETTERS:
                break
        return whole

    def _inline(self, builder: StrandBuilder, start: int, end: int) -> None:
        """The words, with marks that are bare digits lifted out."""
        for at, mark in self.plain.marks_within(start, end):
            read_inline(builder, self.text, start, at)
            builder.mark(mark)
            start = at + len(mark)
        read_inline(builder, self.text, start, end)


def _quoted(line: Line) -> int:
    quote = _QUOTE.match(line.text)
    return quote.end() if quote else 0


def _blank(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip())
