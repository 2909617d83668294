"""Split a printed total over units so that the parts add up exactly: the *minh họa* cells of the sample.

Largest remainder (Hamilton's method) on whole steps of the last printed decimal. Nothing is random: the weights come
from hashes of names, so that the sample is the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def weight(*names: str) -> Decimal:
    """A stable weight between 0,5 and 1,5 for a name."""
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return Decimal(500 + int.from_bytes(digest[:4]) % 1001) / 1000


def split(total: Decimal, decimals: int, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Parts with the same decimals as the total; they sum to it exactly, and each is less than a step from its share.

    Raises ValueError for a total with more decimals, for a negative weight, and for weights that are all zero.
    """
    steps, whole = total.scaleb(decimals), sum(map(Fraction, weights.values()), Fraction(0))
    if steps != steps.to_integral_value() or whole <= 0 or min(weights.values()) < 0:
        raise ValueError(f"{total} with {decimals} decimals cannot be split by these weights")
    shares = {name: int(steps) * Fraction(part) / whole for name, part in weights.items()}
    parts = {name: floor(share) for name, share in shares.items()}
    for name in _largest_remainders(shares, parts)[: int(steps) - sum(parts.values())]:
        parts[name] += 1
    return {name: Decimal(count).scaleb(-decimals) for name, count in parts.items()}


def _largest_remainders(shares: Mapping[str, Fraction], parts: Mapping[str, int]) -> Sequence[str]:
    return sorted(shares, key=lambda name: (parts[name] - shares[name], name))
