"""DjangoStore: the actions' Store on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from django.contrib.auth import get_user_model

from solieu.actions import JournalRow, ReportRow
from solieu.core import FactKey, Period
from solieu.facts import (
    Decision,
    Explanation,
    Narrative,
    Revision,
    Snapshot,
    Submission,
    SubmissionState,
)
from solieu.storage import models, rows
from solieu.storage.database import one_writer
from solieu.storage.register_index import RegisterStore
from solieu.storage.taken_back import TakenBackStore
from solieu.storage.views import snapshot_at

CHUNK = 500


class DjangoStore(RegisterStore, TakenBackStore):
    """All methods work on the database of this process; writes belong into ``transaction``.

    There is no method that changes or removes what was written, but for the state of a submission and the roles of
    users; the database refuses it as well (``database.APPEND_ONLY``).
    """

    def transaction(self) -> AbstractContextManager[None]:
        return one_writer()

    def snapshot(self, moment: datetime) -> Snapshot:
        return snapshot_at(moment)

    # --- submissions

    def add_submission(self, submission: Submission, content: bytes) -> None:
        self.seal(content)
        rows.submission_row(submission).save(force_insert=True)
        self._move(submission.id, submission.state, submission.sent_at)

    def submission(self, id: str) -> Submission | None:
        row = models.SubmissionRow.objects.filter(pk=id).first()
        return rows.submission_of(row, whole=True) if row else None

    def submissions(self, period: Period | None = None) -> tuple[Submission, ...]:
        """Envelopes of everything that was sent, for a period or ever, oldest first."""
        found = models.SubmissionRow.objects.defer("body").order_by("sent_at", "id")
        return tuple(map(rows.submission_of, found.filter(period=str(period)) if period else found))

    def sends_of(self, form: str, unit: str, period: Period, sender: str) -> tuple[Submission, ...]:
        """Envelopes of one form for one area and period by one sender, oldest first."""
        same = models.SubmissionRow.objects.filter(form=form, unit=unit, period=str(period), sender=sender)
        return tuple(map(rows.submission_of, same.defer("body").order_by("sent_at", "id")))

    def sent_with(self, sender: str, sender_key: str) -> Submission | None:
        row = models.SubmissionRow.objects.filter(sender=sender, sender_key=sender_key).first() if sender_key else None
        return rows.submission_of(row, whole=True) if row else None

    def accepted_about(self, unit: str) -> Iterator[Submission]:
        """Accepted submissions about an area, with their figures, oldest first."""
        found = models.SubmissionRow.objects.filter(unit=unit, state=SubmissionState.ACCEPTED.value)
        for row in found.order_by("sent_at", "id").iterator(50):
            yield rows.submission_of(row, whole=True)

    def senders_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """Who sent which of these submissions."""
        return dict(models.SubmissionRow.objects.filter(pk__in=ids).values_list("id", "sender"))

    def set_state(self, id: str, state: SubmissionState, at: datetime) -> None:
        models.SubmissionRow.objects.filter(pk=id).update(state=state.value)
        self._move(id, state, at)

    def _move(self, id: str, state: SubmissionState, at: datetime) -> None:
        models.MoveRow.objects.create(submission_id=id, state=state.value, at=at)

    def seal(self, content: bytes) -> str:
        """Keep bytes for good; their SHA-256 is the way back to them."""
        digest = hashlib.sha256(content).hexdigest()
        models.OriginalRow.objects.get_or_create(sha256=digest, defaults={"content": content})
        return digest

    def content(self, sha256: str) -> bytes:
        """Raises KeyError for bytes that were never kept, or are gone."""
        row = models.OriginalRow.objects.filter(pk=sha256).first()
        if row is None:
            raise KeyError(sha256)
        return bytes(row.content)

    # --- facts

    def latest(self, keys: Collection[FactKey]) -> Mapping[FactKey, Revision]:
        found: dict[FactKey, Revision] = {}
        texts = [str(key) for key in keys]
        for start in range(0, len(texts), CHUNK):
            query = models.RevisionRow.objects.filter(key__in=texts[start : start + CHUNK]).order_by("number")
            found.update({rows.key_of(row.key): rows.revision_of(row) for row in query})
        return found

    def append(self, revisions: Collection[Revision]) -> None:
        models.RevisionRow.objects.bulk_create(map(rows.revision_row, revisions), batch_size=CHUNK)

    def revisions_by_moment(self) -> Iterator[Revision]:
        """Every revision ever written, in the order of the deeds that wrote them."""
        yield from map(
            rows.revision_of, models.RevisionRow.objects.order_by("accepted_at", "key", "number").iterator(2000)
        )

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

    def explanations(self, fingerprints: Collection[str] | None = None) -> Mapping[str, Explanation]:
        """By fingerprint, all or those that are asked for."""
        found = models.ExplanationRow.objects.order_by("at", "id")
        if fingerprints is not None:
            found = found.filter(fingerprint__in=fingerprints)
        return {row.fingerprint: rows.explanation_of(row) for row in found}

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

    def narrative_versions(self, report: str, section: str, period: Period, unit: str) -> int:
        """How many versions there are of one text."""
        same = models.NarrativeRow.objects.filter(report=report, section=section, period=str(period), unit=unit)
        return int(same.count())

    # --- periods, reports, catalogues, people

    def is_closed(self, period: Period) -> bool:
        last = models.ClosingRow.objects.filter(period=str(period)).order_by("id").last()
        return bool(last and last.closed)

    def set_closed(self, period: Period, closed: bool, at: datetime) -> None:
        models.ClosingRow.objects.create(period=str(period), closed=closed, at=at)

    def add_report(self, row: ReportRow) -> None:
        values = {name: getattr(row, name) for name in rows.REPORT}
        models.ReportLifeRow.objects.create(**values, period=str(row.period), copies=rows.dump(dict(row.copies)))

    def reports(self) -> tuple[ReportRow, ...]:
        return tuple(map(rows.report_of, models.ReportLifeRow.objects.order_by("id")))

    def last_report(self, report: str, period: Period) -> ReportRow | None:
        found = models.ReportLifeRow.objects.filter(report=report, period=str(period)).order_by("id").last()
        return rows.report_of(found) if found else None

    def add_catalog(self, version: str, files: Mapping[str, bytes], at: datetime) -> None:
        text = json.dumps({path: content.decode("utf-8") for path, content in files.items()}, ensure_ascii=False)
        models.CatalogRow.objects.get_or_create(version=version, defaults={"files": text})
        models.ActivationRow.objects.create(catalog_id=version, at=at)

    def catalog_version(self, moment: datetime | None = None) -> str:
        """Which catalogue held at a moment, or holds now; "" for none yet."""
        known = models.ActivationRow.objects.filter(at__lte=moment) if moment else models.ActivationRow.objects.all()
        held = known.order_by("at", "id").last()
        return str(held.catalog_id) if held else ""

    def catalog_files(self, version: str) -> Mapping[str, bytes]:
        files = json.loads(models.CatalogRow.objects.get(pk=version).files)
        return {path: text.encode("utf-8") for path, text in files.items()}

    def grant(self, user: str, role: str, unit: str) -> None:
        get_user_model().objects.get_or_create(username=user, defaults={"is_active": True})
        models.RoleRow.objects.get_or_create(user=user, role=role, unit=unit)

    def revoke(self, user: str, role: str, unit: str) -> None:
        models.RoleRow.objects.filter(user=user, role=role, unit=unit).delete()

    def roles_of(self, user: str) -> tuple[tuple[str, str], ...]:
        found = models.RoleRow.objects.filter(user=user).order_by("id")
        return tuple((row.role, row.unit) for row in found)

    def users(self) -> tuple[str, ...]:
        return tuple(models.RoleRow.objects.order_by("user").values_list("user", flat=True).distinct())

    # --- journal

    def journal(self, last: int = 0) -> tuple[JournalRow, ...]:
        """All rows, or the last so many of them, oldest first."""
        newest_first = models.JournalEntryRow.objects.order_by("-number")
        found = newest_first[:last] if last else newest_first
        return tuple(map(rows.journal_of, list(found)[::-1]))

    def journal_of(self, object: str) -> tuple[JournalRow, ...]:
        """What happened to one object, in order."""
        return tuple(map(rows.journal_of, models.JournalEntryRow.objects.filter(object=object).order_by("number")))

    def journal_state(self) -> str:
        """Changes with every deed: the key under which a door may keep what it has computed."""
        return models.JournalEntryRow.objects.order_by("-number").values_list("digest", flat=True).first() or ""

    def last_moment(self) -> datetime | None:
        """When the last deed was done."""
        return models.JournalEntryRow.objects.order_by("-number").values_list("at", flat=True).first()

    def last_journal_row(self) -> JournalRow | None:
        row = models.JournalEntryRow.objects.order_by("number").last()
        return rows.journal_of(row) if row else None

    def add_journal_row(self, row: JournalRow) -> None:
        models.JournalEntryRow.objects.create(
            number=row.number,
            at=row.at,
            actor=row.actor,
            action=row.action,
            object=row.object,
            details=rows.dump(dict(row.details)),
            digest=row.digest,
        )
