"""Gửi: a form arrives. The same send again is the same submission; a new file is a new one beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed, require_open
from solieu.actions.journal import record
from solieu.actions.senders import sender_fault
from solieu.core import Consequence
from solieu.facts import Submission, SubmissionState

STANDING = (SubmissionState.DRAFT, SubmissionState.SENT, SubmissionState.ACCEPTED)


def submit(context: Context, draft: Submission, content: bytes) -> Submission:
    """Store what was read of a file, with its original bytes. ``draft`` has no id, state or hash yet.

    The same send again (the same key of the sender, or without a key the same bytes while they still stand) gives the
    submission that was stored before. Entered on behalf of a unit it stays a draft until the unit confirms it. Raises
    RefusalError for a closed period, a missing right, a form that this sender does not owe, figures that cannot be
    read, or a sender key that was used for other content.
    """
    context.require("submission.submit", draft.sender, draft.period.end)
    if not draft.on_behalf_of and not context.may("submission.submit_as_unit", draft.sender, draft.period.end):
        raise RefusalError("nhập thay đơn vị cần nêu căn cứ nhập thay; đơn vị sẽ xác nhận sau")
    form = context.catalog.forms.get(draft.form)
    if form is None:
        raise RefusalError(f"không có biểu “{draft.form}”; có: {', '.join(context.catalog.forms)}")
    if fault := sender_fault(form, context.catalog, context.territory, draft.unit, draft.sender, draft.period):
        raise RefusalError(fault)
    return hand_in(context, draft, content, "submission.submit")


def hand_in(context: Context, draft: Submission, content: bytes, action: str) -> Submission:
    """One submission more, or the one that this is the same send as. Whether the person may is for the caller."""
    digest = hashlib.sha256(content).hexdigest()
    with deed(context) as context:
        before = _same_send(context, draft, digest)
        if before is not None:
            return before
        require_open(context, draft.period)
        stops = [doubt for doubt in draft.doubts if doubt.consequence is Consequence.STOP]
        if stops:
            raise RefusalError("; ".join(doubt.message for doubt in stops))
        sent = _numbered(context, draft, digest)
        context.store.add_submission(sent, content)
        details = {"sha256": digest, "sender": sent.sender, "on_behalf_of": sent.on_behalf_of}
        record(context, action, sent.id, **details)
    return sent


def _same_send(context: Context, draft: Submission, digest: str) -> Submission | None:
    if draft.sender_key:
        return _with_key(context, draft, digest)
    sends = context.store.sends_of(draft.form, draft.unit, draft.period, draft.sender)
    standing = [known for known in sends if known.state in STANDING]
    if not standing or (standing[-1].sha256, standing[-1].on_behalf_of) != (digest, draft.on_behalf_of):
        return None
    return context.store.submission(standing[-1].id)


def _with_key(context: Context, draft: Submission, digest: str) -> Submission | None:
    before = context.store.sent_with(draft.sender, draft.sender_key)
    if before is None:
        return None
    same = (draft.form, draft.unit, draft.period, digest)
    if (before.form, before.unit, before.period, before.sha256) != same:
        raise RefusalError(f"mã lần gửi “{draft.sender_key}” đã dùng cho một tệp khác ({before.id})")
    return before


def _numbered(context: Context, draft: Submission, digest: str) -> Submission:
    stem = f"{draft.form.replace(':', '_')}.{draft.unit}.{draft.period}"
    stem = stem if draft.sender in (draft.unit, "") else f"{stem}.{draft.sender}"
    number = len(context.store.sends_of(draft.form, draft.unit, draft.period, draft.sender)) + 1
    return replace(
        draft,
        id=f"{stem}.{number}",
        actor=context.actor.user,
        sent_at=context.now,
        state=SubmissionState.DRAFT if draft.on_behalf_of else SubmissionState.SENT,
        sha256=digest,
        catalog=context.catalog.version,
    )
