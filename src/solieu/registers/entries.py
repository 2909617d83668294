"""What an entry is at a moment: the sum of the events that had happened, and were known, by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from solieu.catalog.register_model import Register, RegisterField
from solieu.facts import Entry, EntryEvent
from solieu.vietnamese import Certain, convert, read_number, write_number

# Two events that every register has. A correction says what a field was all along, from the day of the event that it
# corrects; an annulment takes back the last event that still counts, which was recorded by mistake.
CORRECTION = "dinh_chinh"
ANNULMENT = "huy_viec"
RESERVED = {CORRECTION: "Đính chính", ANNULMENT: "Hủy việc ghi nhầm"}


@dataclass(frozen=True, slots=True)
class EntryState:
    """Fields and state of an entry on a day; ``since`` is the day on which it entered the state, ``events`` what had
    happened by then, in the order of their days."""

    entry: Entry
    state: str
    fields: Mapping[str, str]
    since: date
    register: Register
    on: date
    events: tuple[EntryEvent, ...]

    @property
    def opened(self) -> date:
        return self.events[0].happened_on

    def happened(self, name: str) -> date | None:
        """The day on which an event last happened."""
        return max((event.happened_on for event in self.events if event.name == name), default=None)


def state_of(register: Register, entry: Entry, on: date, known_at: datetime | None = None) -> EntryState | None:
    """The entry as it was on a day, by what was known at a moment; None when it did not exist yet.

    Later knowledge wins on the same day; a later day wins over a correction of an earlier one.
    """
    known = (event for event in entry.events if known_at is None or event.recorded_at <= known_at)
    held = [event for event in standing(known) if event.happened_on <= on]
    opened = min((event.happened_on for event in held if event.name != CORRECTION), default=None)
    if opened is None:
        return None
    in_order = sorted(held, key=lambda event: event.happened_on)
    state, since = "", opened
    for day, after in moves(register, in_order):
        state, since = after, day
    return EntryState(entry, state, fields_after(register, in_order), since, register, on, tuple(in_order))


def moves(register: Register, in_order: Iterable[EntryEvent]) -> Iterator[tuple[date, str]]:
    """Each day on which an entry came into another state, with that state. An event that names none leads nowhere."""
    targets = {event.id: event.to_state for event in register.events if event.to_state}
    state = ""
    for event in in_order:
        if targets.get(event.name, state) != state:
            state = targets[event.name]
            yield event.happened_on, state


def fields_after(register: Register, events: Iterable[EntryEvent]) -> dict[str, str]:
    """The fields after events in order; numbers of fields that add are added up."""
    adding = {field.id: field for field in register.fields if field.adds}
    fields: dict[str, str] = {}
    for event in events:
        for name, value in event.fields:
            fields[name] = _added(adding[name], (fields.get(name, ""), value)) if name in adding else value
    return fields


def _added(field: RegisterField, values: Sequence[str]) -> str:
    """The sum as an officer writes it; a value that is no number leaves the sum unknown."""
    total, decimals = Decimal(0), 0
    for value in filter(str.strip, values):
        read = read_number(value)
        if not isinstance(read, Certain):
            return value
        unit = read.quantity.unit or field.measure
        counted = convert(read.quantity.value, unit, field.measure) if unit != field.measure else read.quantity.value
        if counted is None:
            return value
        total += counted
        decimals = max(decimals, read.quantity.decimals, -int(counted.normalize().as_tuple().exponent))
    return write_number(total, decimals)


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
