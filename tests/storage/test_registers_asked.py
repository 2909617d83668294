"""What is kept beside the entries answers as the events do: counts on any day by any knowledge, lists, words, numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solieu import actions
from solieu.facts import Entry, EntryEvent
from solieu.registers import ANNULMENT, Asked, index_of, spans_of, state_of
from solieu.vietnamese import VIETNAM
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace

FIRST = date(2024, 1, 1)
START = datetime(2024, 6, 1, 8, tzinfo=VIETNAM)
STEPS = st.lists(st.tuples(st.sampled_from(["next", "next", ANNULMENT]), st.integers(0, 3)), min_size=1, max_size=7)


def history(id: str, unit: str, steps: list[tuple[str, int]], at: datetime = START) -> Entry:
    """A bridge that goes on from step to step, some of which are taken back; one is recorded each minute."""
    day, done, events = FIRST, 0, []
    for number, (step, gap) in enumerate(steps):
        moment = at + timedelta(minutes=number)
        if step == ANNULMENT and done:
            events.append(EntryEvent(ANNULMENT, day, moment, "ai"))
            done -= 1
        elif step != ANNULMENT and done < 3:
            day += timedelta(days=gap)
            fields = (("ten", f"Cầu {id}"), ("xa", unit)) if done == 0 else ()
            events.append(EntryEvent(("khoi_cong", "thi_cong", "hoan_thanh")[done], day, moment, "ai", fields))
            done += 1
    return Entry("cau", id, unit, tuple(events))


@given(STEPS)
def test_spans_are_what_the_events_say_on_every_day_by_every_knowledge(office_register, steps) -> None:  # type: ignore[no-untyped-def]
    entry = history("a", COMMUNE, steps)
    spans = spans_of(office_register, entry)
    for minutes in range(-1, len(steps)):
        known = START + timedelta(minutes=minutes)
        for ahead in range(-1, 15):
            day = FIRST + timedelta(days=ahead)
            state = state_of(office_register, entry, day, known)
            held = [
                one.state for one in spans if one.first <= day < one.until and one.known_from <= known < one.known_until
            ]
            assert held == ([state.state] if state else [])


@pytest.fixture(scope="module")
def office_register():  # type: ignore[no-untyped-def]
    from solieu.app.workspace import catalog_folder
    from solieu.catalog import load_catalog

    loaded = load_catalog(catalog_folder("chi_lang"))
    assert loaded.catalog is not None
    return loaded.catalog.registers["cau"]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_the_database_counts_as_the_events_do(anywhere: Workplace, histories) -> None:  # type: ignore[no-untyped-def]
    store, context = anywhere.workspace.store, anywhere.by()
    register = context.catalog.registers["cau"]
    prefix = f"{len(store.entries('cau'))}."  # the same office serves all examples
    for number, steps in enumerate(histories):
        entry = history(f"{prefix}{number}", (COMMUNE, NEIGHBOUR)[number % 2], steps)
        if not entry.events:
            continue
        with store.transaction():
            store.add_events("cau", [(entry, event) for event in entry.events])
            store.put_indexes([index_of(register, entry, context.territory)])
    entries = store.entries("cau")
    for ahead in (-1, 0, 2, 5, 30):
        day = FIRST + timedelta(days=ahead)
        for units in (None, {COMMUNE}):
            some = [entry for entry in entries if units is None or entry.unit in units]
            assert dict(store.tally("cau", day, units)) == counted(register, some, day, None)
            known = START + timedelta(minutes=2)
            assert dict(store.tally("cau", day, units, known)) == counted(register, some, day, known)
        for state in ("", "dang_lam"):
            found = store.find_entries(Asked("cau", day=day, state=state, limit=1000))
            states = [state_of(register, entry, day) for entry in reversed(entries)]
            fitting = [one for one in states if one and state in ("", one.state)]
            fitting.sort(key=lambda one: one.since if state else one.opened, reverse=True)
            wanted = [one.entry.id for one in fitting]
            assert [entry.id for entry in found.entries] == wanted
            assert found.total == len(wanted) and not found.total_is_least


def counted(register, entries, day: date, known: datetime | None) -> dict[str, int]:  # type: ignore[no-untyped-def]
    states = (state_of(register, entry, day, known) for entry in entries)
    return dict(Counter(state.state for state in states if state))


DOCUMENTS = {
    "a": ("Quyết định", "01/QĐ-UBND", "UBND huyện", "Phê duyệt kế hoạch sử dụng đất năm 2024"),
    "b": ("Kế hoạch", "18/KH-UBND", "UBND huyện", "Phát triển cây ăn quả xã Y Tịch"),
    "c": ("Công văn", "118/UBND-NV", "Sở Nội vụ", "Kế hoạch tuyển dụng"),
}


@pytest.fixture
def documents(anywhere: Workplace) -> Workplace:
    names = ("loai", "so_ky_hieu", "co_quan", "trich_yeu")
    day = date(2024, 2, 1)
    events = [
        (id, EntryEvent("vao_so", day, anywhere.clock(), "", tuple(zip(names, values, strict=True))))
        for id, values in DOCUMENTS.items()
    ]
    actions.record_events(anywhere.by("van_phong"), "van_ban", events, unit=DISTRICT)
    return anywhere


WORDS = [
    ("ke hoach", "cba"),
    ("kế hoạch sử dụng", "a"),
    ("dat nam", "a"),
    ("y tich", "b"),
    ("Y TỊ", "b"),
    ("01/qd", "a"),
    ("18/kh", "b"),
    ("118", "c"),
    ("so noi vu", "c"),
    ("tuyen ke", "c"),  # not one after the other: every word begins some word
    ("oach", ""),  # no word begins so
    ('"; DROP', ""),
    ("' OR 1", ""),
    ("***", "cba"),  # nothing was asked
]


def test_words_without_marks(documents: Workplace) -> None:
    store = documents.workspace.store
    for words, found in WORDS:
        answer = store.find_entries(Asked("van_ban", words=words))
        assert "".join(entry.id for entry in answer.entries) == found, words
        assert answer.total == len(found)
        assert not store.find_entries(Asked("van_ban", words=words, units={COMMUNE})).entries
        assert not store.find_entries(Asked("van_ban", words=words, state="het_hieu_luc")).entries
        assert not store.find_entries(Asked("cau", words=words)).entries


def test_words_follow_a_correction_and_go_with_the_entry(documents: Workplace) -> None:
    context = documents.by("van_phong")
    corrected = EntryEvent("dinh_chinh", date(2024, 2, 1), context.now, "", (("trich_yeu", "Giao chỉ tiêu"),))
    actions.record_events(context, "van_ban", [("a", corrected)], unit=DISTRICT)
    store = documents.workspace.store
    assert not store.find_entries(Asked("van_ban", words="su dung dat")).entries
    assert [one.id for one in store.find_entries(Asked("van_ban", words="giao chi")).entries] == ["a"]
    for _ in range(2):
        back = EntryEvent(ANNULMENT, date(2024, 2, 1), context.now, "")
        actions.record_events(documents.by("van_phong"), "van_ban", [("a", back)], unit=DISTRICT)
    assert not store.find_entries(Asked("van_ban", words="giao chi")).entries
    assert store.state("van_ban", "a") == "" and store.tally("van_ban", date.max) == {"hieu_luc": 2}


def test_what_follows_can_be_made_anew(documents: Workplace) -> None:
    store = documents.workspace.store
    before = store.find_entries(Asked("van_ban", words="ke hoach")), store.tally("van_ban", date.max)
    with actions.deed(documents.by()) as context:
        assert actions.reindex(context, context.catalog.registers.values()) == len(DOCUMENTS)
    assert (store.find_entries(Asked("van_ban", words="ke hoach")), store.tally("van_ban", date.max)) == before
