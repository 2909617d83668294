"""The cells that a form asks for, as they stand on one sheet: each found once, with its key, its place and its note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from solieu.catalog.model import Catalog, Column, ColumnKind, FormRow, Nature
from solieu.core import FactKey, Quantity, Where
from solieu.intake import layout
from solieu.intake.layout import Occasion
from solieu.intake.matching import Table
from solieu.intake.sheet import Cell, Sheet, a1


@dataclass(frozen=True, slots=True)
class Spot:
    """``measure`` is the form's unit of measure, ``indicator_measure`` the one in which the fact counts; ``decimals``
    are those that the row asks for."""

    row: FormRow
    column: Column
    cell: Cell
    where: Where
    key: FactKey
    measure: str
    indicator_measure: str
    decimals: int
    may_be_negative: bool
    number: int  # row and column of the sheet
    place: int


Spots = Mapping[tuple[str, str], Spot]


def spots_of(sheet: Sheet, table: Table, at: Occasion, catalog: Catalog, where: Where) -> dict[tuple[str, str], Spot]:
    """By row code and column id, for every cell that the form uses and the sheet has."""
    columns = [_ColumnOnSheet(column, table.columns[column.id], at, where) for column in at.form.columns
               if column.id in table.columns and column.kind is not ColumnKind.NOTE]  # fmt: skip
    found = {}
    for row in at.form.rows:
        number = table.rows.get(row.code)
        if number is not None and row.indicator:
            for column in columns:
                if layout.uses(row, column.column):
                    found[row.code, column.column.id] = column.spot(sheet, row, number, at, catalog)
    return found


class _ColumnOnSheet:
    """What all cells of one column have in common."""

    def __init__(self, column: Column, place: int, at: Occasion, where: Where) -> None:
        self.column, self.place, self.where = column, place, where
        self.head, self.mark = layout.head(column, at), layout.cited(at.form, column)
        self.period, self.series = layout.stands_for(column, at)

    def spot(self, sheet: Sheet, row: FormRow, number: int, at: Occasion, catalog: Catalog) -> Spot:
        indicator = catalog.indicators[self.column.indicator or row.indicator]
        measure = layout.measure_of(row, self.column, at.form, catalog)
        key = FactKey(indicator.id, at.unit, self.period, self.series, row.cut)
        is_fact = self.column.kind is not ColumnKind.COMPUTED
        where = Where(file=self.where.file, sheet=self.where.sheet, cell=a1(number, self.place), form=self.where.form,
                      row=row.code, field=self.head, mark=self.mark, key=str(key) if is_fact else "")  # fmt: skip
        decimals = indicator.decimals
        if measure != indicator.measure:
            decimals = max(0, layout.in_measure(Quantity(Decimal(1), indicator.measure, decimals), measure).decimals)
        signed = indicator.nature not in (Nature.FLOW, Nature.STOCK)
        cell = sheet.cell(number, self.place)
        return Spot(
            row, self.column, cell, where, key, measure, indicator.measure, decimals, signed, number, self.place
        )


def notes_of(sheet: Sheet, table: Table, at: Occasion) -> dict[str, str]:
    """What the column Ghi chú says, by row code."""
    notes = [table.columns[column.id] for column in at.form.columns
             if column.kind is ColumnKind.NOTE and column.id in table.columns]  # fmt: skip
    return {code: sheet.text(number, notes[0]).strip() for code, number in table.rows.items()} if notes else {}


def shared_cells(sheet: Sheet, table: Table, spots: Spots) -> Iterator[tuple[tuple[str, str], str]]:
    """Spots whose cell is merged with a cell of another row or column of the form, or begins elsewhere; with what is
    written there. Such a figure cannot be given to one of them."""
    for block in sheet.merged:
        rows = [code for code, number in table.rows.items() if block.top <= number <= block.bottom]
        columns = [id for id, place in table.columns.items() if block.left <= place <= block.right]
        shown = sheet.text(block.top, block.left) if rows and columns else ""
        for spot in (spots.get((code, id)) for code in rows for id in columns):
            own = spot is not None and (block.top, block.left) == (spot.number, spot.place)
            if spot is not None and shown and not (own and len(rows) == 1 and len(columns) == 1):
                yield (spot.row.code, spot.column.id), shown
