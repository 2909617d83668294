"""Chasing: who has sent which form of a period, who has not, who is late by how many days; as lines and as a chat text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from solieu.actions import RefusalError
from solieu.app.worklist import Duty, DutyState, capital, duties
from solieu.app.workspace import Workspace
from solieu.catalog.model import Form
from solieu.core import Period
from solieu.territory import KINDS, Territory
from solieu.vietnamese import VIETNAM, write_date, write_period

LATE = (DutyState.OVERDUE, DutyState.RETURNED)


@dataclass(frozen=True, slots=True)
class Collected:
    """One form of a period with everybody who owes it, in official order."""

    form: Form
    due: date
    duties: tuple[Duty, ...]

    @property
    def sent(self) -> int:
        return sum(not duty.is_missing for duty in self.duties)

    @property
    def late(self) -> tuple[Duty, ...]:
        """Overdue, or returned and not sent again."""
        return tuple(duty for duty in self.duties if duty.state in LATE)

    @property
    def is_open(self) -> bool:
        return any(duty.is_open or not duty.is_missing for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Chase:
    """``forms`` are collected now; ``later`` wait for the end of the period."""

    period: Period
    at: datetime
    forms: tuple[Collected, ...]
    later: tuple[Collected, ...]
    territory: Territory

    @property
    def late(self) -> tuple[Duty, ...]:
        return tuple(duty for form in self.forms for duty in form.late)

    @property
    def late_senders(self) -> tuple[str, ...]:
        """In official order: places first, organisations after them."""
        return self.in_order({duty.sender for duty in self.late})

    @property
    def late_by_sender(self) -> tuple[Duty, ...]:
        order = {sender: place for place, sender in enumerate(self.late_senders)}
        return tuple(sorted(self.late, key=lambda duty: (order[duty.sender], duty.due)))

    def in_order(self, units: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(units, key=self._place))

    def name(self, unit: str) -> str:
        return self.territory.name(unit, self.period.end)

    def _place(self, unit: str) -> tuple[bool, int]:
        row = self.territory.at(unit, self.period.end)
        return (row is not None and row.kind == "co_quan", row.order if row else 0)


def chase(workspace: Workspace, period: Period, form: str = "", moment: datetime | None = None) -> Chase:
    """Raises RefusalError for a form that there is not, and for a period for which nothing is collected."""
    catalog = workspace.definitions().catalog
    if form and form not in catalog.forms:
        raise RefusalError(f"không có biểu “{form}”; có: {', '.join(catalog.forms)}")
    found = [duty for duty in duties(workspace, period, moment) if form in ("", duty.form.id)]
    if not found:
        what = f"biểu {catalog.forms[form].code}" if form else "biểu nào"
        raise RefusalError(f"danh mục không thu {what} cho {write_period(period)}")
    return chase_of(workspace, period, found, moment)


def chase_of(workspace: Workspace, period: Period, found: Iterable[Duty], moment: datetime | None = None) -> Chase:
    by_form: dict[str, list[Duty]] = {}
    for duty in found:
        by_form.setdefault(duty.form.id, []).append(duty)
    forms = [Collected(some[0].form, some[0].due, tuple(some)) for some in by_form.values()]
    return Chase(
        period,
        (moment or workspace.clock()).astimezone(VIETNAM),
        tuple(form for form in forms if form.is_open),
        tuple(form for form in forms if not form.is_open),
        workspace.definitions().territory,
    )


def chat_text(found: Chase) -> str:
    """The text to copy into a chat: which form, until when it was due, who has still to send it. "" when nobody is
    late."""
    if not found.late:
        return ""
    head = (
        f"Đến {moment_words(found.at)}, còn {len(found.late_senders):02} đơn vị chưa gửi đủ biểu "
        f"{write_period(found.period, 'short')}:"
    )
    late = [form for form in found.forms if form.late]
    lines = [f"{number}. {_form_line(form, found)}" for number, form in enumerate(late, 1)]
    closing = "Đề nghị các đơn vị gửi ngay hoặc báo lý do về cơ quan tổng hợp. Trân trọng cảm ơn!"
    return "\n".join([head, *lines, closing])


def moment_words(at: datetime) -> str:
    """16 giờ 20 ngày 07/6/2024"""
    return f"{at:%H} giờ {at:%M} ngày {write_date(at.date())}"


def _form_line(form: Collected, found: Chase) -> str:
    days = max(-duty.days_left for duty in form.late)
    overdue = f", quá hạn {days:02} ngày" if days > 0 else ""
    head = f"{form.form.code} (hạn {write_date(form.due)}{overdue}), đã gửi {form.sent}/{len(form.duties)}"
    return f"{head}; còn: {', '.join(late_names(form, found))}."


def late_names(form: Collected, found: Chase) -> Iterator[str]:
    """Those who are late with a form; all the units below as one when none of them has sent it."""
    units = [duty for duty in form.duties if duty.unit == duty.sender]
    all_units = len(units) > 1 and all(duty.state is DutyState.OVERDUE for duty in units)
    if all_units:
        yield f"cả {len(units)} {kinds_of(form.form)}"
    for duty in form.late:
        if not (all_units and duty in units):
            returned = " (đã trả lại, chờ bổ sung)" if duty.state is DutyState.RETURNED else ""
            yield f"{found.name(duty.sender)}{returned}"


def kinds_of(form: Form) -> str:
    """xã, thị trấn"""
    asked = {kind for sender in form.senders for kind in sender.kinds}
    return ", ".join(word for kind, word in KINDS.items() if kind in asked)


def standing(duty: Duty) -> str:
    """How far a form has come, in the words of the office (office-habits A3)."""
    if duty.waits_for_confirmation:
        return "Nhập thay, chờ đơn vị xác nhận"
    if duty.is_missing and not duty.is_open:
        return f"Thu sau khi hết kỳ, hạn {write_date(duty.due)}"
    match duty.state:
        case DutyState.OVERDUE:
            return f"Chưa gửi, quá hạn {-duty.days_left:02} ngày"
        case DutyState.NOT_SENT:
            return f"Chưa gửi, còn {duty.days_left:02} ngày" if duty.days_left else "Chưa gửi, hạn hôm nay"
        case DutyState.RETURNED:
            return "Trả lại, chờ bổ sung"
        case DutyState.SENT:
            return "Đã gửi, chưa tiếp nhận"
    return "Đã tiếp nhận"


def table_text(found: Chase) -> str:
    """Every form with its n/N, every sender with how far it has come."""
    return "\n".join(line for form in found.forms for line in _table(form, found)) + _later_text(found)


def _table(form: Collected, found: Chase) -> Iterator[str]:
    names = [capital(found.name(duty.sender)) for duty in form.duties]
    width = max(map(len, names))
    accepted = sum(duty.state is DutyState.ACCEPTED for duty in form.duties)
    yield (
        f"{form.form.code} {form.form.title}: đã gửi {form.sent}/{len(names)}, tiếp nhận {accepted}, "
        f"hạn {write_date(form.due)}"
    )
    for name, duty in zip(names, form.duties, strict=True):
        yield f"  {name:{width}}  {standing(duty)}"


def _later_text(found: Chase) -> str:
    said = ", ".join(f"{form.form.code} (hạn {write_date(form.due)})" for form in found.later)
    return f"\nThu sau khi hết kỳ: {said}" if said else ""
