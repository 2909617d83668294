"""PartsList: a whole and the parts that a text lists of it, with what the words say of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from solieu.core import Hedge
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.list_words import NO_ADDEND, goes_on, has_gaps, has_overlap, is_closed, says_open
from solieu.proofread.outline import Cue, Outline


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
WHOLE_ROLES = _PART_ROLES | {Role.CHANGE, Role.BASE}
_NOT_ADDED = frozenset(
    {"tuổi", "tầng", "điểm", "lần", "độ", "mm", "sao", "bậc", "năm", "tháng", "ngày", "giờ", "phút", "tuần", "quý"}
)
_PLACED = re.compile(r"tại|trong|ở|thuộc|của|cho|với|qua|trên|từ|/")
_LAST_OF_LIST = re.compile(r"\bvà\W*\Z")
_COUNTS = re.compile(r"(?::|là|có|đạt|được|còn|tổng số)\W*\Z")
_GOES_ON = re.compile(r"(?:cùng|thực hiện|đã|được|giảm|tăng|nâng|đồng thời|hiện|triển khai|giao|cấp|thu|chi|bố trí)\b")
_MONEY_WORDS = re.compile(r"tổng|kinh phí|trị giá|số tiền|vốn|giá trị|dự toán|ngân sách")


def fits(whole: Figure, part: Figure) -> bool:
    """Whether a figure can be a part of another."""
    if whole.is_percent != part.is_percent or part.mention.value is None or whole.mention.value is None:
        return False
    return alike(whole.dimension, part.dimension, loosely=True)


def is_part(whole: Figure, part: Figure, *, beside: Figure | None = None) -> bool:
    """Whether a figure stands as an addend of another; ``beside`` is the part before it, whose noun it may leave out."""
    if not _is_addend(whole, part) or not fits(whole, part) or NO_ADDEND.search(part.near) or (part.value or 0) < 0:
        return False
    if whole.mention.unit in _NOT_ADDED or whole.mention.value == 1:
        return False
    if beside is not None and _PLACED.fullmatch(part.near.strip()) and beside.phrase == part.phrase:
        return False  # 88 HCĐ tại 21 giải
    if whole.dimension.counted and part.mention.decimals and not whole.mention.decimals:
        return False  # a score, not a number of things
    if not whole.mention.unit and not whole.is_percent and not _COUNTS.search(whole.lead):
        return False
    if part.mention.unit or part.is_percent or not re.match(r"\s*(?!và)[^\W\d_]", part.tail):
        return True
    # A number without a noun is a part when nothing else follows it (cán bộ 192; công chức 164), or when it goes on
    # like the part before it (156 bản nộp về tỉnh; 147 nộp về huyện).
    return beside is not None and beside.tail.split()[:1] == part.tail.split()[:1]


def _is_addend(whole: Figure, part: Figure) -> bool:
    if part.role is Role.CHANGE:  # giảm 147 đơn vị, trong đó khối sở giảm 90 đơn vị
        return whole.role is Role.CHANGE and whole.sign == part.sign != 0 and part.base is Base.NONE
    return part.role in _PART_ROLES or (part.role is Role.BASE and part.base is Base.PLAN and part.bracket == 0)


def _are_bare(whole: Figure, members: Sequence[Figure]) -> bool:
    """412 tập thể, gồm 86 xuất sắc, 286 tốt, 30 hoàn thành: only numbers and what they are rated, each after a comma."""
    if len(members) < 2 or not whole.dimension.counted or not whole.dimension.base:
        return False
    labels = [f"{one.mention.unit} {one.tail}".strip() for one in members]
    alike_all = len(members) >= _SEVERAL and all(_GRADES.match(label) for label in labels)
    # 12 thỏa thuận, gồm 5 với Nhật Bản, 7 với Hàn Quốc; 64 chức danh (42 bổ nhiệm mới, 22 bổ nhiệm lại)
    going_on = all(labels) and len({label.split()[0] for label in labels}) == 1 and not members[0].mention.unit
    return (alike_all or going_on) and len({one.phrase for one in members}) == len(members) and all(
        one.role is Role.LEVEL and one.mention.value is not None and not one.mention.decimals for one in members
    ) and not any(one.near.strip(" ,:") for one in members[1:])  # fmt: skip


_SEVERAL = 3
_GRADES = re.compile(
    r"(?:hoàn thành|xuất sắc|giỏi|khá|tốt|trung bình|yếu|kém|không hoàn thành|đạt|chưa đạt|vàng|bạc|đồng|nhất|nhì|ba|"
    r"khuyến khích|tăng|giảm|vượt|giữ nguyên)\b"
)


def parts_among(whole: Figure, members: Sequence[Figure]) -> list[Figure]:
    found: list[Figure] = []
    if _are_bare(whole, members):
        return list(members)
    for one in members:
        if is_part(whole, one, beside=found[-1] if found else None):
            found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a list besides its parts."""

    others: Sequence[Figure] = ()  # further figures that may be the whole
    is_far: bool = False
    strange: Sequence[Figure] = ()  # counts in the list whose noun is no known kind of the whole
    is_foreign: bool = False  # the list begins with something that is part of no whole


def parts_list(
    outline: Outline,
    opening: Opening,
    whole: Figure,
    parts: list[Figure],
    cue: Cue | None,
    around: Surroundings | None = None,
) -> PartsList:
    """The list with everything that its words say."""
    around = around or Surroundings()
    start = cue.end if cue is not None else whole.end
    head = outline.text[start : parts[0].start]
    first_clause = [one for one in parts if one.clause == parts[0].clause]
    # Without a colon or bracket what follows the first semicolon may be something else.
    sure = parts if ":" in head or _one_each(parts) or parts[0].bracket else first_clause
    readings = tuple(tuple(parts[:size]) for size in _list_ends(parts) if size != len(sure))
    counted = _counted(whole, around.strange)
    if counted:  # nouns that we do not know to be kinds of the whole may be parts all the same
        readings += (tuple(sorted([*sure, *counted], key=lambda one: one.index)),)
    hedged = any(one.mention.hedge is not Hedge.NONE for one in (whole, *sure))
    gaps = has_gaps(_without_brackets(outline, start, sure[-1].end, sure[0].bracket))
    closed = is_closed(whole, sure)
    return PartsList(
        opening,
        whole,
        tuple(sure),
        readings,
        tuple(around.others),
        outline.text[cue.start : cue.end] if cue else "",
        is_open=says_open(_before(outline, cue) + head.lower())
        or goes_on(_behind(outline, sure[-1]), whole.dimension.base),
        is_closed=closed,
        overlaps=has_overlap(sure) and not closed,
        is_rough=hedged
        or gaps
        or (bool(counted) and not _same_noun(whole, sure))
        or _is_foreign(opening, whole, around),
        is_far=around.is_far,
    )


def _one_each(parts: Sequence[Figure]) -> bool:
    """Whether every clause holds one part, so that semicolons part the items: one list, also without a colon."""
    clauses = [one.clause for one in parts]
    return len(set(clauses)) == len(clauses)


def _is_foreign(opening: Opening, whole: Figure, around: Surroundings) -> bool:
    """gồm 01 xe máy trị giá 97 triệu đồng: the money before the list is not its total, unless it says that it is one."""
    return around.is_foreign and opening is Opening.CONSISTS and not _MONEY_WORDS.search(whole.lead)


def _same_noun(whole: Figure, parts: Sequence[Figure]) -> bool:
    noun = whole.dimension.base.split()[:1]
    return all(one.dimension.base.split()[:1] in (noun, []) for one in parts)


def _counted(whole: Figure, strange: Sequence[Figure]) -> list[Figure]:
    return [
        one for one in strange if one.dimension.counted and whole.dimension.counted and one.mention.value is not None
    ]


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
    """Where a list may end before its last figure: behind "và" or the rest, where a verb starts something new, or at a
    semicolon unless the semicolons are what parts the items."""
    yield len(parts)
    by_semicolon = _one_each(parts)
    for at in range(len(parts) - 1, 1, -1):
        over = parts[at - 1].role is Role.REMAINDER or _LAST_OF_LIST.search(parts[at - 1].lead)
        new_clause = parts[at].clause != parts[at - 1].clause and not by_semicolon
        if new_clause or over or _GOES_ON.match(parts[at].near):
            yield at
