"""Who owes which form for a period, until when, and how far each has come: what a worklist and a matrix show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from solieu.actions import Actor
from solieu.app.periods import FREQUENCY, due_forms
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Period, PeriodKind
from solieu.facts import Submission, SubmissionState
from solieu.intake import occasion
from solieu.vietnamese import VIETNAM, write_date, write_period


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

    @property
    def is_missing(self) -> bool:
        return self.state in (DutyState.NOT_SENT, DutyState.OVERDUE)

    @property
    def waits_for_confirmation(self) -> bool:
        """Entered on behalf of the sender, who has not confirmed it yet."""
        return self.last is not None and self.last.state is SubmissionState.DRAFT


def today(workspace: Workspace) -> date:
    return workspace.clock().astimezone(VIETNAM).date()


def duties(workspace: Workspace, period: Period) -> tuple[Duty, ...]:
    """Everything that is owed for a period, in the order of the catalogue and of the units."""
    catalog, day = workspace.definitions().catalog, today(workspace)
    newest = _newest(workspace.store.submissions())
    return tuple(
        _duty(form, unit, sender, period, occasion(catalog, form, unit, sender, period).cut_off, day,
              newest.get((form.id, unit, sender, period)))
        for form, unit, sender in due_forms(workspace, period)
    )  # fmt: skip


def _newest(sent: Iterable[Submission]) -> Mapping[tuple[str, str, str, Period], Submission]:
    """The last send of each form that was not replaced."""
    return {
        (one.form, one.unit, one.sender, one.period): one for one in sent if one.state is not SubmissionState.SUPERSEDED
    }


def _duty(form: Form, unit: str, sender: str, period: Period, cut_off: date, day: date,
          last: Submission | None) -> Duty:  # fmt: skip
    due = cut_off + timedelta(days=form.due_days)
    left = (due - day).days
    missing = DutyState.NOT_SENT if left >= 0 else DutyState.OVERDUE
    state = _OF_SUBMISSION.get(last.state, missing) if last is not None else missing
    return Duty(form, unit, sender, period, due, state, left, last)


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


def late_units_text(found: Iterable[Duty], workspace: Workspace, at: datetime) -> str:
    """The text to copy into a chat: who has not sent what, since when. "" when nobody is late."""
    by_sender: dict[str, list[Duty]] = {}
    for duty in found:
        if duty.state in (DutyState.OVERDUE, DutyState.RETURNED):
            by_sender.setdefault(duty.sender, []).append(duty)
    if not by_sender:
        return ""
    territory = workspace.definitions().territory
    period = next(iter(by_sender.values()))[0].period
    here = at.astimezone(VIETNAM)
    lines = [f"Đến {here:%H} giờ {here:%M} ngày {write_date(here.date())}, còn {len(by_sender)} đơn vị chưa gửi đủ biểu "
             f"{write_period(period, 'short')}:"]  # fmt: skip
    for number, (sender, owed) in enumerate(by_sender.items(), 1):
        lines.append(f"{number}. {capital(territory.name(sender, period.end))}: {'; '.join(map(_late_line, owed))}")
    return "\n".join([*lines, "Đề nghị các đơn vị gửi ngay hoặc báo lý do về cơ quan tổng hợp."])


def _late_line(duty: Duty) -> str:
    if duty.state is DutyState.RETURNED:
        return f"{duty.form.code} (đã trả lại, chờ bổ sung)"
    return f"{duty.form.code} (hạn {write_date(duty.due)}, quá hạn {-duty.days_left:02} ngày)"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
