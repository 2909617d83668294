"""Mention: one figure, date or other numeral where it stands in running text.

The reading of cells (``numbers.read_number``) answers for ONE numeral; a mention adds where it stands in a sentence
and what kind of numeral it is, so that a claim can be made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from solieu.core import Hedge, Interval


class MentionKind(StrEnum):
    """``DATA_KINDS`` are figures that can be computed with; the others are numerals that are no data."""

    COUNT = "count"  # 2.117 văn bản; the unit is the noun that is counted
    MEASURE = "measure"  # 3.696,3 ha
    MONEY = "money"  # 15.477 triệu đồng
    PERCENT = "percent"
    PERCENT_POINT = "percent_point"  # điểm %
    RATIO = "ratio"  # 20/20 xã
    RANK = "rank"  # xếp thứ 3/11
    ORDINAL = "ordinal"  # đợt 1, lần thứ XI
    DATE = "date"  # dates and periods
    DOC_NUMBER = "doc_number"
    NONE_DATA = "none-data"  # headings, phones, scheme names


class Bound(StrEnum):
    """A figure that is one end of a span said in words: từ 15 đến 16 triệu đồng."""

    NONE = ""
    LOWER = "lower"
    UPPER = "upper"


DATA_KINDS = frozenset(
    {
        MentionKind.COUNT,
        MentionKind.MEASURE,
        MentionKind.MONEY,
        MentionKind.PERCENT,
        MentionKind.PERCENT_POINT,
        MentionKind.RATIO,
        MentionKind.RANK,
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end] == surface`` in code points of the text that was read.

    ``value`` is expanded by ``multiplier`` (4,5 triệu USD: value 4500000, unit USD, multiplier 1000000, decimals 1);
    a range has ``low`` and ``high`` instead. ``decimals`` are those printed, so the unit in the last printed place is
    ``multiplier * 10**-decimals``. ``of`` is the denominator of a ratio (21/43 đơn) or rank. ``readings`` holds the
    possible values of a numeral that can be read in two ways; ``value`` is then None, as it is for a defective one
    (60,%). A date or period has its text in ``when``: 2024-03-12, --07-01 (of a year not said), 2024-05, 2024-Q1,
    2018-M9 (the first nine months), 2018-H2 (the last six), 2021/2025, 2024; empty when it is no date that can be.
    ``estimated`` says that the text calls the figure an estimate (ước); that is a status and no hedge.
    """

    start: int
    end: int
    surface: str
    kind: MentionKind
    value: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    multiplier: Decimal = Decimal(1)
    hedge: Hedge = Hedge.NONE
    low: Decimal | None = None
    high: Decimal | None = None
    of: Decimal | None = None
    readings: tuple[Decimal, ...] = ()
    when: str = ""
    estimated: bool = False
    bound: Bound = Bound.NONE

    @property
    def is_data(self) -> bool:
        return self.kind in DATA_KINDS

    @property
    def interval(self) -> Interval | None:
        """All that the printed figure may have been before rounding, in the base unit; None when it cannot be read."""
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        if self.value is None:
            return None
        half = Decimal(5).scaleb(-self.decimals - 1) * self.multiplier
        return Interval(self.value - half, self.value + half)
