"""A total differs from the sum of its parts, or the parts together are more than the whole.

How it is judged
    The sum of what the parts may have been before rounding must have a number in common with what the total may have
    been. A list after "gồm" is the whole; a list after "trong đó" may leave something out, so it fails only when it is
    more than the whole, or when it misses it by one slip of the pen that no chance explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import is_kind_of
from solieu.proofread.figures import Figure
from solieu.proofread.formulas import HUNDRED, Formula, Operand, Operation, of
from solieu.proofread.parts import Opening, PartsList
from solieu.proofread.relations import Scene
from solieu.proofread.rules.rule import Rule
from solieu.proofread.verdicts import Outcome, compare

SUM = Rule(
    code="DOC201",
    name="sum-of-parts-differs",
    title="Tổng số không bằng tổng các thành phần",
    looks_for="Một số kèm danh sách thành phần: gồm, bao gồm, trong đó, chia ra, dấu hai chấm, dấu ngoặc.",
    why="Người đọc sẽ cộng lại. Chênh lệch thường do một thành phần được sửa mà tổng chưa sửa theo.",
    leave="Các thành phần trùng nhau hoặc chưa liệt kê hết: ghi “trong đó”, “chủ yếu” thay cho “gồm”.",
    example="Tổng diện tích gieo trồng đạt 1.540 ha, gồm: lúa 820 ha, ngô 430 ha, rau màu 310 ha.",
    counter_example="Tổng diện tích gieo trồng đạt 1.540 ha, trong đó: lúa 820 ha, ngô 430 ha.",
)
PART = Rule(
    code="DOC202",
    name="part-exceeds-whole",
    title="Một phần lớn hơn tổng số",
    looks_for="Một thành phần sau “trong đó”, trong ngoặc hoặc tử số của phân số lớn hơn số tổng.",
    why="Một phần không thể lớn hơn tổng số; thường là nhầm hàng nghìn hoặc đổi chỗ hai số.",
    leave="Hai số tính theo phạm vi khác nhau: viết thành hai câu.",
    example="Toàn xã có 1.120 hộ, trong đó 1.270 hộ đạt danh hiệu gia đình văn hóa.",
    counter_example="Toàn xã có 1.270 hộ, trong đó 1.120 hộ đạt danh hiệu gia đình văn hóa.",
)
RULES = (SUM, PART)


_PLANNED = re.compile(r"kế hoạch|chỉ tiêu|dự toán|nghị quyết|đăng ký|mục tiêu|giao|phấn đấu|nhu cầu|\bkh\b")
_FIXED = frozenset(
    {"xã", "phường", "thị trấn", "thôn", "bản", "ấp", "khóm", "khu phố", "tổ dân phố", "huyện", "quận", "tỉnh", "trường",
     "trạm", "đơn vị", "cơ quan", "tiêu chí", "chi bộ", "đảng bộ", "khu dân cư", "hộ", "phòng", "ban", "sở", "cơ sở"}
)  # fmt: skip


def _above_one(scene: Scene) -> Iterator[Claim]:
    """Có 62/56 thôn đã họp: more than there are. A quota may be exceeded, so words of a plan leave it alone."""
    for figure in scene.figures:
        noun = figure.dimension.base
        fixed = any(" ".join(noun.split()[:size]) in _FIXED for size in (1, 2, 3))
        if (
            not figure.is_fraction
            or not fixed
            or (figure.value or 0) <= (figure.mention.of or 0)
            or _PLANNED.search(_clause_words(scene, figure))
        ):
            continue
        reading = of(Operation.SAME, figure)
        yield Claim(PART.code, Operand(figure, denominator=True), (reading,), Strength.AT_MOST, figure.near)


def _clause_words(scene: Scene, figure: Figure) -> str:
    text = scene.outline.text.lower()
    end = text.find(".", figure.end)
    return text[text.rfind(".", 0, figure.start) + 1 : end if end >= 0 else len(text)]


def claims(scene: Scene) -> Iterator[Claim]:
    yield from _above_one(scene)
    for found in scene.lists:
        if len(found.parts) == 1 and not found.longer:
            if one := _single(found):
                yield one
        elif one := _sum(found):
            yield one


def _single(found: PartsList) -> Claim | None:
    """One part after trong đó: it can only be too large."""
    if found.opening in (Opening.POSITION, Opening.COLON, Opening.CONSISTS) or found.whole.is_percent:
        return None
    reading = of(Operation.SUM, *found.parts)
    return Claim(PART.code, Operand(found.whole), (reading,), Strength.AT_MOST, found.words)


def _sum(found: PartsList) -> Claim | None:
    strength = _strength(found)
    readings = tuple(of(Operation.SUM, *parts) for parts in found.readings if len(parts) > 1 or parts == found.parts)
    if found.whole.is_percent and any(one.interval().holds(HUNDRED) for one in readings):
        return None  # the shares of one whole, not parts of a percentage
    whole = _whole(found, readings)
    if strength is not Strength.HINTED and (whole is not found.whole or _fits_another(found, readings[0])):
        strength = Strength.LIKELY
    return Claim(SUM.code, Operand(whole), readings, strength, found.words)


def _whole(found: PartsList, readings: tuple[Formula, ...]) -> Figure:
    """The figure that the parts add up to, if there is one; else the nearest that is large enough."""
    for one in (found.whole, *found.others):
        if any(compare(Operand(one), reading) in (Outcome.HOLDS, Outcome.ROUNDED) for reading in readings):
            return one
    return found.whole


def _fits_another(found: PartsList, reading: Formula) -> bool:
    """Whether parts that are too much for the nearest figure may belong to a larger one further off."""
    least = reading.interval().low
    if found.whole.interval is None or found.whole.interval.high >= least:
        return False
    return any(
        one.interval is not None and one.interval.high >= least and one.bracket == found.whole.bracket
        for one in found.others
    )


def _strength(found: PartsList) -> Strength:
    if found.opening is Opening.TOTAL:
        return Strength.PLAIN if found.is_closed and not found.is_rough else Strength.LIKELY
    if found.opening is Opening.POSITION:
        return Strength.PLAIN if found.is_closed and not found.is_rough else Strength.HINTED
    if found.whole.is_percent and _are_shares(found):
        return Strength.PLAIN
    if found.whole.is_percent or found.overlaps or found.is_rough:
        return Strength.LIKELY  # percentages may have another base, hedged figures and items in words leave a gap
    if not _same_nouns(found) and (found.is_far or not (found.is_closed or found.opening is Opening.CONSISTS)):
        return Strength.LIKELY  # other nouns may be no parts
    if found.is_open:
        return Strength.AT_MOST
    return _of_opening(found)


def _are_shares(found: PartsList) -> bool:
    """8,42% (hộ nghèo 4,12%, hộ cận nghèo 4,30%): rates of the parts themselves cannot all be below that of the whole."""
    if found.opening is not Opening.BRACKET or not found.is_closed or found.is_rough or found.is_open:
        return False
    return len(found.parts) > 1 and all((one.value or 0) < (found.whole.value or 0) for one in found.parts)


def _of_opening(found: PartsList) -> Strength:
    match found.opening:
        case Opening.CONSISTS:
            loosely = found.words.lower() in ("cụ thể", "kết quả")
            return Strength.AT_MOST_LIKELY if loosely else Strength.PLAIN
        case Opening.AMONG | Opening.AMONG_TOTAL:
            return Strength.PLAIN if found.is_closed and len(found.parts) > 1 else Strength.AT_MOST_LIKELY
        case Opening.BRACKET:
            return Strength.PLAIN if len(found.parts) > 1 else Strength.AT_MOST
        case _:
            return Strength.PLAIN


_GENERAL = frozenset({"trường hợp", "người", "đơn vị", "cơ sở", "đồng chí"})  # words for whatever is counted


def _same_nouns(found: PartsList) -> bool:
    """Whether the parts are named like the whole, so that nothing but a sum can be meant."""
    whole = found.whole
    if not whole.dimension.counted:
        return True
    return all(_one_noun(whole, part) for part in found.parts)


def _one_noun(whole: Figure, part: Figure) -> bool:
    one, other = whole.dimension.base, part.dimension.base
    if other in _GENERAL or is_kind_of(other, one):
        return True
    return not other or not one or one.split()[:1] == other.split()[:1]
