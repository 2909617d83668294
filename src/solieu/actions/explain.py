"""Giải trình: a written reason that answers one finding and travels with the figure."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.actions.transitions import SUBMISSION, following
from solieu.core import Consequence, Finding
from solieu.facts import Explanation, Provenance


def explain(
    context: Context,
    id: str,
    finding: Finding,
    text: str,
    *,
    basis: str = "",
    provenance: Provenance = Provenance.REPORTED,
) -> Explanation:
    """Answer one finding about a submission. Raises RefusalError without a text, or when nothing is to be answered."""
    submission = submission_of(context, id)
    context.require("submission.explain", submission.sender)
    following(SUBMISSION, submission.state, "explain", id)
    if not text.strip():
        raise RefusalError("giải trình cần có nội dung")
    if finding.consequence is Consequence.STOP:
        raise RefusalError("lỗi này phải sửa trong biểu rồi gửi lại, không giải trình được")
    explanation = Explanation(finding.fingerprint, finding.code, text.strip(), context.actor.user, context.now, basis,
                              provenance, finding.where.key)  # fmt: skip
    with context.store.transaction():
        context.store.add_explanation(explanation, id)
        record(context, "submission.explain", id, code=finding.code, fingerprint=finding.fingerprint)
    return explanation
