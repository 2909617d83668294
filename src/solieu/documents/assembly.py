"""The last step of every reader: notes hang at their marks, paragraphs are counted, limits are kept and said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from solieu.documents.document import Document, Passage, PassageKind, Piece
from solieu.documents.limits import PASSAGE_LETTERS, PASSAGES
from solieu.documents.secrecy import stamp_of
from solieu.documents.strands import Strand

Group = Sequence[Passage]  # what stands together: one paragraph, or the cells of one row


@dataclass(frozen=True, slots=True)
class HungNote:
    """A note with the group of the main text after which it was met."""

    after: int
    passages: Group


@dataclass
class Found:
    """What a reader found in one file. ``around`` are lines that are no text of the document (running heads), in
    which only a stamp is looked for."""

    main: list[Group] = field(default_factory=list)
    notes: list[HungNote] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moved:
    """``length`` letters at ``origin`` of the extracted text were met at ``met`` by the reader."""

    origin: int
    met: int
    length: int


def extracted_document(found: Found, *, file: str, kind: str) -> tuple[Document, tuple[Moved, ...]]:
    """A document whose text is that of its passages, one a line; and where each piece of it was met."""
    passages, unread = _limited(_numbered(found))
    texts: list[str] = []
    placed: list[Passage] = []
    moved: list[Moved] = []
    at = 0
    for passage in passages:
        moved += [Moved(at + piece.at, piece.origin, piece.length) for piece in passage.pieces]
        placed.append(replace(passage, pieces=(Piece(0, at, len(passage.text)),)))
        texts.append(passage.text)
        at += len(passage.text) + 1
    lines = (*found.around, *_lines(passages))
    whole = "\n".join(texts)
    document = Document(file, whole, tuple(placed), (*found.unread, *unread), kind, stamp_of(lines))
    return document, tuple(moved)


def document_of(found: Found, *, file: str, text: str, kind: str) -> Document:
    """A document whose text is the file's own."""
    passages, unread = _limited(_numbered(found))
    lines = (*found.around, *_lines(passages))
    return Document(file, text, passages, (*found.unread, *unread), kind, stamp_of(lines))


def hung_at_marks(found: Found) -> list[HungNote]:
    """Each note at the paragraph with its mark. Where every page counts anew, the nearest mark before it is its own."""
    marks: dict[str, list[int]] = {}
    for index, group in enumerate(found.main):
        for passage in group:
            for mark in passage.references:
                marks.setdefault(mark.note, []).append(index)
    hung = []
    for note in found.notes:
        own = marks.get(note.passages[0].note, [])
        nearest = bisect_right(own, note.after) - 1
        hung.append(HungNote(own.pop(max(nearest, 0)) if own else note.after, note.passages))
    return hung


def _numbered(found: Found) -> Iterator[Passage]:
    """Paragraphs counted from 1 as a reader counts them: cells are not counted, notes carry their paragraph's."""
    notes: dict[int, list[Group]] = {}
    for note in found.notes:
        notes.setdefault(note.after, []).append(note.passages)
    number = 0
    for early in notes.get(-1, ()):
        yield from early
    for index, group in enumerate(found.main):
        for passage in group:
            number += passage.kind is not PassageKind.CELL
            yield replace(passage, number=number if passage.kind is not PassageKind.CELL else 0)
        for hung in notes.get(index, ()):
            yield from (replace(passage, number=number) for passage in hung)


def _limited(passages: Iterable[Passage]) -> tuple[tuple[Passage, ...], list[str]]:
    kept: list[Passage] = []
    unread: list[str] = []
    for passage in passages:
        if len(kept) == PASSAGES:
            unread.append(f"Chỉ đọc {_count(PASSAGES)} đoạn và ô đầu tiên. Đề nghị tách tệp để đọc phần còn lại")
            break
        if len(passage.text) > PASSAGE_LETTERS:
            unread.append(
                f"Đoạn {passage.number} dài hơn {_count(PASSAGE_LETTERS)} ký tự, chỉ đọc {_count(PASSAGE_LETTERS)} ký tự đầu"
            )
            passage = _shortened(passage)
        kept.append(passage)
    return tuple(kept), unread


def _shortened(passage: Passage) -> Passage:
    strand = Strand(passage.text, passage.pieces, passage.references).cut(0, PASSAGE_LETTERS)
    return replace(passage, text=strand.text, pieces=strand.pieces, references=strand.references)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _lines(passages: Iterable[Passage]) -> Iterator[str]:
    """Lines in which a stamp may stand: paragraphs, and cells of the head of the paper (the first table)."""
    for passage in passages:
        is_head = passage.cell is not None and passage.cell.table == 0 and not passage.cell.is_head
        if passage.kind is not PassageKind.NOTE and (passage.cell is None or is_head):
            yield from passage.text.split("\n")
