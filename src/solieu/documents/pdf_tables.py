"""Ruled tables: cells from the lines on the page (by pdfplumber's geometry), the words from the letters inside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from solieu.documents.pdf_lines import Line, lines_of
from solieu.documents.pdf_sheets import Letter, Rule, Sheet
from solieu.documents.strands import Strand

_TOLERANCE = 3.0  # points by which lines of one table may miss one another
_MOST_EDGES = (300, 80)  # level and upright ones; the geometry looks at all their crossings
_FULL = 0.7  # of the width of a cell
_IN_FIGURE = tuple("0123456789.,/")
_FIRST_COLUMN = 2.0  # points: left edges of one column differ by less


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    column: int
    strand: Strand


@dataclass(frozen=True, slots=True)
class Grid:
    """One table on one page. ``columns`` are the left edges of its columns."""

    top: float
    bottom: float
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> list[list[str]]:
        count = max((cell.row for cell in self.cells), default=-1) + 1
        return [[cell.strand.text for cell in self.cells if cell.row == row] for row in range(count)]

    def continues(self, other: Grid) -> bool:
        """The same columns, as when a table goes on on the next page."""
        return len(self.columns) == len(other.columns) and all(
            abs(one - two) < _TOLERANCE for one, two in zip(self.columns, other.columns, strict=True)
        )


def may_have_tables(sheet: Sheet) -> bool:
    level = sum(rule.is_level for rule in sheet.rules)
    upright = sum(rule.is_upright for rule in sheet.rules)
    return level >= 2 and upright >= 2


def grids_of(sheet: Sheet) -> tuple[list[Grid], list[Letter]]:
    """The tables of a page from top to bottom, and the letters that stand outside of them."""
    letters = list(sheet.letters)
    grids = []
    for boxes in _tables(sheet):
        columns = _steps(box[0] for box in boxes)
        rows = _steps(-box[3] for box in boxes)
        whole = Rule(
            min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        )
        cells = []
        for box in sorted(boxes, key=lambda box: (-box[3], box[0])):
            inside = [letter for letter in letters if _is_in(letter, box)]
            strand = _words(lines_of(inside, sheet.number), box.right - box.left)
            cells.append(Cell(_step(rows, -box[3]), _step(columns, box[0]), strand))
        letters = [letter for letter in letters if not _is_in(letter, whole)]
        grids.append(Grid(whole.top, whole.bottom, tuple(columns), tuple(cells)))
    return grids, letters


def _tables(sheet: Sheet) -> list[list[Rule]]:
    from pdfplumber import table as geometry

    edges = [_edge(rule, sheet.height) for rule in sheet.rules if rule.is_level or rule.is_upright]
    merged = geometry.merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    level = sum(edge["orientation"] == "h" for edge in merged)
    if level > _MOST_EDGES[0] or len(merged) - level > _MOST_EDGES[1]:
        return []
    crossings = geometry.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    found = geometry.cells_to_tables(geometry.intersections_to_cells(crossings))
    return [
        [Rule(x0, sheet.height - bottom, x1, sheet.height - top) for x0, top, x1, bottom in boxes] for boxes in found
    ]


def _edge(rule: Rule, height: float) -> dict[str, Any]:
    x, y = (rule.left + rule.right) / 2, height - (rule.top + rule.bottom) / 2
    if rule.is_level:
        return {"orientation": "h", "x0": rule.left, "x1": rule.right, "top": y, "bottom": y, "width": rule.right - rule.left,
                "height": 0, "object_type": "line"}  # fmt: skip
    return {"orientation": "v", "x0": x, "x1": x, "top": height - rule.top, "bottom": height - rule.bottom, "width": 0,
            "height": rule.top - rule.bottom, "object_type": "line"}  # fmt: skip


def _is_in(letter: Letter, box: Rule) -> bool:
    middle = (letter.x + letter.right) / 2
    return box.left <= middle <= box.right and box.bottom <= letter.y + 0.2 * letter.size <= box.top


def _words(lines: Sequence[Line], width: float) -> Strand:
    """Wrapped lines of a cell are one text; a figure that a narrow column breaks is one figure."""
    whole = Strand()
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and _breaks_figure(before, line, width):
            whole = whole.appended(line.strand)
        else:
            whole = whole.joined(line.strand, 0) if whole.text else line.strand
    return whole


def _breaks_figure(before: Line, line: Line, width: float) -> bool:
    """The line above fills the cell, ends inside a number without a space and goes on with a digit."""
    full = before.right - before.left > _FULL * width
    return full and not before.spaced and before.text[-1:] in _IN_FIGURE and line.text[:1].isdigit()


def _steps(values: Iterable[float]) -> list[float]:
    """Distinct values in order; those closer than the tolerance are one."""
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _FIRST_COLUMN:
            steps.append(value)
    return steps


def _step(steps: Sequence[float], value: float) -> int:
    index = bisect_left(steps, value - _FIRST_COLUMN)
    return min(index, len(steps) - 1)
