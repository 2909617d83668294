"""Accepting: revisions are added and never overwritten; two sources stand side by side; reasons travel on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deeds import DOUBT, Q1

from solieu import actions
from solieu.actions import RefusalError, beside, stated_by
from solieu.actions.submit import hand_in
from solieu.core import Absence, FactKey, Reading, parse_fact_key
from solieu.derive import Evaluator
from solieu.facts import Explanation, Revision, Source
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace, budget, content_of, contents


def numbers(office: Workplace, key: FactKey) -> list[str]:
    """The history of a figure: revision number, value."""
    history: tuple[Revision, ...] = office.workspace.snapshot().history.get(key, ())
    return [
        f"{one.number}:{one.reading.quantity.value if one.reading.quantity else one.reading.absence}" for one in history
    ]


def test_a_correction_is_the_next_revision_and_the_first_one_stays(anywhere: Workplace) -> None:
    key, other = (anywhere.key("b05_ns_q", DISTRICT, row, "th") for row in ("01", "02"))
    first = anywhere.accepted("b05_ns_q", DISTRICT, budget("9.000"))
    moment = anywhere.workspace.now()
    second = anywhere.send("b05_ns_q", DISTRICT, budget("9.500"))
    changed = anywhere.accept(second)
    assert [revision.key for revision in changed] == [key], "only what changed is written again"
    assert numbers(anywhere, key) == ["1:9000", "2:9500"]
    assert numbers(anywhere, other) == ["1:80000"]
    assert anywhere.workspace.snapshot(moment).facts[key].submission == first.id
    assert anywhere.workspace.snapshot().facts[key].submission == second.id
    assert str(anywhere.workspace.snapshot(moment).history[key][-1].number) == "1", "history ends at the moment too"


def test_zero_is_a_figure_and_an_empty_cell_is_none(anywhere: Workplace) -> None:
    anywhere.accepted("b01_ktxh_q", COMMUNE, {("02", "th"): "0", ("02", "uoc"): "100", ("03", "uoc"): None})
    assert anywhere.held(anywhere.key("b01_ktxh_q", COMMUNE, "02", "th")) == "0"
    assert anywhere.held(anywhere.key("b01_ktxh_q", COMMUNE, "03", "uoc")) == ""


def test_absence_spreads_to_the_sum_and_zero_does_not(office_desk: Workplace) -> None:
    territory = office_desk.workspace.definitions().territory
    communes = territory.children(DISTRICT, Q1.end)
    key = office_desk.key("b01_ktxh_q", COMMUNE, "02", "uoc").at(unit=DISTRICT)
    for unit in communes[:-1]:
        actions.grant(office_desk.by(), unit, "nguoi_lap_bieu", unit)
        office_desk.accepted("b01_ktxh_q", unit, {("02", "th"): "0", ("02", "uoc"): "10"})
    assert total(office_desk, key).absence is Absence.NOT_YET_REPORTED
    last = communes[-1]
    actions.grant(office_desk.by(), last, "nguoi_lap_bieu", last)
    office_desk.accepted("b01_ktxh_q", last, {("02", "th"): "0", ("02", "uoc"): "0"})
    assert str(total(office_desk, key).quantity.value) == "190"  # type: ignore[union-attr]


def test_a_figure_that_is_left_out_of_the_next_send_is_withdrawn(anywhere: Workplace) -> None:
    """It is not the old figure that holds on, and it is not zero."""
    key = anywhere.key("b01_ktxh_q", COMMUNE, "03", "uoc")
    anywhere.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "100", ("03", "uoc"): "7"})
    anywhere.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "100"})
    assert numbers(anywhere, key) == ["1:7", "2:not-yet-reported"]
    assert anywhere.held(key) == "!not-yet-reported"
    withdrawn = anywhere.workspace.snapshot().facts[key]
    assert withdrawn.note == "để trống trong lần gửi thay thế" and withdrawn.origin.row == "03"
    assert total(anywhere, key).absence is Absence.NOT_YET_REPORTED
    anywhere.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "100", ("03", "uoc"): "0"})
    assert numbers(anywhere, key)[-1] == "3:0"


def test_what_another_form_has_stated_is_not_withdrawn(office_desk: Workplace) -> None:
    key = office_desk.key("b01_ktxh_q", COMMUNE, "02", "uoc")
    office_desk.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "100"})
    office_desk.accepted("b01_ktxh_q", NEIGHBOUR, {("02", "uoc"): "50"})
    office_desk.accepted("b01_ktxh_q", COMMUNE, {("02", "uoc"): "100"}, period="2024-Q2")
    assert numbers(office_desk, key) == ["1:100"]


def test_accepting_nothing_new_writes_no_figure(office_desk: Workplace) -> None:
    office_desk.accepted("b05_ns_q", DISTRICT, budget())
    again = office_desk.draft("b05_ns_q", DISTRICT, budget())
    sent = actions.submit(office_desk.by("phong_tckh"), again, b"another file with the same figures")
    assert office_desk.accept(sent) == ()
    assert office_desk.workspace.store.submission(sent.id).state == "accepted"  # type: ignore[union-attr]


def test_a_target_that_a_later_decision_revises(anywhere: Workplace) -> None:
    """From the day of the decision the new denominator holds; what was reported before keeps the old one."""
    cells = {("01", "tinh"): "49.700", ("01", "dh"): "84.700"}
    key = anywhere.key("kh01_gct_n", DISTRICT, "01", "tinh", "2024")
    anywhere.accepted("kh01_gct_n", DISTRICT, cells, period="2024", note="QĐ 2150/QĐ-UBND")
    before = anywhere.workspace.now()
    anywhere.accepted("kh01_gct_n", DISTRICT, {**cells, ("01", "tinh"): "52.000"}, period="2024", note="QĐ 900/QĐ-UBND")
    assert numbers(anywhere, key) == ["1:49700", "2:52000"]
    assert anywhere.workspace.snapshot(before).facts[key].note == "QĐ 2150/QĐ-UBND"
    assert anywhere.workspace.snapshot().facts[key].note == "QĐ 900/QĐ-UBND"


# --- two sources


def two_sources(office: Workplace) -> tuple[FactKey, str, str]:
    """Two departments state one figure of the district: the form has a second sender for the same cells."""
    draft = office.draft("b05_ns_q", DISTRICT, budget("9.000"))
    first = actions.submit(office.by("phong_tckh"), draft, content_of(budget("9.000")))
    office.accept(first)
    cells = budget("9.700")
    other = replace(office.draft("b05_ns_q", DISTRICT, cells), sender="phong_ktht")
    second = hand_in(office.by("phong_ktht"), other, content_of(cells), "submission.submit")
    assert office.accept(second) == ()
    return office.key("b05_ns_q", DISTRICT, "01", "th"), first.id, second.id


def test_the_figure_of_another_sender_is_not_overwritten(anywhere: Workplace) -> None:
    key, first, second = two_sources(anywhere)
    assert numbers(anywhere, key) == ["1:9000"]
    sent = anywhere.workspace.store.submission(second)
    assert sent is not None and sent.state == "accepted"
    assert set(beside(anywhere.by("tong_hop"), sent)) == {fact.key for fact in sent.staged}
    sources = [(one.sender, str(fact.reading.quantity.value)) for one, fact in stated_by(anywhere.by("tong_hop"), key)]  # type: ignore[union-attr]
    assert sources == [("phong_tckh", "9000"), ("phong_ktht", "9700")]
    assert anywhere.workspace.store.journal()[-1].details["competing"] == "4"
    assert first != second


def test_a_decision_takes_one_of_them_and_leaves_both_submissions_alone(anywhere: Workplace) -> None:
    key, first, second = two_sources(anywhere)
    before = [anywhere.workspace.store.submission(id) for id in (first, second)]
    moment = anywhere.workspace.now()
    decided = actions.decide(anywhere.by("tong_hop"), key, Source.STATED, "họp thống nhất số liệu", basis="biên bản 12",
                             submission=second)  # fmt: skip
    assert anywhere.held(key) == "9700"
    assert numbers(anywhere, key) == ["1:9000", "2:9700"]
    assert (decided.decided_by, decided.reason, decided.basis) == ("tong_hop", "họp thống nhất số liệu", "biên bản 12")
    assert anywhere.workspace.snapshot().decisions[key] == decided
    assert key not in anywhere.workspace.snapshot(moment).decisions
    assert [anywhere.workspace.store.submission(id) for id in (first, second)] == before
    again = actions.decide(anywhere.by("tong_hop"), key, Source.STATED, "giữ", submission=second)
    assert numbers(anywhere, key) == ["1:9000", "2:9700"], "what holds already is not written again"
    assert anywhere.workspace.snapshot().decisions[key] == again


def test_whose_figure_was_chosen_corrects_it_the_other_does_not(anywhere: Workplace) -> None:
    key, _, second = two_sources(anywhere)
    actions.decide(anywhere.by("tong_hop"), key, Source.STATED, "họp", submission=second)
    anywhere.accepted("b05_ns_q", DISTRICT, budget("9.100"))
    assert anywhere.held(key) == "9700"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"reason": " "}, "nêu lý do"),
        ({"source": Source.UNITS}, "đang có: stated"),
        ({"source": Source.UNITS, "submission": "x"}, "chỉ nêu lần gửi"),
        ({"submission": "khong_co"}, "không có lần gửi"),
        ({"user": "phong_tckh"}, "không có quyền"),
        ({"key": "ngan_sach.khong_co/huyen_chi_lang/2024-Q1/estimate"}, "không có chỉ tiêu"),
    ],
)
def test_what_cannot_be_decided(office_desk: Workplace, said: dict[str, object], why: str) -> None:
    office_desk.accepted("b05_ns_q", DISTRICT, budget())
    key = parse_fact_key(str(said.get("key", office_desk.key("b05_ns_q", DISTRICT, "01", "th"))))
    before = contents()
    with pytest.raises(RefusalError, match=why):
        actions.decide(office_desk.by(str(said.get("user", "tong_hop"))), key, said.get("source", Source.STATED),  # type: ignore[arg-type]
                       str(said.get("reason", "họp")), submission=str(said.get("submission", "")))  # fmt: skip
    assert contents() == before


@pytest.mark.parametrize("state", ["sent", "returned", "superseded"])
def test_only_an_accepted_figure_is_taken(office_desk: Workplace, state: str) -> None:
    key = office_desk.key("b05_ns_q", DISTRICT, "01", "th")
    first = office_desk.send("b05_ns_q", DISTRICT, budget())
    if state == "returned":
        actions.return_back(office_desk.by("tong_hop"), first.id, "thiếu")
    if state == "superseded":
        office_desk.accept(first)
        office_desk.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    with pytest.raises(RefusalError, match="chưa được tiếp nhận, hoặc đã được thay thế"):
        actions.decide(office_desk.by("tong_hop"), key, Source.STATED, "họp", submission=first.id)


# --- explanations


def test_nothing_is_accepted_while_a_doubt_is_open(anywhere: Workplace) -> None:
    sent = anywhere.send("b05_ns_q", DISTRICT, budget(), doubts=(DOUBT,))
    before = contents()
    with pytest.raises(RefusalError, match=r"còn phải giải trình 1 điều:\n +1\. chưa có số liệu"):
        anywhere.accept(sent)
    assert contents() == before
    actions.explain(anywhere.by("phong_tckh"), sent.id, DOUBT, " chưa tổng hợp được ", basis="CV 12")
    anywhere.accept(sent)


def test_a_rule_is_a_doubt_too_and_its_answer_travels_with_the_figure(anywhere: Workplace) -> None:
    """An actual above the estimate of the whole quarter."""
    sent = anywhere.send("b05_ns_q", DISTRICT, budget("13.000", estimate="12.000"))
    (finding,) = actions.findings_of(anywhere.by("tong_hop"), sent)
    assert finding.code == "DAT307"
    actions.explain(anywhere.by("phong_tckh"), sent.id, finding, "hoàn trả sau khi chốt")
    anywhere.accept(sent)
    found: Explanation = anywhere.workspace.snapshot().explanations[finding.fingerprint]
    assert (found.text, found.actor, found.key) == ("hoàn trả sau khi chốt", "phong_tckh", finding.where.key)
    again = actions.submit(
        anywhere.by("phong_tckh"),
        anywhere.draft("b05_ns_q", DISTRICT, budget("13.000", estimate="12.000")),
        b"same figures",
    )
    anywhere.accept(again)  # the same doubt about the same figures was answered already
    other = anywhere.send("b05_ns_q", DISTRICT, budget("13.500", estimate="12.000"))
    with pytest.raises(RefusalError, match="còn phải giải trình"):
        anywhere.accept(other)  # other figures ask for another answer


def test_an_answer_belongs_to_what_was_found(office_desk: Workplace) -> None:
    sent = office_desk.send("b05_ns_q", DISTRICT, budget(), doubts=(DOUBT,))
    for finding, text, why in (
        (DOUBT, "  ", "cần có nội dung"),
        (replace(DOUBT, printed="khác"), "vì", "không có điều này"),
    ):
        before = contents()
        with pytest.raises(RefusalError, match=why):
            actions.explain(office_desk.by("phong_tckh"), sent.id, finding, text)
        assert contents() == before


def total(office: Workplace, key: FactKey) -> Reading:
    held = office.workspace.definitions()
    return Evaluator(held.catalog, held.territory, office.workspace.snapshot()).trace(key).reading
