"""Values written into the cells of somebody else's workbook, and nothing else touched.

The sheet's own XML is edited in place; every other part (styles, images, charts, macros, comments, validations) is
copied byte for byte, because a library that reads and writes whole workbooks loses what it does not know. Formulas stay;
the values that they had are taken out and the workbook is told to compute itself when it is opened, so that no program
shows a stale total.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from solieu.documents.spreadsheet_text import writable

Value = Decimal | str
_SPREADSHEET = Context(prec=15)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEFORE_CALCULATION = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                       "functionGroups", "externalReferences", "definedNames")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """``kept`` are cells (sheet, cell) that hold a formula of their owner and were left as they are."""

    content: bytes
    kept: tuple[tuple[str, str], ...] = ()


def fill_cells(content: bytes, values: Mapping[tuple[str, str], Value]) -> Filled:
    """The workbook with values in cells named by sheet and A1 address. A cell inside a merged block means the block.

    ``content`` is an .xlsx or .xlsm that was opened and found sound. Raises KeyError for a sheet that there is not.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = _Package(archive)
        edited, kept = package.edited(values) if values else ({}, [])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for item in archive.infolist():
                target.writestr(item, edited.get(item.filename) or archive.read(item), item.compress_type)
    return Filled(packed.getvalue(), tuple(kept))


class _Package:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._main = next(iter(self._related("", "officeDocument").values()))
        self._workbook = self._tree(self._main)

    def edited(self, values: Mapping[tuple[str, str], Value]) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
        parts = self._parts()
        for sheet, _ in values:
            if sheet not in parts:
                raise KeyError(sheet)
        found: dict[str, bytes] = {}
        kept: list[tuple[str, str]] = []
        for sheet, part in parts.items():
            own = {cell: value for (name, cell), value in values.items() if name == sheet}
            raw = self._archive.read(part)
            if own or b"<f" in raw or b":f" in raw:
                root = self._tree(part)
                kept += [(sheet, cell) for cell in _Cells(root).fill(own)]
                _forget_results(root)
                found[part] = _written(root)
        _compute_when_opened(self._workbook)
        return found | {self._main: _written(self._workbook)}, kept

    def _parts(self) -> dict[str, str]:
        """Sheet name → name of its part, for sheets that hold cells."""
        targets = self._related(self._main, "worksheet")
        named = ((str(node.get("name")), _relation(node)) for node in self._workbook.iter("{*}sheet"))
        return {name: targets[id] for name, id in named if id in targets}

    def _related(self, part: str, kind: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        return {
            str(node.get("Id")): posixpath.normpath(posixpath.join("/", folder, str(node.get("Target")))).lstrip("/")
            for node in self._tree(rels)
            if isinstance(node.tag, str) and str(node.get("Type")).endswith(f"/{kind}")
        }

    def _tree(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self._archive.read(part), parser)


class _Cells:
    """The cells of one sheet, by their place."""

    def __init__(self, root: Any) -> None:
        self._root, self._data = root, root.find("{*}sheetData")
        self._space = root.tag.rpartition("}")[0] + "}"
        self._merged = [range_boundaries(node.get("ref")) for node in root.iter("{*}mergeCell")]
        self._rows = {int(row.get("r")): row for row in self._data if row.get("r")}

    def fill(self, values: Mapping[str, Value]) -> Iterator[str]:
        """Writes every value; gives the cells that were left, because they hold a formula."""
        for name, value in values.items():
            column, row = self._anchor(name)
            cell = self._cell(row, column)
            if cell.find("{*}f") is not None:
                yield name
            else:
                self._write(cell, value)

    def _anchor(self, name: str) -> tuple[int, int]:
        letters, row = coordinate_from_string(name)
        column = column_index_from_string(letters)
        for left, top, right, bottom in self._merged:
            if left <= column <= right and top <= row <= bottom:
                return left, top
        return column, row

    def _cell(self, row: int, column: int) -> Any:
        line = self._rows.get(row)
        if line is None:
            line = self._rows[row] = etree.Element(f"{self._space}row", r=str(row))
            self._data.insert(sum(number < row for number in self._rows if number != row), line)
        places = [_column(cell) for cell in line]
        if column in places:
            return line[places.index(column)]
        cell = etree.Element(f"{self._space}c", r=f"{_letters(column)}{row}")
        if style := line.get("s") or self._column_style(column):
            cell.set("s", style)
        line.attrib.pop("spans", None)  # a hint that no longer holds
        line.insert(sum(place < column for place in places), cell)
        return cell

    def _column_style(self, column: int) -> str:
        held = (col for col in self._root.iter("{*}col") if int(col.get("min")) <= column <= int(col.get("max")))
        return next((str(col.get("style")) for col in held if col.get("style")), "")

    def _write(self, cell: Any, value: Value) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, Decimal):
            etree.SubElement(cell, f"{self._space}v").text = f"{_SPREADSHEET.plus(value):f}"
            return
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{self._space}is"), f"{self._space}t")
        text.text = writable(value)
        text.set(_SPACE, "preserve")


def _forget_results(root: Any) -> None:
    for formula in root.iter("{*}f"):
        cell = formula.getparent()
        for value in cell.findall("{*}v"):
            cell.remove(value)
        cell.attrib.pop("t", None)


def _compute_when_opened(workbook: Any) -> None:
    known = workbook.find("{*}calcPr")
    if known is None:
        known = etree.Element(workbook.tag.rpartition("}")[0] + "}calcPr")
        before = [at for at, node in enumerate(workbook) if _local(node) in _BEFORE_CALCULATION]
        workbook.insert(max(before, default=-1) + 1, known)
    known.set("fullCalcOnLoad", "1")


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _relation(node: Any) -> str:
    return next((str(value) for name, value in node.attrib.items() if name.endswith("}id")), "")


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _column(cell: Any) -> int:
    return int(column_index_from_string(re.sub(r"\d", "", str(cell.get("r")))))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
