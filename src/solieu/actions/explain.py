"""Giải trình: a written reason that answers one finding and travels with the figure."""

from __future__ import annotations

from solieu.actions.accept import findings_of
from solieu.actions.context import Context, RefusalError, deed
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
    """Answer one finding about a submission. Raises RefusalError without a text, or when it is not found there."""
    with deed(context) as context:
        submission = submission_of(context, id)
        context.require("submission.explain", submission.sender, submission.period.end)
        following(SUBMISSION, submission.state, "explain", id)
        if not text.strip():
            raise RefusalError("giải trình cần có nội dung")
        if finding.consequence is Consequence.STOP:
            raise RefusalError("lỗi này phải sửa trong biểu rồi gửi lại, không giải trình được")
        if finding.fingerprint not in {known.fingerprint for known in findings_of(context, submission)}:
            raise RefusalError(f"lần gửi {id} không có điều này để giải trình; đề nghị kiểm tra lại")
        explanation = Explanation(finding.fingerprint, finding.code, text.strip(), context.actor.user, context.now,
                                  basis.strip(), provenance, finding.where.key)  # fmt: skip
        context.store.add_explanation(explanation, id)
        record(context, "submission.explain", id, code=finding.code, fingerprint=finding.fingerprint)
    return explanation
