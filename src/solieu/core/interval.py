"""Interval: the only tolerance in the house.

A printed number stands for every number that rounds to it. Two printed numbers agree when the intervals of what they
may have been meet; nothing else is ever compared with a margin. Arithmetic is that of R. E. Moore, *Interval
Analysis* (1966): each operation returns the smallest interval that holds every possible result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DOWN = Context(prec=50, rounding=ROUND_FLOOR)
_UP = Context(prec=50, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both ends included. Bounds may be infinite."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low.is_nan() or self.high.is_nan() or self.low > self.high:
            raise ValueError(f"not an interval: {self.low} to {self.high}")

    @staticmethod
    def exactly(value: Decimal) -> Interval:
        return Interval(value, value)

    @staticmethod
    def of_rounded(value: Decimal, decimals: int) -> Interval:
        """What rounds half away from zero to ``value`` at ``decimals``: 13,6 stands for 13,55 to 13,65."""
        half = Decimal(5).scaleb(-decimals - 1)
        return Interval(_DOWN.subtract(value, half), _UP.add(value, half))

    @staticmethod
    def of_truncated(value: Decimal, decimals: int) -> Interval:
        """What truncates towards zero to ``value``: 32 stands for 32 up to 33 (real reports do this)."""
        step = Decimal(1).scaleb(-decimals)
        if value < 0:
            return Interval(_DOWN.subtract(value, step), value)
        if value > 0:
            return Interval(value, _UP.add(value, step))
        return Interval(-step, step)

    @staticmethod
    def sum(parts: Iterable[Interval]) -> Interval:
        low = high = Decimal(0)
        for part in parts:
            low, high = _DOWN.add(low, part.low), _UP.add(high, part.high)
        return Interval(low, high)

    def meets(self, other: Interval) -> bool:
        """Whether one number can lie in both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_times(_DOWN, a, b) for a, b in ends), max(_times(_UP, a, b) for a, b in ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient. Raises ZeroDivisionError when the divisor may be zero: then nothing can be judged."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_over(_DOWN, a, b) for a, b in ends), max(_over(_UP, a, b) for a, b in ends))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def scaled(self, factor: Decimal) -> Interval:
        return self * Interval.exactly(factor)


def _times(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """A bound of a product: nothing times whatever is nothing, also where the other bound is infinite."""
    return Decimal(0) if a == 0 or b == 0 else context.multiply(a, b)


def _over(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """A bound of a quotient: whatever is divided by an infinite bound comes as near to nothing as one likes."""
    return Decimal(0) if b.is_infinite() else context.divide(a, b)
