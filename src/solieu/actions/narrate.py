"""Phần viết: prose for a section of a report, sent and accepted like figures, in versions."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError
from solieu.actions.journal import record
from solieu.core import Period
from solieu.facts import Narrative, Provenance


def accept_narrative(context: Context, *, report: str, section: str, period: Period, unit: str, sender: str, text: str,
                     provenance: Provenance = Provenance.REPORTED) -> Narrative:  # fmt: skip
    context.require("narrative.accept", sender)
    if not text.strip():
        raise RefusalError("phần viết chưa có nội dung")
    with context.store.transaction():
        known = context.store.snapshot(context.now).narratives
        same = (report, section, period, unit)
        version = sum((n.report, n.section, n.period, n.unit) == same for n in known) + 1
        narrative = Narrative(report, section, period, unit, version, text.strip(), sender, context.actor.user,
                              context.now, provenance)  # fmt: skip
        context.store.add_narrative(narrative)
        record(context, "narrative.accept", f"{report}/{section}/{period}/{unit}", version=str(version))
    return narrative
