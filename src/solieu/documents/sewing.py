"""Sewing: notes that interrupt the text at the foot of a page are lifted out, and torn sentences joined again.

A scanned report comes as one stream: text of page 1, its notes, text of page 2. A sentence at the end of a page goes
on after the notes, and a long note goes on among the notes of the next page. What belongs where follows from four
facts: a note's mark stands in the text before the note; notes of a page come in the order of their marks; the rest of
a torn note comes before the notes of its page; a page ends after its notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solieu.documents.seams import counts_on, is_torn, is_unfinished, starts_midway
from solieu.documents.strands import Strand
from solieu.documents.text_blocks import Block, BlockKind


@dataclass
class Seam:
    """A block of the main text, or one paragraph of a note (``note``: its mark)."""

    block: Block
    strand: Strand
    note: str = ""


@dataclass
class Sewn:
    """Main text in order; each note as a list of paragraphs, with the main block after which it was met."""

    main: list[Seam] = field(default_factory=list)
    notes: list[tuple[int, list[Seam]]] = field(default_factory=list)


def sew(blocks: Iterable[Block]) -> Sewn:
    listed = tuple(blocks)
    sewer = _Sewer(listed, _looked_ahead(listed))
    for index in range(len(sewer.blocks)):
        sewer.take(index)
    return sewer.sewn


_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What follows each block, found once from the end."""

    main_goes_on: list[bool]  # a later block at the foot of this page begins midway: it continues the torn main text
    next_note: list[str]  # mark of the next note before a heading, "" for none


def _looked_ahead(blocks: Sequence[Block]) -> _Ahead:
    ahead = _Ahead([False] * len(blocks), [""] * len(blocks))
    for index in range(len(blocks) - 2, -1, -1):
        block = blocks[index + 1]
        is_text = block.kind in _TEXT
        if is_text and starts_midway(block.strand.text):
            ahead.main_goes_on[index] = True
        elif block.kind in (BlockKind.NOTE, BlockKind.PAGE_BREAK) or (is_text and not block.strand.references):
            ahead.main_goes_on[index] = ahead.main_goes_on[index + 1]
        if block.kind is not BlockKind.HEADING:
            ahead.next_note[index] = block.note or ahead.next_note[index + 1]
    return ahead


@dataclass
class _Sewer:
    blocks: Sequence[Block]
    ahead: _Ahead
    sewn: Sewn = field(default_factory=Sewn)
    seen: set[str] = field(default_factory=set)  # marks met in the main text
    torn_main: Seam | None = None
    torn_note: list[Seam] | None = None  # a note of an earlier page that broke off
    note: list[Seam] | None = None  # the note being read: we are at the foot of a page
    after_rule: bool = False

    def take(self, index: int) -> None:
        block = self.blocks[index]
        if block.kind is BlockKind.RULE:
            self._rule()
            return
        if block.kind is BlockKind.PAGE_BREAK:
            self._leave_notes()
        elif block.kind is BlockKind.NOTE:
            self._start_note(block)
        elif block.kind in _TEXT:
            self._text(index, block)
        else:
            self._leave_notes()
            self._main(block)
            self.torn_main = None
        self.after_rule = False

    def _rule(self) -> None:
        """Before notes a rule sets them off; after them it can only end the page."""
        if self.note is not None:
            self._leave_notes()
        else:
            self.after_rule = True

    def _start_note(self, block: Block) -> None:
        self.torn_note = None
        self.note = [Seam(block, block.strand, block.note)]
        self.sewn.notes.append((len(self.sewn.main) - 1, self.note))

    def _text(self, index: int, block: Block) -> None:
        if self.note is None:
            if self._continues_torn_note(index, block):
                self._resume_note(block)
            else:
                self._main(block)
        elif self._is_of_note(index, block):
            self._more_of_note(block)
        else:
            self._leave_notes()
            self._main(block)

    def _continues_torn_note(self, index: int, block: Block) -> bool:
        if self.torn_note is None or not starts_midway(block.strand.text):
            return False
        return self.torn_main is None or self.after_rule or self.ahead.main_goes_on[index]

    def _resume_note(self, block: Block) -> None:
        self.note, self.torn_note = self.torn_note, None
        assert self.note is not None
        self.note[-1].strand = _joined(self.note[-1].strand, block.strand)

    def _is_of_note(self, index: int, block: Block) -> bool:
        """Whether a block at the foot of a page still belongs to the note above it."""
        assert self.note is not None
        if block.strand.references:
            return False
        before, text = self.note[-1].strand.text, block.strand.text
        midway = starts_midway(text)
        if is_torn(before) and midway:
            return self.torn_main is None
        if self.torn_main is not None:
            return not midway and self.ahead.main_goes_on[index]
        if is_unfinished(before):
            return False  # the note broke off: its page is over
        following = self.ahead.next_note[index]
        if following:
            return following in self.seen
        return block.kind is BlockKind.ITEM and (self._is_listed() or before.rstrip()[-1:] in (":", ";"))

    def _is_listed(self) -> bool:
        """The note is written as a list itself."""
        assert self.note is not None
        return any(seam.strand.text[:1] in ("-", "+", "–", "•") for seam in self.note)

    def _more_of_note(self, block: Block) -> None:
        assert self.note is not None
        last = self.note[-1]
        if is_torn(last.strand.text) and starts_midway(block.strand.text):
            last.strand = _joined(last.strand, block.strand)
        else:
            self.note.append(Seam(block, block.strand, last.note))

    def _leave_notes(self) -> None:
        if self.note is not None:
            self.torn_note = self.note if is_torn(self.note[-1].strand.text) else None
        self.note = None

    def _main(self, block: Block) -> None:
        self.seen.update(mark.note for mark in block.strand.references)
        torn = self.torn_main
        if torn is not None and block.kind is BlockKind.PARAGRAPH and _fits(torn.strand.text, block.strand.text):
            torn.strand = _joined(torn.strand, block.strand)
            self.torn_main = torn if is_torn(torn.strand.text) else None
            return
        seam = Seam(block, block.strand)
        self.sewn.main.append(seam)
        self.torn_main = seam if block.kind in _TEXT and is_torn(block.strand.text) else None


def _fits(torn: str, following: str) -> bool:
    return (starts_midway(following) or is_unfinished(torn)) and not counts_on(torn, following)


def _joined(torn: Strand, following: Strand) -> Strand:
    return torn.joined(following, torn.end)
