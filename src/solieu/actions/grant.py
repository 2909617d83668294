"""Giao quyền: a user gets a role over a unit and everything below it."""

from __future__ import annotations

from solieu.actions.actor import ROLES
from solieu.actions.context import Context, RefusalError
from solieu.actions.journal import record


def grant(context: Context, user: str, role: str, unit: str) -> None:
    context.require("user.grant", "")
    if role not in ROLES:
        raise RefusalError(f"không có vai trò “{role}”; có: {', '.join(ROLES)}")
    if unit and unit not in context.territory.units:
        raise RefusalError(f"không có đơn vị “{unit}”")
    with context.store.transaction():
        context.store.grant(user, role, unit)
        record(context, "user.grant", user, role=role, unit=unit)
