"""Entries of registers as a page writes them: names of units, titles of choices, numbers and days as officers do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from solieu.actions import Actor, Context
from solieu.app import worklist
from solieu.app.deadlines import clock_words
from solieu.app.registers import KEPT_BACK, sees_personal
from solieu.catalog.model import FieldType, Register, RegisterField
from solieu.facts import Entry, Provenance
from solieu.registers import EntryState, clocks_of, event_title, is_sealed, label
from solieu.vietnamese import Certain, read_date, read_number, write_number
from solieu.web import wording
from solieu.web.serving import definitions, serving

MARKS = {Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa", Provenance.REPORTED: ""}
MOST_COLUMNS = 4


def context_of(actor: Actor) -> Context:
    return serving().workspace.context(actor.user)


def columns(register: Register) -> list[RegisterField]:
    """The fields that a list has room for: those that do not stand in the label already."""
    return [field for field in register.fields if f"{{{field.id}}}" not in register.label and not field.secrecy][
        :MOST_COLUMNS
    ]


def line(register: Register, state: EntryState) -> dict[str, Any]:
    shown = {field.id: value_text(field, state.fields.get(field.id, "")) for field in columns(register)}
    return {
        "entry": state.entry,
        "label": label_of(register, state),
        "state": register.states.get(state.state, state.state),
        "since": state.since,
        "mark": MARKS[state.entry.provenance],
        "cells": [(field, shown[field.id]) for field in columns(register)],
        "clocks": [one for one in map(clock_line, clocks_of(state)) if one["urgent"]],
    }


def clock_line(clock: Any) -> dict[str, Any]:
    return {
        "title": clock.deadline.title,
        "due": clock.due,
        "words": wording.capital(clock_words(clock)),
        "style": {"qua_han": "late", "tre_han": "late", "sap_den_han": "soon"}.get(clock.standing, ""),
        "urgent": clock.standing in ("qua_han", "sap_den_han"),
        "basis": clock.deadline.basis,
        "certain": clock.certain,
    }


def label_of(register: Register, state: EntryState) -> str:
    territory = definitions().territory
    names = {value: territory.name(value, state.since) for value in state.fields.values() if value in territory.units}
    return label(register, state, names)


def unit_text(id: str, day: date) -> str:
    territory = definitions().territory
    row = territory.at(id, day)
    return wording.capital(territory.name(id, day)) if row else wording.person(id)


def field_lines(
    context: Context, register: Register, values: Mapping[str, str], of: Entry
) -> Iterator[tuple[RegisterField, str]]:
    """Personal fields are for those who keep the register."""
    keeps = sees_personal(context, register, of)
    for field in register.fields:
        value = values.get(field.id, "")
        if field.secrecy and value and (not keeps or value == KEPT_BACK or is_sealed(value)):
            yield field, _("(thông tin cá nhân, không hiển thị)")
        else:
            yield field, value_text(field, value)


def value_text(field: RegisterField, value: str) -> str:
    if field.many and value:
        return ", ".join(_one_text(field, one.strip()) for one in value.split(","))
    return _one_text(field, value)


def _one_text(field: RegisterField, value: str) -> str:
    match field.type:
        case FieldType.UNIT if value in definitions().territory.units:
            return unit_text(value, worklist.today(serving().workspace))
        case FieldType.CHOICE:
            return field.choices.get(value, value)
        case FieldType.YES_NO:
            return {"co": _("Có"), "khong": _("Không")}.get(value, value)
        case FieldType.DATE:
            return day_text(value)
        case FieldType.NUMBER if isinstance(reading := read_number(value), Certain):
            return f"{write_number(reading.quantity.value, reading.quantity.decimals)} {field.measure}".strip()
    return value


def day_text(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        found = read_date(value)
        return f"{found:%d/%m/%Y}" if found else value


def event_lines(context: Context, register: Register, of: Entry) -> Iterator[dict[str, Any]]:
    """Newest first, each with the fields that it set."""
    for event in reversed(of.events):
        brought = dict(event.fields)
        changed = [(field, text) for field, text in field_lines(context, register, brought, of) if field.id in brought]
        title = event_title(register, event.name) or _("Sửa nội dung")
        yield {"event": event, "title": title, "fields": changed}
