"""The WSGI application of one workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from solieu.app.serving import Wsgi
from solieu.app.workspace import Workspace
from solieu.assets import asset_folder

STATIC = Path(__file__).parent / "static"


@dataclass(slots=True)
class Serving:
    """What this process serves. ``read_only_user`` is signed in without a password: for the sample only."""

    workspace: Workspace
    read_only_user: str = ""


_now_serving: list[Serving] = []


def application(workspace: Workspace, *, read_only_user: str = "") -> Wsgi:
    """Django behind static files; fonts and style sheets come from this machine only."""
    _now_serving[:] = [Serving(workspace, read_only_user)]
    files = WhiteNoise(get_wsgi_application(), max_age=3600, allow_all_origins=False)
    files.add_files(str(STATIC), prefix="tinh/")
    files.add_files(str(asset_folder("css")), prefix="tinh/thu-vien/")
    files.add_files(str(asset_folder("fonts")), prefix="tinh/phong-chu/")
    return files


def serving() -> Serving:
    if not _now_serving:
        raise RuntimeError("application() was not called in this process")
    return _now_serving[0]
