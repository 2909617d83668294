"""Reading csv as spreadsheets and other systems write it: UTF-8 with or without BOM, UTF-16, windows-1258; separated by
semicolon, comma or tab.

Numbers in a csv are texts. Where the file shows beyond doubt that a machine wrote it in the foreign style (3,253.8
beside no 3.253,8) the whole file is taken that way; otherwise every numeral stands as it is written.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from solieu.intake.opening.limits import LAST_COLUMN, MOST_CELLS, RefusedFileError
from solieu.intake.sheet import Book, Cell, CellKind, Sheet, stored

# Proofs of a style: both marks in their order, or a mark where no thousands can end (1578.85; 949,6).
_FOREIGN = re.compile(r"\s*-?(\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+)\s*\Z")
_NATIVE = re.compile(r"\s*-?(\d{1,3}(\.\d{3})+,\d+|\d{4,},\d+|\d{1,3},(\d{1,2}|\d{4,}))\s*\Z")
_FOREIGN_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?\Z")


def read_delimited(content: bytes, name: str) -> Book:
    """One sheet of texts. Raises RefusedFileError when the content is no table."""
    text = decoded(content)
    rows = _rows(text)
    if sum(len(row) > 1 for row in rows) < 3:
        raise RefusedFileError("tệp không phải bảng tính; đề nghị gửi tệp .xlsx")
    if sum(map(len, rows)) > MOST_CELLS * 10:
        raise RefusedFileError("tệp csv quá lớn; đề nghị chỉ gửi biểu")
    foreign = is_foreign(value for row in rows for value in row)
    cells = {
        (line, column): _cell(value, foreign)
        for line, row in enumerate(rows, 1)
        for column, value in enumerate(row[:LAST_COLUMN], 1)
        if value
    }
    return Book((Sheet(name, cells),), knows_formulas=False)


def decoded(content: bytes) -> str:
    """The text of a csv, composed; raises RefusedFileError for bytes that are no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise RefusedFileError("tệp không phải bảng tính; đề nghị gửi tệp .xlsx")
    else:
        encodings = ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise RefusedFileError("không rõ bảng mã của tệp csv; đề nghị lưu lại dạng CSV UTF-8 hoặc .xlsx")


def _rows(text: str) -> list[list[str]]:
    """Split by the separator that gives the widest table."""
    tables = []
    for separator in (";", "\t", ","):
        try:
            tables.append(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
        except csv.Error:
            continue
    return max(tables, key=lambda rows: sum(len(row) - 1 for row in rows), default=[])


def is_foreign(values: Iterable[str]) -> bool:
    """Whether numerals prove a file to be written with decimal points, and none proves the opposite."""
    seen = {bool(_FOREIGN.match(value)) for value in values if _FOREIGN.match(value) or _NATIVE.match(value)}
    return seen == {True}


def _cell(value: str, foreign: bool) -> Cell:
    written = value.strip()
    if foreign and _FOREIGN_NUMBER.match(written) and not re.match(r"0\d", written):
        decimals = len(written.partition(".")[2])
        code = "#,##0" + ("." + "0" * decimals if decimals else "")
        return Cell(CellKind.NUMBER, "", stored(Decimal(written.replace(",", ""))), code)
    return Cell(CellKind.TEXT, value)
