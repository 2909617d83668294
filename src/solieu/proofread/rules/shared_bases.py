"""Percentages of one plan that lead back to different plans.

How it is judged
    "đạt 15.477, đạt 31,1% kế hoạch tỉnh giao; ước 19.594, đạt 39,4% kế hoạch tỉnh giao" hides one plan. What each
    figure and its percentage say of that plan must have a number in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Operand, Operation, of
from solieu.proofread.relations import Scene, explicit_base, same_kind, subjects
from solieu.proofread.rules.rule import Rule

SHARED = Rule(
    code="DOC218",
    name="percentages-of-different-bases",
    title="Các tỷ lệ của cùng một kế hoạch không cùng gốc",
    looks_for="Hai số của cùng một chỉ tiêu (thực hiện và ước) với tỷ lệ so với cùng một kế hoạch không được nêu số.",
    why="Từ mỗi số và tỷ lệ suy ra một kế hoạch; hai kế hoạch khác nhau thì một số hoặc một tỷ lệ đã sai.",
    leave="Kế hoạch được điều chỉnh giữa hai thời điểm: ghi rõ.",
    example="Chi ngân sách đến 31/5 đạt 42.600 triệu đồng, đạt 35,5% dự toán tỉnh giao; "
    "ước 6 tháng đạt 54.000 triệu đồng, đạt 54,0% dự toán tỉnh giao.",
    counter_example="Chi ngân sách đến 31/5 đạt 42.600 triệu đồng, đạt 35,5% dự toán tỉnh giao; "
    "ước 6 tháng đạt 54.000 triệu đồng, đạt 45,0% dự toán tỉnh giao.",
)
RULES = (SHARED,)

_SAME_INDICATOR = re.compile(
    r"(?:và |dự )?(?:ước|lũy kế|luỹ kế|cả năm|đến (?:ngày|hết|nay)|hết (?:quý|tháng|năm))\b[^,;]*\Z"
)
_FILLER = frozenset({"huyện", "xã", "so", "với", "được", "của", "năm"})


def claims(scene: Scene) -> Iterator[Claim]:
    known: list[tuple[Figure, Figure]] = []
    for figure in scene.figures:
        if not _is_open(scene, figure):
            continue
        now = subjects(scene, figure)
        if not now:
            continue
        for earlier, amount in reversed(known):
            if _shares_base(figure, now[0], earlier, amount):
                reading = of(Operation.SAME_BASE, now[0], amount, earlier)
                yield Claim(SHARED.code, Operand(figure), (reading,), Strength.PLAIN, figure.base_words)
                break
        known.append((figure, now[0]))


def _is_open(scene: Scene, figure: Figure) -> bool:
    """A percentage of a plan or earlier period that is named and not printed."""
    named = figure.is_percent and figure.role is Role.RATIO and figure.base in (Base.PLAN, Base.PREVIOUS)
    return named and figure.mention.value is not None and explicit_base(scene, figure) is None


def _shares_base(figure: Figure, amount: Figure, earlier: Figure, before: Figure) -> bool:
    if figure.sentence != earlier.sentence or amount.index == before.index or figure.base is not earlier.base:
        return False
    if not same_kind([before], amount.dimension) or amount.dimension.base != before.dimension.base:
        return False
    words, other = _words(figure.base_words), _words(earlier.base_words)
    if not (words <= other or other <= words) or not words:
        return False
    if amount.clause != before.clause and amount.lead != amount.near:
        return False  # another amount of the clause has named a new subject
    return bool(_SAME_INDICATOR.fullmatch(amount.near))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text) if word not in _FILLER)
