"""Letters to lines: what shares a base line, raised marks told from digits, columns told apart by their gaps."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from solieu.documents.markup import read_raised
from solieu.documents.pdf_sheets import Letter
from solieu.documents.strands import Strand, StrandBuilder

_SAME_LINE = 0.25  # of the size: base lines of one line of writing differ by less
_SMALL = 0.85  # of the size of the line: raised marks are two thirds or less in Word, LibreOffice and Typst
_RAISED = (0.1, 0.75)  # of the size of the line: how high a mark stands
_LOWERED = 0.35  # of the size: an index (CO₂) hangs no lower
_SPACE = 0.2  # of the size: a wider gap between letters is a space that the file does not write
_COLUMN = 2.6  # of the size: a wider gap without spaces parts two columns; blanks left for a pen are narrower
_NEAR = 1.2  # of the size: how far a mark may stand from the word that carries it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter in its line; ``raised`` if it stands above it."""

    letter: Letter
    raised: bool


@dataclass(frozen=True)
class Line:
    """One line of one column, from left to right."""

    glyphs: tuple[Glyph, ...]
    y: float
    size: float
    page: int
    alone: bool = True  # nothing else stands on the same height
    spaced: bool = False  # a space is written after the last letter
    own_mark: str = ""  # of a note, after its mark was taken off the line

    @cached_property
    def left(self) -> float:
        return self.glyphs[0].letter.x

    @cached_property
    def right(self) -> float:
        return max(glyph.letter.right for glyph in self.glyphs)

    @cached_property
    def stressed(self) -> bool:
        words = [glyph.letter for glyph in self.glyphs if not glyph.raised and glyph.letter.sign.isalnum()]
        return bool(words) and all(letter.stressed for letter in words)

    @cached_property
    def strand(self) -> Strand:
        """The words; raised marks are references. Origins only count the letters of this line."""
        builder = StrandBuilder()
        at = 0
        for raised, text in _chunks(self.glyphs):
            if raised:
                read_raised(builder, text.strip(), at)
            else:
                builder.add(text, at)
            at += len(text)
        return builder.built().stripped()

    @property
    def text(self) -> str:
        return self.strand.text

    @cached_property
    def mark(self) -> str:
        """The raised note mark with which the line begins, "" for none."""
        if self.own_mark:
            return self.own_mark
        first = next((mark for mark in self.strand.references if mark.at == 0), None)
        return first.note if first is not None and self.glyphs[0].raised else ""

    def without_mark(self, length: int, mark: str) -> Line:
        """The line of a note after its mark, which takes ``length`` letters."""
        rest = list(self.glyphs[length:])
        return replace(
            self, glyphs=tuple(_trimmed(rest)) if any(_is_ink(g) for g in rest) else self.glyphs, own_mark=mark
        )

    @cached_property
    def first_word(self) -> float:
        """Width of the first word."""
        space = next(
            (g.letter.x for g in self.glyphs if g.letter.sign.isspace() and g.letter.x > self.left), self.right
        )
        return space - self.left


def lines_of(letters: Iterable[Letter], page: int) -> list[Line]:
    """Lines from top to bottom, columns of one height from left to right."""
    rows = _rows(letters)
    _lift_marks(rows)
    lines: list[Line] = []
    for row in rows:
        parts = [part for part in _columns(row) if any(_is_ink(glyph) for glyph in part)]
        for part in parts:
            spaced = part[-1].letter.sign.isspace()
            lines.append(Line(tuple(_trimmed(part)), row.y, row.size, page, alone=len(parts) == 1, spaced=spaced))
    return lines


@dataclass
class _Row:
    y: float
    size: float
    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return min(glyph.letter.x for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.letter.right for glyph in self.glyphs)


def _rows(letters: Iterable[Letter]) -> list[_Row]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.y):
        if rows and rows[-1][0].y - letter.y < _SAME_LINE * min(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_row(row) for row in rows if any(not letter.sign.isspace() for letter in row)]


def _row(letters: Sequence[Letter]) -> _Row:
    """The size of a row is that of most of its letters; its base line is theirs."""
    written = [letter for letter in letters if not letter.sign.isspace()]
    size = Counter(letter.size for letter in written).most_common(1)[0][0]
    y = Counter(letter.y for letter in written if letter.size == size).most_common(1)[0][0]
    return _Row(y, size, [Glyph(letter, raised=False) for letter in letters])


def _lift_marks(rows: list[_Row]) -> None:
    """Small rows just above or below a line belong to it: note marks and powers above, chemical indices below."""
    for index in range(len(rows) - 1, -1, -1):
        small = rows[index]
        host = _host(small, [*rows[max(0, index - 3) : index], *rows[index + 1 : index + 4]])
        if host is not None:
            raised = small.y > host.y
            host.glyphs += [Glyph(glyph.letter, raised=raised) for glyph in small.glyphs]
            del rows[index]


def _host(small: _Row, near: Sequence[_Row]) -> _Row | None:
    for row in near:
        height = (small.y - row.y) / row.size
        if small.size < _SMALL * row.size and (_RAISED[0] < height < _RAISED[1] or -_LOWERED < height < 0):
            touches = all(
                row.left - _NEAR * row.size < glyph.letter.x < row.right + _NEAR * row.size for glyph in small.glyphs
            )
            if touches:
                return row
    return None


def _columns(row: _Row) -> Iterator[list[Glyph]]:
    """Parts between which nothing is written, not even spaces."""
    part: list[Glyph] = []
    reach = 0.0
    for glyph in sorted(row.glyphs, key=lambda glyph: glyph.letter.x):
        if part and glyph.letter.x - reach > _COLUMN * row.size:
            yield part
            part = []
        part.append(glyph)
        reach = max(reach, glyph.letter.right) if len(part) > 1 else glyph.letter.right
    if part:
        yield part


def _trimmed(part: list[Glyph]) -> list[Glyph]:
    inked = [index for index, glyph in enumerate(part) if _is_ink(glyph)]
    return part[inked[0] : inked[-1] + 1]


def _is_ink(glyph: Glyph) -> bool:
    return not glyph.letter.sign.isspace()


def _chunks(glyphs: Sequence[Glyph]) -> Iterator[tuple[bool, str]]:
    """Runs of letters that are raised or not, composed, with the spaces that the file only leaves as gaps."""
    raised, signs = False, ""
    before: Letter | None = None
    for glyph in glyphs:
        letter = glyph.letter
        gap = before is not None and letter.x - before.right > _SPACE * letter.size
        if before is not None and gap and not glyph.raised and not (signs or " ").endswith(" ") and letter.sign != " ":
            signs += " "
        if glyph.raised != raised:
            if signs:
                yield raised, unicodedata.normalize("NFC", signs)
            raised, signs = glyph.raised, ""
        if not (letter.sign == " " and signs.endswith(" ")):
            signs += letter.sign
        before = letter
    if signs:
        yield raised, unicodedata.normalize("NFC", signs)
