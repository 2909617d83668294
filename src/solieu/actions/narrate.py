"""Phần viết: prose for a section of a report, sent and accepted like figures, in versions."""

from __future__ import annotations

import hashlib

from solieu.actions.context import Context, RefusalError, deed, require_open
from solieu.actions.journal import record
from solieu.core import Period
from solieu.facts import Narrative, Provenance
from solieu.reports import narratives_of


def accept_narrative(context: Context, *, report: str, section: str, period: Period, unit: str, sender: str, text: str,
                     provenance: Provenance = Provenance.REPORTED, original: bytes = b"") -> Narrative:  # fmt: skip
    """One version more; ``original`` is the document that it was made of, kept as it came.

    Raises RefusalError for a report or section that the catalogue does not have.
    """
    if not text.strip():
        raise RefusalError("phần viết chưa có nội dung")
    _require_section(context, report, section)
    with deed(context) as context:
        context.require("narrative.accept", sender, period.end)
        require_open(context, period)
        version = context.store.narrative_versions(report, section, period, unit) + 1
        narrative = Narrative(report, section, period, unit, version, text.strip(), sender, context.actor.user,
                              context.now, provenance)  # fmt: skip
        context.store.add_narrative(narrative)
        sealed = context.store.seal(original) if original else ""
        record(context, "narrative.accept", f"{report}/{section}/{period}/{unit}", version=str(version),
               sha256=hashlib.sha256(narrative.text.encode()).hexdigest(), original=sealed)  # fmt: skip
    return narrative


def _require_section(context: Context, report: str, section: str) -> None:
    definition = context.catalog.reports.get(report)
    if definition is None:
        raise RefusalError(f"không có báo cáo “{report}”; có: {', '.join(context.catalog.reports)}")
    known = [node.id for node in narratives_of(definition)]
    if section not in known:
        raise RefusalError(f"báo cáo {report} không có phần viết “{section}”; có: {', '.join(known)}")
