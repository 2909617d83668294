"""``solieu list``: what there is, as far as the person who asks may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say
from solieu.core import Period
from solieu.vietnamese import write_moment

if TYPE_CHECKING:
    from solieu.actions import Context
    from solieu.app.workspace import Workspace
    from solieu.facts import Submission


@click.group("list")
def list_() -> None:
    """Liệt kê biểu, báo cáo, kỳ, lần gửi."""


@list_.command("forms")
@in_workspace
def forms(workspace: Workspace, user: str) -> None:
    """Các biểu của danh mục."""
    for form in workspace.context(user).catalog.forms.values():
        say(f"{form.id}: {form.code} {form.title}, {len(form.rows)} dòng")


@list_.command("reports")
@in_workspace
def reports(workspace: Workspace, user: str) -> None:
    """Các báo cáo và dự thảo đã lập."""
    from solieu.actions.transitions import IN_VIETNAMESE

    context = workspace.context(user)
    last = {(row.report, row.period): row for row in context.store.reports()}
    for report in context.catalog.reports.values():
        say(f"{report.id}: {report.title}")
        for row in (row for (name, _), row in last.items() if name == report.id):
            number = f", số {row.number}" if row.number else ""
            say(f"  {row.period} dự thảo lần {row.draft}: {IN_VIETNAMESE[row.state]}{number}, "
                f"số liệu đến {write_moment(row.moment)}")  # fmt: skip


@list_.command("periods")
@in_workspace
def periods(workspace: Workspace, user: str) -> None:
    """Các kỳ đã có số liệu."""
    from solieu.app.queries import submissions as asked

    found: dict[Period, int] = {}
    for sent in asked(workspace.context(user)):
        found[sent.period] = found.get(sent.period, 0) + 1
    for period in sorted(found, key=str):
        closed = " (đã đóng)" if workspace.store.is_closed(period) else ""
        say(f"{period}: {found[period]} lần gửi{closed}")


@list_.command("submissions")
@click.option("--period", type=PERIOD, default=None, help="Chỉ một kỳ, kèm những đơn vị chưa gửi.")
@in_workspace
def submissions(workspace: Workspace, user: str, period: Period | None) -> None:
    """Các lần gửi với trạng thái; với --period cả những đơn vị chưa gửi."""
    from solieu.app.queries import submissions as asked

    context = workspace.context(user)
    sent = asked(context, period)
    for one in sent:
        say(_line(context, one))
    if period is not None:
        _say_missing(workspace, context, sent, period)


def _line(context: Context, sent: Submission) -> str:
    from solieu.actions.transitions import IN_VIETNAMESE
    from solieu.facts import SubmissionState

    waiting = sent.state is SubmissionState.DRAFT
    state = f"chờ đơn vị xác nhận ({sent.on_behalf_of})" if waiting else IN_VIETNAMESE[sent.state]
    line = f"{sent.id}: {state}, {sent.actor}, {write_moment(sent.sent_at)}"
    if sent.state is SubmissionState.RETURNED:
        reasons = [row.details.get("reason", "") for row in context.store.journal_of(sent.id)]
        line += f"; lý do trả lại: {next((reason for reason in reversed(reasons) if reason), '')}"
    return line


def _say_missing(workspace: Workspace, context: Context, sent: tuple[Submission, ...], period: Period) -> None:
    from solieu.app.worklist import duties, owed

    here = {(one.form, one.unit, one.sender) for one in sent}
    for duty in owed(duties(workspace, period)):
        may = context.may("read", duty.unit, period.end) or context.may("read", duty.sender, period.end)
        if may and (duty.form.id, duty.unit, duty.sender) not in here:
            say(f"chưa gửi: {duty.form.code} của {context.territory.name(duty.sender, period.end)}")
