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
from solieu.proofread.outline import CueKind
from solieu.proofread.parts import Opening
from solieu.proofread.relations import (
    Scene,
    explicit_base,
    is_first_since,
    is_reached,
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
    if figure.sign and (started := _from_behind(scene, figure)):
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
    change = _change_beside(scene, figure)
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
    if started := _from_to(scene, figure):
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


def _from_to(scene: Scene, figure: Figure) -> Formula | None:
    """tăng từ 45,2 triệu đồng lên 51,8 triệu đồng, tăng 14,6%."""
    for start in reversed(scene.figures[: figure.index]):
        if start.sentence == figure.sentence and start.role is Role.FROM and not start.is_percent:
            end = scene.figures[start.index + 1]
            same = alike(start.dimension, end.dimension) or start.dimension.base == end.dimension.top
            reached = end.index < figure.index and same and is_reached(start, end)
            own = content_words(figure.tail) and figure.base is Base.NONE  # giảm 5% giá thành: another subject
            return (
                of(Operation.GROWTH, end, start)
                if reached and not own and start.mention.value and end.mention.value
                else None
            )
    return None


_STARTED = re.compile(r"[\s,]*(?:(?:so với|so) [^,;]*)?[\s,]*từ(?: mức)?(?: trên| hơn| khoảng| gần)?\W*")


def _from_behind(scene: Scene, figure: Figure) -> Formula | None:
    """giảm 12,5%, từ 48 vụ xuống còn 42 vụ; đạt 799 tấn, tăng 4,57% từ mức 764 tấn."""
    start, end = [*scene.figures[figure.index + 1 : figure.index + 3], None, None][:2]
    if start is None or start.role is not Role.FROM or start.is_percent or start.mention.value is None:
        return None
    if (start.sentence, start.bracket) != (figure.sentence, figure.bracket) or not _STARTED.fullmatch(start.lead):
        return None
    if end is not None and end.sentence == start.sentence and alike(end.dimension, start.dimension):
        reached = re.match(r"\W*(?:lên|xuống|còn)", end.lead) and end.mention.value is not None
        return of(Operation.GROWTH, end, start) if reached and not end.is_percent else None
    now = same_kind(subjects(scene, figure), start.dimension)
    return of(Operation.GROWTH, now[0], start) if now and "từ mức" in start.near else None


def _change_beside(scene: Scene, figure: Figure) -> Figure | None:
    """The absolute change that a growth rate stands with: tăng 826 ha (8,2%), giảm 147 đơn vị, tương ứng giảm 61%."""
    bracket = scene.outline.bracket_of(figure)
    if bracket is not None and bracket.owner is not None:
        owner = scene.figures[bracket.owner]
        return owner if owner.role is Role.CHANGE and not owner.is_percent else None
    if (inside := _bracket_behind(scene, figure)) is not None:
        return inside
    for step in (-1, 1):
        at = figure.index + step
        if not 0 <= at < len(scene.figures):
            continue
        other = scene.figures[at]
        if step < 0 and other.bracket != figure.bracket and other.bracket:
            other = _owner_of_bracket_before(scene, other) or other
        between = scene.outline.text[min(other.end, figure.end) : max(other.start, figure.start)].lower()
        joined = re.search(r"tương ứng|tương đương|tức|hay|\(", between)
        same = other.sentence == figure.sentence and other.role is Role.CHANGE and not other.is_percent
        if same and joined and other.dimension.base != "điểm %" and other.sign in (0, figure.sign):
            return other
    return None


def _bracket_behind(scene: Scene, figure: Figure) -> Figure | None:
    """tăng 4,1% (gần 2 tỷ USD) so với cùng kỳ."""
    for bracket in scene.outline.brackets:
        if bracket.owner == figure.index and bracket.parent == figure.bracket and not bracket.before:
            inside = [one for one in scene.figures if one.bracket == bracket.number]
            if len(inside) == 1 and not inside[0].is_percent and inside[0].role in (Role.LEVEL, Role.CHANGE):
                return inside[0]
    return None


def _owner_of_bracket_before(scene: Scene, figure: Figure) -> Figure | None:
    bracket = scene.outline.bracket_of(figure)
    owner = scene.figures[bracket.owner] if bracket is not None and bracket.owner is not None else None
    return owner if owner is not None and not figure.is_percent else None


def _compared(scene: Scene, figure: Figure, operation: Operation) -> Claim | None:
    """A percentage whose base is printed beside it."""
    base = explicit_base(scene, figure)
    bases = [base] if base is not None else named_bases(scene, figure)
    pairs = [
        (one, other)
        for other in bases
        for one in _compared_with(scene, figure, subjects(scene, figure), other)[:4]
        if one.index != other.index
    ]
    if (
        not pairs
        and base is not None
        and operation is Operation.RATIO
        and (change := _change_before(scene, figure, base))
    ):
        pairs = [(change, base)]
    readings = [of(operation, *pair) for pair in pairs]
    plain = base is not None or (
        bool(pairs) and is_first_since(scene, figure, pairs[0][1]) and _names(figure, pairs[0][1])
    )
    if readings and base is None and figure.base is Base.NONE and operation is Operation.RATIO:
        # A plan stands in the sentence, but the percentage does not name it.
        other_readings = _part_of_whole(scene, figure)
        readings += other_readings.readings if other_readings else ()
    return _make(figure, readings, Strength.PLAIN if plain else Strength.LIKELY, operation)


def _change_before(scene: Scene, figure: Figure, base: Figure) -> Figure | None:
    """giảm 214 biên chế, đạt 104,4% kế hoạch (205 biên chế)."""
    before = scene.figures[figure.index - 1] if figure.index else None
    if before is None or before.role is not Role.CHANGE or before.sentence != figure.sentence or before.is_percent:
        return None
    same = before.bracket == figure.bracket and before.base is Base.NONE and figure.base is Base.PLAN
    return before if same and alike(before.dimension, base.dimension) else None


def _compared_with(scene: Scene, figure: Figure, now: list[Figure], base: Figure) -> list[Figure]:
    """Which amounts a base may be compared with: the same noun first, a whole before its parts after a semicolon."""
    parts = {
        part.index
        for one in scene.lists
        if one.opening is not Opening.POSITION
        for part in one.parts
        if part.clause != figure.clause
    }
    # nâng tổng số mô hình lên 214, tăng 20,2% so với cùng kỳ (178 mô hình): the nearest number may leave its noun out.
    bare = [one for one in now[:1] if not one.dimension.base and base.dimension.counted]
    return bare + sorted(
        (one for one in same_kind(now, base.dimension) if one not in bare),
        key=lambda one: (one.index in parts, one.dimension.base != base.dimension.base),
    )


# ---- bằng x%, đạt x% ------------------------------------------------------------------------------------------


def _ratio(scene: Scene, figure: Figure) -> Claim | None:
    pair = pair_before(scene, figure) if figure.base is not Base.PREVIOUS else None
    if pair and (figure.base is not Base.OTHER or explicit_base(scene, figure) is None):
        strength = Strength.PLAIN if _names(figure, pair[1].figure) else Strength.LIKELY
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
    if not listed and not same_kind(now[1:], part.dimension) and (loose := _loose_whole(scene, part)):
        return _make(figure, [of(Operation.RATIO, part, loose)], Strength.LIKELY, Operation.RATIO)
    known = {part.index, *(one.index for one in listed)}
    others = [one for one in same_kind(now[1:], part.dimension) if one.index not in known]
    readings = [of(Operation.RATIO, part, whole) for whole in listed]
    readings += [of(Operation.RATIO, part, one) for one in others if _may_hold(one, part, plan)]
    # Shares of shares may all be of one larger whole: đất ở 203 ha (34%) gồm đất biệt thự 153 ha (26%).
    rated = [(whole, rate) for whole in (*listed, *others) if (rate := rate_of(scene, whole)) and rate is not figure]
    readings += [of(Operation.SAME_BASE, part, whole, rate) for whole, rate in rated if not plan]
    plain = bool(listed) and not plan and _is_listed(scene, part) and _names(figure, listed[0])
    plain = plain or _is_process(figure, part, others, listed)
    plain = plain and part is now[0] and _one_noun(part, (*listed, *others)[0]) and not _says_of_itself(figure, part)
    doubtful = Strength.HINTED if plan else Strength.LIKELY
    return _make(figure, readings, Strength.PLAIN if plain else doubtful, Operation.RATIO)


def _loose_whole(scene: Scene, part: Figure) -> Figure | None:
    """Trong 412 cán bộ có 286 đại học (69,4%): the words make it a whole, whatever the noun of its parts."""
    if not part.dimension.counted or part.mention.decimals:
        return None
    for cue in reversed(scene.outline.cues):
        if cue.sentence != part.sentence or cue.bracket != part.bracket or cue.figures_before > part.index:
            continue
        behind = cue.kind in (CueKind.WITHIN, CueKind.AMONG_TOTAL)
        at = cue.figures_before if behind else cue.figures_before - 1
        if not (behind or cue.kind in (CueKind.AMONG, CueKind.CONSISTS)) or not 0 <= at < part.index:
            continue
        whole = scene.figures[at]
        fits = whole.sentence == part.sentence and whole.bracket == part.bracket and whole.dimension.counted
        fits = fits and not whole.is_percent and whole.role in (Role.LEVEL, Role.BASE)
        return whole if fits and (whole.value or 0) >= (part.value or 0) else None
    return None


_TAKEN = re.compile(
    r"tiếp nhận|thụ lý|\bnhận\b|đăng ký|rà soát|khảo sát|kiểm tra|tổng số|\bcó\b|xảy ra|được giao|phải|điều tra"
)
_DONE = re.compile(
    r"giải quyết|xử lý|\bđỗ\b|tốt nghiệp|trúng tuyển|hoàn thành|đúng hạn|hòa giải thành|làm rõ|khám phá|thi hành xong|"
    r"công nhận|đủ điều kiện|đạt chuẩn|đạt yêu cầu|có việc làm|trả lời"
)


def _is_process(figure: Figure, part: Figure, others: list[Figure], listed: list[Figure]) -> bool:
    """Có 3.412 thí sinh dự thi, 3.378 thí sinh đỗ, đạt 99,0%: what was taken up, and what was done of it."""
    if listed or len(others) != 1 or figure.base is not Base.NONE or figure.tail.strip() or figure.value == _ALL:
        return False
    whole = others[0]
    if not part.dimension.counted or part.dimension.base != whole.dimension.base or whole.clause != part.clause:
        return False
    if whole.bracket or part.bracket or (whole.value or 0) < (part.value or 0):
        return False
    named = bool(_TAKEN.search(f"{whole.lead} {whole.tail}"))
    return named and bool(_DONE.search(f"{part.lead} {part.tail}")) and not _DONE.search(whole.lead)


_ALL = 100


def _may_hold(whole: Figure, part: Figure, plan: bool) -> bool:
    return plan or (whole.value or 0) >= (part.value or 0)


def _says_of_itself(figure: Figure, part: Figure) -> bool:
    """03 thôn đạt 95%: without a comma it is what each of them reached, not their share."""
    return figure.role is Role.RATIO and part.phrase == figure.phrase and part.bracket == figure.bracket


def _one_noun(one: Figure, other: Figure) -> bool:
    first, second = one.dimension.base.split()[:1], other.dimension.base.split()[:1]
    return first == second or not first or not second or not one.dimension.counted


def _names(figure: Figure, whole: Figure) -> bool:
    """Whether the words behind a percentage (chiếm 57% dân số) may mean this whole."""
    words = content_words(figure.tail)
    if not words or figure.base is Base.PLAN:
        return True
    return bool(words & content_words(f"{whole.lead} {whole.mention.unit} {whole.tail}"))


def _is_listed(scene: Scene, part: Figure) -> bool:
    return any(part in parts and one.opening is not Opening.POSITION for one in scene.lists for parts in one.readings)


# ---- chiếm x%, (x%), tỷ lệ ... x% -----------------------------------------------------------------------------


def _share(scene: Scene, figure: Figure) -> Claim | None:
    if (pair := pair_before(scene, figure)) and explicit_base(scene, figure) is None:
        strength = Strength.PLAIN if _names(figure, pair[1].figure) else Strength.LIKELY
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
        if bracket.phrase != owner.phrase or ":" in bracket.before:
            return None
        if owner.is_fraction:
            pair = (Operand(owner), Operand(owner, denominator=True))
            strength = Strength.PLAIN if _names(figure, owner) else Strength.LIKELY
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
