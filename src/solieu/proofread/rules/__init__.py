"""The rules of proofreading, by code. A rule is a small module: what it looks for, and the claims that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from solieu.proofread.claims import Claim
from solieu.proofread.relations import Scene
from solieu.proofread.rules import (
    changes,
    counted_lists,
    orders,
    percentages,
    products,
    remainders,
    shared_bases,
    structures,
    sums,
)
from solieu.proofread.rules.rule import Remark, Rule

Maker = Callable[[Scene], Iterable[Claim]]
Remarker = Callable[[Scene], Iterable[Remark]]

_CLAIM_MODULES = (sums, percentages, changes, remainders, products, structures, orders, shared_bases)
_REMARK_MODULES = (counted_lists,)

#: What makes claims of the figures of one passage.
CLAIM_MAKERS: tuple[Maker, ...] = tuple(module.claims for module in _CLAIM_MODULES)

#: What remarks on one passage without arithmetic of figures.
REMARKERS: tuple[Remarker, ...] = tuple(module.remarks for module in _REMARK_MODULES)

RULES: Mapping[str, Rule] = {rule.code: rule for module in (*_CLAIM_MODULES, *_REMARK_MODULES) for rule in module.RULES}

__all__ = ["CLAIM_MAKERS", "REMARKERS", "RULES", "Remark", "Rule"]
