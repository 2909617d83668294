"""What cannot be read for certain goes back in the sender's own sheet, and comes again corrected."""

from __future__ import annotations

import io

import form_desk as desk
import pytest
from mishandled import CASES, by_hand, by_people
from mishandled.by_hand import as_csv
from mishandled.by_people import put, sheet_of, typed
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from solieu.core import Finding
from solieu.intake import answer_workbook

KINDS = (
    "untouched", "copied_into_own_workbook", "helper_sheet_feeds_the_form", "rows_inserted_for_own_detail", "names_swapped",
    "coloured_and_commented", "figure_over_two_rows", "formula_never_computed", "total_that_divides_by_zero",
    "nothing_occurred_in_one_block", "strict_namespaces", "texts_in_a_shared_table_with_runs", "figures_from_another_file",
    "macros_inside",
)  # fmt: skip
XLSX = [pytest.param(one, id=one.name) for one in CASES if one.name in KINDS]
assert len(XLSX) == len(KINDS)
assert by_people is not by_hand


def answered(content: bytes, filename: str = "bieu.xlsx") -> tuple[bytes, Workbook, list[Finding]]:
    findings = [finding for form in desk.read(content, filename) for finding in form.findings]
    answer = answer_workbook(content, filename, findings, moment=desk.MOMENT)
    return answer, load_workbook(io.BytesIO(answer)), findings


def listed(book: Workbook) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=7)]


def test_the_message_stands_in_the_cell_and_in_the_list() -> None:
    _, book, _ = answered(typed("m01", "02", "uoc", "1.578"))
    assert book.sheetnames[:2] == ["Trả lời", "M01"]
    cell = book["M01"]["G11"]
    assert cell.value == "1.578"
    assert cell.fill.fgColor.rgb == "00F8CBAD"
    assert cell.comment.text.startswith("Hệ thống trả lời:\n- Sai, phải sửa: Biểu M01/TT-Q, dòng 02, cột 3")
    (row,) = listed(book)
    assert row[:6] == ["1", "Sai, phải sửa", "M01/TT-Q", "02", "3", "G11"]
    assert row[6] == "“1.578” có thể đọc theo hai cách: 1.578 hoặc 1,578."
    assert row[7] == "Đề nghị viết lại cho rõ."
    assert book.worksheets[0].cell(7, 6).hyperlink.location == "'M01'!G11"
    assert book.worksheets[0]["A3"].value == "Sai, phải sửa: 1"


def test_everything_else_of_the_sheet_stays() -> None:
    book, sheet = sheet_of()
    sheet[desk.cell_name("m01", "02", "th")].comment = Comment("hỏi lại thôn", "cán bộ")
    put("m01", sheet, "02", "th", "12.5")
    _, answer, _ = answered(desk.saved(book))
    cell = answer["M01"][desk.cell_name("m01", "02", "th")]
    assert cell.comment.text.startswith("hỏi lại thôn\nHệ thống trả lời:")
    before = {c.coordinate: c.value for row in sheet.iter_rows() for c in row}
    assert {c.coordinate: c.value for row in answer["M01"].iter_rows() for c in row} == before
    assert answer["M01"].protection.sheet
    assert not answer["M01"].sheet_view.tabSelected


@pytest.mark.parametrize("one", XLSX)
def test_an_answered_workbook_reads_as_before_and_our_words_are_no_notes(one: object) -> None:
    content = one.make()  # type: ignore[attr-defined]
    answer, _, findings = answered(content)
    again = desk.read(answer, expected=one.expected)  # type: ignore[attr-defined]
    before = desk.read(content, expected=one.expected)  # type: ignore[attr-defined]
    assert [desk.figures(form) for form in again if form.at] == [desk.figures(form) for form in before if form.at]
    assert [fact.note for form in again for fact in form.staged] == [
        fact.note for form in before for fact in form.staged
    ]
    if not findings:
        assert listed(load_workbook(io.BytesIO(answer))) == []


def test_corrected_in_the_answer_and_sent_again() -> None:
    answer, book, _ = answered(typed("m01", "02", "uoc", "1.578"))
    book["M01"]["G11"].value = 1578.85
    (form,) = desk.read(desk.saved(book))
    assert desk.figures(form) == desk.meant("m01")
    assert form.findings == ()
    assert form.sheet == "M01"
    twice = answer_workbook(answer, "x.xlsx", [], moment=desk.MOMENT)
    assert load_workbook(io.BytesIO(twice)).sheetnames.count("Trả lời") == 1


def test_other_formats_come_back_as_a_workbook() -> None:
    text = as_csv(";").replace("120,4", "120,4x")
    answer, book, findings = answered(text.encode(), "biểu.csv")
    assert [finding.code for finding in findings] == ["SUB107"]
    assert book["biểu"]["G12"].comment is not None
    assert book["biểu"]["G12"].value == "120,4x"
    (form,) = desk.read(answer)
    assert form.at is not None


def test_a_file_that_cannot_be_opened_gets_the_list_alone() -> None:
    _, book, findings = answered(desk.filled("m01")[:3000])
    assert book.sheetnames == ["Trả lời"]
    assert listed(book)[0][6] == findings[0].message.removeprefix("bieu.xlsx: ").capitalize()


def test_several_doubts_about_one_cell_stand_together_and_the_gravest_colours_it() -> None:
    content = typed("m03", "03", "th", -724)
    (look,) = [finding for form in desk.read(content) for finding in form.findings]
    (stop,) = [f for form in desk.read(typed("m03", "03", "th", "72O")) for f in form.findings]
    answer = answer_workbook(content, "x.xlsx", [look, stop], moment=desk.MOMENT)
    cell = load_workbook(io.BytesIO(answer))["M03"][look.where.cell]
    assert cell.comment.text.count("\n- ") == 2
    assert cell.fill.fgColor.rgb == "00F8CBAD"


def test_what_a_sender_typed_is_never_a_formula_in_the_list() -> None:
    _, book, _ = answered(typed("m01", "02", "th", "=cmd|' /C calc'!A0 x"))
    for row in book.worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in row)


def test_the_same_answer_is_the_same_bytes() -> None:
    content = typed("m01", "02", "uoc", "1.578")
    assert answered(content)[0] == answered(content)[0]
