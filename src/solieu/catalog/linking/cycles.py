"""Names that need each other in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def without_rings(needs: Mapping[str, Iterable[str]]) -> tuple[list[str], list[tuple[str, ...]]]:
    """An order in which every name comes after what it needs, and the rings that had to be opened for it.

    A ring begins and ends with its smallest name: ``("a", "b", "a")`` for a that needs b that needs a.
    """
    open_needs = {name: set(needed) for name, needed in needs.items()}
    rings: list[tuple[str, ...]] = []
    while True:
        try:
            return list(TopologicalSorter(open_needs).static_order()), rings
        except CycleError as error:
            ring = list(reversed(error.args[1]))[:-1]  # graphlib names what is needed first
            start = ring.index(min(ring))
            ring = [*ring[start:], *ring[:start]]
            rings.append((*ring, ring[0]))
            open_needs[ring[0]].discard(rings[-1][1])
