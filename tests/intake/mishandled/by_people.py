"""What people do to a form in a spreadsheet program."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from copy import copy
from datetime import date

import form_desk as desk
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from mishandled import case
from solieu.intake import Identity


def sheet_of(form: str = "m01", **options: object) -> tuple[Workbook, Worksheet]:
    book = desk.book(form, **options)
    return book, book.worksheets[0]


def put(form: str, sheet: Worksheet, row: str, column: str, value: object, number_format: str = "") -> None:
    cell = sheet[desk.cell_name(form, row, column)]
    cell.value = value
    if isinstance(value, str) and not value.startswith("="):
        cell.data_type = "s"
    if number_format:
        cell.number_format = number_format


def typed(form: str, row: str, column: str, value: object, number_format: str = "") -> bytes:
    """The form with one cell typed differently."""
    book, sheet = sheet_of(form)
    put(form, sheet, row, column, value, number_format)
    return desk.saved(book)


def copied(form: str, *, hidden_column: bool = True, into: str = "Sheet1", others: int = 1) -> bytes:
    """The sheet copied into the sender's own workbook, cell by cell, as Excel does it."""
    _, source = sheet_of(form)
    book = Workbook()
    target = book.active
    target.title = into
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None and (hidden_column or cell.column > 1):
                place = target.cell(cell.row, cell.column, cell.value)
                place.number_format = cell.number_format
    for number in range(others):
        helper = book.create_sheet(f"Số liệu thôn {number + 1}")
        for line in range(1, 30):
            helper.append([f"Thôn {line}", line * 3.5, line * 2])
    return desk.saved(book)


# --- names, copies, other sheets


@case("m01")
def untouched() -> bytes:
    """Nothing was done to it."""
    return desk.filled("m01")


@case("m01", filename="Biểu 1 (2) final sửa lại.xlsx")
def sheet_renamed() -> bytes:
    """The sheet is called "Biểu 1 (2)" and the file "final sửa lại"."""
    book, sheet = sheet_of()
    sheet.title = "Biểu 1 (2)"
    return desk.saved(book)


@case("m01")
def copied_into_own_workbook() -> bytes:
    """The sheet stands in the sender's workbook beside a sheet of village figures."""
    return copied("m01")


@case("m01", answers="SUB005")
def copied_without_the_hidden_column() -> bytes:
    """Copied from column B on: all hidden marks are lost, head and rows remain."""
    return copied("m01", hidden_column=False)


@case("m01", expected=Identity("m01", "xa_an_binh", "xa_an_binh", "2024-Q1"))
def copied_without_marks_and_confirmed_when_sent() -> bytes:
    """As before, but the sender says which form it is."""
    return copied("m01", hidden_column=False)


@case("m01", answers="SUB003")
def head_and_marks_cut_off() -> bytes:
    """Only four lines of the table were copied: the form is known by them, its sender is not."""
    _, sheet = sheet_of()
    sheet.delete_rows(1, 9)
    sheet.delete_cols(1)
    sheet.delete_rows(5, 30)
    own = Workbook()
    for row in sheet.iter_rows(values_only=True):
        own.active.append(row)
    return desk.saved(own)


@case("m01")
def helper_sheet_feeds_the_form() -> bytes:
    """A figure is a formula to a sheet of village figures; Excel kept its result."""
    book, sheet = sheet_of()
    book.create_sheet("Thôn").append(["Thôn Đông", 50.2])
    put("m01", sheet, "04", "uoc", "='Thôn'!B1+10.1")
    return with_results(desk.saved(book), {desk.cell_name("m01", "04", "uoc"): "60.3"})


def with_results(content: bytes, results: dict[str, str]) -> bytes:
    """Put results beside formulas, as a spreadsheet program saves them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                text = data.decode()
                for name, value in results.items():
                    start = text.index(f'<c r="{name}"')
                    end = text.index("</c>", start)
                    inner = text[start:end].replace("<v></v>", "").replace("<v />", "").replace("<v/>", "")
                    text = f"{text[:start]}{inner}<v>{value}</v>{text[end:]}"
                data = text.encode()
            out.writestr(item, data)
    return target.getvalue()


@case("m01", answers="SUB008", changes={("02", "th"): None})
def an_old_copy_beside_the_form() -> bytes:
    """ "Biểu 1" and "Biểu 1 (2)" hold the same form with different figures."""
    book, sheet = sheet_of()
    again = book.copy_worksheet(sheet)
    put("m01", again, "02", "th", 700)
    return desk.saved(book)


@case("m01")
def an_equal_copy_beside_the_form() -> bytes:
    """The sheet was doubled and nothing changed."""
    book, sheet = sheet_of()
    book.copy_worksheet(sheet)
    return desk.saved(book)


# --- rows and columns


@case("m01")
def rows_inserted_for_own_detail() -> bytes:
    """Two lines of detail stand below maize."""
    book, sheet = sheet_of()
    row = desk.row_of("m01", "04")
    shift_down(sheet, row, 2)
    for number, title, value in ((row, "- Ngô lai", 80), (row + 1, "- Ngô nếp", 16.1)):
        sheet.cell(number, 3, title)
        sheet.cell(number, 6, value)
    return desk.saved(book)


def shift_down(sheet: Worksheet, row: int, count: int) -> None:
    """Insert rows as a spreadsheet program does: openpyxl moves neither formulas nor merged cells, so both go first."""
    for block in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(block))
    for line in sheet.iter_rows(min_row=desk.FIRST_ROW):
        for cell in line:
            if cell.data_type == "f":
                cell.value = None
    sheet.insert_rows(row, count)


@case("m01")
def row_copied_and_retyped() -> bytes:
    """A row was copied with its hidden id and code, and got another name."""
    book, sheet = sheet_of()
    source = desk.row_of("m01", "03")
    shift_down(sheet, source + 1, 1)
    for column in range(1, 10):
        sheet.cell(source + 1, column).value = copy(sheet.cell(source, column).value)
    sheet.cell(source + 1, 3).value = "Trong đó: ngô sinh khối"
    sheet.cell(source + 1, 6).value = 12
    return desk.saved(book)


@case(
    "m01", answers="SUB114", changes={("03", "th"): None, ("03", "uoc"): None, ("01", "th"): None, ("01", "uoc"): None}
)
def row_doubled_with_other_figures() -> bytes:
    """The same row stands twice with its own name and different figures."""
    book, sheet = sheet_of()
    source = desk.row_of("m01", "03")
    shift_down(sheet, source + 1, 1)
    for column in range(1, 10):
        sheet.cell(source + 1, column).value = copy(sheet.cell(source, column).value)
    sheet.cell(source + 1, 6).value = 12
    return desk.saved(book)


@case(
    "m01", answers="SUB102", changes={("03", "th"): None, ("03", "uoc"): None, ("01", "th"): None, ("01", "uoc"): None}
)
def row_deleted() -> bytes:
    """The sender has no maize and deleted the line."""
    book, sheet = sheet_of()
    row = desk.row_of("m01", "03")
    shift_down(sheet, row, 0)
    sheet.delete_rows(row)
    return desk.saved(book)


@case("m01", answers="SUB126 SUB126 SUB126")
def rows_sorted_without_their_hidden_ids() -> bytes:
    """Sorted from column B on: ids stay behind, codes and names travel with the figures."""
    book, sheet = sheet_of()
    first = desk.row_of("m01", "02")
    lines = [[sheet.cell(first + step, column).value for column in range(2, 10)] for step in range(3)]
    for step, line in enumerate(lines[1:] + lines[:1]):
        for column, value in enumerate(line, 2):
            sheet.cell(first + step, column).value = value
    for cell in sheet[desk.row_of("m01", "01")]:
        if cell.data_type == "f":
            cell.value = None
    return desk.saved(book)


@case("m01", answers="SUB119 SUB119",
      changes={(row, column): None for row in ("01", "02", "03") for column in ("th", "uoc")})  # fmt: skip
def names_swapped() -> bytes:
    """Two names were swapped, codes and ids were not: which figures are whose?"""
    book, sheet = sheet_of()
    rows = [desk.row_of("m01", code) for code in ("02", "03")]
    sheet.cell(rows[0], 3).value, sheet.cell(rows[1], 3).value = "Cây ngô", "Cây lúa"
    return desk.saved(book)


@case("m01", answers="SUB115")
def row_given_another_name() -> bytes:
    """ "Cây ngô" became "Diện tích khoai lang vụ Đông": the figures may be of something else."""
    book, sheet = sheet_of()
    sheet.cell(desk.row_of("m01", "03"), 3).value = "Diện tích khoai lang vụ Đông"
    return desk.saved(book)


@case("m01")
def names_decorated() -> bytes:
    """Bullets, numbers, capitals and colons around the names; codes became numbers."""
    book, sheet = sheet_of()
    for code, title in {"02": "  - CÂY LÚA:", "03": "+ Cây  ngô", "04": "2. Rau, đậu các loại"}.items():
        sheet.cell(desk.row_of("m01", code), 3).value = title
        sheet.cell(desk.row_of("m01", code), 2).value = int(code)
        sheet.cell(desk.row_of("m01", code), 2).number_format = "General"
    return desk.saved(book)


@case("m01")
def names_decomposed() -> bytes:
    """The names come from a Mac: letters and marks apart, with no-break spaces."""
    book, sheet = sheet_of()
    for row in range(desk.FIRST_ROW, desk.FIRST_ROW + 6):
        name = unicodedata.normalize("NFD", str(sheet.cell(row, 3).value)).replace(" ", "\u00a0")
        sheet.cell(row, 3).value = name
    return desk.saved(book)


@case("m01")
def column_of_last_month_added() -> bytes:
    """A column "TH tháng 01/2024" stands before the one that is asked for."""
    book, sheet = sheet_of()
    insert_column(sheet, 6)
    sheet.cell(desk.HEAD_ROW, 6, "TH tháng 01/2024")
    for step in range(6):
        sheet.cell(desk.FIRST_ROW + step, 6, 5 + step)
    return desk.saved(book)


def insert_column(sheet: Worksheet, column: int) -> None:
    for line in sheet.iter_rows(min_row=desk.FIRST_ROW):
        for cell in line:
            if cell.data_type == "f":
                cell.value = None
    for block in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(block))
    sheet.insert_cols(column)


@case("m01")
def columns_swapped() -> bytes:
    """Estimate and actual changed places, headings with them."""
    book, sheet = sheet_of()
    for row in range(desk.HEAD_ROW, desk.FIRST_ROW + 6):
        left, right = sheet.cell(row, 6), sheet.cell(row, 7)
        left.value, right.value = right.value, left.value
    for row in (desk.row_of("m01", "01"),):
        sheet.cell(row, 6).value = sheet.cell(row, 7).value = None
    return desk.saved(book)


@case("m01")
def headings_in_full_words() -> bytes:
    """The headings were written out."""
    book, sheet = sheet_of()
    sheet.cell(desk.HEAD_ROW, 6).value = "Thực hiện đến ngày 29/02/2024"
    sheet.cell(desk.HEAD_ROW, 7).value = "ƯỚC THỰC HIỆN\nQUÝ 1 NĂM 2024"
    return desk.saved(book)


@case("m01", answers="SUB101",
      changes={(row, "uoc"): None for row in ("01", "02", "03", "04", "05", "06")})  # fmt: skip
def heading_of_another_quarter() -> bytes:
    """The heading of the estimate was left from the fourth quarter."""
    book, sheet = sheet_of()
    sheet.cell(desk.HEAD_ROW, 7).value = "Ước TH quý IV/2023"
    return desk.saved(book)


@case("m01", answers="SUB101",
      changes={(row, "th"): None for row in ("01", "02", "03", "04")})  # fmt: skip
def heading_of_another_cut_off() -> bytes:
    """The actual was counted to the end of January, and the heading says so."""
    book, sheet = sheet_of()
    sheet.cell(desk.HEAD_ROW, 6).value = "TH đến 31/01/2024"
    return desk.saved(book)


@case("m01", answers="SUB101 SUB101", changes=dict.fromkeys(desk.meant("m01")))
def form_pasted_over_an_old_file() -> bytes:
    """Head and title are of this quarter, the headings of last year's."""
    book, sheet = sheet_of()
    for column in (6, 7):
        sheet.cell(desk.HEAD_ROW, column).value = str(sheet.cell(desk.HEAD_ROW, column).value).replace("2024", "2023")
    return desk.saved(book)


@case("m01")
def table_moved() -> bytes:
    """Three lines and a letterhead were put above everything."""
    book, sheet = sheet_of()
    shift_down(sheet, desk.HEAD_ROW, 2)
    sheet.cell(desk.HEAD_ROW, 3, "Tài liệu phục vụ họp giao ban")
    return desk.saved(book)


@case("m01")
def headings_repeated_for_the_second_page() -> bytes:
    """The headings were copied into the middle of the table, as for a printed page."""
    book, sheet = sheet_of()
    row = desk.row_of("m01", "04")
    shift_down(sheet, row, 1)
    for column in range(2, 10):
        sheet.cell(row, column).value = sheet.cell(desk.HEAD_ROW, column).value
    return desk.saved(book)


@case("m01")
def last_quarters_table_below() -> bytes:
    """Below the table stands the one of last quarter, with its own headings."""
    book, sheet = sheet_of()
    for row in range(desk.HEAD_ROW, desk.FIRST_ROW + 6):
        for column in range(2, 10):
            value = sheet.cell(row, column).value
            text = (
                value.replace("quý I/2024", "quý IV/2023").replace("29/02/2024", "30/11/2023")
                if isinstance(value, str)
                else value
            )
            sheet.cell(row + 30, column).value = 5 if isinstance(value, float) else text
    return desk.saved(book)


# --- cells


@case("m01", answers="SUB113 SUB113",
      changes={("03", "th"): None, ("04", "th"): None, ("01", "th"): None})  # fmt: skip
def figure_over_two_rows() -> bytes:
    """One figure stands in cells merged over maize and vegetables."""
    book, sheet = sheet_of()
    first, second = (desk.cell_name("m01", code, "th") for code in ("03", "04"))
    sheet.merge_cells(f"{first}:{second}")
    return desk.saved(book)


@case("m01")
def title_cells_merged() -> bytes:
    """Code and name were merged, so that the name is lost; the hidden id is there."""
    book, sheet = sheet_of()
    row = desk.row_of("m01", "03")
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
    return desk.saved(book)


@case("m01", answers="SUB122")
def rows_hidden() -> bytes:
    """Maize is hidden; its figures count all the same."""
    book, sheet = sheet_of()
    sheet.row_dimensions[desk.row_of("m01", "03")].hidden = True
    return desk.saved(book)


@case("m01")
def coloured_and_commented() -> bytes:
    """Colours, comments and fonts everywhere."""
    book, sheet = sheet_of()
    for row in sheet.iter_rows(min_row=desk.FIRST_ROW, max_row=desk.FIRST_ROW + 5):
        for cell in row:
            cell.fill, cell.font = PatternFill("solid", fgColor="FFFF00"), Font("VNI-Times", 16, italic=True)
    sheet[desk.cell_name("m01", "02", "th")].comment = Comment("Hỏi lại thôn Đông", "cán bộ")
    return desk.saved(book)


@case("m01")
def protection_lifted_and_filtered() -> bytes:
    """Protection is off and a filter is on."""
    book, sheet = sheet_of()
    sheet.protection.sheet = False
    sheet.auto_filter.ref = f"B{desk.HEAD_ROW}:I{desk.FIRST_ROW + 5}"
    return desk.saved(book)


# --- numbers as they are typed


@case("m01")
def numbers_as_text_in_vietnamese() -> bytes:
    """Texts "1578,85", "1.578,85 ha", " 120,4 " with no-break space, "'60,3"."""
    book, sheet = sheet_of()
    put("m01", sheet, "02", "uoc", "1.578,85 ha")
    put("m01", sheet, "02", "th", "812,5\u00a0")
    put("m01", sheet, "03", "uoc", " 120,4 ")
    put("m01", sheet, "04", "uoc", "'60,3")
    put("m01", sheet, "05", "uoc", "1.397 tấn")
    return desk.saved(book)


@case("m01", answers="SUB106", changes={("02", "uoc"): None, ("01", "uoc"): None})
def text_that_reads_two_ways() -> bytes:
    """ "1.578" in a row with decimals."""
    return typed("m01", "02", "uoc", "1.578")


@case("m01", answers="SUB106", changes={("02", "uoc"): None, ("01", "uoc"): None})
def text_in_the_foreign_style() -> bytes:
    """ "1,578.85" as a text."""
    return typed("m01", "02", "uoc", "1,578.85")


@case("m01", answers="SUB106", changes={("03", "uoc"): None, ("01", "uoc"): None})
def decimal_point_in_a_text() -> bytes:
    """ "120.4" as a text."""
    return typed("m01", "03", "uoc", "120.4")


@case("m03", changes={("01", "th"): "85"})
def hedged() -> bytes:
    """ "trên 85"."""
    return typed("m03", "01", "th", "trên 85")


@case("m03", answers="SUB105", changes={("01", "th"): None})
def dash() -> bytes:
    """ "-": nothing occurred, or nothing is known?"""
    return typed("m03", "01", "th", "-")


@case("m03", changes={("03", "th"): None})
def cross() -> bytes:
    """ "x": the row makes no sense here."""
    return typed("m03", "03", "th", "x")


@case("m03", answers="SUB106", changes={("03", "th"): None})
def dash_before_a_number() -> bytes:
    """ "- 724": a bullet or a minus?"""
    return typed("m03", "03", "th", "- 724")


@case("m03", answers="SUB117", changes={("03", "th"): "-724"})
def negative_count() -> bytes:
    """-724 injections."""
    return typed("m03", "03", "th", -724)


@case("m03", answers="SUB107", changes={("03", "th"): None})
def letter_o_for_zero() -> bytes:
    """ "72O" with the letter O."""
    return typed("m03", "03", "th", "72O")


@case("m03", answers="SUB107", changes={("03", "th"): None})
def two_numbers_in_a_cell() -> bytes:
    """ "700 + 24"."""
    return typed("m03", "03", "th", "700 + 24")


@case("m03", answers="SUB107", changes={("02", "th"): None})
def a_range() -> bytes:
    """ "13.000-14.000"."""
    return typed("m03", "02", "th", "13.000-14.000")


@case("m03", answers="SUB106", changes={("04", "th"): None})
def metres_for_kilometres() -> bytes:
    """ "11.042 m" in a row of km with decimals: asked in both readings."""
    return typed("m03", "04", "th", "11.042 m")


@case("m02", answers="SUB108", changes={("01", "th"): None})
def billions_for_millions() -> bytes:
    """ "15,477 tỷ đồng" in a form of triệu đồng."""
    return typed("m02", "01", "th", "15,477 tỷ đồng")


@case("m02", answers="SUB127", changes={("01", "th"): "15477000000"})
def dong_for_millions() -> bytes:
    """15477000000 as a number where triệu đồng are asked for: taken as typed, and asked."""
    return typed("m02", "01", "th", 15477000000)


@case("m02", answers="SUB112", changes={("01", "th"): None})
def format_that_hides_six_digits() -> bytes:
    """15477000000 đồng shown as 15.477 by a number format."""
    return typed("m02", "01", "th", 15477000000, "#,##0,,")


@case("m02", answers="SUB108", changes={("01", "th"): None})
def format_that_names_another_unit() -> bytes:
    """15,477 shown as "15,477 tỷ" by a number format."""
    return typed("m02", "01", "th", 15.477, '#,##0.000" tỷ"')


@case("m01")
def percent_cell() -> bytes:
    """0,853 in a cell of percent format, in a row of percents."""
    return typed("m01", "06", "uoc", 0.853, "0.0%")


@case("m01", answers="SUB108", changes={("03", "th"): None, ("01", "th"): None})
def percent_cell_in_a_row_of_hectares() -> bytes:
    """A percent format in a row of hectares."""
    return typed("m01", "03", "th", 0.961, "0.0%")


@case("m03", answers="SUB111", changes={("04", "th"): None})
def number_that_became_a_date() -> bytes:
    """11.042 was typed, Excel made a day of it."""
    return typed("m03", "04", "th", date(2024, 11, 4), "dd/mm/yyyy")


@case(
    "m01", answers="SUB011", changes={("03", "th"): None, ("03", "uoc"): None, ("01", "th"): None, ("01", "uoc"): None}
)
def unit_of_measure_rewritten() -> bytes:
    """ĐVT of maize became "sào"."""
    book, sheet = sheet_of()
    sheet.cell(desk.row_of("m01", "03"), 4).value = "sào"
    return desk.saved(book)


@case("m02", answers="SUB011", changes=dict.fromkeys(desk.meant("m02")))
def unit_of_the_table_rewritten() -> bytes:
    """ "ĐVT: triệu đồng" became "ĐVT: tỷ đồng"."""
    book, sheet = sheet_of("m02")
    cell = next(cell for row in sheet.iter_rows(max_row=8) for cell in row if str(cell.value).startswith("ĐVT"))
    cell.value = "ĐVT: tỷ đồng"
    return desk.saved(book)


# --- formulas, totals, prefilled cells


@case("m01", answers="SUB103", changes={("04", "uoc"): None, ("01", "uoc"): None})
def formula_never_computed() -> bytes:
    """A formula without a result, as programs write it that do not compute."""
    return typed("m01", "04", "uoc", "=50.2+10.1")


@case("m01", changes={("01", "uoc"): "1700"})
def total_typed_over() -> bytes:
    """The total was typed over: it is kept as the unit's own total."""
    return typed("m01", "01", "uoc", 1700)


@case("m01", answers="SUB123")
def parts_in_words_that_excel_does_not_add() -> bytes:
    """ "120,4 ha" is a text for Excel, so the total on the sheet lacks it."""
    book, sheet = sheet_of()
    put("m01", sheet, "03", "uoc", "120,4 ha")
    return with_results(desk.saved(book), {desk.cell_name("m01", "01", "uoc"): "1639.15"})


@case("m01")
def binary_noise_in_results() -> bytes:
    """The computed total carries the noise of binary arithmetic."""
    return with_results(desk.filled("m01"), {desk.cell_name("m01", "01", "uoc"): "1759.5500000000002"})


@case("m01", answers="SUB120")
def prefilled_figure_disputed() -> bytes:
    """The same period was typed over and the reason written beside it; the settled figure stays."""
    book, sheet = sheet_of()
    put("m01", sheet, "02", "ck", 1490)
    put("m01", sheet, "02", "ghi_chu", "Số năm trước đã điều chỉnh")
    return desk.saved(book)


@case("m01", answers="SUB110", changes={("03", "uoc"): None, ("01", "uoc"): None})
def a_cell_left_empty() -> bytes:
    """Maize has no estimate yet."""
    return desk.filled("m01", without=[("03", "uoc")])


@case("m01", answers="SUB110", changes={("03", "uoc"): None, ("01", "uoc"): None})
def a_cell_left_empty_with_a_reason() -> bytes:
    """The same with a reason in Ghi chú: said, not asked again."""
    return desk.filled("m01", without=[("03", "uoc")], remark={"03": "chờ số liệu của thôn Đông"})


@case("m03", changes=dict.fromkeys(desk.M03, "0"))
def nothing_occurred_in_one_tick() -> bytes:
    """The form is ticked as Không phát sinh and empty."""
    book, sheet = sheet_of("m03", without=list(desk.M03))
    sheet.cell(desk.TICK_ROW, 4).value = "x"
    return desk.saved(book)


@case("m03", changes={(code, "th"): "0" for code in ("01", "02", "03")})
def nothing_occurred_in_one_block() -> bytes:
    """The block of livestock is ticked; the road has its figure."""
    book, sheet = sheet_of("m03", without=[(code, "th") for code in ("01", "02", "03")])
    sheet.cell(desk.row_of("m03", "I"), 6).value = "X"
    return desk.saved(book)


@case("m03", answers="SUB118")
def ticked_beside_figures() -> bytes:
    """Ticked as Không phát sinh, with figures in it."""
    book, sheet = sheet_of("m03")
    sheet.cell(desk.TICK_ROW, 4).value = "x"
    return desk.saved(book)


@case("m03", answers="SUB010", changes=dict.fromkeys(desk.M03))
def sent_empty() -> bytes:
    """The blank came back as it was."""
    return desk.blank("m03")


@case("m03", changes={("03", "th"): "0"})
def nothing_occurred_in_words() -> bytes:
    """ "Không phát sinh" written into the cell."""
    return typed("m03", "03", "th", "Không phát sinh")


@case("m03", changes={("03", "th"): "0"})
def nothing_occurred_in_the_notes() -> bytes:
    """The cell is empty, Ghi chú says "không phát sinh"."""
    return desk.filled("m03", without=[("03", "th")], remark={"03": "không phát sinh"})


@case("m03", answers="SUB110", changes={("03", "th"): None})
def not_known_in_words() -> bytes:
    """ "chưa có số liệu" written into the cell."""
    return typed("m03", "03", "th", "chưa có số liệu")


@case("m03")
def a_note_that_begins_like_the_tick() -> bytes:
    """A note "Không phát sinh dịch bệnh" beside figures is no tick."""
    return desk.filled("m03", remark={"01": "Không phát sinh dịch bệnh", "02": "x"})


# --- more of the same, in worse company


@case("m01", answers="SUB005")
def last_quarters_table_below_and_no_marks() -> bytes:
    """Copied without the hidden column, with last quarter's table below."""
    _book, sheet = sheet_of()
    for row in range(desk.HEAD_ROW, desk.FIRST_ROW + 6):
        for column in range(2, 10):
            value = sheet.cell(row, column).value
            text = str(value).replace("quý I/2024", "quý IV/2023").replace("29/02/2024", "30/11/2023")
            sheet.cell(row + 30, column).value = 5 if isinstance(value, float | int) else text
    own = Workbook()
    for line in sheet.iter_rows(min_col=2):
        for cell in line:
            if cell.data_type != "f":
                own.active.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
    return desk.saved(own)


@case("m01", answers="SUB116",
      changes={(row, "uoc"): None for row in ("01", "02", "03", "04", "05", "06")})  # fmt: skip
def a_column_twice() -> bytes:
    """A second column "Ước TH quý I/2024" was added; which one counts?"""
    book, sheet = sheet_of()
    insert_column(sheet, 8)
    sheet.cell(desk.HEAD_ROW, 8, "Ước TH quý I/2024")
    sheet.cell(desk.HEAD_ROW + 1, 7).value = None
    for step in range(6):
        sheet.cell(desk.FIRST_ROW + step, 8, 5 + step)
    return desk.saved(book)


@case("m01")
def a_column_twice_of_which_one_bears_the_number() -> bytes:
    """The same, but the number under the heading tells the form's own column."""
    book, sheet = sheet_of()
    insert_column(sheet, 8)
    sheet.cell(desk.HEAD_ROW, 8, "Ước TH quý I/2024")
    for step in range(6):
        sheet.cell(desk.FIRST_ROW + step, 8, 5 + step)
    return desk.saved(book)


@case("m02")
def another_unit_named_in_the_notes() -> bytes:
    """ "ĐVT: tỷ đồng" stands in a note below the table, of another table."""
    book, sheet = sheet_of("m02")
    sheet.cell(desk.FIRST_ROW + 9, 2).value = "ĐVT: tỷ đồng"
    return desk.saved(book)


@case("m01")
def binary_noise_in_a_figure() -> bytes:
    """=50.2+10.1 gives 60.300000000000004 in the file."""
    book, sheet = sheet_of()
    put("m01", sheet, "04", "uoc", "=50.2+10.1")
    return with_results(desk.saved(book), {desk.cell_name("m01", "04", "uoc"): "60.300000000000004"})


@case("m01", changes={("01", "uoc"): "1759.55"})
def total_through_a_range() -> bytes:
    """The sender rebuilt the total as =SUM(G11:G13): the sum of the same cells, so no total of its own."""
    book, sheet = sheet_of()
    put("m01", sheet, "01", "uoc", "=SUM(G11:G13)")
    return with_results(desk.saved(book), {desk.cell_name("m01", "01", "uoc"): "1759.55"})


@case("m01", changes={("01", "uoc"): "1800"})
def total_from_a_helper_sheet() -> bytes:
    """The total is a formula to the sender's own sheet and differs from the parts: the unit's own total."""
    book, sheet = sheet_of()
    book.create_sheet("Thôn").append(["Tổng", 1800])
    put("m01", sheet, "01", "uoc", "='Thôn'!B1")
    return with_results(desk.saved(book), {desk.cell_name("m01", "01", "uoc"): "1800"})


@case("m01", answers="SUB109", changes={("01", "uoc"): None})
def total_that_divides_by_zero() -> bytes:
    """The total shows #DIV/0!."""
    book, sheet = sheet_of()
    put("m01", sheet, "01", "uoc", "=1/0")
    content = with_results(desk.saved(book), {desk.cell_name("m01", "01", "uoc"): "#DIV/0!"})
    return with_type(content, desk.cell_name("m01", "01", "uoc"), "e")


def with_type(content: bytes, name: str, kind: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(f'<c r="{name}"'.encode(), f'<c r="{name}" t="{kind}"'.encode())
            out.writestr(item, data)
    return target.getvalue()


@case("m01", answers="SUB107", changes={("02", "th"): None, ("01", "th"): None})
def a_note_in_the_place_of_a_figure() -> bytes:
    """ "xem biểu kèm theo" where a figure belongs."""
    return typed("m01", "02", "th", "xem biểu kèm theo")


@case(
    "m01",
    answers="SUB110 SUB102",
    changes={("03", "th"): None, ("03", "uoc"): None, ("01", "th"): None, ("01", "uoc"): None, ("02", "th"): None},
)
def two_different_troubles_at_once() -> bytes:
    """A row deleted and a cell left empty: both are said in one run."""
    book, sheet = sheet_of(without=[("02", "th")])
    row = desk.row_of("m01", "03")
    shift_down(sheet, row, 0)
    sheet.delete_rows(row)
    return desk.saved(book)


@case(
    "m01", answers="SUB114", changes={("03", "th"): None, ("03", "uoc"): None, ("01", "th"): None, ("01", "uoc"): None}
)
def row_doubled_and_its_hidden_id_lost() -> bytes:
    """The same name and code twice with different figures; only the copy still has the hidden id."""
    book, sheet = sheet_of()
    source = desk.row_of("m01", "03")
    shift_down(sheet, source + 1, 1)
    for column in range(1, 10):
        sheet.cell(source + 1, column).value = copy(sheet.cell(source, column).value)
    sheet.cell(source, 1).value = None
    sheet.cell(source + 1, 6).value = 12
    return desk.saved(book)


@case("m01", answers="SUB101", changes=dict.fromkeys(desk.meant("m01")))
def headings_deleted() -> bytes:
    """The row of headings and the numbers below it were cleared."""
    book, sheet = sheet_of()
    for row in (desk.HEAD_ROW, desk.HEAD_ROW + 1):
        for column in range(2, 10):
            sheet.cell(row, column).value = None
    return desk.saved(book)


@case("m01", answers="SUB002")
def everything_but_the_head_deleted() -> bytes:
    """Another form's sheet was cleared and a picture pasted into it: nothing of ours is left."""
    book, sheet = sheet_of()
    sheet.delete_rows(1, 60)
    return desk.saved(book)
