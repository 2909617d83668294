"""What stands around the table of a blank form: head, titles, tick, notes, signatures, page (office-habits A2)."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from solieu.catalog.model import ColumnKind
from solieu.documents.spreadsheet_text import put_text
from solieu.intake import layout
from solieu.intake.blank_table import BOX, UNLOCKED, font, tick_box
from solieu.intake.layout import Occasion
from solieu.territory import PLACES, Territory
from solieu.vietnamese import write_date, write_period

# Characters of Times New Roman 11 across a landscape A4 at full size.
PAGE_WIDTH = 136
PAGE_HEIGHT = 500  # points between its margins
LINE = 16  # points a line of text takes
LEGEND = (
    "Cách ghi: 0 là không phát sinh; để trống là chưa có số liệu, đề nghị nêu lý do ở cột Ghi chú; x là ô không phải điền. "
    "Ô nền xám đã điền sẵn (… là chưa có số liệu); nếu chưa đúng, đề nghị nêu ở cột Ghi chú."
)


def set_widths(sheet: Worksheet, at: Occasion) -> None:
    """Names and notes get what the figures leave of the page, so that it prints at full size where it can."""
    form = at.form
    widths = {layout.ID_COLUMN: 4, layout.CODE_COLUMN: 7, layout.MEASURE_COLUMN: 10}
    figures = [column for column in form.columns if column.kind is not ColumnKind.NOTE]
    narrow = 11 if len(figures) > 6 else 14
    widths |= {layout.column_number(form, column): narrow for column in figures}
    notes = [layout.column_number(form, column) for column in form.columns if column.kind is ColumnKind.NOTE]
    rest = PAGE_WIDTH - sum(widths[number] for number in widths if number >= layout.CODE_COLUMN)
    longest = max(len(row.title) + 2 * row.indent for row in form.rows)
    widths[layout.TITLE_COLUMN] = min(max(longest + 2, 30), max(36, rest - 16 * len(notes)))
    for number in notes:
        widths[number] = max(16, (rest - widths[layout.TITLE_COLUMN]) // len(notes))
    for number in range(1, layout.last_column(form) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths[number]
    sheet.column_dimensions[get_column_letter(layout.ID_COLUMN)].hidden = True
    for row in form.rows:
        # Not every program makes room for a name of two lines by itself; one that fits keeps growing with its note.
        letters = (len(row.title) + 2 * row.indent) * (21 if row.bold else 19)
        lines = -(-letters // (widths[layout.TITLE_COLUMN] * 20))
        if lines > 1:
            sheet.row_dimensions[layout.row_number(form, row)].height = LINE * lines


def write_head(sheet: Worksheet, at: Occasion, territory: Territory) -> None:
    """Code left, sender and receiver right, titles in the middle."""
    form, last, right = at.form, layout.last_column(at.form), _right_half(sheet, at)
    basis = form.basis[0].text if form.basis else f"Công văn số ……/UBND-…… ngày …/…/{at.period.year}"
    left = [f"Biểu số: {form.code}", f"Ban hành kèm theo {basis}", f"Ngày nhận báo cáo: trước ngày {_due(at)}"]
    receiver = territory.name(form.receiver, at.period.end)
    for line, text in enumerate(left, 1):
        _across(sheet, line, layout.CODE_COLUMN, right - 1, text, bold=line == 1, align="left")
    for line, text in enumerate([f"Đơn vị báo cáo: {reporter(at, territory)}", f"Đơn vị nhận báo cáo: {receiver}"], 1):
        _across(sheet, line, right, last, text, bold=line == 1, align="left")
    upto = layout.figures_up_to(at)
    _across(sheet, 4, layout.CODE_COLUMN, last, form.title.upper(), size=14, bold=True)
    _across(sheet, 5, layout.CODE_COLUMN, last, _capital(write_period(at.period)), size=12, bold=True)
    _across(sheet, 6, layout.CODE_COLUMN, last, f"({upto})" if upto else "", italic=True)
    _across(sheet, layout.TICK_ROW, layout.CODE_COLUMN, layout.TITLE_COLUMN,
            f"{layout.NOTHING_OCCURRED} cả biểu (đánh dấu x):", align="right")  # fmt: skip
    sheet.add_data_validation(tick_box(sheet.cell(layout.TICK_ROW, layout.TITLE_COLUMN + 1)))
    sheet.row_dimensions[4].height, sheet.row_dimensions[layout.TICK_ROW].height = 30, 18
    if form.measure:
        _across(sheet, layout.TICK_ROW, last, last, f"ĐVT: {form.measure}", italic=True, align="right")


def reporter(at: Occasion, territory: Territory) -> str:
    """A place reports through its People's Committee, a body under its own name."""
    row = territory.at(at.sender, at.period.end)
    name = territory.name(at.sender, at.period.end)
    return f"UBND {name}" if row is not None and row.kind in PLACES else name


def write_foot(sheet: Worksheet, at: Occasion) -> None:
    form, last, right = at.form, layout.last_column(at.form), _right_half(sheet, at)
    line = layout.FIRST_ROW + len(form.rows)
    _across(sheet, line, layout.CODE_COLUMN, last, LEGEND, size=10, italic=True, align="left")
    sheet.row_dimensions[line].height = 27
    for remark in form.remarks:
        line += 1
        _across(sheet, line, layout.CODE_COLUMN, last, f"- {remark}", size=10, italic=True, align="left")
    line += 1
    _across(sheet, line, layout.CODE_COLUMN, last, "Ghi chú / Thuyết minh:", bold=True, align="left")
    line += 1
    sheet.cell(line, layout.ID_COLUMN, f"{form.id}:{layout.REMARK_ID}")
    _across(sheet, line, layout.CODE_COLUMN, last, "", align="left", box=True)
    sheet.row_dimensions[line].height = 36
    _signatures(sheet, line + 2, right, last, at.period.end.year)


def _signatures(sheet: Worksheet, line: int, right: int, last: int, year: int) -> None:
    day = f"……………, ngày ….. tháng ….. năm {year}"
    left = (layout.CODE_COLUMN, layout.TITLE_COLUMN)
    _across(sheet, line, right, last, day, italic=True, box=None)
    _across(sheet, line + 1, *left, "NGƯỜI LẬP BIỂU", bold=True)
    _across(sheet, line + 2, *left, "(Ký, ghi rõ họ tên)", italic=True)
    _across(sheet, line + 1, right, last, "THỦ TRƯỞNG ĐƠN VỊ", bold=True)
    _across(sheet, line + 2, right, last, "(Ký tên, đóng dấu)", italic=True)
    for name in ((*left,), (right, last)):
        _across(sheet, line + 6, *name, "", bold=True, box=None)


def set_up_page(sheet: Worksheet, at: Occasion) -> None:
    """It prints well on one click: landscape A4, one page wide, headings on every page, page number at the foot."""
    sheet.freeze_panes = sheet.cell(layout.FIRST_ROW, layout.first_value_column(at.form))
    sheet.print_title_rows = f"{layout.HEAD_ROW}:{layout.MARK_ROW}"
    sheet.print_area = f"B1:{get_column_letter(layout.last_column(at.form))}{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    height = sum(sheet.row_dimensions[row].height or LINE for row in range(1, sheet.max_row + 1))
    # A form that is a little longer than the page is made a little smaller: signatures do not stand alone on a page.
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(height <= PAGE_HEIGHT * 1.35)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom, margins.footer = 0.6, 0.6, 0.6, 0.7, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text, sheet.oddFooter.center.font = "&P/&N", "Times New Roman,Regular"
    sheet.oddFooter.center.size = 10
    guard = sheet.protection
    guard.sheet = True
    # A guard rail, not a wall: people still widen columns, add rows of their own, colour and sort.
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.insertColumns = guard.sort = guard.autoFilter = False


def _right_half(sheet: Worksheet, at: Occasion) -> int:
    """The first column of the right part of head and foot: wide enough for the name of a body."""
    first, last = layout.first_value_column(at.form), layout.last_column(at.form)
    width = 0
    for number in range(last, first, -1):
        width += sheet.column_dimensions[get_column_letter(number)].width
        if width >= 58:
            return number
    return first


def _across(sheet: Worksheet, line: int, first: int, last: int, text: str, *, size: int = 11, bold: bool = False,
            italic: bool = False, align: str = "center", box: bool | None = False) -> None:  # fmt: skip
    """One text over several columns. ``box`` True: a bordered field to write in; None: to write in, without a border."""
    if first < last:
        sheet.merge_cells(start_row=line, end_row=line, start_column=first, end_column=last)
    cell = sheet.cell(line, first)
    if text:
        put_text(cell, text)
    cell.font = font(size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal=align, vertical="top" if box else "center", wrap_text=size <= 11)
    if box is not False:
        cell.protection = UNLOCKED
    if box:
        for number in range(first, last + 1):
            sheet.cell(line, number).border = BOX


def _due(at: Occasion) -> str:
    return write_date(at.due)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
