"""A compiled report: blocks of paper whose every number is a Figure with the tree it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from solieu.core import Cut, FactKey, Finding, Period, Quantity, Trace, Where
from solieu.documents import Block
from solieu.facts import Explanation, Provenance


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it is printed. ``quantity`` is the printed number in its printed unit (15477 triệu đồng); ``base``
    the same in the base unit (15477000000 đồng). ``key`` is None for a number that a phrase computes; indicator, area,
    period, series and cut are then those of the figure that the phrase speaks of."""

    id: str
    printed: str
    quantity: Quantity
    base: Quantity
    key: FactKey | None
    indicator: str
    area: str
    period: Period
    series: str
    cut: Cut
    section: str
    role: str
    trace: Trace
    explanations: tuple[Explanation, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def unit(self) -> str:
        return self.quantity.unit


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A marked place of the report: what is missing, who owes it, where."""

    text: str
    section: str
    owner: str  # unit id, "" when nobody is named
    key: FactKey | None = None
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document of the register that the report cites."""

    printed: str
    register: str
    entry: str
    section: str


@dataclass(frozen=True, slots=True)
class Section:
    """One file of the template after compilation; ``title`` is its first heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    is_annex: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A pure function of (catalogue, territory, snapshot, report, period, unit, findings).

    ``figures`` stand in reading order: as the text runs, a footnote's figures at the place of its mark, annexes last.
    """

    id: str
    title: str
    period: Period
    unit: str
    moment: datetime
    catalog: str  # content hash of the catalogue
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[MissingFigure, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]

    def figure(self, id: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.id == id), None)
