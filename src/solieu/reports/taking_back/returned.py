"""The units of a Word file that came back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from solieu.documents.document import Passage, PassageKind
from solieu.documents.docx_returned import Returned, Tagged
from solieu.reports.taking_back.units import NOTE, TEXT, Piece, Unit, row_of, spoken, unit_of


def returned_units(returned: Returned, known: frozenset[str]) -> tuple[Unit, ...]:
    """``known`` are the ids of the figures of the report: other content controls are the officers' own."""
    tags = tuple(tag for tag in returned.tags if tag.tag in known)
    return tuple(spoken(_Reader(tags).units(returned.document.passages)))


@dataclass(frozen=True, slots=True)
class _Reader:
    tags: Sequence[Tagged]

    def units(self, passages: Sequence[Passage]) -> Iterator[Unit]:
        head = ""
        for place, group in groupby(passages, key=_place):
            if place is not None:
                yield replace(row_of([self._cell(passage) for passage in group]), head=head)
                continue
            for passage in group:
                unit = self._unit(passage, NOTE if passage.kind is PassageKind.NOTE else TEXT)
                head = unit.text if passage.kind is PassageKind.HEADING else head
                level = passage.level if passage.kind is PassageKind.HEADING else 0
                yield replace(unit, note=passage.note, head=head, level=level)

    def _cell(self, passage: Passage) -> Unit:
        return replace(self._unit(passage, TEXT), column=passage.cell.column if passage.cell else 0)

    def _unit(self, passage: Passage, kind: str) -> Unit:
        start = passage.origin(0)
        pieces = list(self._pieces(passage, start))
        unit = unit_of(kind, pieces)
        return replace(unit, offset=start, origins=tuple(_origins(pieces, unit, start)))

    def _pieces(self, passage: Passage, start: int) -> Iterator[Piece]:
        """The text cut where a control begins or ends and where the mark of a note stands."""
        spans = self._spans(start, start + len(passage.text))
        marks = [(one.at, one.note) for one in passage.references]
        cuts = sorted({0, len(passage.text), *(at for at, _ in marks), *(at for one in spans for at in one[:2])})
        for first, last in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
            yield from (Piece("", mark=note) for at, note in marks if at == first)
            if last > first:
                tag = next((tag for begin, end, tag in spans if begin <= first and last <= end), "")
                yield Piece(passage.text[first:last], tag)

    def _spans(self, start: int, end: int) -> list[tuple[int, int, str]]:
        index = max(bisect_left(self.tags, start, key=lambda tag: tag.start) - 1, 0)
        found = []
        for tag in self.tags[index:]:
            if tag.start >= end:
                break
            if tag.end > start:
                found.append((max(tag.start, start) - start, min(tag.end, end) - start, tag.tag))
        return found


def _place(passage: Passage) -> tuple[int, int] | None:
    return (passage.cell.table, passage.cell.row) if passage.cell else None


def _origins(pieces: Sequence[Piece], unit: Unit, start: int) -> Iterator[int]:
    """Offset in the document of every letter of a unit, whose blanks were drawn together."""
    text = "".join(piece.text for piece in pieces)
    if text == unit.text:
        yield from range(start, start + len(text))
        return
    at = 0
    for letter in unit.text:
        while at < len(text) - 1 and text[at] != letter and (text[at].isspace() or not letter.isspace()):
            at += 1
        yield start + at
        at = min(at + 1, len(text) - 1)
