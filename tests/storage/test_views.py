"""A snapshot reads what it is asked for, and what it reads is what had been written by its moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solieu import actions
from solieu.core import parse_period
from solieu.facts import Snapshot, Source
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace, budget

Q1 = parse_period("2024-Q1")


def queries(work: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        work()
    return [str(query["sql"]) for query in captured.captured_queries]


@pytest.fixture
def two_communes(office_desk: Workplace) -> Workplace:
    for unit in (COMMUNE, NEIGHBOUR):
        for period in ("2023-Q1", "2024-Q1"):
            office_desk.accepted("b01_ktxh_q", unit, {("02", "uoc"): "10", ("03", "uoc"): "2"}, period=period)
    return office_desk


def test_nothing_is_read_before_it_is_asked_for(two_communes: Workplace) -> None:
    moment = two_communes.workspace.now()
    assert queries(lambda: two_communes.workspace.store.snapshot(moment)) == []


def test_a_place_is_read_once(two_communes: Workplace) -> None:
    snapshot = two_communes.workspace.snapshot()
    key = two_communes.key("b01_ktxh_q", COMMUNE, "02", "uoc")
    other = two_communes.key("b01_ktxh_q", COMMUNE, "03", "uoc")
    (asked,) = queries(lambda: (snapshot.facts[key], snapshot.facts[other], snapshot.history[key]))
    assert COMMUNE in asked and "2024-Q1" in asked
    assert queries(lambda: (snapshot.facts.get(other), snapshot.keys_of(COMMUNE, Q1))) == []


def test_many_units_of_a_period_are_read_at_once(two_communes: Workplace) -> None:
    snapshot = two_communes.workspace.snapshot()
    key = two_communes.key("b01_ktxh_q", COMMUNE, "02", "uoc")
    communes = two_communes.workspace.definitions().territory.children(DISTRICT, Q1.end)
    found: list[object] = []
    asked = queries(lambda: found.extend(snapshot.facts.get(key.at(unit=unit)) for unit in communes))
    assert len(asked) <= 9 < len(communes)
    assert sum(one is not None for one in found) == 2


def test_what_is_read_late_is_still_of_the_moment(two_communes: Workplace) -> None:
    """A snapshot is handed to a page; before it reads, somebody accepts a correction."""
    snapshot = two_communes.workspace.snapshot()
    key = two_communes.key("b01_ktxh_q", COMMUNE, "02", "uoc")
    two_communes.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "99", ("03", "uoc"): "2"})
    actions.decide(two_communes.by("tong_hop"), key, Source.STATED, "họp")
    assert str(snapshot.facts[key].reading.quantity.value) == "10"  # type: ignore[union-attr]
    assert dict(snapshot.decisions) == {}
    assert {sent.state.value for sent in snapshot.submissions.values()} == {"accepted"}


def test_a_walk_and_a_question_agree(two_communes: Workplace) -> None:
    walked, asked = two_communes.workspace.snapshot(), two_communes.workspace.snapshot()
    whole = dict(walked.facts)
    assert len(whole) == len(walked.facts) == 8
    assert {key: asked.facts[key] for key in whole} == whole
    assert {key: asked.history[key] for key in whole} == dict(walked.history)
    missing = two_communes.key("b01_ktxh_q", "xa_van_an", "02", "uoc")
    assert missing not in asked.facts and missing not in asked.history and missing not in walked.facts


def test_states_of_submissions_are_those_of_the_moment(office_desk: Workplace) -> None:
    moments: list[Snapshot] = []
    sent = office_desk.send("b05_ns_q", DISTRICT, budget())
    moments.append(office_desk.workspace.snapshot())
    actions.return_back(office_desk.by("tong_hop"), sent.id, "thiếu")
    moments.append(office_desk.workspace.snapshot())
    office_desk.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    moments.append(office_desk.workspace.snapshot())
    assert [moment.submissions[sent.id].state.value for moment in moments] == ["sent", "returned", "superseded"]


# --- what accepting reads


def test_accepting_a_form_reads_its_own_unit_only(office_desk: Workplace) -> None:
    """The cost of accepting one commune does not grow with what the others have sent."""

    def cost(unit: str) -> tuple[int, int]:
        actions.grant(office_desk.by(), unit, "nguoi_lap_bieu", unit)
        sent = office_desk.send("b01_ktxh_q", unit, {("02", "uoc"): "10", ("03", "uoc"): "2"})
        found = queries(lambda: office_desk.accept(sent))
        return len(found), sum("storage_submissionrow" in sql and "WHERE" not in sql for sql in found)

    communes = office_desk.workspace.definitions().territory.children(DISTRICT, Q1.end)
    first = cost(communes[0])
    for unit in communes[1:12]:
        last = cost(unit)
    assert last == first and first[1] == 0
    assert first[0] < 40
