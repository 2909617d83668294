"""An office that serves its pages: visitors who are signed in, forms that come back filled."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from solieu.app.demo import SimulatedClock
from solieu.app.reception import blank
from solieu.app.workspace import Workspace
from solieu.core import Period, Quantity, parse_period
from solieu.intake import fill_form
from solieu.web.serving import application

FORM, UNIT = "b01_ktxh_q", "xa_lien_son"
Q2 = parse_period("2024-Q2")
# Groups of crops of one commune: the total is 12,0 and the form computes it.
HOLDS = {
    ("02", "th"): "5,0", ("03", "th"): "1,0", ("04", "th"): "3,0", ("05", "th"): "2,0", ("06", "th"): "1,0",
    ("02", "uoc"): "5,5", ("03", "uoc"): "1,0", ("04", "uoc"): "3,0", ("05", "uoc"): "2,0", ("06", "uoc"): "1,0",
    ("07", "uoc"): "1,0", ("09", "uoc"): "14", ("10", "uoc"): "2,0",
}  # fmt: skip


@dataclass(slots=True)
class Office:
    workspace: Workspace
    clock: SimulatedClock

    def visitor(self, name: str = "") -> Client:
        """A browser in which this user is signed in; the way through the password has its own tests."""
        client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
        if name:
            client.force_login(get_user_model().objects.get(username=name))
        return client

    def filled(self, values: Mapping[tuple[str, str], str] = HOLDS, *, unit: str = UNIT, form: str = FORM,
               period: Period = Q2, sender: str = "") -> bytes:  # fmt: skip
        """The blank of a unit with values typed into it."""
        at = self.workspace.occasion(form, unit, period, sender)
        cells = {
            place: Quantity(Decimal(text.replace(",", ".")), "", _decimals(text)) for place, text in values.items()
        }
        return fill_form(blank(self.workspace, form, unit, period, sender), cells, {}, at, moment=self.clock())

    def close(self) -> None:
        connections["default"].close()
        cache.clear()


def opened(folder: Path, moment: datetime, *, read_only_user: str = "") -> Office:
    clock = SimulatedClock(moment)
    workspace = Workspace.open(folder, clock=clock)
    application(workspace, read_only_user=read_only_user)
    return Office(workspace, clock)


def upload(client: Client, content: bytes, name: str = "bieu.xlsx", **fields: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post("/gui-bieu/", {"tep": file, **fields})


def changed(content: bytes, cells: Mapping[str, object]) -> bytes:
    """The workbook with other cells, as a person would have typed them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def _decimals(text: str) -> int:
    return len(text.partition(",")[2])
