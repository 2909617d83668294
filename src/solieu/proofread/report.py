"""Report: all passages of a document with their scenes, and what stands together across them.

A headline and its note, a paragraph and the list under it, the cells of a table: here figures meet that no sentence
puts together. A block is a headline with items that break it down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from solieu.documents.document import Document, Passage, PassageKind
from solieu.proofread.figures import Figure, Role
from solieu.proofread.outline import FIGURE_KINDS, Outline, read_outline
from solieu.proofread.relations import Scene, read_scene
from solieu.vietnamese import find_mentions
from solieu.vietnamese.mentions import Mention

_AMOUNTS = frozenset({Role.LEVEL, Role.REMAINDER, Role.BASE})


@dataclass(frozen=True)
class Reading:
    """One passage, read. Two readings are never equal, so that figures can be told apart by their reading."""

    passage: Passage
    mentions: tuple[Mention, ...]
    scene: Scene

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.scene.figures

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a breakdown: the amounts of a list item, or of a clause, in order."""

    reading: Reading
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """``heads`` are figures that the items may break down; ``opening`` the words that announce them."""

    heads: tuple[Figure, ...]
    head: Reading
    items: tuple[Item, ...]
    opening: str


@dataclass(frozen=True)
class Report:
    document: Document
    readings: tuple[Reading, ...]

    @cached_property
    def passages(self) -> dict[int, Passage]:
        """The passage of every figure, by the identity of the figure."""
        return {id(figure): reading.passage for reading in self.readings for figure in reading.figures}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return (*_note_blocks(self.readings), *_list_blocks(self.readings))


def read_report(document: Document) -> Report:
    return Report(document, tuple(_read(passage) for passage in document.passages))


def _read(passage: Passage) -> Reading:
    mentions = tuple(find_mentions(passage.text))
    if not any(mention.kind in FIGURE_KINDS for mention in mentions):
        return Reading(passage, mentions, Scene(Outline(passage.text, (), (), ()), ()))
    return Reading(passage, mentions, read_scene(read_outline(passage.text, mentions)))


def amounts(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Amounts outside brackets that can be added: no percentages, changes or rates."""
    return tuple(
        one
        for one in figures
        if one.bracket == 0 and one.role in _AMOUNTS and not one.is_percent and one.mention.value is not None
    )


# ---- a headline and its note ---------------------------------------------------------------------------------


def _note_blocks(readings: Sequence[Reading]) -> Iterator[Block]:
    notes: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.passage.kind is PassageKind.NOTE:
            notes.setdefault(reading.passage.note, []).append(reading)
    for reading in readings:
        for reference in reading.passage.references:
            note = notes.get(reference.note)
            if note:
                yield from _note_block(reading, reference.at, note)


def _note_block(head: Reading, at: int, note: list[Reading]) -> Iterator[Block]:
    items = _items(note)
    if len(items) < 2:
        return
    before = [one for one in head.figures if one.start < at]
    sentence = before[-1].sentence if before else 0
    after = [one for one in head.figures if one.start >= at and one.sentence == sentence]
    behind = amounts(head.figures[len(before) : len(before) + 2])
    heads = amounts([one for one in before if one.sentence == sentence] + after) or behind
    yield Block(heads, head, items, note[0].text[:40].lower())
    yield Block(amounts(note[0].figures), note[0], tuple(one for one in items if one.reading is not note[0]), "")


def _items(note: list[Reading]) -> tuple[Item, ...]:
    """The bulleted passages of a note, or the clauses of its first sentence."""
    bulleted = [one for one in note if _BULLET.match(one.text)]
    if len(bulleted) > 1:
        return tuple(Item(one, amounts(one.figures)) for one in bulleted if amounts(one.figures))
    return _clauses(note[0])


_BULLET = re.compile(r"\s*(?:[-+–•*]|[a-zđ]\)|\d+[.)])\s")


def _clauses(reading: Reading) -> tuple[Item, ...]:
    if not reading.figures:
        return ()
    sentence = reading.figures[0].sentence
    clauses: dict[int, list[Figure]] = {}
    for one in reading.figures:
        if one.sentence == sentence and one.bracket == 0:
            clauses.setdefault(one.clause, []).append(one)
    return tuple(Item(reading, amounts(figures)) for figures in clauses.values() if amounts(figures))


# ---- a paragraph and the list under it -----------------------------------------------------------------------


def _list_blocks(readings: Sequence[Reading]) -> Iterator[Block]:
    """Items of one level under a line that ends with a colon, or that says gồm or trong đó at its end."""
    body = [one for one in readings if one.passage.kind is not PassageKind.CELL]
    for at, head in enumerate(body):
        if not _ANNOUNCES.search(head.text) or not head.figures:
            continue
        items = _run_of_items(body, at)
        if len(items) > 1:
            last = head.figures[-1].sentence
            heads = amounts([one for one in head.figures if one.sentence == last])
            yield Block(heads, head, items, head.text[-40:].lower())


_ANNOUNCES = re.compile(r"(?::|trong đó|bao gồm|gồm|cụ thể|như sau)[\s*_]*\Z", re.IGNORECASE)


def _run_of_items(body: list[Reading], at: int) -> tuple[Item, ...]:
    found: list[Item] = []
    level: int | None = None
    kind = body[at].passage.kind
    for reading in body[at + 1 :]:
        passage = reading.passage
        listed = passage.kind is PassageKind.LIST_ITEM or _BULLET.match(passage.text)
        if not listed or (kind is PassageKind.NOTE) != (passage.kind is PassageKind.NOTE):
            break
        depth = _depth(reading)
        level = depth if level is None else level
        if depth < level:
            break
        if depth == level:
            found.append(Item(reading, amounts(reading.figures)))
    return tuple(found)


def _depth(reading: Reading) -> int:
    """+ stands under -, as reports have it, whatever level the file gives them."""
    marker = reading.text.lstrip()[:1]
    return reading.passage.level * 2 + (1 if marker == "+" else 0)
