"""Figure: a mention at its place in the structure of a passage, with the words that stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from solieu.core import Hedge, Interval
from solieu.proofread.dimensions import Dimension, dimension_of
from solieu.vietnamese.mentions import Mention, MentionKind

_NUMERAL = re.compile(r"[+\-–−]?\s*\d+(?:[.,]\d+)*")
_ROUGHLY = Decimal("0.1")  # "trên 20 tỷ" is read as at most a tenth or one unit of its last significant digit more
_SPOKEN = 10  # denominators of fractions in words: một phần năm


class Role(StrEnum):
    """What the words before a figure say that it is."""

    LEVEL = "level"  # an amount: đạt 432 tấn
    CHANGE = "change"  # tăng 826 ha, (-162,61 ha)
    BASE = "base"  # cùng kỳ 1.672 tỷ đồng, kế hoạch 580 tấn: something else is compared with it
    FROM = "from"  # từ 18,7% xuống còn 11,2%
    REMAINDER = "remainder"  # còn 27 hộ
    RATE = "rate"  # năng suất 51 tạ/ha, bình quân 62 kg/con, giá 12.000 đồng/kg
    OUTSIDE = "outside"  # chưa bao gồm 5.400 triệu đồng
    GROWTH = "growth"  # tăng 11,5%
    EXCESS = "excess"  # vượt 5%
    RATIO = "ratio"  # bằng 96%, đạt 74,6%
    SHARE = "share"  # chiếm 8,92%
    BARE = "bare"  # a percentage in brackets without a word of its own
    OWN = "own"  # a percentage with a subject of its own: tỷ lệ lấp đầy khu công nghiệp đạt 71,4%


class Base(StrEnum):
    """With what a figure is compared."""

    NONE = ""
    PLAN = "plan"  # kế hoạch, chỉ tiêu, dự toán
    PREVIOUS = "previous"  # cùng kỳ, năm trước
    WHOLE = "whole"  # tổng số, dân số
    OTHER = "other"  # so với bình quân của tỉnh


@dataclass(frozen=True)
class Figure:
    """A mention that is data. ``lead`` are the words since the figure before it or a stop (;.:), ``near`` those since
    a comma, ``tail`` the words up to the next comma, stop or figure; all in lower case, brackets left out.

    ``sentence``, ``clause`` (between semicolons) and ``phrase`` (between commas) are running numbers of the passage;
    what stands in a bracket has its own, and ``bracket`` is the number of the bracket, 0 outside.
    """

    mention: Mention
    index: int
    sentence: int
    clause: int
    phrase: int
    bracket: int
    lead: str
    near: str
    tail: str
    role: Role = Role.LEVEL
    sign: int = 0  # of a change: +1 tăng, -1 giảm, 0 unsaid
    base: Base = Base.NONE  # of a percentage or change: compared with what; of a BASE: which one it is
    base_words: str = ""  # the words that say so

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end

    @property
    def printed(self) -> str:
        return self.mention.surface

    @cached_property
    def dimension(self) -> Dimension:
        if self.mention.kind is MentionKind.PERCENT:
            return Dimension("%")
        if self.mention.kind is MentionKind.PERCENT_POINT:
            return Dimension("điểm %")
        return dimension_of(self.mention.unit)

    @cached_property
    def value(self) -> Decimal | None:
        """In the base of the dimension; a change that is said to go down is still positive here."""
        value = self.mention.value
        return None if value is None else value * self.dimension.factor

    @cached_property
    def interval(self) -> Interval | None:
        """What the figure may have been. A count is exact; a hedge opens one side."""
        printed = self.mention.interval
        if printed is None:
            return None
        if self.is_exact:
            assert self.mention.value is not None
            printed = Interval.exactly(self.mention.value)
        return _hedged(printed, self.mention).scaled(self.dimension.factor)

    @cached_property
    def truncated(self) -> Interval | None:
        """What the figure may have been if its decimals were cut off instead of rounded."""
        mention = self.mention
        if mention.value is None or self.is_exact:
            return None
        cut = Interval.of_truncated(mention.value / mention.multiplier, mention.decimals)
        return cut.scaled(mention.multiplier).scaled(self.dimension.factor)

    @property
    def is_exact(self) -> bool:
        mention = self.mention
        counted = mention.kind in (MentionKind.COUNT, MentionKind.RATIO)
        whole = mention.decimals == 0 and mention.multiplier == 1 and mention.value is not None
        return counted and whole and mention.unit != "lần"

    @property
    def is_percent(self) -> bool:
        return self.mention.kind is MentionKind.PERCENT

    @property
    def is_fraction(self) -> bool:
        """21/43 đơn; a bare 1/5 or 2/3 is a way of speaking."""
        mention = self.mention
        if mention.kind is not MentionKind.RATIO or mention.of is None:
            return False
        return bool(mention.unit) or mention.of > _SPOKEN

    @property
    def numeral(self) -> str:
        match = _NUMERAL.search(self.printed)
        return match[0] if match else self.printed


def _hedged(printed: Interval, mention: Mention) -> Interval:
    value = mention.value
    if value is None or mention.hedge is Hedge.NONE:
        return printed
    room = max(_last_place(value), abs(value) * _ROUGHLY)
    match mention.hedge:
        case Hedge.OVER:
            return Interval(printed.low, max(printed.high, value + room))
        case Hedge.UNDER:
            return Interval(min(printed.low, value - room), printed.high)
        case _:
            return Interval(min(printed.low, value - room / 2), max(printed.high, value + room / 2))


def _last_place(value: Decimal) -> Decimal:
    """One unit in the place of the last digit that is not zero: 100 for 300, 0,1 for 1,2."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
