"""The language of figures: numbers, units of measure, dates and periods, read with doubt and written in one style."""

from solieu.vietnamese.dates import (
    VIETNAM,
    read_date,
    read_period,
    write_date,
    write_long_date,
    write_moment,
    write_period,
)
from solieu.vietnamese.numbers import (
    Ambiguous,
    Certain,
    Marked,
    NumberReading,
    Sign,
    Unreadable,
    read_number,
    write_number,
    write_quantity,
)
from solieu.vietnamese.text import fold, normalise, normalise_with_map, sort_key
from solieu.vietnamese.units import UnitOfMeasure, convert, find_unit, to_base

__all__ = [
    "VIETNAM",
    "Ambiguous",
    "Certain",
    "Marked",
    "NumberReading",
    "Sign",
    "UnitOfMeasure",
    "Unreadable",
    "convert",
    "find_unit",
    "fold",
    "normalise",
    "normalise_with_map",
    "read_date",
    "read_number",
    "read_period",
    "sort_key",
    "to_base",
    "write_date",
    "write_long_date",
    "write_moment",
    "write_number",
    "write_period",
    "write_quantity",
]
