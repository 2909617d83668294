"""Reading .xls (BIFF): values, number formats, notes, merged cells and hidden rows. The format tells results of
formulas only, so a computed total cannot be told from a typed one here; the reader compares instead."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlrd

from solieu.intake.opening.limits import LAST_COLUMN, MOST_CELLS, MOST_SHEETS, RefusedFileError
from solieu.intake.opening.ooxml import is_date
from solieu.intake.sheet import Block, Book, Cell, CellKind, Sheet, stored

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PASSWORD = "tệp có mật khẩu mở; đề nghị bỏ mật khẩu và gửi lại"


def read_old_excel(content: bytes) -> Book:
    """All sheets of an .xls. Raises RefusedFileError, also for an .xlsx with a password, which hides in this format."""
    if _ENCRYPTED in content:
        raise RefusedFileError(_PASSWORD)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        return _book(book)
    except RefusedFileError:
        raise
    except xlrd.XLRDError as error:
        is_locked = "encrypted" in str(error).lower()
        raise RefusedFileError(_PASSWORD if is_locked else _damaged(error)) from None
    except Exception as error:  # noqa: BLE001 - a damaged file may break the library anywhere
        raise RefusedFileError(_damaged(error)) from None


def _damaged(error: Exception) -> str:
    return f"tệp .xls hỏng ({type(error).__name__}); đề nghị lưu lại dạng .xlsx và gửi lại"


def _book(book: Any) -> Book:
    if book.nsheets > MOST_SHEETS:
        raise RefusedFileError(f"tệp có {book.nsheets} trang tính, nhiều hơn mức {MOST_SHEETS}")
    sheets, remarks = [], []
    for sheet in book.sheets():
        if sheet.nrows * min(sheet.ncols, LAST_COLUMN) > MOST_CELLS * 20:
            remarks.append(f"trang tính “{sheet.name}” quá lớn nên không được đọc")
        else:
            sheets.append(_sheet(book, sheet))
    return Book(tuple(sheets), {}, tuple(remarks), knows_formulas=False)


def _sheet(book: Any, sheet: Any) -> Sheet:
    notes = {(row + 1, column + 1): note.text.strip() for (row, column), note in sheet.cell_note_map.items()}
    cells = {}
    for row in range(sheet.nrows):
        for column in range(min(sheet.row_len(row), LAST_COLUMN)):
            cell = _cell(book, sheet.cell(row, column), notes.pop((row + 1, column + 1), ""))
            if cell is not None:
                cells[row + 1, column + 1] = cell
    cells |= {place: Cell(comment=words) for place, words in notes.items()}
    merged = tuple(Block(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    hidden = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    return Sheet(sheet.name, cells, merged, hidden)


def _cell(book: Any, cell: Any, comment: str) -> Cell | None:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        number = stored(Decimal(repr(cell.value)))
        return Cell(CellKind.DATE if is_date(code) else CellKind.NUMBER, "", number, code, None, comment)
    if cell.ctype == xlrd.XL_CELL_TEXT and cell.value:
        return Cell(CellKind.TEXT, cell.value, comment=comment)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(CellKind.TRUTH, "TRUE" if cell.value else "FALSE", comment=comment)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(CellKind.ERROR, xlrd.error_text_from_code.get(cell.value, "#?"), comment=comment)
    return Cell(comment=comment) if comment else None
