"""The WSGI application of one workspace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from whitenoise import WhiteNoise

from solieu.app.serving import Wsgi
from solieu.app.workspace import Definitions, Workspace
from solieu.assets import asset_folder
from solieu.web.language import compile_catalogs

STATIC = Path(__file__).parent / "static"
LARGEST_REQUEST = 25 * 2**20  # bytes; several forms with their attachments


@dataclass(slots=True)
class Serving:
    """What this process serves. ``read_only_user`` is signed in without a password: for the sample only."""

    workspace: Workspace
    read_only_user: str = ""


_now_serving: list[Serving] = []
_this_request = threading.local()


def application(workspace: Workspace, *, read_only_user: str = "") -> Wsgi:
    """Django behind static files; fonts and style sheets come from this machine only."""
    _now_serving[:] = [Serving(workspace, read_only_user)]
    compile_catalogs()
    files = WhiteNoise(
        bounded(get_wsgi_application()), max_age=300, allow_all_origins=False, immutable_file_test=_is_font
    )
    files.add_files(str(STATIC), prefix="tinh/")
    files.add_files(str(asset_folder("css")), prefix="tinh/thu-vien/")
    files.add_files(str(asset_folder("fonts")), prefix="tinh/phong-chu/")
    return files


def _is_font(path: str, url: str) -> bool:
    """Fonts are large and stay what they are; a style sheet changes with the next version."""
    return url.startswith("/tinh/phong-chu/")


def definitions() -> Definitions:
    """The catalogue as it stands, looked up once a request."""
    if getattr(_this_request, "definitions", None) is None:
        _this_request.definitions = serving().workspace.definitions()
    found: Definitions = _this_request.definitions
    return found


def each_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a request looks at the catalogue anew."""

    def answer(request: HttpRequest) -> HttpResponse:
        _this_request.definitions = None
        return get_response(request)

    return answer


def bounded(inner: Wsgi) -> Wsgi:
    """Refuses what is too large before anything of it is kept."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST_REQUEST:
            environ |= {"PATH_INFO": "/qua-lon/", "REQUEST_METHOD": "GET", "CONTENT_LENGTH": "0"}
        return inner(environ, start)

    return answer


def serving() -> Serving:
    if not _now_serving:
        raise RuntimeError("application() was not called in this process")
    return _now_serving[0]
