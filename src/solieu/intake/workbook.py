"""Opening what a sender handed in, without trusting it: limits first, then cells as they are.

Limits: 20 MB file, 200 MB unpacked, 2.000 parts, 20 sheets, 5.000 rows × 200 columns a sheet. Formulas are never
evaluated and nothing in the file is executed.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from solieu.core import Where
from solieu.facts import RawCell

LARGEST_FILE = 20 * 2**20
LARGEST_UNPACKED = 200 * 2**20
MOST_PARTS = 2000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 200, 20
_OLE = b"\xd0\xcf\x11\xe0"


class RefusedFileError(Exception):
    """The file cannot be read at all; the text says why, in Vietnamese, in one line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    cells: dict[tuple[int, int], RawCell]

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Book:
    sheets: tuple[Sheet, ...]
    meta: dict[str, str]  # hidden sheet
    property: dict[str, str]  # document property


def open_book(content: bytes, filename: str) -> Book:
    """Read all cells of an .xlsx or .xlsm. Raises RefusedFileError."""
    _check(content)
    try:
        formulas = load_workbook(io.BytesIO(content), keep_links=False)
        values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except RefusedFileError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may break the library anywhere
        raise RefusedFileError(
            f"tệp hỏng hoặc không phải tệp Excel ({type(error).__name__}); đề nghị mở, lưu lại và gửi lại"
        ) from None
    if len(formulas.worksheets) > MOST_SHEETS:
        raise RefusedFileError(f"tệp có {len(formulas.worksheets)} trang tính, nhiều hơn mức {MOST_SHEETS}")
    sheets = tuple(
        _sheet(sheet, values[sheet.title], filename) for sheet in formulas.worksheets if sheet.title != "_meta"
    )
    meta = _meta(formulas["_meta"]) if "_meta" in formulas.sheetnames else {}
    return Book(sheets, meta, _property(formulas))


def _check(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise RefusedFileError(f"tệp lớn {len(content) // 2**20} MB, quá mức {LARGEST_FILE // 2**20} MB")
    if content.startswith(_OLE):
        raise RefusedFileError("tệp .xls cũ hoặc có mật khẩu mở; đề nghị lưu lại dạng .xlsx không đặt mật khẩu")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise RefusedFileError("tệp không phải .xlsx hoặc bị cắt cụt; đề nghị gửi lại") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedFileError("tệp nén bất thường, không được mở")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError("tệp có mật khẩu; đề nghị bỏ mật khẩu và gửi lại")


def _sheet(sheet: Any, values: Any, filename: str) -> Sheet:
    if (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS:
        raise RefusedFileError(f"trang tính “{sheet.title}” quá lớn")
    cells = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None or cell.comment is not None:
                raw = _raw(cell, values.cell(cell.row, cell.column).value, sheet.title, filename)
                cells[cell.row, cell.column] = raw
    return Sheet(sheet.title, cells)


def _raw(cell: Cell, cached: Any, sheet: str, filename: str) -> RawCell:
    where = Where(file=filename, sheet=sheet, cell=cell.coordinate)
    comment = cell.comment.text if cell.comment else ""
    is_formula = cell.data_type == "f"
    shown = cached if is_formula else cell.value
    formula = str(getattr(cell.value, "text", cell.value)) if is_formula else ""
    if isinstance(shown, (int, float)) and not isinstance(shown, bool):
        # Excel stores binary doubles; the shortest text of one is what the sender typed.
        value = Decimal(repr(shown))
        if value.is_finite():
            value = value.normalize()
            return RawCell(where, "", value, _decimals(value, str(cell.number_format)), formula, comment)
    return RawCell(where, "" if shown is None else str(shown), None, 0, formula, comment)


def _decimals(value: Decimal, number_format: str) -> int:
    """Decimals as written: what the format shows, more when the value has more."""
    exponent = value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    shown = number_format.partition(";")[0].partition(".")[2]
    return max(own, len(shown) - len(shown.lstrip("0")))


def _meta(sheet: Any) -> dict[str, str]:
    pairs = ((row[0].value, row[1].value) for row in sheet.iter_rows(max_row=20, max_col=2) if len(row) == 2)
    return {str(name): str(value) for name, value in pairs if name and value is not None}


def _property(book: Any) -> dict[str, str]:
    for item in book.custom_doc_props.props:
        if item.name == "solieu":
            return dict(pair.split("=", 1) for pair in str(item.value).split(";") if "=" in pair)
    return {}
