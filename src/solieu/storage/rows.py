"""Rows of the tables as values of the house, and back."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from solieu.actions import JournalRow, ReportRow
from solieu.core import FactKey, parse_fact_key, parse_period
from solieu.facts import (
    Decision,
    Entry,
    EntryEvent,
    Explanation,
    Narrative,
    Provenance,
    Revision,
    Source,
    SourceKind,
    Status,
    Submission,
    SubmissionState,
)
from solieu.storage import encoding, models

ENVELOPE = (
    "id", "form", "form_version", "unit", "sender", "actor", "sent_at", "sender_key", "filename", "sha256", "catalog",
    "on_behalf_of", "remark",
)  # fmt: skip
PERSONAL = ("id", "register", "entry", "field", "salt", "value")
REPORT = (
    "report", "draft", "state", "moment", "content_signed_by", "layout_signed_by", "number", "issued_at",
    "gaps_accepted", "at",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def key_of(text: str) -> FactKey:
    return parse_fact_key(text)


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def submission_of(row: models.SubmissionRow, *, whole: bool = False, state: str = "") -> Submission:
    """``state`` where it is not the present one that is asked for."""
    return Submission(
        **{name: getattr(row, name) for name in ENVELOPE},
        period=parse_period(row.period),
        state=SubmissionState(state or row.state),
        source=SourceKind(row.source),
        **(encoding.body_from_text(row.body) if whole else {}),
    )


def submission_row(submission: Submission) -> models.SubmissionRow:
    return models.SubmissionRow(
        **{name: getattr(submission, name) for name in ENVELOPE},
        period=str(submission.period),
        state=submission.state.value,
        source=submission.source.value,
        body=encoding.body_to_text(submission),
    )


def revision_of(row: models.RevisionRow) -> Revision:
    return Revision(
        key=key_of(row.key),
        number=row.number,
        reading=encoding.reading_from_text(row.reading),
        submission=row.submission_id,
        origin=encoding.where_from_text(row.origin),
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        status=Status(row.status),
        provenance=Provenance(row.provenance),
        note=row.note,
        stated_total=row.stated_total,
    )


def revision_row(revision: Revision) -> models.RevisionRow:
    return models.RevisionRow(
        key=str(revision.key),
        unit=revision.key.unit,
        period=str(revision.key.period),
        number=revision.number,
        reading=str(revision.reading),
        submission_id=revision.submission,
        origin=encoding.where_to_text(revision.origin),
        accepted_at=revision.accepted_at,
        accepted_by=revision.accepted_by,
        status=revision.status.value,
        provenance=revision.provenance.value,
        note=revision.note,
        stated_total=revision.stated_total,
    )


def decision_of(row: models.DecisionRow) -> Decision:
    source = Source(row.source)
    return Decision(key_of(row.key), source, row.reason, row.decided_by, row.decided_at, row.basis, row.submission)


def explanation_of(row: models.ExplanationRow) -> Explanation:
    provenance = Provenance(row.provenance)
    return Explanation(row.fingerprint, row.code, row.text, row.actor, row.at, row.basis, provenance, row.key)


def narrative_of(row: models.NarrativeRow) -> Narrative:
    return Narrative(row.report, row.section, parse_period(row.period), row.unit, row.version, row.text, row.sender,
                     row.actor, row.accepted_at, Provenance(row.provenance))  # fmt: skip


def entry_of(row: models.EntryRow, moment: datetime | None = None) -> Entry:
    """With the events that had been recorded by a moment, in the order in which they were."""
    events = sorted(row.events.all(), key=lambda event: event.id)
    known = tuple(event_of(event) for event in events if moment is None or event.recorded_at <= moment)
    return Entry(row.register, row.name, row.unit, known, Provenance(row.provenance))


def event_of(row: models.EntryEventRow) -> EntryEvent:
    fields = tuple(json.loads(row.fields).items())
    return EntryEvent(row.name, row.happened_on, row.recorded_at, row.actor, fields, row.document)


def event_row(entry: int, event: EntryEvent) -> models.EntryEventRow:
    return models.EntryEventRow(
        entry_id=entry,
        name=event.name,
        happened_on=event.happened_on,
        recorded_at=event.recorded_at,
        actor=event.actor,
        fields=json.dumps(dict(event.fields), ensure_ascii=False),
        document=event.document,
    )


def journal_of(row: models.JournalEntryRow) -> JournalRow:
    return JournalRow(row.number, row.at, row.actor, row.action, row.object, json.loads(row.details), row.digest)


def report_of(row: models.ReportLifeRow) -> ReportRow:
    values = {name: getattr(row, name) for name in REPORT}
    return ReportRow(**values, period=parse_period(row.period), copies=json.loads(row.copies))
