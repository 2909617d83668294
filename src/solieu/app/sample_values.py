"""The figures of the sample: printed ones from csv files, splits over communes generated and marked *minh họa*."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files

from solieu.app.splitting import split, weight
from solieu.catalog.model import Form, FormSender
from solieu.core import Hedge, Period, Quantity
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
        return ": ".join(part for part in (self.mark, self.note) if part)


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


def filled_file(form: Form, sender: FormSender, period: Period) -> str:
    """The file with what a sender fills in, "" for none: its own, else the common one of the form, which belongs to
    those for whom it was split, to their second source and to the first body that fills the form alone."""
    common, own = f"{form.id}.{period}.csv", f"{form.id}.{period}.{sender.organisation}.csv"
    if sender.organisation and _has(own):
        return own
    is_first = sender == form.senders[0]
    return common if _has(common) and (is_first or sender.kinds or sender.second_source) else ""


def _has(name: str) -> bool:
    return files("solieu").joinpath(FOLDER, name).is_file()


@dataclass(frozen=True, slots=True)
class Split:
    """``totals`` names rows that are the sum of other rows wherever all of them are printed; ``sums`` names rows that
    the form itself computes and that are therefore left out; ``like`` names rows that are spread over the units as
    another row is (people as their households)."""

    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sums: frozenset[str] = frozenset()
    like: Mapping[str, str] = field(default_factory=dict)


def commune_values(values: Iterable[CellValue], units: Iterable[str], kept: Split) -> dict[str, list[CellValue]]:
    """Split every printed figure over the units so that each row adds up to it exactly."""
    printed = {(value.row, value.column): value for value in values if value.row not in kept.sums}
    parts: dict[tuple[str, str], dict[str, Decimal]] = {}
    for place, value in printed.items():
        if not _is_total(place, printed, kept.totals):
            parts[place] = _split_value(value, units, kept)
    for place in printed.keys() - parts.keys():
        of = [parts[row, place[1]] for row in kept.totals[place[0]]]
        parts[place] = {unit: sum((part[unit] for part in of), Decimal(0)) for unit in of[0]}
    return {unit: [_cell(printed[place], parts[place], unit) for place in printed] for unit in units}


def _split_value(value: CellValue, units: Iterable[str], kept: Split) -> dict[str, Decimal]:
    """A total that is printed alone follows its largest part, so that an estimate stays above its actual."""
    row = kept.like.get(value.row, kept.totals.get(value.row, (value.row,))[-1])
    shares = {unit: weight(row, unit) for unit in units}
    if value.quantity.value == len(shares):
        shares = dict.fromkeys(shares, Decimal(1))  # a count of the units themselves: one each
    return split(value.quantity.value, value.quantity.decimals, shares)


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
