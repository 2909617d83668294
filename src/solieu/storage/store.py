"""DjangoStore: the actions' Store on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import transaction

from solieu.actions import JournalRow, ReportRow
from solieu.core import FactKey, Period, parse_fact_key, parse_period
from solieu.facts import (
    Decision,
    Entry,
    EntryEvent,
    Explanation,
    Narrative,
    Provenance,
    Revision,
    Snapshot,
    Source,
    SourceKind,
    Status,
    Submission,
    SubmissionState,
    held,
)
from solieu.storage import encoding, models

_ENVELOPE = (
    "id", "form", "form_version", "unit", "sender", "actor", "sent_at", "sender_key", "filename", "sha256", "catalog",
    "on_behalf_of", "remark",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def _key(text: str) -> FactKey:
    return parse_fact_key(text)


class DjangoStore:
    """All methods work on the database of this process; writes belong into ``transaction``."""

    def transaction(self) -> AbstractContextManager[None]:
        return transaction.atomic()

    # --- submissions

    def add_submission(self, submission: Submission, content: bytes) -> None:
        models.OriginalRow.objects.get_or_create(sha256=submission.sha256, defaults={"content": content})
        values = {name: getattr(submission, name) for name in _ENVELOPE}
        models.SubmissionRow.objects.create(
            **values,
            period=str(submission.period),
            state=submission.state.value,
            source=submission.source.value,
            body=encoding.body_to_text(submission),
        )

    def submission(self, id: str) -> Submission | None:
        row = models.SubmissionRow.objects.filter(pk=id).first()
        return _submission(row, whole=True) if row else None

    def submissions(self) -> tuple[Submission, ...]:
        rows = models.SubmissionRow.objects.defer("body").order_by("sent_at", "id")
        return tuple(_submission(row) for row in rows)

    def sent_before(self, sender: str, sender_key: str, sha256: str) -> Submission | None:
        row = models.SubmissionRow.objects.filter(sender=sender, sender_key=sender_key).first()
        return _submission(row, whole=True) if row else None

    def set_state(self, id: str, state: SubmissionState) -> None:
        models.SubmissionRow.objects.filter(pk=id).update(state=state.value)

    def content(self, sha256: str) -> bytes:
        return bytes(models.OriginalRow.objects.get(pk=sha256).content)

    # --- facts

    def latest(self, keys: frozenset[FactKey]) -> Mapping[FactKey, Revision]:
        found: dict[FactKey, Revision] = {}
        texts = [str(key) for key in keys]
        for start in range(0, len(texts), 500):
            rows = models.RevisionRow.objects.filter(key__in=texts[start : start + 500]).order_by("number")
            found.update({_key(row.key): _revision(row) for row in rows})
        return found

    def append(self, revisions: tuple[Revision, ...]) -> None:
        models.RevisionRow.objects.bulk_create([_revision_row(revision) for revision in revisions], batch_size=500)

    def add_explanation(self, explanation: Explanation, submission: str) -> None:
        models.ExplanationRow.objects.create(
            fingerprint=explanation.fingerprint,
            code=explanation.code,
            text=explanation.text,
            actor=explanation.actor,
            at=explanation.at,
            basis=explanation.basis,
            provenance=explanation.provenance.value,
            key=explanation.key,
            submission_id=submission,
        )

    def explanations(self) -> Mapping[str, Explanation]:
        return {row.fingerprint: _explanation(row) for row in models.ExplanationRow.objects.order_by("at", "id")}

    def add_decision(self, decision: Decision) -> None:
        models.DecisionRow.objects.create(
            key=str(decision.key),
            source=decision.source.value,
            reason=decision.reason,
            decided_by=decision.decided_by,
            decided_at=decision.decided_at,
            basis=decision.basis,
            submission=decision.submission,
        )

    def add_narrative(self, narrative: Narrative) -> None:
        models.NarrativeRow.objects.create(
            report=narrative.report,
            section=narrative.section,
            period=str(narrative.period),
            unit=narrative.unit,
            version=narrative.version,
            text=narrative.text,
            sender=narrative.sender,
            actor=narrative.actor,
            accepted_at=narrative.accepted_at,
            provenance=narrative.provenance.value,
        )

    # --- registers

    def entries(self, register: str) -> tuple[Entry, ...]:
        rows = models.EntryRow.objects.filter(register=register).order_by("id").prefetch_related("events")
        return tuple(_entry(row) for row in rows)

    def add_event(self, register: str, id: str, unit: str, provenance: Provenance, event: EntryEvent) -> None:
        defaults = {"unit": unit, "provenance": provenance.value}
        entry, _ = models.EntryRow.objects.get_or_create(register=register, name=id, defaults=defaults)
        models.EntryEventRow.objects.create(
            entry=entry,
            name=event.name,
            happened_on=event.happened_on,
            recorded_at=event.recorded_at,
            actor=event.actor,
            fields=json.dumps(dict(event.fields), ensure_ascii=False),
            document=event.document,
        )

    # --- periods, reports, catalogues, people

    def is_closed(self, period: Period) -> bool:
        last = models.ClosingRow.objects.filter(period=str(period)).order_by("id").last()
        return bool(last and last.closed)

    def set_closed(self, period: Period, closed: bool, at: datetime) -> None:
        models.ClosingRow.objects.create(period=str(period), closed=closed, at=at)

    def add_report(self, row: ReportRow) -> None:
        names = ("report", "draft", "state", "moment", "content_signed_by", "layout_signed_by", "number", "issued_at")
        values = {name: getattr(row, name) for name in names}
        models.ReportLifeRow.objects.create(**values, period=str(row.period), gaps_accepted=row.gaps_accepted)

    def reports(self) -> tuple[ReportRow, ...]:
        return tuple(
            ReportRow(row.report, parse_period(row.period), row.draft, row.state, row.moment, row.content_signed_by,
                      row.layout_signed_by, row.number, row.issued_at, row.gaps_accepted)
            for row in models.ReportLifeRow.objects.order_by("id")
        )  # fmt: skip

    def add_catalog(self, version: str, files: Mapping[str, bytes], at: datetime) -> None:
        text = json.dumps({path: content.decode("utf-8") for path, content in files.items()}, ensure_ascii=False)
        models.CatalogRow.objects.get_or_create(version=version, defaults={"files": text})
        models.ActivationRow.objects.create(catalog_id=version, at=at)

    def catalog_at(self, moment: datetime) -> tuple[str, Mapping[str, bytes]] | None:
        """Version and files of the catalogue that held at a moment."""
        row = models.ActivationRow.objects.filter(at__lte=moment).order_by("at", "id").select_related("catalog").last()
        if row is None:
            return None
        files = json.loads(row.catalog.files)
        return row.catalog.version, {path: text.encode("utf-8") for path, text in files.items()}

    def grant(self, user: str, role: str, unit: str) -> None:
        get_user_model().objects.get_or_create(username=user, defaults={"is_active": True})
        models.RoleRow.objects.get_or_create(user=user, role=role, unit=unit)

    def roles_of(self, user: str) -> tuple[tuple[str, str], ...]:
        rows = models.RoleRow.objects.filter(user=user).order_by("id")
        return tuple((row.role, row.unit) for row in rows)

    def users(self) -> tuple[str, ...]:
        return tuple(models.RoleRow.objects.order_by("user").values_list("user", flat=True).distinct())

    # --- journal

    def journal(self) -> tuple[JournalRow, ...]:
        return tuple(_journal(row) for row in models.JournalEntryRow.objects.order_by("number"))

    def journal_of(self, object: str) -> tuple[JournalRow, ...]:
        """What happened to one object, in order."""
        return tuple(_journal(row) for row in models.JournalEntryRow.objects.filter(object=object).order_by("number"))

    def journal_state(self) -> str:
        """Changes with every deed: the key under which a door may keep what it has computed."""
        return models.JournalEntryRow.objects.order_by("-number").values_list("digest", flat=True).first() or ""

    def last_journal_row(self) -> JournalRow | None:
        row = models.JournalEntryRow.objects.select_for_update().order_by("number").last()
        return _journal(row) if row else None

    def add_journal_row(self, row: JournalRow) -> None:
        models.JournalEntryRow.objects.create(
            number=row.number,
            at=row.at,
            actor=row.actor,
            action=row.action,
            object=row.object,
            details=json.dumps(dict(row.details), ensure_ascii=False, sort_keys=True),
            digest=row.digest,
        )

    # --- the view of a moment

    def snapshot(self, moment: datetime) -> Snapshot:
        revisions = (
            _revision(row) for row in models.RevisionRow.objects.filter(accepted_at__lte=moment).iterator(2000)
        )
        facts, history = held(revisions, moment)
        decisions = models.DecisionRow.objects.filter(decided_at__lte=moment).order_by("decided_at", "id")
        explanations = models.ExplanationRow.objects.filter(at__lte=moment).order_by("at", "id")
        narratives = models.NarrativeRow.objects.filter(accepted_at__lte=moment).order_by("id")
        sent = models.SubmissionRow.objects.defer("body").filter(sent_at__lte=moment)
        return Snapshot(
            moment=moment,
            facts=facts,
            decisions={_key(row.key): _decision(row) for row in decisions},
            submissions={row.id: _submission(row) for row in sent},
            explanations={row.fingerprint: _explanation(row) for row in explanations},
            narratives=tuple(_narrative(row) for row in narratives),
            entries=self._entries_at(moment),
            history=history,
        )

    def _entries_at(self, moment: datetime) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for row in models.EntryRow.objects.order_by("id").prefetch_related("events"):
            entry = _entry(row, moment)
            if entry.events:
                found.setdefault(row.register, []).append(entry)
        return {register: tuple(entries) for register, entries in found.items()}


def _submission(row: models.SubmissionRow, *, whole: bool = False) -> Submission:
    return Submission(
        **{name: getattr(row, name) for name in _ENVELOPE},
        period=parse_period(row.period),
        state=SubmissionState(row.state),
        source=SourceKind(row.source),
        **(encoding.body_from_text(row.body) if whole else {}),
    )


def _revision(row: models.RevisionRow) -> Revision:
    return Revision(
        key=_key(row.key),
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


def _revision_row(revision: Revision) -> models.RevisionRow:
    return models.RevisionRow(
        key=str(revision.key),
        number=revision.number,
        reading=encoding.reading_to_text(revision.reading),
        submission_id=revision.submission,
        origin=encoding.where_to_text(revision.origin),
        accepted_at=revision.accepted_at,
        accepted_by=revision.accepted_by,
        status=revision.status.value,
        provenance=revision.provenance.value,
        note=revision.note,
        stated_total=revision.stated_total,
    )


def _decision(row: models.DecisionRow) -> Decision:
    return Decision(
        _key(row.key), Source(row.source), row.reason, row.decided_by, row.decided_at, row.basis, row.submission
    )


def _explanation(row: models.ExplanationRow) -> Explanation:
    return Explanation(
        row.fingerprint, row.code, row.text, row.actor, row.at, row.basis, Provenance(row.provenance), row.key
    )


def _narrative(row: models.NarrativeRow) -> Narrative:
    return Narrative(row.report, row.section, parse_period(row.period), row.unit, row.version, row.text, row.sender,
                     row.actor, row.accepted_at, Provenance(row.provenance))  # fmt: skip


def _entry(row: models.EntryRow, moment: datetime | None = None) -> Entry:
    events = sorted(row.events.all(), key=lambda event: event.id)
    known = tuple(
        EntryEvent(event.name, event.happened_on, event.recorded_at, event.actor,
                   tuple(json.loads(event.fields).items()), event.document)
        for event in events
        if moment is None or event.recorded_at <= moment
    )  # fmt: skip
    return Entry(row.register, row.name, row.unit, known, Provenance(row.provenance))


def _journal(row: models.JournalEntryRow) -> JournalRow:
    return JournalRow(row.number, row.at, row.actor, row.action, row.object, json.loads(row.details), row.digest)
