"""Education, social affairs, culture, tourism and health (F27, F29, F40 to F55): one function a case, at the command line.

Totals come on a form from the body that owns them, and only from it; what is kept entry by entry is a register, where an
entry advances, is refused what does not follow, and is counted.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from case_tables import case_rows

from command_line import CommandLine
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Series, parse_period
from solieu.facts import Provenance
from solieu.registers import clock_of, state_of
from solieu.vietnamese import write_quantity
from workplace import DISTRICT

HERE = Path(__file__).parent
SAMPLE = files("solieu").joinpath("assets/sample/chi_lang")
FORMS = case_rows(HERE / "society_forms.md")
REGISTERS = case_rows(HERE / "society_registers.md")
Q1 = parse_period("2024-Q1")
SENDERS = ("phong_gddt", "phong_ldtbxh", "phong_vhtt", "tt_vhtt", "tt_y_te", "xa_van_an")
BY_SENDER = ("b04_ktxh_q", "b08_asxh_q")  # the sample keeps a file for each of several senders
REASON = "Đã đối chiếu với danh sách chi trả (minh họa)."


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in SENDERS:
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    return line


def _cells(text: str) -> dict[tuple[str, str], str]:
    """``21.so=26, 22.so=91``: row, column, value; no value leaves the cell blank."""
    pairs = [part.strip().split("=") for part in text.split(", ") if part.strip()]
    return {(place.partition(".")[0], place.partition(".")[2]): value for place, value in pairs}


def _sheet(office: CommandLine, form: str, unit: str, sender: str, cells: str, target: Path) -> Path:
    """The sample's sheet with some cells changed, filled into the blank of the office."""
    values: dict[tuple[str, str], str] = {}
    name = f"{form}.{Q1}.{sender}.csv" if form in BY_SENDER else f"{form}.{Q1}.csv"
    if unit == DISTRICT:
        lines = SAMPLE.joinpath(name).read_text(encoding="utf-8").splitlines()[1:]
        values = {(line.split(";")[0], line.split(";")[1]): line.split(";")[2] for line in lines}
    values |= _cells(cells)
    table = target.with_suffix(".csv")
    rows = [f"{row};{column};{value};;\n" for (row, column), value in values.items() if value]
    table.write_text("dong;cot;gia_tri;danh_dau;ghi_chu\n" + "".join(rows), encoding="utf-8")
    office.by(sender).done("form", "fill", form, "--unit", unit, "--period", Q1, "--sender", sender,
                           "--values", table, "--output", target)  # fmt: skip
    return target


def _sent(form: str, unit: str, sender: str, number: int = 1) -> str:
    return f"{form}.{unit}.{Q1}.{number}" if sender == unit else f"{form}.{unit}.{Q1}.{sender}.{number}"


def _all_cells(case: dict[str, str], name: str) -> str:
    return ", ".join(part for part in (case["cells"], case[name]) if part)


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["function"])
def test_totals_of_another_body(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    """Late before, refused from a stranger, accepted from the body that owns them."""
    form, unit, sender = case["form"], case["unit"], case["sender"]
    desk = office.by("tong_hop")
    late = desk.done("chase", "--period", Q1, "--form", form).out
    sheet = _sheet(office, form, unit, sender, case["cells"], tmp_path / "bieu.xlsx")
    stranger = office.by("phong_gddt" if sender != "phong_gddt" else "tt_y_te")("submit", sheet)
    assert stranger.status != 0, stranger.said
    office.by(sender).done("submit", sheet)
    _answered(office, _sent(form, unit, sender), sender)
    desk.done("accept", _sent(form, unit, sender))
    after = desk.done("chase", "--period", Q1, "--form", form).out
    assert late.count("quá hạn") - after.count("quá hạn") == 1
    assert _stands(office, case["figure"], unit) == case["stands"]


def _answered(office: CommandLine, number: str, sender: str) -> None:
    """What the sheet is asked about, answered by its sender."""
    checked = office.by("tong_hop")("check", number)
    for line in checked.out.splitlines():
        if "Cần giải trình" in line:
            office.by(sender).done("explain", number, line.split(".")[0].strip(), REASON)


def _stands(office: CommandLine, figure: str, unit: str) -> str:
    """The accepted value; ``indicator[member]`` names the only member of a cut."""
    assert office.folder is not None
    indicator, _, member = figure.rstrip("]").partition("[")
    (found,) = [
        fact
        for key, fact in Workspace.open(office.folder).snapshot().facts.items()
        if (key.indicator, key.unit, key.period) == (indicator, unit, Q1) and (not member or key.cut[0][1] == member)
    ]
    assert found.reading.quantity is not None
    return write_quantity(found.reading.quantity, prose=False)


@pytest.mark.parametrize("case", [case for case in FORMS if case["rule"]], ids=lambda case: case["function"])
def test_totals_that_do_not_agree_are_asked_about(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    form, unit, sender = case["form"], case["unit"], case["sender"]
    sheet = _sheet(office, form, unit, sender, _all_cells(case, "wrong"), tmp_path / "bieu.xlsx")
    office.by(sender).done("submit", sheet)
    checked = office.by("tong_hop")("check", _sent(form, unit, sender))
    assert checked.status == 1 and case["rule"] in checked.out and "Cần giải trình" in checked.out
    refused = office.by("tong_hop")("accept", _sent(form, unit, sender))
    assert refused.status == 1 and "giải trình" in refused.said


def test_a_payment_is_people_times_the_rate_that_holds(office: CommandLine, tmp_path: Path) -> None:
    """F45: without the rates nothing can be said; with them 465 and 1 are asked about, 468 and 11 are not."""
    rates, keeper = tmp_path / "muc.xlsx", office.by("phong_ldtbxh")
    first = _sheet(office, "b08_asxh_q", DISTRICT, "phong_ldtbxh", "", tmp_path / "dau.xlsx")
    keeper.done("submit", first)
    unsaid = office.by("tong_hop")("check", _sent("b08_asxh_q", DISTRICT, "phong_ldtbxh"))
    assert unsaid.status == 0 and "thiếu mức chi một người theo quy định (Thờ cúng liệt sĩ)" in unsaid.out
    keeper.done("form", "fill", "dm08_asxh_n", "--unit", DISTRICT, "--period", "2024", "--sender", "phong_ldtbxh",
                "--values", SAMPLE.joinpath("dm08_asxh_n.2024.csv"), "--output", rates)  # fmt: skip
    keeper.done("submit", rates)
    office.by("tong_hop").done("accept", f"dm08_asxh_n.{DISTRICT}.2024.phong_ldtbxh.1")
    checked = office.by("tong_hop")("check", _sent("b08_asxh_q", DISTRICT, "phong_ldtbxh"))
    assert checked.status == 1
    assert "số tiền này khớp 468 người" in checked.out and "số tiền này khớp 11 người" in checked.out
    right = _sheet(office, "b08_asxh_q", DISTRICT, "phong_ldtbxh", "03.so=468, 10.so=11", tmp_path / "sau.xlsx")
    keeper.done("submit", right)
    office.by("tong_hop").done("accept", _sent("b08_asxh_q", DISTRICT, "phong_ldtbxh", 2))


def test_no_poisoning_is_a_zero_and_a_blank_is_none(office: CommandLine, tmp_path: Path) -> None:
    """F54: the rows ask for 0; left empty, the report says what is missing, never that nothing happened."""
    told_of = {
        "11.th=, 12.th=": ("[Chưa có số liệu: ca bệnh truyền nhiễm", "[Chưa có số liệu: vụ ngộ độc thực phẩm"),
        "11.th=0, 12.th=0": ("không ghi nhận bệnh truyền nhiễm", "không xảy ra ngộ độc thực phẩm"),
        "11.th=3, 12.th=1": ("ghi nhận 03 ca bệnh truyền nhiễm", "xảy ra 01 vụ ngộ độc"),
    }
    for place, (cells, told) in enumerate(told_of.items(), 1):
        sheet = _sheet(office, "b14_yt_q", DISTRICT, "tt_y_te", cells, tmp_path / f"{place}.xlsx")
        office.by("tt_y_te").done("submit", sheet)
        number = _sent("b14_yt_q", DISTRICT, "tt_y_te", place)
        _answered(office, number, "tt_y_te")
        office.by("tong_hop").done("accept", number)
        text = _compiled(office, tmp_path / f"bao_cao_{place}")
        assert [said for said in told if said not in text] == [], cells


def _compiled(office: CommandLine, folder: Path) -> str:
    folder.mkdir()
    office.by("tong_hop").done("compile", "bao_cao_quy", "--period", Q1, "--format", "html", "--output", folder)
    return (folder / f"bao_cao_quy.{Q1}.html").read_text(encoding="utf-8").replace("\xa0", " ")


# --- registers


def _events(text: str) -> list[tuple[str, str, list[str]]]:
    """``kiem_tra 2024-02-20 ten=A, ...`` with · between: event, day, fields."""
    steps = [step.split(" ", 2) for step in text.split(" · ")]
    return [(step[0], step[1], step[2].split(", ") if len(step) > 2 else []) for step in steps]


def _happen(office: CommandLine, case: dict[str, str]) -> None:
    for event, day, fields in _events(case["happens"]):
        office.by(case["keeper"]).done("register", "record", case["register"], "thu", event, *fields, "--on", day)


@pytest.mark.parametrize("case", REGISTERS, ids=lambda case: case["function"])
def test_an_entry_advances_and_is_refused_what_does_not_follow(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    first, day, fields = _events(case["happens"])[0]
    assert office.by("xa_van_an")("register", "record", name, "la", first, *fields, "--on", day).status == 1
    _happen(office, case)
    listed = keeper.done("register", "list", name, "--on", "2024-03-01").out
    assert f"– {case['state']} từ" in listed and "1 mục" in listed
    ((event, day, fields),) = _events(case["refused"])
    refused = keeper("register", "record", name, "thu", event, *fields, "--on", day)
    assert refused.status == 1 and case["said"] in refused.said
    assert keeper.done("register", "list", name, "--on", "2024-03-01").out == listed


@pytest.mark.parametrize("case", [case for case in REGISTERS if case["late"]], ids=lambda case: case["function"])
def test_an_entry_is_late_from_the_day_after_its_deadline(office: CommandLine, case: dict[str, str]) -> None:
    _happen(office, case)
    deadline, day = case["late"].split()
    assert _standing(office, case["register"], deadline, date.fromisoformat(day)) == "qua_han"
    assert _standing(office, case["register"], deadline, date.fromisoformat(day) - timedelta(1)) != "qua_han"


def _standing(office: CommandLine, register: str, deadline: str, on: date) -> str:
    assert office.folder is not None
    workspace = Workspace.open(office.folder)
    (entry,) = workspace.snapshot().entries[register]
    state = state_of(workspace.definitions().catalog.registers[register], entry, on)
    assert state is not None
    clock = clock_of(state, deadline)
    assert clock is not None
    return clock.standing


@pytest.fixture(scope="module")
def done(sample_folder: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return Workspace.open(sample_folder)


@pytest.mark.parametrize(
    ("register", "indicator", "cut", "counted"),
    [
        ("truong_chuan", "giao_duc.truong_ke_hoach", "hinh_thuc_cong_nhan=moi", "3 trường"),
        ("truong_chuan", "giao_duc.truong_ke_hoach", "hinh_thuc_cong_nhan=lai", "1 trường"),
        ("the_thao", "giao_duc.hoi_thao", "", "2 cuộc"),
        ("le_hoi", "van_hoa.le_hoi", "", "10 cuộc"),
        ("kiem_tra_van_hoa", "van_hoa.kiem_tra", "", "30 lượt"),
        ("hoi_cho", "du_lich.giai_thuong", "", "4 giải thưởng"),
        ("tram_y_te", "y_te.tram", "", "20 trạm"),
        ("tram_y_te", "y_te.tram_dat", "", "20 trạm"),
    ],
)
def test_the_sample_counts_its_registers(
    done: Workspace, register: str, indicator: str, cut: str, counted: str
) -> None:
    """F29, F40, F42, F49, F50, F55: the figure says as many as the register has of that kind."""
    assert done.definitions().catalog.registers[register].counts
    members = tuple(tuple(part.split("=")) for part in cut.split(";") if part)
    fact = done.snapshot().facts[FactKey(indicator, DISTRICT, Q1, Series.actual(), members)]  # type: ignore[arg-type]
    assert fact.reading.quantity is not None and write_quantity(fact.reading.quantity, prose=False) == counted


def test_what_is_generated_is_marked_and_what_the_source_names_is_not(done: Workspace) -> None:
    """Schools, festivals, contests and the sports meeting are named in the source; everything else is minh họa."""
    named = {"truong_chuan", "the_thao", "le_hoi", "hoi_cho"}
    entries = done.snapshot().entries
    for name in {case["register"] for case in REGISTERS}:
        expected = Provenance.REPORTED if name in named else Provenance.ILLUSTRATIVE
        assert entries[name] and {entry.provenance for entry in entries[name]} == {expected}, name


def test_no_register_of_ours_holds_a_person(done: Workspace) -> None:
    """F44 to F46: beneficiaries come as totals; no field of these registers is a person's."""
    catalog = done.definitions().catalog
    for name in {case["register"] for case in REGISTERS}:
        assert not [field.id for field in catalog.registers[name].fields if field.secrecy]
    assert not [one.id for one in catalog.registers.values() if "tro_cap" in one.id or "cuu_doi" in one.id]
