"""Số chốt: which of several sources holds for a figure, why, and who decided. Nobody's submission is altered."""

from __future__ import annotations

from solieu.actions.accept import revision_of
from solieu.actions.context import Context, RefusalError
from solieu.actions.find import submission_of
from solieu.actions.journal import record
from solieu.core import FactKey
from solieu.derive import Evaluator
from solieu.facts import Decision, Source


def decide(
    context: Context, key: FactKey, source: Source, reason: str, *, basis: str = "", submission: str = ""
) -> Decision:
    """Raises RefusalError when the source has no value for the key, or the reason is empty."""
    context.require("fact.decide", key.unit)
    if not reason.strip():
        raise RefusalError("chốt số cần nêu lý do")
    decision = Decision(key, source, reason.strip(), context.actor.user, context.now, basis, submission)
    with context.store.transaction():
        if submission:
            _take_over(context, key, submission)
        snapshot = context.store.snapshot(context.now)
        known = Evaluator(context.catalog, context.territory, snapshot).sources(key)
        if source not in known:
            raise RefusalError(f"chưa có số liệu theo nguồn đã chọn; đang có: {', '.join(known) or 'không nguồn nào'}")
        context.store.add_decision(decision)
        record(context, "fact.decide", str(key), source=source.value, reason=decision.reason, submission=submission)
    return decision


def _take_over(context: Context, key: FactKey, id: str) -> None:
    """The figure of a competing submission becomes the newest revision under the key."""
    submission = submission_of(context, id)
    fact = next((fact for fact in submission.staged if fact.key == key), None)
    if fact is None:
        raise RefusalError(f"lần gửi {id} không có số liệu này")
    latest = context.store.latest(frozenset({key}))
    context.store.append((revision_of(fact, submission, latest, context),))
