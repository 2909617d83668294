"""The table of a blank form: headings, column marks, one line a row, live formulas, grey prefilled cells."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from solieu.catalog.model import Catalog, Column, ColumnKind, FormRow
from solieu.core import FactKey, Reading
from solieu.documents.spreadsheet_text import put_text
from solieu.intake import layout
from solieu.intake.layout import Occasion

GREY = PatternFill("solid", fgColor="E7E6E6")
HEAD = PatternFill("solid", fgColor="F2F2F2")
BOX = Border(*(Side(style="thin"),) * 4)
UNKNOWN = "…"  # occurred, figure not known (office-habits A1)
UNLOCKED = Protection(locked=False)
FIGURE = Alignment(horizontal="right", vertical="center")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def font(size: int = 11, *, bold: bool = False, italic: bool = False) -> Font:
    return Font("Times New Roman", size, bold=bold, italic=italic)


def number_format(decimals: int) -> str:
    """Shows rightly under Vietnamese and under English regional settings."""
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def write_table(sheet: Worksheet, at: Occasion, catalog: Catalog, prefill: Mapping[FactKey, Reading]) -> None:
    _heads(sheet, at)
    for row in at.form.rows:
        _row_head(sheet, row, at, catalog)
        if layout.opens_block(row):
            _block_tick(sheet, row, at)
            continue
        for column in at.form.columns:
            cell = _place(sheet, row, column, at)
            cell.font, cell.border = font(bold=row.bold), BOX
            _cell(cell, row, column, at, catalog, prefill)
    sheet.add_data_validation(_numbers(at))


def tick_box(cell: Cell) -> DataValidation:
    """A small box that takes an x."""
    cell.font, cell.border, cell.protection, cell.alignment = font(bold=True), BOX, UNLOCKED, MIDDLE
    choice = DataValidation(type="list", formula1='"x"', allow_blank=True, showErrorMessage=True, errorStyle="warning",
                            errorTitle="Lưu ý", error="Đánh dấu x nếu không phát sinh, nếu có phát sinh thì để trống.",
                            showInputMessage=True, promptTitle=layout.NOTHING_OCCURRED,
                            prompt="Chọn x khi mọi ô để trống đều là không phát sinh (bằng 0).")  # fmt: skip
    choice.add(cell.coordinate)
    return choice


def _heads(sheet: Worksheet, at: Occasion) -> None:
    titles = [layout.CODE_HEAD, layout.TITLE_HEAD] + ([] if at.form.measure else [layout.MEASURE_HEAD])
    letters = ["A", "B", "C"][: len(titles)]
    marks = layout.marks(at.form)
    heads = [*titles, *(layout.head(column, at) for column in at.form.columns)]
    below = [*letters, *(marks[column.id] for column in at.form.columns)]
    for number, (title, mark) in enumerate(zip(heads, below, strict=True), layout.CODE_COLUMN):
        for line, text, bold in ((layout.HEAD_ROW, title, True), (layout.MARK_ROW, mark, False)):
            cell = sheet.cell(line, number)
            put_text(cell, text)
            cell.font, cell.fill, cell.border = font(11 if bold else 10, bold=bold, italic=not bold), HEAD, BOX
            cell.alignment = MIDDLE
    sheet.row_dimensions[layout.HEAD_ROW].height = 45


def _row_head(sheet: Worksheet, row: FormRow, at: Occasion, catalog: Catalog) -> None:
    number = layout.row_number(at.form, row)
    sheet.cell(number, layout.ID_COLUMN, f"{at.form.id}:{row.code}")
    texts = [row.code, row.title] + ([] if at.form.measure else [layout.measure_of(row, None, at.form, catalog)])
    for place, text in enumerate(texts, layout.CODE_COLUMN):
        cell = sheet.cell(number, place)
        put_text(cell, text)
        cell.font, cell.border = font(bold=row.bold, italic=not row.indicator and not row.bold), BOX
        is_title = place == layout.TITLE_COLUMN
        cell.alignment = Alignment(vertical="center", indent=row.indent, wrap_text=True) if is_title else MIDDLE
        cell.number_format = "@"  # a code 01 that is typed again stays 01


def _block_tick(sheet: Worksheet, row: FormRow, at: Occasion) -> None:
    """A block of rows that did not occur takes one tick at its heading."""
    number, first = layout.row_number(at.form, row), layout.first_value_column(at.form)
    for place in range(first, layout.last_column(at.form) + 1):
        sheet.cell(number, place).border = BOX
    label = sheet.cell(number, first)
    put_text(label, f"{layout.NOTHING_OCCURRED}:")
    label.font, label.alignment = font(10, italic=True), Alignment(horizontal="right", vertical="center")
    sheet.add_data_validation(tick_box(sheet.cell(number, first + 1)))


def _place(sheet: Worksheet, row: FormRow, column: Column, at: Occasion) -> Cell:
    cell: Cell = sheet.cell(layout.row_number(at.form, row), layout.column_number(at.form, column))
    return cell


def _cell(cell: Cell, row: FormRow, column: Column, at: Occasion, catalog: Catalog,
          prefill: Mapping[FactKey, Reading]) -> None:  # fmt: skip
    if column.kind is ColumnKind.NOTE:
        cell.protection, cell.alignment = UNLOCKED, Alignment(vertical="center", wrap_text=True)
        return
    if not layout.uses(row, column):
        cell.value, cell.alignment = ("x" if row.indicator else None), MIDDLE
        return
    cell.alignment = FIGURE
    if column.kind is ColumnKind.COMPUTED:
        cell.value, cell.number_format = _ratio(row, column, at), number_format(1)
        return
    indicator = catalog.indicators[column.indicator or row.indicator]
    cell.number_format = number_format(indicator.decimals)
    if column.kind is ColumnKind.PREFILLED:
        _prefilled(cell, prefill.get(layout.key_of(row, column, at)), layout.measure_of(row, column, at.form, catalog))
    elif row.total_of:
        cell.value = _sum(row, column, at)
    else:
        cell.protection = UNLOCKED


def _prefilled(cell: Cell, known: Reading | None, measure: str) -> None:
    cell.fill = GREY
    if known is not None and known.quantity is not None:
        shown = layout.in_measure(known.quantity, measure)
        cell.value, cell.number_format = shown.value, number_format(shown.decimals)
    else:
        cell.value = UNKNOWN


def _ratio(row: FormRow, column: Column, at: Occasion) -> str:
    """A zero, a missing base or a base in words prints "-", never an error of the spreadsheet."""
    by_id = {other.id: get_column_letter(layout.column_number(at.form, other)) for other in at.form.columns}
    number = layout.row_number(at.form, row)
    over, under = f"{by_id[column.numerator]}{number}", f"{by_id[column.denominator]}{number}"
    percent = f"ROUND({over}/{under}*100{'-100' if column.growth else ''},1)"
    return f'=IF(AND(ISNUMBER({over}),N({under})<>0),{percent},"-")'


def _sum(row: FormRow, column: Column, at: Occasion) -> str:
    """The parts one by one, so that a row that the sender inserts is not added; nothing while there is nothing."""
    letter = get_column_letter(layout.column_number(at.form, column))
    rows = {other.code: layout.row_number(at.form, other) for other in at.form.rows}
    parts = ",".join(f"{letter}{rows[code]}" for code in row.total_of)
    return f'=IF(COUNT({parts})=0,"",SUM({parts}))'


def _numbers(at: Occasion) -> DataValidation:
    """Warns where a figure is expected and a text is typed. It never blocks."""
    warning = DataValidation(type="decimal", operator="between", formula1="-1E15", formula2="1E15", allow_blank=True,
                             showErrorMessage=True, errorStyle="warning", errorTitle="Lưu ý",
                             error="Ô này cần một số. Nếu phải ghi chữ (ví dụ: trên 85), chọn Yes để giữ.")  # fmt: skip
    for column in at.form.columns:
        if column.kind is ColumnKind.VALUE:
            letter = get_column_letter(layout.column_number(at.form, column))
            warning.add(f"{letter}{layout.FIRST_ROW}:{letter}{layout.FIRST_ROW + len(at.form.rows) - 1}")
    return warning
