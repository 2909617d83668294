"""Lines of a text file put together to blocks: headings, paragraphs, items, notes, rules and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from solieu.documents.headings import is_item, item_level, numbering_level, typed_heading
from solieu.documents.limits import PASSAGE_LETTERS
from solieu.documents.markup import read_inline
from solieu.documents.seams import is_torn, starts_midway
from solieu.documents.strands import Strand, StrandBuilder


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    RULE = "rule"
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
_RULE = re.compile(r"\s*(?:-\s*-\s*-[-\s]*|\*\s*\*\s*\*[*\s]*|_\s*_\s*_[_\s]*|=\s*=\s*=[=\s]*|\f)\s*\Z")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_HEAD_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")
_NOTE = re.compile(
    r"\s*(?:<sup>\s*[(\[]?(?P<sup>\d{1,3}|\*{1,3})[)\]]?\s*</sup>|\[\^(?P<id>[^\]\s]{1,12})\]:"
    r"|(?P<script>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?=\s*\S)|\$?\^\{?(?P<power>\d{1,3})\}?\$?(?=\s*\S))\s*"
)
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WRAPPED_BELOW = 200  # letters; a file whose lines are longer has one paragraph a line
_FULL_LINE = 0.75  # share of the common width from which a line counts as wrapped


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without the line end
    text: str


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks in the order of the file."""
    lines = list(_lines(text))
    width = _common_width(lines)
    open_lines: list[_Line] = []
    for line in lines:
        lone = _lone_block(text, line)
        if open_lines and (lone is not None or not _goes_on(open_lines[-1], line, width)):
            yield _paragraph(text, open_lines)
            open_lines = []
        if lone is not None:
            yield from lone
        else:
            open_lines.append(line)
    if open_lines:
        yield _paragraph(text, open_lines)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        yield _Line(at, at + len(line.rstrip()), line.rstrip()) if "\f" not in line else _Line(at, at, "\f")
        at = end + 1


def _common_width(lines: Iterable[_Line]) -> int:
    """Letters of a full line: nine of ten lines with text are not longer."""
    widths = sorted(len(line.text) for line in lines if line.text)
    return widths[len(widths) * 9 // 10] if widths else 0


def _lone_block(text: str, line: _Line) -> tuple[Block, ...] | None:
    """What a line means by itself; () for an empty one, None for one that belongs to a paragraph."""
    if not line.text.strip(" \t\r") and "\f" not in line.text:
        return ()
    heading = _HEADING.match(line.text)
    if heading:
        return (_heading(text, line, heading),)
    if _RULE.match(line.text):
        return (Block(BlockKind.RULE),)
    if _HEAD_RULE.match(line.text) and "|" in line.text:
        return (Block(BlockKind.HEAD_RULE),)
    if _ROW.match(line.text):
        return (Block(BlockKind.ROW, cells=tuple(_cells(text, line))),)
    return None


def _heading(text: str, line: _Line, heading: re.Match[str]) -> Block:
    closing = len(line.text) - len(line.text.rstrip("# "))
    strand = _strand(text, [(line.start + heading.end(), line.end - closing)])
    return Block(BlockKind.HEADING, strand, level=len(heading[1]))


def _cells(text: str, line: _Line) -> Iterator[Strand]:
    first = line.text.index("|") + 1
    for cell in _CELL.finditer(line.text, first):
        yield _strand(text, [(line.start + cell.start(1), line.start + cell.end(1))])


def _goes_on(before: _Line, line: _Line, width: int) -> bool:
    """The line continues the paragraph that the line before it belongs to."""
    words = line.text.strip()
    if _starts_block(words):
        return False
    if width <= _WRAPPED_BELOW and len(before.text) >= _FULL_LINE * width:
        return True
    return is_torn(before.text) and starts_midway(words)


def _starts_block(words: str) -> bool:
    return bool(is_item(words) or _NOTE.match(words) or numbering_level(words.lstrip("*_")))


def _paragraph(text: str, lines: list[_Line]) -> Block:
    """One paragraph of one or more lines: a note, an item, a typed heading or plain text."""
    starts = [line.start + _quoted(line) for line in lines]
    note = _NOTE.match(text, starts[0], lines[-1].end)
    mark = ""
    if note:
        mark = (note["sup"] or note["id"] or note["script"] or note["power"]).translate(_RAISED)
        starts[0] = note.end()
    strand = _strand(text, [(start, line.end) for start, line in zip(starts, lines, strict=True)])
    if note:
        return Block(BlockKind.NOTE, strand, note=mark)
    if is_item(strand.text):
        return Block(BlockKind.ITEM, strand, level=item_level(strand.text))
    level = typed_heading(strand.text) if len(lines) == 1 else 0
    return Block(BlockKind.HEADING if level else BlockKind.PARAGRAPH, strand, level=level)


def _quoted(line: _Line) -> int:
    quote = _QUOTE.match(line.text)
    return quote.end() if quote else 0


def _strand(text: str, spans: list[tuple[int, int]]) -> Strand:
    """What lies far beyond the longest passage is not looked at; that it was cut is said later."""
    whole = Strand()
    for number, (start, end) in enumerate(spans):
        builder = StrandBuilder()
        read_inline(builder, text, start + _blank(text, start, end), min(end, start + 4 * PASSAGE_LETTERS))
        line = builder.built().stripped()
        whole = whole.joined(line, spans[number - 1][1]) if number else line
        if len(whole.text) > PASSAGE_LETTERS:
            break
    return whole


def _blank(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip())
