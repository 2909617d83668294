"""Direction, planning, economy and assessment (F01 to F39, F94 to F100): one function a case, at the command line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from case_tables import case_rows
from office_acts import Q1, answered, events_of, is_late, number_of, sent_late_and_accepted, sheet

from command_line import CommandLine
from workplace import DISTRICT

HERE = Path(__file__).parent
FORMS = case_rows(HERE / "economy_forms.md")
REGISTERS = case_rows(HERE / "frame_registers.md")
SENDERS = ("van_phong", "phong_nnptnt", "phong_ktht", "phong_tnmt", "phong_tckh", "tt_dvnn", "doi_qltt", "xa_van_an", "quan_su",
           "phong_ldtbxh")  # fmt: skip


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in SENDERS:
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    return line


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["function"])
def test_a_figure_is_late_then_sent_by_its_owner_and_accepted(
    office: CommandLine, tmp_path: Path, case: dict[str, str]
) -> None:
    sent_late_and_accepted(office, case, tmp_path / "bieu.xlsx")


@pytest.mark.parametrize("case", [case for case in FORMS if case["rule"]], ids=lambda case: case["function"])
def test_figures_that_do_not_agree_are_asked_about(office: CommandLine, tmp_path: Path, case: dict[str, str]) -> None:
    wrong = sheet(office, case, f"{case['cells']}, {case['wrong']}", tmp_path / "bieu.xlsx")
    office.by(case["sender"]).done("submit", wrong)
    checked = office.by("tong_hop")("check", number_of(case))
    assert checked.status == 1 and case["rule"] in checked.out and "Cần giải trình" in checked.out
    refused = office.by("tong_hop")("accept", number_of(case))
    assert refused.status == 1 and "giải trình" in refused.said


@pytest.mark.parametrize("case", REGISTERS, ids=lambda case: case["function"])
def test_an_entry_advances_and_is_refused_what_does_not_follow(office: CommandLine, case: dict[str, str]) -> None:
    keeper, name = office.by(case["keeper"]), case["register"]
    cited = ("loai=Nghị quyết", "so_ky_hieu=08/2019/NQ-HĐND", "co_quan=HĐND tỉnh")
    office.by("van_phong").done("register", "record", "van_ban", "vb", "vao_so", *cited, "--on", "2024-01-02")
    for event, day, fields in events_of(case["happens"]):
        stranger = office.by("quan_su")("register", "record", name, "thu", event, *fields, "--on", day)
        assert stranger.status == 1, "only the keeper of the register records"
        keeper.done("register", "record", name, "thu", event, *fields, "--on", day)
    listed = keeper.done("register", "list", name, "--on", "2024-03-01").out
    assert f"– {case['state']} từ" in listed and "1 mục" in listed
    ((event, day, fields),) = events_of(case["refused"])
    refused = keeper("register", "record", name, "thu", event, *fields, "--on", day)
    assert refused.status == 1 and case["said"] in refused.said, refused.said
    if case["late"]:
        deadline, _, day = case["late"].partition(" ")
        assert is_late(office, name, "thu", deadline, day)


@pytest.mark.parametrize("name", sorted({case["register"] for case in REGISTERS}))
def test_the_sample_keeps_generated_entries_marked(name: str) -> None:
    """What the source does not print stands in the sample with its mark."""
    file = files("solieu").joinpath("assets/sample/chi_lang/so", f"{name}.csv")
    if not file.is_file():
        assert name in ("van_ban_di", "du_an", "cau")  # built from the source's counts and names
        return
    rows = file.read_text(encoding="utf-8").splitlines()[1:]
    marks = {row.split(";")[5] for row in rows}
    assert rows and marks == ({""} if name == "vuong_mac" else {"minh họa"})


FIRST, SECOND = "Quyết định số 4100/QĐ-UBND ngày 20/12/2023", "Quyết định số 900/QĐ-UBND ngày 15/7/2024"


def test_a_target_is_assigned_by_a_decision_once_and_revised_by_another(office: CommandLine) -> None:
    """F01: refused without a decision, and twice; a revision leaves both versions to be listed."""
    finance, desk, at = office.by("phong_tckh"), office.by("tong_hop"), ("--year", "2024", "--level", "nam")
    assert finance("target", "assign", "thuong_mai.ban_le=1.303", *at, "--decision", "theo họp").status != 0
    finance.done("target", "assign", "thuong_mai.ban_le=1.303", *at, "--decision", FIRST)
    desk.done("accept", f"kh02_ktxh_n.{DISTRICT}.2024.phong_tckh.1")
    assert finance("target", "assign", "thuong_mai.ban_le=1.400", *at, "--decision", SECOND).status == 1
    finance.done("target", "revise", "thuong_mai.ban_le=1.400", *at, "--decision", SECOND)
    desk.done("accept", f"kh02_ktxh_n.{DISTRICT}.2024.phong_tckh.2")
    listed = desk.done("target", "list", *at, "--history").out
    assert "1.400 tỷ đồng" in listed and "1.303 tỷ đồng" in listed


def _report(office: CommandLine, folder: Path) -> str:
    office.by("tong_hop").done("compile", "bao_cao_quy", "--period", Q1, "--format", "html", "--output", folder)
    return (folder / f"bao_cao_quy.{Q1}.html").read_text(encoding="utf-8").replace("\xa0", " ")


HUNGER = {"form": "b19_kxn_q", "unit": DISTRICT, "sender": "phong_ldtbxh"}


@pytest.mark.parametrize(
    ("cells", "told", "untold"),
    [
        ("01.th=0", "không phát sinh hộ thiếu đói", "Còn"),
        ("01.th=4", "Còn 04 hộ thiếu đói", "không phát sinh hộ thiếu đói"),
    ],
)
def test_the_assessment_says_what_the_figures_say(
    office: CommandLine, tmp_path: Path, cells: str, told: str, untold: str
) -> None:
    """F94: nobody went hungry only where 0 was reported; before that the report has a marked gap."""
    assert "không phát sinh hộ thiếu đói" not in _report(office, tmp_path / "truoc")
    office.by("phong_ldtbxh").done("submit", sheet(office, HUNGER, cells, tmp_path / "bieu.xlsx"))
    office.by("tong_hop").done("accept", number_of(HUNGER))
    after = _report(office, tmp_path / "sau")
    assert told in after and (untold == "Còn" or untold not in after)


def test_forms_are_sent_returned_sent_again_and_the_period_closed(office: CommandLine, tmp_path: Path) -> None:
    """F97: what is missing is listed, a return says why, and nothing comes into a closed period."""
    desk, sender = office.by("tong_hop"), office.by("phong_ldtbxh")
    filled = sheet(office, HUNGER, "01.th=0", tmp_path / "bieu.xlsx")
    sender.done("submit", filled)
    assert desk("return", number_of(HUNGER)).status != 0, "a return needs a reason"
    desk.done("return", number_of(HUNGER), "Thiếu chữ ký của thủ trưởng đơn vị.")
    assert "Trả lại, chờ bổ sung" in desk.done("chase", "--period", Q1, "--form", "b19_kxn_q").out
    sender.done("submit", sheet(office, HUNGER, "01.th=1", tmp_path / "lai.xlsx"))
    desk.done("accept", number_of(HUNGER)[:-1] + "2")
    desk.done("period", "close", Q1)
    refused = sender("submit", sheet(office, HUNGER, "01.th=2", tmp_path / "muon.xlsx"))
    assert refused.status == 1 and "đã đóng" in refused.said


def test_what_was_accepted_is_checked_across_its_sources(office: CommandLine, tmp_path: Path) -> None:
    """F98: commune cells are added up, and the sum says from what."""
    case = {"form": "b02_ktxh_q", "unit": "xa_van_an", "sender": "xa_van_an", "figure": "lam_nghiep.trong_rung@uoc"}
    office.by("xa_van_an").done("submit", sheet(office, case, "11.uoc=12", tmp_path / "bieu.xlsx"))
    answered(office, case)
    office.by("tong_hop").done("accept", number_of(case))
    traced = office.by("tong_hop")("trace", "lam_nghiep.trong_rung/xa_van_an/2024-Q1/estimate", "--period", Q1)
    assert traced.status == 0 and "12 ha" in traced.out and "b02" in traced.out.lower(), traced.said


def test_a_report_is_drafted_signed_and_issued_in_that_order(office: CommandLine) -> None:
    """F99: content, then layout, then issue, each by its own person; gaps need a recorded decision."""
    desk, head, chairman = office.by("tong_hop"), office.by("lanh_dao_van_phong"), office.by("chu_tich")
    desk.done("report", "draft", "bao_cao_quy", "--period", Q1)
    early = desk("report", "issue", "bao_cao_quy", "--period", Q1, "--number", "90/BC-UBND")
    assert early.status == 1, early.said
    what = ("bao_cao_quy", "--period", Q1)
    assert head("report", "sign", "layout", *what).status == 1, "the content is signed first"
    assert desk("report", "sign", "content", *what).status == 1, "the desk does not sign the content"
    chairman.done("report", "sign", "content", *what)
    head.done("report", "sign", "layout", *what)
    refused = chairman("report", "issue", *what, "--number", "90/BC-UBND")
    assert refused.status == 1 and "thiếu" in refused.said, "gaps need a recorded decision"
    chairman.done("report", "issue", *what, "--number", "90/BC-UBND", "--accept-gaps", "Chủ tịch quyết định (minh họa)")


def test_recipients_and_the_file_copy_stand_below_the_report(office: CommandLine, tmp_path: Path) -> None:
    """F100: eight groups and the copy that is kept, the authority and the office of the signer."""
    page = _report(office, tmp_path)
    groups = ("UBND tỉnh", "Cục Thống kê tỉnh", "TT Huyện ủy", "PCT UBND huyện", "Văn phòng Huyện ủy",
              "Văn phòng HĐND", "Các phòng, ban", "UBND các xã", "Lưu: VT", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")  # fmt: skip
    assert [name for name in groups if name not in page] == []
