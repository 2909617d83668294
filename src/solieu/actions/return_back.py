"""Trả lại: ask the sender to complete or correct a submission, with a reason."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.facts import SubmissionState


def return_back(context: Context, id: str, reason: str) -> None:
    with deed(context) as context:
        submission = submission_of(context, id)
        context.require("submission.return", submission.unit, submission.period.end)
        state = SubmissionState(following(SUBMISSION, submission.state, "return", id))
        if not reason.strip():
            raise RefusalError("trả lại cần nêu lý do để đơn vị bổ sung")
        context.store.set_state(id, state, context.now)
        record(context, "submission.return", id, reason=reason.strip())
