"""Places in a document in the words of the office: dòng, đoạn, trang, chú thích, bảng."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from solieu.documents.document import CellPlace, Document, Passage

_LONGEST = 40  # letters of a heading that names a row or column


@dataclass(frozen=True, slots=True)
class Spot:
    """Letters ``start`` to ``end`` of a passage; those beyond its end stand in other passages."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """Finds what stands at an offset of a document; made once for all its findings."""

    document: Document

    def spot(self, start: int, end: int) -> Spot | None:
        """The passage in which the offset ``start`` stands, with the span inside it."""
        found = self._at(start)
        if found is None:
            return None
        passage, first = found
        last = self._at(max(end - 1, start))
        stop = last[1] + 1 if last is not None and last[0] is passage else len(passage.text)
        return Spot(passage, first, max(stop, first))

    def line(self, offset: int) -> int:
        """1-based."""
        return bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """1-based, in code points."""
        return offset - self._line_starts[self.line(offset) - 1] + 1

    def in_words(self, offset: int) -> str:
        """dòng 53 · chú thích 7, dòng 97 · trang 3, đoạn 12 · bảng 2, hàng “Tổng thu”, cột “Ước quý I”."""
        found = self._at(offset)
        if found is None:
            return f"dòng {self.line(offset)}" if self._has_lines else ""
        passage = found[0]
        parts = [
            f"trang {passage.page}" if passage.page is not None else "",
            f"chú thích {passage.note}" if passage.note else "",
            *self._cell(passage),
            f"đoạn {passage.number}" if passage.number and not passage.note and not self._has_lines else "",
            f"dòng {self.line(offset)}" if self._has_lines else "",
        ]
        return ", ".join(part for part in parts if part)

    def _cell(self, passage: Passage) -> list[str]:
        if passage.cell is None:
            return []
        table = self._tables.get(passage.cell.table, {})
        if not any(place.is_head for place in table):
            return []  # the head of the paper, signatures: nobody calls them tables
        number = sum(
            any(place.is_head for place in self._tables[other]) for other in self._tables if other <= passage.cell.table
        )
        row, column = self._row(table, passage.cell), self._column(table, passage.cell)
        return [f"bảng {number}", f"hàng {row}", f"cột {column}"]

    def _row(self, table: dict[CellPlace, str], place: CellPlace) -> str:
        """By the first words of the row, or by its number."""
        words = (text for other, text in table.items() if other.row == place.row and other.column < place.column)
        name = next((text for text in words if sum(letter.isalpha() for letter in text) > 3), "")
        return f"“{_short(name)}”" if name else str(place.row + 1)

    def _column(self, table: dict[CellPlace, str], place: CellPlace) -> str:
        names = [text for other, text in table.items() if other.is_head and other.column == place.column]
        name = next((text for text in names if any(letter.isalpha() for letter in text) and len(text) > 2), "")
        return f"“{_short(name)}”" if name else str(place.column + 1)

    @property
    def _has_lines(self) -> bool:
        """Lines are what a reader of a text file sees; the lines of an extracted text are ours alone."""
        return self.document.kind in ("text", "markdown")

    def _at(self, offset: int) -> tuple[Passage, int] | None:
        index = bisect_right(self._origins, offset) - 1
        if index < 0:
            return None
        origin, length, passage, at = self._pieces[index]
        return (passage, at + offset - origin) if offset < origin + length else None

    @cached_property
    def _pieces(self) -> list[tuple[int, int, Passage, int]]:
        pieces = (
            (piece.origin, piece.length, passage, piece.at)
            for passage in self.document.passages
            for piece in passage.pieces
        )
        return sorted(pieces, key=lambda piece: piece[0])

    @cached_property
    def _origins(self) -> list[int]:
        return [piece[0] for piece in self._pieces]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.document.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.document.text.find("\n", at + 1)
        return starts

    @cached_property
    def _tables(self) -> dict[int, dict[CellPlace, str]]:
        tables: dict[int, dict[CellPlace, str]] = {}
        for passage in self.document.passages:
            if passage.cell is not None:
                tables.setdefault(passage.cell.table, {})[passage.cell] = passage.text
        return tables


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
