"""Personal fields: the entry holds a reference and a hash, the value lies in a store that can be redacted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from solieu.catalog.register_model import Register
from solieu.facts import Entry, EntryEvent

_MARK = "personal:"
REDACTED = "(đã xóa theo yêu cầu bảo vệ dữ liệu cá nhân)"


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """``salt`` goes with the value, so that the hash which stays behind cannot be tried against guesses. Both are
    empty once it was redacted."""

    id: str
    register: str
    entry: str
    field: str
    salt: str
    value: str

    @property
    def is_redacted(self) -> bool:
        return not self.salt


def sealed(register: Register, entry: str, event: EntryEvent,
           random: Callable[[], str]) -> tuple[EntryEvent, tuple[PersonalValue, ...]]:  # fmt: skip
    """The event as it goes into the history, and what is kept apart. ``random`` gives 32 hexadecimal digits."""
    personal = {field.id for field in register.fields if field.secrecy}
    kept = {
        name: PersonalValue(random(), register.id, entry, name, random(), value)
        for name, value in event.fields
        if name in personal and value.strip() and not is_sealed(value)
    }
    fields = tuple((name, _reference(kept[name]) if name in kept else value) for name, value in event.fields)
    return replace(event, fields=fields), tuple(kept.values())


def _reference(value: PersonalValue) -> str:
    return f"{_MARK}{value.id}:{hashlib.sha256(f'{value.salt}{value.value}'.encode()).hexdigest()}"


def is_sealed(text: str) -> bool:
    return text.startswith(_MARK)


def reference_id(text: str) -> str:
    return text.removeprefix(_MARK).partition(":")[0]


def references(entry: Entry) -> tuple[str, ...]:
    """Ids of everything personal that an entry has ever held."""
    return tuple(reference_id(value) for event in entry.events for _, value in event.fields if is_sealed(value))


def revealed(entry: Entry, values: Mapping[str, PersonalValue]) -> Entry:
    """The entry with its personal fields, for those who keep the register."""
    return replace(entry, events=tuple(replace(event, fields=_shown(event.fields, values)) for event in entry.events))


def _shown(fields: Iterable[tuple[str, str]], values: Mapping[str, PersonalValue]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _value(text, values) if is_sealed(text) else text) for name, text in fields)


def _value(text: str, values: Mapping[str, PersonalValue]) -> str:
    found = values.get(reference_id(text))
    return REDACTED if found is None or found.is_redacted else found.value
