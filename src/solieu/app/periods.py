"""Opening a period: the blank forms that every sender gets."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.actions import is_collected, senders_of
from solieu.actions.senders import FREQUENCY
from solieu.app.reception import blank
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Period

__all__ = ["FREQUENCY", "blanks_of", "due_forms"]


def due_forms(workspace: Workspace, period: Period) -> Iterator[tuple[Form, str, str]]:
    """Form, area and sender of everything that is owed for a period."""
    held = workspace.definitions()
    for form in held.catalog.forms.values():
        if form.frequency == FREQUENCY[period.kind] and is_collected(form, period):
            for unit, sender in senders_of(form, held.catalog, held.territory, period):
                yield form, unit, sender


def blanks_of(workspace: Workspace, period: Period) -> Iterator[tuple[str, bytes]]:
    """File name and content of every blank form of a period."""
    for form, unit, sender in due_forms(workspace, period):
        name = f"{form.id}.{unit}.{period}" + (f".{sender}" if sender != unit else "")
        yield f"{name}.xlsx", blank(workspace, form.id, unit, period, sender)
