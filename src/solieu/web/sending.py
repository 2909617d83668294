"""Forms out and in: blank sheets with what is known already, and files that come back filled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from solieu.actions import Actor, RefusalError
from solieu.app import worklist
from solieu.app.reception import Received, blank, receive
from solieu.core import Consequence, Finding, Period, parse_period
from solieu.facts import Submission, SubmissionState
from solieu.intake import Identity
from solieu.web.serving import definitions, serving
from solieu.web.sheet import SheetForm, lay_out, numbered
from solieu.web.submissions import XLSX
from solieu.web.visitors import NotAllowedError, may, need, signed_in
from solieu.web.wording import capital
from solieu.web.work import asked_period, owed_line, sent_line

LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one form of a file."""

    filename: str
    received: Received

    @property
    def submission(self) -> Submission | None:
        return self.received.submission

    @property
    def refusal(self) -> str:
        return capital(self.received.refused)

    @property
    def line(self) -> dict[str, Any]:
        return sent_line(self.submission) if self.submission else {}

    @property
    def faults(self) -> list[Finding]:
        """What has to be put right in the file first, then what may be looked at later."""
        return sorted(self.received.findings, key=lambda finding: finding.consequence is not Consequence.STOP)

    @property
    def stops(self) -> int:
        return sum(finding.consequence is Consequence.STOP for finding in self.received.findings)


@signed_in
def forms(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Who sends which form when, with the blank sheet of each."""
    workspace = serving().workspace
    period = asked_period(request, workspace)
    found = [duty for duty in worklist.duties(workspace, period) if may(actor, "read", duty.sender)]
    mine = {(duty.form.id, duty.unit, duty.sender) for duty in worklist.own(found, actor)}
    grouped: dict[str, dict[str, Any]] = {}
    for duty in found:
        group = grouped.setdefault(duty.form.id, {"form": duty.form, "due": duty.due, "lines": []})
        line = owed_line(duty)
        line["sends"] = may(actor, "submission.submit", duty.sender)
        line["is_mine"] = (duty.form.id, duty.unit, duty.sender) in mine
        group["lines"].append(line)
    context = {"period": period, "periods": worklist.periods(workspace), "groups": grouped.values(), "mine": bool(mine)}
    return render(request, "forms.html", context)


@signed_in
def blank_sheet(
    request: HttpRequest, *, actor: Actor, form: str, period: Period, unit: str, sender: str
) -> HttpResponse:
    """The xlsx with plan, same period and name of the unit in it."""
    need(actor, "read", sender if sender in definitions().territory.units else unit)
    try:
        content = blank(serving().workspace, form, unit, period, sender)
    except RefusalError:
        raise Http404 from None
    answer = HttpResponse(content, content_type=XLSX)
    name = f"{form}.{unit}.{period}" + (f".{sender}" if sender != unit else "")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return answer


@signed_in
def send(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Hand in one or several filled forms. A file that is not taken does not spoil the others."""
    expected = _expected(request)
    if expected is not None and not may(actor, "submission.submit", expected.sender):
        raise NotAllowedError(_("Tài khoản này không gửi biểu thay đơn vị đó được"))
    if not _is_sender(actor):
        raise NotAllowedError(_("Tài khoản này không gửi biểu"))
    context = {"expected": _expected_line(expected), "behalf": request.POST.get("nhap_thay", "").strip()}
    if request.method != "POST":
        return render(request, "send.html", context)
    files = request.FILES.getlist("tep")
    if not files:
        return render(request, "send.html", {**context, "nothing": True}, status=400)
    handed = [one for file in files for one in _handed(file, actor, expected, str(context["behalf"]))]
    taken = [one.submission for one in handed if one.submission is not None]
    if len(handed) == len(taken) == 1:
        messages.success(request, _said(handed[0]))
        return HttpResponseRedirect(reverse("submission", args=[taken[0].id]))
    sheet = _as_read(handed[0]) if len(handed) == 1 else None
    return render(request, "send.html", {**context, "handed": handed, "sheet": sheet}, status=200 if taken else 422)


def _as_read(handed: Handed) -> SheetForm | None:
    """The sender's own table with every doubt at its cell, for a file that was not taken; None when no form was told."""
    read = handed.received.read
    if read.at is None:
        return None
    draft = Submission("", read.at.form.id, read.at.form.version, read.at.unit, read.at.period, read.at.sender, "",
                       serving().workspace.clock(), SubmissionState.DRAFT, staged=read.staged, stated=read.stated)  # fmt: skip
    known = serving().workspace.evaluator()
    return lay_out(draft, known=known, doubts=numbered(handed.faults, {}, known.catalog.rules))


def _handed(file: UploadedFile, actor: Actor, expected: Identity | None, behalf: str) -> list[Handed]:
    """One file may hold several forms."""
    name = _short(PurePath(file.name or "tep").name)
    content = file.read()
    done = receive(serving().workspace, content, name, user=actor.user, expected=expected, on_behalf_of=behalf)
    return [Handed(one.read.filename or name, one) for one in done]


def _said(handed: Handed) -> str:
    if handed.received.again:
        return _("Tệp %s đã gửi trước đó; không ghi lần nữa.") % handed.filename
    return _("Đã nhận tệp %s.") % handed.filename


def _short(name: str) -> str:
    """Long names keep their ending: it says what the file is."""
    path = PurePath(name)
    return name if len(name) <= LONGEST_NAME else path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:10]


def _expected(request: HttpRequest) -> Identity | None:
    """What the sender said the file is: from the button of a worklist, carried along in the address and the form."""
    values = request.POST if request.method == "POST" else request.GET
    form, unit, period = (values.get(name, "") for name in ("bieu", "don_vi", "ky"))
    if not (form and unit and period):
        return None
    known = definitions()
    try:
        parse_period(period)
    except ValueError:
        raise Http404 from None
    sender = values.get("noi_gui", "") or unit
    if form not in known.catalog.forms or not {unit, sender} <= set(known.territory.units):
        raise Http404
    return Identity(form, unit, sender, period)


def _expected_line(expected: Identity | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    period = parse_period(expected.period)
    form, name = definitions().catalog.forms[expected.form], definitions().territory.name(expected.sender, period.end)
    return {"identity": expected, "form": form, "sender": capital(name), "period": period}


def _is_sender(actor: Actor) -> bool:
    """Somebody who may send for at least one unit."""
    return any(role in ("nguoi_lap_bieu", "tong_hop", "quan_tri") for role, _ in actor.roles)
