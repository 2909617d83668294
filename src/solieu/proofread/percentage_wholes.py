"""Of which whole a percentage may be the part, and what speaks for it."""

from __future__ import annotations

import re

from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.outline import CueKind
from solieu.proofread.parts import Opening
from solieu.proofread.relations import Scene
from solieu.proofread.wording import content_words


def loose_whole(scene: Scene, part: Figure) -> Figure | None:
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
    r"tiếp nhận|thụ lý|\bnhận\b|lập biên bản|đăng ký|rà soát|khảo sát|kiểm tra|tổng số|\bcó\b|xảy ra|được giao|phải|điều tra"
)
_DONE = re.compile(
    r"giải quyết|xử lý|\bđỗ\b|tốt nghiệp|trúng tuyển|hoàn thành|đúng hạn|hòa giải thành|làm rõ|khám phá|thi hành xong|"
    r"công nhận|đủ điều kiện|đạt chuẩn|đạt yêu cầu|có việc làm|trả lời"
)


def is_process(figure: Figure, part: Figure, others: list[Figure], listed: list[Figure]) -> bool:
    """Có 3.412 thí sinh dự thi, 3.378 thí sinh đỗ, đạt 99,0%: what was taken up, and what was done of it."""
    if listed or len(others) != 1 or figure.base is not Base.NONE or figure.tail.strip() or figure.value == _ALL:
        return False
    whole = others[0]
    if not part.dimension.counted or part.dimension.base != whole.dimension.base or whole.clause != part.clause:
        return False
    if whole.bracket or part.bracket or (whole.value or 0) < (part.value or 0):
        return False
    named = bool(_TAKEN.search(whole.lead if figure.role is Role.SHARE else f"{whole.lead} {whole.tail}"))
    if figure.role is Role.SHARE:  # lập biên bản 240 trường hợp, tước giấy phép 96 trường hợp, chiếm 40%
        return named and not _ONLY_HAS.fullmatch(whole.lead) and not _TIMED.search(f"{whole.lead} {part.lead}")
    return named and bool(_DONE.search(f"{part.lead} {part.tail}")) and not _DONE.search(whole.lead)


_ALL = 100
_ONLY_HAS = re.compile(r"[^,;]*\bcó\W*")  # có 412 hộ trồng chè, 386 hộ nuôi bò, chiếm 88%: of something else, maybe
_TIMED = re.compile(r"năm \d{4}|năm (?:trước|nay|ngoái)|cùng kỳ|đầu năm|cuối năm|trước đây")


_PLANNED = re.compile(
    r"kế hoạch|dự toán|vốn|giao|chỉ tiêu|đăng ký|nhu cầu|phân bổ|bố trí|kinh phí|mục tiêu|cần|phải|tổng số|\bkh\b|toàn"
)


def may_be_plan(whole: Figure) -> bool:
    """Whether what is printed can be the plan that a percentage names: not what was spent in fact."""
    return whole.is_fraction or whole.role is Role.BASE or bool(_PLANNED.search(f"{whole.lead} {whole.tail}"))


def may_hold(whole: Figure, part: Figure, plan: bool) -> bool:
    return plan or (whole.value or 0) >= (part.value or 0)


def says_of_itself(figure: Figure, part: Figure) -> bool:
    """03 thôn đạt 95%: without a comma it is what each of them reached, not their share."""
    return figure.role is Role.RATIO and part.phrase == figure.phrase and part.bracket == figure.bracket


def one_noun(one: Figure, other: Figure) -> bool:
    first, second = one.dimension.base.split()[:1], other.dimension.base.split()[:1]
    return first == second or not first or not second or not one.dimension.counted


def names_whole(figure: Figure, whole: Figure) -> bool:
    """Whether the words behind a percentage (chiếm 57% dân số) may mean this whole."""
    words = content_words(figure.tail)
    if not words or figure.base is Base.PLAN:
        return True
    return bool(words & content_words(f"{whole.lead} {whole.mention.unit} {whole.tail}"))


def is_listed(scene: Scene, part: Figure) -> bool:
    return any(part in parts and one.opening is not Opening.POSITION for one in scene.lists for parts in one.readings)
