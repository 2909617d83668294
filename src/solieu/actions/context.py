"""What every action stands on: the store, the person, the catalogue and the moment."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from solieu.actions.actor import Actor
from solieu.catalog import Catalog
from solieu.core import FactKey, Period
from solieu.facts import (
    Decision,
    Entry,
    EntryEvent,
    Explanation,
    Narrative,
    Provenance,
    Revision,
    Snapshot,
    Submission,
    SubmissionState,
)
from solieu.territory import Territory


class RefusalError(Exception):
    """An action that is not possible now; the text says in Vietnamese what was expected. It undoes the transaction."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """``digest`` chains every row to the one before, so that no row can be changed or taken out unnoticed."""

    number: int
    at: datetime
    actor: str
    action: str
    object: str
    details: Mapping[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One draft or issue of a report, with the moment whose figures it shows."""

    report: str
    period: Period
    draft: int
    state: str
    moment: datetime
    content_signed_by: str = ""
    layout_signed_by: str = ""
    number: str = ""
    issued_at: datetime | None = None
    gaps_accepted: str = ""


class Store(Protocol):
    """What the actions need of a database. Every write happens inside ``transaction``."""

    def transaction(self) -> AbstractContextManager[None]: ...
    def snapshot(self, moment: datetime) -> Snapshot: ...

    def add_submission(self, submission: Submission, content: bytes) -> None: ...
    def submission(self, id: str) -> Submission | None: ...
    def submissions(self) -> tuple[Submission, ...]: ...
    def sent_before(self, sender: str, sender_key: str, sha256: str) -> Submission | None: ...
    def set_state(self, id: str, state: SubmissionState) -> None: ...
    def content(self, sha256: str) -> bytes: ...

    def latest(self, keys: frozenset[FactKey]) -> Mapping[FactKey, Revision]: ...
    def append(self, revisions: tuple[Revision, ...]) -> None: ...
    def add_explanation(self, explanation: Explanation, submission: str) -> None: ...
    def explanations(self) -> Mapping[str, Explanation]: ...
    def add_decision(self, decision: Decision) -> None: ...
    def add_narrative(self, narrative: Narrative) -> None: ...
    def entries(self, register: str) -> tuple[Entry, ...]: ...
    def add_event(self, register: str, id: str, unit: str, provenance: Provenance, event: EntryEvent) -> None: ...

    def is_closed(self, period: Period) -> bool: ...
    def set_closed(self, period: Period, closed: bool, at: datetime) -> None: ...
    def add_report(self, row: ReportRow) -> None: ...
    def reports(self) -> tuple[ReportRow, ...]: ...
    def add_catalog(self, version: str, files: Mapping[str, bytes], at: datetime) -> None: ...
    def grant(self, user: str, role: str, unit: str) -> None: ...

    def journal(self) -> tuple[JournalRow, ...]: ...
    def last_journal_row(self) -> JournalRow | None: ...
    def add_journal_row(self, row: JournalRow) -> None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """One call of one action. ``now`` is the only clock."""

    store: Store
    actor: Actor
    catalog: Catalog
    territory: Territory
    now: datetime

    def require(self, action: str, unit: str) -> None:
        """Raises RefusalError when the person may not do this here."""
        if not self.actor.may(action, unit, self.territory, self.now.date()):
            name = self.territory.name(unit, self.now.date()) if unit else "toàn hệ thống"
            raise RefusalError(f"{self.actor.user} không có quyền thực hiện việc này đối với {name}")
