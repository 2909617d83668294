"""The way of a figure on the command line, in a fresh workspace: blank, filled, sent, checked, explained, accepted, in the
report, and back to its cell."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from command_line import CommandLine
from workplace import COMMUNE, DISTRICT

PLAN = {("01", "tinh"): 49700, ("01", "dh"): 84700, ("02", "tinh"): 776000, ("02", "dh"): 811000}
BUDGET = {("01", "th"): 15477, ("01", "uoc"): 14594, ("02", "th"): 133903, ("02", "uoc"): 185002}
CROPS = {("02", "th"): 40, ("02", "uoc"): 78.85, ("03", "th"): 0, ("03", "uoc"): 1.2, ("04", "th"): 31, ("04", "uoc"): 35.5,
         ("05", "th"): 43, ("05", "uoc"): 47.7, ("06", "th"): 34, ("06", "uoc"): 36.3, ("07", "uoc"): 5, ("09", "uoc"): 70,
         ("10", "uoc"): 30.5}  # fmt: skip


def filled(blank: Path, form: str, cells: dict[tuple[str, str], float], columns: dict[str, str]) -> Path:
    """As an officer fills it: the value of a row and column, found by the code and the heading."""
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    rows = {str(cell.value): cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None}
    heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=14) for cell in row if cell.value}
    for (code, column), value in cells.items():
        head = next(text for text in heads if text.startswith(columns[column]))
        sheet.cell(rows[f"{form}:{code}"], heads[head]).value = value
    target = blank.with_name(f"da_dien.{blank.name}")
    book.save(target)
    return target


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    return CommandLine(office_folder)


def test_the_budget_of_the_district(office: CommandLine, tmp_path: Path) -> None:
    finance, desk = office.by("phong_tckh"), office.by("tong_hop")
    b05 = f"b05_ns_q.{DISTRICT}.2024-Q1.phong_tckh.1"
    # the plan of the year comes first: it stands in the blank of the quarter
    finance.done(
        "form", "blank", "kh01_gct_n", "--unit", DISTRICT, "--period", "2024", "--output", tmp_path / "kh.xlsx"
    )
    plan = filled(tmp_path / "kh.xlsx", "kh01_gct_n", {**PLAN, ("01.1", "tinh"): 15000, ("01.1", "dh"): 50000},
                  {"tinh": "Tỉnh giao", "dh": "Huyện điều hành"})  # fmt: skip
    assert "đã gửi, mã kh01_gct_n" in finance.done("submit", plan).out
    desk.done("accept", f"kh01_gct_n.{DISTRICT}.2024.phong_tckh.1")

    answer = finance.done("form", "blank", "b05_ns_q", "--unit", DISTRICT, "--period", "2024-Q1", "--output", "-")
    blank = tmp_path / "b05.xlsx"
    blank.write_bytes(answer.content)
    values = [
        cell.value
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows()
        for cell in row
    ]
    assert 49700 in values, "the plan stands in the blank"

    sheet = filled(blank, "b05_ns_q", BUDGET, {"th": "TH đến", "uoc": "Ước TH"})
    assert "mã " + b05 in finance.done("submit", sheet).out
    checked = desk("check", b05)
    assert checked.status == 1 and "DAT307" in checked.out and "Cần giải trình" in checked.out  # 15.477 above 14.594
    refused = desk("accept", b05)
    assert refused.status == 1 and "còn phải giải trình" in refused.said
    number = next(line for line in checked.out.splitlines() if "DAT307" in line).split(".")[0].strip()
    finance.done("explain", b05, number, "Có khoản hoàn trả sau thời điểm chốt", "--basis", "CV 12/TCKH")
    assert "(đã giải trình)" in desk.done("check", b05).out
    assert "Đã tiếp nhận" in desk.done("accept", b05).out

    out = tmp_path / "bao_cao"
    desk.done("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "json,docx,html", "--output", out)
    figures = json.loads((out / "bao_cao_quy.2024-Q1.json").read_text(encoding="utf-8"))
    income = [one for one in figures if one["indicator"] == "ngan_sach.thu_tren_dia_ban"]
    assert {one["printed"] for one in income} >= {"15.477 triệu đồng"}
    key = f"ngan_sach.thu_tren_dia_ban/{DISTRICT}/2024-Q1/actual@2024-02-29"
    traced = desk.done("trace", key, "--period", "2024-Q1").out
    assert "15.477 triệu đồng" in traced and b05 in traced and "dòng 01" in traced
    assert "Có khoản hoàn trả sau thời điểm chốt" in traced, "the reason travels with the figure"
    back = desk.done("trace", "B05:01", "--period", "2024-Q1").out
    assert "15.477 triệu đồng" in back and "“" in back, "from the cell to every sentence that uses it"
    assert "Nhật ký nguyên vẹn" in desk.done("journal", "verify").out


def test_the_sown_area_of_a_commune(office: CommandLine, tmp_path: Path) -> None:
    commune, desk = office.by(COMMUNE), office.by("tong_hop")
    b01 = f"b01_ktxh_q.{COMMUNE}.2024-Q1.1"
    commune.done(
        "form", "blank", "b01_ktxh_q", "--unit", COMMUNE, "--period", "2024-Q1", "--output", tmp_path / "b01.xlsx"
    )
    sheet = filled(tmp_path / "b01.xlsx", "b01_ktxh_q", CROPS, {"th": "TH đến", "uoc": "Ước TH"})
    assert "mã " + b01 in commune.done("submit", sheet).out
    assert "đã gửi trước đây" in commune.done("submit", sheet).out
    checked = desk("check", b01, "--format", "json")
    for finding in (one for one in json.loads(checked.out) if one["severity"] == "error" and not one["explained"]):
        commune.done("explain", b01, finding["number"], "Lý do của xã")
    desk.done("accept", b01)
    key = f"trong_trot.dien_tich_gieo_trong/{COMMUNE}/2024-Q1/estimate"
    assert "199,55 ha" in desk.done("trace", key, "--period", "2024-Q1").out, "the form's own total is read"
    whole = desk.done("trace", key.replace(COMMUNE, DISTRICT), "--period", "2024-Q1").out
    assert "chưa có số liệu" in whole.lower(), "one commune of twenty is no total"
    listed = desk.done("list", "submissions", "--period", "2024-Q1").out
    assert f"{b01}: đã tiếp nhận" in listed and "chưa gửi: B01/KTXH-Q của xã Gia Lộc" in listed
    assert "Gia Lộc" not in commune.done("list", "submissions", "--period", "2024-Q1").out

    # the office finds a slip, the commune corrects it
    CROPS_CORRECTED = {**CROPS, ("02", "uoc"): 88.85}  # noqa: N806
    corrected = filled(tmp_path / "b01.xlsx", "b01_ktxh_q", CROPS_CORRECTED, {"th": "TH đến", "uoc": "Ước TH"})
    commune.done("submit", corrected)
    desk.done("return", b01[:-1] + "2", "đề nghị kiểm tra dòng 02")
    assert "lý do trả lại: đề nghị kiểm tra dòng 02" in commune.done("list", "submissions").out
    commune.done("submit", corrected)
    third = b01[:-1] + "3"
    for finding in (
        one for one in json.loads(desk("check", third, "--format", "json").out) if one["severity"] == "error"
    ):
        if not finding["explained"]:
            commune.done("explain", third, finding["number"], "Lý do của xã")
    desk.done("accept", third)
    again = desk.done("trace", key, "--period", "2024-Q1").out
    assert "209,55 ha" in again and "199,55 ha" in again, "the history shows both"
