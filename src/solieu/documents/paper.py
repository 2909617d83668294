"""Paper: what is printed, as six kinds of block. This package knows margins and notes, not indicators.

``PageParts`` are the components of an official document by Decree 30/2020/NĐ-CP, Appendix I.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """``source`` names where the words come from (a register and its entry); only a page can lead there. ``slot`` is
    the slot of the template that spoke them, "" for words that a person wrote."""

    text: str
    bold: bool = False
    italic: bool = False
    source: str = ""
    slot: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FigureRun:
    """A printed figure; ``figure`` is its short id, ``keys`` say what it stands for."""

    text: str
    figure: str
    keys: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False
    slot: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """A marked place that names what is missing and who owes it."""

    text: str
    slot: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NoteMark:
    note: Note


Run = Text | FigureRun | Gap | NoteMark
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of one or more paragraphs."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a Phần, 2 a Mục (I.), 3 a Khoản (1.), 4 a Điểm (a). The number is typed as part of the text.
    ``narrative`` is the prose of the period that it belongs to, "" for the fixed template."""

    level: int
    text: str
    narrative: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``narrative`` is the prose of the period that it belongs to, "" for the fixed template."""

    runs: Runs
    narrative: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    runs: Runs
    align: str = "left"  # left | center | right
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` in millimetres; ``head`` rows are repeated on every page, ``marks`` is the row A B C 1 2 3=2/1.

    ``flexible`` are the columns (0-based) of words: they take what the page leaves, or give way first.
    """

    widths: tuple[int, ...]
    head: tuple[Cell, ...]
    marks: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit_line: str = ""
    notes: tuple[str, ...] = ()
    title: str = ""
    flexible: tuple[int, ...] = ()


Block = Heading | Paragraph | ListBlock | Table


@dataclass(frozen=True, slots=True)
class PageParts:
    """A letter (công văn) has no name of its type: what it is about stands under its number, and it names those whom
    it is sent to. Other kinds have ``type_name`` and ``subject``; those for a superior body name addressees as well."""

    parent_body: str
    issuing_body: str
    number: str  # "      /BC-UBND": the blank is filled by hand
    place_and_date: str
    type_name: str
    subject: str
    draft_mark: str
    closing: str
    recipients: tuple[str, ...]
    authority: str  # TM. ỦY BAN NHÂN DÂN
    title: str  # CHỦ TỊCH
    signer: str = ""
    about: str = ""  # of a letter, without its "V/v"
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """Its pages are numbered from 1; landscape when a wide table asks for it."""

    title: str
    subtitle: str
    attached_to: str
    blocks: tuple[Block, ...]
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    title: str  # for the properties of the file
    parts: PageParts
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # figure id -> full keys
    identity: str = ""  # what the file says of itself, so that an edited one is known again


def runs_of(block: Block) -> Iterator[Run]:
    """All runs of a block in reading order, those inside notes at the place of their mark."""
    match block:
        case Heading(_, text):
            yield Text(text)
        case Paragraph(runs):
            yield from _opened(runs)
        case ListBlock(items):
            for item in items:
                yield from _opened(item)
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row:
                    yield from _opened(cell.runs)


def _opened(runs: Runs) -> Iterator[Run]:
    for run in runs:
        yield run
        if isinstance(run, NoteMark):
            for paragraph in run.note.paragraphs:
                yield from _opened(paragraph)
