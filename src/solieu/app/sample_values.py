"""The figures of the sample: printed ones from csv files, splits over communes generated and marked *minh họa*."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from solieu.app.splitting import split, weight
from solieu.core import Hedge, Quantity
from solieu.vietnamese import Certain, read_number

FOLDER = "assets/sample/chi_lang"
ILLUSTRATIVE = "minh họa"


@dataclass(frozen=True, slots=True)
class CellValue:
    """What the sample types into one cell of a form."""

    row: str
    column: str
    quantity: Quantity
    mark: str = ""  # "" | "suy ra" | "minh họa"
    note: str = ""

    @property
    def comment(self) -> str:
        return f"{self.mark}: {self.note}" if self.note else self.mark


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one csv file of the sample."""
    text = files("solieu").joinpath(FOLDER, name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def register_files() -> list[tuple[str, bytes]]:
    """Registers of which the sample keeps every event in a file: id and content, as ``register export`` writes it."""
    folder = files("solieu").joinpath(FOLDER, "so")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".csv"))
    return [(name.removesuffix(".csv"), folder.joinpath(name).read_bytes()) for name in names]


def printed_values(name: str) -> list[CellValue]:
    return [
        CellValue(row["dong"], row["cot"], number(row["gia_tri"]), row["danh_dau"], row["ghi_chu"])
        for row in rows_of(name)
    ]


def number(text: str) -> Quantity:
    reading = read_number(text)
    if not isinstance(reading, Certain):
        raise ValueError(f"the sample holds a number that cannot be read for certain: {text!r}")
    return reading.quantity


def commune_values(
    values: Iterable[CellValue], units: Iterable[str], *, totals: Mapping[str, tuple[str, ...]], sums: set[str]
) -> dict[str, list[CellValue]]:
    """Split every printed figure over the units so that each row adds up to it exactly.

    ``totals`` names rows that are the sum of other rows wherever all of them are printed; ``sums`` names rows that
    the form itself computes and that are therefore left out.
    """
    printed = {(value.row, value.column): value for value in values if value.row not in sums}
    parts: dict[tuple[str, str], dict[str, Decimal]] = {}
    for place, value in printed.items():
        if not _is_total(place, printed, totals):
            # A total that is printed alone follows its largest part, so that an estimate stays above its actual.
            shares = {unit: weight(totals.get(value.row, (value.row,))[-1], unit) for unit in units}
            if value.quantity.value == len(shares):
                shares = dict.fromkeys(shares, Decimal(1))  # a count of the units themselves: one each
            parts[place] = split(value.quantity.value, value.quantity.decimals, shares)
    for place in printed.keys() - parts.keys():
        of = [parts[row, place[1]] for row in totals[place[0]]]
        parts[place] = {unit: sum((part[unit] for part in of), Decimal(0)) for unit in of[0]}
    return {unit: [_cell(printed[place], parts[place], unit) for place in printed] for unit in units}


def _is_total(
    place: tuple[str, str], printed: Mapping[tuple[str, str], CellValue], totals: Mapping[str, tuple[str, ...]]
) -> bool:
    row, column = place
    return row in totals and all((part, column) in printed for part in totals[row])


def _cell(printed: CellValue, parts: Mapping[str, Decimal], unit: str) -> CellValue:
    """A hedge of the total ("trên 150") is the hedge of its largest part."""
    hedge = printed.quantity.hedge if unit == max(parts, key=lambda name: parts[name]) else Hedge.NONE
    return CellValue(
        printed.row, printed.column, Quantity(parts[unit], "", printed.quantity.decimals, hedge), ILLUSTRATIVE, ""
    )
