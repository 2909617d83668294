"""Quantity: an exact number as an officer wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from solieu.core.interval import Interval

# 18 significant digits must survive; intermediate products and quotients get room to spare.
PRECISION = 50


class Hedge(StrEnum):
    """What a word in front of a number says about it. A hedge belongs to the value and travels with it."""

    NONE = ""
    OVER = "over"  # trên, hơn, ít nhất: the true value is at least the printed one
    UNDER = "under"  # gần, dưới, tối đa: the true value is at most the printed one
    ABOUT = "about"  # khoảng, xấp xỉ

    @staticmethod
    def of_sum(hedges: Iterable[Hedge]) -> Hedge:
        """What may be said of a sum: "trên" and exact parts make "trên"; opposite hedges only leave "khoảng"."""
        said = {hedge for hedge in hedges if hedge is not Hedge.NONE}
        return said.pop() if len(said) == 1 else Hedge.ABOUT if said else Hedge.NONE

    @property
    def reversed(self) -> Hedge:
        """Of a number that is taken away: less than "trên 5" is left."""
        return {Hedge.OVER: Hedge.UNDER, Hedge.UNDER: Hedge.OVER}.get(self, self)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit of measure and the decimals it was written with.

    ``value`` counts in ``unit`` as written: *15.477 triệu đồng* is ``Decimal(15477)`` of ``"triệu đồng"``.
    ``unit`` is the canonical Vietnamese text of the unit ("ha", "%", "triệu đồng"); the empty text means a bare
    number. ``decimals`` are the decimals as written (*24,0* has one); negative where a conversion moved the point beyond
    the last known digit: *1,5 tỷ đồng* is 1.500 triệu đồng known to the hundred (-2). A float is refused: no float
    stands between the sender's cell and the printed page.
    """

    value: Decimal
    unit: str = ""
    decimals: int = 0
    hedge: Hedge = Hedge.NONE

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal):
            raise TypeError(f"a Quantity holds a Decimal, not {type(self.value).__name__}")
        if not self.value.is_finite():
            raise ValueError(f"a Quantity is a finite number, not {self.value}")

    @property
    def interval(self) -> Interval:
        """What the printed number may have been before it was rounded to its decimals."""
        return Interval.of_rounded(self.value, self.decimals)

    def rounded(self, decimals: int) -> Quantity:
        """The same quantity rounded half away from zero, as Excel's ROUND does (office-habits A4.8)."""
        return replace(self, value=round_half_away(self.value, decimals), decimals=decimals)


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero: 2,5 becomes 3 and -2,5 becomes -3."""
    with localcontext() as context:
        context.prec = max(PRECISION, value.adjusted() + decimals + 2)
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
