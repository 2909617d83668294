"""Units of measure at work: like magnitudes are brought to one unit, a result to the measure of its indicator."""

from __future__ import annotations

from dataclasses import replace

from solieu.catalog.model import Adding, Indicator
from solieu.core import Quantity, Reading
from solieu.vietnamese import convert, find_unit


def in_unit(quantity: Quantity, unit: str) -> Quantity | None:
    """The quantity in another unit of measure; None where the two cannot be compared.

    1,2 tỷ đồng are 1.200 triệu đồng and 300 triệu đồng are 0,300 tỷ đồng: the decimals move with the point,
    also beyond the units (1,2 tỷ is known to the hundred million). What is
    counted keeps its number, whatever noun it is counted by (5 dự án, 5 công trình).
    """
    if quantity.unit == unit:
        return quantity
    value = convert(quantity.value, quantity.unit, unit)
    if value is None:
        return replace(quantity, unit=unit) if _is_count(quantity.unit) and _is_count(unit) else None
    source, target = find_unit(quantity.unit), find_unit(unit)
    moved = (target.factor / source.factor).adjusted() if source and target else 0
    return replace(quantity, value=value, unit=unit, decimals=quantity.decimals + moved)


def measured(reading: Reading, indicator: Indicator) -> Reading:
    """A computed value in the measure of its indicator; a bare number is read in it.

    A ratio shows the decimals of its indicator, everything else at least so many. The value itself is not rounded:
    that is done once, where it is printed.
    """
    if reading.quantity is None:
        return reading
    known = reading.quantity
    found = (in_unit(known, indicator.measure) if known.unit else None) or replace(known, unit=indicator.measure)
    ratio = indicator.over_units is Adding.RECOMPUTE
    decimals = indicator.decimals if ratio else _at_least(found.decimals, indicator.decimals)
    return Reading.of(replace(found, decimals=decimals))


def _at_least(known: int, shown: int) -> int:
    """More decimals may be shown than were known of a whole number, but none of one known to the hundred."""
    return known if known < 0 else max(known, shown)


def _is_count(unit: str) -> bool:
    known = find_unit(unit)
    return known is not None and known.dimension.startswith("count of ")
