"""Where everything of a form stands on its sheet; the writer and the reader share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solieu.catalog.model import Catalog, Column, ColumnKind, Form, FormRow
from solieu.core import FactKey, Period, Series
from solieu.vietnamese import write_date, write_period

ID_COLUMN = 1  # hidden: row ids
CODE_COLUMN = 2  # mã số
TITLE_COLUMN = 3
MEASURE_COLUMN = 4
FIRST_VALUE_COLUMN = 5
HEAD_ROW = 10
MARK_ROW = 11
FIRST_ROW = 12
META_SHEET = "_meta"
NOTHING_OCCURRED = "Không phát sinh"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One form for one area, sender and period."""

    form: Form
    unit: str
    sender: str
    period: Period
    cut_off: date


def occasion(catalog: Catalog, form: Form, unit: str, sender: str, period: Period) -> Occasion:
    return Occasion(form, unit, sender, period, period.end_of_month(catalog.cut_offs[form.cut_off].months_before_end))


def head(column: Column, at: Occasion) -> str:
    """The heading with the period's own words in it."""
    return column.head.format(
        period=write_period(at.period, "short"),
        same_period=write_period(at.period.same_last_year(), "short"),
        cut_off=write_date(at.cut_off),
        year=at.period.year,
    )


def uses(row: FormRow, column: Column) -> bool:
    """Whether a row has a figure in a column; a computed column follows the columns it divides."""
    if not row.indicator:
        return False
    if column.kind is ColumnKind.COMPUTED:
        return not row.columns or {column.numerator, column.denominator} <= set(row.columns)
    return column.kind is not ColumnKind.NOTE and (not row.columns or column.id in row.columns)


def key_of(row: FormRow, column: Column, at: Occasion) -> FactKey:
    """The fact that a cell states."""
    period = {"same_last_year": at.period.same_last_year(), "year": at.period.whole_year()}.get(
        column.period, at.period
    )
    return FactKey(column.indicator or row.indicator, at.unit, period, series_of(column.series, at.cut_off), row.cut)


def series_of(text: str, cut_off: date) -> Series:
    """``actual_at_cut_off`` takes the form's cut-off; the others are what they say."""
    kind, _, level = text.partition(":")
    if kind == "target":
        return Series.target(level)
    return {"estimate": Series.estimate(), "actual_at_cut_off": Series.actual(cut_off)}.get(kind, Series.actual())


def column_number(form: Form, column: Column) -> int:
    return FIRST_VALUE_COLUMN + form.columns.index(column)


def row_number(form: Form, row: FormRow) -> int:
    return FIRST_ROW + form.rows.index(row)


def marks(form: Form) -> dict[str, str]:
    """1, 2, 3=2/1 under the headings; officers cite columns by them."""
    numbers: dict[str, str] = {}
    count = 0
    for column in form.columns:
        if column.kind is not ColumnKind.NOTE:
            count += 1
            numbers[column.id] = str(count)
    computed = [column for column in form.columns if column.kind is ColumnKind.COMPUTED]
    ratios = {c.id: f"{numbers[c.id]}={numbers[c.numerator]}/{numbers[c.denominator]}" for c in computed}
    letter = chr(ord("C") + 1)
    notes = {column.id: letter for column in form.columns if column.kind is ColumnKind.NOTE}
    own = {column.id: column.mark for column in form.columns if column.mark}
    return numbers | ratios | notes | own
