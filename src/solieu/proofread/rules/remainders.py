"""What is left differs from the whole less what was taken away (còn, còn lại, quá hạn).

How it is judged
    "còn N" is compared with the whole less the nearest part, less all parts, and with the amount before a decrease. It
    holds when one of them agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.relations import Scene, following, pair_before
from solieu.proofread.rules.rule import Rule

REMAINDER = Rule(
    code="DOC209",
    name="remainder-differs",
    title="Số còn lại không khớp",
    looks_for="“còn N”, “còn lại N” sau một tổng số và phần đã thực hiện.",
    why="Số còn lại là việc phải làm tiếp; sai số này thì kỳ sau không đối chiếu được.",
    leave="Có phần chuyển kỳ sau hoặc rút: nêu phần đó trong câu.",
    example="Đã giải quyết 37/52 đơn, đạt 71,2%, còn 17 đơn đang xem xét.",
    counter_example="Đã giải quyết 37/52 đơn, đạt 71,2%, còn 15 đơn đang xem xét.",
)
RULES = (REMAINDER,)

_SAYS_REST = re.compile(r"còn (?:lại|thiếu|phải|nợ|dư)")
_TIME = re.compile(r"cuối (?:năm|kỳ)|đến nay|hiện|đầu (?:năm|kỳ)|năm \d{4}|nay|giảm|từ")
_BARE = re.compile(r"\W*(?:và |hiện |nay |chỉ |đến nay )*(?:còn|chuyển)")
_ADDED = re.compile(
    r"kỳ trước|chuyển sang|tồn|phát sinh|bổ sung|rút|thêm|tái (?:nghèo|đàn|phạm|phát|lập)|"
    r"chuyển(?! đổi|(?: sang| tiếp sang)? (?:kỳ|tháng|quý|năm) (?:sau|tiếp))"
)


def claims(scene: Scene) -> Iterator[Claim]:
    for figure in scene.figures:
        if figure.mention.value is None or figure.is_percent:
            continue
        found = _claim(scene, figure) if figure.role is Role.REMAINDER else _not_done(scene, figure)
        if found is not None:
            yield found


def _not_done(scene: Scene, figure: Figure) -> Claim | None:
    """14/16 chỉ tiêu đạt, 2 chỉ tiêu không đạt (or còn lại): the opposite of what the fraction counts."""
    denied, rest = _DENIED.match(figure.tail), re.match(r"\s*còn lại\b(?! của)", figure.tail)
    if figure.role is not Role.LEVEL or figure.is_fraction:
        return None
    pair = _fraction(scene, figure)
    if pair is not None and _affirms(pair[0].figure, figure):
        return Claim(
            REMAINDER.code, Operand(figure), (of(Operation.REST, pair[1], pair[0]),), Strength.PLAIN, figure.tail
        )
    if not (denied or rest):
        return None
    if (
        pair is None
        or (rest and pair[1].figure.dimension.base != figure.dimension.base)
        or (denied and not pair[0].figure.tail.strip().startswith(denied[1]))
    ):
        return None
    return Claim(REMAINDER.code, Operand(figure), (of(Operation.REST, pair[1], pair[0]),), Strength.PLAIN, figure.tail)


def _affirms(fraction: Figure, figure: Figure) -> bool:
    """còn 7/22 xã chưa đạt chuẩn, 15 xã đã đạt chuẩn."""
    denied = _DENIED.match(fraction.tail)
    same = denied is not None and fraction.dimension.base == figure.dimension.base
    return same and denied is not None and figure.tail.strip().startswith((f"đã {denied[1]}", denied[1]))


_DENIED = re.compile(r"\s*(?:không|chưa) ((?:hoàn |đạt|thực |giải |đúng |đủ )[^\W\d_]*)")


def _claim(scene: Scene, figure: Figure) -> Claim | None:
    if pair := _fraction(scene, figure):
        readings = [of(Operation.REST, pair[1], pair[0]), *_readings(scene, figure)]
        return Claim(REMAINDER.code, Operand(figure), tuple(readings), Strength.PLAIN, figure.near)
    readings = _readings(scene, figure)
    if not readings:
        return None
    return Claim(REMAINDER.code, Operand(figure), tuple(readings), _strength(scene, figure), figure.near)


def _fraction(scene: Scene, figure: Figure) -> tuple[Operand, Operand] | None:
    """30/40 tuyến, đạt 75%, còn 10 tuyến: the percentage in between does not part them."""
    at = figure
    while at.index and scene.figures[at.index - 1].is_percent and scene.figures[at.index - 1].sentence == at.sentence:
        at = scene.figures[at.index - 1]
    pair = pair_before(scene, at)
    if pair is None or not alike(pair[0].figure.dimension, figure.dimension, loosely=True):
        return None
    return pair


def _before(scene: Scene, figure: Figure) -> list[Figure]:
    """Amounts and decreases of the same thing before it, in text order."""
    chain = scene.outline.chain(figure)
    return [
        one
        for one in scene.figures[: figure.index]
        if one.sentence == figure.sentence and one.bracket in chain and one.mention.value is not None
        and one.role in (Role.LEVEL, Role.CHANGE, Role.REMAINDER, Role.BASE) and not one.is_percent
        and alike(one.dimension, figure.dimension, loosely=True)
    ]  # fmt: skip


def _readings(scene: Scene, figure: Figure) -> list[Formula]:
    """The whole less the nearest part, less all parts, less those that share the rest with it."""
    before = _before(scene, figure)
    after = [one for one in following(scene, figure) if one.role is Role.LEVEL and _same_thing(one, figure)]
    found: list[Formula] = []
    for number, whole in enumerate(before):
        parts = before[number + 1 :]
        for at in range(len(parts)):
            found.append(of(Operation.REST, whole, *parts[at:]))
            if at + 1 < len(parts):
                found.append(of(Operation.REST, whole, parts[at]))
            if after:
                found.append(of(Operation.REST, whole, *parts[at:], *after))
        if len(parts) > 2:
            found.append(of(Operation.REST, whole, *parts[:-1]))
    # The nearest whole comes first when nothing else decides.
    found = sorted(found, key=lambda one: -one.operands[0].figure.index) if len(before) > 2 else found
    return [*_balances(before), *found]


def _balances(before: list[Figure]) -> Iterator[Formula]:
    """đầu năm 1.412 hộ; thoát nghèo 412 hộ, phát sinh 36 hộ; cuối năm còn 1.036 hộ: what came in is added."""
    for number, whole in enumerate(before):
        flows = before[number + 1 :]
        came = [one for one in flows if _CAME.search(one.near)]
        if came and len(flows) > 1 and _OPENING.search(f"{whole.lead} {whole.tail}"):
            yield of(Operation.REST, whole, *(Operand(one, sign=-1 if one in came else 1) for one in flows))


_WITH_FLOWS = 3  # what there was, what came in, what was done
_SAYS_LEFT = re.compile(r"còn lại|\bcòn\b|\btồn\b|chuyển")
_CAME = re.compile(r"phát sinh|tăng|bổ sung|tái nghèo|mới|tiếp nhận|thụ lý|nhập|sinh")
_OPENING = re.compile(r"đầu (?:năm|kỳ|quý|tháng)|năm \d{4}|kỳ trước|tồn")


def _same_thing(one: Figure, figure: Figure) -> bool:
    return not one.is_percent and one.mention.value is not None and alike(one.dimension, figure.dimension, loosely=True)


def _strength(scene: Scene, figure: Figure) -> Strength:
    before = _before(scene, figure)
    if len(before) == _WITH_FLOWS and list(_balances(before)) and _SAYS_LEFT.search(figure.near):
        return Strength.PLAIN
    if len(before) != 2 or _TIME.search(figure.lead):
        return Strength.LIKELY
    whole, part = before
    between = scene.outline.text[whole.start : figure.end].lower()
    if whole.value is None or part.value is None or _ADDED.search(between):
        return Strength.LIKELY
    together = whole.value + part.value + (figure.value or 0)
    if any(one.value == together for one in scene.figures[: whole.index] if one.sentence == figure.sentence):
        return Strength.LIKELY  # trong 12 đơn vị có 4 đơn vị tăng, 1 đơn vị giữ nguyên, còn 7 đơn vị giảm
    nouns = {one.dimension.base.partition(" ")[0] for one in (whole, part, figure) if one.dimension.base}
    plain = len(nouns) == 1 and whole.role in (Role.LEVEL, Role.BASE) and part.role is Role.LEVEL
    says_rest = figure.dimension.counted or bool(_SAYS_REST.search(figure.near))
    plain = plain and (_is_opposite(part, figure) or (bool(_BARE.match(figure.near)) and says_rest))
    return Strength.PLAIN if plain else Strength.LIKELY


def _is_opposite(part: Figure, figure: Figure) -> bool:
    """đã phân bổ 586 tỷ đồng, chưa phân bổ 26 tỷ đồng."""
    denied = re.search(r"chưa(?: được)? ([^,;]+?)(?: là)?\W*\Z", figure.near)
    return denied is not None and bool(re.search(rf"\bđã(?: được)? {re.escape(denied[1])}\W*\Z", part.near))
