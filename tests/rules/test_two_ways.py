"""Form or register, by the locality's choice; where both are kept they are compared."""

from __future__ import annotations

from datetime import date

import pytest

from solieu import actions
from solieu.catalog import load_bundle
from solieu.core import FactKey, Series, parse_period
from solieu.facts import EntryEvent
from workplace import DISTRICT, Workplace

Q1 = parse_period("2024-Q1")
INDICATOR = "do_thi.giay_phep"
REGISTER = """
title: Sổ giấy phép thử
owner: OWNER
label: "{so}"
states: {da_cap: Đã cấp}
fields: [{id: so, title: Số, type: text, required: true}]
events: [{id: cap, title: Cấp, to: da_cap}]
counts: [{indicator: do_thi.giay_phep, kind: count, at: in_period, series: estimate}]
"""
CELLS = {("17", "uoc"): "8"}


def office(desk: Workplace, source: str = "", owner: str = "van_phong") -> Workplace:
    """Permits are asked for by form B04 of one department and counted from a register of another, or of the same."""
    context = desk.by()
    files = dict(context.catalog.files)
    path = "indicators/do_thi/giay_phep.yaml"
    files[path] += f"source: {source}\n".encode() if source else b""
    files["registers/giay_phep_thu.yaml"] = REGISTER.replace("OWNER", owner).encode()
    loaded = load_bundle(files)
    assert loaded.catalog is not None, loaded.mistakes
    actions.activate_catalog(context, loaded.catalog)
    return desk


def counted(desk: Workplace, permits: int, owner: str = "van_phong") -> str:
    events = [
        (f"g{number}", EntryEvent("cap", date(2024, 2, 1), desk.clock(), "", (("so", str(number)),)))
        for number in range(permits)
    ]
    actions.record_events(desk.by(owner), "giay_phep_thu", events, unit=DISTRICT)
    return actions.count_register(desk.by("tong_hop"), "giay_phep_thu", DISTRICT, Q1).id


def said(desk: Workplace, id: str) -> list[str]:
    sent = desk.workspace.store.submission(id)
    assert sent is not None
    return [one.message for one in actions.findings_of(desk.by("tong_hop"), sent) if one.code == "DAT903"]


def accept(desk: Workplace, id: str) -> None:
    sent = desk.workspace.store.submission(id)
    assert sent is not None
    for finding in actions.findings_of(desk.by("tong_hop"), sent):
        if finding.code == "DAT903":
            actions.explain(desk.by("tong_hop"), id, finding, "đối chiếu sau")
    actions.accept(desk.by("tong_hop"), id)


def held(desk: Workplace) -> str:
    return desk.held(FactKey(INDICATOR, DISTRICT, Q1, Series.estimate(), ()))


@pytest.mark.parametrize("owner", ["van_phong", "phong_ktht"])
def test_both_ways_are_compared_and_the_first_holds(office_desk: Workplace, owner: str) -> None:
    desk = office(office_desk, owner=owner)
    desk.accepted("b04_ktxh_q", DISTRICT, CELLS)
    id = counted(desk, 7, owner)
    assert said(desk, id) == [
        "Giấy phép xây dựng đã cấp, huyện Chi Lăng, quý I/2024: sổ cho 7 trường hợp, biểu ghi 8 trường hợp."
    ]
    with pytest.raises(actions.RefusalError, match="còn phải giải trình 1 điều"):
        actions.accept(desk.by("tong_hop"), id)
    accept(desk, id)
    assert held(desk) == "8", "what came first holds until somebody decides"


def test_two_ways_that_agree_say_nothing(office_desk: Workplace) -> None:
    desk = office(office_desk)
    desk.accepted("b04_ktxh_q", DISTRICT, CELLS)
    assert said(desk, counted(desk, 8)) == []


@pytest.mark.parametrize(("source", "value"), [("register", "7"), ("form", "8")])
@pytest.mark.parametrize("form_first", [True, False])
def test_the_choice_of_the_locality_holds_whatever_comes_first(
    office_desk: Workplace, source: str, value: str, form_first: bool
) -> None:
    desk = office(office_desk, source)
    if form_first:
        desk.accepted("b04_ktxh_q", DISTRICT, CELLS)
    accept(desk, counted(desk, 7))
    if not form_first:
        accept(desk, desk.send("b04_ktxh_q", DISTRICT, CELLS).id)
    assert held(desk) == value
