"""Tiếp nhận: the only door through which facts are written. One transaction: all of a submission or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solieu.actions.context import Context, RefusalError
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.core import FactKey, Finding
from solieu.facts import Revision, StagedFact, Submission, SubmissionState
from solieu.rules import Checked, check_submission, open_findings


def findings_of(context: Context, submission: Submission) -> tuple[Finding, ...]:
    """All doubts about a submission: what the reader noted and what the rules find."""
    return (*submission.doubts, *checked(context, submission).findings)


def checked(context: Context, submission: Submission) -> Checked:
    snapshot = context.store.snapshot(context.now)
    return check_submission(context.catalog, context.territory, snapshot, submission)


def accept(context: Context, id: str) -> tuple[Revision, ...]:
    """Write the figures of a submission as new revisions. Raises RefusalError while findings are unanswered."""
    submission = submission_of(context, id)
    context.require("submission.accept", submission.unit)
    following(SUBMISSION, submission.state, "accept", id)
    unanswered = open_findings(findings_of(context, submission), context.store.explanations())
    if unanswered:
        raise RefusalError("còn phải giải trình: " + " | ".join(finding.message for finding in unanswered))
    with context.store.transaction():
        revisions, competing = _revisions(context, submission)
        context.store.append(revisions)
        context.store.set_state(id, SubmissionState.ACCEPTED)
        for earlier in _replaced(context, submission):
            context.store.set_state(earlier.id, SubmissionState.SUPERSEDED)
        details = {"revisions": str(len(revisions)), "competing": " ".join(map(str, competing))}
        record(context, "submission.accept", id, **details)
    return revisions


def _revisions(context: Context, submission: Submission) -> tuple[tuple[Revision, ...], tuple[FactKey, ...]]:
    """New revisions for what changed, and the keys for which another sender's figure stands beside this one."""
    latest = context.store.latest(frozenset(fact.key for fact in submission.staged))
    senders = {known.id: known.sender for known in context.store.submissions()}
    revisions, competing = [], []
    for fact in submission.staged:
        before = latest.get(fact.key)
        if before is not None and senders.get(before.submission, submission.sender) != submission.sender:
            competing.append(fact.key)
        elif before is None or _changed(before, fact):
            revisions.append(revision_of(fact, submission, latest, context))
    return tuple(revisions), tuple(competing)


def _changed(before: Revision, fact: StagedFact) -> bool:
    now = (fact.reading, fact.status, fact.provenance, fact.note, fact.stated_total)
    return (before.reading, before.status, before.provenance, before.note, before.stated_total) != now


def revision_of(
    fact: StagedFact, submission: Submission, latest: Mapping[FactKey, Revision], context: Context
) -> Revision:
    number = latest[fact.key].number + 1 if fact.key in latest else 1
    return Revision(
        key=fact.key,
        number=number,
        reading=fact.reading,
        submission=submission.id,
        origin=replace(fact.origin, file=submission.filename) if submission.filename else fact.origin,
        accepted_at=context.now,
        accepted_by=context.actor.user,
        status=fact.status,
        provenance=fact.provenance,
        note=fact.note,
        stated_total=fact.stated_total,
    )


def _replaced(context: Context, submission: Submission) -> tuple[Submission, ...]:
    """Earlier sends of the same form, area, period and sender."""
    same = (submission.form, submission.unit, submission.period, submission.sender)
    live = (SubmissionState.SENT, SubmissionState.RETURNED, SubmissionState.ACCEPTED)
    return tuple(
        known
        for known in context.store.submissions()
        if (known.form, known.unit, known.period, known.sender) == same and known.state in live
        and known.id != submission.id and known.sent_at <= submission.sent_at
    )  # fmt: skip
