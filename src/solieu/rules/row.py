"""Row: what a kind of rule stands on. Facts of one unit and period, or the figures of an example, look alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from solieu.core import Finding, Hedge, Interval, Quantity, Where
from solieu.facts import Provenance
from solieu.vietnamese import find_unit, write_quantity

_WORDS = {Hedge.OVER: "trên ", Hedge.UNDER: "dưới ", Hedge.ABOUT: "khoảng ", Hedge.NONE: ""}


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure in front of a rule. ``quantity`` is None when it is missing. ``row`` is the code of the form row that
    the figure, or every part of it, was stated in."""

    name: str
    quantity: Quantity | None
    where: Where = Where()
    provenance: Provenance = Provenance.REPORTED
    row: str = ""

    @property
    def is_known(self) -> bool:
        """A figure that rules can stand on: "khoảng 31,5" may have been anything near."""
        return self.quantity is not None and self.quantity.hedge is not Hedge.ABOUT

    @property
    def interval(self) -> Interval:
        """What the figure may have been: counts are exact, measures are rounded to the decimals they show, and of
        "trên 85" only the lower end is known."""
        assert self.quantity is not None
        unit = find_unit(self.quantity.unit)
        is_count = unit is not None and unit.dimension.startswith("count of ")
        stated = Interval.exactly(self.quantity.value) if is_count else self.quantity.interval
        low = Decimal("-Infinity") if self.quantity.hedge in (Hedge.UNDER, Hedge.ABOUT) else stated.low
        high = Decimal("Infinity") if self.quantity.hedge in (Hedge.OVER, Hedge.ABOUT) else stated.high
        return Interval(low, high)

    @property
    def printed(self) -> str:
        if self.quantity is None:
            return "…"
        return _WORDS[self.quantity.hedge] + write_quantity(self.quantity, prose=False)

    @property
    def value(self) -> Decimal:
        assert self.quantity is not None
        return self.quantity.value


def gap(one: Operand, value: Decimal, *, decimals: int | None = None) -> str:
    """How far a figure is from what was expected, in its own unit: 295,15 ha, 2,4 điểm %."""
    assert one.quantity is not None
    unit = "điểm %" if one.quantity.unit == "%" else one.quantity.unit
    shown = one.quantity.decimals if decimals is None else max(decimals, one.quantity.decimals)
    return write_quantity(Quantity(abs(one.value - value), unit, 0).rounded(shown), prose=False)


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
    note: str = ""  # what is known all the same where nothing could be judged


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
    """The kind cannot judge because these figures are missing; ``note`` says what is known all the same."""

    names: tuple[str, ...]
    note: str = ""


def missing_of(operands: tuple[Operand, ...]) -> Missing | None:
    names = tuple(operand.name for operand in operands if not operand.is_known)
    return Missing(names) if names else None
