"""A printed percentage differs from the figures that it is made of: share, part of a plan, ratio, growth.

How it is judged
    The words after the percentage (kế hoạch, cùng kỳ, tổng số) name its base. Where the base is printed, in a bracket,
    after "so với", as a fraction or as the whole of a list, the quotient is computed with the rounding of both figures
    and must have a number in common with what the printed percentage may have been. Where the base is not printed
    there is no claim to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.growth_bases import change_before, change_beside, compared_with, from_behind, from_to
from solieu.proofread.outline import CueKind
from solieu.proofread.percentage_wholes import (
    is_listed,
    is_process,
    loose_whole,
    may_be_plan,
    may_hold,
    names_whole,
    one_noun,
    says_of_itself,
)
from solieu.proofread.relations import (
    Scene,
    explicit_base,
    is_first_since,
    named_bases,
    pair_before,
    pair_behind,
    rate_of,
    same_kind,
    slash_pair,
    subjects,
    wholes_of,
)
from solieu.proofread.rules.rule import Rule
from solieu.proofread.wording import content_words

SHARE = Rule(
    code="DOC203",
    name="share-differs",
    title="Tỷ lệ, tỷ trọng không khớp với hai số tạo ra nó",
    looks_for="Tỷ lệ phần trăm của một phần trong tổng số (chiếm x%, đạt x%, 21/43 đơn, đạt x%).",
    why="Tỷ lệ thường được chép lại từ kỳ trước hoặc chia cho tổng số khác.",
    leave="Tỷ lệ tính trên một tổng số khác: nêu rõ tổng số đó trong câu.",
    example="Toàn huyện có 4.120 hộ nghèo/27.450 hộ dân, chiếm 18,0%.",
    counter_example="Toàn huyện có 4.120 hộ nghèo/27.450 hộ dân, chiếm 15,0%.",
)
PLAN = Rule(
    code="DOC204",
    name="plan-percentage-differs",
    title="Tỷ lệ thực hiện kế hoạch không khớp",
    looks_for="Tỷ lệ so với kế hoạch, dự toán, chỉ tiêu được nêu số trong câu.",
    why="Kế hoạch điều chỉnh giữa năm mà tỷ lệ chưa tính lại là lỗi hay gặp.",
    leave="Tỷ lệ tính theo kế hoạch của cấp khác: ghi rõ kế hoạch tỉnh giao hay kế hoạch điều hành.",
    example="Trồng rừng được 845 ha, đạt 87,5% kế hoạch (1.000 ha).",
    counter_example="Trồng rừng được 845 ha, đạt 84,5% kế hoạch (1.000 ha).",
)
RATIO = Rule(
    code="DOC205",
    name="ratio-differs",
    title="Tỷ lệ so với cùng kỳ không khớp",
    looks_for="“bằng x% so với cùng kỳ” khi số cùng kỳ được nêu trong câu.",
    why="Hai số bị đổi chỗ khi chia, hoặc số cùng kỳ đã được chỉnh lý.",
    leave="Số cùng kỳ tính theo phạm vi khác (sáp nhập, tách đơn vị): ghi rõ trong câu.",
    example="Thu hoạch 1.250 tấn chè búp tươi, bằng 92,0% so với cùng kỳ (1.150 tấn).",
    counter_example="Thu hoạch 1.250 tấn chè búp tươi, bằng 108,7% so với cùng kỳ (1.150 tấn).",
)
GROWTH = Rule(
    code="DOC206",
    name="growth-differs",
    title="Tỷ lệ tăng, giảm không khớp",
    looks_for="“tăng x%”, “giảm x%”, “vượt x%” khi số so sánh hoặc mức tăng, giảm được nêu trong câu.",
    why="Chia nhầm cho số mới thay vì số cũ, hoặc ghi tỷ lệ “bằng” thành “tăng”.",
    leave="Tốc độ tăng tính theo giá so sánh: ghi rõ trong câu.",
    example="Đàn lợn có 12.480 con, tăng 6,2% so với cùng kỳ (11.650 con).",
    counter_example="Đàn lợn có 12.480 con, tăng 7,1% so với cùng kỳ (11.650 con).",
)
RULES = (SHARE, PLAN, RATIO, GROWTH)

_DATED = re.compile(r"năm \d{4}|năm (?:trước|nay|ngoái)|đầu năm|cuối năm|cùng kỳ|trước|đến nay|hiện nay|nay")


def claims(scene: Scene) -> Iterator[Claim]:
    for figure in scene.figures:
        if not figure.is_percent or figure.mention.value is None:
            continue
        found = _claim(scene, figure)
        if found is not None:
            yield found


def _claim(scene: Scene, figure: Figure) -> Claim | None:
    if figure.sign == 0 and (pair := pair_behind(scene, figure)):
        return _make(figure, [of(Operation.RATIO, *pair)], Strength.PLAIN, Operation.RATIO)
    if figure.sign and (started := from_behind(scene, figure)):
        return _make(figure, [started], Strength.PLAIN, Operation.GROWTH)
    match figure.role:
        case Role.GROWTH:
            return _growth(scene, figure)
        case Role.EXCESS:
            return _compared(scene, figure, Operation.GROWTH)
        case Role.RATIO:
            return _ratio(scene, figure)
        case Role.SHARE:
            return _share(scene, figure)
        case Role.BARE:
            return _bare(scene, figure)
        case Role.OWN:
            return _own(scene, figure)
    return None


def _rule_of(figure: Figure, operation: Operation) -> Rule:
    if operation in (Operation.GROWTH, Operation.CHANGE_OF_NOW):
        return GROWTH
    return {Base.PLAN: PLAN, Base.PREVIOUS: RATIO}.get(figure.base, SHARE)


def _make(figure: Figure, readings: list[Formula], strength: Strength, operation: Operation) -> Claim | None:
    if not readings:
        return None
    stated = Operand(figure, sign=-1 if figure.sign < 0 else 1)
    return Claim(_rule_of(figure, operation).code, stated, tuple(readings), strength)


# ---- tăng x%, giảm x%, vượt x% --------------------------------------------------------------------------------


def _growth(scene: Scene, figure: Figure) -> Claim | None:
    if _in_turn(scene, figure):
        return None
    if found := _compared(scene, figure, Operation.GROWTH):
        return found
    change = change_beside(scene, figure)
    if change is None:
        return _growth_of_levels(scene, figure, subjects(scene, figure))
    signed = Operand(change, sign=figure.sign or 1)
    base = explicit_base(scene, change)
    readings = [of(Operation.RATIO, signed, base)] if base and alike(base.dimension, change.dimension) else []
    now = _reached(scene, change, figure) or same_kind(subjects(scene, figure), change.dimension)
    now += [whole for one in now[:1] for whole in wholes_of(scene, one) if whole.role in (Role.LEVEL, Role.BASE)]
    readings += [of(Operation.CHANGE_OF_NOW, signed, one) for one in now[:3] if one is not change]
    rated = [(one, rate) for one in now[:3] if (rate := rate_of(scene, one)) and rate is not figure]
    readings += [of(Operation.SAME_BASE, signed, one, rate) for one, rate in rated]  # points of the share
    plain = change.role is Role.CHANGE and not (now and _is_average(now[0]))
    return _make(figure, readings, Strength.PLAIN if plain else Strength.LIKELY, Operation.CHANGE_OF_NOW)


def _is_average(now: Figure) -> bool:
    """bình quân mỗi ngày có 25 người chết, nhưng so với cùng kỳ đã giảm 64 người: not of the same total."""
    return now.role is Role.RATE and not now.dimension.below and bool(_TURNS.search(now.tail))


_TURNS = re.compile(r"\b(?:nhưng|song|tuy nhiên)\b")


def _in_turn(scene: Scene, figure: Figure) -> bool:
    """lần lượt tăng 35% và 57%: each percentage belongs to another figure of the list before."""
    return any(
        cue.kind is CueKind.RESPECTIVELY and cue.sentence == figure.sentence and cue.start < figure.start
        for cue in scene.outline.cues
    )


def _reached(scene: Scene, change: Figure, figure: Figure) -> list[Figure]:
    """giảm 1,64 điểm (1,37%), xuống 117,98 điểm: the amount that the change led to stands behind it."""
    after = scene.figures[max(change.index, figure.index) + 1 :][:1]
    found = [one for one in after if one.sentence == change.sentence and alike(one.dimension, change.dimension)]
    return [one for one in found if re.match(r"\W*(?:lên|xuống|còn|đạt|về)", one.lead)]


def _growth_of_levels(scene: Scene, figure: Figure, now: list[Figure]) -> Claim | None:
    """năm 2022 thu hút 318.400 lượt khách, năm 2023 thu hút 396.200 lượt khách, tăng 24,4%."""
    if started := from_to(scene, figure):
        return _make(figure, [started], Strength.PLAIN, Operation.GROWTH)
    if figure.base is not Base.NONE or len(now) < 2:
        return None
    last, *before = now
    before = same_kind(before, last.dimension)
    if not before:
        return None
    if not _two_times_of_one(before[0], last):
        return None
    return _make(figure, [of(Operation.GROWTH, last, one) for one in before[:2]], Strength.PLAIN, Operation.GROWTH)


def _two_times_of_one(earlier: Figure, later: Figure) -> bool:
    """Whether two amounts say the same of two times: each has a time, and the later one names nothing new."""
    one, other = _DATED.findall(earlier.lead), _DATED.findall(later.lead)
    if not one or not other or one == other:
        return False
    words = content_words(_DATED.sub("", later.lead))
    return words <= content_words(f"{earlier.lead} {earlier.tail}") | {"thu", "hút", "lên", "năm", "đến", "còn", "tăng"}


def _compared(scene: Scene, figure: Figure, operation: Operation) -> Claim | None:
    """A percentage whose base is printed beside it."""
    base = explicit_base(scene, figure)
    bases = [base] if base is not None else named_bases(scene, figure)
    pairs = [
        (one, other)
        for other in bases
        for one in compared_with(scene, figure, subjects(scene, figure), other)[:4]
        if one.index != other.index
    ]
    if (
        not pairs
        and base is not None
        and operation is Operation.RATIO
        and (change := change_before(scene, figure, base))
    ):
        pairs = [(change, base)]
    readings = [of(operation, *pair) for pair in pairs]
    plain = base is not None or (
        bool(pairs) and is_first_since(scene, figure, pairs[0][1]) and names_whole(figure, pairs[0][1])
    )
    if readings and base is None and figure.base is Base.NONE and operation is Operation.RATIO:
        # A plan stands in the sentence, but the percentage does not name it.
        other_readings = _part_of_whole(scene, figure)
        readings += other_readings.readings if other_readings else ()
    return _make(figure, readings, Strength.PLAIN if plain else Strength.LIKELY, operation)


# ---- bằng x%, đạt x% ------------------------------------------------------------------------------------------


def _ratio(scene: Scene, figure: Figure) -> Claim | None:
    pair = pair_before(scene, figure) if figure.base is not Base.PREVIOUS else None
    if pair and (figure.base is not Base.OTHER or explicit_base(scene, figure) is None):
        strength = Strength.PLAIN if names_whole(figure, pair[1].figure) else Strength.LIKELY
        return _make(figure, [of(Operation.RATIO, *pair)], strength, Operation.RATIO)
    if found := _compared(scene, figure, Operation.RATIO):
        return found
    if figure.base in (Base.PREVIOUS, Base.OTHER):
        return None
    return _part_of_whole(scene, figure, plan=figure.base is Base.PLAN)


def _part_of_whole(scene: Scene, figure: Figure, *, plan: bool = False) -> Claim | None:
    """nhận 500 đơn, trong đó trả sớm 450 đơn, đạt 90%."""
    now = subjects(scene, figure)
    if not now:
        return None
    part = now[0]
    alone = not wholes_of(scene, part) and not same_kind(now[1:], part.dimension)
    if alone and now[1:] and (wholes_of(scene, now[1]) or same_kind(now[2:], now[1].dimension)):
        part = now[1]  # 3.745 doanh nghiệp có vốn dưới 10 tỷ đồng, chiếm 92,3%: the nearest amount belongs to the noun
    listed = [one for one in wholes_of(scene, part) if one.index < figure.index]
    if not listed and not same_kind(now[1:], part.dimension) and (loose := loose_whole(scene, part)):
        return _make(figure, [of(Operation.RATIO, part, loose)], Strength.LIKELY, Operation.RATIO)
    known = {part.index, *(one.index for one in listed)}
    others = [one for one in same_kind(now[1:], part.dimension) if one.index not in known]
    readings = [of(Operation.RATIO, part, whole) for whole in listed]
    readings += [of(Operation.RATIO, part, one) for one in others if may_hold(one, part, plan)]
    # Shares of shares may all be of one larger whole: đất ở 203 ha (34%) gồm đất biệt thự 153 ha (26%).
    rated = [(whole, rate) for whole in (*listed, *others) if (rate := rate_of(scene, whole)) and rate is not figure]
    readings += [of(Operation.SAME_BASE, part, whole, rate) for whole, rate in rated if not plan]
    plain = bool(listed) and not plan and is_listed(scene, part) and names_whole(figure, listed[0])
    plain = plain or is_process(figure, part, others, listed)
    plain = plain and not (figure.role is Role.RATIO and not part.dimension.counted)  # chi 2.106 tỷ đồng, đạt 52,3%
    if plan:
        readings = [one for one in readings if may_be_plan(one.operands[1].figure)]
    plain = plain and part is now[0] and one_noun(part, (*listed, *others)[0]) and not says_of_itself(figure, part)
    doubtful = Strength.HINTED if plan else Strength.LIKELY
    return _make(figure, readings, Strength.PLAIN if plain else doubtful, Operation.RATIO)


# ---- chiếm x%, (x%), tỷ lệ ... x% -----------------------------------------------------------------------------


def _share(scene: Scene, figure: Figure) -> Claim | None:
    if (pair := pair_before(scene, figure)) and explicit_base(scene, figure) is None:
        strength = Strength.PLAIN if names_whole(figure, pair[1].figure) else Strength.LIKELY
        return _make(figure, [of(Operation.RATIO, *pair)], strength, Operation.RATIO)
    if explicit_base(scene, figure) is not None and (found := _compared(scene, figure, Operation.RATIO)):
        return found
    found = _part_of_whole(scene, figure)
    carried = _carried_base(scene, figure)
    now = subjects(scene, figure)
    if carried is not None and now and alike(carried.dimension, now[0].dimension):
        reading = of(Operation.RATIO, now[0], carried)
        readings = [reading, *(found.readings if found else ())]
        return _make(figure, readings, Strength.PLAIN, Operation.RATIO)
    return found


def _carried_base(scene: Scene, figure: Figure) -> Figure | None:
    """The base that an earlier share of the same sentence was computed on."""
    for one in reversed(scene.figures[: figure.index]):
        if one.sentence == figure.sentence and one.role is Role.SHARE:
            return explicit_base(scene, one)
    return None


def _bare(scene: Scene, figure: Figure) -> Claim | None:
    bracket = scene.outline.bracket_of(figure)
    if bracket is not None and bracket.owner is not None and not figure.lead.strip(" :"):
        owner = scene.figures[bracket.owner]
        if (bracket.phrase != owner.phrase and not owner.is_fraction) or ":" in bracket.before:
            return None
        if owner.is_fraction:
            pair = (Operand(owner), Operand(owner, denominator=True))
            strength = Strength.PLAIN if names_whole(figure, owner) else Strength.LIKELY
            return _make(figure, [of(Operation.RATIO, *pair)], strength, Operation.RATIO)
        if owner.is_percent or owner.role not in (Role.LEVEL, Role.REMAINDER):
            return None
        if slashed := slash_pair(scene, owner):
            return _make(figure, [of(Operation.RATIO, *slashed)], Strength.PLAIN, Operation.RATIO)
    return _ratio(scene, figure)


_VERB = re.compile(r"(?:đạt|chiếm|bằng)(?: tỷ lệ| khoảng)?\Z")


def _own(scene: Scene, figure: Figure) -> Claim | None:
    """tỷ lệ giải quyết đạt 96,5%: the words of its subject name the amount that it belongs to."""
    if figure.base in (Base.PREVIOUS, Base.OTHER):
        return None
    pair = pair_before(scene, figure)
    if pair is not None and pair[1].figure.phrase == figure.phrase and _VERB.search(figure.near):
        return _make(
            figure, [of(Operation.RATIO, *pair)], Strength.PLAIN, Operation.RATIO
        )  # 318/332 trẻ ra lớp đạt 95,8%
    if "tỷ lệ" not in figure.near:
        return None
    if pair := pair_before(scene, figure):
        return _make(figure, [of(Operation.RATIO, *pair)], Strength.LIKELY, Operation.RATIO)
    words = content_words(figure.near)
    now = subjects(scene, figure)
    named = [one for one in now if words and words <= content_words(f"{one.near} {one.mention.unit} {one.tail}")]
    readings = [
        of(Operation.RATIO, part, whole)
        for part in named[:1]
        for whole in [*wholes_of(scene, part), *same_kind(now, part.dimension)]
        if whole.index != part.index and whole.value and part.value and whole.value >= part.value
    ]
    return _make(figure, readings, Strength.LIKELY, Operation.RATIO)
