"""``solieu tasks``: what was given to whom, what is late, what is soon due, what waits for what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from solieu.cli.days import DAY
from solieu.cli.doors import in_workspace, say

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace


@click.command()
@click.option("--on", type=DAY, default=None, help="Tình trạng vào ngày này (mặc định: hôm nay).")
@click.option("--unit", default="", help="Chỉ nhiệm vụ do đơn vị này chủ trì.")
@click.option("--late", is_flag=True, help="Chỉ nhiệm vụ quá hạn.")
@click.option("--soon", is_flag=True, help="Chỉ nhiệm vụ sắp đến hạn.")
@click.option("--all", "with_done", is_flag=True, help="Cả nhiệm vụ đã xong.")
@click.option(
    "--targets", "year", type=int, default=None, help="Chỉ tiêu của năm này chưa có nhiệm vụ hoặc đơn vị phụ trách."
)
@in_workspace
def tasks(workspace: Workspace, user: str, on: date | None, unit: str, late: bool, soon: bool, with_done: bool,
          year: int | None) -> None:  # fmt: skip
    """Nhiệm vụ theo đơn vị: quá hạn, sắp đến hạn, chờ việc nào; sổ theo dõi giải quyết văn bản (Nghị định 30/2020)."""
    from solieu.actions import RefusalError
    from solieu.app.queries import require_whole_area
    from solieu.app.task_text import loose_text, tasks_text
    from solieu.app.tasks import loose_targets, task_registers
    from solieu.app.tasks import tasks as asked

    context = workspace.context(user)
    if not task_registers(context):
        raise RefusalError("danh mục chưa có sổ nhiệm vụ nào (sổ có khóa “tasks”)")
    if unit and unit not in context.territory.units:
        raise RefusalError(f"không có đơn vị “{unit}”")
    if year is not None:
        require_whole_area(context)
        say(loose_text(loose_targets(context, year)))
        return
    found = [task for task in asked(context, on, with_done=with_done) if unit in ("", task.lead)]
    if late or soon:
        found = [task for task in found if (late and task.is_late) or (soon and task.is_soon)]
    say(tasks_text(context, found))
