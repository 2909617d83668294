"""What follows from the events of an entry and is kept beside them, so that a million entries can be asked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from solieu.catalog.register_model import FieldType, Register, RegisterField
from solieu.facts import Entry
from solieu.registers.counting import label
from solieu.registers.entries import EntryState, moves, state_of
from solieu.registers.keys import Key, keys_of
from solieu.registers.scope import day_of
from solieu.territory import Territory
from solieu.vietnamese import fold

FOREVER = date(9999, 12, 31)
LAST_DAY = date(9999, 12, 30)  # what still holds holds on it
KNOWN_NOW = datetime(9999, 12, 31, tzinfo=UTC)
Stretch = tuple[str, date, date]  # state, first day, the day after the last
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A state from a day to the day before another, by what was known from a moment to the moment before another."""

    state: str
    first: date
    until: date
    known_from: datetime
    known_until: datetime = KNOWN_NOW

    @property
    def holds(self) -> bool:
        return self.known_until == KNOWN_NOW


@dataclass(frozen=True, slots=True)
class EntryIndex:
    """``opened`` is None for an entry that is not in the register any more: its opening was taken back."""

    register: str
    entry: str
    unit: str
    state: str
    opened: date | None
    words: str
    spans: tuple[Span, ...]
    keys: tuple[Key, ...]


def index_of(register: Register, entry: Entry, territory: Territory) -> EntryIndex:
    state = state_of(register, entry, date.max)
    if state is None:
        return EntryIndex(register.id, entry.id, entry.unit, "", None, "", spans_of(register, entry), ())
    return EntryIndex(
        register.id,
        entry.id,
        entry.unit,
        state.state,
        state.opened,
        words_of(state, territory),
        spans_of(register, entry),
        keys_of(register, state),
    )


def spans_of(register: Register, entry: Entry) -> tuple[Span, ...]:
    """All states of an entry through days and through what was known, without those that lasted less than a day."""
    open_since: dict[Stretch, datetime] = {}
    closed: list[Span] = []
    for moment in sorted({event.recorded_at for event in entry.events}):
        held = set(_stretches(state_of(register, entry, date.max, moment)))
        for stretch in [one for one in open_since if one not in held]:
            closed.append(Span(*stretch, open_since.pop(stretch), moment))
        for stretch in sorted(held - set(open_since)):
            open_since[stretch] = moment
    return (*closed, *(Span(*stretch, since) for stretch, since in open_since.items()))


def _stretches(state: EntryState | None) -> list[Stretch]:
    if state is None:
        return []
    starts: dict[date, str] = {state.opened: "", **dict(moves(state.register, state.events))}
    found: list[Stretch] = []
    for day, until in pairwise([*starts, FOREVER]):
        if found and found[-1][0] == starts[day]:
            found[-1] = (starts[day], found[-1][1], until)
        else:
            found.append((starts[day], day, until))
    return found


def words_of(state: EntryState, territory: Territory) -> str:
    """The words by which an entry is found, without marks; nothing personal."""
    names = {value: territory.name(value, state.opened) for value in state.fields.values() if value in territory.units}
    texts = [label(state.register, state, names), state.entry.id, *_texts(state, territory)]
    texts += [event.document for event in state.events if event.document]
    found = plain_words(" ".join(texts)).split()
    return " ".join([register_word(state.register.id), *_without_repeats(found)])


def _texts(state: EntryState, territory: Territory) -> Iterator[str]:
    for field in state.register.fields:
        value = state.fields.get(field.id, "")
        if value and not field.secrecy and f"{{{field.id}}}" not in state.register.label:
            yield _shown(field, value, territory, state.opened)


def _shown(field: RegisterField, value: str, territory: Territory, day: date) -> str:
    match field.type:
        case FieldType.UNIT:
            units = [one.strip() for one in value.split(",")]
            return " ".join(territory.name(one, day) if one in territory.units else one for one in units)
        case FieldType.CHOICE:
            return field.choices.get(value, value)
        case FieldType.DATE if found := day_of(value):
            return f"{found:%d/%m/%Y}"
        case FieldType.YES_NO:
            return ""
    return value


def _without_repeats(words: list[str]) -> list[str]:
    return [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]


def plain_words(text: str) -> str:
    """Lower case, no marks, nothing but letters and digits: 01/QĐ-UBND is "01 qd ubnd"."""
    return _NO_WORD.sub(" ", fold(text)).strip()


def register_word(register: str) -> str:
    """One word that every entry of a register has, and nobody types."""
    return f"zq{register.replace('_', '')}zq"
