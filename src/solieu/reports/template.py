"""What a template is once it is read: a small tree of blocks, words and slots. It holds structure, never a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from solieu.core import Finding, Where
from solieu.expressions import Expression, Reference


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands between the brackets of a slot: a bare word or reference, or a text in quotes."""

    text: str
    quoted: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    bold: bool = False
    italic: bool = False
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """``{reference|phrase(arguments)|case}``; ``case`` is "", ``hoa``, ``hoa_dau`` or ``thuong_dau``."""

    reference: Reference
    phrase: str
    arguments: tuple[Argument, ...]
    case: str
    where: Where
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of a footnote."""

    label: str
    where: Where


Inline = Words | Slot | Mark


@dataclass(frozen=True, slots=True)
class HeadingNode:
    """``level`` 1 to 5; only words stand in a heading, no figure and no mark of a note."""

    level: int
    inlines: tuple[Inline, ...]
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class ParagraphNode:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items with their typed marker; every item holds blocks (a paragraph, then lists inside it)."""

    marker: str
    items: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class IfNode:
    condition: Expression
    body: tuple[Node, ...]
    otherwise: tuple[Node, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class EachNode:
    register: str
    condition: Expression | None
    condition_text: str
    body: tuple[Node, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class NarrativeNode:
    """Prose that a person writes for the period; ``guidance`` says what is to be written, ``owner`` who owes it."""

    id: str
    owner: str
    guidance: str
    where: Where


@dataclass(frozen=True, slots=True)
class TableRow:
    """``chi_tieu`` is what is measured, ``ke_hoach`` whose plan it is held against where that is another indicator
    (disbursement against capital). ``x`` are kinds of columns whose cell makes no sense here."""

    where: Where
    stt: str = ""
    title: str = ""
    chi_tieu: Reference | None = None
    ke_hoach: Reference | None = None
    x: tuple[str, ...] = ()
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``kind`` is one of ``tables.COLUMNS``; ``level`` names the target level of a plan column."""

    kind: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class TableNode:
    id: str
    title: str
    measure: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    where: Where
    sort: str = ""  # kind of the column by which the rows stand, the lowest first; "" as they are written


Node = HeadingNode | ParagraphNode | ListNode | IfNode | EachNode | NarrativeNode | TableNode


@dataclass(frozen=True, slots=True)
class Template:
    """One file of a report, or one narrative. ``faults`` are what could not be read, each with its place."""

    id: str
    file: str
    blocks: tuple[Node, ...]
    notes: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()


def every_node(template: Template) -> Iterator[Node]:
    """All blocks in reading order, those inside others and those of the notes too."""
    yield from _walk(template.blocks)
    for blocks in template.notes.values():
        yield from _walk(blocks)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        match node:
            case ListNode(_, items):
                for item in items:
                    yield from _walk(item)
            case IfNode(_, body, otherwise):
                yield from _walk((*body, *otherwise))
            case EachNode():
                yield from _walk(node.body)
