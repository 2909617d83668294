"""Names that need each other in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def rings_of(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The rings that have to be opened until none is left, each with its smallest name at both ends.

    ``("a", "b", "a")`` stands for a that needs b that needs a.
    """
    open_needs = {name: set(needed) for name, needed in needs.items()}
    rings: list[tuple[str, ...]] = []
    while True:
        try:
            TopologicalSorter(open_needs).prepare()
        except CycleError as error:
            ring = list(reversed(error.args[1]))[:-1]  # graphlib names what is needed first
            start = ring.index(min(ring))
            ring = [*ring[start:], *ring[:start]]
            rings.append((*ring, ring[0]))
            open_needs[ring[0]].discard(rings[-1][1])
        else:
            return rings
