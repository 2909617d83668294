"""Markdown and plain text, as typed or as scanned: the text is the file's own, the passages are sewn together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from solieu.documents.assembly import Found, HungNote, document_of, hung_at_marks
from solieu.documents.document import CellPlace, Document, Passage, PassageKind
from solieu.documents.sewing import Seam, Sewn, sew
from solieu.documents.strands import Strand
from solieu.documents.table_shape import head_rows
from solieu.documents.text_blocks import Block, BlockKind, text_blocks
from solieu.documents.text_encoding import decoded

_KINDS = {
    BlockKind.HEADING: PassageKind.HEADING,
    BlockKind.PARAGRAPH: PassageKind.PARAGRAPH,
    BlockKind.ITEM: PassageKind.LIST_ITEM,
}


def read_text(content: bytes, name: str, *, kind: str) -> Document:
    """``kind`` is ``markdown`` or ``text``; both may carry Markdown marks. Raises UnreadableError."""
    text = decoded(content)
    sewn = sew(text_blocks(text))
    found = Found(main=_main(sewn), notes=[HungNote(after, _note(seams)) for after, seams in sewn.notes])
    found.notes = hung_at_marks(found)
    return document_of(found, file=name, text=text, kind=kind)


def _main(sewn: Sewn) -> list[Sequence[Passage]]:
    """One group for each seam, so that notes keep their place; rows that follow one another are one table."""
    groups: list[Sequence[Passage]] = []
    tables = 0
    for is_table, seams in groupby(sewn.main, key=lambda seam: _is_table(seam.block)):
        if is_table:
            groups += _table(list(seams), tables)
            tables += 1
        else:
            groups += [[_passage(seam, _KINDS[seam.block.kind])] for seam in seams]
    return groups


def _is_table(block: Block) -> bool:
    return block.kind in (BlockKind.ROW, BlockKind.HEAD_RULE)


def _table(seams: Sequence[Seam], number: int) -> list[Sequence[Passage]]:
    """Cells of each row; the dashes under the head are a group without any."""
    blocks = [seam.block for seam in seams]
    heads = _heads(blocks)
    groups: list[Sequence[Passage]] = []
    row = 0
    for block in blocks:
        groups.append(
            [
                _of_strand(cell, PassageKind.CELL, cell_place=CellPlace(number, row, column, row < heads))
                for column, cell in enumerate(block.cells)
                if cell.text
            ]
        )
        row += block.kind is BlockKind.ROW
    return groups


def _heads(blocks: Sequence[Block]) -> int:
    """Rows of the head: those above the dashes, or what looks like one."""
    rows: list[list[str]] = []
    for block in blocks:
        if block.kind is BlockKind.HEAD_RULE:
            return len(rows)
        rows.append([cell.text for cell in block.cells])
    return head_rows(rows)


def _note(seams: Sequence[Seam]) -> list[Passage]:
    return [_passage(seam, PassageKind.NOTE, note=seam.note) for seam in seams]


def _passage(seam: Seam, kind: PassageKind, note: str = "") -> Passage:
    return _of_strand(seam.strand, kind, level=seam.block.level, note=note)


def _of_strand(
    strand: Strand, kind: PassageKind, *, level: int = 0, note: str = "", cell_place: CellPlace | None = None
) -> Passage:
    return Passage(kind, strand.text, strand.pieces, level, note, strand.references, cell_place)
