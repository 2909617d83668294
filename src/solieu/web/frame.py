"""What stands around every page: whose page it is, who is signed in, and where one may go."""

from __future__ import annotations

import contextlib
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from solieu.actions import ROLES, Actor, RefusalError
from solieu.app import worklist
from solieu.app.sample_day import SampleClock
from solieu.web import wording
from solieu.web.serving import definitions, serving
from solieu.web.visitors import may_read_all, visitor

# name of the address, words, only for those who may read the whole area
PLACES = (
    ("home", gettext_lazy("Việc của tôi"), False),
    ("reports", gettext_lazy("Báo cáo"), True),
    ("submissions", gettext_lazy("Biểu đã gửi"), False),
    ("forms", gettext_lazy("Biểu mẫu"), False),
    ("foreign", gettext_lazy("Biểu cấp trên"), True),
    ("tasks", gettext_lazy("Nhiệm vụ"), False),
    ("registers", gettext_lazy("Sổ theo dõi"), False),
    ("proofreading", gettext_lazy("Đọc soát"), False),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every template. An account without a role still gets its page of refusal; a request that was turned
    away before anybody asked who sent it has no visitor."""
    actor: Actor | None = None
    if hasattr(request, "user"):
        with contextlib.suppress(RefusalError):
            actor = visitor(request)
    workspace = serving().workspace
    return {
        "actor": actor,
        "actor_name": wording.person(actor.user) if actor else "",
        "actor_roles": _roles(actor),
        "area": definitions().catalog.title,
        "places": _places(request, actor),
        "is_sample": bool(serving().read_only_user),
        "sample_day": worklist.today(workspace) if isinstance(workspace.clock, SampleClock) else None,
        "here": request.get_full_path(),
    }


def _roles(actor: Actor | None) -> str:
    return ", ".join(dict.fromkeys(ROLES[role] for role, _ in actor.roles)) if actor else ""


def _places(request: HttpRequest, actor: Actor | None) -> list[dict[str, Any]]:
    if actor is None:
        return []
    reads_all = may_read_all(actor)
    found = []
    for name, words, whole_area in PLACES:
        with contextlib.suppress(NoReverseMatch):
            url = reverse(name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            if reads_all or not whole_area:
                found.append({"url": url, "words": words, "current": current})
    return found
