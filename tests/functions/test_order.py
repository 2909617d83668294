"""Defence, police, administrative reform and justice (F77 to F93): one function a case, at the command line.

Totals come on a form from the body that owns them, and only from it; what the office keeps itself is a register, where an
entry advances, is refused what does not follow, and is late.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import openpyxl
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
FORMS = case_rows(HERE / "order_forms.md")
REGISTERS = case_rows(HERE / "order_registers.md")
Q1 = parse_period("2024-Q1")
OWNERS = ("quan_su", "cong_an", "phong_noi_vu", "phong_tu_phap")


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in OWNERS:
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    return line


def _sheet(office: CommandLine, form: str, sender: str, changed: str, target: Path) -> Path:
    """The sample's sheet with one row changed, filled into the blank of the office."""
    row, _, value = changed.partition("=")
    lines = SAMPLE.joinpath(f"{form}.2024-Q1.csv").read_text(encoding="utf-8").splitlines()
    shown = [line if not line.startswith(f"{row};th;") else f"{row};th;{value};;" for line in lines]
    shown = [line for line in shown if value or not line.startswith(f"{row};th;")]
    values = target.with_suffix(".csv")
    values.write_text("\n".join(shown) + "\n", encoding="utf-8")
    office.by(sender).done("form", "fill", form, "--unit", DISTRICT, "--period", Q1, "--sender", sender,
                           "--values", values, "--output", target)  # fmt: skip
    return target


def _late(office: CommandLine, form: str) -> str:
    return office.by("tong_hop").done("chase", "--period", Q1, "--form", form).out


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["function"])
def test_totals_of_another_body(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    form, sender = case["form"], case["sender"]
    assert "quá hạn" in _late(office, form)
    sheet = _sheet(office, form, sender, case["row"], tmp_path / "bieu.xlsx")
    stranger = office.by("phong_tckh")("submit", sheet)
    assert stranger.status != 0, stranger.said
    office.by(sender).done("submit", sheet)
    sent = f"{form}.{DISTRICT}.{Q1}.{sender}.1"
    checked = office.by("tong_hop")("check", sent)
    assert "Cần giải trình" not in checked.out, checked.out
    office.by("tong_hop").done("accept", sent)
    assert "quá hạn" not in _late(office, form)
    assert _stands(office, case["figure"]) == case["stands"]


def _stands(office: CommandLine, indicator: str) -> str:
    """The value that was accepted, of the total or of the first member where there is no total."""
    assert office.folder is not None
    facts = Workspace.open(office.folder).snapshot().facts
    found = [fact for key, fact in facts.items() if (key.indicator, key.period) == (indicator, Q1)]
    quantity = min(found, key=lambda fact: (len(fact.key.cut), fact.key.cut)).reading.quantity
    assert quantity is not None
    return write_quantity(quantity, prose=False)


@pytest.mark.parametrize("case", [case for case in FORMS if case["rule"]], ids=lambda case: case["function"])
def test_totals_that_do_not_agree_are_asked_about(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    form, sender = case["form"], case["sender"]
    office.by(sender).done("submit", _sheet(office, form, sender, case["wrong"], tmp_path / "bieu.xlsx"))
    sent = f"{form}.{DISTRICT}.{Q1}.{sender}.1"
    checked = office.by("tong_hop")("check", sent)
    assert checked.status == 1 and case["rule"] in checked.out and "Cần giải trình" in checked.out
    refused = office.by("tong_hop")("accept", sent)
    assert refused.status == 1 and "giải trình" in refused.said


def test_a_fire_that_was_not_is_a_zero_and_a_blank_is_none(office: CommandLine, tmp_path: Path) -> None:
    """F85: the row asks for 0; left empty, the report says that the figure is missing, never that nothing burned."""
    told_of = {"81=": "[Chưa có số liệu: vụ cháy, nổ", "81=0": "không xảy ra cháy, nổ", "81=2": "xảy ra 02 vụ cháy, nổ"}
    for place, (row, told) in enumerate(told_of.items(), 1):
        folder = tmp_path / row.replace("=", "_")
        sheet = _sheet(office, "b16_ca_q", "cong_an", row, tmp_path / f"{folder.name}.xlsx")
        office.by("cong_an").done("submit", sheet)
        number = f"b16_ca_q.{DISTRICT}.{Q1}.cong_an.{place}"
        if row == "81=":
            checked = office.by("tong_hop")("check", number)
            (asked,) = [line for line in checked.out.splitlines() if "chưa có số liệu" in line]
            assert "dòng 81" in asked and "Cần giải trình" in asked
            office.by("cong_an").done(
                "explain", number, asked.split(".")[0].strip(), "Chưa có xác nhận của đội chuyên trách (minh họa)."
            )
        office.by("tong_hop").done("accept", number)
        assert told in _compiled(office, folder), row


def test_recruits_are_held_against_their_quota(office: CommandLine, tmp_path: Path) -> None:
    """F77: 137 of 140 called up are 97,9% of the plan; all 140 fulfil it, and none is not spoken of."""
    army, desk = office.by("quan_su"), office.by("tong_hop")
    army.done("form", "fill", "kh04_qs_n", "--unit", DISTRICT, "--period", "2024", "--sender", "quan_su",
              "--values", SAMPLE.joinpath("kh04_qs_n.2024.csv"), "--output", tmp_path / "kh.xlsx")  # fmt: skip
    army.done("submit", tmp_path / "kh.xlsx")
    desk.done("accept", f"kh04_qs_n.{DISTRICT}.2024.quan_su.1")
    told_of = {"137": "137 công dân, đạt 97,9% kế hoạch", "140": "140 công dân, hoàn thành kế hoạch", "0": ""}
    for place, (number, told) in enumerate(told_of.items(), 1):
        army.done("submit", _sheet(office, "b15_qs_q", "quan_su", f"02={number}", tmp_path / f"{number}.xlsx"))
        desk.done("accept", f"b15_qs_q.{DISTRICT}.{Q1}.quan_su.{place}")
        text = _compiled(office, tmp_path / number)
        assert told in re.sub("<[^>]*>", "", text)
        assert ("gọi nhập ngũ đối với" in text) is bool(told)


def test_accidents_are_compared_in_absolute_numbers(office: CommandLine, tmp_path: Path) -> None:
    """F86: 11 after 7 is 4 more, not 57%; rises are shown, since they were to fall, and nobody is held up."""
    before = SAMPLE.joinpath("ct16_ca_q.2023-Q1.csv")
    police, desk = office.by("cong_an"), office.by("tong_hop")
    police.done("form", "fill", "ct16_ca_q", "--unit", DISTRICT, "--period", "2023-Q1", "--sender", "cong_an",
                "--values", before, "--output", tmp_path / "ck.xlsx")  # fmt: skip
    police.done("submit", tmp_path / "ck.xlsx")
    desk.done("accept", f"ct16_ca_q.{DISTRICT}.2023-Q1.cong_an.1")
    police.done("submit", _sheet(office, "b16_ca_q", "cong_an", "103=6", tmp_path / "bieu.xlsx"))
    number = f"b16_ca_q.{DISTRICT}.{Q1}.cong_an.1"
    checked = desk("check", number)
    assert "DAT823" in checked.out and "DAT825" in checked.out and "DAT824" not in checked.out
    desk.done("accept", number)
    text = _compiled(office, tmp_path / "bao_cao")
    for told in ("tăng 04 vụ", "bằng cùng kỳ năm trước", "tăng 12 người"):
        assert told in text


def test_an_index_of_another_quarter_is_not_told_of(office: CommandLine, tmp_path: Path) -> None:
    """F88: no answer is a gap; *x*, does not apply, leaves the sentence out."""
    plain = _compiled(office, tmp_path / "thieu")
    assert "[Chưa có số liệu: điểm chỉ số cải cách hành chính" in plain
    sheet = _sheet(office, "b17_cchc_q", "phong_noi_vu", "", tmp_path / "bieu.xlsx")
    book = openpyxl.load_workbook(sheet)
    for cells in book.worksheets[0].iter_rows():
        for cell in cells:
            if isinstance(cell.value, int | float) and cell.column_letter == "E":
                cell.value = "x"
    book.save(sheet)
    office.by("phong_noi_vu").done("submit", sheet)
    office.by("tong_hop").done("accept", f"b17_cchc_q.{DISTRICT}.{Q1}.phong_noi_vu.1")
    told = _compiled(office, tmp_path / "khong_ap_dung")
    assert "điểm chỉ số cải cách hành chính" not in told and "đứng thứ" not in told


def _compiled(office: CommandLine, folder: Path) -> str:
    folder.mkdir()
    office.by("tong_hop").done("compile", "bao_cao_quy", "--period", Q1, "--format", "html", "--output", folder)
    return (folder / f"bao_cao_quy.{Q1}.html").read_text(encoding="utf-8").replace("\xa0", " ")


def _events(text: str) -> list[tuple[str, str, list[str]]]:
    """``kiem_tra 2024-02-20 ton_tai=2, ...`` with · between: event, day, fields."""
    steps = [step.split(" ", 2) for step in text.split(" · ")]
    return [(step[0], step[1], step[2].split(", ") if len(step) > 2 else []) for step in steps]


@pytest.mark.parametrize("case", REGISTERS, ids=lambda case: case["function"])
def test_an_entry_advances_and_is_refused_what_does_not_follow(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    for event, day, fields in _events(case["happens"]):
        stranger = office.by("quan_su")("register", "record", name, "thu", event, *fields, "--on", day)
        assert stranger.status == 1, "only the keeper of the register records"
        keeper.done("register", "record", name, "thu", event, *fields, "--on", day)
    listed = keeper.done("register", "list", name, "--on", "2024-03-01").out
    assert f"– {case['state']} từ" in listed and "1 mục" in listed
    ((event, day, fields),) = _events(case["refused"])
    refused = keeper("register", "record", name, "thu", event, *fields, "--on", day)
    assert refused.status == 1 and case["said"] in refused.said
    assert keeper.done("register", "list", name, "--on", "2024-03-01").out == listed


@pytest.mark.parametrize("case", [case for case in REGISTERS if case["late"]], ids=lambda case: case["function"])
def test_an_entry_is_late_from_the_day_after_its_deadline(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    for event, day, fields in _events(case["happens"]):
        keeper.done("register", "record", name, "thu", event, *fields, "--on", day)
    deadline, day = case["late"].split()
    assert "quá hạn" in keeper.done("register", "show", name, "thu").out
    assert _standing(office, name, deadline, date.fromisoformat(day)) == "qua_han"
    assert _standing(office, name, deadline, date.fromisoformat(day) - timedelta(1)) in ("con_han", "sap_den_han")


def _standing(office: CommandLine, register: str, deadline: str, on: date) -> str:
    assert office.folder is not None
    workspace = Workspace.open(office.folder)
    (entry,) = workspace.snapshot().entries[register]
    state = state_of(workspace.definitions().catalog.registers[register], entry, on)
    assert state is not None
    clock = clock_of(state, deadline)
    assert clock is not None
    return clock.standing


def test_a_commune_is_judged_once_a_year(office: CommandLine) -> None:
    """F91: the same commune and year cannot stand twice in the register, another year can."""
    keeper = office.by("phong_tu_phap")
    named = ("danh_gia", "xa=xa_van_an")
    keeper.done("register", "record", "xa_chuan_phap_luat", "a", *named, "nam=2023", "--on", "2024-01-10")
    twice = keeper("register", "record", "xa_chuan_phap_luat", "b", *named, "nam=2023", "--on", "2024-01-11")
    assert twice.status == 1
    keeper.done("register", "record", "xa_chuan_phap_luat", "b", *named, "nam=2024", "--on", "2024-01-11")


@pytest.mark.parametrize(
    ("register", "indicator", "counted"),
    [
        ("xa_chuan_phap_luat", "tu_phap.xa_dat_chuan", "20 xã, thị trấn"),
        ("xa_chuan_phap_luat", "tu_phap.xa_xet_chuan", "20 xã, thị trấn"),
        ("quyet_dinh_xu_phat", "tu_phap.quyet_dinh_xu_phat", "22 quyết định"),
    ],
)
def test_the_sample_counts_its_registers(done: Workspace, register: str, indicator: str, counted: str) -> None:
    """F91, F93: the figure opens to as many entries as it says."""
    snapshot = done.snapshot()
    fact = snapshot.facts[FactKey(indicator, DISTRICT, Q1, Series.actual())]
    assert fact.reading.quantity is not None and write_quantity(fact.reading.quantity, prose=False) == counted
    assert f"{len(snapshot.entries[register])} " == counted[:3]


def test_sanctions_are_counted_by_field(done: Workspace) -> None:
    """F93: one register for all fields; the fields add up to what was issued, and an execution moves none of them."""
    facts = done.snapshot().facts
    fields = {key.cut: fact for key, fact in facts.items() if key.indicator == "tu_phap.quyet_dinh_xu_phat"}
    values = {cut: fact.reading.quantity.value for cut, fact in fields.items() if fact.reading.quantity is not None}
    assert values.pop(()) == sum(values.values()) and len(values) == 6
    assert {fact.provenance for fact in fields.values()} == {Provenance.ILLUSTRATIVE}


def test_what_is_generated_is_marked(done: Workspace) -> None:
    """Every entry but the recognition of the communes, which is the source's, stands for no real case."""
    entries = done.snapshot().entries
    for name in (case["register"] for case in REGISTERS if case["register"] != "xa_chuan_phap_luat"):
        assert entries[name] and {entry.provenance for entry in entries[name]} == {Provenance.ILLUSTRATIVE}, name


def test_no_register_holds_criminal_cases_or_soldiers(done: Workspace) -> None:
    """F77 to F86: the forces send totals; there is no register of theirs, and no field for a name on their forms."""
    catalog = done.definitions().catalog
    assert not [one.id for one in catalog.registers.values() if one.owner in ("cong_an", "quan_su")]
    kinds = {column.kind.value for name in ("b15_qs_q", "b16_ca_q") for column in catalog.forms[name].columns}
    assert kinds <= {"value", "prefilled", "computed", "note"}
    for form in ("b15_qs_q", "b16_ca_q"):
        assert [sender.organisation for sender in catalog.forms[form].senders] == [
            "quan_su" if form == "b15_qs_q" else "cong_an"
        ]


@pytest.fixture(scope="module")
def done(sample_folder: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return Workspace.open(sample_folder)
