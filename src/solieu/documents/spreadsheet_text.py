"""Text that goes into a spreadsheet stays text.

A text that begins with = + - @ can become a formula in the hands of whoever opens or converts the file ("formula
injection"); what people typed into a form must not run on another desk.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from openpyxl.styles.cell_style import StyleArray

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?\Z")
# Characters that XML cannot hold; Excel refuses a file that has one.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet might compute a text when somebody edits its cell."""
    return text.startswith(_RISKY)


def put_text(cell: Any, text: str) -> None:
    """Write a text into an openpyxl cell as text, whatever it begins with."""
    cell.value = writable(text)
    cell.data_type = "s"
    if could_be_formula(text):
        # Excel's leading apostrophe: after an edit the cell is still a text. openpyxl has no public word for it.
        style = copy(cell._style) or StyleArray()
        style.quotePrefix = 1
        cell._style = style


def csv_text(text: str) -> str:
    """A field of a csv file for spreadsheets: an apostrophe in front of what would be taken for a formula."""
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(_RISKY) and not _NUMBER.match(bare) else text


def from_csv_text(text: str) -> str:
    """What ``csv_text`` wrote, read again."""
    return text[1:] if text.startswith("'") and csv_text(text[1:]) == text else text
