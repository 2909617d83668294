"""The language of figures: numbers, units of measure, dates and periods, read with doubt and written in one style."""

from solieu.vietnamese.citations import Citation, find_citations
from solieu.vietnamese.dates import (
    VIETNAM,
    read_date,
    read_period,
    write_date,
    write_long_date,
    write_moment,
    write_period,
)
from solieu.vietnamese.figures_in_text import find_mentions
from solieu.vietnamese.mentions import DATA_KINDS, Bound, Mention, MentionKind
from solieu.vietnamese.numbers import (
    Ambiguous,
    Certain,
    Marked,
    NumberReading,
    Sign,
    Unreadable,
    read_number,
    write_hedge,
    write_number,
    write_quantity,
)
from solieu.vietnamese.text import fold, normalise, normalise_with_map, sort_key, spelling_key
from solieu.vietnamese.units import UnitOfMeasure, convert, find_unit, to_base

__all__ = [
    "DATA_KINDS",
    "VIETNAM",
    "Ambiguous",
    "Bound",
    "Certain",
    "Citation",
    "Marked",
    "Mention",
    "MentionKind",
    "NumberReading",
    "Sign",
    "UnitOfMeasure",
    "Unreadable",
    "convert",
    "find_citations",
    "find_mentions",
    "find_unit",
    "fold",
    "normalise",
    "normalise_with_map",
    "read_date",
    "read_number",
    "read_period",
    "sort_key",
    "spelling_key",
    "to_base",
    "write_date",
    "write_hedge",
    "write_long_date",
    "write_moment",
    "write_number",
    "write_period",
    "write_quantity",
]
