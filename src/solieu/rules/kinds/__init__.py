"""The kinds of rules, by the name that rule files use. A kind is Python, a rule is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

from solieu.rules.kinds import amount, order, product, ratios, repeated_figure, sum_of_parts, two_measures
from solieu.rules.row import Missing, Row, Verdict

Judge = Callable[[Row, Mapping[str, object]], Verdict | Missing | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """``stands_on`` names the parameter whose figure carries the finding."""

    judge: Judge
    parameters: tuple[str, ...]
    stands_on: str
    module: ModuleType


KINDS: Mapping[str, Kind] = {
    "sum_of_parts": Kind(sum_of_parts.judge, sum_of_parts.PARAMETERS, "total", sum_of_parts),
    "share": Kind(ratios.judge_share, ratios.PARAMETERS, "percent", ratios),
    "plan_percent": Kind(ratios.judge_share, ratios.PARAMETERS, "percent", ratios),
    "growth": Kind(ratios.judge_growth, ratios.PARAMETERS, "percent", ratios),
    "order": Kind(order.judge, order.PARAMETERS, "less", order),
    "repeated_figure": Kind(repeated_figure.judge, repeated_figure.PARAMETERS, "first", repeated_figure),
    "two_measures": Kind(two_measures.judge, two_measures.PARAMETERS, "here", two_measures),
    "product": Kind(product.judge, product.PARAMETERS, "output", product),
    "amount": Kind(amount.judge, amount.PARAMETERS, "amount", amount),
}
