"""Snapshot: everything that a report may ask, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from solieu.core import FactKey
from solieu.facts.model import Decision, Entry, Explanation, Narrative, Revision, Submission


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An immutable view of a workspace as of ``moment``; storage builds it, all else reads it.

    ``facts`` holds the one revision per key that held at the moment, ``history`` all earlier ones as well.
    ``submissions`` are keyed by id (without staged cells), ``entries`` by register, ``explanations`` by fingerprint.
    """

    moment: datetime
    facts: Mapping[FactKey, Revision]
    decisions: Mapping[FactKey, Decision] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    narratives: tuple[Narrative, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    history: Mapping[FactKey, tuple[Revision, ...]] = field(default_factory=dict)


def held(
    revisions: Iterable[Revision], moment: datetime
) -> tuple[dict[FactKey, Revision], dict[FactKey, tuple[Revision, ...]]]:
    """Of all revisions, the one per key that held at a moment, and everything that had been accepted by then."""
    history: dict[FactKey, list[Revision]] = {}
    for revision in revisions:
        if revision.accepted_at <= moment:
            history.setdefault(revision.key, []).append(revision)
    ordered = {key: tuple(sorted(found, key=lambda revision: revision.number)) for key, found in history.items()}
    return {key: found[-1] for key, found in ordered.items()}, ordered
