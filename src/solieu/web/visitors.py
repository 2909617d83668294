"""Who is looking: a signed-in user, or in the sample the read-only visitor."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from solieu.actions import Actor, RefusalError
from solieu.web.serving import serving

View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """The view gets an ``actor`` who may read the whole area; others are sent to the sign-in page or refused."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **values: Any) -> HttpResponse:
        name = request.user.get_username() if request.user.is_authenticated else serving().read_only_user
        if not name:
            return HttpResponseRedirect(f"{reverse('sign_in')}?next={request.path}")
        workspace = serving().workspace
        try:
            actor = workspace.actor(name)
        except RefusalError as refusal:
            return refused(request, str(refusal))
        held = workspace.definitions()
        if not actor.may("read", held.catalog.root_unit, held.territory, workspace.clock().date()):
            return refused(request, "tài khoản này chỉ xem được đơn vị của mình")
        return view(request, actor=actor, **values)

    return guarded


def refused(request: HttpRequest, why: str, status: int = 403) -> HttpResponse:
    return render(request, "refused.html", {"why": why[:1].upper() + why[1:]}, status=status)


def sign_in(request: HttpRequest) -> HttpResponse:
    """One answer for a wrong name and a wrong password."""
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    wrong = False
    if request.method == "POST":
        user = authenticate(request, username=request.POST.get("name", ""), password=request.POST.get("password", ""))
        if user is not None:
            login(request, user)
            return HttpResponseRedirect(target)
        wrong = True
    return render(request, "sign_in.html", {"next": target, "wrong": wrong}, status=401 if wrong else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/")


def shown_name(actor: Actor) -> str:
    return actor.user
