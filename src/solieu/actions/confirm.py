"""Xác nhận: a unit confirms what was entered on its behalf."""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed, require_open
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.facts import Submission, SubmissionState


def confirm(context: Context, id: str) -> Submission:
    """Only the unit itself confirms, and never the person who entered the figures."""
    with deed(context) as context:
        submission = submission_of(context, id)
        context.require("submission.confirm", submission.sender, submission.period.end)
        state = SubmissionState(following(SUBMISSION, submission.state, "confirm", id))
        if submission.actor == context.actor.user:
            raise RefusalError("người nhập thay không tự xác nhận được; cần đơn vị xác nhận")
        require_open(context, submission.period)
        context.store.set_state(id, state, context.now)
        record(context, "submission.confirm", id)
    return replace(submission, state=state)
