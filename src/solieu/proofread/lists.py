"""PartsList: a whole and the parts that a text lists of it.

A list opens with a word (gồm, trong đó, chia ra), a colon or a bracket right after the whole, or only by position:
an amount, then amounts of the same thing one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.outline import Cue, CueKind, Outline


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
    """``parts`` are those that surely belong; ``longer`` are further readings, each with more or fewer parts."""

    opening: Opening
    whole: Figure
    parts: tuple[Figure, ...]
    longer: tuple[tuple[Figure, ...], ...] = ()
    words: str = ""
    is_open: bool = False  # the words say that not all is listed
    is_closed: bool = False  # the words say that all is listed

    @property
    def readings(self) -> tuple[tuple[Figure, ...], ...]:
        return (self.parts, *self.longer)


_PART_ROLES = frozenset({Role.LEVEL, Role.REMAINDER, Role.SHARE, Role.OWN, Role.RATIO, Role.BARE})
_WHOLE_ROLES = _PART_ROLES | {Role.CHANGE, Role.BASE}
_OPEN = re.compile(
    r"chủ yếu|một số|tiêu biểu|điển hình|nổi bật|đáng chú ý|\bnhư\b|chẳng hạn|trọng điểm|có thể kể|\.\.\.|…|v\.v|"
    r"cao nhất|thấp nhất|nhiều nhất|ít nhất|bình quân|trung bình|tập trung|hầu hết|phần lớn|đa số|chính là"
)
_CLOSED = re.compile(r"còn lại|\bkhác\b")
_OVERLAP = re.compile(r"\bnữ\b|dân tộc|dtts|đảng viên|tôn giáo|trẻ em|người cao tuổi|phụ nữ|\btrẻ\b|lượt")
_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"đúng hạn|trong hạn|trước hạn|đúng và trước hạn", r"quá hạn|trễ hạn|chậm|chưa đúng hạn"),
        (r"(?<!không )(?<!chưa )đủ điều kiện", r"(?:không|chưa) đủ điều kiện"),
        (r"\bnam\b", r"\bnữ\b"),
        (r"(?<!ngoài )công lập", r"ngoài công lập|tư thục|dân lập"),
        (r"trực tuyến", r"trực tiếp"),
        (r"(?<!không )thuộc thẩm quyền", r"không thuộc thẩm quyền"),
        (r"tập thể|tổ chức", r"cá nhân|hộ gia đình"),
        (r"trong nước|nội địa", r"nước ngoài|quốc tế|xuất khẩu|hải quan"),
        (r"nông thôn", r"thành thị|đô thị"),
        (r"(?<!cận )nghèo", r"cận nghèo"),
        (r"đầu tư", r"sự nghiệp|thường xuyên"),
        (r"nuôi trồng", r"khai thác|đánh bắt"),
        (r"ngân sách|nhà nước", r"vận động|xã hội hóa|nhân dân|dân đóng góp|huy động|đối ứng"),
        (r"trung ương", r"địa phương|tỉnh|huyện"),
    )
)


def find_lists(outline: Outline) -> tuple[PartsList, ...]:
    """All lists of a passage in reading order, outer before inner."""
    found = [*_by_cue(outline), *_by_bracket(outline), *_by_colon(outline), *_by_total(outline)]
    taken = {(one.whole.index, part.index) for one in found for part in one.parts}
    listed = {part for _, part in taken}
    found += [
        one
        for one in _by_position(outline)
        if one.whole.index not in listed and not any(part.index in listed for part in one.parts)
    ]
    return tuple(sorted(found, key=lambda one: one.whole.index))


# ---- by a word -----------------------------------------------------------------------------------------------


def _by_cue(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind is CueKind.AMONG_TOTAL:
            yield from _among_total(outline, cue)
        elif cue.kind in (CueKind.CONSISTS, CueKind.AMONG):
            opening = Opening.CONSISTS if cue.kind is CueKind.CONSISTS else Opening.AMONG
            members = _members(outline, cue)
            wholes = _wholes_before(outline, cue)
            yield from _for_each_dimension(outline, opening, wholes, members, cue)


def _members(outline: Outline, cue: Cue) -> list[Figure]:
    """Figures on the level of the cue that follow it, up to the next list that opens on the same level."""
    end = min(
        (other.start for other in outline.cues
         if other.start > cue.start and other.bracket == cue.bracket and other.sentence == cue.sentence
         and other.kind in (CueKind.CONSISTS, CueKind.AMONG, CueKind.OUTSIDE, CueKind.AMONG_TOTAL, CueKind.TOTAL)
         and other.figures_before > cue.figures_before),
        default=len(outline.text),
    )  # fmt: skip
    return [
        figure
        for figure in outline.figures[cue.figures_before :]
        if figure.bracket == cue.bracket and figure.sentence == cue.sentence and figure.start < end
    ]


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


def _for_each_dimension(
    outline: Outline, opening: Opening, wholes: list[Figure], members: list[Figure], cue: Cue
) -> Iterator[PartsList]:
    """A list may add up in several units at once: 173 công trình with 14.202 triệu đồng."""
    bases: list[Figure] = []
    for whole in wholes:
        if any(alike(whole.dimension, other.dimension) for other in bases):
            continue
        bases.append(whole)
        parts = [one for one in members if one.role in _PART_ROLES and fits(whole, one)]
        if not parts:
            continue
        yield _parts_list(outline, opening, whole, parts, cue)


def fits(whole: Figure, part: Figure) -> bool:
    """Whether a figure can be a part of another."""
    if whole.is_percent != part.is_percent or part.mention.value is None or whole.mention.value is None:
        return False
    return alike(whole.dimension, part.dimension)


def _parts_list(
    outline: Outline, opening: Opening, whole: Figure, parts: list[Figure], cue: Cue | None, words: str = ""
) -> PartsList:
    start = cue.end if cue is not None else whole.end
    ends_at = parts[-1].end
    head = outline.text[start : parts[0].start].lower()
    span = outline.text[start : ends_at + 12].lower()
    colon = ":" in head
    first_clause = [one for one in parts if one.clause == parts[0].clause]
    sure = parts if colon or len(first_clause) < 2 else first_clause
    # Without a colon what follows the first semicolon may be something else.
    others = tuple(tuple(parts[:size]) for size in _list_ends(parts) if size != len(sure))
    return PartsList(
        opening,
        whole,
        tuple(sure),
        others,
        words or (outline.text[cue.start : cue.end] if cue else ""),
        is_open=bool(_OPEN.search(head) or re.search(r"\.\.\.|…|v\.v", span)),
        is_closed=_is_closed(sure),
    )


_GOES_ON = re.compile(r"(?:thực hiện|đã|được|giảm|tăng|nâng|đồng thời|hiện|triển khai|giao|cấp|thu|chi|bố trí)\b")


def _list_ends(parts: list[Figure]) -> Iterator[int]:
    """Where a list may end before its last figure: at a semicolon, or where a verb starts something new."""
    yield len(parts)
    for at in range(len(parts) - 1, 1, -1):
        if parts[at].clause != parts[at - 1].clause or _GOES_ON.match(parts[at].near):
            yield at


def _is_closed(parts: list[Figure]) -> bool:
    labels = [f"{one.near} {one.mention.surface} {one.tail}".lower() for one in parts]
    if len(parts) > 1 and _CLOSED.search(labels[-1]):
        return True
    return _has_opposites(parts) or any(
        any(one.search(label) for label in labels) and any(other.search(label) for label in labels)
        for one, other in _PAIRS
    )


_NOT = re.compile(r"\b(?:không|chưa) ")


def _has_opposites(parts: list[Figure]) -> bool:
    """hòa giải thành 81 vụ, hòa giải không thành 15 vụ."""
    labels = [one.near for one in parts if one.near] if len(parts) == 2 else []
    return len(labels) == 2 and any(
        _NOT.search(one) and _NOT.sub("", one).strip() == other for one, other in (labels, labels[::-1])
    )


def _among_total(outline: Outline, cue: Cue) -> Iterator[PartsList]:
    """Trong tổng số 22 chỉ tiêu, có 14 chỉ tiêu vượt, 6 chỉ tiêu đạt và 03 chỉ tiêu chưa đạt."""
    members = _members(outline, cue)
    if len(members) < 2 or "," in outline.text[cue.end : members[0].start]:
        return
    whole, rest = members[0], [one for one in members[1:] if one.role in _PART_ROLES and fits(members[0], one)]
    if rest:
        yield _parts_list(outline, Opening.AMONG_TOTAL, whole, rest, cue)


# ---- by a bracket, a colon, a total at the end ---------------------------------------------------------------


def _by_bracket(outline: Outline) -> Iterator[PartsList]:
    for bracket in outline.brackets:
        if bracket.owner is None:
            continue
        inside = [one for one in outline.figures if one.bracket == bracket.number]
        if not inside or any(cue.bracket == bracket.number and cue.kind is not CueKind.COLON for cue in outline.cues):
            continue
        owner = outline.figures[bracket.owner]
        parts = [one for one in inside if one.role is Role.LEVEL and fits(owner, one)]
        others = [one for one in inside if not one.is_percent and one not in parts]
        if parts and not others and owner.role in _WHOLE_ROLES and not owner.is_percent:
            yield _parts_list(outline, Opening.BRACKET, owner, parts, None)


def _by_colon(outline: Outline) -> Iterator[PartsList]:
    """A colon right after the whole: giải quyết 45 đơn: khiếu nại 12 đơn; tố cáo 33 đơn."""
    for cue in outline.cues:
        if cue.kind is not CueKind.COLON or not cue.figures_before:
            continue
        whole = outline.figures[cue.figures_before - 1]
        if whole.sentence != cue.sentence or whole.bracket != cue.bracket or whole.role not in _WHOLE_ROLES:
            continue
        between = outline.text[whole.end : cue.start].lower()
        if any(other.start < cue.start and other.figures_before == cue.figures_before for other in outline.cues
               if other is not cue) or re.search(r"[,;]", between):  # fmt: skip
            continue
        parts = [one for one in _members(outline, cue) if one.role in _PART_ROLES and fits(whole, one)]
        if len(parts) > 1:
            yield _parts_list(outline, Opening.COLON, whole, parts, None)


def _by_total(outline: Outline) -> Iterator[PartsList]:
    for cue in outline.cues:
        if cue.kind is not CueKind.TOTAL or cue.figures_before >= len(outline.figures):
            continue
        if not outline.text[cue.start : cue.end].lower().startswith(("tổng cộng", "cộng chung", "tất cả")):
            continue
        whole = outline.figures[cue.figures_before]
        if whole.sentence != cue.sentence or whole.bracket != cue.bracket:
            continue
        before = [
            one
            for one in outline.figures[: cue.figures_before]
            if one.sentence == cue.sentence and one.bracket == cue.bracket and one.role in _PART_ROLES
            and fits(whole, one)
        ]  # fmt: skip
        if len(before) > 1:
            yield PartsList(
                Opening.TOTAL, whole, tuple(before), tuple(tuple(before[at:]) for at in range(1, len(before) - 1)),
                outline.text[cue.start : cue.end],
            )  # fmt: skip


# ---- by position only ----------------------------------------------------------------------------------------


def _by_position(outline: Outline) -> Iterator[PartsList]:
    """An amount and then, in the same sentence and level, two or more amounts of the same thing."""
    for figure in outline.figures:
        if figure.is_percent or figure.role not in (Role.LEVEL,) or figure.mention.value is None:
            continue
        following = [
            one
            for one in outline.figures[figure.index + 1 :]
            if one.sentence == figure.sentence and one.bracket == figure.bracket and one.role in _PART_ROLES
            and fits(figure, one) and one.mention.unit == figure.mention.unit
        ]  # fmt: skip
        closed = _has_opposites(following)
        if not closed:
            following = [one for one in following if (one.value or 0) < (figure.value or 0)]
        if len(following) > 1:
            shorter = tuple(tuple(following[:size]) for size in range(2, len(following)))
            yield PartsList(Opening.POSITION, figure, tuple(following), shorter, is_closed=closed)


def has_overlap(parts: tuple[Figure, ...]) -> bool:
    """Words of attributes that one person can have together: 20 nữ, 15 dân tộc thiểu số."""
    return any(_OVERLAP.search(f"{one.near} {one.mention.surface} {one.tail}".lower()) for one in parts)
