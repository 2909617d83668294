"""Gửi: a form arrives. The same send again is the same submission; a new file is a new one beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from solieu.actions.context import Context, RefusalError
from solieu.actions.journal import record
from solieu.core import Consequence
from solieu.facts import Submission, SubmissionState


def submit(context: Context, draft: Submission, content: bytes) -> Submission:
    """Store what was read of a file, with its original bytes. ``draft`` has no id, state or hash yet.

    Entered on behalf of a unit it stays a draft until the unit confirms it. Raises RefusalError for a closed period,
    a missing right, figures that cannot be read, or a sender key that was used for other content.
    """
    context.require("submission.submit", draft.sender)
    digest = hashlib.sha256(content).hexdigest()
    with context.store.transaction():
        before = context.store.sent_before(draft.sender, draft.sender_key or digest, digest)
        if before is not None:
            return _same_send(before, digest, draft.sender_key)
        if context.store.is_closed(draft.period):
            raise RefusalError(f"kỳ {draft.period} đã đóng; đề nghị cơ quan tổng hợp mở lại kỳ")
        stops = [doubt for doubt in draft.doubts if doubt.consequence is Consequence.STOP]
        if stops:
            raise RefusalError("; ".join(doubt.message for doubt in stops))
        sent = _numbered(context, draft, digest)
        context.store.add_submission(sent, content)
        details = {"sha256": digest, "sender": sent.sender, "on_behalf_of": sent.on_behalf_of}
        record(context, "submission.submit", sent.id, **details)
    return sent


def _same_send(before: Submission, digest: str, key: str) -> Submission:
    if before.sha256 != digest:
        raise RefusalError(f"mã lần gửi “{key}” đã dùng cho một tệp khác ({before.id})")
    return before


def _numbered(context: Context, draft: Submission, digest: str) -> Submission:
    stem = f"{draft.form.replace(':', '_')}.{draft.unit}.{draft.period}"
    stem = stem if draft.sender in (draft.unit, "") else f"{stem}.{draft.sender}"
    taken = sum(known.id.rpartition(".")[0] == stem for known in context.store.submissions())
    return replace(
        draft,
        id=f"{stem}.{taken + 1}",
        actor=context.actor.user,
        sent_at=context.now,
        state=SubmissionState.DRAFT if draft.on_behalf_of else SubmissionState.SENT,
        sender_key=draft.sender_key or digest,
        sha256=digest,
        catalog=context.catalog.version,
    )
