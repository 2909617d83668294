"""What stands in a master sheet (bảng tổng hợp): one form and period, every sender in official order, what each sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from solieu.actions import RefusalError
from solieu.app.chasing import kinds_of, standing
from solieu.app.queries import require_whole_area
from solieu.app.worklist import Duty, DutyState, capital, duties
from solieu.app.workspace import Workspace
from solieu.catalog.model import Adding, Catalog, Column, ColumnKind, Form, FormRow
from solieu.core import Absence, FactKey, Period, Quantity
from solieu.facts import StagedFact, Submission
from solieu.intake import Occasion, key_of, occasion
from solieu.intake.layout import cited, head, in_measure, measure_of, uses
from solieu.territory import Territory

NOT_KNOWN, NO_SENSE = "…", "x"


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure that the form asks for: a row in a column, in one unit of measure."""

    row: FormRow
    column: Column
    heading: str
    measure: str
    mark: str  # how officers cite it: 01.2 is row 01, column 2
    adds_up: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one sender owes and has sent. ``sent`` is None where nothing that counts has been sent."""

    duty: Duty
    name: str
    area: str
    at: Occasion
    sent: Submission | None
    held: Mapping[FactKey, StagedFact]
    is_second_source: bool

    @property
    def is_part(self) -> bool:
        """A unit below, whose figures add up to those of the whole area."""
        return self.duty.unit == self.duty.sender

    @property
    def is_missing(self) -> bool:
        return self.sent is None

    @property
    def is_accepted(self) -> bool:
        return self.duty.state is DutyState.ACCEPTED

    @property
    def standing(self) -> str:
        return standing(self.duty)

    def owes(self, measured: Measured) -> bool:
        return measured.row in self.at.form.rows

    def quantity(self, measured: Measured) -> Quantity | None:
        fact = self._fact(measured)
        known = fact.reading.quantity if fact else None
        return in_measure(known, measured.measure) if known else None

    def sign(self, measured: Measured) -> str:
        """Why a cell holds no number: "" where nothing was sent."""
        fact = self._fact(measured)
        if not self.owes(measured) or (fact and fact.reading.absence is Absence.DOES_NOT_APPLY):
            return NO_SENSE
        return "" if self.is_missing else NOT_KNOWN

    def note(self, measured: Measured) -> str:
        fact = self._fact(measured)
        return fact.note if fact else ""

    def _fact(self, measured: Measured) -> StagedFact | None:
        return self.held.get(key_of(measured.row, measured.column, self.at))


@dataclass(frozen=True, slots=True)
class Master:
    form: Form
    period: Period
    moment: datetime
    measured: tuple[Measured, ...]
    lines: tuple[Line, ...]  # those of the body first, second sources last
    noun: str  # xã, thị trấn

    @property
    def body(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_second_source)

    @property
    def second_sources(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_second_source)

    @property
    def counted(self) -> str:
        """20/20 xã, thị trấn; 1/1 cơ quan"""
        parts = [line for line in self.body if line.is_part]
        bodies = [line for line in self.lines if not line.is_part]
        said = [_of(parts, self.noun), _of(bodies, "cơ quan")]
        return "; ".join(text for text in said if text)

    def contributors(self, measured: Measured) -> tuple[int, ...]:
        """Places in the body whose figures add up to the total: the units below, or the one body that knows it."""
        owing = [place for place, line in enumerate(self.body) if line.owes(measured)]
        parts = [place for place in owing if self.body[place].is_part]
        if parts:
            return tuple(parts) if measured.adds_up else ()
        return tuple(owing) if len(owing) == 1 else ()


def master(workspace: Workspace, form: str, period: Period, *, user: str = "") -> Master:
    """Raises RefusalError for a form that there is not, that is not collected for the period, and for a person who may
    not read the whole area."""
    require_whole_area(workspace.context(user))
    held = workspace.definitions()
    known = held.catalog.forms.get(form)
    if known is None:
        raise RefusalError(f"không có biểu “{form}”; có: {', '.join(held.catalog.forms)}")
    owed = [duty for duty in duties(workspace, period) if duty.form.id == form]
    if not owed:
        raise RefusalError(f"biểu {known.code} không thu cho kỳ {period}")
    lines = [_line(workspace, duty, held.catalog, held.territory) for duty in owed]
    in_order = sorted(lines, key=lambda line: (line.is_second_source, not line.is_part))
    measured = tuple(_measured(known, owed[0], held.catalog))
    return Master(known, period, workspace.now(), measured, tuple(in_order), kinds_of(known))


def _line(workspace: Workspace, duty: Duty, catalog: Catalog, territory: Territory) -> Line:
    sent = workspace.store.submission(duty.last.id) if duty.last and duty.state is not DutyState.RETURNED else None
    second = any(one.second_source for one in duty.form.senders if one.organisation == duty.sender)
    at = occasion(catalog, duty.form, duty.unit, duty.sender, duty.period)
    name, area = (capital(territory.name(unit, duty.period.end)) for unit in (duty.sender, duty.unit))
    held = {fact.key: fact for fact in sent.staged} if sent else {}
    return Line(duty, name, area, at, sent, held, second)


def _measured(form: Form, duty: Duty, catalog: Catalog) -> list[Measured]:
    at = replace(occasion(catalog, form, duty.unit, duty.sender, duty.period), form=form)
    found = []
    for row in form.rows:
        for column in form.columns:
            if column.kind is ColumnKind.VALUE and uses(row, column):
                indicator = catalog.indicators[column.indicator or row.indicator]
                measure = measure_of(row, column, form, catalog)
                mark = f"{row.code}.{cited(form, column)}"
                adds_up = indicator.over_units is Adding.SUM
                found.append(Measured(row, column, head(column, at), measure, mark, adds_up))
    return found


def _of(lines: list[Line], noun: str) -> str:
    return f"{sum(not line.is_missing for line in lines)}/{len(lines)} {noun}" if lines else ""
