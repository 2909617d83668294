"""How states, people and bodies are called on the page (office-habits A3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from solieu.actions import ROLES, ReportRow
from solieu.actions.transitions import IN_VIETNAMESE
from solieu.app.worklist import Duty, DutyState
from solieu.facts import SubmissionState
from solieu.web.serving import definitions


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as it is shown: a letter and a word beside the colour, so that black-and-white print is enough."""

    letter: str
    word: str
    style: str


SUBMISSION = {
    SubmissionState.DRAFT: Badge("X", _("Chờ xác nhận"), "cho"),
    SubmissionState.SENT: Badge("G", _("Đã gửi"), "gui"),
    SubmissionState.RETURNED: Badge("T", _("Trả lại"), "tra"),
    SubmissionState.ACCEPTED: Badge("N", _("Đã tiếp nhận"), "nhan"),
    SubmissionState.SUPERSEDED: Badge("B", _("Đã được thay thế"), "cu"),
}
DUTY = {
    DutyState.NOT_SENT: Badge("C", _("Chưa gửi"), "chua"),
    DutyState.OVERDUE: Badge("Q", _("Quá hạn"), "qua"),
    DutyState.SENT: Badge("G", _("Đã gửi"), "gui"),
    DutyState.RETURNED: Badge("T", _("Trả lại"), "tra"),
    DutyState.ACCEPTED: Badge("N", _("Đã tiếp nhận"), "nhan"),
}


def days_left(duty: Duty) -> str:
    """Còn 3 ngày, Hạn hôm nay, Quá hạn 02 ngày."""
    if duty.days_left > 0:
        return str(_("Còn %d ngày")) % duty.days_left
    if duty.days_left == 0:
        return str(_("Hạn hôm nay"))
    return str(_("Quá hạn %02d ngày")) % -duty.days_left


def report_state(row: ReportRow) -> str:
    """Dự thảo lần 2 · Đã phát hành, số 15/BC-UBND: the same words on every page."""
    said, time, number = capital(IN_VIETNAMESE[row.state]), _("lần"), _("số")
    if row.state == "draft":
        return f"{said} {time} {row.draft}"
    return f"{said}, {number} {row.number}" if row.number else said


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def person(user: str) -> str:
    """The body whose account it is, else the post, else the name itself; no private data stands in an account."""
    territory = definitions().territory
    if user in territory.units:
        return capital(territory.name(user, territory.units[user].rows[-1].since))
    return ROLES.get(user, user)
