"""The blank sheet of a form, as an office expects it: head, marks, codes, live formulas, prefilled plan and same period.

Identity stands in three places, of which two must agree on the way back: a document property, the hidden sheet
``_meta`` and the hidden first column. Nothing is protected by a password, and a warning never blocks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from solieu.catalog.model import Catalog, Column, ColumnKind, FormRow
from solieu.core import FactKey, Quantity, Reading
from solieu.documents.archive import repack
from solieu.intake import layout
from solieu.intake.layout import Occasion
from solieu.territory import Territory
from solieu.vietnamese import write_date, write_period

GREY = PatternFill("solid", fgColor="E7E6E6")
HEAD = PatternFill("solid", fgColor="F2F2F2")
THIN = Border(*(Side(style="thin"),) * 4)
FONT = "Times New Roman"


def blank_form(
    at: Occasion,
    *,
    catalog: Catalog,
    territory: Territory,
    prefill: Mapping[FactKey, Reading],
    moment: datetime,
) -> bytes:
    """The xlsx to send out. ``prefill`` holds what is known already (plan, same period); ``moment`` dates the file."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = at.form.code.partition("/")[0]
    _head(sheet, at, territory)
    _table_head(sheet, at)
    for row in at.form.rows:
        _row(sheet, row, at, catalog, prefill)
    _foot(sheet, at, territory)
    _print_setup(sheet, at)
    _identity(book, sheet, at, catalog)
    return _save(book, moment)


def fill_form(blank: bytes, values: Mapping[tuple[str, str], Quantity], notes: Mapping[tuple[str, str], str],
              at: Occasion, *, moment: datetime, remark: Mapping[str, str] | None = None) -> bytes:  # fmt: skip
    """Type values (by row code and column id) into a blank; ``notes`` become cell comments, ``remark`` fills the
    column Ghi chú by row code."""
    book = load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    for row in at.form.rows:
        for column in at.form.columns:
            cell = sheet.cell(layout.row_number(at.form, row), layout.column_number(at.form, column))
            quantity = values.get((row.code, column.id))
            if quantity is not None:
                cell.value, cell.number_format = quantity.value, number_format(quantity.decimals)
            if note := notes.get((row.code, column.id)):
                cell.comment = Comment(note, "SoLieu")
            if column.kind is ColumnKind.NOTE and remark and row.code in remark:
                cell.value = remark[row.code]
    return _save(book, moment)


def number_format(decimals: int) -> str:
    """Shows rightly under Vietnamese and under English regional settings."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _head(sheet: Worksheet, at: Occasion, territory: Territory) -> None:
    form, day = at.form, at.period.end
    last = layout.FIRST_VALUE_COLUMN + len(form.columns) - 1
    right = max(layout.FIRST_VALUE_COLUMN, last - 2)
    left = [f"Biểu số: {form.code}", "Ban hành kèm theo Công văn số      /UBND-TH", f"Kỳ hạn: {_due(at)}"]
    sender, receiver = territory.name(at.sender, day), territory.name(form.receiver, day)
    for line, text in enumerate(left, 1):
        _write(sheet, line, layout.CODE_COLUMN, text, bold=line == 1)
    reporter = f"UBND {sender}" if at.sender == at.unit else sender
    for line, text in enumerate([f"Đơn vị báo cáo: {reporter}", f"Đơn vị nhận báo cáo: {receiver}"], 1):
        _write(sheet, line, right, text, bold=line == 1)
    upto = f"Số liệu thực hiện đến {write_date(at.cut_off)}; ước đến {write_date(day)}"
    titles = [(form.title.upper(), 14, True, False), (_capital(write_period(at.period)), 12, True, False),
              (f"({upto})", 11, False, True)]  # fmt: skip
    for line, (text, size, bold, italic) in enumerate(titles, 5):
        sheet.merge_cells(start_row=line, end_row=line, start_column=layout.CODE_COLUMN, end_column=last)
        cell = sheet.cell(line, layout.CODE_COLUMN, text)
        cell.font, cell.alignment = Font(FONT, size, bold=bold, italic=italic), Alignment(horizontal="center")
    _write(sheet, 8, layout.CODE_COLUMN, f"{layout.NOTHING_OCCURRED} (đánh dấu x):")
    tick = sheet.cell(8, layout.MEASURE_COLUMN)
    tick.border, tick.protection, tick.alignment = THIN, Protection(locked=False), Alignment(horizontal="center")
    if form.measure:
        _write(sheet, 9, last, f"ĐVT: {form.measure}", italic=True)


def _due(at: Occasion) -> str:
    after = at.cut_off.toordinal() + at.form.due_days
    return f"trước ngày {write_date(at.cut_off.fromordinal(after))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, italic: bool = False) -> None:
    cell = sheet.cell(row, column, text)
    cell.font = Font(FONT, 11, bold=bold, italic=italic)


def _table_head(sheet: Worksheet, at: Occasion) -> None:
    heads = ["", "Mã số", "Chỉ tiêu", "ĐVT", *(layout.head(column, at) for column in at.form.columns)]
    marks = layout.marks(at.form)
    letters = ["", "A", "B", "C", *(marks[column.id] for column in at.form.columns)]
    for number, (text, mark) in enumerate(zip(heads, letters, strict=True), 1):
        for row, value, bold in ((layout.HEAD_ROW, text, True), (layout.MARK_ROW, mark, False)):
            cell = sheet.cell(row, number, value or None)
            cell.font, cell.fill, cell.border = Font(FONT, 11, bold=bold, italic=not bold), HEAD, THIN
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[layout.HEAD_ROW].height = 48


def _row(sheet: Worksheet, row: FormRow, at: Occasion, catalog: Catalog, prefill: Mapping[FactKey, Reading]) -> None:
    number = layout.row_number(at.form, row)
    indicator = catalog.indicators.get(row.indicator)
    measure = row.measure or (indicator.measure if indicator and not at.form.measure else at.form.measure)
    texts = [f"{at.form.id}:{row.code}", row.code, row.title, measure if row.indicator else ""]
    for place, text in enumerate(texts, 1):
        cell = sheet.cell(number, place, text or None)
        cell.font, cell.border = Font(FONT, 11, bold=row.bold), THIN
        cell.alignment = Alignment(indent=row.indent, wrap_text=True) if place == 3 else Alignment(horizontal="center")
        cell.number_format = "@"
    for column in at.form.columns:
        _cell(sheet, row, column, at, catalog, prefill)


def _cell(sheet: Worksheet, row: FormRow, column: Column, at: Occasion, catalog: Catalog,
          prefill: Mapping[FactKey, Reading]) -> None:  # fmt: skip
    cell = sheet.cell(layout.row_number(at.form, row), layout.column_number(at.form, column))
    cell.font, cell.border = Font(FONT, 11, bold=row.bold), THIN
    if column.kind is ColumnKind.NOTE:
        cell.protection, cell.alignment = Protection(locked=False), Alignment(wrap_text=True)
        return
    if not layout.uses(row, column):
        cell.value = "x" if row.indicator else None
        cell.alignment = Alignment(horizontal="center")
        return
    indicator = catalog.indicators[column.indicator or row.indicator]
    cell.number_format = number_format(1 if column.kind is ColumnKind.COMPUTED else indicator.decimals)
    if column.kind is ColumnKind.COMPUTED:
        cell.value = _ratio(row, column, at)
    elif column.kind is ColumnKind.PREFILLED:
        cell.fill = GREY
        known = prefill.get(layout.key_of(row, column, at))
        if known is not None and known.quantity is not None:
            cell.value, cell.number_format = known.quantity.value, number_format(known.quantity.decimals)
    elif row.total_of:
        cell.value = _sum(row, column, at)
        cell.protection = Protection(locked=False)
    else:
        cell.protection = Protection(locked=False)


def _ratio(row: FormRow, column: Column, at: Occasion) -> str:
    by_id = {other.id: get_column_letter(layout.column_number(at.form, other)) for other in at.form.columns}
    number = layout.row_number(at.form, row)
    over, under = f"{by_id[column.numerator]}{number}", f"{by_id[column.denominator]}{number}"
    minus = "-100" if column.growth else ""
    return f'=IF(N({under})=0,"-",IF({over}="","-",ROUND({over}/{under}*100,1){minus}))'


def _sum(row: FormRow, column: Column, at: Occasion) -> str:
    letter = get_column_letter(layout.column_number(at.form, column))
    rows = {other.code: layout.row_number(at.form, other) for other in at.form.rows}
    return f"=SUM({','.join(f'{letter}{rows[code]}' for code in row.total_of)})"


def _foot(sheet: Worksheet, at: Occasion, territory: Territory) -> None:
    form = at.form
    line = layout.FIRST_ROW + len(form.rows) + 1
    for offset, text in enumerate(("Ghi chú:", *(f"- {remark}" for remark in form.remarks))):
        _write(sheet, line + offset, layout.CODE_COLUMN, text, italic=offset > 0, bold=offset == 0)
    line += len(form.remarks) + 3
    right = max(layout.FIRST_VALUE_COLUMN, layout.FIRST_VALUE_COLUMN + len(form.columns) - 3)
    _write(sheet, line, right, f"……, ngày      tháng      năm {at.period.end.year}", italic=True)
    for column, title, hint in (
        (layout.TITLE_COLUMN, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"),
        (right, "THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"),
    ):
        _write(sheet, line + 1, column, title, bold=True)
        _write(sheet, line + 2, column, hint, italic=True)


def _print_setup(sheet: Worksheet, at: Occasion) -> None:
    widths = {1: 4, 2: 8, 3: 46, 4: 12}
    for number in range(1, layout.FIRST_VALUE_COLUMN + len(at.form.columns)):
        sheet.column_dimensions[get_column_letter(number)].width = widths.get(number, 14)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(layout.FIRST_ROW, layout.FIRST_VALUE_COLUMN)
    sheet.print_title_rows = f"{layout.HEAD_ROW}:{layout.MARK_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"
    sheet.protection.sheet = True
    numbers = DataValidation(type="decimal", operator="between", formula1="-1E15", formula2="1E15", errorStyle="warning",
                             error="Ô này cần một số. Nếu đúng là chữ, chọn Yes để giữ.", errorTitle="Lưu ý")  # fmt: skip
    last = get_column_letter(layout.FIRST_VALUE_COLUMN + len(at.form.columns) - 1)
    numbers.add(f"{get_column_letter(layout.FIRST_VALUE_COLUMN)}{layout.FIRST_ROW}:{last}{sheet.max_row}")
    sheet.add_data_validation(numbers)


def _identity(book: Workbook, sheet: Worksheet, at: Occasion, catalog: Catalog) -> None:
    meta = book.create_sheet(layout.META_SHEET)
    identity = {
        "form": at.form.id,
        "version": at.form.version,
        "unit": at.unit,
        "sender": at.sender,
        "period": str(at.period),
        "catalog": catalog.version,
    }
    for line, (name, value) in enumerate(identity.items(), 1):
        meta.cell(line, 1, name)
        meta.cell(line, 2, value)
    meta.sheet_state = "hidden"
    text = ";".join(f"{name}={value}" for name, value in identity.items() if name != "catalog")
    book.custom_doc_props.append(StringProperty(name="solieu", value=text))


def _save(book: Workbook, moment: datetime) -> bytes:
    """The same workbook gives the same bytes: no clock of this machine inside."""
    plain = moment.replace(tzinfo=None, microsecond=0)
    book.properties.creator = "SoLieu"
    raw = io.BytesIO()
    book.save(raw)

    def pinned(name: str, content: bytes) -> bytes:
        return _pinned(content, plain) if name == "docProps/core.xml" else content

    return repack(raw.getvalue(), plain, pinned)


def _pinned(core: bytes, moment: datetime) -> bytes:
    """openpyxl stamps the moment of saving into the properties; put ours."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
