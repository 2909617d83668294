"""Registers: what is kept, one entry with its history, and the entries behind a count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from solieu.actions import Actor, Context
from solieu.app import registers as desk
from solieu.app import worklist
from solieu.app.queries import entries as readable_entries
from solieu.app.register_files import as_xlsx
from solieu.catalog.model import Register
from solieu.facts import Entry, StagedFact
from solieu.registers import EntryState, Found, clocks_of, state_of
from solieu.vietnamese import write_number
from solieu.vietnamese.moments import read_day
from solieu.web import register_lines as lines
from solieu.web.register_lines import context_of
from solieu.web.serving import definitions, serving
from solieu.web.submissions import XLSX, count_title, kept_query, readable_submission
from solieu.web.visitors import NotAllowedError, signed_in

PAGE = 50


@signed_in
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Every register with how many entries are in which state today."""
    context, day = context_of(actor), worklist.today(serving().workspace)
    known = []
    for register in definitions().catalog.registers.values():
        states = desk.totals(context, register, day)
        known.append({
            "register": register,
            "owner": lines.unit_text(register.owner, day) if register.owner else "",
            "total": sum(states.values()),
            "states": [(id, title, states.get(id, 0)) for id, title in register.states.items()],
            "is_closed": not desk.opens_entries(context, register),
        })  # fmt: skip
    return render(request, "registers.html", {"registers": known})


@signed_in
def page(request: HttpRequest, *, actor: Actor, register: str) -> HttpResponse:
    """The entries of one register as they stood on a day; a search needs no marks."""
    definition, context = definition_of(register), context_of(actor)
    day = _asked_day(request)
    counted = _counted(request, actor, definition)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "trang_thai", "dem")}
    closed = not desk.opens_entries(context, definition)
    states = desk.totals(context, definition, day)
    if closed:
        found, shown = Found((), 0), Paginator((), PAGE).get_page(1)
    elif counted is not None:
        found = _behind(context, definition, counted[1], day, asked["trang_thai"])
        shown = Paginator(range(found.total), PAGE).get_page(request.GET.get("trang"))
        found = Found(found.entries[shown.start_index() - 1 if found.total else 0 :][:PAGE], found.total)
    else:
        found, shown = _found(context, definition, asked, day, request.GET.get("trang", ""))
    answer = {
        "register": definition,
        "day": day,
        "asked": asked,
        "columns": lines.columns(definition),
        "lines": [lines.line(definition, state) for state in _states(definition, found.entries, day)],
        "page": shown,
        "found": _count_text(found),
        "total": write_number(Decimal(found.total if counted else sum(states.values())), 0),
        "states": [(id, title, states.get(id, 0)) for id, title in definition.states.items()],
        "counted": _counted_line(*counted) if counted else None,
        "kept": kept_query({**asked, "ngay": request.GET.get("ngay", "")}),
        "is_closed": closed,
        "opening": desk.possible_events(context, definition, None),
        "is_keeper": desk.is_keeper(context, definition),
    }  # fmt: skip
    return render(request, "register.html", answer)


@signed_in
def entry(request: HttpRequest, *, actor: Actor, register: str, entry: str) -> HttpResponse:
    """One entry: its fields as they stand, its deadlines, everything that happened to it, and what may follow."""
    definition, context = definition_of(register), context_of(actor)
    found = entry_of(context, definition, entry)
    state = state_of(definition, found, date.max)
    today = worklist.today(serving().workspace)
    clocks = clocks_of(state_of(definition, found, today) or state) if state else ()
    answer = {
        "register": definition,
        "entry": found,
        "mark": lines.MARKS[found.provenance],
        "label": lines.label_of(definition, state) if state else entry,
        "state": definition.states.get(state.state, state.state) if state else "",
        "since": state.since if state else None,
        "clocks": [lines.clock_line(clock) for clock in clocks],
        "fields": list(lines.field_lines(context, definition, state.fields if state else {}, found)),
        "events": list(lines.event_lines(context, definition, found)),
        "possible": desk.possible_events(context, definition, found) if state else (),
        "corrects": bool(state) and desk.is_keeper(context, definition),
    }
    return render(request, "entry.html", answer)


@signed_in
def download(request: HttpRequest, *, actor: Actor, register: str) -> HttpResponse:
    """Every event of every entry that this person may read, as a workbook; it can be imported again."""
    definition, context = definition_of(register), context_of(actor)
    content = as_xlsx(definition, readable_entries(context, register), context.territory)
    header = content_disposition_header(as_attachment=True, filename=f"so_{register}.xlsx") or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": header})


def definition_of(name: str) -> Register:
    known = definitions().catalog.registers.get(name)
    if known is None:
        raise Http404
    return known


def entry_of(context: Context, register: Register, id: str) -> Entry:
    """Raises Http404 for an entry that there is not, NotAllowedError for one that belongs to others."""
    found = next(iter(context.store.entries_named(register.id, [id])), None)
    if found is None:
        raise Http404
    units = desk.readable_units(context, register)
    if units is not None and found.unit not in units:
        raise NotAllowedError(_("Tài khoản này chỉ xem được đơn vị của mình"))
    desk.require_open(context, register)
    return desk.shown(context, register, found)


def _found(
    context: Context, register: Register, asked: Mapping[str, str], day: date, number: str
) -> tuple[Found, Page[int]]:
    """One page of what was asked for; a number that no page has leads to the last one."""
    wanted = max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    state = asked["trang_thai"] if asked["trang_thai"] in register.states else ""
    then = None if day >= worklist.today(serving().workspace) else day
    while True:
        first = (wanted - 1) * PAGE
        found = desk.page(context, register, words=asked["q"], state=state, day=then, limit=PAGE, offset=first)
        shown = Paginator(range(found.total), PAGE).get_page(wanted)
        if shown.number == wanted:
            return found, shown
        wanted = shown.number


def _count_text(found: Found) -> str:
    number = write_number(Decimal(found.total), 0)
    return str(_("hơn %s")) % number if found.total_is_least else number


def _states(register: Register, entries: tuple[Entry, ...], day: date) -> list[EntryState]:
    states = (state_of(register, one, day) for one in entries)
    return [state for state in states if state is not None]


def _asked_day(request: HttpRequest) -> date:
    """?ngay=31/03/2024, else today; a later day than any event shows the entries as they stand."""
    return read_day(request.GET.get("ngay", "")) or worklist.today(serving().workspace)


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


def _behind(context: Context, register: Register, fact: StagedFact, day: date, state: str) -> Found:
    """The entries that a count pinned, as far as this person may read them."""
    units = desk.readable_units(context, register)
    ids = [id for id in (fact.origin.key.split(":", 2)[2:] or [""])[0].split(",") if id]
    known = context.store.entries_named(register.id, ids)
    kept = tuple(
        one.entry
        for one in _states(register, known, day)
        if (units is None or one.entry.unit in units) and state in ("", one.state)
    )
    return Found(kept, len(kept))


def _counted_line(sent: Any, fact: StagedFact) -> dict[str, Any]:
    return {"sent": sent, "title": count_title(fact), "note": fact.note}
