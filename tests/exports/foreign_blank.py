"""A blank as a department of the province may mail it: its own words, order, look, formulas and decorations."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

SHEET = "Biểu NN-01"
MACRO = b"not a real macro, and still copied byte for byte"
BOX = Border(*(Side(style="thin"),) * 4)
HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện quý I/2023", "Ước thực hiện quý I/2024", "So sánh (%)", "Ghi chú")
ROWS = (
    ("I", "TRỒNG TRỌT", ""),
    ("1", "Nhóm cây lương thực", "ha"),
    ("2", "Nhóm cây có củ", "ha"),
    ("3", "Nhóm cây thực phẩm", "ha"),
    ("", "Cộng", "ha"),
    ("II", "CHĂN NUÔI", ""),
    ("1", "Tổng đàn trâu", "con"),
    ("2", "Trồng rừng", "km"),
    ("III", "NGÂN SÁCH", ""),
    ("1", "Tổng thu ngân sách nhà nước trên địa bàn", "tỷ đồng"),
)
FIRST = 7


def blank(*, rows: tuple[tuple[str, str, str], ...] = ROWS, decorated: bool = True) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.merge_cells("A1:G1")
    sheet["A1"], sheet["A1"].font = "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", Font("Arial", 13, bold=True)
    sheet.merge_cells("A3:G3")
    sheet["A3"] = "KẾT QUẢ SẢN XUẤT Quý IV năm 2023"
    for at, text in enumerate(HEADS, 1):
        cell = sheet.cell(5, at, text)
        cell.fill, cell.border, cell.alignment = PatternFill("solid", fgColor="CCE5FF"), BOX, Alignment(wrap_text=True)
        sheet.cell(6, at, "ABCDEFG"[at - 1] if at < 4 else str(at - 3))
    for line, (number, title, measure) in enumerate(rows, FIRST):
        for at, text in enumerate((number, title, measure), 1):
            sheet.cell(line, at, text or None).border = BOX
        for at in range(4, 8):
            sheet.cell(line, at).border, sheet.cell(line, at).number_format = BOX, "#,##0.00"
        if measure:
            sheet.cell(line, 6, f'=IF(D{line}=0,"",E{line}/D{line}*100)')
        if title == "Cộng":
            for letter in "DE":
                sheet[f"{letter}{line}"] = f"=SUM({letter}{FIRST + 1}:{letter}{line - 1})"
    sheet.column_dimensions["B"].width = 41.5
    if decorated:
        _decorate(book)
    packed = io.BytesIO()
    book.save(packed)
    return _with_macro(packed.getvalue()) if decorated else packed.getvalue()


def _decorate(book: Workbook) -> None:
    sheet = book.worksheets[0]
    check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    check.add("D8:E16")
    sheet.add_data_validation(check)
    sheet.conditional_formatting.add(
        "F8:F16", CellIsRule(operator="lessThan", formula=["100"], font=Font(color="FF0000"))
    )
    sheet["B8"].comment = Comment("Ghi theo diện tích canh tác", "Sở")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=8, max_row=10))
    sheet.add_chart(chart, "I5")
    sheet.add_image(Image(io.BytesIO(_picture())), "I22")
    other = book.create_sheet("Hướng dẫn")
    other["A1"] = "Gửi trước ngày 20 hằng tháng"
    sheet.protection.sheet = True


def _picture() -> bytes:
    """One red dot as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


def _with_macro(content: bytes) -> bytes:
    """A part that no library of ours knows."""
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", MACRO)
    return packed.getvalue()
