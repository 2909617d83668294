"""``solieu chase`` and the letter beside the blanks of ``solieu new-period``, on the command line."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from command_line import CommandLine

FRIDAY = "2024-06-07T08:00"


@pytest.fixture
def office(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return CommandLine(sample_folder)


def words_of(docx: Path) -> str:
    with zipfile.ZipFile(docx) as archive:
        text = archive.read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", text.replace("<w:br/>", " "))


def test_the_quarter_of_the_sample_was_complete_on_the_day_of_its_report(office: CommandLine) -> None:
    table = office.done("chase", "--period", "2024-Q1", "--as-of", "2024-03-14T17:00").out
    assert (
        "B01/KTXH-Q Diện tích gieo trồng, thu hoạch vụ Đông - Xuân: đã gửi 21/21, tiếp nhận 21, hạn 05/3/2024" in table
    )
    assert "quá hạn" not in table and "Thu sau khi hết kỳ: CT01/KTXH-Q (hạn 22/4/2024)" in table
    text = office.done("chase", "--period", "2024-Q1", "--as-of", "2024-03-14T17:00", "--format", "text").out
    assert text == "Không có đơn vị nào chậm.\n"


def test_a_text_for_the_chat(office: CommandLine, tmp_path: Path) -> None:
    asked = ("chase", "--period", "2024-Q2", "--as-of", FRIDAY, "--form", "b01_ktxh_q", "--format", "text")
    first, line, last = office.done(*asked).out.splitlines()
    assert first == "Đến 08 giờ 00 ngày 07/6/2024, còn 21 đơn vị chưa gửi đủ biểu quý II/2024:"
    assert line.startswith(
        "1. B01/KTXH-Q (hạn 05/6/2024, quá hạn 02 ngày), đã gửi 0/21; còn: cả 20 xã, thị trấn, Phòng"
    )
    assert last.startswith("Đề nghị")
    office.done(*asked, "--output", tmp_path / "nhan.txt")
    assert (tmp_path / "nhan.txt").read_text(encoding="utf-8").splitlines() == [first, line, last]


def test_an_official_letter(office: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "cv.docx"
    answer = office.done("chase", "--period", "2024-Q2", "--as-of", FRIDAY, "--format", "docx", "--output", target)
    assert answer.out == f"Đã lập dự thảo công văn đôn đốc 24 đơn vị, 44 biểu: {target}\n"
    assert "V/v đôn đốc" in words_of(target) and "Thị trấn Đồng Mỏ" in words_of(target)
    pdf = office.done("chase", "--period", "2024-Q2", "--as-of", FRIDAY, "--format", "pdf", "--output", "-").content
    assert pdf.startswith(b"%PDF-")


def test_whoever_may_not_read_the_whole_area_chases_nobody(office: CommandLine) -> None:
    refused = office.by("xa_bang_mac")("chase", "--period", "2024-Q2")
    assert refused.status == 1 and "Traceback" not in refused.said
    wrong = office("chase", "--period", "2024-Q2", "--form", "b99")
    assert wrong.status == 1 and "không có biểu “b99”" in wrong.said.lower()


def test_the_request_letter_lies_beside_the_blanks(office: CommandLine, tmp_path: Path) -> None:
    answer = office.by("tong_hop").done("new-period", "2024", "--output", tmp_path)
    letter = tmp_path / "2024" / "cong_van_yeu_cau.2024.docx"
    assert f"Đã lập dự thảo công văn yêu cầu báo cáo: {letter}" in answer.out
    assert "V/v báo cáo tình hình kinh tế" in words_of(letter) and "KH01/GCT-N" in words_of(letter)
    blanks = {blank.name.partition(".")[0] for blank in letter.parent.glob("*.xlsx")}
    assert {"kh01_gct_n", "kh02_ktxh_n", "kh03_ktxh_n"} <= blanks
    assert len(blanks) < len(list(letter.parent.glob("*.xlsx"))), "a form of the communes has a blank for each"
