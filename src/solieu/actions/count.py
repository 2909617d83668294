"""Đếm sổ: a register is counted for a period and the count is handed in like a form."""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context
from solieu.actions.find import register_of
from solieu.actions.submit import submit
from solieu.core import Period
from solieu.facts import Submission
from solieu.registers import count_submission


def count_register(context: Context, register: str, unit: str, period: Period) -> Submission:
    definition = register_of(context, register)
    context.require("register.count", unit)
    entries = context.store.entries(register)
    draft = count_submission(definition, entries, catalog=context.catalog, unit=unit, period=period,
                             moment=context.now, actor=context.actor.user)  # fmt: skip
    lines = [
        f"{fact.key} = {fact.reading.quantity and fact.reading.quantity.value} ({fact.note})" for fact in draft.staged
    ]
    content = "\n".join([f"{register} {unit} {period} {context.now.isoformat()}", *lines]).encode()
    return submit(context, replace(draft, filename=f"so_{register}.txt"), content)
