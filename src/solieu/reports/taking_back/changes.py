"""What happened to a report that came back: prose by section, figures one by one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from solieu.core import FactKey
from solieu.reports.model import Figure
from solieu.reports.taking_back.matching import Pair
from solieu.reports.taking_back.units import Unit
from solieu.reports.taking_back.wording import Edit


class ProseKind(StrEnum):
    REWORDED = "reworded"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    DUPLICATED = "duplicated"
    SPLIT = "split"
    JOINED = "joined"


class FigureKind(StrEnum):
    CHANGED = "changed"  # another value, or another unit of measure
    REWRITTEN = "rewritten"  # the same value, written in another way
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    DUPLICATED = "duplicated"


class Belongs(StrEnum):
    """Where the words of a change come from, and so who changes them."""

    NARRATIVE = "narrative"  # prose of the period: accepted as its next version
    TEMPLATE = "template"  # fixed words of the catalogue
    FRAME = "frame"  # head, closing, recipients: laid down by the decree and the definition of the report
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ProseChange:
    """``before`` and ``after`` are whole units, None where there is none. ``behind`` is the printed unit behind which the
    new words stand now."""

    kind: ProseKind
    section: str
    belongs: Belongs
    narrative: str  # id, "" when the words belong to no narrative
    place: str  # "đoạn 12"
    before: tuple[int, ...]
    after: tuple[int, ...]
    was: str
    now: str
    edits: tuple[Edit, ...] = ()
    behind: int = -1
    narrative_now: str = ""  # the narrative among whose paragraphs the words stand now
    authors: tuple[str, ...] = ()
    head: str = ""

    @property
    def id(self) -> str:
        return _id("p", self.kind, self.was, self.now, self.section, *map(str, (*self.before, *self.after)))


@dataclass(frozen=True, slots=True)
class Bound:
    """What a new figure may be: one reference, several that are offered, or none; ``printed`` is its text."""

    references: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    keys: tuple[FactKey, ...] = ()

    @property
    def is_certain(self) -> bool:
        return len(self.references) == 1


@dataclass(frozen=True, slots=True)
class FigureChange:
    """``figure`` is the printed one, None for a number that was typed. ``owner`` is the unit that owes it, ``senders``
    those that sent what it is made of. ``unit`` is the number of the returned unit it stands in, -1 for none."""

    kind: FigureKind
    section: str
    place: str
    was: str
    now: str
    words: str  # around it
    figure: Figure | None = None
    owner: str = ""
    senders: tuple[str, ...] = ()
    bound: Bound = field(default_factory=Bound)
    narrative: str = ""
    printed_unit: int = -1
    returned_unit: int = -1
    authors: tuple[str, ...] = ()
    head: str = ""

    @property
    def id(self) -> str:
        figure = self.figure.id if self.figure else ""
        return _id("s", self.kind, figure, self.was, self.now, self.section, self.words, self.place)

    @property
    def is_without_source(self) -> bool:
        """``figure-without-source``: typed, and not certainly one of the figures of the period."""
        return self.figure is None and self.kind is FigureKind.ADDED and not self.bound.is_certain


@dataclass(frozen=True)
class TakenBack:
    """All that differs, in reading order; ``kept`` figures came back as they were printed. The units and their pairs are
    what new prose is written from."""

    prose: tuple[ProseChange, ...]
    figures: tuple[FigureChange, ...]
    kept: int
    printed: tuple[Unit, ...]
    returned: tuple[Unit, ...]
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def partners(self) -> dict[int, int]:
        """Printed unit -> the returned one that it is."""
        return {old: pair.after[0] for pair in self.pairs for old in pair.before}

    @property
    def is_unchanged(self) -> bool:
        return not self.prose and not self.figures


def _id(mark: str, *parts: str) -> str:
    return mark + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:7]
