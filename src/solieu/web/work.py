"""Việc của tôi: what is still to be sent, returned, explained or accepted; and how far everybody has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from solieu.actions import Actor
from solieu.app import chasing, letters, worklist
from solieu.app.periods import FREQUENCY
from solieu.app.worklist import Duty, DutyState
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Finding, Period, parse_period
from solieu.facts import Submission, SubmissionState
from solieu.web import wording
from solieu.web.checking import unanswered
from solieu.web.serving import definitions, serving
from solieu.web.tasks import own_tasks
from solieu.web.visitors import may, may_read_all, reading, signed_in

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_STATES = (SubmissionState.SENT, SubmissionState.RETURNED, SubmissionState.DRAFT)


@signed_in
def home(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """The first page after signing in (office-habits A9.1, A9.2)."""
    workspace = serving().workspace
    period = asked_period(request, workspace)
    found = worklist.owed(worklist.duties(workspace, period))
    mine = worklist.own(found, actor)
    waiting = _waiting(workspace, actor)
    answers = {one.id: unanswered(one) for one in waiting}
    context = {
        "period": period,
        "periods": worklist.periods(workspace),
        "is_closed": workspace.store.is_closed(period),
        "owed": [owed_line(duty) for duty in mine if duty.is_missing and not duty.waits_for_confirmation],
        "returned": [_returned_line(one, workspace) for one in waiting if one.state is SubmissionState.RETURNED],
        "confirmations": [sent_line(duty.last) for duty in mine if duty.waits_for_confirmation and duty.last],
        "to_explain": [
            _explain_line(one, answers[one.id]) for one in waiting if answers[one.id] and _is_mine(one, actor)
        ],
        "to_accept": [_accept_line(one, answers[one.id]) for one in waiting if _accepts(actor, one)],
        "tasks": own_tasks(actor),
        "owes": bool(mine),
        "done": sum(not duty.is_missing for duty in mine),
        "mine": mine,
        "accepts": may(actor, "submission.accept", definitions().catalog.root_unit),
        "reports": _reports(workspace, period) if may_read_all(actor) else [],
        "matrix": matrix(workspace, found) if _sees_matrix(actor, mine) else None,
        "late": chasing.chat_text(chasing.chase_of(workspace, period, found)) if _sees_matrix(actor, mine) else "",
    }
    return render(request, "home.html", context)


@reading
def reminder_letter(request: HttpRequest, *, actor: Actor, period: Period) -> HttpResponse:
    """The official reminder to those who are late, as a Word draft."""
    found = chasing.chase(serving().workspace, period)
    content = letters.printed(letters.reminder(found, definitions().catalog), "docx", found.at)
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="cong_van_don_doc.{period}.docx"'
    return answer


def asked_period(request: HttpRequest, workspace: Workspace) -> Period:
    """The period of the address (?ky=2024-Q1), else the one that people work on."""
    try:
        return parse_period(request.GET.get("ky", ""))
    except ValueError:
        return worklist.current_period(workspace)


def _sees_matrix(actor: Actor, mine: tuple[Duty, ...]) -> bool:
    """Those who follow the whole area; a sender has enough of its own."""
    return may_read_all(actor) and not mine


def _waiting(workspace: Workspace, actor: Actor) -> tuple[Submission, ...]:
    """What was sent and still asks somebody to do something, as far as this person answers for it."""
    return tuple(
        sent
        for sent in workspace.store.submissions()
        if sent.state in OPEN_STATES and (_is_mine(sent, actor) or _accepts(actor, sent))
    )


def _is_mine(sent: Submission, actor: Actor) -> bool:
    return any(role == "nguoi_lap_bieu" and scope == sent.sender for role, scope in actor.roles)


def _accepts(actor: Actor, sent: Submission) -> bool:
    return sent.state is SubmissionState.SENT and may(actor, "submission.accept", sent.unit)


# --- lines


def owed_line(duty: Duty) -> dict[str, Any]:
    return {
        "duty": duty,
        "badge": wording.DUTY[duty.state],
        "left": wording.days_left(duty),
        "sender": _name(duty.sender, duty.period),
        "unit": definitions().territory.name(duty.unit, duty.period.end) if duty.unit != duty.sender else "",
    }


def sent_line(sent: Submission) -> dict[str, Any]:
    """One send as every list shows it."""
    catalog = definitions().catalog
    form = catalog.forms.get(sent.form)
    register = catalog.registers.get(sent.form.removeprefix("register:"))
    return {
        "sent": sent,
        "code": form.code if form else (register.title if register else sent.form),
        "title": form.title if form else "",
        "is_count": register is not None and form is None,
        "unit": definitions().territory.name(sent.unit, sent.period.end) if sent.unit != sent.sender else "",
        "sender": _name(sent.sender, sent.period),
        "badge": wording.SUBMISSION[sent.state],
    }


def _returned_line(sent: Submission, workspace: Workspace) -> dict[str, Any]:
    rows = [row for row in workspace.store.journal_of(sent.id) if row.action == "submission.return"]
    return {
        **sent_line(sent),
        "reason": rows[-1].details.get("reason", "") if rows else "",
        "row": rows[-1] if rows else None,
    }


def _explain_line(sent: Submission, open_: tuple[Finding, ...]) -> dict[str, Any]:
    return {**sent_line(sent), "open": open_}


def _accept_line(sent: Submission, open_: tuple[Finding, ...]) -> dict[str, Any]:
    return {**sent_line(sent), "open": open_}


def _reports(workspace: Workspace, period: Period) -> list[dict[str, Any]]:
    """Reports of this period, with their last draft."""
    known = definitions().catalog.reports
    last = {(row.report, row.period): row for row in workspace.store.reports()}
    letter = FREQUENCY[period.kind]
    return [
        {"definition": definition, "row": row, "words": wording.report_state(row) if row else ""}
        for name, definition in known.items()
        if definition.frequency == letter
        for row in (last.get((name, period)),)
    ]


def _name(unit: str, period: Period) -> str:
    territory = definitions().territory
    return wording.capital(territory.name(unit, period.end))


# --- matrix of units × forms


@dataclass(frozen=True, slots=True)
class Cell:
    """``duty`` is None where the unit does not owe the form."""

    duty: Duty | None = None
    badge: wording.Badge | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cells: tuple[Cell, ...]
    done: int
    owed: int


@dataclass(frozen=True, slots=True)
class Matrix:
    forms: tuple[Form, ...]
    lines: tuple[Line, ...]
    counts: tuple[tuple[wording.Badge, int], ...]
    sent: int
    accepted: int
    total: int
    units_done: int
    per_form: tuple[tuple[int, int], ...]  # sent, owed


def matrix(workspace: Workspace, found: Iterable[Duty]) -> Matrix:
    """Rows in official order, towns first; organisations below them. A letter stands beside every colour."""
    known = tuple(found)
    forms = tuple({duty.form.id: duty.form for duty in known}.values())
    at = {(duty.sender, duty.form.id): duty for duty in known}
    senders = sorted(
        dict.fromkeys(duty.sender for duty in known), key=lambda sender: _place(workspace, sender, known[0])
    )
    lines = tuple(_line(sender, forms, at) for sender in senders)
    states = [duty.state for duty in known]
    return Matrix(
        forms=forms,
        lines=lines,
        counts=tuple((wording.DUTY[state], states.count(state)) for state in DutyState),
        sent=sum(not duty.is_missing for duty in known),
        accepted=states.count(DutyState.ACCEPTED),
        total=len(known),
        units_done=sum(line.done == line.owed for line in lines),
        per_form=tuple(_of_form(form, known) for form in forms),
    )


def _place(workspace: Workspace, sender: str, duty: Duty) -> tuple[bool, int, str]:
    row = definitions().territory.at(sender, duty.period.end)
    return (row is not None and row.kind not in ("xa", "thi_tran", "phuong"), row.order if row else 0, sender)


def _line(sender: str, forms: Iterable[Form], at: Mapping[tuple[str, str], Duty]) -> Line:
    owed = [duty for form in forms if (duty := at.get((sender, form.id)))]
    cells = tuple(_cell(at.get((sender, form.id))) for form in forms)
    return Line(_name(sender, owed[0].period), cells, sum(not duty.is_missing for duty in owed), len(owed))


def _cell(duty: Duty | None) -> Cell:
    if duty is None:
        return Cell()
    badge = wording.DUTY[duty.state]
    words = f"{badge.word}; {wording.days_left(duty)}" if duty.is_missing else str(badge.word)
    return Cell(duty, badge, words)


def _of_form(form: Form, known: Iterable[Duty]) -> tuple[int, int]:
    owed = [duty for duty in known if duty.form.id == form.id]
    return sum(not duty.is_missing for duty in owed), len(owed)
