"""Land, environment, internal affairs, inspection, petitions (F56 to F76): one function a case, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_tables import case_rows
from office_acts import Q1, answered, events_of, is_late, number_of, sent_late_and_accepted, sheet, stands

from command_line import CommandLine
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Series
from solieu.facts import Provenance
from solieu.vietnamese import write_quantity
from workplace import DISTRICT

HERE = Path(__file__).parent
FORMS = case_rows(HERE / "land_forms.md")
REGISTERS = case_rows(HERE / "land_registers.md")
USERS = ("phong_tnmt", "phong_ktht", "cn_vpdkdd", "phong_noi_vu", "thanh_tra", "ubkt_huyen_uy", "van_phong", "xa_van_an",
         "quan_su")  # fmt: skip
CITED = ("loai=Quyết định", "so_ky_hieu=01/QĐ-UBND", "co_quan=UBND tỉnh")
# What the source itself says of an entry is not generated; its days may be.
FROM_THE_SOURCE = {
    "ke_hoach_su_dung_dat": 1, "tru_so_cong_an": 6, "chuyen_muc_dich": 2, "de_an_vi_tri_viec_lam": 2,
    "phong_trao_thi_dua": 2, "cuoc_thanh_tra": 2,
}  # fmt: skip


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in USERS:
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    return line


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return Workspace.open(sample_folder)


# --- forms


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["figure"])
def test_a_figure_is_late_then_sent_by_its_owner_and_accepted(
    office: CommandLine, tmp_path: Path, case: dict[str, str]
) -> None:
    sent_late_and_accepted(office, case, tmp_path / "bieu.xlsx")


@pytest.mark.parametrize("case", [case for case in FORMS if case["rule"]], ids=lambda case: case["rule"])
def test_figures_that_do_not_agree_are_asked_about(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    right = sheet(office, case, case["cells"], tmp_path / "dung.xlsx")
    office.by(case["sender"]).done("submit", right)
    assert case["rule"] not in office.by("tong_hop")("check", number_of(case)).out
    wrong = sheet(office, case, f"{case['cells']}, {case['wrong']}", tmp_path / "sai.xlsx")
    office.by(case["sender"]).done("submit", wrong)
    second = number_of(case)[:-1] + "2"
    checked = office.by("tong_hop")("check", second)
    assert checked.status == 1 and case["rule"] in checked.out and "Cần giải trình" in checked.out
    refused = office.by("tong_hop")("accept", second)
    assert refused.status == 1 and "giải trình" in refused.said


def test_declarations_have_a_second_source(office: CommandLine, tmp_path: Path) -> None:
    """F76: the Party's inspection commission sends the same rows; a count of its own is a second figure, not a new one."""
    case = next(case for case in FORMS if case["function"] == "F76")
    office.by("thanh_tra").done("submit", sheet(office, case, "61.th=303", tmp_path / "mot.xlsx"))
    office.by("tong_hop").done("accept", number_of(case))
    other = {**case, "sender": "ubkt_huyen_uy"}
    office.by("ubkt_huyen_uy").done(
        "submit", sheet(office, other, "61.th=304, 62.th=14, 66.th=148", tmp_path / "hai.xlsx")
    )
    office.by("tong_hop")("check", number_of(other))
    answered(office, other)
    office.by("tong_hop").done("accept", number_of(other))
    assert stands(office, case) == "303 bản"


# --- registers


@pytest.mark.parametrize("case", REGISTERS, ids=lambda case: case["register"])
def test_an_entry_advances_and_is_refused_what_does_not_follow(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    office.by("van_phong").done("register", "record", "van_ban", "vb", "vao_so", *CITED, "--on", "2024-01-02")
    for event, day, fields in events_of(case["happens"]):
        stranger = office.by("quan_su")("register", "record", name, "thu", event, *fields, "--on", day)
        assert stranger.status == 1, "only the keeper of the register records"
        keeper.done("register", "record", name, "thu", event, *fields, "--on", day)
    listed = keeper.done("register", "list", name, "--on", "2024-03-01").out
    assert f"– {case['state']} từ" in listed and "1 mục" in listed
    ((event, day, fields),) = events_of(case["refused"])
    refused = keeper("register", "record", name, "thu", event, *fields, "--on", day)
    assert refused.status == 1 and case["said"] in refused.said, refused.said
    assert keeper.done("register", "list", name, "--on", "2024-03-01").out == listed
    if case["late"]:
        deadline, _, day = case["late"].partition(" ")
        assert is_late(office, name, "thu", deadline, day)


def test_land_is_recovered_early_only_from_those_who_agree(office: CommandLine) -> None:
    """F60: ninety days after the notice, or at once with the owner's word."""
    keeper = office.by("phong_tnmt")
    at = ("register", "record", "thu_hoi_dat")
    for entry in ("som", "du"):
        keeper.done(*at, entry, "thong_bao", f"ma={entry}", "loai=ca_nhan", "du_an=Đường A", "--on", "2023-11-20")
    keeper.done(*at, "som", "thu_hoi", "dien_tich=80", "dong_y_som=co", "--on", "2023-12-04")
    assert keeper(*at, "du", "thu_hoi", "dien_tich=90,5", "dong_y_som=khong", "--on", "2024-02-17").status == 1
    keeper.done(*at, "du", "thu_hoi", "dien_tich=90,5", "dong_y_som=khong", "--on", "2024-02-18")


def test_petitions_are_numbered_in_the_order_in_which_they_come(office: CommandLine) -> None:
    """F75: a number is given once a year, and never to an earlier day."""
    keeper, at = office.by("thanh_tra"), ("register", "record", "don_thu")
    keeper.done(*at, "mot", "tiep_nhan", "loai=kien_nghi", "--on", "2024-01-08")
    keeper.done(*at, "hai", "tiep_nhan", "loai=to_cao", "--on", "2024-01-15")
    listed = keeper.done("register", "list", "don_thu", "--on", "2024-03-01").out
    assert "Đơn số 1 " in listed and "Đơn số 2 " in listed
    assert keeper(*at, "ba", "tiep_nhan", "loai=kien_nghi", "so=2", "--on", "2024-01-22").status == 1
    assert keeper(*at, "ba", "tiep_nhan", "loai=kien_nghi", "so=3", "--on", "2024-01-10").status == 1
    keeper.done(*at, "ba", "tiep_nhan", "loai=kien_nghi", "--on", "2024-01-22")


def test_petitions_are_counted_by_what_became_of_them(office: CommandLine) -> None:
    """F75: four petitions, one of each end; the count becomes facts that a sentence can be made of."""
    keeper, at = office.by("thanh_tra"), ("register", "record", "don_thu")
    for number, (event, *fields) in enumerate(
        (("luu_don", "ly_do=Không ký tên"), ("huong_dan", "noi_nhan=Tòa án"), ("rut_don",), ("thu_ly", "co_quan_thu_ly=thanh_tra"))
    ):  # fmt: skip
        keeper.done(*at, f"d{number}", "tiep_nhan", "loai=kien_nghi", "--on", "2024-01-15")
        keeper.done(*at, f"d{number}", event, *fields, "--on", "2024-01-22")
    keeper.done(*at, "d3", "giai_quyet", "ket_qua=Đã trả lời", "--on", "2024-02-20")
    counted = office.by("tong_hop").done("register", "count", "don_thu", "--unit", DISTRICT, "--period", Q1).out
    office.by("tong_hop").done("accept", counted.partition("mã ")[2].partition(",")[0])
    assert office.folder is not None
    workspace = Workspace.open(office.folder)
    told = {
        name: _said(workspace, f"don_thu.{name}")
        for name in ("tiep_nhan", "khong_du_dieu_kien", "khong_thuoc", "rut_don", "thuoc_tham_quyen", "da_giai_quyet", "con_lai")
    }  # fmt: skip
    assert told == {
        "tiep_nhan": "4 đơn", "khong_du_dieu_kien": "1 đơn", "khong_thuoc": "1 đơn", "rut_don": "1 đơn",
        "thuoc_tham_quyen": "2 đơn", "da_giai_quyet": "1 đơn", "con_lai": "0 đơn",
    }  # fmt: skip


def test_names_of_petitioners_stay_in_their_own_store(office: CommandLine) -> None:
    """F74, F75: a name is taken down, and neither list nor history nor the journal shows it."""
    keeper, name = office.by("thanh_tra"), "Người gửi thử"
    keeper.done("register", "record", "don_thu", "mot", "tiep_nhan", "loai=kien_nghi", f"nguoi_gui={name}",
                "--on", "2024-01-08")  # fmt: skip
    assert name not in keeper.done("register", "list", "don_thu", "--on", "2024-03-01").out
    assert name not in office.by("xa_van_an")("register", "list", "don_thu", "--on", "2024-03-01").said
    assert office.folder is not None
    (entry,) = Workspace.open(office.folder).snapshot().entries["don_thu"]
    assert name not in repr(entry)


# --- the sample


def _said(workspace: Workspace, indicator: str) -> str:
    fact = workspace.snapshot().facts[FactKey(indicator, DISTRICT, Q1, Series.actual())]
    assert fact.reading.quantity is not None
    return write_quantity(fact.reading.quantity, prose=False)


@pytest.mark.parametrize(
    ("register", "indicator", "counted", "entries"),
    [
        ("boi_thuong", "boi_thuong.quyet_dinh", "124 quyết định", 124),
        ("boi_thuong", "boi_thuong.du_an", "5 công trình, dự án", 124),
        ("boi_thuong", "boi_thuong.so_tien", "11.993.480.983 đồng", 124),
        ("thu_hoi_dat", "thu_hoi_dat.dien_tich", "18.519,4 m²", 22),
        ("thu_hoi_dat", "thu_hoi_dat.doi_tuong", "22 đối tượng", 22),
        ("de_an_vi_tri_viec_lam", "noi_vu.de_an_duyet", "62 đơn vị", 64),
        ("tiep_cong_dan", "tiep_dan.luot", "12 lượt", 12),
        ("tiep_cong_dan", "tiep_dan.cong_dan", "15 công dân", 12),
        ("don_thu", "don_thu.tiep_nhan", "70 đơn", 70),
        ("don_thu", "don_thu.con_lai", "22 đơn", 70),
        ("phong_trao_thi_dua", "thi_dua.nam_ky_niem", "60 năm", 3),
    ],
)
def test_the_sample_counts_its_registers(
    sample: Workspace, register: str, indicator: str, counted: str, entries: int
) -> None:
    """F59, F60, F68, F71, F74, F75: the figure says what its entries add up to."""
    assert _said(sample, indicator) == counted
    assert len(sample.snapshot().entries[register]) == entries


@pytest.mark.parametrize("name", sorted({case["register"] for case in REGISTERS}))
def test_what_is_generated_is_marked(sample: Workspace, name: str) -> None:
    """Only what the source names stands without the mark."""
    entries = sample.snapshot().entries[name]
    unmarked = [entry.id for entry in entries if entry.provenance is not Provenance.ILLUSTRATIVE]
    assert entries and len(unmarked) <= FROM_THE_SOURCE.get(name, 0), unmarked


def test_no_person_stands_in_a_register_of_the_sample(sample: Workspace) -> None:
    """F59, F71 to F76: fields for persons are there and are empty; entries of persons are numbers."""
    registers = sample.definitions().catalog.registers
    for name in {case["register"] for case in REGISTERS}:
        personal = {field.id for field in registers[name].fields if field.secrecy}
        for entry in sample.snapshot().entries[name]:
            assert not [one for event in entry.events for one, value in event.fields if one in personal and value], name
    assert {field.id for field in registers["don_thu"].fields if field.secrecy} == {"nguoi_gui", "giay_to"}


def test_last_year_is_no_part_of_this_quarter(sample: Workspace) -> None:
    """F73: an inspection of November is in the register, in its state, and the schemes of last year are not counted."""
    counted = {key.period for key in sample.snapshot().facts if key.indicator == "noi_vu.de_an_duyet"}
    assert counted == {Q1}
    assert {entry.id for entry in sample.snapshot().entries["cuoc_thanh_tra"]} == {"ttr_24", "ttr_04"}
