"""Xác nhận: a unit confirms what was entered on its behalf."""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context, RefusalError
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.facts import Submission, SubmissionState


def confirm(context: Context, id: str) -> Submission:
    """The person who entered the figures cannot confirm them as well."""
    submission = submission_of(context, id)
    context.require("submission.confirm", submission.sender)
    if submission.actor == context.actor.user:
        raise RefusalError("người nhập thay không tự xác nhận được; cần đơn vị xác nhận")
    state = following(SUBMISSION, submission.state, "confirm", id)
    with context.store.transaction():
        context.store.set_state(id, SubmissionState(state))
        record(context, "submission.confirm", id)
    return replace(submission, state=SubmissionState(state))
