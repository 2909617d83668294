"""Registers: what is kept, one entry with its history, and the entries behind a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from solieu.actions import Actor
from solieu.app import worklist
from solieu.catalog.model import FieldType, Register, RegisterField
from solieu.facts import Entry, Provenance, StagedFact
from solieu.registers import EntryState, label, state_of
from solieu.vietnamese import Certain, read_date, read_number, write_number
from solieu.vietnamese.moments import read_day
from solieu.web import wording
from solieu.web.search import matching
from solieu.web.serving import definitions, serving
from solieu.web.submissions import count_title, kept_query, readable_submission
from solieu.web.visitors import NotAllowedError, may, signed_in

PAGE = 50
MARKS = {Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa", Provenance.REPORTED: ""}


@signed_in
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Every register with how many entries are in which state today."""
    workspace = serving().workspace
    day = worklist.today(workspace)
    known = []
    for register in definitions().catalog.registers.values():
        states = Counter(state.state for state in _states(register, _readable(register, actor), day))
        known.append({
            "register": register,
            "owner": _unit(register.owner, day) if register.owner else "",
            "total": states.total(),
            "states": [(id, title, states[id]) for id, title in register.states.items()],
        })  # fmt: skip
    return render(request, "registers.html", {"registers": known})


@signed_in
def page(request: HttpRequest, *, actor: Actor, register: str) -> HttpResponse:
    """The entries of one register as they stood on a day; a search needs no marks."""
    definition = _definition(register)
    day = _asked_day(request)
    counted = _counted(request, actor, definition)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "trang_thai", "dem")}
    readable = _readable(definition, actor)
    if counted is not None:
        wanted = _pinned(counted[1])
        readable = [entry for entry in readable if entry.id in wanted]
    states = list(_states(definition, readable, day))
    lines = [_line(definition, state, actor) for state in states if asked["trang_thai"] in ("", state.state)]
    found = matching(lines, asked["q"], lambda line: str(line["search"]))
    context = {
        "register": definition,
        "day": day,
        "asked": asked,
        "columns": _columns(definition),
        "page": Paginator(found, PAGE).get_page(request.GET.get("trang")),
        "total": len(states),
        "states": [(id, title, sum(s.state == id for s in states)) for id, title in definition.states.items()],
        "counted": _counted_line(*counted) if counted else None,
        "kept": kept_query({**asked, "ngay": request.GET.get("ngay", "")}),
    }
    return render(request, "register.html", context)


@signed_in
def entry(request: HttpRequest, *, actor: Actor, register: str, entry: str) -> HttpResponse:
    """One entry: its fields as they stand, and everything that happened to it."""
    definition = _definition(register)
    found = next((one for one in serving().workspace.store.entries(register) if one.id == entry), None)
    if found is None:
        raise Http404
    if not may(actor, "read", found.unit):
        raise NotAllowedError(_("Tài khoản này chỉ xem được đơn vị của mình"))
    state = state_of(definition, found, date.max)
    context = {
        "register": definition,
        "entry": found,
        "mark": MARKS[found.provenance],
        "label": _label(definition, state) if state else entry,
        "state": definition.states.get(state.state, state.state) if state else "",
        "since": state.since if state else None,
        "fields": list(_fields(definition, state.fields if state else {}, found, actor)),
        "events": list(_events(definition, found, actor)),
    }
    return render(request, "entry.html", context)


def _definition(name: str) -> Register:
    known = definitions().catalog.registers.get(name)
    if known is None:
        raise Http404
    return known


def _readable(register: Register, actor: Actor) -> list[Entry]:
    units: dict[str, bool] = {}
    found = []
    for one in serving().workspace.store.entries(register.id):
        if one.unit not in units:
            units[one.unit] = may(actor, "read", one.unit)
        if units[one.unit]:
            found.append(one)
    return found


def _states(register: Register, entries: Iterable[Entry], day: date) -> Iterator[EntryState]:
    states = (state_of(register, one, day) for one in entries)
    return (state for state in states if state is not None)


def _asked_day(request: HttpRequest) -> date:
    """?ngay=31/03/2024, else today; a later day than any event shows the entries as they stand."""
    return read_day(request.GET.get("ngay", "")) or worklist.today(serving().workspace)


def _columns(register: Register) -> list[RegisterField]:
    """The fields that a list has room for: those that do not stand in the label already."""
    return [field for field in register.fields if f"{{{field.id}}}" not in register.label and not field.secrecy][:4]


def _line(register: Register, state: EntryState, actor: Actor) -> dict[str, Any]:
    shown = {field.id: text for field, text in _fields(register, state.fields, state.entry, actor)}
    name = _label(register, state)
    return {
        "entry": state.entry,
        "label": name,
        "state": register.states.get(state.state, state.state),
        "since": state.since,
        "mark": MARKS[state.entry.provenance],
        "cells": [(field, shown[field.id]) for field in _columns(register)],
        "search": " ".join((name, *shown.values())),
    }


def _label(register: Register, state: EntryState) -> str:
    day = state.since
    names = {value: definitions().territory.name(value, day) for value in state.fields.values() if value in _units()}
    return label(register, state, names)


def _units() -> Any:
    return definitions().territory.units


def _unit(id: str, day: date) -> str:
    territory = definitions().territory
    row = territory.at(id, day)
    return wording.capital(territory.name(id, day)) if row else wording.person(id)


def _fields(register: Register, values: Any, of: Entry, actor: Actor) -> Iterator[tuple[RegisterField, str]]:
    """Personal fields are for those who keep the register."""
    keeps = may(actor, "register.record", of.unit) or may(actor, "register.record", register.owner)
    for field in register.fields:
        value = values.get(field.id, "")
        if field.secrecy and not keeps:
            yield field, _("(thông tin cá nhân, không hiển thị)") if value else ""
        else:
            yield field, _shown(field, value)


def _shown(field: RegisterField, value: str) -> str:
    match field.type:
        case FieldType.UNIT if value in _units():
            return _unit(value, worklist.today(serving().workspace))
        case FieldType.CHOICE:
            return field.choices.get(value, value)
        case FieldType.YES_NO:
            return {"co": _("Có"), "khong": _("Không")}.get(value, value)
        case FieldType.DATE:
            return _shown_day(value)
        case FieldType.NUMBER if isinstance(reading := read_number(value), Certain):
            return f"{write_number(reading.quantity.value, reading.quantity.decimals)} {field.measure}".strip()
    return value


def _shown_day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        found = read_date(value)
        return f"{found:%d/%m/%Y}" if found else value


def _events(register: Register, of: Entry, actor: Actor) -> Iterator[dict[str, Any]]:
    """Newest first, each with the fields that it set."""
    titles = {event.id: event.title for event in register.events}
    for event in reversed(of.events):
        changed = [
            (f, text) for f, text in _fields(register, dict(event.fields), of, actor) if f.id in dict(event.fields)
        ]
        yield {"event": event, "title": titles.get(event.name, event.name or _("Sửa nội dung")), "fields": changed}


# --- behind a count


def _counted(request: HttpRequest, actor: Actor, register: Register) -> tuple[Any, StagedFact] | None:
    """``dem`` names a count: the submission and the key of the figure in it."""
    id, _mark, key = request.GET.get("dem", "").partition(":")
    if not id:
        return None
    sent = readable_submission(actor, id)
    fact = next((fact for fact in sent.staged if str(fact.key) == key), None)
    if sent.form != f"register:{register.id}" or fact is None:
        raise Http404
    return sent, fact


def _pinned(fact: StagedFact) -> frozenset[str]:
    return frozenset((fact.origin.key.split(":", 2)[2:] or [""])[0].split(","))


def _counted_line(sent: Any, fact: StagedFact) -> dict[str, Any]:
    return {"sent": sent, "title": count_title(fact), "note": fact.note}
