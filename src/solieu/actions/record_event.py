"""Ghi sổ: something happened to an entry of a register."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError
from solieu.actions.find import register_of
from solieu.actions.journal import record
from solieu.core import Finding
from solieu.facts import Entry, EntryEvent, Provenance
from solieu.registers import apply_event


def record_events(context: Context, register: str, events: list[tuple[str, EntryEvent]], *,
                  unit: str, provenance: Provenance = Provenance.REPORTED) -> tuple[Entry, ...]:  # fmt: skip
    """Record events of entries (by id) in order, all or none. Raises RefusalError with what was expected."""
    definition = register_of(context, register)
    context.require("register.record", unit)
    with context.store.transaction():
        known = {entry.id: entry for entry in context.store.entries(register)}
        for id, event in events:
            before = known.get(id, Entry(register, id, unit, (), provenance))
            after = apply_event(definition, before, event)
            if isinstance(after, Finding):
                raise RefusalError(f"{id}: {after.message}")
            known[id] = after
            context.store.add_event(register, id, unit, before.provenance, event)
            record(context, f"register.{event.name}", f"{register}/{id}", on=event.happened_on.isoformat())
    return tuple(known[id] for id, _ in events)
