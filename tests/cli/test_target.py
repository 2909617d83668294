"""``solieu target`` on the command line: from the decision to the comparison of its versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine

FIRST = "Quyết định số 4100/QĐ-UBND ngày 20/12/2023"
SECOND = "Quyết định số 900/QĐ-UBND ngày 15/7/2024"
AT = ("--year", "2024", "--level", "nam")


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    return CommandLine(office_folder)


def test_assigned_revised_listed_compared(office: CommandLine) -> None:
    finance, desk = office.by("phong_tckh"), office.by("tong_hop")
    said = finance.done("target", "assign", "thuong_mai.ban_le=1.303", *AT, "--decision", FIRST).out
    finance.done("target", "assign", "thuong_mai.ban_le@2024-Q1=320", *AT, "--decision", FIRST)
    desk.done("accept", "kh03_ktxh_n.huyen_chi_lang.2024.phong_tckh.1")
    assert f"Đã gửi giao 1 chỉ tiêu theo {FIRST}, mã kh02_ktxh_n.huyen_chi_lang.2024.phong_tckh.1" in said
    desk.done("accept", "kh02_ktxh_n.huyen_chi_lang.2024.phong_tckh.1")
    finance.done("target", "revise", "thuong_mai.ban_le=1.400", *AT, "--decision", SECOND)
    desk.done("accept", "kh02_ktxh_n.huyen_chi_lang.2024.phong_tckh.2")
    listed = desk.done("target", "list", *AT, "--history").out
    assert "Tổng mức bán lẻ hàng hóa, dịch vụ (huyện Chi Lăng, kế hoạch): 1.400 tỷ đồng, lần giao 2" in listed
    assert "Kịch bản: quý I/2024 320 tỷ đồng" in listed and f"Lần 1: 1.303 tỷ đồng; {FIRST}" in listed
    compared = desk.done("target", "compare", "--year", "2024").out
    assert "tong_hop tiếp nhận: tăng 97 tỷ đồng (7,4%)" in compared
    assert "Đã so 1 chỉ tiêu năm 2024: 1 chỉ tiêu có điều chỉnh, 0 điều cần xem." in compared


REFUSED = [
    (("assign", "thuong_mai.ban_le=nhiều", *AT, "--decision", FIRST), "không đọc chắc chắn được số"),
    (("assign", "thuong_mai.ban_le", *AT, "--decision", FIRST), "không"),
    (("assign", "thuong_mai.ban_le=1", "--year", "2024-Q1", "--level", "nam", "--decision", FIRST), "giao theo năm"),
    (("revise", "thuong_mai.ban_le=1", *AT, "--decision", FIRST), "chưa được giao"),
    (("compare", "--year", "2024"), "Chưa giao chỉ tiêu nào"),
]


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_refused_in_one_calm_line(office: CommandLine, words: tuple[str, ...], why: str) -> None:
    answer = office.by("phong_tckh")("target", *words)
    assert answer.status in (1, 2) and why in answer.said and "Traceback" not in answer.said


def test_nobody_assigns_for_another(office: CommandLine) -> None:
    answer = office.by("xa_bang_mac")("target", "assign", "thuong_mai.ban_le=1", *AT, "--decision", FIRST)
    assert answer.status == 1
