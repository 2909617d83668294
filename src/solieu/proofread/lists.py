"""Finding the lists of a passage: by a word (gồm, trong đó), a bracket or colon after the whole, a total at the end, or
only by position: an amount, then amounts of the same thing one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.core import Hedge
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.list_words import NO_ADDEND, by_time, has_opposites, is_sister
from solieu.proofread.outline import Bracket, Cue, CueKind, Outline
from solieu.proofread.parts import WHOLE_ROLES, Opening, PartsList, Surroundings, is_part, parts_among, parts_list

_LISTS = frozenset({CueKind.CONSISTS, CueKind.AMONG, CueKind.OUTSIDE, CueKind.AMONG_TOTAL})
_WITHIN_ITEMS = frozenset({CueKind.COLON, CueKind.WITHIN})  # (loại 1: 62, loại 2: 128); (trong tỉnh 45; ngoài tỉnh 12)
_NEAR = 70  # characters between trong đó and the only part that it names


def find_lists(outline: Outline) -> tuple[PartsList, ...]:
    """All lists of a passage in reading order."""
    found = [*_by_cue(outline), *_by_bracket(outline), *_by_colon(outline), *_by_total(outline)]
    listed = {part.index for one in found for part in one.parts}
    found += [
        one
        for one in _by_position(outline)
        if one.whole.index not in listed and not any(part.index in listed for part in one.parts)
    ]
    return tuple(sorted(found, key=lambda one: one.whole.index))


# ---- by a word -----------------------------------------------------------------------------------------------


def _by_cue(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind in (CueKind.AMONG_TOTAL, CueKind.WITHIN):
            yield from _among_total(outline, cue)
        elif cue.kind in (CueKind.CONSISTS, CueKind.AMONG):
            opening = Opening.CONSISTS if cue.kind is CueKind.CONSISTS else Opening.AMONG
            yield from _for_each_dimension(outline, opening, cue)


def _members(outline: Outline, cue: Cue) -> list[Figure]:
    """Figures on the level of the cue that follow it; those of a list inside an item are left out."""
    inner = [
        other
        for other in outline.cues
        if other.start > cue.start and other.bracket == cue.bracket and other.sentence == cue.sentence
        and (other.kind in _LISTS or _sums_up(outline, other)) and other.figures_before > cue.figures_before
    ]  # fmt: skip
    return [
        figure
        for figure in outline.figures[cue.figures_before :]
        if figure.bracket == cue.bracket and figure.sentence == cue.sentence
        and not any(_inside(outline, figure, other, cue) for other in inner)
    ]  # fmt: skip


def _inside(outline: Outline, figure: Figure, inner: Cue, outer: Cue) -> bool:
    """A list inside an item lasts to the next semicolon when the outer list has a colon, else to the end."""
    if figure.start < inner.start:
        return False
    goes_over = outline.text[outer.end : outer.end + 3].strip()[:1] == ":" and (
        outline.text[inner.end : inner.end + 3].strip()[:1] != ":"
    )
    return figure.clause == inner.clause or not goes_over


def _wholes_before(outline: Outline, cue: Cue) -> list[Figure]:
    """What the list may be parts of, nearest first: in the same sentence, or before the bracket or full stop."""
    before = [one for one in outline.figures[: cue.figures_before] if one.role in WHOLE_ROLES]
    # A change is an aside (đạt 40 tấn, tăng 4 tấn, trong đó ...) unless there is nothing else.
    before.sort(key=lambda one: (one.role is not Role.CHANGE, one.index))
    same = [one for one in before if one.bracket == cue.bracket and one.sentence == cue.sentence]
    if same:
        return same[::-1]
    if cue.bracket:
        around = outline.brackets[cue.bracket - 1]
        return [one for one in before if one.bracket == around.parent and one.sentence == around.sentence][::-1]
    last = max((one.sentence for one in before if one.bracket == 0), default=None)
    return [one for one in before if one.bracket == 0 and one.sentence == last][::-1]


def _for_each_dimension(outline: Outline, opening: Opening, cue: Cue) -> Iterator[PartsList]:
    """A list may add up in several units at once: 173 công trình with 14.202 triệu đồng."""
    members = _members(outline, cue)
    wholes = _wholes_before(outline, cue)
    used: list[Figure] = []
    for whole in wholes:
        if any(_one_kind(whole, other) for other in used):
            continue
        parts = parts_among(whole, members)
        if not parts or not _opens_here(outline, cue, parts):
            continue
        if len(parts) == 1 and parts[0].start - cue.end > _NEAR:
            continue
        used.append(whole)
        yield parts_list(outline, opening, whole, parts, cue, _surroundings(whole, wholes, parts, members))


def _surroundings(whole: Figure, wholes: list[Figure], parts: list[Figure], members: list[Figure]) -> Surroundings:
    nearest = next(one for one in wholes if one.dimension.counted == whole.dimension.counted)
    return Surroundings(
        others=[
            one
            for one in wholes
            if one is not whole and one.clause == whole.clause and alike(one.dimension, whole.dimension)
        ],
        is_far=nearest is not whole,
        strange=[
            one
            for one in members
            if one.role is Role.LEVEL and one.clause == parts[0].clause and not any(is_part(w, one) for w in wholes)
        ],
        is_foreign=members[0] not in parts and not any(is_part(one, members[0]) for one in wholes),
    )


def _one_kind(one: Figure, other: Figure) -> bool:
    return alike(one.dimension, other.dimension) or (one.dimension.counted and other.dimension.counted)


def _opens_here(outline: Outline, cue: Cue, parts: list[Figure]) -> bool:
    """Without a colon the first part stands in the clause of the cue; after a semicolon something new begins."""
    return parts[0].clause == cue.clause or ":" in outline.text[cue.end : parts[0].start]


_ROUGHLY = re.compile(
    r"(?:\s|trên|hơn|gần|khoảng|có|là|tổng(?: số| chi| thu| vốn| kinh phí| nguồn vốn| diện tích| sản lượng))*"
)


def _among_total(outline: Outline, cue: Cue) -> Iterator[PartsList]:
    """Trên 40 thôn, có 25 thôn đạt, 12 thôn cận đạt và 03 thôn còn yếu."""
    members = _members(outline, cue)
    if len(members) < 2 or not _ROUGHLY.fullmatch(outline.text[cue.end : members[0].start].lower()):
        return
    whole, rest = members[0], parts_among(members[0], members[1:])
    if rest and not any(one.index < whole.index and one.clause == whole.clause for one in outline.figures):
        yield parts_list(outline, Opening.AMONG_TOTAL, whole, rest, cue)


# ---- by a bracket --------------------------------------------------------------------------------------------


def _by_bracket(outline: Outline) -> Iterator[PartsList]:
    """11 trường hợp (4 trường hợp ..., 7 trường hợp ...); 09 lớp 210 học viên (04 lớp 90 học viên ...; 05 lớp 120 học viên ...)."""
    for bracket in outline.brackets:
        if bracket.owner is None or re.search(r"[=*×]", outline.text[bracket.start : bracket.end]):
            continue
        first_cue = min(
            (cue.start for cue in outline.cues if cue.bracket == bracket.number and cue.kind not in _WITHIN_ITEMS),
            default=bracket.end,
        )
        inside = [one for one in outline.figures if one.bracket == bracket.number and one.start < first_cue]
        owners = _owners(outline, bracket)
        of_owner = {
            owner.index: parts_among(owner, [one for one in inside if one.role is Role.LEVEL]) for owner in owners
        }
        known = {part.index for parts in of_owner.values() for part in parts}
        if rates := _rates(outline, bracket, inside):
            yield rates
        if any(one.index not in known and not one.is_percent for one in inside):
            continue
        for owner in owners:
            parts = of_owner[owner.index]
            if parts and _is_breakdown(bracket, owner, parts):
                yield parts_list(outline, Opening.BRACKET, owner, parts, None)


def _rates(outline: Outline, bracket: Bracket, inside: list[Figure]) -> PartsList | None:
    """8,42% (hộ nghèo 4,12%, hộ cận nghèo 4,30%): opposites, each below the whole, so not rates of their own."""
    assert bracket.owner is not None
    owner = outline.figures[bracket.owner]
    if not owner.is_percent or len(inside) < 2 or owner.mention.value is None or bracket.before:
        return None
    parts = parts_among(owner, inside)
    if len(parts) != len(inside) or any((one.value or 0) >= (owner.value or 0) for one in parts):
        return None
    found = parts_list(outline, Opening.BRACKET, owner, parts, None)
    return found if found.is_closed else None


_FEW = 5  # words of the noun that may stand between an amount and its bracket
_MEASURED = re.compile(r"so với|\b(?:cao|dài|rộng|sâu|nặng|dày)\b")


def _owners(outline: Outline, bracket: Bracket) -> list[Figure]:
    """The amounts that a bracket can speak of: the one before it, and another noun right before that one."""
    assert bracket.owner is not None
    owner = outline.figures[bracket.owner]
    is_amount = owner.role in (Role.LEVEL, Role.REMAINDER) or owner.base is Base.PLAN
    if not is_amount or owner.is_percent or owner.bracket != bracket.parent:
        return []
    earlier = outline.figures[max(0, owner.index - 1)]
    joined = earlier is not owner and earlier.phrase == owner.phrase and len(owner.lead.split()) < 2
    twice = joined and earlier.role is Role.LEVEL and earlier.dimension.counted
    if not twice and earlier is not owner and _counts_the_same(outline, bracket, earlier, owner):
        return [earlier]
    return [owner, earlier] if twice else [owner]


def _counts_the_same(outline: Outline, bracket: Bracket, earlier: Figure, owner: Figure) -> bool:
    """17 vụ với 23 đối tượng (ma túy 6 vụ, pháo nổ 8 vụ, thuốc lá 3 vụ): the noun inside is that of the first one."""
    inside = {one.dimension.base for one in outline.figures if one.bracket == bracket.number}
    same = earlier.clause == owner.clause and earlier.bracket == owner.bracket and earlier.role is Role.LEVEL
    return same and earlier.dimension.counted and inside == {earlier.dimension.base} != {owner.dimension.base}


def _is_breakdown(bracket: Bracket, owner: Figure, parts: list[Figure]) -> bool:
    if ":" in bracket.before or any(by_time(one) or NO_ADDEND.search(one.near) for one in parts):
        return False
    if len(parts) == 1 and (len(bracket.before.split()) > _FEW or re.search(r"lên|xuống|đạt", parts[0].near)):
        return False
    if len(parts) == 1:
        return (
            bracket.phrase == owner.phrase
            and bool(parts[0].mention.unit)
            and not _MEASURED.search(parts[0].near + parts[0].tail)
        )
    noun = owner.dimension.base.split()[:1]
    return bracket.phrase == owner.phrase or all(one.dimension.base.split()[:1] == noun for one in parts)


# ---- by a colon, a total at the end --------------------------------------------------------------------------


def _by_colon(outline: Outline) -> Iterator[PartsList]:
    """A colon behind the whole: giải quyết 45 đơn: khiếu nại 12 đơn; phân bổ 32 tỷ đồng cho 3 chương trình: ..."""
    for cue in outline.cues:
        if cue.kind is not CueKind.COLON or not cue.figures_before:
            continue
        last = outline.figures[cue.figures_before - 1]
        named = any(
            other is not cue and other.start < cue.start and other.figures_before == cue.figures_before
            for other in outline.cues
        )
        between = outline.text[last.end : cue.start]
        if named or ";" in between or len(between) > _NEAR or last.sentence != cue.sentence:
            continue
        members = _members(outline, cue)
        for whole in _wholes_before(outline, cue):
            parts = parts_among(whole, members)
            if len(parts) > 1 and whole.clause == cue.clause and ":" not in whole.lead:
                yield parts_list(outline, Opening.COLON, whole, parts, None)
                break


def _by_total(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind is not CueKind.TOTAL or cue.figures_before >= len(outline.figures):
            continue
        whole = outline.figures[cue.figures_before]
        if whole.sentence != cue.sentence or whole.bracket != cue.bracket or not _sums_up(outline, cue):
            continue
        earlier = [one for one in outline.figures[: cue.figures_before] if one.sentence == cue.sentence]
        before = parts_among(whole, [one for one in earlier if one.bracket == cue.bracket])
        if not before:  # 12 nhà (0,72 tỷ đồng), 8 nhà (0,24 tỷ đồng), tổng cộng 0,96 tỷ đồng
            asides = {one.number for one in outline.brackets if one.parent == cue.bracket and one.owner is not None}
            before = parts_among(whole, [one for one in earlier if one.bracket in asides])
        if len(before) > 1:
            shorter = tuple(tuple(before[at:]) for at in range(1, len(before) - 1))
            yield PartsList(
                Opening.TOTAL, whole, tuple(before), shorter, words=outline.text[cue.start : cue.end],
                is_closed=len(earlier) == len(before), is_rough=_is_hedged(whole, *before),
            )  # fmt: skip


def _sums_up(outline: Outline, cue: Cue) -> bool:
    words = outline.text[cue.start : cue.end].lower()
    return cue.kind is CueKind.TOTAL and words.startswith(("tổng cộng", "cộng chung", "tất cả"))


def _is_hedged(*figures: Figure) -> bool:
    return any(one.mention.hedge is not Hedge.NONE for one in figures)


# ---- by position only ----------------------------------------------------------------------------------------


def _by_position(outline: Outline) -> Iterator[PartsList]:
    """An amount and then, in the same sentence and level, two or more amounts of the same thing and nothing else."""
    for figure in outline.figures:
        if figure.is_percent or figure.role is not Role.LEVEL or figure.mention.value is None:
            continue
        following = list(_run_of(outline, figure))
        closed = has_opposites(following) and not is_sister(figure, following)
        if closed or _is_labelled(figure, following):
            rough = _is_hedged(figure, *following)
            yield PartsList(Opening.POSITION, figure, tuple(following), is_closed=closed, is_rough=rough)


_LABELS = 3  # labelled amounts after a larger one before position alone hints at a list
_STARTS_ANEW = re.compile(r"\W*(?:và|đã|được|có|hỗ trợ|thực hiện|cấp|tổ chức|giải quyết|thu|chi|tăng|giảm|đồng thời)\b")


def _is_labelled(figure: Figure, following: list[Figure]) -> bool:
    """90 hộ, tự di dời 61 hộ, được hỗ trợ 20 hộ, chờ xét 9 hộ: names before, nothing behind."""
    if len(following) < _LABELS or any((one.value or 0) >= (figure.value or 0) for one in following):
        return False
    names = [one.near for one in following]
    return all(name and not _STARTS_ANEW.match(name) for name in names[:-1]) and not any(
        re.search(r"[^\W\d_]", one.tail) for one in following[:-1]
    )


def _run_of(outline: Outline, figure: Figure) -> Iterator[Figure]:
    """Amounts of the same noun that follow one another; percentages between them do not break the run."""
    for one in outline.figures[figure.index + 1 :]:
        if one.sentence != figure.sentence:
            return
        if one.bracket != figure.bracket or one.is_percent:
            continue
        if one.dimension.base != figure.dimension.base or not is_part(figure, one):
            return
        yield one
