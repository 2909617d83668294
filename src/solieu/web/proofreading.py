"""A file is dropped, proofread and forgotten: nothing of it is written, neither to disk, database nor journal."""

from __future__ import annotations

import threading
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from solieu.actions import Actor
from solieu.documents.reading import read_document
from solieu.documents.unread import Unread, UnreadableError
from solieu.proofread import proofread
from solieu.proofread.answers import Answer, refused, settled
from solieu.proofread.answers.answer import secrecy_refusal
from solieu.proofread.answers.as_docx import to_docx
from solieu.proofread.answers.as_html import page_css, to_fragment, to_page
from solieu.web.visitors import signed_in

LARGEST_FILE = 25 * 2**20  # bytes; the largest request that the server takes in
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AT_ONCE = threading.BoundedSemaphore(
    2
)  # proofreading is all computing: more at a time would only slow the other pages
_PATIENCE = 30.0  # seconds that a file waits for its turn


class _InMemory(MemoryFileUploadHandler):
    """Uploads never touch the disk; their size is bounded before anything is taken in."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        self.activated = True


@csrf_exempt
def page(request: HttpRequest) -> HttpResponse:
    """The token is checked a moment later, when the file is known to stay in memory."""
    request.upload_handlers = [_InMemory(request)]
    answer: HttpResponse = _page(request)
    return answer


@csrf_protect
@signed_in
def _page(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    if request.method != "POST":
        return render(request, "proofreading.html")
    file = request.FILES.get("tep")
    if not isinstance(file, UploadedFile):
        return _said(request, _("Chưa chọn tệp nào."), 400)
    if file.size is None or file.size > LARGEST_FILE:
        return _said(request, _("Tệp lớn hơn %d MB; đề nghị tách tệp hoặc bớt ảnh.") % (LARGEST_FILE // 2**20), 413)
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        return _said(request, _("Máy chủ đang đọc soát nhiều tệp; đề nghị thử lại sau ít phút."), 503)
    try:
        return _answered(request, file.read(), str(file.name))
    finally:
        _AT_ONCE.release()


def _answered(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    answer = _answer(content, name)
    hints = "goi_y" in request.POST
    chosen = request.POST.get("dang", "trang")
    if answer.document is None:
        return _said(request, f"{name}: {'; '.join(answer.unread)}.", 422)
    if chosen == "docx":
        return _word(request, answer, content, hints=hints)
    if chosen == "html":
        written = to_page([answer], hints=hints).encode()
        return _attached(written, "text/html; charset=utf-8", f"{PurePath(name).stem}.doc-soat.html")
    result = mark_safe(to_fragment([answer], hints=hints))  # every word of the file is escaped there
    return render(request, "proofreading.html", {"result": result, "hints": hints})


def _answer(content: bytes, name: str) -> Answer:
    found = read_document(content, name)
    if isinstance(found, Unread):
        return refused(found)
    return refused(secrecy_refusal(found)) if found.stamp else settled(proofread(found))


def _word(request: HttpRequest, answer: Answer, content: bytes, *, hints: bool) -> HttpResponse:
    try:
        if answer.document is None or answer.document.kind != "docx":
            return _said(request, _("Chỉ ghi được nhận xét vào tệp .docx; đề nghị chọn dạng kết quả khác."), 422)
        written = to_docx(answer, content, hints=hints)
    except UnreadableError as error:
        return _said(request, str(error), 422)
    return _attached(written, _DOCX, f"{PurePath(answer.file).stem}.nhan-xet.docx")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _said(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "proofreading.html", {"why": why}, status=status)


@cache_control(max_age=3600)
def css(request: HttpRequest) -> HttpResponse:
    return HttpResponse(page_css(), content_type="text/css; charset=utf-8")
