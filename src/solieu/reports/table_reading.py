"""The content of ``::: table``: title, unit of measure, columns and rows, as YAML with marks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import Field, list_of, record, text, truth, whole_number
from solieu.catalog.yaml_text import Node, compose
from solieu.core import Finding, Where
from solieu.expressions import Reference
from solieu.reports.faults import fault, unknown
from solieu.reports.slots import SlotError, read_reference
from solieu.reports.template import TableColumn, TableNode, TableRow

# Order and meaning as in the annexes of the office (office-habits A1).
COLUMNS = ("cung_ky", "ke_hoach", "thuc_hien", "ca_ky", "uoc", "luy_ke", "phan_tram_ke_hoach", "so_thoi_gian",
           "phan_tram_cung_ky", "ghi_chu")  # fmt: skip
WITH_LEVEL = ("ke_hoach", "phan_tram_ke_hoach", "so_thoi_gian")
PERCENTAGES = ("phan_tram_ke_hoach", "so_thoi_gian", "phan_tram_cung_ky")
_COLUMN = re.compile(r"(?P<kind>[a-z_]+)(?:\((?P<level>[a-z0-9_]+)\))?\Z")


def read_table(name: str, raw: str, where: Where) -> tuple[TableNode, list[Finding]]:
    """The table, as far as it can be read, and what cannot. ``raw`` begins on the line after ``where``."""
    mistakes = Mistakes()
    padded = "\n" * (where.line or 0) + raw
    node = compose(padded, where.file, mistakes)
    empty = TableNode(name, "", "", (), (), where)
    table = _TABLE(node, mistakes) if node is not None else None
    found = replace(table, id=name) if isinstance(table, TableNode) else empty
    return found, [*mistakes.in_order(), *_unsortable(found)]


def _reference(node: Node, mistakes: Mistakes) -> Reference | None:
    written = text(node, mistakes)
    try:
        return read_reference(written, replace(node.where, column=(node.where.column or 1) + node.quotes))
    except SlotError as error:
        mistakes.found.append(fault("REP101", error.message, error.where))
        return None


def _column(node: Node, mistakes: Mistakes) -> TableColumn | None:
    written = text(node, mistakes)
    match = _COLUMN.match(written)
    if match is None or match["kind"] not in COLUMNS:
        mistakes.found.append(unknown("REP108", "loại cột", written, COLUMNS, node.where))
        return None
    if (match["kind"] in WITH_LEVEL) != bool(match["level"]):
        example = f"{match['kind']}(tinh)" if match["kind"] in WITH_LEVEL else match["kind"]
        mistakes.found.append(fault("REP108", f"cột “{written}” phải viết dạng {example}", node.where))
        return None
    return TableColumn(match["kind"], match["level"] or "")


def _kind(node: Node, mistakes: Mistakes) -> str:
    written = text(node, mistakes)
    if written not in COLUMNS:
        mistakes.found.append(unknown("REP108", "loại cột", written, COLUMNS, node.where))
    return written


def _build(where: Where, columns: tuple[TableColumn | None, ...], **values: Any) -> TableNode:
    known = tuple(column for column in columns if column is not None)
    return TableNode(id="", columns=known, where=where, **values)


def _unsortable(table: TableNode) -> list[Finding]:
    kinds = tuple(column.kind for column in table.columns)
    known = not table.sort or table.sort in kinds
    return [] if known else [unknown("REP108", "cột để sắp xếp", table.sort, kinds, table.where)]


_ROW = record(
    (
        Field("stt", text, ""),
        Field("title", text, ""),
        Field("chi_tieu", _reference, None),
        Field("ke_hoach", _reference, None),
        Field("x", list_of(_kind), ()),
        Field("bold", truth, False),
        Field("indent", whole_number, 0),
    ),
    TableRow,
)
_TABLE = record(
    (
        Field("title", text, ""),
        Field("measure", text, ""),
        Field("columns", list_of(_column), ()),
        Field("sort", _kind, ""),
        Field("rows", list_of(_ROW)),
    ),
    _build,
)
