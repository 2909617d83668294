"""Figures in the wrong order: an estimate below its own actual, a later step of work above an earlier one.

How it is judged
    What is estimated for the whole period cannot be less than what was reached by the cut-off, for amounts that only
    grow. More cannot be settled than was received, nor more fined than was inspected, unless cases were carried over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Operand, Operation, of
from solieu.proofread.relations import Scene
from solieu.proofread.rules.rule import Rule
from solieu.proofread.wording import subject_words

ESTIMATE = Rule(
    code="DOC215",
    name="estimate-below-actual",
    title="Số ước cả kỳ nhỏ hơn số đã thực hiện",
    looks_for="“thực hiện đến ngày … đạt A, ước thực hiện quý đạt B” với B nhỏ hơn A.",
    why="Số lũy kế chỉ tăng; thường là lấy nhầm số ước của kỳ trước hoặc đổi chỗ hai số.",
    leave="Có khoản hoàn trả, điều chỉnh giảm trong kỳ: ghi rõ.",
    example="Thu ngân sách thực hiện đến ngày 20/5/2023 đạt 18.640 triệu đồng, "
    "ước thực hiện 6 tháng đạt 16.840 triệu đồng.",
    counter_example="Thu ngân sách thực hiện đến ngày 20/5/2023 đạt 16.840 triệu đồng, "
    "ước thực hiện 6 tháng đạt 18.640 triệu đồng.",
)
STEP = Rule(
    code="DOC216",
    name="later-step-above-earlier",
    title="Bước sau lớn hơn bước trước",
    looks_for="Giải quyết nhiều hơn tiếp nhận, xử phạt nhiều hơn kiểm tra, giải ngân nhiều hơn phân bổ.",
    why="Thường do hai số lấy từ hai kỳ hoặc hai phạm vi khác nhau.",
    leave="Có số kỳ trước chuyển sang: nêu số đó trong câu.",
    example="Bộ phận Một cửa tiếp nhận 1.245 hồ sơ, đã giải quyết 1.454 hồ sơ.",
    counter_example="Bộ phận Một cửa tiếp nhận 1.454 hồ sơ, đã giải quyết 1.245 hồ sơ.",
)
RULES = (ESTIMATE, STEP)

_REACHED = re.compile(
    r"(?:thực hiện|lũy kế|luỹ kế|gieo trồng|thu|chi|tính)[^.;]*(?:đến|hết) (?:hết )?(?:ngày|tháng|thời điểm|\d{1,2}/\d)"
)
_ESTIMATED = re.compile(r"(?:và |, )?(?:dự )?ước\b[^,;]*\Z")
_STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"tiếp nhận|thụ lý|nhận được"), re.compile(r"giải quyết|xử lý|hoàn thành|đã trả")),
    (re.compile(r"kiểm tra|thanh tra|rà soát"), re.compile(r"xử phạt|vi phạm|xử lý|phát hiện")),
    (re.compile(r"phân bổ|bố trí|vốn giao|được giao"), re.compile(r"giải ngân|thanh toán")),
    (re.compile(r"xảy ra|phát hiện"), re.compile(r"làm rõ|khởi tố|bắt giữ|xử lý|xử phạt")),
    (re.compile(r"dự tuyển|dự thi|dự sơ tuyển|khám tuyển"), re.compile(r"trúng tuyển|\bđỗ\b|tốt nghiệp")),
    (re.compile(r"đăng ký"), re.compile(r"đạt chuẩn|được công nhận")),
)
_NOT_TAKEN = re.compile(r"\b(?:chưa|không|còn|đang)\b")
_CARRIED = re.compile(r"kỳ trước|chuyển sang|tồn|năm trước|bao gồm cả|gồm cả|lũy kế|luỹ kế|kéo dài|tháng trước")


def claims(scene: Scene) -> Iterator[Claim]:
    yield from _in_step(scene)
    amounts = [one for one in scene.figures if one.role is Role.LEVEL and not one.is_percent and one.value is not None]
    for at, later in enumerate(amounts):
        earlier = next(
            (one for one in reversed(amounts[:at]) if one.sentence == later.sentence and one.bracket == later.bracket
             and alike(one.dimension, later.dimension)), None,
        )  # fmt: skip
        if earlier is None:
            continue
        if not later.dimension.counted and _REACHED.search(earlier.lead) and _ESTIMATED.fullmatch(later.near):
            yield _at_least(ESTIMATE, later, earlier)
        elif _is_step(scene, earlier, later):
            yield _at_most(STEP, earlier, later)


_ESTIMATE_OPENS = re.compile(r";\s*(?:dự )?ước (?:thực hiện|cả|hết|đến)\b")
_PERIOD = re.compile(r"\b(?:quý|tháng|tuần|năm|vụ) [\w/.]+")


def _in_step(scene: Scene) -> Iterator[Claim]:
    """kiểm tra được 44 vụ, xử phạt 23 vụ; ước thực hiện quý I kiểm tra được 55 vụ, xử phạt 32 vụ: what is estimated goes
    through the same items in the same words."""
    text = scene.outline.text.lower()
    for opening in _ESTIMATE_OPENS.finditer(text):
        after = [one for one in scene.figures if one.start > opening.start() and one.role is Role.LEVEL]
        before = [one for one in scene.figures if one.start < opening.start() and one.role is Role.LEVEL]
        if not after or not before or _other_period(text, opening.start(), after[0]):
            continue
        if any("ước" in one.lead for one in (*before, *after[1:]) if one.sentence == after[0].sentence):
            continue  # every item has its own estimate
        for later in after:
            same = [
                one for one in before if one.sentence == later.sentence == after[0].sentence and _is_item(one, later)
            ]
            if len(same) == 1:
                yield _at_least(ESTIMATE, later, same[0])


def _other_period(text: str, at: int, first: Figure) -> bool:
    """Whether what was reached is said of a period of its own: quý I đạt ...; ước thực hiện quý II ..."""
    start = text.rfind(". ", 0, at) + 1
    said = _PERIOD.findall(text[start:at])
    return any(one not in text[at : first.start] for one in said) and not _REACHED.search(text[start:at])


def _is_item(one: Figure, later: Figure) -> bool:
    words = subject_words(later.near)
    known = one.value is not None and later.value is not None and not one.is_percent and one.bracket == later.bracket
    return known and bool(words) and words == subject_words(one.near) and one.dimension.base == later.dimension.base


def _at_least(rule: Rule, stated: Figure, least: Figure) -> Claim:
    return Claim(rule.code, Operand(stated), (of(Operation.SAME, least),), Strength.AT_MOST, stated.near)


def _at_most(rule: Rule, earlier: Figure, later: Figure) -> Claim:
    return Claim(rule.code, Operand(earlier), (of(Operation.SAME, later),), Strength.AT_MOST, later.near)


def _is_step(scene: Scene, earlier: Figure, later: Figure) -> bool:
    if earlier.dimension.base != later.dimension.base or earlier.is_fraction or later.is_fraction:
        return False
    text = scene.outline.text
    start = max((one.end for one in scene.figures if one.sentence < earlier.sentence), default=0)
    end = min((one.start for one in scene.figures if one.index > later.index), default=later.end + 80)
    if _CARRIED.search(text[start : min(end, later.end + 80)].lower()):
        return False
    if _NOT_TAKEN.search(earlier.near):
        return False
    taken = f"{earlier.near} {earlier.tail}"
    return any(first.search(taken) and second.search(later.near) for first, second in _STEPS)
