"""The text file of a mapped blank: a line says which figure a cell takes, an officer reads and corrects it.

It lies with the blank itself in the workspace's folder ``bieu_cap_tren``; mistakes are named with file, line, column and
the nearest right spelling, as in a definition of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from solieu.actions import RefusalError
from solieu.app.foreign import FOLDER
from solieu.app.workspace import Definitions, Workspace
from solieu.catalog.linking.book import Book
from solieu.catalog.linking.forms import placeholders
from solieu.catalog.linking.measures import check_convertible
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.readers import cut
from solieu.catalog.schema import Field, Read, identifier, list_of, map_of, name, one_of, record, simple_id, text
from solieu.catalog.yaml_text import compose
from solieu.core import Cut, Finding, Where

PERIODS = ("this", "previous", "same_last_year", "year")
TEXT_WORDS = ("period", "Period", "short", "same_period", "same_short", "cut_off", "end", "year", "unit")
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*\Z")
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}\Z")


@dataclass(frozen=True, slots=True)
class MappedCell:
    """One line of a mapping. The cell is named by address, or by the words of its row and of its heading; where both
    are given, the words of the row win: a superior inserts rows. ``measure`` is what the blank counts in."""

    where: Where
    cell: str = ""
    row: str = ""
    column: str = ""
    indicator: str = ""
    cut: Cut = ()
    series: str = "actual"
    period: str = "this"
    unit: str = ""  # "" for the whole area
    measure: str = ""
    text: str = ""  # words with {period} and the like, instead of a figure


@dataclass(frozen=True, slots=True)
class BlankMap:
    blank: str  # file name beside the mapping
    sheets: Mapping[str, tuple[MappedCell, ...]]


_LINE: Read = record(
    (
        Field("cell", text, ""),
        Field("row", text, ""),
        Field("column", text, ""),
        Field("indicator", identifier, ""),
        Field("cut", cut, ()),
        Field("series", name, "actual"),
        Field("period", one_of(*PERIODS), "this"),
        Field("unit", simple_id, ""),
        Field("measure", name, ""),
        Field("text", name, ""),
    ),
    lambda where, **v: MappedCell(where=where, **v),
)
_FILE: Read = record(
    (Field("blank", text), Field("sheets", map_of(list_of(_LINE)))),
    lambda where, **v: BlankMap(**v),
)


def paths(workspace: Workspace, name: str) -> tuple[Path, Path]:
    """The mapping and the folder it lies in. Raises RefusalError for a name that is none."""
    if not _NAME.match(name):
        raise RefusalError(f"“{name}” không dùng làm tên được: chỉ chữ thường không dấu, số và gạch dưới")
    folder = workspace.folder / FOLDER
    return folder / f"{name}.yaml", folder


def read_mapping(content: str, file: str, held: Definitions) -> tuple[BlankMap | None, tuple[Finding, ...]]:
    """The mapping and every mistake in it."""
    mistakes = Mistakes()
    node = compose(content, file, mistakes)
    found: BlankMap | None = _FILE(node, mistakes) if node is not None else None
    if found is not None:
        for line in (line for lines in found.sheets.values() for line in lines):
            _check(line, Book(held.catalog, held.territory, mistakes))
    return found, mistakes.in_order()


def lines_of(mapping: BlankMap) -> Iterator[tuple[str, MappedCell]]:
    for sheet, lines in mapping.sheets.items():
        for line in lines:
            yield sheet, line


def _check(line: MappedCell, book: Book) -> None:
    add = book.mistakes.add
    if not line.cell and not (line.row and line.column):
        add("CAT106", "missing-key", line.where, "cần ô (cell), hoặc chữ của dòng (row) và của cột (column)")
    if line.cell and not _CELL.match(line.cell):
        add("CAT104", "wrong-type", line.where, f"“{line.cell}” không phải địa chỉ ô, ví dụ D12")
    if bool(line.indicator) is bool(line.text):
        add("CAT106", "missing-key", line.where, "cần một chỉ tiêu (indicator) hoặc một đoạn chữ (text)")
    if line.text:
        placeholders(book, line.text, TEXT_WORDS, line.where)
        return
    if book.indicator(line.indicator, line.where):
        book.series(line.series, line.where)
        book.cut(line.indicator, line.cut, line.where)
        book.unit(line.unit, line.where)
        if line.measure:
            check_convertible(book, line.measure, line.indicator, line.where)
        else:
            add("CAT106", "missing-key", line.where, "thiếu đơn vị tính của ô (measure)")
