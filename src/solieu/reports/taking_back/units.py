"""Units: what is compared when a report comes back. A paragraph, a heading, a note or a row of a table, as one line of
text with the figures that stand in it; the same for what was printed and for what was read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

CELLS = " | "  # between the cells of a row
_BLANKS = re.compile(r"\s+")
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+|[^\w\s]|_")
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")

ROW, NOTE, TEXT = "row", "note", "text"


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of a unit belongs to ``name``: a figure, the slot that spoke, a gap, a formatting."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign of a unit. ``figure`` is the tag of the figure that it belongs to."""

    text: str
    start: int
    end: int
    figure: str = ""

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


@dataclass(frozen=True)
class Unit:
    """``narrative`` is the prose that a printed unit belongs to, "" for the fixed template. ``marks`` are the offsets
    of its note marks, each with its number. ``offset`` is where a read unit begins in the text of its document,
    ``head`` the heading above it."""

    kind: str
    text: str
    figures: tuple[Span, ...] = ()
    slots: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    note: str = ""  # kind NOTE: its number
    section: str = ""
    narrative: str = ""
    head: str = ""
    bold: tuple[Span, ...] = ()
    italic: tuple[Span, ...] = ()
    level: int = 0  # of a heading
    offset: int = -1
    origins: Sequence[int] = field(default=(), compare=False)  # of a read unit: letter -> offset in the document
    cells: tuple[Unit, ...] = ()  # of a row: those that say something
    column: int = 0  # of a cell
    is_frame: bool = False  # head, closing and recipients: laid down by the decree, not by the template

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        found = []
        spans = iter((*self.figures, Span(len(self.text) + 1, len(self.text) + 1, "")))
        span = next(spans)
        for match in _TOKEN.finditer(self.text):
            while match.start() >= span.end and span.start <= len(self.text):
                span = next(spans)
            inside = match.end() > span.start and match.start() < span.end
            found.append(Token(match[0], match.start(), match.end(), span.name if inside else ""))
        return tuple(found)

    @cached_property
    def key(self) -> str:
        """Equal keys, equal words and figures; blanks and kinds of blank do not count."""
        return " ".join(token.text for token in self.tokens)

    @cached_property
    def mask(self) -> str:
        """The words with every number blotted out."""
        return _DIGITS.sub("#", self.key)

    @cached_property
    def tags(self) -> frozenset[str]:
        return frozenset(span.name for span in self.figures)

    @property
    def shape(self) -> str:
        """What may take each other's place: rows are compared with rows."""
        return ROW if self.kind == ROW else TEXT


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a unit that is being put together."""

    text: str
    figure: str = ""
    slot: str = ""
    is_gap: bool = False
    bold: bool = False
    italic: bool = False
    mark: str = ""  # number of the note whose mark stands here


def unit_of(kind: str, pieces: Iterable[Piece]) -> Unit:
    """One line: blanks of any kind and number are one space, none at the ends."""
    line = _Line()
    for piece in pieces:
        line.take(piece)
    return line.unit(kind)


@dataclass(slots=True)
class _Line:
    letters: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[str, list[Span]] = field(default_factory=dict)
    marks: list[tuple[int, str]] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        if piece.mark:
            self.marks.append((self.length, piece.mark))
            return
        text = _BLANKS.sub(" ", unicodedata.normalize("NFC", piece.text))
        if text.startswith(" ") and (not self.letters or self.letters[-1].endswith(" ")):
            text = text[1:]
        if not text:
            return
        start, self.length = self.length, self.length + len(text)
        self.letters.append(text)
        names = {"figure": piece.figure, "slot": piece.slot, "gap": "gap" if piece.is_gap else "",
                 "bold": "b" if piece.bold else "", "italic": "i" if piece.italic else ""}  # fmt: skip
        for what, name in names.items():
            if name:
                self._span(what, start, name)

    def _span(self, what: str, start: int, name: str) -> None:
        spans = self.spans.setdefault(what, [])
        if spans and spans[-1].end == start and spans[-1].name == name and what != "figure":
            spans[-1] = Span(spans[-1].start, self.length, name)
        else:
            spans.append(Span(start, self.length, name))

    def unit(self, kind: str) -> Unit:
        text = "".join(self.letters).rstrip()
        end = len(text)
        found = {what: tuple(cut for one in spans if (cut := replace(one, end=min(one.end, end))).end > cut.start)
                 for what, spans in self.spans.items()}  # fmt: skip
        return Unit(
            kind, text, found.get("figure", ()), found.get("slot", ()), found.get("gap", ()),
            tuple((min(at, end), note) for at, note in self.marks), bold=found.get("bold", ()), italic=found.get("italic", ()),
        )  # fmt: skip


def row_of(cells: Sequence[Unit]) -> Unit:
    """A row as one line, its cells side by side; empty ones say nothing."""
    said = tuple(cell for cell in cells if cell.text)
    return replace(joined(said, CELLS), kind=ROW, cells=said) if said else Unit(ROW, "")


def joined(units: Sequence[Unit], gap: str = " ") -> Unit:
    """Several units as one, in their order; the first says where it stands."""
    at = 0
    shifted: dict[str, list[Span]] = {name: [] for name in ("figures", "slots", "gaps", "bold", "italic")}
    marks: list[tuple[int, str]] = []
    origins: list[int] = []
    for unit in units:
        for name, spans in shifted.items():
            spans += [Span(one.start + at, one.end + at, one.name) for one in getattr(unit, name)]
        marks += [(mark + at, note) for mark, note in unit.marks]
        origins += [*unit.origins, *[unit.origins[-1]] * len(gap)] if unit.origins else []
        at += len(unit.text) + len(gap)
    text = gap.join(unit.text for unit in units)
    first = replace(units[0], text=text, marks=tuple(marks), origins=tuple(origins[: len(text)]), cells=())
    return replace(
        first, figures=tuple(shifted["figures"]), slots=tuple(shifted["slots"]), gaps=tuple(shifted["gaps"]),
        bold=tuple(shifted["bold"]), italic=tuple(shifted["italic"]),
    )  # fmt: skip


def spoken(units: Iterable[Unit]) -> Iterator[Unit]:
    """Those that say something."""
    return (unit for unit in units if unit.tokens)
