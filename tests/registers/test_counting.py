"""Counts of a register: pinned to cut-off, moment and entries; inside, outside and overlapping allocations; corrections
that move no figure silently."""

from __future__ import annotations

from datetime import date

import pytest

from solieu import actions
from solieu.actions import RefusalError, count_differences
from solieu.core import FactKey, parse_fact_key, parse_period
from solieu.facts import EntryEvent, Provenance
from solieu.registers import ANNULMENT, CORRECTION, holds_for, label, list_entries, state_of
from workplace import COMMUNE, DISTRICT, Workplace

Q1 = parse_period("2024-Q1")
DONE, UNDERWAY, BEGUN = (
    parse_fact_key(f"ha_tang.cau/huyen_chi_lang/2024-Q1/actual/trang_thai={state}")
    for state in ("hoan_thanh", "dang_lam", "khoi_cong")
)


def capital(source: str, kind: str) -> FactKey:
    return parse_fact_key(f"dau_tu.von_phan_bo/huyen_chi_lang/2024/target:giao/nguon={source};loai={kind}")


def record(
    office: Workplace, register: str, entry: str, name: str, day: str, unit: str = DISTRICT, **fields: str
) -> None:
    happened = EntryEvent(name, date.fromisoformat(day), office.clock(), "", tuple(fields.items()))
    owner = office.workspace.definitions().catalog.registers[register].owner
    actions.record_events(office.by(owner), register, [(entry, happened)], unit=unit)


def bridge(office: Workplace, entry: str, *days: str, unit: str = DISTRICT) -> None:
    """Begun, under way, finished: as many days as have come."""
    for name, day in zip(("khoi_cong", "thi_cong", "hoan_thanh"), days, strict=False):
        fields = {"ten": f"Cầu {entry}", "xa": COMMUNE} if name == "khoi_cong" else {}
        record(office, "cau", entry, name, day, unit, **fields)


def project(office: Workplace, entry: str, money: str, role: str = "trong_tong", kind: str = "khoi_cong", is_one: str = "co",
            source: str = "nq16") -> None:  # fmt: skip
    record(office, "du_an", entry, "phan_bo", "2024-01-10", ten=entry, nguon=source, loai=kind, von=money, vai_tro=role,
           la_du_an=is_one)  # fmt: skip


def counted(office: Workplace, register: str, unit: str = DISTRICT):  # type: ignore[no-untyped-def]
    return actions.count_register(office.by("tong_hop"), register, unit, Q1)


def value(office: Workplace, register: str, key: FactKey) -> str:
    fact = next(fact for fact in counted(office, register).staged if fact.key == key)
    return str(fact.reading.quantity.value) if fact.reading.quantity else f"!{fact.reading.absence}"


@pytest.fixture
def bridges(office_desk: Workplace) -> Workplace:
    office_desk.clock.moment = office_desk.clock.moment.replace(month=4, day=5)
    bridge(office_desk, "a", "2024-01-05", "2024-01-20", "2024-03-01")
    bridge(office_desk, "b", "2024-01-05", "2024-01-20", "2024-04-02")  # finished after the quarter
    bridge(office_desk, "c", "2024-02-10")
    bridge(office_desk, "d", "2024-04-01")  # begun after the quarter
    return office_desk


def test_a_count_knows_its_day_its_entries_and_its_definition(bridges: Workplace) -> None:
    sent = counted(bridges, "cau")
    found = {fact.key: (str(fact.reading.quantity.value), fact.origin.key) for fact in sent.staged}  # type: ignore[union-attr]
    assert found == {
        DONE: ("1", "register:cau:a"),
        UNDERWAY: ("1", "register:cau:b"),
        BEGUN: ("1", "register:cau:c"),
    }
    assert sent.staged[0].note == "1 mục, tính đến 31/03/2024"
    assert (sent.source, sent.form, sent.sender, sent.catalog) == (
        "register", "register:cau", "phong_ktht", bridges.workspace.definitions().catalog.version
    )  # fmt: skip
    assert "hoan_thanh = 1" in bridges.workspace.store.content(sent.sha256).decode()


def test_a_count_of_nothing_is_zero_by_an_act_of_counting(office_desk: Workplace) -> None:
    assert value(office_desk, "cau", DONE) == "0"


def test_a_count_is_accepted_like_a_form(bridges: Workplace) -> None:
    bridges.accept(counted(bridges, "cau"))
    assert bridges.held(DONE) == "1"


def test_a_count_of_a_commune_holds_its_own_entries(office_desk: Workplace) -> None:
    bridge(office_desk, "a", "2024-01-05", unit=DISTRICT)
    bridge(office_desk, "b", "2024-01-06", unit=COMMUNE)
    found = {unit: counted(office_desk, "cau", unit) for unit in (DISTRICT, COMMUNE, "xa_gia_loc")}
    begun = {unit: next(f for f in sent.staged if f.key.cut == BEGUN.cut).origin.key for unit, sent in found.items()}
    assert begun == {DISTRICT: "register:cau:a,b", COMMUNE: "register:cau:b", "xa_gia_loc": "register:cau:"}


@pytest.mark.parametrize(
    ("register", "unit", "user", "said"),
    [("khong_co", DISTRICT, "tong_hop", "không có sổ"), ("van_ban", DISTRICT, "tong_hop", "không có chỉ tiêu nào để đếm"),
     ("cau", "xa_khong_co", "tong_hop", "không có đơn vị"), ("cau", DISTRICT, "phong_ktht", "không có quyền")],
)  # fmt: skip
def test_what_cannot_be_counted(office_desk: Workplace, register: str, unit: str, user: str, said: str) -> None:
    with pytest.raises(RefusalError, match=said):
        actions.count_register(office_desk.by(user), register, unit, Q1)


# --- a later correction


def test_a_correction_moves_no_figure_and_is_said(bridges: Workplace) -> None:
    bridges.accept(counted(bridges, "cau"))
    assert count_differences(bridges.by("tong_hop"), "cau") == ()
    record(bridges, "cau", "b", ANNULMENT, "2024-04-05")  # it was not finished at all: nothing changes for the quarter
    assert count_differences(bridges.by("tong_hop"), "cau") == ()
    record(bridges, "cau", "c", "thi_cong", "2024-03-15")
    found = count_differences(bridges.by("tong_hop"), "cau")
    assert [(one.name, one.where.key, one.printed, one.expected) for one in found] == [
        ("count-differs-from-accepted", str(UNDERWAY), "1 cầu", "2 cầu"),
        ("count-differs-from-accepted", str(BEGUN), "1 cầu", "0 cầu"),
    ]
    assert "đã tiếp nhận 1 cầu, sổ nay cho 2 cầu" in found[0].message
    assert [related.printed for related in found[0].related] == ["b", "b, c"]
    assert (bridges.held(UNDERWAY), bridges.held(BEGUN)) == ("1", "1"), "nothing has moved"


def test_counting_again_takes_the_correction_over(bridges: Workplace) -> None:
    first = counted(bridges, "cau")
    bridges.accept(first)
    before = bridges.workspace.now()
    record(bridges, "cau", "c", "thi_cong", "2024-03-15")
    bridges.accept(counted(bridges, "cau"))
    assert count_differences(bridges.by("tong_hop"), "cau") == ()
    assert (bridges.held(UNDERWAY), bridges.held(BEGUN)) == ("2", "0")
    assert bridges.workspace.snapshot(before).facts[UNDERWAY].origin.key == "register:cau:b"
    assert bridges.workspace.snapshot().submissions[first.id].state == "superseded"


def test_the_same_number_of_other_entries_is_a_difference_too(bridges: Workplace) -> None:
    bridges.accept(counted(bridges, "cau"))
    record(bridges, "cau", "b", ANNULMENT, "2024-04-05")
    record(bridges, "cau", "b", ANNULMENT, "2024-04-05")  # b was never under way
    record(bridges, "cau", "c", "thi_cong", "2024-03-15")  # but c was
    found = {one.where.key: one for one in count_differences(bridges.by("tong_hop"), "cau")}
    assert "vẫn là 1 cầu nhưng của những mục khác" in found[str(UNDERWAY)].message
    bridges.accept(counted(bridges, "cau"))
    assert bridges.workspace.snapshot().facts[UNDERWAY].origin.key == "register:cau:c"


def test_a_difference_may_be_explained_and_the_accepted_figure_kept(bridges: Workplace) -> None:
    sent = counted(bridges, "cau")
    bridges.accept(sent)
    record(bridges, "cau", "c", "thi_cong", "2024-03-15")
    accepted = bridges.workspace.store.submission(sent.id)
    assert accepted is not None
    found = [one for one in actions.findings_of(bridges.by("tong_hop"), accepted) if one.code == "DAT902"]
    assert len(found) == 2
    for finding in found:
        actions.explain(bridges.by("tong_hop"), sent.id, finding, "báo cáo đã phát hành giữ số cũ")
        assert finding.fingerprint in bridges.workspace.snapshot().explanations


def test_a_fact_is_what_was_known_when_it_was_counted(bridges: Workplace) -> None:
    """The drill-down of the accepted count shows the entries as they were then."""
    sent = counted(bridges, "cau")
    bridges.accept(sent)
    record(bridges, "cau", "a", CORRECTION, "2024-01-05", ten="Cầu đổi tên")
    register = bridges.workspace.definitions().catalog.registers["cau"]
    entry = next(one for one in bridges.workspace.store.entries("cau") if one.id == "a")
    then, now = (state_of(register, entry, Q1.end, at) for at in (sent.sent_at, bridges.workspace.now()))
    assert then is not None and now is not None
    assert (then.fields["ten"], now.fields["ten"]) == ("Cầu a", "Cầu đổi tên")


# --- sums


def test_allocations_inside_outside_and_overlapping(office_desk: Workplace) -> None:
    """Cement for roads is paid out of the same money: it is counted for itself and never added to its source."""
    project(office_desk, "a", "2.500")
    project(office_desk, "b", "6.980", kind="thanh_toan")
    project(office_desk, "xi_mang", "3.121", role="trung_lap", kind="xi_mang", is_one="khong")
    project(office_desk, "doi_ung", "5.400", role="ngoai_tong", kind="doi_ung", is_one="khong", source="ntm")
    assert value(office_desk, "du_an", capital("nq16", "xi_mang")) == "3121"
    assert value(office_desk, "du_an", capital("ntm", "doi_ung")) == "5400"
    from solieu.expressions import parse_expression

    inside = parse_expression('nguon = "nq16" and vai_tro = "trong_tong" and trang_thai = "duoc_bo_tri"')
    register = office_desk.workspace.definitions().catalog.registers["du_an"]
    states = [state_of(register, entry, Q1.end) for entry in office_desk.workspace.store.entries("du_an")]
    assert [state.entry.id for state in states if state and holds_for(inside, state)] == ["a", "b"]


def test_the_sums_of_the_sample_close_with_what_is_inside(sample_copy, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """9.480 + 50.000 + 22.844 + 52.595 + 269 = 135.188; the contributions outside the total are not in it."""
    from decimal import Decimal

    from solieu.app.workspace import Workspace
    from solieu.registers.counting import number_of

    workspace = Workspace.open(sample_copy)
    register = workspace.definitions().catalog.registers["du_an"]
    field = next(field for field in register.fields if field.id == "von")
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in workspace.store.entries("du_an"):
        state = state_of(register, entry, Q1.end)
        assert state is not None
        number = number_of(field, state, "triệu đồng")
        assert number is not None
        place = (state.fields["nguon"], state.fields["vai_tro"])
        sums[place] = sums.get(place, Decimal(0)) + number.value
    inside = {source: total for (source, role), total in sums.items() if role == "trong_tong"}
    assert {source: str(inside[source]) for source in ("nq16", "sdd", "ntm", "dtts", "khac")} == {
        "nq16": "9480", "sdd": "50000", "ntm": "22844", "dtts": "52595", "khac": "269"
    }  # fmt: skip
    assert sums["nq16", "trung_lap"] == 3121 and sums["ntm", "ngoai_tong"] == 5400


def test_a_sum_with_an_entry_without_its_number_is_not_known(office_desk: Workplace) -> None:
    """Never smaller, never a silent zero. The field became required only later, so such entries exist."""
    from dataclasses import replace

    from solieu.registers import count_submission

    project(office_desk, "a", "1.000")
    project(office_desk, "b", "500")
    catalog = office_desk.workspace.definitions().catalog
    entries = list(office_desk.workspace.store.entries("du_an"))
    torn = replace(entries[1].events[0], fields=tuple(pair for pair in entries[1].events[0].fields if pair[0] != "von"))
    entries[1] = replace(entries[1], events=(torn,))
    draft = count_submission(catalog.registers["du_an"], entries, catalog=catalog, unit=DISTRICT, period=Q1,
                             moment=office_desk.workspace.now(), actor="x")  # fmt: skip
    (fact,) = (fact for fact in draft.staged if fact.key == capital("nq16", "khoi_cong"))
    assert not fact.reading.is_present and "chưa ghi số" in fact.note


def test_numbers_are_added_in_one_measure_to_the_last_digit(office_desk: Workplace) -> None:
    project(office_desk, "a", "1,25 tỷ đồng")
    project(office_desk, "b", "0,125")
    project(office_desk, "c", "500.000 nghìn đồng")
    sent = counted(office_desk, "du_an")
    (fact,) = (fact for fact in sent.staged if fact.key == capital("nq16", "khoi_cong"))
    assert fact.reading.quantity is not None
    assert (str(fact.reading.quantity.value), fact.reading.quantity.decimals) == ("1750.125", 3)


def test_generated_entries_mark_what_they_are_counted_into(office_desk: Workplace) -> None:
    opened = EntryEvent("khoi_cong", date(2024, 1, 5), office_desk.clock(), "", (("ten", "Cầu"), ("xa", COMMUNE)))
    actions.record_events(
        office_desk.by("phong_ktht"), "cau", [("m", opened)], unit=DISTRICT, provenance=Provenance.ILLUSTRATIVE
    )
    marks = {fact.key: fact.provenance for fact in counted(office_desk, "cau").staged}
    assert marks == {DONE: "reported", UNDERWAY: "reported", BEGUN: "illustrative"}


# --- lists


def test_a_named_list_spells_units_out_in_the_order_of_the_register(bridges: Workplace) -> None:
    register = bridges.workspace.definitions().catalog.registers["cau"]
    entries = bridges.workspace.store.entries("cau")
    found = list_entries(register, entries, "khoi_cong", Q1.end, bridges.workspace.now(), {COMMUNE: "xã Bằng Mạc"})
    assert [text for _, text in found] == ["Cầu c, xã Bằng Mạc"]
    state = state_of(register, entries[0], Q1.end)
    assert state is not None and label(register, state, {}) == f"Cầu a, {COMMUNE}"
