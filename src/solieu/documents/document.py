"""Document: any report that was read, ours or a stranger's, as one text with the passages that stand in it.

The text is the file's own (Markdown, text) or the extracted one (docx, pdf). A passage is what a person reads in one
go: a sentence that a page break and a note had torn apart is one passage again, made of several pieces of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    NOTE = "note"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` characters at ``at`` in the passage stand at ``origin`` in the text of the document."""

    at: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a note at offset ``at`` of a passage; ``note`` is the number or sign as printed. The mark itself is
    not part of the passage's text."""

    at: int
    note: str


@dataclass(frozen=True, slots=True)
class CellPlace:
    table: int  # 0-based, in reading order
    row: int
    column: int
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    kind: PassageKind
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0  # of a heading (1 is the highest) or list item
    note: str = ""  # kind NOTE: the mark that it answers to; several passages may belong to one note
    references: tuple[NoteReference, ...] = ()
    cell: CellPlace | None = None
    page: int | None = None
    number: int = 0  # paragraph number as a reader counts, 1-based

    def origin(self, at: int) -> int:
        """Offset in the text of the document of the character at ``at`` (of its end, for the length of the text)."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1
        piece = self.pieces[max(index, 0)]
        return piece.origin + min(at - piece.at, piece.length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the text of the document."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)


@dataclass(frozen=True, slots=True)
class Document:
    """``file`` is the name as given. ``unread`` says in Vietnamese what of the file was not read, part by part;
    ``stamp`` is the degree of secrecy stamped on it (MẬT, TỐI MẬT, TUYỆT MẬT), "" for none.

    Passages stand in reading order; those of a note right after the passage that carries its mark.
    """

    file: str
    text: str
    passages: tuple[Passage, ...]
    unread: tuple[str, ...] = ()
    kind: str = "text"  # text | markdown | docx | pdf
    stamp: str = ""

    def line_of(self, offset: int) -> int:
        """1-based line of the text on which a character stands."""
        return self.text.count("\n", 0, offset) + 1
