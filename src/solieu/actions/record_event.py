"""Ghi sổ: something happened to entries of a register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.find import register_of
from solieu.actions.journal import record
from solieu.actions.register_rights import require_right
from solieu.catalog import Register
from solieu.core import Finding
from solieu.facts import Entry, EntryEvent, Provenance
from solieu.registers import LaidShelf, Shelf, apply_event, numbered

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
        known = {entry.id: entry for entry in context.store.entries(register)}
        shelf = LaidShelf(definition)
        for entry in known.values():
            shelf.put(entry)
        signed = [(id, replace(event, actor=context.actor.user, recorded_at=context.now)) for id, event in events]
        written = []
        for id, event in signed:
            before = known.get(id, Entry(register, id, areas[id][0], (), areas[id][1]))
            require_right(context, definition, before, event)
            after = _applied(context, definition, before, numbered(definition, before, event, shelf), shelf)
            known[id] = after
            shelf.put(after)
            written.append((id, after.events[-1]))
            context.store.add_event(register, id, before.unit, before.provenance, after.events[-1])
        _journal(context, register, written)
    return tuple(known[id] for id in dict.fromkeys(id for id, _ in signed))


def _applied(context: Context, register: Register, entry: Entry, event: EntryEvent, shelf: Shelf) -> Entry:
    if not entry.id.strip() or len(entry.id) > LONGEST_ID:
        raise RefusalError(f"mã mục cần từ 1 đến {LONGEST_ID} ký tự")
    after = apply_event(register, entry, event, context.territory, shelf)
    if isinstance(after, Finding):
        raise RefusalError(f"{entry.id}: {after.message}")
    return after


def _journal(context: Context, register: str, events: Iterable[tuple[str, EntryEvent]]) -> None:
    """One row for the deed: which entries, and a hash over what was written about them."""
    known = tuple(events)
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
