"""How a value is printed: decimals, unit of measure, hedge. Rounding is half away from zero, and only here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solieu.catalog.model import Indicator, Nature
from solieu.core import Hedge, Quantity
from solieu.derive.measures import in_unit
from solieu.reports.aloud import aloud
from solieu.reports.template import Argument
from solieu.vietnamese import write_hedge, write_quantity

FIGURES = ("so", "so_tran", "noi_tron", "phan_tram", "dem", "tren")
DECIMALS = {"tron": 0, "mot_so_le": 1, "hai_so_le": 2, "ba_so_le": 3}
_PERCENT_DECIMALS = 1  # socio-economic tables and sentences (office-habits A1)
_CONVERTED_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """``quantity`` is the number as printed; ``text`` how it looks; ``hedge`` the word in front of it."""

    quantity: Quantity
    text: str
    hedge: str = ""


def print_figure(
    quantity: Quantity, style: str, arguments: Iterable[Argument], indicator: Indicator | None, *, prose: bool = True
) -> Printed:
    """A value in one of the built-in styles."""
    if style == "noi_tron":
        said = aloud(quantity)
        return Printed(said, write_quantity(replace(said, hedge=Hedge.NONE)), write_hedge(said.hedge))
    words = tuple(arguments)
    named = next((argument.text for argument in words if argument.quoted), "")
    exact = _in_unit(quantity, style, named)
    decimals = decimals_of(exact, style, words, indicator)
    shown = exact.rounded(decimals)
    # 04 cầu, but 0 cầu, and a rank is no count: 3/11.
    padded = prose and shown.value != 0 and not (indicator and indicator.nature is Nature.INDEX)
    text = write_quantity(replace(shown, hedge=Hedge.NONE), prose=padded)
    if style == "so_tran":
        text = without_unit(text, shown.unit)
    return Printed(shown, text, write_hedge(quantity.hedge))


def decimals_of(quantity: Quantity, style: str, arguments: Iterable[Argument], indicator: Indicator | None) -> int:
    """As many as the argument says; else as submitted, at least what the indicator asks for."""
    for argument in arguments:
        if argument.text in DECIMALS and not argument.quoted:
            return DECIMALS[argument.text]
    if style == "phan_tram" and (indicator is None or indicator.measure != "%"):
        return _PERCENT_DECIMALS
    if indicator is not None and quantity.unit != indicator.measure and style != "dem":
        return _CONVERTED_DECIMALS
    return max(quantity.decimals, indicator.decimals if indicator else 0)


def without_unit(text: str, unit: str) -> str:
    return text.removesuffix(unit).rstrip() if unit else text


def _in_unit(quantity: Quantity, style: str, named: str) -> Quantity:
    """``dem`` names what is counted, ``phan_tram`` reads a ratio, ``so("tỷ đồng")`` converts."""
    if style == "phan_tram":
        return replace(quantity, unit="%")
    if style == "dem":
        return replace(quantity, unit=named or quantity.unit)
    converted = in_unit(quantity, named) if named and named != quantity.unit else None
    return replace(converted, decimals=_needed(converted)) if converted else quantity


def _needed(quantity: Quantity) -> int:
    """Decimals without the zeros that a conversion leaves at the end."""
    exponent = quantity.value.normalize().as_tuple().exponent
    return min(quantity.decimals, max(0, -exponent)) if isinstance(exponent, int) else quantity.decimals
