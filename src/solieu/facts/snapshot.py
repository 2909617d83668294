"""Snapshot: everything that a report may ask, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from solieu.core import FactKey, Period
from solieu.facts.model import Decision, Entry, Explanation, Narrative, Revision, Submission
from solieu.facts.taken_back import Override

K = TypeVar("K")
V = TypeVar("V")


class PlacedFacts(Mapping[FactKey, Revision]):
    """Facts that can be asked for by place without walking through all of them."""

    def keys_of(self, unit: str, period: Period) -> Iterable[FactKey]:
        raise NotImplementedError


class Laid(Mapping[K, V], Generic[K, V]):
    """One mapping laid over another; neither is copied, and the lower one is asked only for what the upper has not."""

    def __init__(self, over: Mapping[K, V], under: Mapping[K, V]) -> None:
        self._over, self._under = over, under

    def __getitem__(self, key: K) -> V:
        return self._over[key] if key in self._over else self._under[key]

    def __iter__(self) -> Iterator[K]:
        return iter({**self._under, **self._over})

    def __len__(self) -> int:
        return len({**self._under, **self._over})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An immutable view of a workspace as of ``moment``; storage builds it, all else reads it.

    ``facts`` holds the one revision per key that held at the moment, ``history`` all earlier ones as well.
    ``submissions`` are keyed by id (without staged cells, in the state that they had then), ``entries`` by register,
    ``explanations`` by fingerprint. Ask for keys where you can: a mapping may read what it is asked for, and reads
    everything when it is walked through.
    """

    moment: datetime
    facts: Mapping[FactKey, Revision]
    decisions: Mapping[FactKey, Decision] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    narratives: Sequence[Narrative] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    history: Mapping[FactKey, tuple[Revision, ...]] = field(default_factory=dict)
    overrides: Sequence[Override] = ()  # oldest first

    def keys_of(self, unit: str, period: Period) -> tuple[FactKey, ...]:
        """What is known of one unit and period, in the order of the keys."""
        if isinstance(self.facts, PlacedFacts):
            return tuple(sorted(self.facts.keys_of(unit, period), key=str))
        return tuple(sorted((key for key in self.facts if (key.unit, key.period) == (unit, period)), key=str))
