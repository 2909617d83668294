"""Who owes which form for a period, until when, and how far each has come: what a worklist and a matrix show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from solieu.actions import Actor
from solieu.app.periods import FREQUENCY, due_forms
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Period, PeriodKind
from solieu.facts import Submission, SubmissionState
from solieu.intake import Occasion, occasion
from solieu.vietnamese import VIETNAM


class DutyState(StrEnum):
    """How far a form has come; the value is the letter that stands for it in a matrix (office-habits A9.2)."""

    NOT_SENT = "C"
    OVERDUE = "Q"
    SENT = "G"
    RETURNED = "T"
    ACCEPTED = "N"


_OF_SUBMISSION = {
    SubmissionState.SENT: DutyState.SENT,
    SubmissionState.RETURNED: DutyState.RETURNED,
    SubmissionState.ACCEPTED: DutyState.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One form that one sender owes for one area and period. ``last`` is its newest send that still counts."""

    form: Form
    unit: str
    sender: str
    period: Period
    due: date
    state: DutyState
    days_left: int  # negative: overdue
    last: Submission | None = None
    is_open: bool = True  # False: of the whole period, which has not ended yet
    cut_off: date = date.min
    is_of_whole_period: bool = False

    @property
    def is_missing(self) -> bool:
        return self.state in (DutyState.NOT_SENT, DutyState.OVERDUE)

    @property
    def waits_for_confirmation(self) -> bool:
        """Entered on behalf of the sender, who has not confirmed it yet."""
        return self.last is not None and self.last.state is SubmissionState.DRAFT


def today(workspace: Workspace) -> date:
    return workspace.clock().astimezone(VIETNAM).date()


def duties(workspace: Workspace, period: Period, moment: datetime | None = None) -> tuple[Duty, ...]:
    """Everything that is owed for a period, in the order of the catalogue and of the units; with a moment, as it stood
    then."""
    catalog = workspace.definitions(moment).catalog
    day = moment.astimezone(VIETNAM).date() if moment else today(workspace)
    newest = _newest(workspace.snapshot(moment).submissions.values() if moment else workspace.store.submissions())
    return tuple(
        _duty(occasion(catalog, form, unit, sender, period), form, day, newest.get((form.id, unit, sender, period)))
        for form, unit, sender in due_forms(workspace, period)
    )


def owed(found: Iterable[Duty]) -> tuple[Duty, ...]:
    """Those that somebody can do something about now: without the forms that wait for the end of the period."""
    return tuple(duty for duty in found if duty.is_open or not duty.is_missing)


def _newest(sent: Iterable[Submission]) -> Mapping[tuple[str, str, str, Period], Submission]:
    """The last send of each form that was not replaced."""
    return {
        (one.form, one.unit, one.sender, one.period): one for one in sent if one.state is not SubmissionState.SUPERSEDED
    }


def _duty(at: Occasion, form: Form, day: date, last: Submission | None) -> Duty:
    left = (at.due - day).days
    missing = DutyState.NOT_SENT if left >= 0 else DutyState.OVERDUE
    state = _OF_SUBMISSION.get(last.state, missing) if last is not None else missing
    is_open = day > at.period.end or not at.is_of_whole_period
    return Duty(form, at.unit, at.sender, at.period, at.due, state, left, last, is_open,
                at.cut_off, at.is_of_whole_period)  # fmt: skip


def own(found: Iterable[Duty], actor: Actor) -> tuple[Duty, ...]:
    """The duties of the bodies that a person fills forms for. A specialist of a department may read the whole area
    and still owes only what the department owes."""
    scopes = {unit for role, unit in actor.roles if role == "nguoi_lap_bieu"}
    return tuple(duty for duty in found if duty.sender in scopes)


def periods(workspace: Workspace) -> tuple[Period, ...]:
    """Periods that something was sent or drafted for and the one after the newest of each kind; newest first."""
    known = {sent.period for sent in workspace.store.submissions()}
    known |= {row.period for row in workspace.store.reports()}
    collected = {form.frequency for form in workspace.definitions().catalog.forms.values()}
    for kind in (kind for kind, letter in FREQUENCY.items() if letter in collected):
        of_kind = [period for period in known if period.kind is kind]
        known.add(max(of_kind).next() if of_kind else running(today(workspace), kind))
    return tuple(sorted(known, key=lambda period: (period.end, period.window()[0]), reverse=True))


def current_period(workspace: Workspace) -> Period:
    """The period that people work on: of the newest draft, else of the newest send of a form that comes most often."""
    drafted = [row.period for row in workspace.store.reports()]
    shortest = [period for period in periods(workspace) if period.kind is not PeriodKind.YEAR]
    sent = {one.period for one in workspace.store.submissions()}
    candidates = drafted or [period for period in shortest if period in sent] or shortest or list(periods(workspace))
    found = max(candidates, key=lambda period: period.end)
    return found.next() if workspace.store.is_closed(found) else found


def running(day: date, kind: PeriodKind) -> Period:
    """The period of a kind in which a day lies; nine months begin with the year."""
    number = {
        PeriodKind.MONTH: day.month,
        PeriodKind.QUARTER: (day.month + 2) // 3,
        PeriodKind.HALF: (day.month + 5) // 6,
    }
    return Period(day.year, kind, number.get(kind, 1))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
