"""Vietnamese unless this browser was switched to English. The browser's own language does not count: most machines of
an office run in English."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.views.decorators.http import require_POST

from solieu.web.addresses import own_address

COOKIE = "ngon_ngu"
LOCALE = Path(__file__).parent / "locale"
YEAR = 365 * 24 * 3600


def chosen_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the language of one answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = "en" if request.COOKIES.get(COOKIE) == "en" else "vi"
        with translation.override(language):
            return get_response(request)

    return answer


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Back to the page that one came from, in the other language."""
    answer = HttpResponseRedirect(own_address(request, request.POST.get("next", "/")))
    wanted = "en" if request.POST.get("ngon_ngu") == "en" else "vi"
    answer.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


def compile_catalogs() -> None:
    """Turn the .po files into what gettext reads, once a process: no tool of the system is needed for it."""
    if settings.LOCALE_PATHS:
        return
    target = Path(tempfile.mkdtemp(prefix="solieu-"))
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        folder = target / source.relative_to(LOCALE).parent
        folder.mkdir(parents=True)
        with source.open("rb") as text, (folder / "django.mo").open("wb") as compiled:
            write_mo(compiled, read_po(text))
    settings.LOCALE_PATHS = [str(target)]
