"""Where everything of a form stands on its sheet; the writer and the reader share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from solieu.catalog.model import QUARTERS, Catalog, Column, ColumnKind, Form, FormRow
from solieu.core import WEEKENDS, FactKey, Period, Quantity, Series, WorkCalendar
from solieu.vietnamese import convert, write_date, write_period

ID_COLUMN = 1  # hidden: the stamp of the sheet in its first cell, ids of rows below
CODE_COLUMN = 2  # mã số
TITLE_COLUMN = 3
MEASURE_COLUMN = 4  # only where the rows have their own units of measure
TICK_ROW = 7
HEAD_ROW = 8
MARK_ROW = 9
FIRST_ROW = 10
META_SHEET = "_meta"
STAMP = "solieu:"
REMARK_ID = "thuyet_minh"  # row id of the box for the sender's own words
NOTHING_OCCURRED = "Không phát sinh"
CODE_HEAD, TITLE_HEAD, MEASURE_HEAD = "Mã số", "Chỉ tiêu", "ĐVT"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One form for one area, sender and period."""

    form: Form
    unit: str
    sender: str
    period: Period
    cut_off: date
    working_days: WorkCalendar = field(default=WEEKENDS, compare=False, repr=False)

    @property
    def due(self) -> date:
        """Until when the form is to be sent: so many days after its cut-off; a term that ends on a weekend or a public
        holiday ends with the next working day (Civil Code 2015, Art. 148.5)."""
        return self.working_days.next_working(self.cut_off + timedelta(days=self.form.due_days))

    @property
    def is_of_whole_period(self) -> bool:
        """Figures of the whole period, which nobody can know before its end."""
        return self.cut_off >= self.period.end


def occasion(catalog: Catalog, form: Form, unit: str, sender: str, period: Period) -> Occasion:
    """The form with the rows that this sender fills."""
    cut_off = period.end_of_month(catalog.cut_offs[form.cut_off].months_before_end)
    names = {sender} | {kind for one in form.senders for kind in one.kinds if sender == unit}
    return Occasion(replace(form, rows=rows_for(form, names)), unit, sender, period, cut_off,
                    catalog.working_days)  # fmt: skip


def rows_for(form: Form, names: set[str]) -> tuple[FormRow, ...]:
    """The rows that a sender of one of these kinds or names fills."""
    return tuple(row for row in form.rows if not row.senders or names & set(row.senders))


def sheets(form: Form) -> Iterator[tuple[FormRow, ...]]:
    """The rows of every sheet that the form goes out as: one for each kind of sender."""
    yield from dict.fromkeys(rows_for(form, {*one.kinds, one.organisation}) for one in form.senders)


def head(column: Column, at: Occasion) -> str:
    """The heading with the period's own words in it."""
    return column.head.format(
        period=write_period(at.period, "short"),
        previous_period=write_period(at.period.previous(), "short"),
        same_period=write_period(at.period.same_last_year(), "short"),
        cut_off=write_date(at.cut_off),
        year=at.period.year,
    )


def figures_up_to(at: Occasion) -> str:
    """Until which day the figures of the form run; "" of a form that only assigns targets."""
    filled = {column.series for column in at.form.columns if column.kind is ColumnKind.VALUE}
    actual = f"Số liệu thực hiện đến {write_date(at.cut_off)}" if filled & {"actual", "actual_at_cut_off"} else ""
    estimate = f"ước đến {write_date(at.period.end)}" if "estimate" in filled else ""
    return "; ".join(filter(None, (actual, estimate)))


def uses(row: FormRow, column: Column) -> bool:
    """Whether a row has a figure in a column; a computed column follows the columns it divides."""
    if not row.indicator:
        return False
    if column.kind is ColumnKind.COMPUTED:
        return not row.columns or {column.numerator, column.denominator} <= set(row.columns)
    return column.kind is not ColumnKind.NOTE and (not row.columns or column.id in row.columns)


def key_of(row: FormRow, column: Column, at: Occasion) -> FactKey:
    """The fact that a cell states."""
    period, series = stands_for(column, at)
    return FactKey(column.indicator or row.indicator, at.unit, period, series, row.cut)


def stands_for(column: Column, at: Occasion) -> tuple[Period, Series]:
    """Period and series of the figures in a column."""
    year = at.period.whole_year()
    periods = {
        "previous": at.period.previous(),
        "same_last_year": at.period.same_last_year(),
        "year": year,
        **dict(zip(QUARTERS, year.parts(), strict=True)),
    }
    return periods.get(column.period, at.period), series_of(column.series, at.cut_off)


def measure_of(row: FormRow, column: Column | None, form: Form, catalog: Catalog) -> str:
    """The unit of measure in which a cell is filled in; the fact itself counts in its indicator's."""
    indicator = catalog.indicators.get((column.indicator if column else "") or row.indicator)
    return row.measure or form.measure or (indicator.measure if indicator else "")


def in_measure(quantity: Quantity, measure: str) -> Quantity:
    """The same magnitude in another unit, exactly: 4.410 triệu đồng is 4,410 tỷ đồng, and 1,5 tỷ
    đồng is 1.500 triệu đồng known to the hundred. The catalogue has checked that
    the two convert."""
    value = convert(quantity.value, quantity.unit, measure)
    if value is None or quantity.unit == measure:
        return quantity
    factor = convert(Decimal(1), quantity.unit, measure) or Decimal(1)
    decimals = quantity.decimals - factor.adjusted()
    return replace(quantity, value=value, unit=measure, decimals=decimals)


def series_of(text: str, cut_off: date) -> Series:
    """``actual_at_cut_off`` takes the form's cut-off; the others are what they say."""
    kind, _, level = text.partition(":")
    if kind == "target":
        return Series.target(level)
    return {"estimate": Series.estimate(), "actual_at_cut_off": Series.actual(cut_off)}.get(kind, Series.actual())


def first_value_column(form: Form) -> int:
    """One unit of measure for the whole table stands above it, and the column ĐVT goes (office-habits A1)."""
    return MEASURE_COLUMN if form.measure else MEASURE_COLUMN + 1


def last_column(form: Form) -> int:
    return first_value_column(form) + len(form.columns) - 1


def column_number(form: Form, column: Column) -> int:
    return first_value_column(form) + form.columns.index(column)


def row_number(form: Form, row: FormRow) -> int:
    return FIRST_ROW + form.rows.index(row)


def opens_block(row: FormRow) -> bool:
    """A bold row without figures is the heading of a block; "Trong đó:" is not."""
    return row.bold and not row.indicator


def blocks(form: Form) -> Iterator[tuple[FormRow, tuple[FormRow, ...]]]:
    """Every block heading with the rows up to the next one."""
    starts = [number for number, row in enumerate(form.rows) if opens_block(row)]
    for start, end in pairwise([*starts, len(form.rows)]):
        yield form.rows[start], form.rows[start + 1 : end]


def marks(form: Form) -> dict[str, str]:
    """1, 2, 3=2/1 under the headings; officers cite columns by them."""
    figures = [column for column in form.columns if column.kind is not ColumnKind.NOTE]
    notes = [column for column in form.columns if column.kind is ColumnKind.NOTE]
    plain = {column.id: str(number) for number, column in enumerate(figures, 1)}
    ratios = {
        column.id: f"{plain[column.id]}={plain[column.numerator]}/{plain[column.denominator]}"
        for column in figures
        if column.kind is ColumnKind.COMPUTED
    }
    first_letter = "C" if form.measure else "D"
    letters = {column.id: chr(ord(first_letter) + number) for number, column in enumerate(notes)}
    own = {column.id: column.mark for column in form.columns if column.mark}
    return plain | ratios | letters | own


def cited(form: Form, column: Column) -> str:
    """The number of a column as officers say it: "cột 4", not "cột 4=3/1"."""
    return marks(form)[column.id].partition("=")[0]
