"""A submission laid out as the form that was sent: rows and columns, and at each cell what is known and doubted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from solieu.app.tracing import MARKS, shown
from solieu.catalog.model import Column, ColumnKind, Form, FormRow, RuleDefinition
from solieu.core import Absence, FactKey, Finding, Reading
from solieu.core.quantity import round_half_away
from solieu.derive import Evaluator
from solieu.facts import Explanation, StagedFact, Submission
from solieu.intake import Occasion, key_of, occasion
from solieu.intake.layout import head, marks, uses
from solieu.vietnamese import write_number

ABSENT = {
    Absence.NOT_YET_REPORTED: "…",
    Absence.DOES_NOT_APPLY: "x",
    Absence.WITHHELD: "Không công bố",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding with its number on the page and the reason that was given."""

    number: int
    finding: Finding
    explanation: Explanation | None
    why: str = ""  # why the rule asks, in the words of the catalogue

    @property
    def is_open(self) -> bool:
        return self.explanation is None and self.finding.consequence.severity == "error"

    @property
    def can_be_explained(self) -> bool:
        return self.explanation is None and self.finding.consequence.value != "stop"


@dataclass(frozen=True, slots=True)
class SheetCell:
    text: str = ""
    kind: str = "value"  # value | prefilled | computed | note | unused
    place: str = ""  # G12
    mark: str = ""  # suy ra, minh họa
    note: str = ""
    before: str = ""  # what the send before this one had, when it was different
    is_typed_total: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    row: FormRow
    measure: str
    cells: tuple[SheetCell, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The whole form. ``loose`` are doubts about no single row."""

    form: Form
    heads: tuple[tuple[Column, str, str], ...]  # column, heading, mark
    rows: tuple[SheetRow, ...]
    loose: tuple[Doubt, ...]
    changed: int

    @property
    def width(self) -> int:
        """Columns of the table as it is drawn: code, name, unit of measure unless one serves all, values."""
        return 2 + (not self.form.measure) + len(self.heads)


@dataclass(frozen=True, slots=True)
class _Laying:
    at: Occasion
    staged: Mapping[FactKey, StagedFact]
    before: Mapping[FactKey, StagedFact]
    known: Evaluator  # what was known already when the form was sent
    doubts: tuple[Doubt, ...]
    percents: Mapping[tuple[str, str], str] = field(default_factory=dict)  # what the sender typed in a computed column


def lay_out(
    sent: Submission,
    *,
    known: Evaluator,
    doubts: tuple[Doubt, ...],
    before: Submission | None = None,
) -> SheetForm | None:
    """The form as the catalogue of its time defines it; None for a count of a register."""
    form = known.catalog.forms.get(sent.form)
    if form is None:
        return None
    at = occasion(known.catalog, form, sent.unit, sent.sender, sent.period)
    percents = {
        (ratio.origin.row, ratio.origin.field): shown(ratio.percent) for ratio in sent.stated if ratio.percent.quantity
    }
    laying = _Laying(at, _by_key(sent), _by_key(before), known, _about(form, doubts), percents)
    rows = tuple(_row(row, laying) for row in at.form.rows)
    placed = {doubt.number for row in rows for doubt in row.doubts}
    signs = marks(form)
    return SheetForm(
        form=form,
        heads=tuple((column, head(column, at), signs[column.id]) for column in form.columns),
        rows=rows,
        loose=tuple(doubt for doubt in doubts if doubt.number not in placed),
        changed=sum(bool(cell.before) for row in rows for cell in row.cells),
    )


def _about(form: Form, doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(doubt for doubt in doubts if doubt.finding.where.form == form.code)


def _by_key(sent: Submission | None) -> dict[FactKey, StagedFact]:
    return {fact.key: fact for fact in sent.staged} if sent else {}


def _row(row: FormRow, laying: _Laying) -> SheetRow:
    cells = tuple(_cell(row, column, laying) for column in laying.at.form.columns)
    about = tuple(doubt for doubt in laying.doubts if doubt.finding.where.row == row.code)
    indicator = laying.known.catalog.indicators.get(row.indicator)
    measure = row.measure or (indicator.measure if indicator and not laying.at.form.measure else laying.at.form.measure)
    return SheetRow(row, measure if row.indicator else "", cells, about)


def _cell(row: FormRow, column: Column, laying: _Laying) -> SheetCell:
    if column.kind is ColumnKind.NOTE:
        notes = (fact.note for fact in laying.staged.values() if fact.origin.row == row.code and _own_words(fact))
        return SheetCell("; ".join(dict.fromkeys(notes)), "note")
    if not uses(row, column):
        return SheetCell("x" if row.indicator else "", "unused")
    if column.kind is ColumnKind.COMPUTED:
        return _computed(row, column, laying)
    key = key_of(row, column, laying.at)
    if column.kind is ColumnKind.PREFILLED:
        return SheetCell(_number(laying.known.trace(key).reading), "prefilled")
    return _stated(key, row, column, laying)


def _own_words(fact: StagedFact) -> bool:
    """Notes that say how a generated figure came about stand at the cell, not in the column Ghi chú."""
    return bool(fact.note) and not MARKS[fact.provenance]


def _stated(key: FactKey, row: FormRow, column: Column, laying: _Laying) -> SheetCell:
    title = head(column, laying.at)
    doubts = tuple(d for d in laying.doubts if (d.finding.where.row, d.finding.where.field) == (row.code, title))
    fact = laying.staged.get(key)
    if fact is None:
        place = doubts[0].finding.where.cell if doubts else ""
        return SheetCell(doubts[0].finding.printed if doubts else "", "value", place, doubts=doubts)
    earlier = laying.before.get(key)
    changed = earlier is not None and earlier.reading != fact.reading
    return SheetCell(
        text=_number(fact.reading),
        place=fact.origin.cell,
        mark=MARKS[fact.provenance],
        note=fact.note,
        before=_number(earlier.reading) if earlier and changed else "",
        is_typed_total=fact.stated_total,
        doubts=doubts,
    )


def _computed(row: FormRow, column: Column, laying: _Laying) -> SheetCell:
    """The percentage that the sender's sheet shows when it was typed, else as the form computes it."""
    typed = laying.percents.get((row.code, head(column, laying.at)))
    if typed is not None:
        return SheetCell(typed.removesuffix("%"), "computed")
    by_id = {other.id: other for other in laying.at.form.columns}
    over, under = (_value(row, by_id[name], laying) for name in (column.numerator, column.denominator))
    if over is None or not under:
        return SheetCell("-", "computed")
    percent = over / under * 100 - (100 if column.growth else 0)
    return SheetCell(write_number(round_half_away(percent, 1), 1), "computed")


def _value(row: FormRow, column: Column, laying: _Laying) -> Decimal | None:
    key = key_of(row, column, laying.at)
    fact = laying.staged.get(key)
    reading = fact.reading if fact else laying.known.trace(key).reading
    return reading.quantity.value if reading.quantity else None


def _number(reading: Reading) -> str:
    """The bare number: the unit of measure stands in its own column."""
    if reading.quantity is None:
        return ABSENT[reading.absence] if reading.absence else ""
    return write_number(reading.quantity.value, reading.quantity.decimals)


def numbered(
    findings: Iterable[Finding], known: Mapping[str, Explanation], rules: Mapping[str, RuleDefinition]
) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(number, one, known.get(one.fingerprint), rules[one.code].why if one.code in rules else "")
        for number, one in enumerate(findings, 1)
    )
