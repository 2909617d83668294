"""``solieu list``: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say
from solieu.core import Period
from solieu.vietnamese import write_moment

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace


@click.group("list")
def list_() -> None:
    """Liệt kê biểu, báo cáo, kỳ, lần gửi."""


@list_.command("forms")
@in_workspace
def forms(workspace: Workspace, user: str) -> None:
    """Các biểu của danh mục."""
    for form in workspace.definitions().catalog.forms.values():
        say(f"{form.id}: {form.code} {form.title}, {len(form.rows)} dòng")


@list_.command("reports")
@in_workspace
def reports(workspace: Workspace, user: str) -> None:
    """Các báo cáo và dự thảo đã lập."""
    for report in workspace.definitions().catalog.reports.values():
        say(f"{report.id}: {report.title}")
    for row in workspace.store.reports():
        say(f"  {row.report} {row.period} dự thảo lần {row.draft}: {row.state} ({write_moment(row.moment)})")


@list_.command("periods")
@in_workspace
def periods(workspace: Workspace, user: str) -> None:
    """Các kỳ đã có số liệu."""
    found: dict[Period, int] = {}
    for sent in workspace.store.submissions():
        found[sent.period] = found.get(sent.period, 0) + 1
    for period in sorted(found, key=str):
        closed = " (đã đóng)" if workspace.store.is_closed(period) else ""
        say(f"{period}: {found[period]} lần gửi{closed}")


@list_.command("submissions")
@click.option("--period", type=PERIOD, default=None)
@in_workspace
def submissions(workspace: Workspace, user: str, period: Period | None) -> None:
    """Các lần gửi với trạng thái; với --period cả những đơn vị chưa gửi."""
    from solieu.actions.transitions import IN_VIETNAMESE
    from solieu.app.periods import due_forms

    sent = [one for one in workspace.store.submissions() if period in (None, one.period)]
    for one in sent:
        say(f"{one.id}: {IN_VIETNAMESE[one.state]}, {one.actor}, {write_moment(one.sent_at)}")
    if period is not None:
        here = {(one.form, one.unit, one.sender) for one in sent}
        for form, unit, sender in due_forms(workspace, period):
            if (form.id, unit, sender) not in here:
                say(f"chưa gửi: {form.code} của {workspace.definitions().territory.name(sender, period.end)}")
