"""What is stored comes back the same: to the last digit, mark and letter, from both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu import actions
from solieu.actions.accept import revision_of
from solieu.core import (
    Absence,
    Consequence,
    Finding,
    FindingValue,
    Hedge,
    Quantity,
    Reading,
    Where,
    parse_fact_key,
    parse_period,
)
from solieu.facts import (
    Decision,
    EntryEvent,
    Narrative,
    Provenance,
    Source,
    StagedFact,
    StatedRatio,
    Status,
    Submission,
    SubmissionState,
)
from solieu.storage import encoding
from solieu.vietnamese import VIETNAM
from workplace import COMMUNE, DISTRICT, Workplace, budget, content_of

KEY = parse_fact_key("dau_tu.ke_hoach_von/huyen_chi_lang/2024/target:giao/nguon=nq16")
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**18) + 1, 10**18 - 1), st.integers(0, 12)
)
quantities = st.builds(
    Quantity, numbers, st.sampled_from(["", "ha", "triệu đồng", "%", "m³"]), st.integers(0, 12), st.sampled_from(Hedge)
)
readings = st.one_of(quantities.map(Reading.of), st.sampled_from(Absence).map(Reading.absent))
places = st.builds(
    Where, file=words, line=st.none() | st.integers(1, 9999), sheet=words, cell=words, form=words, row=words, field=words,
    paragraph=st.none() | st.integers(0, 99), key=words,
)  # fmt: skip
facts = st.builds(
    StagedFact,
    st.just(KEY),
    readings,
    places,
    st.sampled_from(Status),
    st.sampled_from(Provenance),
    words,
    st.booleans(),
)
ratios = st.builds(StatedRatio, st.just(KEY), st.just(KEY), readings, st.booleans(), places)
findings = st.builds(
    Finding, words, words, st.sampled_from(Consequence), words, places,
    st.lists(st.builds(FindingValue, words, words, places), max_size=3).map(tuple), words, words, words,
)  # fmt: skip


@given(readings)
def test_a_reading_keeps_every_digit_its_decimals_and_its_hedge(reading: Reading) -> None:
    back = encoding.reading_from_text(str(reading))
    assert back == reading
    if reading.quantity and back.quantity:
        assert back.quantity.value.as_tuple() == reading.quantity.value.as_tuple()


@given(places)
def test_a_place_comes_back(where: Where) -> None:
    assert encoding.where_from_text(encoding.where_to_text(where)) == where


@settings(max_examples=40)
@given(st.lists(facts, max_size=3), st.lists(ratios, max_size=2), st.lists(findings, max_size=2))
def test_the_body_of_a_submission_comes_back(
    staged: list[StagedFact], stated: list[StatedRatio], doubts: list[Finding]
) -> None:
    body = {"staged": tuple(staged), "stated": tuple(stated), "doubts": tuple(doubts)}
    assert encoding.body_from_text(encoding.body_to_text(_submission(**body))) == body


VALUES = ["0", "-0.5", "123456789012345678", "0.000000000000000001", "999999999999999999", "1E+3", "15477", "3.50"]


@pytest.mark.parametrize("value", VALUES)
def test_a_figure_survives_the_database(anywhere: Workplace, value: str) -> None:
    """Neither database sees a number: SQLite would make a float of it."""
    draft = anywhere.draft("b05_ns_q", DISTRICT, budget())
    first, *others = draft.staged
    exact = Quantity(Decimal(value), "triệu đồng", 2, Hedge.OVER)
    odd = replace(first, reading=Reading.of(exact), note="Ghi chú “lạ” \n dòng hai; 'x' %s {} 🌾")
    sent = actions.submit(anywhere.by("phong_tckh"), replace(draft, staged=(odd, *others)), content_of(budget()))
    assert anywhere.workspace.store.submission(sent.id) == sent
    accepted = revision_of(odd, sent, None, anywhere.by("tong_hop"))
    with anywhere.workspace.store.transaction():
        anywhere.workspace.store.append([accepted])
    back = anywhere.workspace.store.latest([odd.key])[odd.key]
    assert back == accepted
    assert back.reading.quantity is not None and back.reading.quantity.value.as_tuple() == exact.value.as_tuple()


def test_everything_else_survives_the_database_too(anywhere: Workplace) -> None:
    store, at = anywhere.workspace.store, datetime(2024, 3, 6, 8, 0, 0, 123456, tzinfo=VIETNAM)
    decision = Decision(KEY, Source.UNITS, "họp “thống nhất”", "tong_hop", at, "biên bản 12")
    text = Narrative("bao_cao_quy", "x", parse_period("2024-Q1"), DISTRICT, 1, "Dòng một\n\n* dòng hai", "van_phong",
                     "van_phong", at, Provenance.ILLUSTRATIVE)  # fmt: skip
    event = EntryEvent(
        "khoi_cong", date(2024, 2, 29), at, "phong_ktht", (("ten", "Cầu Ổ"), ("xa", COMMUNE)), "QĐ 01/QĐ-UBND"
    )
    with store.transaction():
        store.add_decision(decision)
        store.add_narrative(text)
        store.add_event("cau", "o", DISTRICT, Provenance.ILLUSTRATIVE, event)
    snapshot = store.snapshot(at)
    assert snapshot.decisions == {KEY: decision}
    assert tuple(snapshot.narratives) == (text,)
    (entry,) = snapshot.entries["cau"]
    assert (entry.id, entry.unit, entry.events, entry.provenance) == ("o", DISTRICT, (event,), Provenance.ILLUSTRATIVE)
    assert store.snapshot(at.replace(microsecond=123455)).decisions == {}, "a moment is kept to the microsecond"


def test_bytes_come_back_as_they_arrived(anywhere: Workplace) -> None:
    content = bytes(range(256)) * 100
    with anywhere.workspace.store.transaction():
        digest = anywhere.workspace.store.seal(content)
        assert anywhere.workspace.store.seal(content) == digest
    assert anywhere.workspace.store.content(digest) == content
    with pytest.raises(KeyError):
        anywhere.workspace.store.content("0" * 64)


def _submission(**body: tuple[object, ...]) -> Submission:
    at = datetime(2024, 3, 5, tzinfo=VIETNAM)
    return replace(Submission("", "", "", "", parse_period("2024"), "", "", at, SubmissionState.SENT), **body)
