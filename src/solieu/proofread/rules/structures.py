"""Percentages that must fit each other: parts of one whole make up 100, "bằng 96%" says the same as "giảm 4%".

How it is judged
    The percentages after "cơ cấu" or "tỷ trọng ... lần lượt" are added with the rounding of each. Below 100 something
    may be left out (product taxes), so only more than 100, or a gap that one slip of the pen explains, is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import HUNDRED, Operand, Operation, of
from solieu.proofread.relations import Scene, explicit_base, named_bases, same_kind, subjects
from solieu.proofread.rules.rule import Rule
from solieu.proofread.verdicts import Outcome, compare
from solieu.proofread.wording import subject_words

STRUCTURE = Rule(
    code="DOC212",
    name="structure-does-not-make-100",
    title="Cơ cấu, tỷ trọng không cộng thành 100%",
    looks_for="Các tỷ trọng sau “cơ cấu”, “tỷ trọng”, “lần lượt” trong một câu.",
    why="Một tỷ trọng được cập nhật mà các tỷ trọng khác chưa tính lại.",
    leave="Còn phần chưa nêu (thuế sản phẩm trừ trợ cấp): nêu thêm hoặc ghi “chủ yếu”.",
    example="Cơ cấu kinh tế: nông nghiệp 31,5%, công nghiệp - xây dựng 38,2%, dịch vụ 33,3%.",
    counter_example="Cơ cấu kinh tế: nông nghiệp 31,5%, công nghiệp - xây dựng 38,2%, dịch vụ 30,3%.",
)
SAID_TWICE = Rule(
    code="DOC213",
    name="growth-contradicts-ratio",
    title="Tỷ lệ “bằng” và tỷ lệ “tăng, giảm” không khớp nhau",
    looks_for="“bằng x% so với cùng kỳ, tăng (giảm) y%” của cùng một số: y phải bằng x − 100.",
    why="Hai cách nói cùng một so sánh; nếu lệch thì một trong hai đã cũ.",
    leave="Hai tỷ lệ so với hai mốc khác nhau: ghi rõ mốc của từng tỷ lệ.",
    example="Sản lượng muối bằng 93,5% so với cùng kỳ, tức giảm 7,5%.",
    counter_example="Sản lượng muối bằng 93,5% so với cùng kỳ, tức giảm 6,5%.",
)
TIMES = Rule(
    code="DOC214",
    name="multiple-differs",
    title="Số lần gấp, tăng không khớp",
    looks_for="“gấp n lần”, “tăng n lần” khi cả hai số được nêu.",
    why="“Tăng 2 lần” và “gấp 2 lần” hay bị dùng lẫn; số lần thường được ước nhẩm.",
    leave="Số lần được làm tròn theo cách nói: ghi “gần”, “hơn”.",
    example="Vốn vay giải ngân 126 tỷ đồng, gấp 3 lần so với năm 2020 (52,5 tỷ đồng).",
    counter_example="Vốn vay giải ngân 126 tỷ đồng, gấp 2,4 lần so với năm 2020 (52,5 tỷ đồng).",
)
RULES = (STRUCTURE, SAID_TWICE, TIMES)

_STRUCTURE = re.compile(r"cơ cấu|tỷ trọng")
_SHARES = frozenset({Role.OWN, Role.SHARE, Role.RATIO, Role.BARE, Role.LEVEL, Role.REMAINDER})
_SAYS_AGAIN = re.compile(r"tức|tương ứng|hay|nghĩa là")


def claims(scene: Scene) -> Iterator[Claim]:
    yield from _structures(scene)
    for figure in scene.figures:
        if figure.mention.value is None:
            continue
        growth = figure.is_percent and figure.role is Role.GROWTH
        found = _said_twice(scene, figure) if growth else _times(scene, figure)
        if found is not None:
            yield found


def _structures(scene: Scene) -> Iterator[Claim]:
    """Shares of one clause (or of a list behind a colon); it holds when the first of them make up 100 already."""
    sentences: dict[int, list[Figure]] = {}
    for figure in scene.figures:
        if figure.is_percent and figure.role in _SHARES and figure.bracket == 0 and figure.mention.value is not None:
            sentences.setdefault(figure.sentence, []).append(figure)
    for shares in sentences.values():
        head = _head(scene, shares[0])
        if len(shares) < 3 or not _STRUCTURE.search(head):
            continue
        if ":" not in head:
            shares = [one for one in shares if one.clause == shares[0].clause]
        if len(shares) > 2:
            yield _structure(scene, shares, head)


def _structure(scene: Scene, shares: list[Figure], head: str) -> Claim:
    *others, last = shares
    readings = [of(Operation.COMPLEMENT, *others)]
    for size in range(len(shares) - 1, 1, -1):
        earlier = of(Operation.COMPLEMENT, *shares[: size - 1])
        if compare(Operand(shares[size - 1]), earlier) in (Outcome.HOLDS, Outcome.ROUNDED):
            return Claim(STRUCTURE.code, Operand(shares[size - 1]), (earlier,), Strength.PLAIN, "cơ cấu")
    over = last.interval is not None and readings[0].interval().high < last.interval.low
    between = scene.outline.text[shares[0].start : last.end].lower()
    impossible = any((one.value or 0) > HUNDRED for one in shares)
    plain = (
        over
        and ("cơ cấu" in head or "lần lượt" in head or impossible)
        and not re.search(r"trong đó|tăng|giảm|chỉ tiêu|kế hoạch", between)
    )
    return Claim(STRUCTURE.code, Operand(last), tuple(readings), Strength.PLAIN if plain else Strength.LIKELY, "cơ cấu")


def _head(scene: Scene, figure: Figure) -> str:
    """Everything the sentence says before its first share."""
    start = max((one.end for one in scene.figures if one.sentence < figure.sentence), default=0)
    return scene.outline.text[start : figure.start].lower()


def _said_twice(scene: Scene, figure: Figure) -> Claim | None:
    """The growth right after a ratio against the same base."""
    if not figure.index:
        return None
    ratio = _before(scene, figure)
    if ratio is None or ratio.base is not Base.PREVIOUS:
        return None
    if ratio.role is not Role.RATIO and not (ratio.role is Role.OWN and ratio.near.endswith("bằng")):
        return None
    between = scene.outline.text[ratio.end : figure.start].lower()
    again = bool(_SAYS_AGAIN.search(between)) or _is_mirrored(ratio, figure)
    if not again and (figure.base is not Base.PREVIOUS or figure.base_words != ratio.base_words):
        return None
    strength = Strength.PLAIN if again else Strength.LIKELY
    stated = Operand(figure, sign=-1 if figure.sign < 0 else 1)
    return Claim(SAID_TWICE.code, stated, (of(Operation.OVER_HUNDRED, ratio),), strength, between.strip())


def _is_mirrored(ratio: Figure, figure: Figure) -> bool:
    """bằng 96% so với cùng kỳ, tăng 4%: the number of the same comparison, whichever way it is said to go."""
    beside = figure.base is Base.NONE and figure.phrase == ratio.phrase + 1 and not subject_words(figure.near)
    return beside and (abs((ratio.value or HUNDRED) - HUNDRED) == figure.value or not figure.tail.strip(" .*_"))


def _before(scene: Scene, figure: Figure) -> Figure | None:
    """The percentage before it on its own level; a base in brackets in between does not part them."""
    for one in reversed(scene.figures[: figure.index]):
        if one.sentence != figure.sentence or (one.clause != figure.clause and one.bracket == figure.bracket):
            return None
        if one.bracket == figure.bracket:
            return one if one.is_percent else None
    return None


def _now(scene: Scene, figure: Figure, base: Figure) -> list[Figure]:
    """The amounts before it; without any, the one that is reached: gấp 2 lần so với năm 2015 (412 tấn), đạt 824 tấn."""
    after = scene.figures[max(figure.index, base.index) + 1 :][:1]
    reached = [one for one in after if one.sentence == figure.sentence and re.match(r"(?:ước |đã )?đạt\b", one.near)]
    return subjects(scene, figure) or [
        one for one in reached if one.role is Role.LEVEL and one.bracket == figure.bracket
    ]


def _times(scene: Scene, figure: Figure) -> Claim | None:
    if figure.mention.unit != "lần":
        return None
    if figure.role is not Role.CHANGE:
        return None
    more = re.search(r"tăng[^,;]{0,12}\Z", figure.near)
    base = explicit_base(scene, figure)
    bases = [base] if base is not None else named_bases(scene, figure)
    if base is None and figure.base is Base.NONE and subject_words(figure.tail):
        return None  # gấp 5,5 lần vốn chủ sở hữu: of something that no figure says
    readings = [
        of(Operation.TIMES, one, other)
        for other in bases
        for one in same_kind(_now(scene, figure, other), other.dimension)[:2]
        if one.index != other.index
    ]
    if more:
        readings += [of(Operation.TIMES_MORE, *one.operands) for one in readings]
    return Claim(TIMES.code, Operand(figure), tuple(readings), Strength.PLAIN, figure.near) if readings else None
