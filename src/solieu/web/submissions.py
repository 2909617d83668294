"""What was handed in: the list, one submission as its form with what was found, and the deeds that it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from solieu import actions
from solieu.actions import Actor, JournalRow, RefusalError, findings_of
from solieu.app.tracing import MARKS, shown
from solieu.core import Finding
from solieu.facts import SourceKind, StagedFact, Submission, SubmissionState
from solieu.web import wording
from solieu.web.checking import doubts_about
from solieu.web.search import matching
from solieu.web.serving import definitions, serving
from solieu.web.sheet import lay_out, numbered
from solieu.web.visitors import NotAllowedError, deed, may, may_read, need, signed_in
from solieu.web.work import sent_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50
DEEDS = {
    "submission.submit": gettext_lazy("gửi"),
    "submission.confirm": gettext_lazy("đơn vị xác nhận số liệu nhập thay"),
    "submission.explain": gettext_lazy("giải trình"),
    "submission.accept": gettext_lazy("tiếp nhận"),
    "submission.return": gettext_lazy("trả lại, đề nghị bổ sung"),
}


@signed_in
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Everything that this person may read, newest first, with a search that needs no marks."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "ky", "tinh_trang")}
    readable = [sent for sent in serving().workspace.store.submissions() if may_read(actor, sent)]
    lines = [sent_line(sent) for sent in reversed(readable)]
    found = matching((line for line in lines if _fits(line, asked)), asked["q"], _words)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "asked": asked,
        "periods": sorted({str(sent.period): sent.period for sent in readable}.values(), key=str, reverse=True),
        "states": wording.SUBMISSION.items(),
        "total": len(lines),
        "kept": kept_query(asked),
    }
    return render(request, "submissions.html", context)


def kept_query(asked: dict[str, str]) -> str:
    """The search as it stands, to go in front of the number of a page."""
    said = {name: value for name, value in asked.items() if value}
    return f"{urlencode(said)}&" if said else ""


def _fits(line: dict[str, Any], asked: dict[str, str]) -> bool:
    sent: Submission = line["sent"]
    return asked["ky"] in ("", str(sent.period)) and asked["tinh_trang"] in ("", sent.state.value)


def _words(line: dict[str, Any]) -> str:
    return " ".join((line["code"], line["title"], line["sender"], line["unit"], line["sent"].id, line["sent"].filename))


@signed_in
def page(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    """The form as it was sent; every doubt stands at its row, with the place to answer it."""
    workspace = serving().workspace
    sent = readable_submission(actor, id)
    context = workspace.context(actor.user)
    known = workspace.evaluator(sent.sent_at)
    doubts = numbered(doubts_about(sent), context.store.explanations(), known.catalog.rules)
    same = _same_form(sent, context.store.submissions())
    earlier = [one for one in same if one.sent_at < sent.sent_at]
    before = context.store.submission(earlier[-1].id) if earlier else None
    parts = {
        **sent_line(sent),
        "sheet": lay_out(sent, known=known, doubts=doubts, before=before),
        "counts": _count_lines(sent) if sent.source is SourceKind.REGISTER else [],
        "doubts": doubts,
        "open": [doubt for doubt in doubts if doubt.is_open],
        "history": [_deed_line(row) for row in workspace.store.journal_of(sent.id)],
        "others": [sent_line(one) for one in same if one.id != sent.id],
        "before": before,
        "rights": _rights(actor, sent),
    }
    return render(request, "submission.html", parts)


def readable_submission(actor: Actor, id: str) -> Submission:
    """404 for what does not exist, 403 for what belongs to others."""
    found = serving().workspace.store.submission(id)
    if found is None:
        raise Http404
    if not may_read(actor, found):
        raise NotAllowedError(_("Tài khoản này chỉ xem được đơn vị của mình"))
    return found


def _same_form(sent: Submission, known: Iterable[Submission]) -> list[Submission]:
    """All sends of this form for this area and period by this sender, oldest first."""
    same = (sent.form, sent.unit, sent.period, sent.sender)
    return [one for one in known if (one.form, one.unit, one.period, one.sender) == same]


def _rights(actor: Actor, sent: Submission) -> dict[str, bool]:
    """Which deeds the page offers: those that this person may do and that the state allows."""
    is_sent = sent.state is SubmissionState.SENT
    return {
        "explain": is_sent and may(actor, "submission.explain", sent.sender),
        "accept": is_sent and may(actor, "submission.accept", sent.unit),
        "return_": is_sent and may(actor, "submission.return", sent.unit),
        "confirm": sent.state is SubmissionState.DRAFT
        and sent.actor != actor.user
        and may(actor, "submission.confirm", sent.sender),
        "send_again": sent.state in (SubmissionState.RETURNED, SubmissionState.ACCEPTED, SubmissionState.SENT)
        and sent.source is SourceKind.FORM
        and may(actor, "submission.submit", sent.sender),
    }


def _deed_line(row: JournalRow) -> dict[str, Any]:
    reason = row.details.get("reason", "")
    code = row.details.get("code", "")
    behalf = row.details.get("on_behalf_of", "")
    return {
        "row": row,
        "what": DEEDS.get(row.action, row.action),
        "details": reason or (_("điều %s") % code if code else "") or (_("nhập thay: %s") % behalf if behalf else ""),
    }


def _count_lines(sent: Submission) -> list[dict[str, Any]]:
    """What a count of a register handed in, each with the way to the entries that it counted."""
    return [
        {
            "counted": f"{sent.id}:{fact.key}",
            "title": count_title(fact),
            "value": shown(fact.reading),
            "mark": MARKS[fact.provenance],
            "note": fact.note,
            "register": sent.form.removeprefix("register:"),
        }
        for fact in sent.staged
    ]


def count_title(fact: StagedFact) -> str:
    """What a count is of: indicator and cut in words."""
    indicator = definitions().catalog.indicators.get(fact.key.indicator)
    cut = ", ".join(_member(name, member) for name, member in fact.key.cut)
    return (indicator.title if indicator else fact.key.indicator) + (f" ({cut})" if cut else "")


def _member(dimension: str, member: str) -> str:
    known = definitions().catalog.dimensions.get(dimension)
    return known.members.get(member, member) if known else member


@signed_in
def original(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    """The bytes as they arrived, always as a file to keep and never as a page."""
    found = readable_submission(actor, id)
    is_xlsx = found.filename.lower().endswith(".xlsx")
    answer = HttpResponse(
        serving().workspace.store.content(found.sha256), content_type=XLSX if is_xlsx else "application/octet-stream"
    )
    answer["Content-Disposition"] = (
        content_disposition_header(True, found.filename or f"{found.id}.bin") or "attachment"
    )
    return answer


# --- deeds


@require_POST
@signed_in
def accept(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    sent = readable_submission(actor, id)
    need(actor, "submission.accept", sent.unit)

    def act() -> str:
        revisions = actions.accept(serving().workspace.context(actor.user), id)
        return _("Đã tiếp nhận: %d số liệu mới hoặc thay đổi.") % len(revisions)

    return deed(request, act, _page_url(id))


@require_POST
@signed_in
def return_back(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    sent = readable_submission(actor, id)
    need(actor, "submission.return", sent.unit)

    def act() -> str:
        actions.return_back(serving().workspace.context(actor.user), id, request.POST.get("ly_do", ""))
        return _("Đã trả lại, đề nghị đơn vị bổ sung.")

    return deed(request, act, _page_url(id))


@require_POST
@signed_in
def explain(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    """Answers one finding, named by its fingerprint: numbers on a page may have moved meanwhile."""
    sent = readable_submission(actor, id)
    need(actor, "submission.explain", sent.sender)

    def act() -> str:
        context = serving().workspace.context(actor.user)
        finding = _finding(findings_of(context, sent), request.POST.get("dau_van", ""))
        text, basis = request.POST.get("noi_dung", ""), request.POST.get("can_cu", "")
        actions.explain(context, id, finding, text, basis=basis.strip())
        return _("Đã ghi giải trình cho %s.") % finding.code

    return deed(request, act, f"{_page_url(id)}#dieu-{request.POST.get('so', '')}")


@require_POST
@signed_in
def confirm(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    sent = readable_submission(actor, id)
    need(actor, "submission.confirm", sent.sender)

    def act() -> str:
        actions.confirm(serving().workspace.context(actor.user), id)
        return _("Đã xác nhận; biểu được coi là do đơn vị gửi.")

    return deed(request, act, _page_url(id))


def _finding(found: Iterable[Finding], fingerprint: str) -> Finding:
    for finding in found:
        if finding.fingerprint == fingerprint:
            return finding
    raise RefusalError("điều này không còn được nêu; số liệu đã thay đổi")


def _page_url(id: str) -> str:
    return reverse("submission", args=[id])
