"""Opening a period: the blank forms that every sender gets."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.app.reception import blank
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Period, PeriodKind

FREQUENCY = {
    PeriodKind.MONTH: "T",
    PeriodKind.QUARTER: "Q",
    PeriodKind.HALF: "6T",
    PeriodKind.NINE_MONTHS: "9T",
    PeriodKind.YEAR: "N",
}


def due_forms(workspace: Workspace, period: Period) -> Iterator[tuple[Form, str, str]]:
    """Form, area and sender of everything that is owed for a period."""
    held = workspace.definitions()
    root = held.catalog.root_unit
    for form in held.catalog.forms.values():
        since, until = form.since, form.until
        if (
            form.frequency != FREQUENCY[period.kind]
            or (since and period.end < since)
            or (until and period.end >= until)
        ):
            continue
        for sender in form.senders:
            if sender.organisation:
                yield form, root, sender.organisation
            else:
                for unit in held.territory.children(root, period.end, sender.kinds):
                    yield form, unit, unit


def blanks_of(workspace: Workspace, period: Period) -> Iterator[tuple[str, bytes]]:
    """File name and content of every blank form of a period."""
    for form, unit, sender in due_forms(workspace, period):
        name = f"{form.id}.{unit}.{period}" + (f".{sender}" if sender != unit else "")
        yield f"{name}.xlsx", blank(workspace, form.id, unit, period, sender)
