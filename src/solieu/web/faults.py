"""Pages for what cannot be shown: each says in one calm line what happened and where to go on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import Resolver404
from django.utils.translation import gettext as _

from solieu.web.serving import LARGEST_REQUEST

NOT_THIS_WAY = 405


def refused(request: HttpRequest, why: str, status: int = 403, *, title: str = "") -> HttpResponse:
    """``why`` is a sentence; its first letter and its full stop are seen to here."""
    sentence = why[:1].upper() + why[1:].rstrip(". ") + "."
    context = {"why": sentence, "heading": title or _("Không mở được trang này"), "status": status}
    return render(request, "refused.html", context, status=status)


def with_a_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whoever opens an address that only takes what a button of a page sends is told so."""

    def answer(request: HttpRequest) -> HttpResponse:
        found = get_response(request)
        if found.status_code != NOT_THIS_WAY:
            return found
        why = _("Địa chỉ này chỉ nhận việc gửi từ nút trên trang; đề nghị quay lại trang trước rồi bấm nút ở đó")
        page = refused(request, why, NOT_THIS_WAY)
        page["Allow"] = found["Allow"]
        return page

    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A view may say what it did not find; an address that no view knows says nothing of the sort."""
    said = str(exception) if exception is not None and not isinstance(exception, Resolver404) else ""
    why = said or _("Địa chỉ này không có trong hệ thống, hoặc đã đổi")
    return refused(request, why, 404, title=_("Không có trang này"))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refused(request, _("Tài khoản này không có quyền xem trang"), 403)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refused(request, _("Yêu cầu gửi đến không đúng khuôn dạng"), 400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token no longer holds: another sign-in happened in between, or cookies are off."""
    why = _("Trang đã mở quá lâu hoặc vừa đăng nhập lại ở cửa sổ khác; đề nghị quay lại, tải lại trang rồi gửi lần nữa")
    return refused(request, why, 403, title=_("Chưa gửi được"))


def too_large(request: HttpRequest) -> HttpResponse:
    why = _("Tệp gửi lên lớn hơn %d MB; đề nghị gửi từng biểu một") % (LARGEST_REQUEST // 2**20)
    return refused(request, why, 413, title=_("Tệp quá lớn"))


def failed(request: HttpRequest) -> HttpResponse:
    """Our own failure. The page stands alone: whatever failed may fail again."""
    return HttpResponse(get_template("failed.html").render(), status=500)
