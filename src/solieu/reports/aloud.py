"""Figures as they are read aloud: *gần 20 tỷ đồng* for 19.594 triệu đồng (office-habits A7.9).

Rounding says its direction, so that nobody hears another figure than the one that stands in the full report.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from solieu.core import Hedge, Quantity, round_half_away
from solieu.vietnamese import find_unit
from solieu.vietnamese.units import convert

_LARGE = Decimal(1000)  # from here on three leading digits are said
_SPOKEN_DIGITS = 3
_MONEY = ("tỷ đồng", "triệu đồng")


def aloud(quantity: Quantity) -> Quantity:
    """The same figure with the digits that are said, and *trên*, *gần* or *khoảng* where that moved it."""
    spoken = _in_spoken_money(quantity)
    size = abs(spoken.value)
    if size >= _LARGE:
        places = _SPOKEN_DIGITS - 1 - size.adjusted()
    elif size >= 10:
        places = 0
    else:
        places = min(spoken.decimals, 1)
    said = round_half_away(spoken.value, min(places, spoken.decimals)).quantize(Decimal(1).scaleb(-max(places, 0)))
    return replace(spoken, value=said, decimals=max(0, min(places, spoken.decimals)), hedge=_hedge(spoken, said))


def _in_spoken_money(quantity: Quantity) -> Quantity:
    """Money in the largest unit of which there is at least one."""
    unit = find_unit(quantity.unit)
    if unit is None or unit.dimension != "money":
        return quantity
    for name in _MONEY:
        value = convert(quantity.value, quantity.unit, name)
        if value is not None and abs(value) >= 1:
            exponent = value.normalize().as_tuple().exponent
            return replace(quantity, value=value, unit=name, decimals=max(0, -int(exponent)))
    return quantity


def _hedge(exact: Quantity, said: Decimal) -> Hedge:
    moved = Hedge.NONE if said == exact.value else Hedge.UNDER if said > exact.value else Hedge.OVER
    if Hedge.NONE in (moved, exact.hedge):
        return moved or exact.hedge
    return moved if moved is exact.hedge else Hedge.ABOUT
