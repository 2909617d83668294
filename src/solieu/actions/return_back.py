"""Trả lại: ask the sender to complete or correct a submission, with a reason."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.facts import SubmissionState


def return_back(context: Context, id: str, reason: str) -> None:
    submission = submission_of(context, id)
    context.require("submission.return", submission.unit)
    state = following(SUBMISSION, submission.state, "return", id)
    if not reason.strip():
        raise RefusalError("trả lại cần nêu lý do để đơn vị bổ sung")
    with context.store.transaction():
        context.store.set_state(id, SubmissionState(state))
        record(context, "submission.return", id, reason=reason.strip())
