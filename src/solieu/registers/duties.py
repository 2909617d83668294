"""What the register demands of an entry as it would be after an event: guards, what it waits for, keys, secrecy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from solieu.catalog.register_model import FieldType, Guard, Register, RegisterEvent, SecretKind
from solieu.documents.secrecy import stamp_of
from solieu.facts import Entry, EntryEvent
from solieu.registers.conditions import judged
from solieu.registers.entries import ANNULMENT, EntryState, state_of
from solieu.registers.keys import keys_of
from solieu.registers.numbering import key_faults
from solieu.registers.scope import day_of
from solieu.registers.shelf import Shelf
from solieu.vietnamese import write_date


def duty_faults(register: Register, entry: Entry, after: Entry, event: EntryEvent, shelf: Shelf) -> Iterator[str]:
    """An event that is taken back leaves the entry as it was before, which was right then; keys may have gone since."""
    state = state_of(register, after, date.max)
    if state is None:
        return
    yield from _secret_faults(register, state, event)
    yield from key_faults(register, keys_of(register, state_of(register, entry, date.max)), state, shelf)
    if event.name == ANNULMENT:
        return
    definition = register.event(event.name)
    if definition is not None:
        yield from _waiting_faults(definition, state, shelf)
    for guard in (*(definition.guards if definition else ()), *register.guards):
        yield from _guard_fault(guard, state, event)
    yield from _link_faults(register, event, shelf)


def _guard_fault(guard: Guard, state: EntryState, event: EntryEvent) -> Iterator[str]:
    if guard.condition is not None and judged(guard.condition, state, event.happened_on) is False:
        yield f"{guard.says}; {_compared(guard, state, event)}"


def _compared(guard: Guard, state: EntryState, event: EntryEvent) -> str:
    """The fields that the condition names, with what they hold."""
    shown = [
        f"“{field.title}” là {_shown(field.type, state.fields.get(field.id, '')) or 'trống'}"
        for field in state.register.fields
        if field.id in guard.text.replace("(", " ").replace(")", " ").split()
    ]
    return ", ".join(shown) or f"ngày của việc là {write_date(event.happened_on)}"


def _shown(kind: FieldType, value: str) -> str:
    day = day_of(value) if kind is FieldType.DATE and value else None
    return write_date(day) if day else value


def _waiting_faults(definition: RegisterEvent, state: EntryState, shelf: Shelf) -> Iterator[str]:
    """What the entry waits for has not come so far."""
    waits = definition.waits
    if waits is None:
        return
    field = state.register.field(waits.field)
    for id in named_entries(state, waits.field):
        reached = shelf.state(field.register if field else "", id)
        if reached not in waits.states:
            wanted = " hoặc ".join(f"“{waits.titles.get(one, one)}”" for one in waits.states)
            now = f"đang “{waits.titles.get(reached, reached)}”" if reached else "chưa có trong sổ"
            yield f"“{definition.title}” chờ mục “{id}” đến trạng thái {wanted}, nhưng mục đó {now}"


def _link_faults(register: Register, event: EntryEvent, shelf: Shelf) -> Iterator[str]:
    known = {field.id: field for field in register.fields if field.type is FieldType.ENTRY}
    for name, value in event.fields:
        for id in (one.strip() for one in value.split(",") if name in known):
            if id and not shelf.state(known[name].register, id):
                yield f"trường “{known[name].title}”: sổ “{known[name].register}” không có mục “{id}”"


def named_entries(state: EntryState, field: str) -> tuple[str, ...]:
    """The entries that a field points to."""
    return tuple(one.strip() for one in state.fields.get(field, "").split(",") if one.strip())


def _secret_faults(register: Register, state: EntryState, event: EntryEvent) -> Iterator[str]:
    """Networked systems may not take in state secrets (Law 117/2025): a secret document is a number and nothing else."""
    stamp = stamp_of(line for _, value in event.fields for line in value.splitlines())
    if stamp:
        yield f"nội dung mang dấu “{stamp}”: hệ thống nối mạng không nhận nội dung mật, chỉ ghi số văn bản"
    secret = register.secret
    if secret is None or state.fields.get(secret.field, "") not in secret.values:
        return
    yield from _content_faults(register, secret, state)


def _content_faults(register: Register, secret: SecretKind, state: EntryState) -> Iterator[str]:
    kept = {secret.field, *secret.keeps}
    titles = {field.id: field.title for field in register.fields}
    for name, value in state.fields.items():
        if value.strip() and name not in kept:
            allowed = ", ".join(f"“{titles[one]}”" for one in titles if one in kept)
            yield f"văn bản mật chỉ ghi {allowed}; không ghi “{titles.get(name, name)}”"
