"""A report that was edited in Word comes back: every change with what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from solieu.actions import Actor
from solieu.app.draft_comparing import blackline_of
from solieu.app.remarks import REPLIES, remarks_for
from solieu.app.taking_back import Came, Change, acceptable, decide, hand_in, needs_decision, take_back_file
from solieu.app.taking_back_text import BELONGS, FIGURES, PROSE, VERDICTS, figure_line, prose_line
from solieu.documents.unread import UnreadableError
from solieu.facts import Verdict
from solieu.reports.taking_back import FigureChange, FigureKind
from solieu.web.serving import definitions, serving
from solieu.web.visitors import deed, need, reading

LARGEST_FILE = 25 * 2**20
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reading
def page(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """What came back so far; a file that is handed in leads to its own page."""
    workspace = serving().workspace
    if request.method != "POST":
        files = [
            {"file": one, "url": reverse("taken_back", args=[one.sha256])} for one in workspace.store.returned_files()
        ]
        return render(request, "take_back.html", {"files": files[::-1]})
    need(actor, "report.take_back", definitions().catalog.root_unit)
    file = request.FILES.get("tep")
    if not isinstance(file, UploadedFile):
        return render(request, "take_back.html", {"why": _("Chưa chọn tệp nào.")}, status=400)
    if file.size is None or file.size > LARGEST_FILE:
        return render(request, "take_back.html", {"why": _("Tệp quá lớn.")}, status=413)
    try:
        came = take_back_file(workspace, file.read(), PurePath(str(file.name)).name, user=actor.user)
    except UnreadableError as error:
        return render(request, "take_back.html", {"why": f"{file.name}: {error}."}, status=422)
    hand_in(came, actor.user)
    return HttpResponseRedirect(reverse("taken_back", args=[came.sha256]))


@reading
def file_page(request: HttpRequest, *, actor: Actor, sha256: str) -> HttpResponse:
    """One file: its changes by section; what is decided is done change by change."""
    came = _came(sha256)
    here = reverse("taken_back", args=[sha256])
    if request.method == "POST":
        return deed(request, lambda: _decided(request, came, actor), here)
    root = definitions().catalog.root_unit
    workspace = serving().workspace
    return render(
        request,
        "taken_back.html",
        {
            "came": came,
            "figures": [_line(came, label) for label in came.labelled if label.startswith("S")],
            "sections": list(_sections(came)),
            "opinions": [_opinion(one) for one in remarks_for(workspace, sha256=sha256, user=actor.user)],
            "left": len(came.open),
            "may_decide": workspace.context(actor.user).may("report.decide_change", root),
            "all_prose": acceptable(came),
        },
    )


@reading
def compared(request: HttpRequest, *, actor: Actor, sha256: str) -> HttpResponse:
    """The blackline as a Word file."""
    came = _came(sha256)
    response = HttpResponse(blackline_of(came.taken, came.done), content_type=_DOCX)
    name = f"{PurePath(came.name).stem}.so-sanh.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _came(sha256: str) -> Came:
    """Reading and matching are done once a file."""
    workspace = serving().workspace
    known = next((one for one in workspace.store.returned_files() if one.sha256 == sha256), None)
    if known is None:
        raise Http404
    return _kept(sha256, known.filename, str(workspace.folder))


@lru_cache(maxsize=8)
def _kept(sha256: str, name: str, folder: str) -> Came:
    workspace = serving().workspace
    return take_back_file(workspace, workspace.store.content(sha256), name)


def _decided(request: HttpRequest, came: Came, actor: Actor) -> str:
    verdict = Verdict(request.POST.get("viec", ""))
    labels = [label for label in request.POST.get("muc", "").split(",") if label]
    return " ".join(decide(came, labels, verdict, reason=request.POST.get("ly_do", "").strip(), user=actor.user))


def _sections(came: Came) -> Iterator[dict[str, Any]]:
    """Changes of words under the heading of their section, in reading order."""
    titles = {section.id: section.title for section in came.done.report.sections}
    last: dict[str, Any] | None = None
    for label, change in came.labelled.items():
        if isinstance(change, FigureChange):
            continue
        title = titles.get(change.section) or _("Thể thức văn bản")
        if last is None or last["title"] != title:
            if last is not None:
                yield last
            last = {"title": title, "lines": []}
        last["lines"].append(_line(came, label))
    if last is not None:
        yield last


def _line(came: Came, label: str) -> dict[str, Any]:
    change = came.labelled[label]
    done = came.decided.get(change.id)
    return {
        "label": label,
        "change": change,
        "kind": FIGURES[change.kind] if isinstance(change, FigureChange) else PROSE[change.kind],
        "text": figure_line(came, change) if isinstance(change, FigureChange) else prose_line(change),
        "belongs": "" if isinstance(change, FigureChange) else BELONGS[change.belongs],
        "done": VERDICTS[done.verdict] if done else "",
        "reason": done.reason if done else "",
        "can": [] if done or not needs_decision(change) else list(_possible(came, label, change)),
    }


def _possible(came: Came, label: str, change: Change) -> Iterator[tuple[str, str]]:
    """What may be done with a change, and its words."""
    if not isinstance(change, FigureChange):
        if label in acceptable(came):
            yield Verdict.ACCEPT.value, _("Tiếp nhận làm phần viết")
    else:
        if change.owner:
            yield Verdict.ASK.value, _("Hỏi nơi gửi")
        if change.figure is not None and change.kind in (FigureKind.CHANGED, FigureKind.REWRITTEN):
            yield Verdict.KEEP.value, _("Giữ riêng cho văn bản này")
    yield Verdict.UNDO.value, _("Bỏ thay đổi")


def _opinion(asked: Any) -> dict[str, Any]:
    return {"remark": asked.remark, "replies": [(REPLIES[one.kind], one) for one in asked.replies]}
