"""Percentages of one plan that lead back to different plans.

How it is judged
    "đạt 15.477, đạt 31,1% kế hoạch tỉnh giao; ước 19.594, đạt 39,4% kế hoạch tỉnh giao" hides one plan. What each
    figure and its percentage say of that plan must have a number in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from solieu.core import Interval
from solieu.proofread.claims import Claim, Strength
from solieu.proofread.figures import Base, Figure, Role
from solieu.proofread.formulas import Operand, Operation, of
from solieu.proofread.relations import Scene, explicit_base, same_kind, subjects
from solieu.proofread.rules.rule import Rule
from solieu.proofread.slips import variants

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
    yield from _one_by_one(scene)
    yield from _outliers(scene)


def _one_by_one(scene: Scene) -> Iterator[Claim]:
    known: list[_Pair] = []
    for figure in scene.figures:
        if not _is_open(scene, figure):
            continue
        now = subjects(scene, figure)
        if not now:
            continue
        for before, earlier in reversed(known):
            if _shares_base(figure, now[0], earlier, before):
                reading = of(Operation.SAME_BASE, now[0], before, earlier)
                yield Claim(SHARED.code, Operand(figure), (reading,), Strength.PLAIN, figure.base_words)
                break
        known.append((now[0], figure))


# ---- three and more of one plan ------------------------------------------------------------------------------

_Pair = tuple[Figure, Figure]  # an amount and its percentage


def _outliers(scene: Scene) -> Iterator[Claim]:
    """Of three and more amounts of one noun with percentages of one plan: the one that leads to another plan than two
    others do, and that one slip of the pen would lead to theirs."""
    for pairs in _of_one_plan(scene):
        for amount, percent in pairs:
            others = [pair for pair in pairs if pair[1] is not percent]
            agreed = next((both for both in combinations(others, 2) if _meet(*map(_base_of, both))), None)
            if agreed is None:
                continue
            holds = any(_meet(_base_of((amount, percent)), _base_of(other)) for other in others)
            if holds or _is_repaired(amount, percent, agreed):
                reading = of(Operation.SAME_BASE, amount, *agreed[0])
                yield Claim(SHARED.code, Operand(percent), (reading,), Strength.PLAIN, percent.base_words)


def _of_one_plan(scene: Scene) -> Iterator[list[_Pair]]:
    groups: dict[tuple[str, frozenset[str]], list[_Pair]] = {}
    for percent in scene.figures:
        bracket = scene.outline.bracket_of(percent)
        if bracket is None or bracket.owner is None or not _is_open(scene, percent) or percent.base is not Base.PLAN:
            continue
        amount = scene.figures[bracket.owner]
        if amount.value and percent.value and amount.role is Role.LEVEL:
            groups.setdefault((amount.dimension.base, _words(percent.base_words)), []).append((amount, percent))
    return (pairs for pairs in groups.values() if len(pairs) > 2)


def _base_of(pair: _Pair) -> Interval:
    amount, percent = pair
    assert amount.interval is not None and percent.interval is not None
    return amount.interval / percent.interval


def _meet(one: Interval, other: Interval) -> bool:
    return one.meets(other)


def _is_repaired(amount: Figure, percent: Figure, agreed: tuple[_Pair, ...]) -> bool:
    """Whether one slip in the amount or in the percentage explains the other plan."""
    bases = [_base_of(pair) for pair in agreed]
    meant = [_base_of_values(one, Operand(percent).interval) for one in _meant(amount)]
    meant += [_base_of_values(Operand(amount).interval, one) for one in _meant(percent)]
    return any(all(_meet(one, base) for base in bases) for one in meant if one is not None)


def _meant(figure: Figure) -> Iterator[Interval]:
    own = Operand(figure)
    for value in variants(own):
        shift = value - own.value
        if value > 0:
            yield Interval(own.interval.low + shift, own.interval.high + shift)


def _base_of_values(amount: Interval, percent: Interval) -> Interval | None:
    return amount / percent if percent.low > 0 else None


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
