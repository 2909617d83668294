"""What every action stands on: the store, the person, the catalogue and the moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
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
    Revision,
    Snapshot,
    Submission,
    SubmissionState,
)
from solieu.registers import Asked, EntryIndex, Found, Held, Key, PersonalValue
from solieu.territory import Territory
from solieu.vietnamese import VIETNAM


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
    """One draft or issue of a report, with the moment whose figures it shows. ``copies`` are the sealed files of an
    issue: format → SHA-256."""

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
    copies: Mapping[str, str] = field(default_factory=dict)


class Store(Protocol):
    """What the actions need of a database. Every write happens inside ``transaction``, which only one holds at a time.
    Nothing that was written is ever changed, but for the state of a submission and the roles of users."""

    def transaction(self) -> AbstractContextManager[None]: ...
    def snapshot(self, moment: datetime) -> Snapshot: ...

    def add_submission(self, submission: Submission, content: bytes) -> None: ...
    def submission(self, id: str) -> Submission | None: ...
    def submissions(self, period: Period | None = None) -> tuple[Submission, ...]: ...
    def sends_of(self, form: str, unit: str, period: Period, sender: str) -> tuple[Submission, ...]: ...
    def sent_with(self, sender: str, sender_key: str) -> Submission | None: ...
    def accepted_about(self, unit: str) -> Iterator[Submission]: ...
    def senders_of(self, ids: Collection[str]) -> Mapping[str, str]: ...
    def set_state(self, id: str, state: SubmissionState, at: datetime) -> None: ...
    def seal(self, content: bytes) -> str: ...
    def content(self, sha256: str) -> bytes: ...

    def latest(self, keys: Collection[FactKey]) -> Mapping[FactKey, Revision]: ...
    def append(self, revisions: Collection[Revision]) -> None: ...
    def revisions_by_moment(self) -> Iterator[Revision]: ...
    def add_explanation(self, explanation: Explanation, submission: str) -> None: ...
    def explanations(self, fingerprints: Collection[str] | None = None) -> Mapping[str, Explanation]: ...
    def add_decision(self, decision: Decision) -> None: ...
    def add_narrative(self, narrative: Narrative) -> None: ...
    def narrative_versions(self, report: str, section: str, period: Period, unit: str) -> int: ...
    def entries(self, register: str) -> tuple[Entry, ...]: ...
    def entries_named(self, register: str, ids: Collection[str]) -> tuple[Entry, ...]: ...
    def add_events(self, register: str, events: Sequence[tuple[Entry, EntryEvent]]) -> None: ...
    def add_personal(self, values: Iterable[PersonalValue]) -> None: ...
    def personal(self, ids: Collection[str]) -> Mapping[str, PersonalValue]: ...
    def redact(self, ids: Collection[str], at: datetime) -> None: ...
    def put_indexes(self, indexes: Sequence[EntryIndex]) -> None: ...
    def forget_indexes(self, register: str) -> None: ...
    def holder(self, register: str, key: Key) -> str: ...
    def last_number(self, register: str, rule: str, series: str) -> int: ...
    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]: ...
    def state(self, register: str, id: str) -> str: ...
    def tally(self, register: str, day: date, units: Collection[str] | None = None,
              known_at: datetime | None = None) -> Mapping[str, int]: ...  # fmt: skip
    def find_entries(self, asked: Asked) -> Found: ...

    def is_closed(self, period: Period) -> bool: ...
    def set_closed(self, period: Period, closed: bool, at: datetime) -> None: ...
    def add_report(self, row: ReportRow) -> None: ...
    def reports(self) -> tuple[ReportRow, ...]: ...
    def last_report(self, report: str, period: Period) -> ReportRow | None: ...
    def add_catalog(self, version: str, files: Mapping[str, bytes], at: datetime) -> None: ...
    def grant(self, user: str, role: str, unit: str) -> None: ...
    def revoke(self, user: str, role: str, unit: str) -> None: ...
    def roles_of(self, user: str) -> tuple[tuple[str, str], ...]: ...
    def users(self) -> tuple[str, ...]: ...

    def journal(self, last: int = 0) -> tuple[JournalRow, ...]: ...
    def journal_of(self, object: str) -> tuple[JournalRow, ...]: ...
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

    @property
    def today(self) -> date:
        """The day on the wall of the office, not in Greenwich."""
        return self.now.astimezone(VIETNAM).date()

    def may(self, action: str, unit: str, day: date | None = None) -> bool:
        return self.actor.may(action, unit, self.territory, day or self.today)

    def require(self, action: str, unit: str, day: date | None = None) -> None:
        """Raises RefusalError when the person may not do this here. ``day`` is the day whose units count, for a
        submission the end of its period; without one it is today."""
        if not self.may(action, unit, day):
            name = self.territory.name(unit, day or self.today) if unit else "toàn hệ thống"
            raise RefusalError(f"tài khoản “{self.actor.user}” không có quyền thực hiện việc này đối với {name}")


@contextmanager
def deed(context: Context) -> Iterator[Context]:
    """The transaction of one action: all of it or nothing.

    Deeds follow one another, each at a moment of its own later than all before, whatever the clock says. So a report
    as of a moment stays what it was, and every revision can be told to the row of the journal that wrote it.
    """
    with context.store.transaction():
        last = context.store.last_journal_row()
        yield replace(context, now=max(context.now, last.at + timedelta(microseconds=1))) if last else context


def require_open(context: Context, period: Period) -> None:
    """Raises RefusalError for a closed period: nothing is sent, accepted or decided for it until it is reopened."""
    if context.store.is_closed(period):
        raise RefusalError(f"kỳ {period} đã đóng; đề nghị cơ quan tổng hợp mở lại kỳ")
