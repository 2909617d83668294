"""Giao và điều chỉnh chỉ tiêu: a decision becomes a filled form, and goes in by the one door like any other.

The form is that of the catalogue which states the target; every figure that it holds already stands in it unchanged, so
that a revision changes what the decision changes and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solieu.actions import RefusalError
from solieu.app.reception import Received, blank, receive
from solieu.app.targets import decision_date
from solieu.app.workspace import Workspace
from solieu.catalog.model import Column, ColumnKind, FormRow
from solieu.core import FactKey, Period, Quantity, Series, parse_period
from solieu.facts import StagedFact, Submission, SubmissionState
from solieu.intake import Occasion, fill_form, key_of
from solieu.intake.layout import in_measure, measure_of, uses

Place = tuple[str, str]
STANDING = (SubmissionState.SENT, SubmissionState.ACCEPTED)
EXAMPLE = "Quyết định số 12/QĐ-UBND ngày 05/01/2024"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a form states a target."""

    at: Occasion
    row: FormRow
    column: Column

    @property
    def place(self) -> Place:
        return self.row.code, self.column.id


def assign(
    workspace: Workspace,
    values: Mapping[FactKey, Quantity],
    decision: str,
    *,
    user: str = "",
    revising: bool,
) -> Received:
    """Fill the form that states these targets and hand it in; it holds once it is accepted.

    The quantities count in the unit of measure of the form. Raises RefusalError where no decision with number and date
    is named, where no form states such a target, where the targets stand on different forms, and where ``revising``
    does not fit: what was never assigned cannot be revised, what was assigned is not assigned again.
    """
    if decision_date(decision) is None:
        raise RefusalError(f"cần nêu quyết định có số, ký hiệu và ngày, ví dụ “{EXAMPLE}”")
    cells = {key: _cell(workspace, key) for key in values}
    at = _one_form(cells)
    held = _held(workspace, at)
    for key, cell in cells.items():
        _require_fitting(key, cell, key in held, revising)
    kept = tuple(_kept(workspace, at, held))
    quantities = {place: quantity for place, quantity, _ in kept}
    notes = {place: note for place, _, note in kept if note}
    for key, quantity in values.items():
        quantities[cells[key].place], notes[cells[key].place] = quantity, decision
    content = fill_form(blank(workspace, at.form.id, at.unit, at.period, at.sender), quantities, notes, at,
                        moment=workspace.clock())  # fmt: skip
    name = f"{at.form.id}.{at.unit}.{at.period}" + (f".{at.sender}" if at.sender != at.unit else "")
    (received,) = receive(workspace, content, f"{name}.xlsx", user=user)
    return received


def _cell(workspace: Workspace, key: FactKey) -> Cell:
    found = next(_cells_of(workspace, key), None)
    if found is None:
        level = workspace.definitions().catalog.target_levels.get(key.series.level, key.series.level)
        raise RefusalError(f"danh mục không có biểu nào giao {level} {key.period} cho chỉ tiêu “{key.indicator}”")
    return found


def _cells_of(workspace: Workspace, key: FactKey) -> Iterator[Cell]:
    series = str(key.series)
    for form in workspace.definitions().catalog.forms.values():
        if form.frequency == "N" and any(column.series == series for column in form.columns):
            try:
                at = workspace.occasion(form.id, key.unit, key.period.whole_year())
            except RefusalError:
                continue  # not of this unit
            yield from _stating(at, key)


def _stating(at: Occasion, key: FactKey) -> Iterator[Cell]:
    for row in at.form.rows:
        for column in at.form.columns:
            if column.kind is ColumnKind.VALUE and uses(row, column) and key_of(row, column, at) == key:
                yield Cell(at, row, column)


def _one_form(cells: Mapping[FactKey, Cell]) -> Occasion:
    forms = {cell.at.form.id: cell.at for cell in cells.values()}
    if len(forms) > 1:
        raise RefusalError(f"các chỉ tiêu này thuộc nhiều biểu ({', '.join(forms)}); giao từng biểu một")
    return next(iter(forms.values()))


def _held(workspace: Workspace, at: Occasion) -> Mapping[FactKey, StagedFact]:
    """What the newest send of the form states: also one that waits to be accepted, for it is replaced as a whole."""
    sends = workspace.store.sends_of(at.form.id, at.unit, at.period, at.sender)
    standing = [sent.id for sent in sends if sent.state in STANDING]
    last: Submission | None = workspace.store.submission(standing[-1]) if standing else None
    return {fact.key: fact for fact in last.staged} if last else {}


def _kept(
    workspace: Workspace, at: Occasion, held: Mapping[FactKey, StagedFact]
) -> Iterator[tuple[Place, Quantity, str]]:
    """The cells as they stand, in the unit of measure of the form, each with its own note."""
    catalog = workspace.definitions().catalog
    for row in at.form.rows:
        for column in at.form.columns:
            if column.kind is not ColumnKind.VALUE or not uses(row, column):
                continue
            fact = held.get(key_of(row, column, at))
            if fact is not None and fact.reading.quantity is not None:
                measure = measure_of(row, column, at.form, catalog)
                yield (row.code, column.id), in_measure(fact.reading.quantity, measure), fact.note


def _require_fitting(key: FactKey, cell: Cell, is_assigned: bool, revising: bool) -> None:
    title = cell.row.title
    if is_assigned and not revising:
        raise RefusalError(f"“{title}” đã được giao cho {key.period}; dùng lệnh điều chỉnh (target revise)")
    if revising and not is_assigned:
        raise RefusalError(f"“{title}” chưa được giao cho {key.period}, không có gì để điều chỉnh (dùng target assign)")


def target_key(workspace: Workspace, written: str, unit: str, year: Period, level: str) -> FactKey:
    """The target that a person names: an indicator, or an indicator and its quarter ("thuong_mai.ban_le@2024-Q1").
    Raises RefusalError for what there is not."""
    catalog = workspace.definitions().catalog
    indicator, _, period = written.partition("@")
    if indicator not in catalog.indicators:
        raise RefusalError(f"không có chỉ tiêu “{indicator}”")
    if level not in catalog.target_levels:
        raise RefusalError(f"không có cấp giao “{level}”; có: {', '.join(catalog.target_levels)}")
    try:
        when = parse_period(period) if period else year
    except ValueError:
        raise RefusalError(f"“{period}” không phải kỳ; viết {year}-Q1 đến {year}-Q4") from None
    if when.whole_year() != year:
        raise RefusalError(f"kỳ {when} không thuộc năm {year}")
    return FactKey(indicator, unit or catalog.root_unit, when, Series.target(level))
