"""PartsList: a whole and the parts that a text lists of it.

A list opens with a word (gồm, trong đó, chia ra), a colon or a bracket right after the whole, or only by position:
an amount, then amounts of the same thing one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from solieu.core import Hedge
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.list_words import (
    NO_ADDEND,
    by_time,
    goes_on,
    has_gaps,
    has_opposites,
    has_overlap,
    is_closed,
    says_open,
)
from solieu.proofread.outline import Bracket, Cue, CueKind, Outline


class Opening(StrEnum):
    CONSISTS = "consists"
    AMONG = "among"
    AMONG_TOTAL = "among total"
    BRACKET = "bracket"
    COLON = "colon"
    POSITION = "position"
    TOTAL = "total"  # the parts come first


@dataclass(frozen=True, slots=True)
class PartsList:
    """``parts`` are those that surely belong; ``longer`` are further readings, each with more or fewer parts.
    ``whole`` is the nearest figure that the list can be parts of, ``others`` are further ones."""

    opening: Opening
    whole: Figure
    parts: tuple[Figure, ...]
    longer: tuple[tuple[Figure, ...], ...] = ()
    others: tuple[Figure, ...] = ()
    words: str = ""
    is_open: bool = False  # the words say that not all is listed
    is_closed: bool = False  # the words say that all is listed
    overlaps: bool = False  # the parts may have members in common
    is_rough: bool = False  # a figure is hedged, or an item stands without a figure
    is_far: bool = False  # another count stands between the whole and its list

    @property
    def readings(self) -> tuple[tuple[Figure, ...], ...]:
        return (self.parts, *self.longer)


_PART_ROLES = frozenset({Role.LEVEL, Role.REMAINDER, Role.SHARE, Role.OWN, Role.RATIO, Role.BARE})
_WHOLE_ROLES = _PART_ROLES | {Role.CHANGE, Role.BASE}
_NOT_ADDED = frozenset(
    {"tuổi", "tầng", "điểm", "lần", "độ", "mm", "sao", "bậc", "năm", "tháng", "ngày", "giờ", "phút", "tuần", "quý"}
)
_COUNTS = re.compile(r"(?::|là|có|đạt|được|còn|tổng số)\W*\Z")
_NEAR = 70  # characters between trong đó and the only part that it names
_LISTS = frozenset({CueKind.CONSISTS, CueKind.AMONG, CueKind.OUTSIDE, CueKind.AMONG_TOTAL, CueKind.TOTAL})
_GOES_ON = re.compile(r"(?:thực hiện|đã|được|giảm|tăng|nâng|đồng thời|hiện|triển khai|giao|cấp|thu|chi|bố trí)\b")


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


def fits(whole: Figure, part: Figure) -> bool:
    """Whether a figure can be a part of another."""
    if whole.is_percent != part.is_percent or part.mention.value is None or whole.mention.value is None:
        return False
    return alike(whole.dimension, part.dimension, loosely=True)


# ---- by a word -----------------------------------------------------------------------------------------------


def _by_cue(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind is CueKind.AMONG_TOTAL:
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
        and other.kind in _LISTS and other.figures_before > cue.figures_before
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
    before = [one for one in outline.figures[: cue.figures_before] if one.role in _WHOLE_ROLES]
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
        parts = [one for one in members if _is_part(whole, one)]
        if not parts or not _opens_here(outline, cue, parts):
            continue
        if len(parts) == 1 and parts[0].start - cue.end > _NEAR:
            continue
        used.append(whole)
        strange = [
            one
            for one in members
            if one.role is Role.LEVEL and one.clause == parts[0].clause and not any(_is_part(w, one) for w in wholes)
        ]
        foreign = members[0] not in parts and not any(_is_part(one, members[0]) for one in wholes)
        others = [one for one in wholes if one is not whole and alike(one.dimension, whole.dimension)]
        nearest = next(one for one in wholes if one.dimension.counted == whole.dimension.counted)
        yield _parts_list(outline, opening, whole, parts, cue, others, is_far=nearest is not whole, strange=strange,
                          is_foreign=foreign)  # fmt: skip


def _one_kind(one: Figure, other: Figure) -> bool:
    return alike(one.dimension, other.dimension) or (one.dimension.counted and other.dimension.counted)


def _is_part(whole: Figure, part: Figure) -> bool:
    addend = part.role in _PART_ROLES or (part.role is Role.BASE and part.base is Base.PLAN and part.bracket == 0)
    if not addend or not fits(whole, part) or NO_ADDEND.search(part.near) or (part.value or 0) < 0:
        return False
    if whole.mention.unit in _NOT_ADDED or whole.mention.value == 1:
        return False
    if not whole.mention.unit and not whole.is_percent and not _COUNTS.search(whole.lead):
        return False
    # A number without a noun is a part when nothing else follows it: cán bộ 192; công chức 164.
    return bool(part.mention.unit) or part.is_percent or not re.match(r"\s*(?!và)[^\W\d_]", part.tail)


def _opens_here(outline: Outline, cue: Cue, parts: list[Figure]) -> bool:
    """Without a colon the first part stands in the clause of the cue; after a semicolon something new begins."""
    return parts[0].clause == cue.clause or ":" in outline.text[cue.end : parts[0].start]


def _parts_list(
    outline: Outline,
    opening: Opening,
    whole: Figure,
    parts: list[Figure],
    cue: Cue | None,
    others: Sequence[Figure] = (),
    *,
    is_far: bool = False,
    strange: Sequence[Figure] = (),
    is_foreign: bool = False,
) -> PartsList:
    start = cue.end if cue is not None else whole.end
    head = outline.text[start : parts[0].start]
    first_clause = [one for one in parts if one.clause == parts[0].clause]
    sure = parts if ":" in head or len(first_clause) < 2 else first_clause
    # Without a colon what follows the first semicolon may be something else.
    readings = tuple(tuple(parts[:size]) for size in _list_ends(parts) if size != len(sure))
    # Nouns that we do not know to be kinds of the whole may be parts all the same.
    counted = [
        one for one in strange if one.dimension.counted and whole.dimension.counted and one.mention.value is not None
    ]
    if counted:
        readings += (tuple(sorted([*sure, *counted], key=lambda one: one.index)),)
    listed = _without_brackets(outline, start, sure[-1].end, sure[0].bracket)
    hedged = any(one.mention.hedge is not Hedge.NONE for one in (whole, *sure))
    return PartsList(
        opening,
        whole,
        tuple(sure),
        readings,
        tuple(others),
        outline.text[cue.start : cue.end] if cue else "",
        is_open=says_open(_before(outline, cue) + head.lower())
        or goes_on(_behind(outline, sure[-1]), whole.dimension.base),
        is_closed=is_closed(sure),
        overlaps=has_overlap(sure) and not is_closed(sure),
        is_rough=hedged or has_gaps(listed) or bool(counted) or is_foreign,
        is_far=is_far,
    )


def _before(outline: Outline, cue: Cue | None) -> str:
    """The words right before the word that opens a list: chủ yếu gồm."""
    return outline.text[max(0, cue.start - 12) : cue.start].lower() if cue else ""


def _behind(outline: Outline, last: Figure) -> str:
    """The words after the last part, up to the next figure or a little way."""
    following = outline.figures[last.index + 1 : last.index + 2]
    end = following[0].start if following else len(outline.text)
    return outline.text[last.end : min(end, last.end + 80)].partition(";")[0].lower()


def _without_brackets(outline: Outline, start: int, end: int, bracket: int) -> str:
    text = outline.text[start:end]
    for inner in outline.brackets:
        if inner.parent == bracket and start <= inner.start and inner.end < end:
            size = inner.end + 1 - inner.start
            text = text[: inner.start - start] + " " * size + text[inner.end + 1 - start :]
    return text


def _list_ends(parts: list[Figure]) -> Iterator[int]:
    """Where a list may end before its last figure: at a semicolon, or where a verb starts something new."""
    yield len(parts)
    for at in range(len(parts) - 1, 1, -1):
        if parts[at].clause != parts[at - 1].clause or _GOES_ON.match(parts[at].near):
            yield at


_ROUGHLY = re.compile(r"(?:\s|trên|hơn|gần|khoảng|có|là)*")


def _among_total(outline: Outline, cue: Cue) -> Iterator[PartsList]:
    """Trong tổng số 22 chỉ tiêu, có 14 chỉ tiêu vượt, 6 chỉ tiêu đạt và 03 chỉ tiêu chưa đạt."""
    members = _members(outline, cue)
    if len(members) < 2 or not _ROUGHLY.fullmatch(outline.text[cue.end : members[0].start].lower()):
        return
    whole, rest = members[0], [one for one in members[1:] if _is_part(members[0], one)]
    if rest and not any(one.index < whole.index and one.clause == whole.clause for one in outline.figures):
        yield _parts_list(outline, Opening.AMONG_TOTAL, whole, rest, cue)


# ---- by a bracket, a colon, a total at the end ---------------------------------------------------------------


def _by_bracket(outline: Outline) -> Iterator[PartsList]:
    for bracket in outline.brackets:
        if bracket.owner is None or any(
            cue.bracket == bracket.number and cue.kind is not CueKind.COLON for cue in outline.cues
        ):
            continue
        owner = outline.figures[bracket.owner]
        if not _speaks_of(bracket, owner) or re.search(r"[=*×]", outline.text[bracket.start : bracket.end]):
            continue
        inside = [one for one in outline.figures if one.bracket == bracket.number]
        parts = [one for one in inside if one.role is Role.LEVEL and _is_part(owner, one) and one.mention.unit]
        strange = [one for one in inside if not one.is_percent and one not in parts]
        single = len(parts) == 1 and _MEASURED.search(parts[0].near + parts[0].tail)
        if parts and not strange and not single and not any(by_time(one) for one in parts):
            yield _parts_list(outline, Opening.BRACKET, owner, parts, None)


_MEASURED = re.compile(r"so với|\b(?:cao|dài|rộng|sâu|nặng|dày)\b")


def _speaks_of(bracket: Bracket, owner: Figure) -> bool:
    """Whether the bracket stands in the phrase of an amount, and no other word claims it."""
    same_phrase = bracket.phrase == owner.phrase and bracket.parent == owner.bracket and ":" not in bracket.before
    return same_phrase and owner.role in (Role.LEVEL, Role.REMAINDER) and not owner.is_percent


def _by_colon(outline: Outline) -> Iterator[PartsList]:
    """A colon right after the whole: giải quyết 45 đơn: khiếu nại 12 đơn; tố cáo 33 đơn."""
    for cue in outline.cues:
        if cue.kind is not CueKind.COLON or not cue.figures_before:
            continue
        whole = outline.figures[cue.figures_before - 1]
        if whole.sentence != cue.sentence or whole.bracket != cue.bracket or whole.role not in _WHOLE_ROLES:
            continue
        between = outline.text[whole.end : cue.start]
        named = any(
            other is not cue and other.start < cue.start and other.figures_before == cue.figures_before
            for other in outline.cues
        )
        if named or re.search(r"[,;]", between):
            continue
        parts = [one for one in _members(outline, cue) if _is_part(whole, one)]
        if len(parts) > 1:
            yield _parts_list(outline, Opening.COLON, whole, parts, None)


def _by_total(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind is not CueKind.TOTAL or cue.figures_before >= len(outline.figures):
            continue
        words = outline.text[cue.start : cue.end]
        whole = outline.figures[cue.figures_before]
        if whole.sentence != cue.sentence or whole.bracket != cue.bracket or not _sums_up(words):
            continue
        before = [
            one
            for one in outline.figures[: cue.figures_before]
            if one.sentence == cue.sentence and one.bracket == cue.bracket and _is_part(whole, one)
        ]
        if len(before) > 1:
            shorter = tuple(tuple(before[at:]) for at in range(1, len(before) - 1))
            rough = any(one.mention.hedge is not Hedge.NONE for one in (whole, *before))
            others = [one for one in outline.figures[: cue.figures_before] if one.sentence == cue.sentence]
            closed = len(others) == len(before)
            yield PartsList(Opening.TOTAL, whole, tuple(before), shorter, words=words, is_closed=closed, is_rough=rough)


def _sums_up(words: str) -> bool:
    return words.lower().startswith(("tổng cộng", "cộng chung", "tất cả"))


# ---- by position only ----------------------------------------------------------------------------------------


def _by_position(outline: Outline) -> Iterator[PartsList]:
    """An amount and then, in the same sentence and level, two or more amounts of the same thing and nothing else."""
    for figure in outline.figures:
        if figure.is_percent or figure.role is not Role.LEVEL or figure.mention.value is None:
            continue
        following = list(_run_of(outline, figure))
        closed = has_opposites(following)
        if len(following) < 2 or not (closed or all((one.value or 0) < (figure.value or 0) for one in following)):
            continue
        rough = any(one.mention.hedge is not Hedge.NONE for one in (figure, *following))
        yield PartsList(Opening.POSITION, figure, tuple(following), is_closed=closed, is_rough=rough)


def _run_of(outline: Outline, figure: Figure) -> Iterator[Figure]:
    """Amounts of the same noun that follow one another; percentages between them do not break the run."""
    for one in outline.figures[figure.index + 1 :]:
        if one.sentence != figure.sentence:
            return
        if one.bracket != figure.bracket or one.is_percent:
            continue
        if one.dimension.base != figure.dimension.base or not _is_part(figure, one):
            return
        yield one
