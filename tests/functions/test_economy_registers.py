"""The records behind the figures of the economy (F12 to F39): they advance, are refused what does not follow, are late
from a day on, and what was given to a unit is in its list of late work."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from case_tables import case_rows
from office_acts import Q1, answered, events_of, is_late, number_of, sheet

from command_line import CommandLine
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Interval, Series
from solieu.facts import Provenance
from solieu.registers import count_submission
from solieu.vietnamese import write_quantity
from workplace import DISTRICT

HERE = Path(__file__).parent
CASES = case_rows(HERE / "economy_registers.md")
FRAME = case_rows(HERE / "frame_registers.md")
KEEPERS = sorted({case["keeper"] for case in CASES + FRAME})
PLAN = ("xa=xa_bang_huu", "tieu_chi=Thủy lợi", "bo_tieu_chi=ntm", "phu_trach=phong_ktht", "han=2024-10-31")


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in {*KEEPERS, "phong_ktht", "phong_tckh", "quan_su"}:
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    line.by("phong_nnptnt").done("register", "record", "tieu_chi_ntm", "chua_dat", "ra_soat", *PLAN,
                                 "--on", "2024-01-08")  # fmt: skip
    return line


def _happen(office: CommandLine, case: dict[str, str]) -> None:
    for event, day, fields in events_of(case["happens"]):
        office.by(case["keeper"]).done("register", "record", case["register"], "thu", event, *fields, "--on", day)


def _case(register: str) -> dict[str, str]:
    return next(case for case in CASES + FRAME if case["register"] == register)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["register"])
def test_a_record_advances_and_is_refused_what_does_not_follow(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    opening, day, fields = events_of(case["happens"])[0]
    stranger = office.by("quan_su")("register", "record", name, "thu", opening, *fields, "--on", day)
    assert stranger.status == 1, "only the keeper of the register records"
    _happen(office, case)
    listed = keeper.done("register", "list", name, "--on", "2024-03-01").out
    assert f"– {case['state']} từ" in listed and "1 mục" in listed
    ((event, day, fields),) = events_of(case["refused"])
    refused = keeper("register", "record", name, "thu", event, *fields, "--on", day)
    assert refused.status == 1 and case["said"] in refused.said, refused.said
    assert keeper.done("register", "list", name, "--on", "2024-03-01").out == listed
    deadline, _, day = case["late"].partition(" ")
    assert is_late(office, name, "thu", deadline, day)
    assert "quá hạn" in keeper.done("register", "show", name, "thu").out


@pytest.mark.parametrize(
    ("register", "late"),
    [
        ("buoc_du_an", "2024-02-27"),
        ("su_co_do_thi", "2024-02-28"),
        ("tieu_chi_ntm", "2024-02-29"),
        ("gia_thi_truong", "2024-02-22"),
        ("phong_chay_rung", "2024-02-24"),
    ],
)
def test_what_was_given_to_a_unit_is_listed_late(office: CommandLine, register: str, late: str) -> None:
    """F15, F21, F25, F32, F35: from the day after its deadline on, and not the day before."""
    _happen(office, _case(register))
    listed = office.done("register", "list", register, "--on", "2024-03-01").out
    (title,) = re.findall(r"^thu: (.*) – ", listed, re.MULTILINE)
    before = str(date.fromisoformat(late) - timedelta(days=1))
    assert title not in office.by("tong_hop").done("tasks", "--late", "--on", before).out
    assert title in office.by("tong_hop").done("tasks", "--late", "--on", late).out


def test_a_dossier_goes_up_when_its_criteria_are_met(office: CommandLine) -> None:
    """F21: the commune's criteria first, then its dossier, then the recognition."""
    _happen(office, _case("cong_nhan_ntm"))
    keeper = office.by("phong_nnptnt")
    upward = ("register", "record", "cong_nhan_ntm", "thu", "trinh", "--on", "2024-02-27")
    assert keeper(*upward).status == 1
    one = ("register", "record", "tieu_chi_ntm", "chua_dat")
    keeper.done(*one, "de_nghi", "minh_chung=Biên bản nghiệm thu", "--on", "2024-02-22")
    keeper.done(*one, "cong_nhan", "--on", "2024-02-26")
    keeper.done(*upward)
    keeper.done(*upward[:4], "cong_nhan", "quyet_dinh=Quyết định số 01", "--on", "2024-02-28")
    assert "Đã công nhận" in keeper.done("register", "list", "cong_nhan_ntm", "--on", "2024-03-01").out


def test_the_clock_of_a_permit_stands_still_while_papers_are_missing(office: CommandLine) -> None:
    """F36: fifteen days from 01/02 with ten of them waiting end on 26/02; without the wait on 16/02."""
    plain = "tiep_nhan 2024-02-01 thi_tran=tt_dong_mo, loai=nha_o"
    _happen(office, _case("giay_phep_xay_dung") | {"happens": plain})
    assert is_late(office, "giay_phep_xay_dung", "thu", "cap_phep", "2024-02-17")


@pytest.mark.parametrize("name", sorted({case["register"] for case in CASES}))
def test_the_sample_keeps_generated_entries_marked(name: str) -> None:
    file = files("solieu").joinpath("assets/sample/chi_lang/so", f"{name}.csv")
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    assert len(set(head.split(";"))) == len(head.split(";")), "a field has the name of a column of every register"
    assert rows and {row.split(";")[5] for row in rows} == {"minh họa"}


@pytest.mark.parametrize(
    ("register", "more", "figure", "stands"),
    [
        ("giay_phep_xay_dung", "cap_phep 2024-02-20 so_giay_phep=Giấy phép 01", "do_thi.giay_phep", "1 trường hợp"),
        ("cap_xi_mang", "cap 2024-02-20 da_cap=10", "ha_tang.xi_mang_cap", "35 tấn"),
        (
            "vu_viec_389",
            "xu_phat 2024-02-06 quyet_dinh=Số 01, tien_phat=4,5",
            "chong_buon_lau.tien_phat",
            "4,5 triệu đồng",
        ),
    ],
)
def test_a_register_is_counted_for_the_quarter(
    office: CommandLine, register: str, more: str, figure: str, stands: str
) -> None:
    """F28, F33, F36: the figure is what the records add up to, once the desk has accepted the count."""
    case = _case(register)
    _happen(office, case)
    _happen(office, case | {"happens": more})
    said = office.by("tong_hop").done("register", "count", register, "--period", Q1).out
    office.by("tong_hop").done("accept", said.partition("mã ")[2].partition(",")[0])
    assert office.folder is not None
    facts = Workspace.open(office.folder).snapshot().facts
    (found,) = [fact.reading.quantity for key, fact in facts.items() if (key.indicator, key.period) == (figure, Q1)]
    assert found is not None and write_quantity(found, prose=False) == stands


@pytest.mark.parametrize("register", ["giay_phep_xay_dung", "cap_xi_mang", "vu_viec_389"])
def test_the_records_of_the_sample_give_what_its_forms_say(sample_folder: Path, register: str) -> None:
    """F28, F33, F36: the generated records add up to the printed figure, which stays the form's."""
    workspace = Workspace.open(sample_folder)
    catalog, snapshot = workspace.definitions().catalog, workspace.snapshot()
    counted = count_submission(catalog.registers[register], snapshot.entries[register], catalog=catalog, unit=DISTRICT,
                               period=Q1, moment=snapshot.moment, actor="")  # fmt: skip
    assert counted.staged
    for fact in counted.staged:
        held, quantity = snapshot.facts[fact.key], fact.reading.quantity
        assert quantity is not None and held.reading.quantity is not None
        assert held.reading.quantity.interval.meets(Interval.exactly(quantity.value)), fact.key
        assert held.provenance is Provenance.REPORTED, "a generated record never takes the place of what was reported"


HARVEST = {"form": "b01_ktxh_q", "unit": "xa_van_an", "sender": "xa_van_an"}


def test_a_yield_follows_from_area_and_output(office: CommandLine, tmp_path: Path) -> None:
    """F11: 70 tấn from 5 ha are 140 tạ/ha; nobody types khoai_tay_nang_suat."""
    office.done("user", "grant", "xa_van_an", "nguoi_lap_bieu", "--unit", "xa_van_an")
    cells = next(case["cells"] for case in case_rows(HERE / "economy_forms.md") if case["function"] == "F11")
    office.by("xa_van_an").done("submit", sheet(office, HARVEST, cells, tmp_path / "bieu.xlsx"))
    answered(office, HARVEST)
    office.by("tong_hop").done("accept", number_of(HARVEST))
    key = f"trong_trot.khoai_tay_nang_suat/xa_van_an/{Q1}/estimate"
    traced = office.by("tong_hop").done("trace", key, "--period", Q1).out
    assert "140 tạ/ha" in traced and "70 tấn" in traced and "5 ha" in traced


@pytest.mark.parametrize(("indicator", "unmet"), [("con_lai_bang_huu", 9), ("con_lai_nhan_ly", 13)])
def test_every_criterion_that_is_not_met_has_an_entry_and_a_unit(
    sample_folder: Path, indicator: str, unmet: int
) -> None:
    """F21: the register counts what the plan names, one criterion an entry, each with the unit that answers for it."""
    workspace = Workspace.open(sample_folder)
    facts, name = workspace.snapshot().facts, f"nong_thon_moi.{indicator}"
    counted = facts[FactKey(name, DISTRICT, Q1, Series.actual())].reading.quantity
    planned = facts[FactKey(name, DISTRICT, Q1.whole_year(), Series.target("nam"))].reading.quantity
    assert counted is not None and planned is not None and counted.value == planned.value == unmet
    named = [dict(entry.events[0].fields) for entry in workspace.snapshot().entries["tieu_chi_ntm"]]
    assert all(fields["phu_trach"] and fields["han"] for fields in named)
