"""Two ways of doing the same work, timed in turn, so that a slow moment of the machine falls on both."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """Medians in seconds; ``ratio`` is the median of the ratios run by run."""

    what: str
    ours: float
    against: str
    theirs: float
    ratio: float
    runs: int

    def __str__(self) -> str:
        return f"{self.what:<58} {self.ours:8.3f} s   {self.against:<44} {self.theirs:8.3f} s   ×{self.ratio:6.2f}"


def side_by_side(what: str, ours: Work, against: str, theirs: Work, *, runs: int = 5) -> Row:
    """Each side once to warm up, then A B A B ..."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(runs)]
    return Row(
        what,
        median(a for a, _ in pairs),
        against,
        median(b for _, b in pairs),
        median(a / b for a, b in pairs),
        runs,
    )


def _seconds(work: Work) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start
