"""Row: what a kind of rule stands on. Facts of one unit and period, or the figures of an example, look alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from solieu.core import Finding, Interval, Quantity, Where
from solieu.facts import Provenance
from solieu.vietnamese import find_unit, write_quantity


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure in front of a rule. ``quantity`` is None when it is missing."""

    name: str
    quantity: Quantity | None
    where: Where = Where()
    provenance: Provenance = Provenance.REPORTED

    @property
    def interval(self) -> Interval:
        """What the figure may have been: counts are exact, measures are rounded to the decimals they show."""
        assert self.quantity is not None
        unit = find_unit(self.quantity.unit)
        if unit is not None and unit.dimension.startswith("count of "):
            return Interval.exactly(self.quantity.value)
        return self.quantity.interval

    @property
    def printed(self) -> str:
        return write_quantity(self.quantity, prose=False) if self.quantity else "…"

    @property
    def value(self) -> Decimal:
        assert self.quantity is not None
        return self.quantity.value


class Row(Protocol):
    def operand(self, text: str) -> Operand:
        """The figure behind a reference of the expression language."""
        ...


class Outcome(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_JUDGE = "cannot-judge"  # a third answer, said aloud


@dataclass(frozen=True, slots=True)
class Judgement:
    rule: str
    outcome: Outcome
    place: str  # unit, period and series in words
    finding: Finding | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a kind says of one row: the operand that the finding stands on, what was printed and what was expected."""

    at: Operand
    related: tuple[Operand, ...]
    printed: str
    expected: str
    message: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The kind cannot judge because these figures are missing."""

    names: tuple[str, ...]


def missing_of(operands: tuple[Operand, ...]) -> Missing | None:
    names = tuple(operand.name for operand in operands if operand.quantity is None)
    return Missing(names) if names else None
