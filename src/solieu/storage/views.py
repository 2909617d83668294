"""The view of a moment, read as it is asked for: accepting one form does not load the figures of all others.

Everything below is append only and later deeds carry later moments, so it does not matter when a part is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar, overload

from django.db.models import Model, QuerySet

from solieu.core import FactKey, Period
from solieu.facts import Entry, Narrative, PlacedFacts, Revision, Snapshot, Submission
from solieu.storage import models, rows, taken_back

K = TypeVar("K")
V = TypeVar("V")
MANY_UNITS = 8  # after so many units of one period the rest of it is read at once


class Late(Mapping[K, V], Generic[K, V]):
    """A mapping that is read whole when it is first asked."""

    def __init__(self, load: Callable[[], Mapping[K, V]]) -> None:
        self._load = load

    @cached_property
    def _whole(self) -> Mapping[K, V]:
        return self._load()

    def __getitem__(self, key: K) -> V:
        return self._whole[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


class LateSequence(Sequence[V], Generic[V]):
    """A sequence that is read whole when it is first asked."""

    def __init__(self, load: Callable[[], Sequence[V]]) -> None:
        self._load = load

    @cached_property
    def _whole(self) -> Sequence[V]:
        return self._load()

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        return self._whole[index]

    def __len__(self) -> int:
        return len(self._whole)


class Revisions:
    """All revisions that had been accepted by a moment, read by unit and period."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._known: dict[FactKey, tuple[Revision, ...]] = {}
        self._units: defaultdict[str, set[str]] = defaultdict(set)  # by period, the units that were read
        self._periods: set[str] = set()
        self._everything = False

    def of(self, key: FactKey) -> tuple[Revision, ...]:
        """In the order of their numbers; empty for a key that nobody has reported."""
        self._need(key.unit, str(key.period))
        return self._known.get(key, ())

    def keys_of(self, unit: str, period: Period) -> tuple[FactKey, ...]:
        self._need(unit, str(period))
        return tuple(key for key in self._known if (key.unit, key.period) == (unit, period))

    def all(self) -> Mapping[FactKey, tuple[Revision, ...]]:
        if not self._everything:
            self._known = self._found(models.RevisionRow.objects.all())
            self._everything = True
        return self._known

    def _need(self, unit: str, period: str) -> None:
        read = self._units[period]
        if self._everything or period in self._periods or unit in read:
            return
        if len(read) < MANY_UNITS:
            self._known |= self._found(models.RevisionRow.objects.filter(period=period, unit=unit))
            read.add(unit)
        else:
            self._known |= self._found(models.RevisionRow.objects.filter(period=period))
            self._periods.add(period)

    def _found(self, query: QuerySet[models.RevisionRow]) -> dict[FactKey, tuple[Revision, ...]]:
        found: defaultdict[FactKey, list[Revision]] = defaultdict(list)
        for row in query.filter(accepted_at__lte=self._moment).order_by("number").iterator(2000):
            found[rows.key_of(row.key)].append(rows.revision_of(row))
        return {key: tuple(revisions) for key, revisions in found.items()}


class Held(PlacedFacts):
    """The one revision of each key that held."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions

    def __getitem__(self, key: FactKey) -> Revision:
        found = self._revisions.of(key)
        if not found:
            raise KeyError(key)
        return found[-1]

    def keys_of(self, unit: str, period: Period) -> tuple[FactKey, ...]:
        return self._revisions.keys_of(unit, period)

    def __iter__(self) -> Iterator[FactKey]:
        return iter(self._revisions.all())

    def __len__(self) -> int:
        return len(self._revisions.all())


class History(Mapping[FactKey, tuple[Revision, ...]]):
    """The revisions of each key."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions

    def __getitem__(self, key: FactKey) -> tuple[Revision, ...]:
        found = self._revisions.of(key)
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[FactKey]:
        return iter(self._revisions.all())

    def __len__(self) -> int:
        return len(self._revisions.all())


def snapshot_at(moment: datetime) -> Snapshot:
    revisions = Revisions(moment)
    return Snapshot(
        moment=moment,
        facts=Held(revisions),
        decisions=Late(
            lambda: {d.key: d for d in map(rows.decision_of, _until(models.DecisionRow, "decided_at", moment))}
        ),
        submissions=Late(lambda: _submissions(moment)),
        explanations=Late(
            lambda: {e.fingerprint: e for e in map(rows.explanation_of, _until(models.ExplanationRow, "at", moment))}
        ),
        narratives=LateSequence(lambda: _narratives(moment)),
        entries=Entries(moment),
        history=History(revisions),
        overrides=LateSequence(lambda: tuple(map(taken_back.override_of, _until(models.OverrideRow, "at", moment)))),
    )


def _until(table: type[Model], stamp: str, moment: datetime) -> QuerySet:
    """What had been written by a moment, oldest first."""
    return table.objects.filter(**{f"{stamp}__lte": moment}).order_by(stamp, "id")


def _submissions(moment: datetime) -> Mapping[str, Submission]:
    """Envelopes, each in the state that it had then."""
    states = dict(models.MoveRow.objects.filter(at__lte=moment).order_by("at", "id").values_list("submission", "state"))
    sent = models.SubmissionRow.objects.defer("body").filter(sent_at__lte=moment).order_by("sent_at", "id")
    return {row.id: rows.submission_of(row, state=states.get(row.id, "")) for row in sent}


def _narratives(moment: datetime) -> tuple[Narrative, ...]:
    return tuple(map(rows.narrative_of, _until(models.NarrativeRow, "accepted_at", moment)))


class Entries(Mapping[str, tuple[Entry, ...]]):
    """The entries of each register with what had been recorded by a moment, read register by register."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._known: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, register: str) -> tuple[Entry, ...]:
        if register not in self._known:
            found = models.EntryRow.objects.filter(register=register).order_by("id").prefetch_related("events")
            entries = (rows.entry_of(row, self._moment) for row in found)
            self._known[register] = tuple(entry for entry in entries if entry.events)
        if not self._known[register]:
            raise KeyError(register)
        return self._known[register]

    def __iter__(self) -> Iterator[str]:
        names = models.EntryRow.objects.order_by("register").values_list("register", flat=True).distinct()
        return (name for name in names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
