"""An output differs from area times yield, an amount from number times rate, an average from total through number.

How it is judged
    A rate carries both units that it is made of (tạ/ha, kg/con, triệu đồng/hộ). When a figure of each stands with it,
    the three must fit; the rounding of all is propagated. The message speaks of the one that is printed last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import Dimension, alike, nouns_alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.relations import Scene, wholes_of
from solieu.proofread.rules.rule import Rule

PRODUCT = Rule(
    code="DOC210",
    name="product-differs",
    title="Tích số không khớp",
    looks_for="Sản lượng bằng diện tích nhân năng suất; số tiền bằng số lượng nhân mức chi.",
    why="Sản lượng và số tiền là số được tính; nếu không khớp thì một trong các thừa số đã được sửa riêng.",
    leave="Năng suất tính trên diện tích cho thu hoạch, không phải diện tích gieo trồng: ghi rõ diện tích đó.",
    example="Lúa mùa gieo cấy 1.260 ha, năng suất 48,5 tạ/ha, sản lượng 61.110 tấn.",
    counter_example="Lúa mùa gieo cấy 1.260 ha, năng suất 48,5 tạ/ha, sản lượng 6.111 tấn.",
)
AVERAGE = Rule(
    code="DOC211",
    name="average-differs",
    title="Số bình quân không khớp",
    looks_for="Năng suất, bình quân, mức (tạ/ha, kg/con, triệu đồng/km) khi cả tổng số và số lượng được nêu.",
    why="Số bình quân hay sai đơn vị (triệu đồng ghi cho tỷ đồng) vì được tính tay.",
    leave="Bình quân tính trên số lượng khác: ghi rõ trong câu.",
    example="Cứng hóa 12,5 km đường với kinh phí 18,75 tỷ đồng, bình quân 1,5 triệu đồng/km.",
    counter_example="Cứng hóa 12,5 km đường với kinh phí 18,75 tỷ đồng, bình quân 1,5 tỷ đồng/km.",
)
RULES = (PRODUCT, AVERAGE)

_PARTS = frozenset({Role.LEVEL, Role.REMAINDER})
_RATE_WORDS = re.compile(r"bình quân|trung bình|năng suất|mức|định mức|suất|đơn giá|mỗi|×|x\s*$|\*")
_FIXED = re.compile(r"\bmỗi\b|mức hỗ trợ|mức chi|định mức|đơn giá|\bmức\b")  # a rate that was set, not measured
_PRICE_WORDS = re.compile(r"(?<!trị )(?<!đánh )giá\b(?! trị)|lương|thu nhập")
_TOTAL_WORDS = re.compile(r"tổng|kinh phí|số tiền|trị giá|giá trị")
_EACH = re.compile(
    r"(?:mỗi|từng|một) ([^\W\d_]+)(?: quà| thẻ)?(?: (?:được|trị giá|giá trị|là|hỗ trợ|nhận|gồm|có|tương ứng|với|số tiền)){0,3}\Z"
)
_PER = re.compile(r"/\s*([^\W\d_]+)")  # 4.380 lượt/trạm
_TIMES = frozenset({"năm", "tháng", "ngày", "quý", "vụ", "lần"})


def claims(scene: Scene) -> Iterator[Claim]:
    yield from _pieces(scene)
    for figure in scene.figures:
        if figure.mention.value is None or figure.is_percent or figure.role in (Role.CHANGE, Role.BASE):
            continue
        below = _below(figure)
        if below and not _is_piece(scene, figure) and (found := _claim(scene, figure, below)):
            yield found


def _below(figure: Figure) -> str:
    """What a rate is counted per: in its unit (đồng/hộ), or in words (mỗi suất trị giá 500 nghìn đồng)."""
    if figure.dimension.below:
        below = [one for one in figure.dimension.below if one not in _TIMES]
        return below[0] if len(below) == 1 else ""
    if behind := _PER.match(figure.tail):
        return behind[1]
    match = _EACH.search(figure.near)
    return match[1] if match and match[1] not in _TIMES else ""


def _is_piece(scene: Scene, rate: Figure) -> bool:
    """19 suất quà (hiện vật 0,5 triệu đồng/suất; tiền mặt 2 triệu đồng/suất): the rate of a present is both together."""
    if not rate.bracket:
        return False
    inside = [one for one in scene.figures if one.bracket == rate.bracket and one.role not in (Role.CHANGE, Role.BASE)]
    return len(inside) > 1 and all(one.dimension == rate.dimension for one in inside)


def _pieces(scene: Scene) -> Iterator[Claim]:
    """12 suất trị giá 18.000.000 đồng (hiện vật 500.000 đồng/suất; tiền mặt 1.000.000 đồng/suất): all rates together."""
    for bracket in scene.outline.brackets:
        rates = [one for one in scene.figures if one.bracket == bracket.number]
        total = scene.figures[bracket.owner] if bracket.owner is not None else None
        if len(rates) < 2 or total is None or total.mention.value is None or total.role is not Role.LEVEL:
            continue
        below = _below(rates[0])
        told = below and all(one.dimension == rates[0].dimension and one.mention.value is not None for one in rates)
        if not told or not _is_top(total, rates[0]):
            continue
        counts = [one for one in _in_sentence(scene, total) if one.index < total.index and _counts(one, below)]
        fixed = [Operand(one, exact=True) for one in rates]
        readings = []
        if len(counts) == len(rates):  # xây mới 12 nhà, sửa 8 nhà (xây mới 60 triệu đồng/nhà, sửa 30 triệu đồng/nhà)
            readings.append(of(Operation.PAIRS, *counts, *fixed))
        elif len(counts) == 1 or (counts and counts[-1].index == total.index - 1):
            readings.append(of(Operation.PRICE, counts[-1], *fixed))
        if readings:
            yield Claim(PRODUCT.code, Operand(total), tuple(readings), Strength.PLAIN, total.near)


def _claim(scene: Scene, rate: Figure, below: str) -> Claim | None:
    for near in (_in_clause, _in_sentence):
        tops = [one for one in near(scene, rate) if _is_top(one, rate) and one is not rate]
        counts = [one for one in near(scene, rate) if _counts(one, below) and not _is_over(rate, one, tops)]
        if tops and counts:
            beside = _beside(scene, rate, tops), _nearest(scene, rate, _beside(scene, rate, counts))
            return _made_of(scene, rate, *(beside if all(beside) else (tops, counts)))
    return None


def _is_over(rate: Figure, count: Figure, tops: list[Figure]) -> bool:
    """vốn 3.920 tỷ đồng, bình quân 11,6 tỷ đồng/doanh nghiệp; 129 doanh nghiệp quay lại: something else begins."""
    told = any(one.index < rate.index for one in tops)
    return told and count.index > rate.index and count.clause != rate.clause and bool(_AVERAGE_WORDS.search(rate.near))


_AVERAGE_WORDS = re.compile(r"bình quân|trung bình|năng suất")
_HEADS = frozenset({"người", "khẩu", "nhân khẩu"})


def _is_top(figure: Figure, rate: Figure) -> bool:
    """What is divided has the unit before the slash: 5.412 nhân khẩu and 4,2 người/hộ."""
    base, top = figure.dimension.base, rate.dimension.top
    return (
        base == top or (base in _HEADS and top in _HEADS) or (figure.dimension.counted and base.startswith(f"{top} "))
    )


def _in_clause(scene: Scene, rate: Figure) -> list[Figure]:
    return [one for one in _in_sentence(scene, rate) if one.clause == rate.clause]


def _in_sentence(scene: Scene, rate: Figure) -> list[Figure]:
    chain = scene.outline.chain(rate)
    return [
        one
        for one in scene.figures
        if one.sentence == rate.sentence and one.role in _PARTS and one.mention.value is not None
        and (one.bracket in chain) and one.index != rate.index
    ]  # fmt: skip


def _counts(figure: Figure, below: str) -> bool:
    base = figure.dimension.base
    if "/" in base or figure.is_percent:
        return False
    return base == below or (figure.dimension.counted and bool(base) and _specific(base, below))


def _specific(base: str, below: str) -> bool:
    return base.startswith(below) or below.startswith(base) or (nouns_alike(base, below) and below in ("người", "con"))


def _beside(scene: Scene, rate: Figure, figures: list[Figure]) -> list[Figure]:
    """The figures between the rate before and the rate after this one, where it stands among several."""
    rates = [one.index for one in scene.figures if one.sentence == rate.sentence and one.dimension.below]
    first = max((at for at in rates if at < rate.index), default=-1)
    last = min((at for at in rates if at > rate.index), default=len(scene.figures))
    return [one for one in figures if first < one.index < last]


def _nearest(scene: Scene, rate: Figure, counts: list[Figure]) -> list[Figure]:
    """What is multiplied stands before its rate, as a rule, or is what that is a part of; what follows belongs to the
    next one."""
    before = [one for one in counts if one.index < rate.index]
    if not before:
        return counts
    nearest = before[-1]
    return [nearest, *(one for one in wholes_of(scene, nearest) if nearest.clause != rate.clause and one in before)]


def _made_of(scene: Scene, rate: Figure, tops: list[Figure], counts: list[Figure]) -> Claim | None:
    """The reading with the figures nearest to the rate first."""
    pairs = sorted(
        ((top, count) for top in tops for count in counts if top.index != count.index),
        key=lambda pair: abs(pair[0].index - rate.index) + abs(pair[1].index - rate.index),
    )
    last = max((rate, *pairs[0]), key=lambda one: one.index) if pairs else rate
    fixed = Operand(rate, exact=bool(_FIXED.search(_words(rate))))
    extra = [(top, one) for top in tops[:1] for one in _broken_down(scene, counts)]
    readings = [_reading(fixed, top, count, last) for top, count in [*pairs, *extra]]
    readings = [one for one in readings if one is not None]
    if not readings:
        return None
    in_words = not rate.dimension.below and not _PER.match(rate.tail)
    if in_words and not _TOTAL_WORDS.search(pairs[0][0].near):
        return None
    plain = len(pairs) == 1 and not extra and _RATE_WORDS.search(_words(rate)) and not _PRICE_WORDS.search(_words(rate))
    rule = AVERAGE if last is rate else PRODUCT
    found = tuple(one for one in readings if one is not None)
    return Claim(rule.code, Operand(last), found, Strength.PLAIN if plain else Strength.HINTED, rate.near)


def _broken_down(scene: Scene, counts: list[Figure]) -> list[Figure]:
    """Diện tích 2.860 ha (trồng mới 46 ha, kinh doanh 2.600 ha), năng suất ...: it may be of one of the parts."""
    return [
        part
        for one in scene.lists
        if one.whole in counts and not one.whole.dimension.counted
        for part in one.parts
        if part not in counts
    ]


def _words(rate: Figure) -> str:
    return f"{rate.near} {rate.mention.unit}" if rate.dimension.base != "kg/ha" else f"năng suất {rate.near}"


def _reading(rate: Operand, top: Figure, count: Figure, last: Figure) -> Formula | None:
    if last is rate.figure:
        return of(Operation.QUOTIENT, top, count)
    if last.index == top.index:
        return of(Operation.PRODUCT, rate, count)
    if last.index == count.index:
        return of(Operation.QUOTIENT, top, rate)
    return None


__all__ = ["RULES", "Dimension", "alike", "claims"]
