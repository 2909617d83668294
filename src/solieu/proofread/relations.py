"""Relations: who stands with whom. Which amount a percentage or change speaks of, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solieu.proofread.dimensions import Dimension, alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Operand
from solieu.proofread.lists import find_lists
from solieu.proofread.outline import Outline
from solieu.proofread.parts import PartsList
from solieu.proofread.roles import base_at_end

_SUBJECTS = frozenset({Role.LEVEL, Role.REMAINDER, Role.RATE})
_NO_LINK = re.compile(r"\bvà\b|đạt|trong đó|về mức|xuống|lên|\bcòn\b")
_OVER = re.compile(r"/|[^,;:.\d]{0,60}?(?:/\s*|(?:trên|trong|/)\s*tổng(?: số)?[^,;:.\d]{0,30})")
_LINKS = re.compile(r"so với|so|của|trên|trong|tổng|kế hoạch|cùng kỳ|dự toán|chỉ tiêu|/|\bck\b|\bkh\b")


@dataclass(frozen=True)
class Scene:
    """An outline with its lists: all that the rules of one passage look at."""

    outline: Outline
    lists: tuple[PartsList, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.outline.figures


def read_scene(outline: Outline) -> Scene:
    return Scene(outline, find_lists(outline))


def subjects(scene: Scene, figure: Figure) -> list[Figure]:
    """Amounts that a percentage or change may speak of, the most likely first."""
    outline = scene.outline
    chain = outline.chain(figure)
    found = [
        one
        for one in scene.figures[: figure.index]
        if one.sentence == figure.sentence and one.bracket in chain and one.role in _SUBJECTS
        and not one.is_percent and one.mention.value is not None
    ][::-1]  # fmt: skip
    if not found and figure.base is Base.PREVIOUS:
        found = _plans_before(scene, figure)
    bracket = outline.bracket_of(figure)
    if bracket is not None and bracket.owner is not None:
        owner = scene.figures[bracket.owner]
        found.sort(key=lambda one: (one.bracket != figure.bracket, one is not owner))
    return found


def _plans_before(scene: Scene, figure: Figure) -> list[Figure]:
    """kế hoạch năm 2025 là 5.462 tỷ đồng, tăng 24,8% so với năm 2024: the plan itself is what is compared."""
    return [
        one
        for one in reversed(scene.figures[: figure.index])
        if one.sentence == figure.sentence and one.bracket == figure.bracket and one.role is Role.BASE
        and one.base is Base.PLAN and one.mention.value is not None
    ]  # fmt: skip


def explicit_base(scene: Scene, figure: Figure) -> Figure | None:
    """The figure that the comparison of a percentage or change names: in the bracket after it, or right behind it."""
    return _in_bracket_after(scene, figure) or _right_behind(scene, figure)


def _in_bracket_after(scene: Scene, figure: Figure) -> Figure | None:
    """tăng 4,2% so với cùng kỳ (950 tấn): the words before the bracket, or in it, name the base."""
    for bracket in scene.outline.brackets:
        if bracket.owner != figure.index or bracket.parent != figure.bracket:
            continue
        inside = [one for one in scene.figures if one.bracket == bracket.number and not one.is_percent]
        amounts = [one for one in inside if one.role in (Role.LEVEL, Role.BASE, Role.RATE, Role.REMAINDER)]
        if not amounts or not _is_named_only(amounts[0]):
            continue
        if amounts[0].role is Role.BASE and figure.base in (amounts[0].base, Base.NONE):
            return amounts[0]
        named = base_at_end(bracket.before)
        matches = named.base is figure.base if named else figure.base in (Base.WHOLE, Base.OTHER)
        # chiếm 31% GRDP (52.640 tỷ đồng); bằng 62% bình quân cả nước (110 triệu đồng)
        equals = figure.role is Role.SHARE or (figure.role is Role.RATIO and figure.near.endswith("bằng"))
        matches = matches or (equals and figure.base is Base.NONE)
        if matches and bracket.before and bracket.phrase == figure.phrase:
            return amounts[0]
    return None


def _is_named_only(amount: Figure) -> bool:
    """Whether a figure in brackets is nothing but the base: (kế hoạch 580 tấn), not (15 đại biểu không tán thành)."""
    words = _NAMED.sub("", amount.lead).strip(" :,=")
    rest = amount.tail.strip(" .,:")
    return not words and (amount.role is Role.BASE or len(rest.split()) <= _UNIT_WORDS)


_NAMED = re.compile(
    r"\b(?:kế hoạch|kh|cùng kỳ|svck|ck|năm|trước|là|đạt|dự toán|dt|chỉ tiêu|giao|được|tỉnh|huyện|hđnd|ubnd|xã|tổng|số|quý|"
    r"tháng|ước|khoảng|trên|gần|hơn|của|cả|nước|so với|mức|toàn|vốn|th|thực hiện|ngoái|i{1,3}|iv|đầu|cuối|niên vụ|vụ|diện tích|"
    r"sản lượng|tương ứng|đã|có|thu|chi|ngày|kỳ|học|giai đoạn|bình quân|trung bình|chung)\b|\d[\d./-]*"
)
_UNIT_WORDS = 3


def _right_behind(scene: Scene, figure: Figure) -> Figure | None:
    """bằng 93% so với 1.672 tỷ đồng của cùng kỳ."""
    if figure.index + 1 >= len(scene.figures):
        return None
    other = scene.figures[figure.index + 1]
    if (other.sentence, other.bracket, other.phrase) != (figure.sentence, figure.bracket, figure.phrase):
        return None
    if other.is_percent or other.role not in (Role.LEVEL, Role.BASE, Role.RATE):
        return None
    words = other.lead.strip()
    if _NO_LINK.search(words) or not _LINKS.search(words):
        return None
    return other if other.role is Role.BASE or len(words.split()) <= _LINK_WORDS else None


_LINK_WORDS = 5


def named_bases(scene: Scene, figure: Figure) -> list[Figure]:
    """Figures before a percentage that say themselves to be the base it names: kế hoạch giao 2.700 lao động; ... đạt x%.

    An earlier period counts in the same clause only; a percentage that names no base may still mean the plan.
    """
    if figure.base in (Base.PLAN, Base.PREVIOUS):
        kind = figure.base
    elif figure.base is Base.NONE:
        kind = Base.PREVIOUS if figure.role in (Role.GROWTH, Role.CHANGE) else Base.PLAN
    else:
        return []
    clause_around = scene.outline.clause_around
    found = [
        one
        for one in reversed(scene.figures[: figure.index])
        if one.sentence == figure.sentence and one.role is Role.BASE and one.base is kind
        and (kind is Base.PLAN or clause_around(one) == clause_around(figure))
        and not _has_own_rate(scene, one, figure)
    ]  # fmt: skip
    return found or _dated_bases(scene, figure)


def _dated_bases(scene: Scene, figure: Figure) -> list[Figure]:
    """Năm 2022 có 1.250 hộ, năm 2023 còn 1.050 hộ, giảm 16% so với năm 2022: the amount that names the year itself."""
    year = _OF_YEAR.search(figure.base_words) if figure.base is Base.PREVIOUS else None
    if year is None:
        return []
    found = [
        one
        for one in scene.figures[: figure.index]
        if one.sentence == figure.sentence and one.bracket == figure.bracket and one.role is Role.LEVEL
        and not one.is_percent and one.mention.value is not None and _OF_YEAR.findall(one.lead)[-1:] == [year[1]]
    ]  # fmt: skip
    later = [one for one in scene.figures[: figure.index] if found and one.index > found[0].index]
    return found if len(found) == 1 and any(_OF_YEAR.search(one.lead) for one in later) else []


_OF_YEAR = re.compile(r"\bnăm (\d{4})\b(?!\s*[-–])")


def _has_own_rate(scene: Scene, base: Figure, figure: Figure) -> bool:
    """so với dự toán là 175.785 tỷ đồng đạt tỷ lệ 103,8%: what looks like a base has a rate of its own."""
    following = scene.figures[base.index + 1]
    return following.is_percent and following.index < figure.index and following.bracket == base.bracket


def is_first_since(scene: Scene, figure: Figure, base: Figure) -> bool:
    """Whether no other percentage of the same base stands between it and the figure printed for the base."""
    return not any(
        one.is_percent and one.base is base.base and one.bracket == figure.bracket
        for one in scene.figures[base.index + 1 : figure.index]
    )


def pair_before(scene: Scene, figure: Figure) -> tuple[Operand, Operand] | None:
    """The fraction right before a percentage: 21/43 đơn, or 1.156 hộ/1.240 hộ."""
    chain = scene.outline.chain(figure)
    for one in reversed(scene.figures[: figure.index]):
        if one.sentence != figure.sentence or one.bracket not in chain:
            continue
        if one.is_percent:
            break
        if one.is_fraction:
            return None if _is_roughly(one) else (Operand(one), Operand(one, denominator=True))
        if pair := slash_pair(scene, one):
            return pair
        break
    return None


def _is_roughly(fraction: Figure) -> bool:
    """chiếm gần 1/3 thị trường: a way of speaking."""
    low = fraction.mention.of is not None and fraction.mention.of <= _SPOKEN
    return low and bool(re.search(r"(?:chiếm|khoảng|gần|hơn|đến|tới|trên|quá)\W*\Z", fraction.near))


_SPOKEN = 5


def pair_behind(scene: Scene, figure: Figure) -> tuple[Operand, Operand] | None:
    """The fraction in the bracket behind a percentage: đạt 75,0% (3.120/4.160 hồ sơ)."""
    for bracket in scene.outline.brackets:
        if bracket.owner == figure.index and bracket.parent == figure.bracket:
            inside = [one for one in scene.figures if one.bracket == bracket.number]
            if len(inside) == 1 and inside[0].is_fraction:
                return Operand(inside[0]), Operand(inside[0], denominator=True)
            if len(inside) == 2:
                return slash_pair(scene, inside[1])
    return None


def slash_pair(scene: Scene, second: Figure) -> tuple[Operand, Operand] | None:
    """Two figures with only a slash (or trên tổng số) between them."""
    if not second.index:
        return None
    first = scene.figures[second.index - 1]
    if first.sentence != second.sentence or not alike(first.dimension, second.dimension):
        return None
    between = scene.outline.text[first.end : second.start].strip().lower()
    return (Operand(first), Operand(second)) if _OVER.fullmatch(between) else None


def wholes_of(scene: Scene, part: Figure) -> list[Figure]:
    """What a figure is listed as a part of."""
    return [one.whole for one in scene.lists if any(part in parts for parts in one.readings)]


def same_kind(figures: list[Figure], dimension: Dimension) -> list[Figure]:
    return [one for one in figures if alike(one.dimension, dimension)]


def following(scene: Scene, figure: Figure) -> Iterator[Figure]:
    """Figures after this one in the same sentence and level."""
    for one in scene.figures[figure.index + 1 :]:
        if one.sentence != figure.sentence:
            return
        if one.bracket == figure.bracket:
            yield one


def rate_of(scene: Scene, amount: Figure) -> Figure | None:
    """The share that is printed right behind an amount: 3.838 xã (43,02%); đất ở 203 ha, chiếm 34%."""
    following = scene.figures[amount.index + 1 : amount.index + 2]
    if following and following[0].is_percent and following[0].sentence == amount.sentence:
        found = following[0]
        return found if found.role in (Role.BARE, Role.SHARE, Role.RATIO) and found.mention.value else None
    return None


def is_reached(start: Figure, end: Figure) -> bool:
    """Whether "từ A ... B" tells of a change: tăng từ A đến B, từ A xuống còn B; not từ 6 đến 16 tuổi."""
    if re.search(r"lên|xuống|còn", end.lead):
        return True
    return bool(_RISES.search(start.near)) and bool(re.search(r"đến|tới|thành", end.lead))


_RISES = re.compile(r"(?:tăng|giảm|nâng|hạ)\s+từ\W*(?:khoảng|gần|hơn|trên)?\W*\Z")
