"""Entries, events, states: what may happen to an entry, and what it was on a day by what was known at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.app.workspace import catalog_folder
from solieu.catalog import load_catalog
from solieu.facts import Entry, EntryEvent
from solieu.registers import ANNULMENT, CORRECTION, apply_event, standing, state_of

LOADED = load_catalog(catalog_folder("chi_lang"))
assert LOADED.catalog is not None and LOADED.territory is not None, LOADED.mistakes
REGISTERS, TERRITORY = LOADED.catalog.registers, LOADED.territory
NOW = datetime(2024, 6, 1, 8, tzinfo=UTC)
BRIDGE = {"ten": "Cầu Thử", "xa": "xa_bang_mac"}
PROJECT = {"ten": "Kè", "nguon": "nq16", "loai": "khoi_cong", "von": "1.250", "vai_tro": "trong_tong", "la_du_an": "co"}


def event(name: str, day: str, recorded: int = 0, **fields: str) -> EntryEvent:
    return EntryEvent(name, date.fromisoformat(day), NOW + timedelta(minutes=recorded), "ai", tuple(fields.items()))


def happened(register: str, *events: EntryEvent) -> Entry:
    """An entry after events that must all be possible."""
    entry = Entry(register, "m", "huyen_chi_lang")
    for one in events:
        after = apply_event(REGISTERS[register], entry, one, TERRITORY)
        assert isinstance(after, Entry), after
        entry = after
    return entry


# --- states


BUILT = happened(
    "cau",
    event("khoi_cong", "2024-01-10", 0, **BRIDGE),
    event("thi_cong", "2024-02-01", 1),
    event(CORRECTION, "2024-01-10", 2, ten="Cầu Đúng"),
    event("hoan_thanh", "2024-03-20", 3),
)


@pytest.mark.parametrize(
    ("on", "known", "state", "since", "name"),
    [
        ("2024-01-09", 9, None, None, None),
        ("2024-01-10", 0, "khoi_cong", "2024-01-10", "Cầu Thử"),
        ("2024-01-10", 9, "khoi_cong", "2024-01-10", "Cầu Đúng"),  # a correction is true of the past
        ("2024-02-01", 0, "khoi_cong", "2024-01-10", "Cầu Thử"),  # not known yet
        ("2024-02-01", 1, "dang_lam", "2024-02-01", "Cầu Thử"),
        ("2024-03-31", 2, "dang_lam", "2024-02-01", "Cầu Đúng"),
        ("2024-03-31", 3, "hoan_thanh", "2024-03-20", "Cầu Đúng"),
        ("2024-03-19", 3, "dang_lam", "2024-02-01", "Cầu Đúng"),
    ],
)
def test_a_state_on_a_day_by_what_was_known(
    on: str, known: int, state: str | None, since: str | None, name: str | None
) -> None:
    found = state_of(REGISTERS["cau"], BUILT, date.fromisoformat(on), NOW + timedelta(minutes=known))
    if state is None:
        assert found is None
    else:
        assert found is not None
        assert (found.state, found.since.isoformat(), found.fields["ten"]) == (state, since, name)


def test_a_later_event_wins_over_a_correction_of_an_earlier_one() -> None:
    entry = happened(
        "du_an",
        event("phan_bo", "2024-01-10", 0, **PROJECT),
        event("dieu_chinh", "2024-02-10", 1, von="900"),
        event(CORRECTION, "2024-01-10", 2, von="1.205"),
    )
    january = state_of(REGISTERS["du_an"], entry, date(2024, 1, 31))
    march = state_of(REGISTERS["du_an"], entry, date(2024, 3, 31))
    assert january is not None and march is not None
    assert (january.fields["von"], march.fields["von"]) == ("1.205", "900")


def test_what_was_recorded_by_mistake_is_taken_back_and_stays_in_the_history() -> None:
    entry = happened(
        "cau",
        event("khoi_cong", "2024-01-10", 0, **BRIDGE),
        event("thi_cong", "2024-02-01", 1),
        event(ANNULMENT, "2024-02-05", 2),
    )
    found = state_of(REGISTERS["cau"], entry, date(2024, 3, 31))
    assert found is not None and found.state == "khoi_cong"
    before = state_of(REGISTERS["cau"], entry, date(2024, 3, 31), NOW + timedelta(minutes=1))
    assert before is not None and before.state == "dang_lam", "as of then it was believed"
    assert len(entry.events) == 3
    again = apply_event(REGISTERS["cau"], entry, event("thi_cong", "2024-02-20", 3), TERRITORY)
    assert isinstance(again, Entry)


def test_an_entry_that_was_opened_by_mistake_is_gone_and_may_be_opened_anew() -> None:
    entry = happened("cau", event("khoi_cong", "2024-01-10", 0, **BRIDGE), event(ANNULMENT, "2024-01-11", 1))
    assert state_of(REGISTERS["cau"], entry, date(2024, 3, 31)) is None
    assert isinstance(
        apply_event(REGISTERS["cau"], entry, event("khoi_cong", "2024-01-05", 2, **BRIDGE), TERRITORY), Entry
    )


@given(st.lists(st.booleans(), max_size=12))
def test_annulments_take_back_the_last_that_stands(deeds: list[bool]) -> None:
    events, expected = [], []
    for number, is_deed in enumerate(deeds):
        events.append(event("dieu_chinh" if is_deed else ANNULMENT, "2024-01-10", number))
        if is_deed:
            expected.append(events[-1])
        elif expected:
            expected.pop()
    assert list(standing(events)) == expected
