"""Strands: text that is picked out of a longer one and remembers where every character came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from solieu.documents.document import NoteReference, Piece

# What a person does not see (soft hyphen, zero-width signs, byte order mark) and the many widths of one space.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = str.maketrans(dict.fromkeys("\t\x0b\x0c\r\n\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "))
_BROKEN_WORD = re.compile(r"[^\W_][-/]\Z")


@dataclass(frozen=True, slots=True)
class Strand:
    """``pieces`` cover ``text`` without a gap, in order; ``references`` are the note marks lifted out of it."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    references: tuple[NoteReference, ...] = ()

    def cut(self, start: int, end: int) -> Strand:
        """The part ``text[start:end]``; a mark that stands at its very end still belongs to it."""
        pieces = tuple(
            Piece(max(piece.at, start) - start, piece.origin + max(start - piece.at, 0), _shared(piece, start, end))
            for piece in self.pieces
            if _shared(piece, start, end) > 0
        )
        marks = tuple(replace(mark, at=mark.at - start) for mark in self.references if start <= mark.at <= end)
        return Strand(self.text[start:end], pieces, marks)

    def stripped(self) -> Strand:
        """Without blanks at both ends; marks that stood among them move to the nearest letter."""
        left = len(self.text) - len(self.text.lstrip())
        right = max(len(self.text.rstrip()), left)
        if (left, right) == (0, len(self.text)):
            return self
        kept = self.cut(left, right)
        marks = tuple(replace(mark, at=min(max(mark.at, left), right) - left) for mark in self.references)
        return replace(kept, references=marks)

    def joined(self, other: Strand, gap: int) -> Strand:
        """Both with one space between them; ``gap`` is the offset of the blank that stands for it. A line that stops
        after a dash or stroke inside a word (QĐ- | UBND, 5510/ | QĐ-UBND) goes on without one."""
        builder = StrandBuilder()
        builder.strand(self)
        if not (_BROKEN_WORD.search(self.text) and other.text[:1].isalnum()):
            builder.sign(" ", gap)
        builder.strand(other)
        return builder.built()

    def appended(self, other: Strand) -> Strand:
        """Both with nothing between them."""
        builder = StrandBuilder()
        builder.strand(self)
        builder.strand(other)
        return builder.built()

    @property
    def end(self) -> int:
        """Offset in the longer text right after the last character."""
        last = self.pieces[-1]
        return last.origin + last.length


def _shared(piece: Piece, start: int, end: int) -> int:
    return min(piece.at + piece.length, end) - max(piece.at, start)


class StrandBuilder:
    """Collects characters in the order in which they are read."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._marks: list[NoteReference] = []
        self._length = 0

    def add(self, text: str, origin: int) -> None:
        """``text`` stands at ``origin`` letter for letter; unseen characters are left out, blanks become spaces."""
        if text.isascii() or not _UNSEEN.search(text):
            self._put(text.translate(_SPACES), origin)
            return
        for start, end in _seen(text):
            self._put(text[start:end].translate(_SPACES), origin + start)

    def sign(self, sign: str, origin: int) -> None:
        """One character that stands for the one at ``origin`` (² for a raised 2, & for ``&amp;``)."""
        self._put(sign, origin)

    def mark(self, note: str) -> None:
        self._marks.append(NoteReference(self._length, note))

    def strand(self, strand: Strand) -> None:
        start = self._length
        for piece in strand.pieces:
            self._put(strand.text[piece.at : piece.at + piece.length], piece.origin)
        self._marks += [replace(mark, at=mark.at + start) for mark in strand.references]

    def built(self) -> Strand:
        return Strand("".join(self._texts), tuple(self._pieces), tuple(self._marks))

    @property
    def tail(self) -> str:
        """The last characters so far, enough to tell a unit from a word."""
        return "".join(self._texts[-3:])[-12:]

    def _put(self, text: str, origin: int) -> None:
        if not text:
            return
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.origin + last.length == origin:
            self._pieces[-1] = replace(last, length=last.length + len(text))
        else:
            self._pieces.append(Piece(self._length, origin, len(text)))
        self._texts.append(text)
        self._length += len(text)


def _seen(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for unseen in _UNSEEN.finditer(text):
        yield at, unseen.start()
        at = unseen.end()
    yield at, len(text)
