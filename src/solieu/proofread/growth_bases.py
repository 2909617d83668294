"""What a growth rate starts from: the amounts before and after, the absolute change that stands beside it."""

from __future__ import annotations

import re

from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Formula, Operation, of
from solieu.proofread.parts import Opening
from solieu.proofread.relations import Scene, is_reached, same_kind, subjects
from solieu.proofread.wording import content_words


def from_to(scene: Scene, figure: Figure) -> Formula | None:
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


def from_behind(scene: Scene, figure: Figure) -> Formula | None:
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


def change_beside(scene: Scene, figure: Figure) -> Figure | None:
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


def change_before(scene: Scene, figure: Figure, base: Figure) -> Figure | None:
    """giảm 214 biên chế, đạt 104,4% kế hoạch (205 biên chế)."""
    before = scene.figures[figure.index - 1] if figure.index else None
    if before is None or before.role is not Role.CHANGE or before.sentence != figure.sentence or before.is_percent:
        return None
    same = before.bracket == figure.bracket and before.base is Base.NONE and figure.base is Base.PLAN
    return before if same and alike(before.dimension, base.dimension) else None


def _comparable(one: Figure, base: Figure) -> bool:
    """The base of a rate may leave out what it is counted per: 61,9 triệu đồng/người ... (55,7 triệu đồng)."""
    return alike(one.dimension, base.dimension) or (
        bool(one.dimension.below) and one.dimension.top == base.dimension.base
    )


def compared_with(scene: Scene, figure: Figure, now: list[Figure], base: Figure) -> list[Figure]:
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
        (one for one in now if one not in bare and _comparable(one, base)),
        key=lambda one: (one.index in parts, one.dimension.base != base.dimension.base),
    )
