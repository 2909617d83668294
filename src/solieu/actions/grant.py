"""Giao quyền and thu quyền: a user gets a role over a unit and everything below it, or has it no more."""

from __future__ import annotations

import re

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.journal import record
from solieu.core import ROLES

_USER = re.compile(r"[\w.@+-]{1,150}\Z")


def grant(context: Context, user: str, role: str, unit: str) -> None:
    if not _USER.match(user):
        raise RefusalError("tên người dùng gồm chữ, số và . @ + - _, không có dấu cách, nhiều nhất 150 ký tự")
    if role not in ROLES:
        raise RefusalError(f"không có vai trò “{role}”; có: {', '.join(ROLES)}")
    if unit and unit not in context.territory.units:
        raise RefusalError(f"không có đơn vị “{unit}”")
    with deed(context) as context:
        context.require("user.grant", "")
        context.store.grant(user, role, unit)
        record(context, "user.grant", user, role=role, unit=unit)


def revoke(context: Context, user: str, role: str, unit: str) -> None:
    """The last administrator of the whole workspace stays: somebody must be able to grant."""
    with deed(context) as context:
        context.require("user.revoke", "")
        if (role, unit) not in context.store.roles_of(user):
            raise RefusalError(f"{user} không có vai trò {role}{f' tại {unit}' if unit else ''}")
        if (role, unit) == ("quan_tri", "") and _administrators(context) == {user}:
            raise RefusalError("đây là người quản trị cuối cùng; giao quyền quản trị cho người khác trước")
        context.store.revoke(user, role, unit)
        record(context, "user.revoke", user, role=role, unit=unit)


def _administrators(context: Context) -> set[str]:
    return {user for user in context.store.users() if ("quan_tri", "") in context.store.roles_of(user)}
