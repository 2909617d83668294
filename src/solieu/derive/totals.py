"""Adding up over units: exact, in any order the same, and absent when a part is owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Context, Decimal
from functools import reduce

from solieu.core import Absence, Hedge, Quantity, Reading, spread
from solieu.core.quantity import PRECISION
from solieu.derive.measures import in_unit

_EXACT = Context(prec=PRECISION)


def total(readings: Iterable[Reading], measure: str) -> Reading:
    """The sum in one unit of measure, with the most decimals of its parts.

    A part that is not yet reported or withheld makes the whole so. A unit to which the figure does not apply (no pond,
    no fish) has nothing to add and holds nobody up; where it applies to none, it does not apply to the whole.
    """
    parts = [reading for reading in readings if reading.absence is not Absence.DOES_NOT_APPLY]
    absence = spread(parts)
    if absence is not None or not parts:
        return Reading.absent(absence or Absence.DOES_NOT_APPLY)
    found = [in_unit(part.quantity, measure) or part.quantity for part in parts if part.quantity is not None]
    value = reduce(_EXACT.add, (quantity.value for quantity in found))
    decimals = max(quantity.decimals for quantity in found)
    return Reading.of(Quantity(value, measure, decimals, Hedge.of_sum(quantity.hedge for quantity in found)))


def scaled(reading: Reading, share: Decimal) -> Reading:
    """The share of a value that goes to a successor."""
    if reading.quantity is None or share == 1:
        return reading
    return Reading.of(replace(reading.quantity, value=_EXACT.multiply(reading.quantity.value, share)))
