"""One figure said in two places of a report with two values.

How it is judged
    Two figures of one unit in different passages, whose words share a subject, are one figure when they are equal. When
    they differ by one slip of the pen, and have enough digits that this is no accident, one of the two is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from solieu.core import Hedge
from solieu.proofread.claims import Claim, Strength
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation
from solieu.proofread.report import Report
from solieu.proofread.rules.rule import Rule
from solieu.proofread.slips import slip_between
from solieu.proofread.wording import subject_words

REPEATED = Rule(
    code="DOC221",
    name="same-figure-differs",
    title="Một số ghi hai giá trị ở hai chỗ",
    looks_for="Cùng một chỉ tiêu được nhắc ở phần tổng hợp, phần chi tiết hoặc chú thích với hai giá trị gần giống nhau.",
    why="Sửa số ở một chỗ mà quên chỗ khác là lỗi hay gặp nhất của báo cáo nhiều người soạn.",
    leave="Hai số là của hai thời điểm hoặc hai phạm vi: ghi rõ ở cả hai chỗ.",
    example="Toàn huyện cấp 1.846 tấn xi măng làm đường giao thông nông thôn.\n\n"
    "Phong trào làm đường giao thông nông thôn được đẩy mạnh, đã cấp 1.864 tấn xi măng cho các xã.",
    counter_example="Toàn huyện cấp 1.846 tấn xi măng làm đường giao thông nông thôn.\n\n"
    "Phong trào làm đường giao thông nông thôn được đẩy mạnh, đã cấp 1.846 tấn xi măng cho các xã.",
)
RULES = (REPEATED,)

_DIGITS = 4  # significant digits below which two figures may be alike by chance
_LONG = 5  # digits that hardly differ in one place only by chance
_SHARED = 2  # words of the subject that both places must name
_ROLES = frozenset({Role.LEVEL, Role.BASE, Role.REMAINDER})


@dataclass(frozen=True, slots=True)
class _Place:
    operand: Operand
    passage: int
    words: frozenset[str]
    scaled: int
    is_whole: bool  # what a fraction is taken of: 12/40 xã, 3.120 triệu đồng/9.480 triệu đồng

    @property
    def thing(self) -> frozenset[str]:
        """The words right behind the unit: xi măng of 1.283 tấn xi măng."""
        return frozenset(self.figure.tail.split()[:_THING])

    @property
    def figure(self) -> Figure:
        return self.operand.figure


def report_claims(report: Report) -> Iterator[Claim]:
    places = list(_places(report))
    told: set[tuple[int, int]] = set()
    for one, other in _candidates(places):
        key = (id(one.figure), id(other.figure))
        if key in told or not _one_subject(one, other):
            continue
        told.add(key)
        yield Claim(REPEATED.code, other.operand, (Formula(Operation.SAME, (one.operand,)),), Strength.PLAIN)


def _places(report: Report) -> Iterator[_Place]:
    for number, reading in enumerate(report.readings):
        for figure in reading.figures:
            if figure.is_percent or figure.role not in _ROLES or figure.mention.value is None:
                continue
            if figure.mention.hedge is Hedge.ABOUT or figure.dimension.below:
                continue
            words = subject_words(f"{figure.lead} {figure.tail}")
            for operand in (Operand(figure), *([Operand(figure, denominator=True)] if figure.is_fraction else [])):
                scaled = _scaled(operand)
                if len(str(scaled).rstrip("0")) >= _DIGITS:
                    slashed = reading.text[: figure.start].endswith("/")
                    yield _Place(operand, number, words, scaled, operand.denominator or slashed)


def _scaled(operand: Operand) -> int:
    mention = operand.figure.mention
    value = mention.of if operand.denominator else mention.value
    assert value is not None
    return int((abs(value) / mention.multiplier).scaleb(mention.decimals))


def _candidates(places: list[_Place]) -> Iterator[tuple[_Place, _Place]]:
    """Pairs that are equal or one slip apart, found by digits with one left out: linear in the number of figures."""
    groups: dict[tuple[str, Decimal, int, str], list[_Place]] = defaultdict(list)
    for place in places:
        mention = place.figure.mention
        kind = (place.figure.dimension.base, mention.multiplier, mention.decimals)
        for key in {*_masks(str(place.scaled)), "".join(sorted(str(place.scaled)))}:
            groups[(*kind, key)].append(place)
        groups[(kind[0], Decimal(0), 0, str(place.scaled).rstrip("0"))].append(place)  # whatever the magnitude
    for group in groups.values():
        for at, one in enumerate(group[:_MOST]):
            yield from ((one, other) for other in group[at + 1 : _MOST] if _stand_apart(one, other))


def _stand_apart(one: _Place, other: _Place) -> bool:
    """In different passages; or a later sentence takes the total up again as the whole of a fraction."""
    if other.passage != one.passage:
        return True
    return other.is_whole and not one.is_whole and one.figure.sentence < other.figure.sentence


_THING = 2
_MOST = 8  # a figure that stands in more places than that is a standard amount


def _masks(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield f"{digits[:at]}*{digits[at + 1 :]}"


_TOTAL = re.compile(r"\btổng|kế hoạch|dự toán|phân bổ|được giao")


def _one_subject(one: _Place, other: _Place) -> bool:
    if one.passage == other.passage:
        named = _TOTAL.search(one.figure.lead) and one.figure.dimension.base == other.figure.dimension.base
        return bool(named) and (one.scaled == other.scaled or slip_between(one.scaled, other.scaled) is not None)
    shared = one.words & other.words
    if one.operand.value == other.operand.value:
        return len(shared) >= 1
    estimated = ["ước" in place.figure.lead for place in (one, other)]
    same_kind = estimated[0] == estimated[1] and one.figure.role is not Role.REMAINDER
    same_digits = str(one.scaled).rstrip("0") == str(other.scaled).rstrip("0")
    if same_digits and len(shared) >= _SHARED and same_kind:
        return True  # the same four digits and more in another unit, or with a comma for the dot
    slipped = slip_between(one.scaled, other.scaled) is not None
    # Of nông nghiệp and công nghiệp each has a word that the other has not; 1.283 tấn xi măng names the same thing.
    long = len(str(one.scaled).rstrip("0")) >= _LONG and 2 * len(shared) >= min(len(one.words), len(other.words))
    alike = long or shared in (one.words, other.words) or _names_thing(one, other) or _names_thing(other, one)
    return len(shared) >= _SHARED and alike and same_kind and slipped


def _names_thing(one: _Place, other: _Place) -> bool:
    thing = one.thing & subject_words(" ".join(one.thing))
    return len(thing) >= _SHARED and thing <= other.words
