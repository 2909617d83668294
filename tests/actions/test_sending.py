"""Sending: the same send again, on behalf, for whom, for which period, and what comes after a return."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deeds import Q1

from solieu import actions
from solieu.actions import RefusalError
from solieu.core import Consequence, Finding, Where, parse_period
from solieu.facts import Source
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace, budget, content_of, contents

CROPS = {("02", "th"): "50", ("02", "uoc"): "100"}


def test_the_same_key_with_the_same_bytes_is_the_same_send(anywhere: Workplace) -> None:
    first = anywhere.send("b05_ns_q", DISTRICT, budget(), key="K1")
    before = contents()
    assert anywhere.send("b05_ns_q", DISTRICT, budget(), key="K1") == first
    assert contents() == before, "a retry leaves no trace"


def test_a_retry_is_the_same_send_whatever_became_of_it(anywhere: Workplace) -> None:
    """The answer to the first try was lost on the way; meanwhile the office has worked on."""
    first = anywhere.send("b05_ns_q", DISTRICT, budget(), key="K1")
    actions.return_back(anywhere.by("tong_hop"), first.id, "thiếu dòng 02")
    again = anywhere.send("b05_ns_q", DISTRICT, budget(), key="K1")
    assert (again.id, again.state) == (first.id, "returned")


@pytest.mark.parametrize(
    "other", [{"cells": budget("9.500")}, {"period": "2024-Q2"}, {"form": "b06_dtc_q"}], ids=["bytes", "period", "form"]
)
def test_the_same_key_for_something_else_is_refused(office_desk: Workplace, other: dict[str, object]) -> None:
    first = office_desk.send("b05_ns_q", DISTRICT, budget(), key="K1")
    cells = other.get("cells", budget())
    if other.get("form"):
        draft = office_desk.draft("b06_dtc_q", DISTRICT, {}, key="K1")
    else:
        draft = office_desk.draft("b05_ns_q", DISTRICT, cells, key="K1", period=str(other.get("period", "2024-Q1")))  # type: ignore[arg-type]
    before = contents()
    with pytest.raises(RefusalError) as refused:
        actions.submit(office_desk.by("phong_tckh"), draft, content_of(cells))  # type: ignore[arg-type]
    assert "K1" in str(refused.value) and first.id in str(refused.value)
    assert contents() == before


def test_keys_of_two_senders_do_not_meet(office_desk: Workplace) -> None:
    one = office_desk.send("b01_ktxh_q", COMMUNE, CROPS, key="1")
    two = office_desk.send("b01_ktxh_q", NEIGHBOUR, CROPS, key="1")
    assert one.id != two.id


def test_without_a_key_equal_bytes_are_the_same_send_while_they_stand(office_desk: Workplace) -> None:
    first = office_desk.send("b05_ns_q", DISTRICT, budget())
    assert office_desk.send("b05_ns_q", DISTRICT, budget()).id == first.id
    office_desk.accept(first)
    assert office_desk.send("b05_ns_q", DISTRICT, budget()).id == first.id


def test_a_returned_file_may_be_sent_again_as_it_is(office_desk: Workplace) -> None:
    """The doubt was cleared by telephone; the file was right all along."""
    first = office_desk.send("b05_ns_q", DISTRICT, budget())
    actions.return_back(office_desk.by("tong_hop"), first.id, "đề nghị kiểm tra lại")
    again = office_desk.send("b05_ns_q", DISTRICT, budget())
    assert (again.id, again.state) == (first.id[:-1] + "2", "sent")
    office_desk.accept(again)
    assert office_desk.workspace.store.submission(first.id).state == "superseded"  # type: ignore[union-attr]


def test_going_back_to_an_earlier_version_is_a_send_of_its_own(office_desk: Workplace) -> None:
    key = office_desk.key("b05_ns_q", DISTRICT, "01", "th")
    office_desk.accepted("b05_ns_q", DISTRICT, budget("9.000"))
    office_desk.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    office_desk.accepted("b05_ns_q", DISTRICT, budget("9.000"))
    assert office_desk.held(key) == "9000"
    assert [str(r.reading.quantity.value) for r in office_desk.workspace.snapshot().history[key] if r.reading.quantity] == [
        "9000", "9500", "9000"
    ]  # fmt: skip


# --- on behalf


def test_what_the_office_enters_for_a_unit_waits_for_the_unit(office_desk: Workplace) -> None:
    entered = office_desk.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop", behalf="theo điện thoại 16 giờ 20")
    assert (entered.state, entered.actor, entered.sender) == ("draft", "tong_hop", COMMUNE)
    with pytest.raises(RefusalError, match="dự thảo"):
        office_desk.accept(entered)
    for stranger in ("tong_hop", NEIGHBOUR, "quan_tri", "chu_tich"):
        with pytest.raises(RefusalError):
            actions.confirm(office_desk.by(stranger), entered.id)
    confirmed = actions.confirm(office_desk.by(COMMUNE), entered.id)
    assert confirmed.state == "sent"
    office_desk.accept(confirmed)
    row = next(row for row in office_desk.workspace.store.journal_of(entered.id) if row.action == "submission.submit")
    assert row.details["on_behalf_of"] == "theo điện thoại 16 giờ 20"


def test_the_office_does_not_send_in_the_name_of_a_unit(office_desk: Workplace) -> None:
    before = contents()
    with pytest.raises(RefusalError, match="căn cứ nhập thay"):
        office_desk.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop")
    assert contents() == before


def test_whoever_entered_does_not_confirm(office_desk: Workplace) -> None:
    actions.grant(office_desk.by(), "tong_hop", "nguoi_lap_bieu", COMMUNE)
    entered = office_desk.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop", behalf="theo điện thoại")
    with pytest.raises(RefusalError, match="không tự xác nhận"):
        actions.confirm(office_desk.by("tong_hop"), entered.id)


def test_a_draft_that_nobody_confirmed_does_not_come_back_over_newer_figures(office_desk: Workplace) -> None:
    entered = office_desk.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop", behalf="theo điện thoại")
    office_desk.accepted("b01_ktxh_q", COMMUNE, {("02", "th"): "55", ("02", "uoc"): "110"})
    with pytest.raises(RefusalError, match="đã được thay thế"):
        actions.confirm(office_desk.by(COMMUNE), entered.id)
    assert office_desk.held(office_desk.key("b01_ktxh_q", COMMUNE, "02", "uoc")) == "110"


def test_the_unit_sends_itself_what_was_entered_for_it(office_desk: Workplace) -> None:
    entered = office_desk.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop", behalf="theo điện thoại")
    sent = office_desk.send("b01_ktxh_q", COMMUNE, CROPS)
    assert sent.id != entered.id and sent.state == "sent"


# --- who, for what, when


@pytest.mark.parametrize(
    ("form", "unit", "sender", "period", "said"),
    [
        ("b05_ns_q", DISTRICT, "phong_ktht", "2024-Q1", "Phòng Tài chính - Kế hoạch gửi, không phải Phòng Kinh tế"),
        ("b01_ktxh_q", COMMUNE, NEIGHBOUR, "2024-Q1", "xã Bằng Mạc gửi, không phải xã Gia Lộc"),
        ("b05_ns_q", COMMUNE, COMMUNE, "2024-Q1", "không thu của xã Bằng Mạc"),
        ("b05_ns_q", DISTRICT, "phong_tckh", "2024-M02", "thu theo quý, không có kỳ tháng 02/2024"),
        ("kh01_gct_n", DISTRICT, "phong_tckh", "2024-Q1", "thu theo năm"),
        ("khong_co", DISTRICT, "phong_tckh", "2024-Q1", "không có biểu"),
    ],
)
def test_a_form_is_taken_from_those_who_owe_it(
    office_desk: Workplace, form: str, unit: str, sender: str, period: str, said: str
) -> None:
    draft = office_desk.draft("b05_ns_q", DISTRICT, budget())
    other = replace(draft, form=form, unit=unit, sender=sender, period=parse_period(period))
    with pytest.raises(RefusalError, match=said):
        actions.submit(office_desk.by("quan_tri"), other, b"x")


def test_nothing_moves_in_a_closed_period(anywhere: Workplace) -> None:
    waiting = anywhere.send("b05_ns_q", DISTRICT, budget())
    behalf = anywhere.send("b01_ktxh_q", COMMUNE, CROPS, user="tong_hop", behalf="theo điện thoại")
    actions.close_period(anywhere.by("tong_hop"), Q1)
    before, key = contents(), anywhere.key("b05_ns_q", DISTRICT, "01", "th")
    for attempt in (
        lambda: anywhere.send("b05_ns_q", DISTRICT, budget("9.500")),
        lambda: anywhere.accept(waiting),
        lambda: actions.confirm(anywhere.by(COMMUNE), behalf.id),
        lambda: actions.count_register(anywhere.by("tong_hop"), "cau", DISTRICT, Q1),
        lambda: actions.decide(anywhere.by("tong_hop"), key, Source.STATED, "họp"),
    ):
        with pytest.raises(RefusalError, match="đã đóng"):
            attempt()
    assert contents() == before
    assert anywhere.send("b05_ns_q", DISTRICT, budget()).id == waiting.id, "a retry is still answered"
    with pytest.raises(RefusalError, match="nêu lý do"):
        actions.reopen_period(anywhere.by("lanh_dao_van_phong"), Q1, " ")
    actions.reopen_period(anywhere.by("lanh_dao_van_phong"), Q1, "bổ sung")
    anywhere.accept(waiting)


@pytest.mark.parametrize("twice", ["close", "reopen"])
def test_a_period_is_closed_and_opened_in_turn(office_desk: Workplace, twice: str) -> None:
    if twice == "close":
        actions.close_period(office_desk.by("tong_hop"), Q1)
        with pytest.raises(RefusalError, match="đã đóng rồi"):
            actions.close_period(office_desk.by("tong_hop"), Q1)
    else:
        with pytest.raises(RefusalError, match="đang mở"):
            actions.reopen_period(office_desk.by("lanh_dao_van_phong"), Q1, "bổ sung")


def test_a_sheet_with_a_stop_leaves_nothing(office_desk: Workplace) -> None:
    stop = Finding("SUB107", "number-not-readable", Consequence.STOP, "không đọc được “abc” là số", Where(row="01"))
    before = contents()
    with pytest.raises(RefusalError, match="abc"):
        office_desk.send("b05_ns_q", DISTRICT, budget(), doubts=(stop,))
    assert contents() == before
