"""The page of a workspace, found by its name in the settings: doors do not import one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from solieu.app.workspace import Workspace

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def page_of(workspace: Workspace, *, read_only_user: str = "") -> Wsgi:
    """The WSGI application. ``read_only_user`` is signed in without a password: for the sample only."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    application: Callable[..., Wsgi] = import_string(settings.WSGI_APPLICATION)
    return application(workspace, read_only_user=read_only_user)
