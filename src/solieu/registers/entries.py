"""What an entry is at a moment: the sum of the events that had happened, and were known, by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from solieu.catalog.model import FieldType, Register, RegisterEvent, RegisterField
from solieu.core import Consequence, Finding, Where
from solieu.facts import Entry, EntryEvent
from solieu.vietnamese import Certain, read_date, read_number


@dataclass(frozen=True, slots=True)
class EntryState:
    """Fields and state of an entry on a day; ``since`` is the day on which it entered the state."""

    entry: Entry
    state: str
    fields: Mapping[str, str]
    since: date


def state_of(register: Register, entry: Entry, on: date, known_at: datetime | None = None) -> EntryState | None:
    """The entry as it was on a day, by what was known at a moment; None when it did not exist yet."""
    held = [e for e in entry.events if e.happened_on <= on and (known_at is None or e.recorded_at <= known_at)]
    if not held:
        return None
    fields: dict[str, str] = {}
    state, since = "", held[0].happened_on
    for event in sorted(held, key=lambda event: (event.happened_on, event.recorded_at)):
        fields.update(event.fields)
        definition = _definition(register, event.name)
        if definition is not None and definition.to_state != state:
            state, since = definition.to_state, event.happened_on
    return EntryState(entry, state, fields, since)


def apply_event(register: Register, entry: Entry, event: EntryEvent) -> Entry | Finding:
    """The entry with one more event, or what was expected instead. An entry is never overwritten."""
    definition = _definition(register, event.name)
    where = Where(key=f"{register.id}/{entry.id}")
    if definition is None:
        known = ", ".join(known.title for known in register.events)
        return _refused(where, f"sổ “{register.title}” không có việc “{event.name}”; có: {known}")
    now = state_of(register, entry, event.happened_on)
    if not definition.from_states and now is not None:
        return _refused(where, f"mục đã có trong sổ từ ngày {now.since:%d/%m/%Y}, không mở lại được")
    if definition.from_states and (now is None or now.state not in definition.from_states):
        wanted = " hoặc ".join(f"“{register.states[state]}”" for state in definition.from_states)
        current = f"đang “{register.states.get(now.state, now.state)}”" if now else "chưa có trong sổ"
        return _refused(where, f"“{definition.title}” cần mục ở trạng thái {wanted}, nhưng mục {current}")
    last = max((known.happened_on for known in entry.events), default=None)
    if last is not None and event.happened_on < last:
        return _refused(
            where, f"“{definition.title}” ghi ngày {event.happened_on:%d/%m/%Y}, trước việc gần nhất {last:%d/%m/%Y}"
        )
    fault = _field_fault(register, definition, event)
    return fault or replace(entry, events=(*entry.events, event))


def _field_fault(register: Register, definition: RegisterEvent, event: EntryEvent) -> Finding | None:
    given, known = dict(event.fields), {field.id: field for field in register.fields}
    where = Where(key=f"{register.id}/{event.name}")
    for name in definition.needs:
        if not given.get(name) and name not in ("ngay",):
            return _refused(where, f"“{definition.title}” cần “{known[name].title}”")
    for name, value in given.items():
        if name not in known:
            return _refused(where, f"sổ “{register.title}” không có trường “{name}”")
        if fault := _value_fault(known[name], value):
            return _refused(where, f"trường “{known[name].title}”: {fault}")
    return None


def _value_fault(field: RegisterField, value: str) -> str:
    if not value:
        return ""
    match field.type:
        case FieldType.NUMBER if not isinstance(read_number(value), Certain):
            return f"“{value}” không đọc được là số"
        case FieldType.DATE if read_date(value) is None and not _iso(value):
            return f"“{value}” không phải ngày"
        case FieldType.CHOICE if value not in field.choices:
            return f"“{value}” không thuộc: {', '.join(field.choices)}"
        case FieldType.YES_NO if value not in ("co", "khong"):
            return f"“{value}” phải là “co” hoặc “khong”"
    return ""


def _iso(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _definition(register: Register, name: str) -> RegisterEvent | None:
    return next((event for event in register.events if event.id == name), None)


def _refused(where: Where, message: str) -> Finding:
    return Finding("REG101", "event-out-of-place", Consequence.STOP, f"{message}.", where)
