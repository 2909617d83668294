"""Finding the object of an action, or saying that there is none."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError
from solieu.catalog import Register
from solieu.facts import Submission


def submission_of(context: Context, id: str) -> Submission:
    found = context.store.submission(id)
    if found is None:
        raise RefusalError(f"không có lần gửi “{id}”")
    return found


def register_of(context: Context, name: str) -> Register:
    found = context.catalog.registers.get(name)
    if found is None:
        raise RefusalError(f"không có sổ “{name}”; có: {', '.join(context.catalog.registers)}")
    return found
