"""An absolute change differs from the two figures that it lies between, or from what the direction word says.

How it is judged
    The difference of the two figures, with the rounding of both, must have a number in common with the printed change;
    "giảm" makes it negative, so a change in the wrong direction fails as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import Dimension, alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.parts import Opening
from solieu.proofread.relations import Scene, explicit_base, following, is_reached, named_bases, rate_of, subjects
from solieu.proofread.rules.rule import Rule

CHANGE = Rule(
    code="DOC207",
    name="change-differs",
    title="Mức tăng, giảm không khớp với hai số so sánh",
    looks_for="“tăng N”, “giảm N”, “chênh lệch N”, “thấp hơn N điểm %” khi cả hai số so sánh được nêu.",
    why="Một trong ba số thường được sửa mà hai số kia chưa sửa theo; hoặc ghi nhầm tăng thành giảm.",
    leave="Mức tăng tính sau khi điều chỉnh phạm vi: ghi rõ trong câu.",
    example="Diện tích cà phê còn 9.180 ha, giảm 640 ha so với năm trước (9.920 ha).",
    counter_example="Diện tích cà phê còn 9.280 ha, giảm 640 ha so với năm trước (9.920 ha).",
)
BALANCE = Rule(
    code="DOC208",
    name="balance-differs",
    title="Chênh lệch giữa hai số không khớp",
    looks_for="Xuất siêu, nhập siêu, bội thu, bội chi, kết dư khi cả hai số được nêu.",
    why="Chênh lệch là số được đọc trước tiên và thường được tính tay.",
    leave="Chênh lệch tính trên số chưa làm tròn hoặc phạm vi khác: ghi rõ trong câu.",
    example="Xuất khẩu ước 1.320 triệu USD, nhập khẩu ước 870 triệu USD, xuất siêu 550 triệu USD.",
    counter_example="Xuất khẩu ước 1.320 triệu USD, nhập khẩu ước 870 triệu USD, xuất siêu 450 triệu USD.",
)
RULES = (CHANGE, BALANCE)

_LEVELS = frozenset({Role.LEVEL, Role.REMAINDER, Role.RATE})
_PERCENT_LEVELS = frozenset({Role.OWN, Role.SHARE, Role.RATIO, Role.BARE, Role.LEVEL})
_BALANCE = re.compile(r"(?:xuất siêu|nhập siêu|thặng dư|thâm hụt|bội thu|bội chi|kết dư|chênh lệch)[^,;]{0,30}\Z")
_CALENDAR = re.compile(
    r"(?:đầu|cuối|giữa) (?:năm|kỳ|nhiệm kỳ|tháng|quý)|năm \d{4}|năm (?:trước|nay|ngoái)|hiện nay|đến nay|kỳ trước"
)


def claims(scene: Scene) -> Iterator[Claim]:
    for figure in scene.figures:
        if figure.mention.value is None or figure.is_percent:
            continue
        found = _change(scene, figure) if figure.role is Role.CHANGE else None
        if found is None and _BALANCE.search(figure.near):
            found = _balance(scene, figure)
        if found is not None:
            yield found


def _change(scene: Scene, figure: Figure) -> Claim | None:
    points = figure.dimension.base == "điểm %"
    now = percents_before(scene, figure) if points else _now(scene, figure)
    base = explicit_base(scene, figure) if not points else _point_base(scene, figure)
    bases = [base] if base is not None else _later_base(scene, figure)
    bases = bases or [one for one in named_bases(scene, figure) if _comparable(one, figure.dimension)]
    readings = [
        reading
        for other in bases
        for one in prefer(scene, figure, now, other)[:4]
        if one.index != other.index and _comparable(other, figure.dimension)
        for reading in _differences(figure, one, other)
    ]
    if not readings and points and (pair := _rates_from_to(scene, figure)):
        return _claim(figure, _differences(figure, *pair), Strength.PLAIN)
    if not readings:
        return _from_to(scene, figure) or _between_levels(scene, figure, now)
    return _claim(figure, readings, Strength.PLAIN)


def prefer(scene: Scene, figure: Figure, now: list[Figure], base: Figure) -> list[Figure]:
    """The same noun first, and a whole before its parts once their clause is over."""
    parts = {
        part.index for one in scene.lists if one.opening is not Opening.POSITION for part in one.parts
        if part.clause != figure.clause
    }  # fmt: skip
    return sorted(now, key=lambda one: (one.index in parts, one.dimension.base != base.dimension.base))


def _claim(figure: Figure, readings: list[Formula], strength: Strength) -> Claim:
    stated = Operand(figure, sign=-1 if figure.sign < 0 else 1)
    return Claim(CHANGE.code, stated, tuple(readings), strength, figure.near)


def _differences(figure: Figure, now: Figure, base: Figure) -> list[Formula]:
    forth, back = of(Operation.REST, now, base), of(Operation.REST, base, now)
    return [forth] if figure.sign else [forth, back]


def _comparable(other: Figure, dimension: Dimension) -> bool:
    """The change of a rate may leave out what it is counted per: 48,2 triệu đồng/người, tăng 3,7 triệu đồng."""
    if dimension.base == "điểm %":
        return other.is_percent
    return alike(other.dimension, dimension) or (bool(other.dimension.below) and other.dimension.top == dimension.base)


def _now(scene: Scene, figure: Figure) -> list[Figure]:
    found = [one for one in subjects(scene, figure) if _comparable(one, figure.dimension)]
    after = [
        one for one in following(scene, figure)
        if one.role in (Role.REMAINDER,) and alike(one.dimension, figure.dimension) and one.mention.value is not None
    ]  # fmt: skip
    return found or after[:1]


def percents_before(scene: Scene, figure: Figure) -> list[Figure]:
    chain = scene.outline.chain(figure)
    return [
        one
        for one in reversed(scene.figures[: figure.index])
        if one.sentence == figure.sentence and one.is_percent and one.role in _PERCENT_LEVELS
        and one.bracket in chain and one.mention.value is not None
    ]  # fmt: skip


def _point_base(scene: Scene, figure: Figure) -> Figure | None:
    """thấp hơn 3,18 điểm % so với năm trước (96,6%)."""
    for bracket in scene.outline.brackets:
        if bracket.owner == figure.index:
            inside = [one for one in scene.figures if one.bracket == bracket.number and one.is_percent]
            if inside:
                return inside[0]
    after = scene.figures[figure.index + 1 : figure.index + 2]
    if after and after[0].is_percent and after[0].phrase == figure.phrase and "so với" in after[0].lead:
        return after[0]
    return None


def _later_base(scene: Scene, figure: Figure) -> list[Figure]:
    """tăng 50 con, tương ứng 2,5% so với đầu năm (2.000 con): the base stands behind the growth rate."""
    for one in following(scene, figure):
        if one.clause != figure.clause or not (one.is_percent and one.role in (Role.GROWTH, Role.BARE)):
            break
        base = explicit_base(scene, one)
        if base is not None and _comparable(base, figure.dimension):
            return [base]
    bracket = next((b for b in scene.outline.brackets if b.owner == figure.index), None)
    if bracket is None:
        return []
    # giảm 50 con (2,5%) so với đầu năm (2.000 con): two brackets belong to one change.
    more = [b for b in scene.outline.brackets if b.owner == figure.index and b.number > bracket.number]
    return [
        one for other in more for one in scene.figures
        if one.bracket == other.number and not one.is_percent and _comparable(one, figure.dimension)
    ]  # fmt: skip


def _from_to(scene: Scene, figure: Figure) -> Claim | None:
    """giảm 03 xã, từ 21 xã xuống còn 18 xã; giảm từ 21 xã xuống còn 18 xã, giảm 03 xã."""
    for start in scene.figures:
        if start.sentence != figure.sentence or not _is_start(scene, start) or start.index + 1 >= len(scene.figures):
            continue
        end = scene.figures[start.index + 1]
        shared = not start.dimension.base and end.dimension.counted  # từ 46 lên 68 sản phẩm
        if (end.dimension.base != start.dimension.base and not shared) or not _comparable(end, figure.dimension):
            continue
        if end.role not in _LEVELS and not end.is_percent:
            continue
        inside = scene.outline.bracket_of(figure)
        if inside is not None and inside.owner is not None and inside.owner not in (start.index, end.index):
            continue
        beside = end.index + 1 if figure.base is not Base.NONE else figure.index
        adjacent = figure.index in (start.index - 1, end.index + 1) and figure.index == beside
        if (is_reached(start, end) or start.role is not Role.FROM) and adjacent and _BARE_CHANGE.match(figure.near):
            return _claim(figure, _differences(figure, end, start), Strength.PLAIN)
    return None


def _rates_from_to(scene: Scene, figure: Figure) -> tuple[Figure, Figure] | None:
    """giảm từ 4.812 hộ (6,42%) xuống còn 3.645 hộ (4,85%), giảm 1,57 điểm %: the rates stand in the brackets."""
    before = [one for one in scene.figures[: figure.index] if one.sentence == figure.sentence]
    if len(before) < _TWO_WITH_RATES:
        return None
    start, first, end, last = before[-_TWO_WITH_RATES:]
    told = start.role is Role.FROM and not start.is_percent and alike(start.dimension, end.dimension)
    rates = all(one.is_percent and one.mention.value is not None for one in (first, last))
    owned = rate_of(scene, start) is first and rate_of(scene, end) is last
    return (last, first) if told and rates and owned and is_reached(start, end) else None


_TWO_WITH_RATES = 4


def _is_start(scene: Scene, start: Figure) -> bool:
    """từ 46 lên 68 sản phẩm; sáp nhập 28 xã, thị trấn thành 9 xã."""
    if start.role is Role.FROM:
        return True
    end = scene.figures[start.index + 1 : start.index + 2]
    merged = bool(_MERGED.search(start.near)) and start.role is Role.LEVEL and start.dimension.counted
    return merged and bool(end) and end[0].sentence == start.sentence and bool(_INTO.search(end[0].lead))


_MERGED = re.compile(r"sáp nhập|sắp xếp|hợp nhất|\bnhập\b|gộp|kiện toàn")
_INTO = re.compile(r"\b(?:thành|còn|xuống còn)\W*\Z")
_BARE_CHANGE = re.compile(
    r"\W*(?:tương ứng|tức|hay|nghĩa là|bằng|so với[^,;]*)?\W*(?:tăng|giảm|cao hơn|thấp hơn|ít hơn|nhiều hơn)"
)


def _between_levels(scene: Scene, figure: Figure, now: list[Figure]) -> Claim | None:
    """đầu năm 22,77%, cuối năm 18,48%, giảm 4,29 điểm %."""
    if len(now) < 2 or figure.base in (Base.PREVIOUS, Base.PLAN, Base.OTHER) or _reaches(scene, figure):
        return None
    last, *before = now
    before = [one for one in before if alike(one.dimension, last.dimension)]
    if not before:
        return None
    dated = all(_CALENDAR.search(one.lead) for one in (before[0], last))
    clear = len(before) == 1 and before[0].role is last.role and dated
    if not clear and not last.is_percent:
        return None
    readings = [reading for one in before[:3] for reading in _differences(figure, last, one)]
    return _claim(figure, readings, Strength.PLAIN if clear else Strength.LIKELY)


def _reaches(scene: Scene, figure: Figure) -> bool:
    """tăng 400.000 đồng lên 40,35 triệu đồng: the amount that is reached stands behind the change."""
    following = scene.figures[figure.index + 1 : figure.index + 2]
    return bool(following) and bool(re.match(r"\W*(?:lên|xuống|còn|về mức)", following[0].lead))


def _balance(scene: Scene, figure: Figure) -> Claim | None:
    before = [
        one
        for one in reversed(scene.figures[: figure.index])
        if one.sentence == figure.sentence and one.bracket == figure.bracket and one.role in _LEVELS
        and not one.is_percent and alike(one.dimension, figure.dimension) and one.mention.value is not None
    ]  # fmt: skip
    if len(before) < 2:
        return None
    last, first = before[0], before[1]
    readings = (of(Operation.REST, first, last), of(Operation.REST, last, first))
    if last.value is not None and first.value is not None and last.value > first.value:
        readings = readings[::-1]
    plain = len(before) == 2 and ("chênh lệch" not in figure.near or _are_both(scene, first, last, figure))
    strength = Strength.PLAIN if plain else Strength.LIKELY
    return Claim(BALANCE.code, Operand(figure), readings, strength, figure.near)


def _are_both(scene: Scene, first: Figure, last: Figure, figure: Figure) -> bool:
    """Thu và chi lần lượt đạt 5,2 tỷ đồng và 4,7 tỷ đồng, chênh lệch 0,5 tỷ đồng: the two that stand right before it."""
    together = first.index == last.index - 1 == figure.index - 2 and first.clause == last.clause == figure.clause
    return together and scene.outline.text[first.end : last.start].strip().lower() == "và"
