"""The rules of proofreading, by code. A rule is a small module: what it looks for, and the claims that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from solieu.proofread.claims import Claim
from solieu.proofread.relations import Scene
from solieu.proofread.report import Report
from solieu.proofread.rules import (
    breakdowns,
    changes,
    counted_lists,
    orders,
    percentages,
    products,
    remainders,
    repeats,
    shared_bases,
    structures,
    sums,
)
from solieu.proofread.rules.rule import Remark, Rule

Maker = Callable[[Scene], Iterable[Claim]]
ReportMaker = Callable[[Report], Iterable[Claim]]
Remarker = Callable[[Scene], Iterable[Remark]]

_CLAIM_MODULES = (sums, percentages, changes, remainders, products, structures, orders, shared_bases)
_REMARK_MODULES = (counted_lists,)
_REPORT_MODULES = (breakdowns, repeats)

#: What makes claims of the figures of one passage.
CLAIM_MAKERS: tuple[Maker, ...] = tuple(module.claims for module in _CLAIM_MODULES)

#: What makes claims across passages.
REPORT_MAKERS: tuple[ReportMaker, ...] = tuple(module.report_claims for module in _REPORT_MODULES)

#: What remarks on one passage without arithmetic of figures.
REMARKERS: tuple[Remarker, ...] = tuple(module.remarks for module in _REMARK_MODULES)

_MODULES = (*_CLAIM_MODULES, *_REMARK_MODULES, *_REPORT_MODULES)
RULES: Mapping[str, Rule] = {rule.code: rule for module in _MODULES for rule in module.RULES}

__all__ = ["CLAIM_MAKERS", "REMARKERS", "REPORT_MAKERS", "RULES", "Remark", "Rule"]
