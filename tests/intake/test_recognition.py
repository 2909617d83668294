"""Whose form it is and for when: hidden marks, the head that officers read, and what is said when sending."""

from __future__ import annotations

from dataclasses import replace

import form_desk as desk
import pytest
from mishandled.by_people import copied
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from solieu.core import Consequence, parse_period
from solieu.intake import Identity, ReadForm

OURS = Identity("m01", "xa_an_binh", "xa_an_binh", "2024-Q1")


def only(content: bytes, **options: Identity) -> ReadForm:
    (form,) = desk.read(content, **options)
    return form


def with_head(start: str, text: str, *, form: str = "m01") -> bytes:
    """The filled form with one line of its head typed over."""
    book = desk.book(form)
    put_head(book.worksheets[0], start, text)
    return desk.saved(book)


def put_head(sheet: Worksheet, start: str, text: str) -> None:
    cell = next(cell for row in sheet.iter_rows(max_row=8) for cell in row if str(cell.value).startswith(start))
    cell.value = text


def without_marks(content: bytes) -> bytes:
    """Hidden sheet, property and hidden column are gone."""
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content))
    del book["_meta"]
    del book.custom_doc_props["solieu"]
    for row in range(1, book.worksheets[0].max_row + 1):
        book.worksheets[0].cell(row, 1).value = None
    return desk.saved(book)


def test_a_form_knows_itself_in_four_places() -> None:
    form = only(desk.filled("m01"))
    assert form.at is not None
    assert (form.at.form.id, form.at.unit, form.at.sender, str(form.at.period)) == (
        "m01",
        "xa_an_binh",
        "xa_an_binh",
        "2024-Q1",
    )
    assert set(form.recognised_by) == {"property", "meta", "stamp", "rows", "head"}


def test_an_organisation_sends_for_the_whole_area() -> None:
    form = only(desk.filled("m02"))
    assert form.at is not None
    assert (form.at.unit, form.at.sender) == ("huyen_mau", "phong_tc")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("unit", "xa_an_phu", "đơn vị xã An Bình, khi gửi nêu đơn vị xã An Phú"),
        ("sender", "phong_nn", "nơi gửi xã An Bình, khi gửi nêu nơi gửi Phòng Nông nghiệp"),
        ("period", "2024-Q2", "quý I năm 2024, khi gửi nêu quý II năm 2024"),
        ("form", "m03", "biểu m01, khi gửi nêu biểu m03"),
    ],
)
def test_a_form_that_belongs_elsewhere_is_stopped(name: str, value: str, words: str) -> None:
    form = only(desk.filled("m01"), expected=replace(OURS, **{name: value}))
    assert form.at is None
    assert form.staged == ()
    assert desk.codes(form)[0] == "SUB004"
    assert words in form.findings[0].message


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("Quý I năm 2024", "Quý II năm 2024"),
        ("Đơn vị báo cáo", "Đơn vị báo cáo: UBND xã An Phú"),
        ("Biểu số", "Biểu số: M03/VN-Q"),
    ],
)
def test_a_head_that_contradicts_the_marks_stops_and_says_both(start: str, text: str) -> None:
    """A neighbour's file, last quarter's file, another form pasted over ours: nobody can tell which is meant."""
    form = only(with_head(start, text))
    assert form.at is None
    assert set(desk.codes(form)) == {"SUB007"}
    assert "dấu nhận biết của tệp là" in form.findings[0].message


def test_last_quarters_file_is_taken_when_head_headings_and_sender_agree() -> None:
    """Made from the file of the first quarter, with everything that can be seen changed to the second."""
    book = desk.book("m01")
    sheet = book.worksheets[0]
    put_head(sheet, "Quý I năm 2024", "Quý II năm 2024")
    for column, text in ((5, "TH quý II/2023"), (6, "TH đến 31/5/2024"), (7, "Ước TH quý II/2024")):
        sheet.cell(desk.HEAD_ROW, column).value = text
    form = only(desk.saved(book), expected=replace(OURS, period="2024-Q2"))
    assert form.at is not None
    assert form.at.period == parse_period("2024-Q2")
    assert desk.figures(form) == desk.meant("m01")


def test_what_is_said_when_sending_does_not_outweigh_the_head() -> None:
    form = only(with_head("Quý I năm 2024", "Quý II năm 2024"), expected=OURS)
    assert form.at is None
    assert desk.codes(form) == ["SUB004"]


def test_a_form_without_marks_is_confirmed_once() -> None:
    form = only(without_marks(desk.filled("m01")))
    assert desk.figures(form) == desk.meant("m01")
    (doubt,) = form.findings
    assert (doubt.code, doubt.consequence) == ("SUB005", Consequence.EXPLAIN)
    assert "M01/TT-Q của xã An Bình, quý I năm 2024" in doubt.message
    again = only(without_marks(desk.filled("m01", without=[("03", "uoc")])))
    assert doubt.fingerprint in {finding.fingerprint for finding in again.findings}, (
        "confirmed for this form and period"
    )


def test_a_form_without_marks_needs_no_confirmation_when_the_sender_says_what_it_is() -> None:
    assert only(without_marks(desk.filled("m01")), expected=OURS).findings == ()


def test_a_sheet_copied_into_the_workbook_of_another_form_speaks_for_itself() -> None:
    """The property and the hidden sheet there are of the neighbour's form."""
    book = desk.book("m01", unit="xa_an_phu")
    del book["M01"]
    source = desk.book("m01").worksheets[0]
    target = book.create_sheet("Sheet1", 0)
    for row in source.iter_rows():
        for cell in row:
            target.cell(cell.row, cell.column, cell.value)
    form = only(desk.saved(book))
    assert form.at is not None
    assert form.at.unit == "xa_an_binh"
    assert "meta" not in form.recognised_by


def test_an_older_version_of_the_form_is_named() -> None:
    book = desk.book("m01")
    sheet = book.worksheets[0]
    version = desk.definitions()[0].forms["m01"].version
    sheet["A1"].value = sheet["A1"].value.replace(version, "000000000000")
    form = only(desk.saved(book))
    assert desk.codes(form) == ["SUB006"]
    assert desk.figures(form) == desk.meant("m01")


def test_several_forms_in_one_workbook_and_several_communes_too() -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for form, unit in (("m01", "xa_an_binh"), ("m01", "xa_an_phu"), ("m03", "xa_an_binh")):
        sheet = book.create_sheet(f"{form} {unit}")
        for row in desk.book(form, unit=unit).worksheets[0].iter_rows():
            for cell in row:
                sheet.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
    forms = desk.read(desk.saved(book))
    assert [(one.at.form.id, one.at.unit) for one in forms if one.at] == [
        ("m01", "xa_an_binh"), ("m01", "xa_an_phu"), ("m03", "xa_an_binh"),
    ]  # fmt: skip
    assert all(desk.figures(one) == desk.meant(one.at.form.id) for one in forms if one.at)


def test_two_rows_are_too_few_to_know_a_form_by() -> None:
    book = desk.book("m02")
    sheet = book.worksheets[0]
    own = Workbook()
    for row in sheet.iter_rows(min_row=desk.HEAD_ROW, max_row=desk.FIRST_ROW + 1, min_col=2, values_only=True):
        own.active.append(row)
    assert desk.codes(only(desk.saved(own))) == ["SUB002"]


def test_a_unit_that_nobody_knows_is_asked_for() -> None:
    book = desk.book("m01")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("xa_an_binh", "xa_an_lac").replace("An Bình", "An Lạc")
    book.custom_doc_props["solieu"].value = book.custom_doc_props["solieu"].value.replace("xa_an_binh", "xa_an_lac")
    form = only(desk.saved(book))
    assert (form.at, desk.codes(form)) == (None, ["SUB003"])


def test_a_copy_names_its_own_sheet() -> None:
    form = only(copied("m01", into="Số liệu gửi huyện"))
    assert form.sheet == "Số liệu gửi huyện"
    assert {fact.origin.sheet for fact in form.staged} == {"Số liệu gửi huyện"}
