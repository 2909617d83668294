"""Who is looking, and what that person may see: a signed-in user, or in the sample the read-only visitor."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from solieu.actions import Actor, RefusalError
from solieu.facts import Submission
from solieu.web import tries
from solieu.web.addresses import own_address
from solieu.web.faults import refused
from solieu.web.serving import definitions, serving

View = Callable[..., HttpResponse]


class NotAllowedError(Exception):
    """A page that this person may not see, or a deed that this person may not do; answered with status 403."""


def visitor(request: HttpRequest) -> Actor | None:
    """The person with the roles that hold now; None for nobody. Raises RefusalError for an account without a role."""
    if not hasattr(request, "solieu_actor"):
        name = request.user.get_username() if request.user.is_authenticated else serving().read_only_user
        request.solieu_actor = serving().workspace.actor(name) if name else None
    return request.solieu_actor


def may(actor: Actor, action: str, unit: str) -> bool:
    workspace = serving().workspace
    return actor.may(action, unit, definitions().territory, workspace.clock().date())


def may_read_all(actor: Actor) -> bool:
    return may(actor, "read", definitions().catalog.root_unit)


def may_read(actor: Actor, sent: Submission) -> bool:
    """What one's own area sent, and what was sent about it."""
    return may(actor, "read", sent.unit) or may(actor, "read", sent.sender)


def need(actor: Actor, action: str, unit: str) -> None:
    if not may(actor, action, unit):
        raise NotAllowedError(_("Tài khoản này không có quyền làm việc đó"))


def signed_in(view: View) -> View:
    """The view gets an ``actor``; nobody is sent to the sign-in page. Refusals of actions become a page."""

    @functools.wraps(view)
    @never_cache
    def guarded(request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            actor = visitor(request)
            if actor is None:
                return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': _here(request)})}")
            return view(request, actor=actor, **values)
        except NotAllowedError as error:
            return refused(request, str(error))
        except RefusalError as error:
            return refused(request, str(error), 403 if request.method == "GET" else 409)

    return guarded


def reading(view: View) -> View:
    """Only for those who may read the whole area."""

    @signed_in
    @functools.wraps(view)
    def guarded(request: HttpRequest, *, actor: Actor, **values: Any) -> HttpResponse:
        if not may_read_all(actor):
            raise NotAllowedError(_("Tài khoản này chỉ xem được đơn vị của mình"))
        return view(request, actor=actor, **values)

    return guarded


def deed(request: HttpRequest, act: Callable[[], str], back: str) -> HttpResponse:
    """Do one thing and go back to a page that says what was done, or why it was not."""
    try:
        messages.success(request, act())
    except RefusalError as error:
        text = str(error)
        messages.error(request, text[:1].upper() + text[1:])
    return HttpResponseRedirect(back)


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """One answer for a wrong name and a wrong password; after some of them a pause."""
    target = own_address(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.method != "POST":
        return render(request, "sign_in.html", {"next": target})
    name = request.POST.get("name", "").strip()
    wait = tries.wait(name, request.META.get("REMOTE_ADDR", ""))
    if wait:
        context = {"next": target, "name": name, "minutes": wait}
        return render(request, "sign_in.html", context, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        tries.failed(name, request.META.get("REMOTE_ADDR", ""))
        return render(request, "sign_in.html", {"next": target, "name": name, "wrong": True}, status=401)
    tries.passed(name, request.META.get("REMOTE_ADDR", ""))
    login(request, user)
    return HttpResponseRedirect(target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/")


def _here(request: HttpRequest) -> str:
    """Where to go after signing in; a form that was on its way is not sent again by itself."""
    return request.get_full_path() if request.method == "GET" else "/"
