"""Totals and percentages of tables.

How it is judged
    A row named tổng, cộng is compared, column by column, with the sum of the rows under it: all of them, or those with
    Roman numerals, or those with plain numbers. The way that most columns follow is the table's own; a column that does
    not follow it fails. A percentage column is recomputed from the columns that its head names, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.grids import Cell, Column, Grid, Row, read_grids
from solieu.proofread.report import Report
from solieu.proofread.rules.rule import Rule
from solieu.proofread.verdicts import Outcome, compare

TOTAL = Rule(
    code="DOC231",
    name="table-total-differs",
    title="Dòng tổng của bảng không bằng tổng các dòng",
    looks_for="Dòng “Tổng số”, “Cộng” của bảng với tổng các dòng chi tiết, từng cột.",
    why="Bảng dán từ Excel thường mất công thức; sửa một dòng mà dòng tổng không đổi.",
    leave="Các dòng chi tiết chỉ là một số dòng chính: ghi “trong đó”.",
    example="| Xã | Diện tích (ha) | Sản lượng (tấn) |\n|---|---|---|\n| A | 120 | 600 |\n| B | 80 | 410 |\n| C | 50 | 240 |\n"
    "| Tổng số | 260 | 1.250 |",
    counter_example="| Xã | Diện tích (ha) | Sản lượng (tấn) |\n|---|---|---|\n| A | 120 | 600 |\n| B | 80 | 410 |\n"
    "| C | 50 | 240 |\n| Tổng số | 250 | 1.250 |",
)
PERCENT = Rule(
    code="DOC232",
    name="table-percentage-differs",
    title="Cột tỷ lệ của bảng không khớp",
    looks_for="Cột “% KH”, “% CK” với cột thực hiện, kế hoạch, cùng kỳ của cùng dòng.",
    why="Tỷ lệ dán dạng giá trị không tự tính lại khi số thực hiện được cập nhật.",
    leave="Tỷ lệ tính trên kế hoạch điều chỉnh không có trong bảng: ghi chú dưới bảng.",
    example="| Chỉ tiêu | KH năm | TH 6 tháng | % KH |\n|---|---|---|---|\n| Trồng rừng | 400 | 220 | 55,0 |\n"
    "| Trồng cây phân tán | 80 | 60 | 75,0 |\n| Chăm sóc rừng | 900 | 450 | 40,0 |",
    counter_example="| Chỉ tiêu | KH năm | TH 6 tháng | % KH |\n|---|---|---|---|\n| Trồng rừng | 400 | 220 | 55,0 |\n"
    "| Trồng cây phân tán | 80 | 60 | 75,0 |\n| Chăm sóc rừng | 900 | 450 | 50,0 |",
)
RULES = (TOTAL, PERCENT)

_TOTAL = re.compile(r"\s*(?:tổng(?: số| cộng)?|cộng|toàn (?:huyện|tỉnh|xã|thành phố))\b", re.IGNORECASE)
_PLAIN_TOTAL = re.compile(
    r"\s*(?:tổng(?: số| cộng| cộng chung)?|cộng|toàn (?:huyện|tỉnh|xã|thành phố))\s*(?:[(:=].*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_AGREED = (Outcome.HOLDS, Outcome.ROUNDED, Outcome.TRUNCATED)


def report_claims(report: Report) -> Iterator[Claim]:
    for grid in read_grids([reading.passage for reading in report.readings]):
        for cell in (cell for row in grid.rows for cell in row.cells.values()):
            report.passages[id(cell.figure)] = cell.passage
        yield from _totals(grid)
        yield from _percentages(grid)


# ---- rows that add up ----------------------------------------------------------------------------------------


def _totals(grid: Grid) -> Iterator[Claim]:
    for at, row in enumerate(grid.rows):
        if not _TOTAL.match(row.name):
            continue
        ways = list(_ways(grid.rows, at))
        columns = [one for one in row.cells if grid.columns.get(one) not in (Column.PLAN_PERCENT, Column.RATIO)]
        followed = max(ways, key=lambda way: _agreeing(row, way, columns), default=None)
        if followed is None:
            continue
        seen = _agreeing(row, followed, columns)
        if not seen and not _PLAIN_TOTAL.match(row.name):
            continue  # tổng mức bán lẻ is no total of the rows below it
        for column in columns:
            readings = [made for way in (followed, *ways) if (made := _sum(way, column)) is not None]
            if readings:
                strength = Strength.PLAIN if seen else Strength.LIKELY
                yield Claim(TOTAL.code, Operand(row.cells[column].figure), tuple(readings), strength, row.name)


def _ways(rows: Sequence[Row], at: int) -> Iterator[list[Row]]:
    """Sets of rows that a total may be made of: those below it, or above it when it stands last; of one kind of
    marker; or only the first of them, when the table goes on with something else."""
    below = rows[at + 1 :]
    kind = _kind(rows[at].marker)
    if kind:  # I ends where II begins
        below = below[: next((place for place, row in enumerate(below) if _kind(row.marker) == kind), len(below))]
    rest = [row for row in (below or rows[:at]) if not _PLAIN_TOTAL.match(row.name)]
    by_kind: dict[str, list[Row]] = {}
    for row in rest:
        by_kind.setdefault(_kind(row.marker), []).append(row)
    ways = [rest, *(found for kind, found in by_kind.items() if kind and len(found) < len(rest))]
    ways += [rest[:size] for size in range(len(rest) - 1, 1, -1)] if rows[at + 1 :] else []
    yield from (way for way in ways if len(way) > 1)


def _kind(marker: str) -> str:
    if re.fullmatch(r"[IVX]+", marker):
        return "roman"
    if marker.isdigit():
        return "number"
    return "letter" if marker.isalpha() else ""


def _sum(way: Sequence[Row], column: int) -> Formula | None:
    cells = [row.cells[column] for row in way if column in row.cells]
    return of(Operation.SUM, *(cell.figure for cell in cells)) if len(cells) > 1 else None


def _agreeing(row: Row, way: Sequence[Row], columns: Sequence[int]) -> int:
    formulas = [(row.cells[one], _sum(way, one)) for one in columns]
    return sum(_agrees(cell, formula) for cell, formula in formulas if formula is not None)


def _agrees(cell: Cell, formula: Formula) -> bool:
    return compare(Operand(cell.figure), formula) in _AGREED


# ---- percentage columns --------------------------------------------------------------------------------------


def _percentages(grid: Grid) -> Iterator[Claim]:
    for column, kind in grid.columns.items():
        if kind not in (Column.PLAN_PERCENT, Column.RATIO):
            continue
        rows = [row for row in grid.rows if column in row.cells]
        ways = list(_quotients(grid, column, kind))
        followed = max(ways, key=lambda way: sum(_follows(row, column, way) for row in rows), default=None)
        if followed is None:
            continue
        held = sum(_follows(row, column, followed) for row in rows)
        if held * 2 < len(rows) or held < 2:
            continue  # the heads do not tell from what the percentages are computed
        for row in rows:
            readings = [made for way in (followed, *ways) if (made := _made(row, way)) is not None]
            if readings:
                yield Claim(PERCENT.code, Operand(row.cells[column].figure), tuple(readings), Strength.PLAIN, row.name)


Way = tuple[Operation, int, int]


def _quotients(grid: Grid, column: int, kind: Column) -> Iterator[Way]:
    """Columns whose quotient the percentages may be, the nearest first."""
    base = Column.PLAN if kind is Column.PLAN_PERCENT else Column.PREVIOUS
    tops = sorted((at for at, one in grid.columns.items() if one is Column.ACTUAL), key=lambda at: abs(at - column))
    bases = sorted((at for at, one in grid.columns.items() if one is base), key=lambda at: abs(at - column))
    operations = (Operation.RATIO,) if kind is Column.PLAN_PERCENT else (Operation.RATIO, Operation.GROWTH)
    yield from ((operation, top, below) for operation in operations for top in tops for below in bases)


def _made(row: Row, way: Way) -> Formula | None:
    operation, top, below = way
    if top not in row.cells or below not in row.cells:
        return None
    return of(operation, row.cells[top].figure, row.cells[below].figure)


def _follows(row: Row, column: int, way: Way) -> bool:
    formula = _made(row, way)
    return formula is not None and _agrees(row.cells[column], formula)
