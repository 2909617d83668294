"""A workbook as it arrived: cells, merged blocks, hidden rows and comments; nothing interpreted, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from functools import cached_property

# A spreadsheet keeps fifteen significant digits of a number; what follows is noise of its binary arithmetic.
_SPREADSHEET = Context(prec=15, rounding=ROUND_HALF_EVEN)


class CellKind(StrEnum):
    EMPTY = "empty"  # nothing shown; there may be a comment, or a formula that was never computed
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"  # a number that the sheet shows as a date
    ERROR = "error"  # #REF!, #DIV/0!
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Cell:
    """``formula`` is None where there is none, "" where its text is not known; ``format`` is "" where the file does
    not tell how the number is shown."""

    kind: CellKind = CellKind.EMPTY
    text: str = ""
    number: Decimal | None = None
    format: str = ""
    formula: str | None = None
    comment: str = ""

    @property
    def shown(self) -> str:
        """What an officer sees in the cell, near enough to quote it."""
        return self.text if self.number is None else plain(self.number)


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Block:
    """Cells merged into one, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """Rows and columns count from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), NOTHING)

    def text(self, row: int, column: int) -> str:
        return self.cell(row, column).shown

    @cached_property
    def lines(self) -> Mapping[int, Mapping[int, Cell]]:
        """Rows that hold something, from top to bottom, with their cells from left to right."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, {})[column] = cell
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """``property`` is the document property "solieu"; ``remarks`` say in Vietnamese what was left aside (macros,
    sheets that are too large); ``knows_formulas`` is False for formats that only tell results."""

    sheets: tuple[Sheet, ...]
    property: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    knows_formulas: bool = True


def stored(number: Decimal) -> Decimal:
    """A number as a spreadsheet means it: fifteen significant digits, no trailing zeros after the point.

    More than seventeen digits cannot come from the binary number of a spreadsheet; they are left for the reader to doubt.
    """
    if len(number.as_tuple().digits) > 17:
        return number
    value = _SPREADSHEET.plus(number)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        value = value.normalize(_SPREADSHEET)
    return value.quantize(Decimal(1)) if 0 < value.adjusted() < 15 and value == value.to_integral_value() else value


def plain(number: Decimal) -> str:
    """1578,85 in digits with a decimal comma, without thousands marks; huge numbers keep their exponent."""
    text = f"{number:f}" if -20 < number.adjusted() < 20 else f"{number}"
    return text.replace(".", ",")


def a1(row: int, column: int) -> str:
    """G12."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
