"""Passwords of the page; they are kept hashed by Django and never leave it."""

from __future__ import annotations

from solieu.actions import Context, RefusalError, deed
from solieu.actions.journal import record

SHORTEST = 10


def with_password() -> tuple[str, ...]:
    """The accounts that can sign in."""
    from django.contrib.auth import get_user_model

    accounts = get_user_model().objects.order_by("username")
    return tuple(one.get_username() for one in accounts if one.password and one.has_usable_password())


def set_password(context: Context, name: str, password: str) -> None:
    """Raises RefusalError for a short password, an unknown user or a missing right."""
    from django.contrib.auth import get_user_model

    if name != context.actor.user:
        context.require("user.password", "")
    if len(password) < SHORTEST:
        raise RefusalError(f"mật khẩu cần ít nhất {SHORTEST} ký tự")
    account = get_user_model().objects.filter(username=name).first()
    if account is None:
        raise RefusalError(f"không có người dùng “{name}”; giao vai trò trước bằng “solieu user grant”")
    with deed(context) as context:
        account.set_password(password)
        account.save(update_fields=["password"])
        record(context, "user.password", name)
