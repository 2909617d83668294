"""Ghi sổ: something happened to entries of a register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.find import register_of
from solieu.actions.journal import record
from solieu.actions.register_rights import require_right
from solieu.catalog import Register
from solieu.core import Finding
from solieu.facts import Entry, EntryEvent, Provenance
from solieu.registers import LaidShelf, PersonalValue, Shelf, apply_event, index_of, numbered, sealed

LONGEST_ID = 100


def record_events(context: Context, register: str, events: Sequence[tuple[str, EntryEvent]], *,
                  unit: str, provenance: Provenance = Provenance.REPORTED,
                  opened: Mapping[str, tuple[str, Provenance]] | None = None) -> tuple[Entry, ...]:  # fmt: skip
    """Record events of entries (by id) in order, all or none. ``unit`` and ``provenance`` are those of entries that are
    new; ``opened`` names them one by one.

    Who and when are the actor and the moment of the deed. Raises RefusalError with what was expected.
    """
    definition = register_of(context, register)
    if not events:
        raise RefusalError("không có việc nào để ghi")
    areas = {id: (opened or {}).get(id, (unit, provenance)) for id, _ in events}
    for area, _ in areas.values():
        if area not in context.territory.units:
            raise RefusalError(f"không có đơn vị “{area}”")
    with deed(context) as context:
        known = {entry.id: entry for entry in context.store.entries_named(register, list(areas))}
        blank = {id: Entry(register, id, area, (), mark) for id, (area, mark) in areas.items() if id not in known}
        return _recorded(context, definition, known | blank, events)


def _recorded(
    context: Context, register: Register, known: dict[str, Entry], events: Sequence[tuple[str, EntryEvent]]
) -> tuple[Entry, ...]:
    shelf = LaidShelf(register, context.store)
    written: list[tuple[Entry, EntryEvent]] = []
    kept: list[PersonalValue] = []
    for id, event in events:
        signed = replace(event, actor=context.actor.user, recorded_at=context.now)
        require_right(context, register, known[id], signed)
        after, personal = _applied(context, register, known[id], numbered(register, known[id], signed, shelf), shelf)
        known[id] = after
        shelf.put(after)
        kept += personal
        written.append((after, after.events[-1]))
    changed = tuple(known[id] for id in dict.fromkeys(id for id, _ in events))
    context.store.add_events(register.id, written)
    context.store.add_personal(kept)
    context.store.put_indexes([index_of(register, entry, context.territory) for entry in changed])
    _journal(context, register.id, written)
    return changed


def _applied(
    context: Context, register: Register, entry: Entry, event: EntryEvent, shelf: Shelf
) -> tuple[Entry, tuple[PersonalValue, ...]]:
    """The entry with the event as it goes into the history: what is personal is kept apart."""
    if not entry.id.strip() or len(entry.id) > LONGEST_ID:
        raise RefusalError(f"mã mục cần từ 1 đến {LONGEST_ID} ký tự")
    after = apply_event(register, entry, event, context.territory, shelf)
    if isinstance(after, Finding):
        raise RefusalError(f"{entry.id}: {after.message}")
    written, personal = sealed(register, entry.id, event, lambda: uuid4().hex)
    return replace(after, events=(*entry.events, written)), personal


def _journal(context: Context, register: str, events: Iterable[tuple[Entry, EntryEvent]]) -> None:
    """One row for the deed: which entries, and a hash over what was written about them."""
    known = tuple((entry.id, event) for entry, event in events)
    ids = tuple(dict.fromkeys(id for id, _ in known))
    lines = [f"{id}|{event.name}|{event.happened_on}|{event.document}|{event.fields}" for id, event in known]
    record(
        context,
        "register.record",
        f"{register}/{ids[0]}" if len(ids) == 1 else register,
        events=" ".join(dict.fromkeys(event.name for _, event in known)),
        entries=" ".join(ids) if len(ids) > 1 else "",
        count=str(len(known)),
        written=hashlib.sha256("\n".join(lines).encode()).hexdigest(),
    )
