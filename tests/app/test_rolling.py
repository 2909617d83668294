"""A new period takes over from the last one: estimates held against actuals, last prose with marks, open tasks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import CommandLine
from solieu.reports.stale import CLOSING, OPENING, marked, stale_words
from workplace import DISTRICT

TABLE = (Path(__file__).parent / "stale_words.md").read_text(encoding="utf-8").splitlines()
CASES = [tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))) for line in TABLE
         if line.startswith("| ") and not line.startswith("| text")]  # fmt: skip
SHEET = "dong;cot;gia_tri;danh_dau;ghi_chu\n"


@pytest.mark.parametrize(("text", "stale"), CASES)
def test_words_of_the_last_period_are_found(text: str, stale: str) -> None:
    assert ", ".join(word.text for word in stale_words(text)) == stale


@given(st.text(alphabet="quýI/ 2024năTếtGiápThìn{}|.", max_size=60))
def test_marks_change_nothing_else(text: str) -> None:
    assert marked(text).replace(OPENING, "").replace(CLOSING, "") == text


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    line = CommandLine(office_folder)
    for user in ("phong_tckh", "van_phong"):
        line.done("user", "grant", user, "nguoi_lap_bieu", "--unit", user)
    return line


def _send(office: CommandLine, form: str, period: str, rows: str, folder: Path) -> None:
    table, filled = folder / f"{form}.{period}.csv", folder / f"{form}.{period}.xlsx"
    table.write_text(SHEET + rows, encoding="utf-8")
    finance = office.by("phong_tckh")
    finance.done("form", "fill", form, "--unit", DISTRICT, "--period", period, "--sender", "phong_tckh",
                 "--values", table, "--output", filled)  # fmt: skip
    finance.done("submit", filled)
    number = f"{form}.{DISTRICT}.{period}.phong_tckh.1"
    for line in office.by("tong_hop")("check", number).out.splitlines():
        if "Cần giải trình" in line:
            finance.done("explain", number, line.split(".")[0].strip(), "Đã đối chiếu (minh họa).")
    office.by("tong_hop").done("accept", number)


def test_estimates_that_moved_and_those_that_wait_are_listed(office: CommandLine, tmp_path: Path) -> None:
    _send(
        office, "b05_ns_q", "2024-Q1", "01;th;15.477;;\n01;uoc;19.594;;\n02;th;133.903;;\n02;uoc;185.002;;\n", tmp_path
    )
    _send(office, "ct05_ns_q", "2024-Q1", "01;th;19.812;;\n", tmp_path)
    said = office.by("tong_hop").done("new-period", "2024-Q2", "--output", tmp_path / "bieu").out
    assert "Số ước kỳ 2024-Q1: 2 số, 1 thay đổi, 0 không đổi, 1 chờ số chính thức" in said
    listed = (tmp_path / "bieu/2024-Q2/uoc_va_chinh_thuc.2024-Q1.csv").read_text(encoding="utf-8-sig")
    assert "19.594 triệu đồng;19.812 triệu đồng;218 triệu đồng;thay đổi" in listed
    assert "185.002 triệu đồng;;;chờ số chính thức" in listed


def test_last_prose_and_open_tasks_go_with_the_new_period(office: CommandLine, tmp_path: Path) -> None:
    text = tmp_path / "loi_van.md"
    text.write_text("Trong quý I/2024, thu ngân sách được đôn đốc từ Tết Giáp Thìn.\n", encoding="utf-8")
    office.by("phong_tckh").done("narrate", "chi_dao_ngan_sach", text, "--period", "2024-Q1", "--sender", "phong_tckh")
    task = (
        "noi_dung=Rà soát nguồn thu",
        "nhom=ngan_sach",
        "chu_tri=phong_tckh",
        "nguoi=Trưởng phòng",
        "han=2024-02-15",
    )
    record = ("register", "record", "nhiem_vu")
    office.by("van_phong").done(*record, "cham", "giao", *task, "--on", "2024-01-08")
    office.by("van_phong").done(*record, "xong", "giao", *task, "--on", "2024-01-08")
    office.by("van_phong").done(*record, "xong", "hoan_thanh", "van_ban_tra_loi=Báo cáo", "--on", "2024-02-01")
    said = office.by("tong_hop").done("new-period", "2024-Q2", "--output", tmp_path / "bieu").out
    assert "Lời văn kỳ 2024-Q1: 1 mục, 3 chỗ cần viết lại" in said
    folder = tmp_path / "bieu/2024-Q2"
    sheet = (folder / "loi_van_ky_truoc/bao_cao_quy.chi_dao_ngan_sach.md").read_text(encoding="utf-8")
    assert "⟦quý I/2024⟧" in sheet and "⟦Tết⟧ ⟦Giáp Thìn⟧" in sheet and "Phòng Tài chính - Kế hoạch" in sheet
    assert "Nhiệm vụ chuyển sang: 1 việc, 1 việc quá hạn" in said
    tasks = (folder / "nhiem_vu_chuyen_sang.2024-Q2.csv").read_text(encoding="utf-8-sig")
    assert "cham" in tasks and "Trưởng phòng;15/02/2024;quá hạn" in tasks and "xong" not in tasks


def test_six_months_are_two_quarters(office: CommandLine, tmp_path: Path) -> None:
    """The actual of quarter I and the estimate of quarter II; while one is missing nothing is guessed."""
    _send(
        office, "b05_ns_q", "2024-Q1", "01;th;15.477;;\n01;uoc;19.594;;\n02;th;133.903;;\n02;uoc;185.002;;\n", tmp_path
    )
    _send(
        office, "b05_ns_q", "2024-Q2", "01;th;30.000;;\n01;uoc;21.000;;\n02;th;150.000;;\n02;uoc;190.000;;\n", tmp_path
    )
    assert "Chưa có số liệu: tổng thu ngân sách" in _half_year(office, tmp_path / "thieu")
    _send(office, "ct05_ns_q", "2024-Q1", "01;th;19.812;;\n", tmp_path)
    assert "40.812 triệu đồng" in _half_year(office, tmp_path / "du")


def _half_year(office: CommandLine, folder: Path) -> str:
    office.by("tong_hop").done(
        "compile", "bao_cao_6_thang", "--period", "2024-H1", "--format", "html", "--output", folder
    )
    return (folder / "bao_cao_6_thang.2024-H1.html").read_text(encoding="utf-8").replace("\xa0", " ")
