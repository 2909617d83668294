"""Where the words of a blank stand: titles of rows, headings of columns, units of measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from solieu.intake.headings import heading_key, title_key
from solieu.intake.opening.ooxml import place_of
from solieu.intake.sheet import Cell, CellKind, Sheet, a1
from solieu.vietnamese import find_unit

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MEASURE_LINE = re.compile(r"(?:ĐVT|Đơn vị tính|Đơn vị)\s*:\s*(.+)", re.IGNORECASE)
_TITLE_COLUMNS = 4  # a title stands in one of the first columns
_HEAD_ROWS = 6  # headings take at most so many rows


@dataclass(frozen=True)
class Layout:
    """A sheet of a blank, looked at as a table with titles left and headings above."""

    sheet: Sheet

    @cached_property
    def titles(self) -> dict[int, str]:
        """The words of each row below the headings."""
        return {row: title for row in self.sheet.lines if row > self.head_end and (title := self._title(row))}

    @cached_property
    def head_end(self) -> int:
        """The last row of the headings: the row of column marks, or the one with most texts."""
        rows = {row: self._texts(row) for row in self.sheet.lines}
        marked = [row for row, cells in rows.items() if _are_marks(list(cells.values()))]
        if marked:
            return marked[0]
        full = max((len(cells) for cells in rows.values()), default=0)
        return next((row for row, cells in rows.items() if len(cells) == full), 0)

    def heading(self, column: int) -> str:
        """What stands above a column, merged headings included, from top to bottom."""
        first = max(1, self.head_end - _HEAD_ROWS)
        said: list[str] = []
        for row in range(first, self.head_end + 1):
            shown = self._covering(row, column).text
            if _LETTERS.search(shown) and shown not in said and not self.is_title_line(row):
                said.append(shown)
        return " ".join(" ".join(said).split())

    def measure(self, row: int) -> str:
        """The unit of measure of a row: in its own cell, else in the line above the table; "" when none is found."""
        for cell in self.sheet.lines.get(row, {}).values():
            known = find_unit(cell.text) if cell.kind is CellKind.TEXT and len(cell.text) < 25 else None
            if known is not None:
                return known.name
        for found in self._measure_lines():
            return found
        return ""

    def free(self, row: int) -> Iterator[tuple[int, str]]:
        """Empty cells of a row under a heading, with the heading."""
        for column in range(1, self.last_column + 1):
            cell = self.sheet.cell(row, column)
            is_free = cell.kind is CellKind.EMPTY and cell.formula is None
            if is_free and (heading := self.heading(column)):
                yield column, heading

    @cached_property
    def last_column(self) -> int:
        return max((column for row, column in self.sheet.cells if row <= self.head_end), default=0)

    def find(self, row: str, column: str, cell: str) -> str:
        """The address that a line of a mapping means; "" when its words are not found, or more than once."""
        rows = [place for place, title in self.titles.items() if title_key(title) == title_key(row)]
        if not row:
            return cell
        if cell:
            own, letters = place_of(cell)
            found = own if own in rows else rows[0] if len(rows) == 1 else 0
            return a1(found, letters) if found else ""
        wanted = _without_period(column)
        columns = [at for at in range(1, self.last_column + 1) if _without_period(self.heading(at)) == wanted]
        return a1(rows[0], columns[0]) if len(rows) == len(columns) == 1 else ""

    def _title(self, row: int) -> str:
        texts = [cell.text for column, cell in self._texts(row).items() if column <= _TITLE_COLUMNS]
        words = [text for text in texts if _LETTERS.search(text) and find_unit(text) is None]
        return " ".join(max(words, key=len, default="").split())

    def _texts(self, row: int) -> dict[int, Cell]:
        return {column: cell for column, cell in self.sheet.lines[row].items() if cell.text}

    def is_title_line(self, row: int) -> bool:
        """A line over the whole table, not a heading of columns."""
        return len(self._texts(row)) == 1 if row in self.sheet.lines else True

    def _covering(self, row: int, column: int) -> Cell:
        for block in self.sheet.merged:
            if block.top <= row <= block.bottom and block.left <= column <= block.right:
                return self.sheet.cell(block.top, block.left)
        return self.sheet.cell(row, column)

    def _measure_lines(self) -> Iterator[str]:
        for row, cells in self.sheet.lines.items():
            for cell in cells.values() if row <= self.head_end else ():
                match = _MEASURE_LINE.search(cell.text)
                known = find_unit(match[1].strip(" .)")) if match else None
                if known is not None:
                    yield known.name


def _are_marks(cells: list[Cell]) -> bool:
    """A B 1 2 3=2/1."""
    texts = [cell.shown.strip() for cell in cells]
    return len(texts) > 2 and all(re.fullmatch(r"\(?([A-Z]|\d{1,2})\)?(=.*)?", text) for text in texts)


def _without_period(heading: str) -> str:
    """A heading without the period that it names: the next blank names another."""
    return " ".join(re.sub(r"\bqui\s*\S*|\d[\d/.]*", " ", heading_key(heading)).split())
