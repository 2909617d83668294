"""Số chốt: which of several sources holds for a figure, why, and who decided. Nobody's submission is altered."""

from __future__ import annotations

from solieu.actions.accept import revision_of
from solieu.actions.context import Context, RefusalError, deed, require_open
from solieu.actions.find import submission_of
from solieu.actions.journal import figures_digest, record
from solieu.core import FactKey
from solieu.derive import Evaluator
from solieu.facts import Decision, Revision, Source, SubmissionState
from solieu.rules.sources import WORDS


def decide(
    context: Context, key: FactKey, source: Source, reason: str, *, basis: str = "", submission: str = ""
) -> Decision:
    """``submission`` names whose stated figure is taken, where several senders have stated one. Raises RefusalError
    when the source has no value for the key, or the reason is empty."""
    if not reason.strip():
        raise RefusalError("chốt số cần nêu lý do")
    if submission and source is not Source.STATED:
        raise RefusalError("chỉ nêu lần gửi khi chốt theo số đơn vị ghi (stated)")
    with deed(context) as context:
        context.require("fact.decide", key.unit, key.period.end)
        require_open(context, key.period)
        taken = _taken_over(context, key, submission) if submission else ()
        context.store.append(taken)
        _require_source(context, key, source)
        decision = Decision(key, source, reason.strip(), context.actor.user, context.now, basis.strip(), submission)
        context.store.add_decision(decision)
        record(context, "fact.decide", str(key), source=source.value, reason=decision.reason, submission=submission,
               figures=figures_digest(taken))  # fmt: skip
    return decision


def _require_source(context: Context, key: FactKey, source: Source) -> None:
    if key.indicator not in context.catalog.indicators:
        raise RefusalError(f"danh mục không có chỉ tiêu “{key.indicator}”")
    known = Evaluator(context.catalog, context.territory, context.store.snapshot(context.now)).sources(key)
    if source not in known:
        there = ", ".join(f"{one.value} ({WORDS[one]})" for one in known) or "không nguồn nào"
        raise RefusalError(f"chưa có số liệu theo nguồn đã chọn; đang có: {there}")


def _taken_over(context: Context, key: FactKey, id: str) -> tuple[Revision, ...]:
    """The figure of a competing submission as the newest revision under the key; nothing when it holds already."""
    submission = submission_of(context, id)
    if submission.state is not SubmissionState.ACCEPTED:
        raise RefusalError(f"lần gửi {id} chưa được tiếp nhận, hoặc đã được thay thế")
    fact = next((fact for fact in submission.staged if fact.key == key), None)
    if fact is None:
        raise RefusalError(f"lần gửi {id} không có số liệu này")
    before = context.store.latest([key]).get(key)
    if before is not None and before.submission == id:
        return ()
    return (revision_of(fact, submission, before, context),)
