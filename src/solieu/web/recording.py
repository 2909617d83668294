"""Recording in a register: a form made from its definition, and files of many rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from solieu.actions import Actor, Context, RefusalError, record_events
from solieu.app import registers as desk
from solieu.app.register_files import Import, Outcome, prepare, record_import
from solieu.catalog.model import FieldType, Register, RegisterEvent, RegisterField
from solieu.facts import Entry, EntryEvent
from solieu.registers import ANNULMENT, CORRECTION, RESERVED, state_of
from solieu.vietnamese.moments import read_day
from solieu.web import register_lines as lines
from solieu.web.register_lines import context_of
from solieu.web.registers import definition_of, entry_of
from solieu.web.serving import definitions
from solieu.web.visitors import NotAllowedError, signed_in
from solieu.web.wording import capital

MOST_UNITS = 400
PREFIX = "truong_"  # a field may be called like something else of the form


@signed_in
def record(request: HttpRequest, *, actor: Actor, register: str, event: str) -> HttpResponse:
    """GET shows the fields of one event, POST records it; what is refused is said above what was typed."""
    definition, context = definition_of(register), context_of(actor)
    known = definition.event(event)
    if known is None and event not in RESERVED:
        raise Http404
    id = (request.POST.get("muc") or request.GET.get("muc", "")).strip()
    opens = known is not None and not known.from_states
    found = None if opens else entry_of(context, definition, id)
    fault = ""
    if request.method == "POST":
        try:
            done = _recorded(context, definition, event, id or desk.next_id(context, definition), request)
            messages.success(request, _("Đã ghi “%(title)s”.") % {"title": _title(known, event)})
            return HttpResponseRedirect(f"{reverse('register', args=[register])}muc/{quote(done)}/")
        except RefusalError as error:
            fault = capital(str(error))
    answer = _form(context, definition, known, event, found, request)
    return render(request, "record.html", {**answer, "fault": fault, "opens": opens, "muc": id})


def _recorded(context: Context, register: Register, event: str, id: str, request: HttpRequest) -> str:
    day = read_day(request.POST.get("ngay_viec", ""))
    if day is None:
        raise RefusalError(_("ngày của việc viết 31/12/2024 hoặc 2024-12-31"))
    fields = tuple(
        (field.id, ", ".join(one.strip() for one in request.POST.getlist(f"{PREFIX}{field.id}") if one.strip()))
        for field in register.fields
        if any(one.strip() for one in request.POST.getlist(f"{PREFIX}{field.id}"))
    )
    happened = EntryEvent(event, day, context.now, context.actor.user, fields, request.POST.get("van_ban", "").strip())
    unit = request.POST.get("don_vi_muc", "") or register.owner or context.catalog.root_unit
    return record_events(context, register.id, [(id, happened)], unit=unit)[0].id


def _form(context: Context, register: Register, known: RegisterEvent | None, event: str, found: Entry | None,
          request: HttpRequest) -> dict[str, Any]:  # fmt: skip
    state = state_of(register, found, context.today) if found else None
    typed = request.POST if request.method == "POST" else None
    held = state.fields if state else {}
    needed = {*(known.needs if known else ()), *(f.id for f in register.fields if f.required and not found)}
    inputs = [] if event == ANNULMENT else list(register.fields)
    return {
        "register": register,
        "title": _title(known, event),
        "label": lines.label_of(register, state) if state else "",
        "day": typed.get("ngay_viec") if typed else f"{context.today:%d/%m/%Y}",
        "document": typed.get("van_ban", "") if typed else "",
        "inputs": [_input(one, needed, held.get(one.id, ""), typed, event) for one in _ordered(inputs, needed)],
        "units": _units(context) if any(one.type is FieldType.UNIT for one in inputs) else [],
    }


def _ordered(fields: list[RegisterField], needed: set[str]) -> list[RegisterField]:
    return sorted(fields, key=lambda field: field.id not in needed)


def _input(field: RegisterField, needed: set[str], held: str, typed: Any, event: str) -> dict[str, Any]:
    """What stands there now is shown beside the empty input: an event brings only what it changes."""
    values = typed.getlist(f"{PREFIX}{field.id}") if typed is not None else []
    return {
        "field": field,
        "needed": field.id in needed and event != CORRECTION,
        "values": values,
        "value": values[0] if values else "",
        "held": "" if field.secrecy else lines.value_text(field, held),
        "kind": field.type.value,
    }


def _units(context: Context) -> list[tuple[str, str]]:
    """Units of today in the official order."""
    territory = definitions().territory
    below = [context.catalog.root_unit, *territory.subtree(context.catalog.root_unit, context.today)]
    return [(unit, capital(territory.name(unit, context.today))) for unit in dict.fromkeys(below)][:MOST_UNITS]


def _title(known: RegisterEvent | None, event: str) -> str:
    return known.title if known else RESERVED[event]


@signed_in
def import_file(request: HttpRequest, *, actor: Actor, register: str) -> HttpResponse:
    """A file of many rows: each row gets its answer, and all are recorded or none."""
    definition, context = definition_of(register), context_of(actor)
    if not desk.is_keeper(context, definition):
        raise NotAllowedError(_("Tài khoản này không có quyền làm việc đó"))
    done, fault = None, ""
    file = request.FILES.get("tep")
    if request.method == "POST" and isinstance(file, UploadedFile):
        try:
            unit = definition.owner or context.catalog.root_unit
            done = prepare(context, definition, file.read(), file.name or "tep", context.catalog.root_unit or unit)
            if not done.refused:
                messages.success(request, _("Đã ghi %s việc.") % record_import(context, definition, done))
        except RefusalError as error:
            fault = capital(str(error))
    return render(request, "import_register.html", {"register": definition, "fault": fault, **_answers(done)})


def _answers(done: Import | None) -> dict[str, Any]:
    if done is None:
        return {"answers": None}
    refused = [answer for answer in done.answers if answer.outcome is Outcome.REFUSED]
    known = sum(answer.outcome is Outcome.KNOWN for answer in done.answers)
    return {"answers": refused, "known": known, "new": len(done.rows), "refused": len(refused)}
