"""Split a printed total over units so that the parts add up exactly: the *minh họa* cells of the sample.

Largest remainder (Hamilton's method) on whole steps of the last printed decimal. Nothing is random: the weights come
from hashes of names, so that the sample is the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal


def weight(*names: str) -> Decimal:
    """A stable weight between 0,5 and 1,5 for a name."""
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return Decimal(500 + int.from_bytes(digest[:4]) % 1001) / 1000


def split(total: Decimal, decimals: int, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Parts with the same decimals as the total; they sum to it exactly. Weights are not negative, not all zero."""
    step = Decimal(1).scaleb(-decimals)
    steps, whole = int(total / step), sum(weights.values(), Decimal(0))
    exact = {name: steps * share / whole for name, share in weights.items()}
    parts = {name: int(value.to_integral_value(ROUND_FLOOR)) for name, value in exact.items()}
    for name in _largest_remainders(exact, parts)[: steps - sum(parts.values())]:
        parts[name] += 1
    return {name: count * step for name, count in parts.items()}


def _largest_remainders(exact: Mapping[str, Decimal], parts: Mapping[str, int]) -> Sequence[str]:
    return sorted(exact, key=lambda name: (parts[name] - exact[name], name))
