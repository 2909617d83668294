"""Tiếp nhận: the only door through which facts are written. One transaction: all of a submission or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed, require_open
from solieu.actions.find import submission_of
from solieu.actions.journal import figures_digest, record
from solieu.actions.transitions import SUBMISSION, following
from solieu.core import FactKey, Finding, Reading
from solieu.facts import Revision, StagedFact, Submission, SubmissionState
from solieu.rules import Checked, check_submission, is_counted, open_findings

REPLACEABLE = (SubmissionState.DRAFT, SubmissionState.SENT, SubmissionState.RETURNED, SubmissionState.ACCEPTED)
WITHDRAWN = "để trống trong lần gửi thay thế"


def findings_of(context: Context, submission: Submission) -> tuple[Finding, ...]:
    """All doubts about a submission: what the reader noted and what the rules find."""
    return (*submission.doubts, *checked(context, submission).findings)


def checked(context: Context, submission: Submission) -> Checked:
    snapshot = context.store.snapshot(context.now)
    return check_submission(context.catalog, context.territory, snapshot, submission)


def accept(context: Context, id: str) -> tuple[Revision, ...]:
    """Write what a submission changes as new revisions, and give them. Raises RefusalError while findings are
    unanswered, in a closed period, without the right, or when the state does not allow it.

    A figure for which another sender's value holds, or one that came the other way (form or register), is not
    overwritten: the two stand side by side (``stated_by``) until a số chốt takes one. A figure that the send before had
    and this one leaves empty is withdrawn.
    """
    with deed(context) as context:
        submission = submission_of(context, id)
        context.require("submission.accept", submission.unit, submission.period.end)
        following(SUBMISSION, submission.state, "accept", id)
        require_open(context, submission.period)
        _require_answers(context, submission)
        replaced = _replaced(context, submission)
        revisions, competing = _revisions(context, submission, replaced)
        context.store.append(revisions)
        context.store.set_state(id, SubmissionState.ACCEPTED, context.now)
        for earlier in replaced:
            context.store.set_state(earlier.id, SubmissionState.SUPERSEDED, context.now)
        record(context, "submission.accept", id, revisions=str(len(revisions)), competing=str(competing or ""),
               figures=figures_digest(revisions), superseded=" ".join(earlier.id for earlier in replaced))  # fmt: skip
    return revisions


def unanswered(context: Context, submission: Submission) -> tuple[tuple[int, Finding], ...]:
    """What has still to be explained, each with its number among the findings."""
    found = findings_of(context, submission)
    answers = context.store.explanations({finding.fingerprint for finding in found})
    still_open = open_findings(found, answers)
    return tuple((number, finding) for number, finding in enumerate(found, 1) if finding in still_open)


def _require_answers(context: Context, submission: Submission) -> None:
    waiting = unanswered(context, submission)
    if waiting:
        lines = (f"{number:>3}. {finding.message}" for number, finding in waiting)
        raise RefusalError("\n".join([f"còn phải giải trình {len(waiting)} điều:", *lines]))


def _replaced(context: Context, submission: Submission) -> tuple[Submission, ...]:
    """Earlier sends of the same form, area, period and sender; also those that were not yet confirmed or came back."""
    sends = context.store.sends_of(submission.form, submission.unit, submission.period, submission.sender)
    before = [known.id for known in sends].index(submission.id)
    return tuple(known for known in sends[:before] if known.state in REPLACEABLE)


def _revisions(
    context: Context, submission: Submission, replaced: Sequence[Submission]
) -> tuple[tuple[Revision, ...], int]:
    """New revisions for what changed, and how many figures stand beside those of another sender."""
    accepted = [known.id for known in replaced if known.state is SubmissionState.ACCEPTED]
    gone = _left_out(context, submission, accepted)
    latest = context.store.latest([fact.key for fact in submission.staged] + [fact.key for fact in gone])
    senders = context.store.senders_of({revision.submission for revision in latest.values()})
    revisions, competing = [], 0
    for fact in submission.staged:
        before = latest.get(fact.key)
        if _holds_here(context, fact, before, before is None or senders[before.submission] == submission.sender):
            if before is None or _changed(before, fact):
                revisions.append(revision_of(fact, submission, before, context))
        else:
            competing += 1
    for fact in gone:
        before = latest.get(fact.key)
        if before is not None and before.reading.is_present and senders[before.submission] == submission.sender:
            empty = replace(fact, reading=Reading.absent(), note=WITHDRAWN, stated_total=False)
            revisions.append(revision_of(empty, submission, before, context))
    return tuple(revisions), competing


def _holds_here(context: Context, fact: StagedFact, before: Revision | None, is_own: bool) -> bool:
    """Whether a figure is written: by the locality's choice between form and register, else where nothing holds yet or
    what holds is the sender's own and came the same way."""
    indicator = context.catalog.indicators.get(fact.key.indicator)
    if indicator is not None and indicator.source:
        chosen = is_counted(fact) is (indicator.source == "register")
        return chosen and (before is None or is_own or is_counted(before) is not is_counted(fact))
    return is_own and (before is None or is_counted(before) is is_counted(fact))


def _left_out(context: Context, submission: Submission, accepted: Sequence[str]) -> tuple[StagedFact, ...]:
    """Figures that the replaced sends had and this one has not."""
    stated = {fact.key for fact in submission.staged}
    before = (context.store.submission(id) for id in accepted)
    found = {fact.key: fact for known in before if known for fact in known.staged if fact.key not in stated}
    return tuple(found.values())


def _changed(before: Revision, fact: StagedFact) -> bool:
    """Also when a count stays the same and stands for other entries: its origin names them."""
    now = (fact.reading, fact.status, fact.provenance, fact.note, fact.stated_total, fact.origin.key)
    held = (before.reading, before.status, before.provenance, before.note, before.stated_total, before.origin.key)
    return held != now


def revision_of(fact: StagedFact, submission: Submission, before: Revision | None, context: Context) -> Revision:
    return Revision(
        key=fact.key,
        number=before.number + 1 if before else 1,
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


def stated_by(context: Context, key: FactKey) -> Iterator[tuple[Submission, StagedFact]]:
    """Every accepted submission that states a figure, side by side (office-habits A9.6), for those who may read it."""
    context.require("read", key.unit, key.period.end)
    for submission in context.store.accepted_about(key.unit):
        for fact in submission.staged:
            if fact.key == key:
                yield submission, fact


def beside(context: Context, submission: Submission) -> Mapping[FactKey, Revision]:
    """Figures of a submission for which the value of another sender holds."""
    latest = context.store.latest([fact.key for fact in submission.staged])
    senders = context.store.senders_of({revision.submission for revision in latest.values()})
    return {key: held for key, held in latest.items() if senders[held.submission] != submission.sender}
