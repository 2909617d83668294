"""Đếm sổ: a register is counted for a period and the count is handed in like a form."""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.find import register_of
from solieu.actions.submit import hand_in
from solieu.core import Finding, Period
from solieu.derive import Evaluator
from solieu.facts import StagedFact, Submission, SubmissionState
from solieu.registers import count_submission
from solieu.rules.counts import judge_counts


def count_register(context: Context, register: str, unit: str, period: Period) -> Submission:
    """Count the entries of an area. A later correction of them moves no fact until they are counted again."""
    definition = register_of(context, register)
    if unit not in context.territory.units:
        raise RefusalError(f"không có đơn vị “{unit}”")
    context.require("register.count", unit, period.end)
    if not definition.counts:
        raise RefusalError(f"“{definition.title}” không có chỉ tiêu nào để đếm")
    with deed(context) as context:
        below = frozenset(context.territory.subtree(unit, period.end))
        entries = tuple(entry for entry in context.store.entries(register) if entry.unit in below)
        draft = count_submission(definition, entries, catalog=context.catalog, unit=unit, period=period,
                                 moment=context.now, actor=context.actor.user)  # fmt: skip
        named = replace(draft, filename=f"so_{register}.txt")
        return hand_in(context, named, _as_text(draft, context).encode(), "register.count")


def _as_text(draft: Submission, context: Context) -> str:
    """What was counted, for the archive of originals."""
    head = f"{draft.form} {draft.unit} {draft.period} {context.now.isoformat()}"
    return "\n".join([head, *(_line(fact) for fact in draft.staged)])


def _line(fact: StagedFact) -> str:
    quantity = fact.reading.quantity
    return f"{fact.key} = {quantity.value if quantity else fact.reading.absence} ({fact.note})"


def count_differences(context: Context, register: str) -> tuple[Finding, ...]:
    """Where a register no longer gives what was counted and accepted, for every area and period that this person may
    read."""
    definition = register_of(context, register)
    evaluator = Evaluator(context.catalog, context.territory, context.store.snapshot(context.now))
    accepted = {
        (sent.unit, sent.period)
        for sent in evaluator.snapshot.submissions.values()
        if (sent.form, sent.state) == (f"register:{definition.id}", SubmissionState.ACCEPTED)
        and (context.may("read", sent.unit, sent.period.end) or context.may("read", sent.sender, sent.period.end))
    }
    judged = (one for place in sorted(accepted, key=str) for one in judge_counts(evaluator, *place, only=definition.id))
    return tuple(one.finding for one in judged if one.finding is not None)
