"""A wrong event is refused with what was expected: a table for each register (``refusals/``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from refusal_tables import Step, Try, tries

from solieu.app.workspace import catalog_folder
from solieu.catalog import load_catalog
from solieu.core import Finding
from solieu.facts import Entry, EntryEvent
from solieu.registers import LaidShelf, apply_event, numbered
from solieu.registers.keys import Held, Key

LOADED = load_catalog(catalog_folder("chi_lang"))
assert LOADED.catalog is not None and LOADED.territory is not None, LOADED.mistakes
REGISTERS, TERRITORY = LOADED.catalog.registers, LOADED.territory
NOW = datetime(2024, 6, 1, 8, tzinfo=UTC)
TRIES = tries()


def event_of(step: Step, recorded: int) -> EntryEvent:
    name, day, fields = step
    return EntryEvent(name, date.fromisoformat(day), NOW + timedelta(minutes=recorded), "ai", tuple(fields.items()))


@dataclass(frozen=True)
class Beside:
    """The shelf beneath: entries of other registers, of which no more is known than the state."""

    states: Mapping[tuple[str, str], str]

    def holder(self, register: str, key: Key) -> str:
        return ""

    def last_number(self, register: str, rule: str, series: str) -> int:
        return 0

    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        return None, None

    def state(self, register: str, id: str) -> str:
        return self.states.get((register, id), "")


def after_all(one: Try, shelf: LaidShelf) -> Entry:
    """The entry after what happened before, which must all be possible."""
    register, entry = REGISTERS[one.register], Entry(one.register, "m", "huyen_chi_lang")
    for number, step in enumerate(one.before):
        after = apply_event(register, entry, numbered(register, entry, event_of(step, number), shelf), TERRITORY, shelf)
        assert isinstance(after, Entry), after
        entry = after
        shelf.put(entry)
    return entry


@pytest.mark.parametrize("one", TRIES, ids=str)
def test_what_may_happen(one: Try) -> None:
    shelf = LaidShelf(REGISTERS[one.register], Beside(one.beside))
    entry = after_all(one, shelf)
    register, event = REGISTERS[one.register], event_of(one.step, 99)
    after = apply_event(register, entry, numbered(register, entry, event, shelf), TERRITORY, shelf)
    if not one.answer:
        assert isinstance(after, Entry), after
        assert after.events[:-1] == entry.events, "nothing that happened is overwritten"
    else:
        assert isinstance(after, Finding), "it should not have been possible"
        assert one.answer in after.message
        assert after.where.key == f"{one.register}/m" and after.message.endswith(".")


def test_every_register_has_a_table() -> None:
    assert sorted(REGISTERS) == sorted({one.register for one in TRIES})


@pytest.mark.parametrize("register", sorted({one.register for one in TRIES}))
def test_every_event_of_the_register_is_tried(register: str) -> None:
    """Each is possible once, and each that needs a state or a field is refused once."""
    possible = {one.step[0] for one in TRIES if one.register == register and not one.answer}
    refused = {one.step[0] for one in TRIES if one.register == register and one.answer}
    possible |= {step[0] for one in TRIES if one.register == register for step in one.before}
    assert {event.id for event in REGISTERS[register].events} <= possible
    assert {event.id for event in REGISTERS[register].events if event.from_states or event.needs} <= refused
