"""Numbers in series and values that no two entries share: the next number, and what is taken already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from solieu.catalog.register_model import Numbering, Register
from solieu.facts import Entry, EntryEvent
from solieu.registers.entries import CORRECTION, EntryState, state_of
from solieu.registers.keys import Key, keys_of, series_of
from solieu.registers.shelf import Shelf


def numbered(register: Register, entry: Entry, event: EntryEvent, shelf: Shelf) -> EntryEvent:
    """The event with the next number of each series that it should have and does not bring."""
    definition = register.event(event.name)
    if definition is None or event.name == CORRECTION:
        return event
    given = dict(event.fields)
    after = state_of(register, replace(entry, events=(*entry.events, event)), date.max)
    for rule in register.numbering:
        wanted = not definition.from_states or rule.field in definition.needs
        if after is None or not wanted or after.fields.get(rule.field, "").strip():
            continue
        series = series_of(after, rule.per, rule.by_year, rule.day)
        if series is not None:
            next_number = shelf.last_number(register.id, f"number:{rule.field}", series) + 1
            given[rule.field] = f"{next_number:0{rule.digits}}"
    return replace(event, fields=tuple(given.items()))


def key_faults(register: Register, before: Iterable[Key], after: EntryState, shelf: Shelf) -> Iterator[str]:
    """Keys that the entry would come to hold and another one holds already; numbers out of the order of days."""
    known = set(before)
    for key in keys_of(register, after):
        if key in known:
            continue
        holder = shelf.holder(register.id, key)
        if holder and holder != after.entry.id:
            yield f"{_named(register, key, after)} đã có ở mục “{holder}”"
        elif key.number >= 0 and _rule(register, key).ordered:
            yield from _order_faults(register, key, after, shelf)


def _order_faults(register: Register, key: Key, after: EntryState, shelf: Shelf) -> Iterator[str]:
    lower, higher = shelf.neighbours(register.id, key)
    for other, words in ((lower, "sau"), (higher, "trước")):
        if other is None or other.entry == after.entry.id or other.key.day is None or key.day is None:
            continue
        wrong = other.key.day > key.day if words == "sau" else other.key.day < key.day
        if wrong:
            yield (
                f"{_named(register, key, after)} ngày {key.day:%d/%m/%Y} trái thứ tự: "
                f"số {other.key.number} (mục “{other.entry}”) có ngày {other.key.day:%d/%m/%Y}, {words} ngày này"
            )


def _rule(register: Register, key: Key) -> Numbering:
    return next(rule for rule in register.numbering if f"number:{rule.field}" == key.rule)


def _named(register: Register, key: Key, state: EntryState) -> str:
    """“Số, ký hiệu” 12/QĐ-UBND, “Cơ quan” UBND huyện."""
    fields = key.rule.partition(":")[2].split("+")
    titles = {field.id: field.title for field in register.fields}
    return ", ".join(f"“{titles.get(name, name)}” {state.fields.get(name, '')}" for name in fields)
