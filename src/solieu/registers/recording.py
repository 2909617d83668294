"""Whether an event may happen to an entry, and what was expected where it may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from solieu.catalog.register_model import FieldType, Register, RegisterEvent, RegisterField
from solieu.core import Consequence, Finding, Where
from solieu.facts import Entry, EntryEvent
from solieu.registers.duties import duty_faults
from solieu.registers.entries import ANNULMENT, CORRECTION, RESERVED, EntryState, standing, state_of
from solieu.registers.shelf import EMPTY_SHELF, Shelf
from solieu.territory import Territory
from solieu.vietnamese import VIETNAM, Ambiguous, Certain, convert, read_date, read_number, write_date, write_quantity


def apply_event(register: Register, entry: Entry, event: EntryEvent, territory: Territory,
                shelf: Shelf = EMPTY_SHELF) -> Entry | Finding:  # fmt: skip
    """The entry with one more event, or what was expected instead. An entry is never overwritten."""
    after = replace(entry, events=(*entry.events, event))
    fault = next(_faults(register, entry, event, territory), None) or next(
        duty_faults(register, entry, after, event, shelf), None
    )
    if fault is not None:
        return Finding(
            "REG101", "event-out-of-place", Consequence.STOP, f"{fault}.", Where(key=f"{register.id}/{entry.id}")
        )
    return after


def _faults(register: Register, entry: Entry, event: EntryEvent, territory: Territory) -> Iterator[str]:
    if event.happened_on > event.recorded_at.astimezone(VIETNAM).date():
        yield f"ngày {write_date(event.happened_on)} chưa đến; chỉ ghi sổ việc đã xảy ra"
    match event.name:
        case name if name == CORRECTION:
            yield from _correction_faults(register, entry, event)
        case name if name == ANNULMENT:
            if not standing(entry.events):
                yield "mục chưa có việc nào để hủy"
            if event.fields:
                yield "việc hủy không kèm trường nào"
        case _:
            yield from _event_faults(register, entry, event)
    yield from _field_faults(register, event, territory)


def _correction_faults(register: Register, entry: Entry, event: EntryEvent) -> Iterator[str]:
    if not event.fields:
        yield "đính chính cần nêu ít nhất một trường"
    if state_of(register, entry, event.happened_on) is None:
        yield f"ngày {write_date(event.happened_on)} mục chưa có trong sổ, không đính chính được"
    for field in (one for one in register.fields if one.adds and one.id in dict(event.fields)):
        yield f"“{field.title}” cộng dồn qua từng việc; đề nghị hủy việc ghi nhầm rồi ghi lại"
    required = [field for field in register.fields if field.required and dict(event.fields).get(field.id, "-") == ""]
    for field in required:
        yield f"không bỏ trống được “{field.title}”"


def _event_faults(register: Register, entry: Entry, event: EntryEvent) -> Iterator[str]:
    definition = next((known for known in register.events if known.id == event.name), None)
    if definition is None:
        known = ", ".join(f"{known.id} ({known.title})" for known in register.events)
        also = ", ".join(f"{name} ({title})" for name, title in RESERVED.items())
        yield f"“{register.title}” không có việc “{event.name}”; có: {known}, {also}"
        return
    yield from _state_faults(register, definition, state_of(register, entry, date.max))
    last = max((known.happened_on for known in standing(entry.events)), default=None)
    if last is not None and event.happened_on < last:
        yield f"“{definition.title}” ghi ngày {write_date(event.happened_on)}, trước việc gần nhất {write_date(last)}"
    given = dict(event.fields)
    needed = [*definition.needs, *(f.id for f in register.fields if f.required and not definition.from_states)]
    titles = {field.id: field.title for field in register.fields}
    for name in dict.fromkeys(needed):
        if not given.get(name, "").strip():
            yield f"“{definition.title}” cần “{titles[name]}”"


def _state_faults(register: Register, definition: RegisterEvent, now: EntryState | None) -> Iterator[str]:
    if not definition.from_states:
        if now is not None:
            yield f"mục đã có trong sổ từ ngày {write_date(now.since)}, không mở lại được"
    elif now is None or now.state not in definition.from_states:
        wanted = " hoặc ".join(f"“{register.states[state]}”" for state in definition.from_states)
        current = f"đang “{register.states.get(now.state, now.state)}”" if now else "chưa có trong sổ"
        yield f"“{definition.title}” cần mục ở trạng thái {wanted}, nhưng mục {current}"


def _field_faults(register: Register, event: EntryEvent, territory: Territory) -> Iterator[str]:
    known = {field.id: field for field in register.fields}
    for name, value in event.fields:
        if name not in known:
            yield f"“{register.title}” không có trường “{name}”; có: {', '.join(known)}"
        elif value and (fault := _value_fault(known[name], value, territory)):
            yield f"trường “{known[name].title}”: {fault}"


def _value_fault(field: RegisterField, value: str, territory: Territory) -> str:
    if field.many:
        single = replace(field, many=False)
        faults = (_value_fault(single, one.strip(), territory) for one in value.split(","))
        return next(filter(None, faults), "")
    match field.type:
        case FieldType.NUMBER:
            return _number_fault(field, value)
        case FieldType.DATE if read_date(value) is None and not _is_iso(value):
            return f"“{value}” không phải ngày"
        case FieldType.UNIT if value not in territory.units:
            return f"không có đơn vị “{value}”"
        case FieldType.CHOICE if value not in field.choices:
            return f"“{value}” không thuộc: {', '.join(f'{id} ({title})' for id, title in field.choices.items())}"
        case FieldType.YES_NO if value not in ("co", "khong"):
            return f"“{value}” phải là “co” hoặc “khong”"
    return ""


def _number_fault(field: RegisterField, value: str) -> str:
    match read_number(value):
        case Certain(quantity, high=None, of=None):
            if quantity.unit and convert(quantity.value, quantity.unit, field.measure) is None:
                return f"ghi “{value}” trong khi trường này tính bằng {field.measure or 'số không đơn vị'}"
            return ""
        case Ambiguous(readings, _):
            both = " hoặc ".join(write_quantity(reading, prose=False) for reading in readings)
            return f"“{value}” đọc được hai cách: {both}; viết lại cho rõ"
    return f"“{value}” không đọc được là một số"


def _is_iso(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
