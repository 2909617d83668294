"""Reading .ods (ISO/IEC 26300): values, formulas, comments, merged cells, hidden rows.

The format of a number is told by what the cell shows, which the file keeps beside the value.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from solieu.intake.opening.limits import (
    LARGEST_PART,
    LAST_COLUMN,
    MOST_CELLS,
    MOST_SHEETS,
    RefusedFileError,
    SheetTooLargeError,
)
from solieu.intake.sheet import Block, Book, Cell, CellKind, Sheet, stored

_ERRORS = re.compile(r"#(REF|DIV/0|VALUE|N/A|NAME|NUM|NULL)[!?]?\Z|Err:\d+\Z")
_LAST_ROW = 2**20
HIDES_DIGITS = "?"  # the cell shows other digits than it holds


def read_opendocument(archive: zipfile.ZipFile) -> Book:
    """All sheets of a spreadsheet. Raises RefusedFileError."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise RefusedFileError("tệp có mật khẩu; đề nghị bỏ mật khẩu và gửi lại")
    sheets, remarks = [], []
    for table in _tree(archive, "content.xml").iterfind("{*}body/{*}spreadsheet/{*}table"):
        name = _get(table, "name")
        try:
            sheets.append(_sheet(table, name))
        except SheetTooLargeError:
            remarks.append(f"trang tính “{name}” quá lớn nên không được đọc")
    if len(sheets) > MOST_SHEETS:
        raise RefusedFileError(f"tệp có {len(sheets)} trang tính, nhiều hơn mức {MOST_SHEETS}")
    return Book(tuple(sheets), _property(archive), tuple(remarks))


def _tree(archive: zipfile.ZipFile, part: str) -> Any:
    if archive.getinfo(part).file_size > LARGEST_PART:
        raise RefusedFileError("tệp nén bất thường, không được mở")
    return etree.fromstring(
        archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )


def _get(node: Any, name: str) -> str:
    """An attribute by its local name: office:value and calcext:value-type come from several namespaces."""
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


def _property(archive: zipfile.ZipFile) -> dict[str, str]:
    for node in _tree(archive, "meta.xml").iter("{*}user-defined") if "meta.xml" in archive.namelist() else ():
        if _get(node, "name") == "solieu":
            return dict(pair.split("=", 1) for pair in (node.text or "").split(";") if "=" in pair)
    return {}


def _sheet(table: Any, name: str) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    merged, hidden = [], set()
    row = 0
    for line in table.iter("{*}table-row"):
        times = int(_get(line, "number-rows-repeated") or 1)
        found = list(_cells(line))
        if found and times > 1 and row + times > _LAST_ROW - 1:
            times = 1  # a style that runs to the end of the sheet
        if len(cells) + len(found) * times > MOST_CELLS:
            raise SheetTooLargeError
        for number in range(row + 1, row + 1 + (times if found else 0)):
            cells |= {(number, column): cell for column, cell, _ in found if cell is not None}
            merged += [Block(number, column, number + down - 1, column + right - 1)
                       for column, _, (down, right) in found if down * right > 1]  # fmt: skip
            if _get(line, "visibility") in ("collapse", "filter"):
                hidden.add(number)
        row += times
    return Sheet(name, cells, tuple(merged), frozenset(hidden))


def _cells(line: Any) -> Iterator[tuple[int, Cell | None, tuple[int, int]]]:
    """Column, cell and how many rows and columns it spans, for what has content or spans."""
    column = 0
    for node in line:
        if not isinstance(node.tag, str) or not node.tag.endswith("cell"):
            continue
        times = int(_get(node, "number-columns-repeated") or 1)
        span = (int(_get(node, "number-rows-spanned") or 1), int(_get(node, "number-columns-spanned") or 1))
        cell = _cell(node) if node.tag.endswith("}table-cell") else None
        if cell is not None or span != (1, 1):
            for number in range(column + 1, min(column + times, LAST_COLUMN) + 1):
                yield number, cell, span
        column += times


def _cell(node: Any) -> Cell | None:
    formula = _get(node, "formula") or None
    shown = "\n".join("".join(part.itertext()) for part in node.iterfind("{*}p"))
    comment = "\n".join("".join(part.itertext()) for part in node.iterfind("{*}annotation/{*}p")).strip()
    kind, value = _get(node, "value-type"), _get(node, "value")
    if _ERRORS.match(shown) and formula is not None:
        return Cell(CellKind.ERROR, shown, formula=formula, comment=comment)
    if kind in ("float", "percentage", "currency") and value:
        try:
            number = stored(Decimal(value))
        except InvalidOperation:
            return Cell(CellKind.ERROR, value, formula=formula, comment=comment)
        return Cell(CellKind.NUMBER, "", number, shown_format(number, shown), formula, comment)
    if kind in ("date", "time"):
        return Cell(CellKind.DATE, shown, formula=formula, comment=comment)
    if kind == "boolean":
        return Cell(CellKind.TRUTH, shown, formula=formula, comment=comment)
    if shown or comment or formula is not None:
        return Cell(CellKind.TEXT if shown else CellKind.EMPTY, shown, formula=formula, comment=comment)
    return None


def shown_format(number: Decimal, shown: str) -> str:
    """A number format that shows a number this way; HIDES_DIGITS when the text is not the number, only rounded."""
    percent = "%" if "%" in shown else ""
    value = number * 100 if percent else number
    digits = re.sub(r"\D", "", shown)
    tail = re.split(r"[.,]", re.sub(r"[^\d.,]", "", shown))[-1]
    for decimals in (0, *({len(tail)} if tail else ())):
        if f"{abs(value):.{decimals}f}".replace(".", "").lstrip("0") == digits.lstrip("0"):
            return "#,##0" + ("." + "0" * decimals if decimals else "") + percent
    return f"{HIDES_DIGITS}{percent}"
