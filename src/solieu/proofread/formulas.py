"""Formula: what a sentence says a figure is made of, computed exactly and with the rounding of every operand.

Every operation exists twice, on what was printed (for the number that we show) and on intervals (for the verdict).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import reduce
from operator import mul
from typing import TypeVar

from solieu.core import Interval
from solieu.core.quantity import PRECISION
from solieu.proofread.figures import Figure

HUNDRED = Decimal(100)


class Operation(StrEnum):
    SAME = "same"
    SUM = "sum"
    REST = "rest"  # the first less all others
    RATIO = "ratio"  # first / second, in percent
    GROWTH = "growth"  # first / second, in percent, less 100
    CHANGE_OF_NOW = "change of now"  # change / (now - change), in percent: the base is not printed
    PRODUCT = "product"
    PRICE = "price"  # the first times all others together
    PAIRS = "pairs"  # numbers and then their rates: each number times its own
    QUOTIENT = "quotient"
    TIMES = "times"  # first / second
    TIMES_MORE = "times more"  # the same less one: tăng 2 lần said of a threefold
    BASE = "base"  # first / second percent: what the percentage was computed on
    COMPLEMENT = "complement"  # percentages that make up 100 with the first
    PART_OF = "part of"  # first x percent
    SAME_BASE = "same base"  # percentage of the base that another amount and its percentage lead back to
    OVER_HUNDRED = "over hundred"  # bằng 96% says the same as giảm 4%


Amount = Decimal | Interval


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure, or the denominator of a fraction; ``sign`` -1 for a change that goes down."""

    figure: Figure
    denominator: bool = False
    sign: int = 1
    exact: bool = False  # a rate that was set: mức 60 triệu đồng/hộ

    @property
    def value(self) -> Decimal:
        value = self.figure.mention.of if self.denominator else self.figure.mention.value
        assert value is not None
        value = abs(value) if self.figure.sign else value  # (-4%) says its sign once
        return value * self.figure.dimension.factor * self.sign

    @property
    def interval(self) -> Interval:
        if self.exact:
            return Interval.exactly(self.value)
        if self.denominator:
            mention = self.figure.mention
            assert mention.of is not None
            half = Decimal(0) if self.figure.is_exact else Decimal(5).scaleb(-mention.decimals - 1) * mention.multiplier
            found = Interval(mention.of - half, mention.of + half).scaled(self.figure.dimension.factor)
        else:
            own = self.figure.interval
            assert own is not None
            found = -own if self.figure.sign and own.high < 0 else own
        return -found if self.sign < 0 else found

    @property
    def printed(self) -> str:
        if self.denominator:
            return self.figure.printed.partition("/")[2].strip()
        if self.figure.is_fraction:
            return self.figure.printed.partition("/")[0].strip()
        return self.figure.printed


@dataclass(frozen=True, slots=True)
class Formula:
    """``scale`` carries what a unit hides, such as the tenth in hectares times quintals; ``shift`` is added."""

    operation: Operation
    operands: tuple[Operand, ...]

    def value(self) -> Decimal:
        """From the printed numbers as they stand. Raises ZeroDivisionError when it divides by zero."""
        return self.of([operand.value for operand in self.operands])

    def of(self, values: list[Decimal]) -> Decimal:
        """The same with other values in place of the operands."""
        with localcontext() as context:
            context.prec = PRECISION
            if self.operation in _DIVIDES and _divisor(self.operation, values) == 0:
                raise ZeroDivisionError
            return _EXACT[self.operation](values)

    def interval(self) -> Interval:
        """All that the result may be. Raises ZeroDivisionError when the divisor may be zero."""
        return _REACH[self.operation]([operand.interval for operand in self.operands])


def of(operation: Operation, *figures: Figure | Operand) -> Formula:
    return Formula(operation, tuple(one if isinstance(one, Operand) else Operand(one) for one in figures))


_DIVIDES = {Operation.RATIO, Operation.GROWTH, Operation.CHANGE_OF_NOW, Operation.QUOTIENT, Operation.TIMES,
            Operation.TIMES_MORE, Operation.BASE, Operation.SAME_BASE}  # fmt: skip


def _divisor(operation: Operation, values: list[Decimal]) -> Decimal:
    return values[1] - values[0] if operation is Operation.CHANGE_OF_NOW else values[1]


_Value = TypeVar("_Value", Decimal, Interval)


def _paired(values: list[_Value]) -> Iterator[tuple[_Value, _Value]]:
    half = len(values) // 2
    return zip(values[:half], values[half:], strict=True)


def _growth(parts: list[Interval]) -> Interval:
    ratio = (parts[0] / parts[1]).scaled(HUNDRED)
    return Interval(ratio.low - HUNDRED, ratio.high - HUNDRED)


def _change_of_now(parts: list[Interval]) -> Interval:
    """change / (now - change): monotone in both operands, so the ends are at the corners."""
    change, now = parts
    before = now - change
    if before.low <= 0 <= before.high:
        raise ZeroDivisionError("the base may be zero")
    corners = [c / (n - c) * HUNDRED for c in (change.low, change.high) for n in (now.low, now.high)]
    return Interval(min(corners), max(corners))


_EXACT: dict[Operation, Callable[[list[Decimal]], Decimal]] = {
    Operation.SAME: lambda v: v[0],
    Operation.SUM: lambda v: sum(v, Decimal(0)),
    Operation.REST: lambda v: v[0] - sum(v[1:], Decimal(0)),
    Operation.RATIO: lambda v: v[0] / v[1] * HUNDRED,
    Operation.GROWTH: lambda v: v[0] / v[1] * HUNDRED - HUNDRED,
    Operation.CHANGE_OF_NOW: lambda v: v[0] / (v[1] - v[0]) * HUNDRED,
    Operation.PRODUCT: lambda v: reduce(mul, v),
    Operation.PRICE: lambda v: v[0] * sum(v[1:], Decimal(0)),
    Operation.PAIRS: lambda v: sum((one * rate for one, rate in _paired(v)), Decimal(0)),
    Operation.QUOTIENT: lambda v: v[0] / v[1],
    Operation.TIMES: lambda v: v[0] / v[1],
    Operation.TIMES_MORE: lambda v: v[0] / v[1] - 1,
    Operation.BASE: lambda v: v[0] / v[1] * HUNDRED,
    Operation.COMPLEMENT: lambda v: HUNDRED - sum(v, Decimal(0)),
    Operation.PART_OF: lambda v: v[0] * v[1] / HUNDRED,
    Operation.SAME_BASE: lambda v: v[0] * v[2] / v[1],
    Operation.OVER_HUNDRED: lambda v: v[0] - HUNDRED,
}
_REACH: dict[Operation, Callable[[list[Interval]], Interval]] = {
    Operation.SAME: lambda v: v[0],
    Operation.SUM: Interval.sum,
    Operation.REST: lambda v: v[0] - Interval.sum(v[1:]),
    Operation.RATIO: lambda v: (v[0] / v[1]).scaled(HUNDRED),
    Operation.GROWTH: _growth,
    Operation.CHANGE_OF_NOW: _change_of_now,
    Operation.PRODUCT: lambda v: reduce(mul, v),
    Operation.PRICE: lambda v: v[0] * Interval.sum(v[1:]),
    Operation.PAIRS: lambda v: Interval.sum([one * rate for one, rate in _paired(v)]),
    Operation.QUOTIENT: lambda v: v[0] / v[1],
    Operation.TIMES: lambda v: v[0] / v[1],
    Operation.TIMES_MORE: lambda v: v[0] / v[1] - Interval.exactly(Decimal(1)),
    Operation.BASE: lambda v: (v[0] / v[1]).scaled(HUNDRED),
    Operation.COMPLEMENT: lambda v: Interval.exactly(HUNDRED) - Interval.sum(v),
    Operation.PART_OF: lambda v: (v[0] * v[1]).scaled(Decimal("0.01")),
    Operation.SAME_BASE: lambda v: v[0] * v[2] / v[1],
    Operation.OVER_HUNDRED: lambda v: v[0] - Interval.exactly(HUNDRED),
}
