"""Which rows of a table are its head: told by the file, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

Row = Sequence[str]

_COLUMN_MARK = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=\s*\S.*)?\Z")
_FIGURE = re.compile(r"[+\-(]?\d[\d.,]*\s*%?\)?\Z")
_LONGEST_HEAD = 4  # rows; forms of the statistical regime have three and the row of column marks


def head_rows(rows: Sequence[Row]) -> int:
    """Number of rows from the top that name the columns. A table of one row, or without figures, has no head."""
    if len(rows) < 2 or not any(_FIGURE.match(cell.strip()) for row in rows for cell in row):
        return 0
    for count, row in enumerate(rows[:_LONGEST_HEAD]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1 and all(_COLUMN_MARK.match(cell) for cell in filled):
            return count + 1 if count else 0
        if any(_FIGURE.match(cell) for cell in filled):
            return count
    return 1
