"""Grid: the cells of a table as figures in rows and columns, with what the heads say of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from solieu.core import Quantity
from solieu.documents.document import Passage, PassageKind
from solieu.proofread.figures import Figure
from solieu.vietnamese import Certain, read_number
from solieu.vietnamese.mentions import Mention, MentionKind


class Column(StrEnum):
    NAME = "name"
    ACTUAL = "actual"
    PLAN = "plan"
    PREVIOUS = "previous"
    PLAN_PERCENT = "plan percent"
    RATIO = "ratio"  # so cùng kỳ: a ratio or a growth
    SHARE = "share"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    figure: Figure
    passage: Passage


@dataclass(frozen=True)
class Row:
    name: str
    marker: str  # I, 1, a, - or empty
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Grid:
    columns: dict[int, Column]
    heads: dict[int, str]
    rows: tuple[Row, ...]


_PERCENT = re.compile(r"%|tỷ lệ|so sánh|so với")
_PLAN = re.compile(r"\bkh\b|kế hoạch|dự toán|\bdt\b|chỉ tiêu|giao")
_PREVIOUS = re.compile(r"\bck\b|cùng kỳ|năm trước|kỳ trước|\bsvck\b")
_ACTUAL = re.compile(r"\bth\b|thực hiện|ước|lũy kế|luỹ kế|kết quả|đạt")
_SHARE = re.compile(r"cơ cấu|tỷ trọng|chiếm")
_NAMES = re.compile(
    r"chỉ tiêu|nội dung|tên|danh mục|đơn vị(?! tính)|địa bàn|hạng mục|\bxã\b|nhóm|loại|ngành|lĩnh vực|nguồn"
)
_MARKER = re.compile(r"\s*([IVX]{1,5}|[A-Zđa-z]|\d{1,2}(?:\.\d{1,2})*|[-+•*])\s*[.)]?\s*\Z")


def read_grids(passages: Sequence[Passage]) -> Iterator[Grid]:
    tables: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.kind is PassageKind.CELL and passage.cell is not None:
            tables.setdefault(passage.cell.table, []).append(passage)
    for cells in tables.values():
        grid = _grid(cells)
        if grid is not None:
            yield grid


def _grid(cells: list[Passage]) -> Grid | None:
    by_row: dict[int, dict[int, Passage]] = {}
    for passage in cells:
        assert passage.cell is not None
        by_row.setdefault(passage.cell.row, {})[passage.cell.column] = passage
    heads = _heads(by_row)
    body = [row for number, row in sorted(by_row.items()) if number not in heads]
    if not heads or len(body) < 2:
        return None
    written = _head_texts([by_row[number] for number in sorted(heads)])
    columns = {at: _column(text) for at, text in written.items()}
    named = next((at for at, text in sorted(written.items()) if _NAMES.search(text)), None)
    return Grid(columns, written, tuple(_row(row, columns, named) for row in body))


def _heads(rows: dict[int, dict[int, Passage]]) -> set[int]:
    """Rows marked as heads; without marks, those at the top that hold no number."""
    marked = {number for number, row in rows.items() if any(cell.cell and cell.cell.is_head for cell in row.values())}
    if marked:
        return marked
    found: set[int] = set()
    for number, row in sorted(rows.items()):
        if any(isinstance(read_number(cell.text), Certain) for cell in row.values()):
            break
        found.add(number)
    return found


def _head_texts(rows: list[dict[int, Passage]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in rows:
        for at, cell in row.items():
            found[at] = f"{found.get(at, '')} {cell.text}".strip().lower()
    return found


def _column(head: str) -> Column:
    if _PERCENT.search(head):
        if _SHARE.search(head):
            return Column.SHARE
        plan, previous = _PLAN.search(head), _PREVIOUS.search(head)
        if plan and not previous:
            return Column.PLAN_PERCENT
        return Column.RATIO if previous and not plan else Column.OTHER
    if _NAMES.search(head) and not re.search(r"\bkh\b|giao|năm", head):
        return Column.NAME
    if _SHARE.search(head):
        return Column.SHARE
    if _PREVIOUS.search(head):
        return Column.PREVIOUS
    if _ACTUAL.search(head) and not re.search(r"kế hoạch|\bkh\b", head.split("thực hiện")[0]):
        return Column.ACTUAL
    return Column.PLAN if _PLAN.search(head) else Column.OTHER


def _row(row: dict[int, Passage], columns: dict[int, Column], named: int | None) -> Row:
    marker = next((match[1] for cell in row.values() if (match := _MARKER.match(cell.text))), "")
    texts = [cell.text for _, cell in sorted(row.items()) if not _is_number(cell) and not _MARKER.match(cell.text)]
    name = row[named].text if named in row else next(iter(texts), "")
    cells = {}
    for at, passage in row.items():
        reading = read_number(passage.text)
        if isinstance(reading, Certain) and reading.high is None and reading.of is None:
            cells[at] = Cell(_figure(passage, reading.quantity, at, columns), passage)
    return Row(name, marker, cells)


def _is_number(cell: Passage) -> bool:
    return isinstance(read_number(cell.text), Certain)


def _figure(passage: Passage, quantity: Quantity, at: int, columns: dict[int, Column]) -> Figure:
    """A cell as a figure: its place in the table stands for its place in a sentence."""
    percent = columns.get(at) in (Column.PLAN_PERCENT, Column.RATIO, Column.SHARE)
    start = len(passage.text) - len(passage.text.lstrip())
    mention = Mention(
        start, len(passage.text.rstrip()), passage.text.strip(),
        MentionKind.PERCENT if percent else MentionKind.MEASURE, quantity.value, "%" if percent else "",
        quantity.decimals, Decimal(1),
    )  # fmt: skip
    return Figure(mention, at, 0, 0, 0, 0, "", "", "")
