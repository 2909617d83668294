"""Totals: the sum of parts as staged, and whether a formula on the sheet still is the blank's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from solieu.core import Quantity, Reading
from solieu.intake.sheet import stored

_CELL = re.compile(r"(?<![A-Z0-9!:.])[A-Z]{1,3}\d+(?![\d(:!])")


def sum_of(readings: Sequence[Reading]) -> Reading | None:
    """The sum with the most decimals of its parts; None when a part has no value."""
    known = [reading.quantity for reading in readings if reading.quantity is not None]
    if not known or len(known) < len(readings):
        return None
    total = sum((quantity.value for quantity in known), Decimal(0))
    return Reading.of(Quantity(total, known[0].unit, max(quantity.decimals for quantity in known)))


def adds_exactly(formula: str, cells: set[str]) -> bool:
    """Whether a formula adds these cells and nothing else, as the blank wrote it; "" is one that shares the text of
    another cell. A range would also add rows that the sender inserted, so it is taken for the sender's own."""
    if not formula:
        return True
    plain = re.sub(r"\[\.([A-Z]+\d+)\]", r"\1", formula.replace("$", "").upper()).removeprefix("OF:")
    foreign = any(mark in plain for mark in ":!*/[") or re.search(r"SUM\(.*[-+]|[-+].*SUM\(", plain)
    return "SUM(" in plain and not foreign and set(_CELL.findall(plain)) == cells


def is_number(number: Decimal, reading: Reading) -> bool:
    """Whether a number on the sheet is this value, as a spreadsheet keeps it."""
    return reading.quantity is not None and stored(reading.quantity.value) == number
