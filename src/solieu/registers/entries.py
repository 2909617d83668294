"""What an entry is at a moment: the sum of the events that had happened, and were known, by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from solieu.catalog.model import Register
from solieu.facts import Entry, EntryEvent

# Two events that every register has. A correction says what a field was all along, from the day of the event that it
# corrects; an annulment takes back the last event that still counts, which was recorded by mistake.
CORRECTION = "dinh_chinh"
ANNULMENT = "huy_viec"
RESERVED = {CORRECTION: "Đính chính", ANNULMENT: "Hủy việc ghi nhầm"}


@dataclass(frozen=True, slots=True)
class EntryState:
    """Fields and state of an entry on a day; ``since`` is the day on which it entered the state."""

    entry: Entry
    state: str
    fields: Mapping[str, str]
    since: date


def state_of(register: Register, entry: Entry, on: date, known_at: datetime | None = None) -> EntryState | None:
    """The entry as it was on a day, by what was known at a moment; None when it did not exist yet.

    Later knowledge wins on the same day; a later day wins over a correction of an earlier one.
    """
    known = (event for event in entry.events if known_at is None or event.recorded_at <= known_at)
    held = [event for event in standing(known) if event.happened_on <= on]
    opened = min((event.happened_on for event in held if event.name != CORRECTION), default=None)
    if opened is None:
        return None
    fields: dict[str, str] = {}
    state, since = "", opened
    targets = {event.id: event.to_state for event in register.events}
    for event in sorted(held, key=lambda event: event.happened_on):
        fields.update(event.fields)
        if targets.get(event.name, state) != state:
            state, since = targets[event.name], event.happened_on
    return EntryState(entry, state, fields, since)


def standing(events: Iterable[EntryEvent]) -> tuple[EntryEvent, ...]:
    """Events that were not taken back, in the order in which they were recorded."""
    kept: list[EntryEvent] = []
    for event in events:
        if event.name != ANNULMENT:
            kept.append(event)
        elif kept:
            kept.pop()
    return tuple(kept)


def event_title(register: Register, name: str) -> str:
    """What an event is called in the register; the id where the definition no longer has it."""
    titles = {event.id: event.title for event in register.events}
    return titles.get(name) or RESERVED.get(name, name)
