"""``solieu chase``: who has sent, who has not, who is late; as a table, a text for a chat, an official letter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import MOMENT, PERIOD, in_workspace, progress, say, write
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.chasing import Chase
    from solieu.app.workspace import Workspace

PRINTED = ("docx", "pdf")


@click.command()
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo, ví dụ 2024-Q1.")
@click.option("--form", "form_", default="", help="Chỉ một biểu.")
@click.option(
    "--as-of", "moment", type=MOMENT, default=None, help="Như đã có vào một thời điểm, ví dụ 2024-03-14T17:00."
)
@click.option("--format", "format_", type=click.Choice(["table", "text", *PRINTED]), default="table", show_default=True,
              help="table: bảng; text: lời nhắn để dán vào nhóm chat; docx, pdf: công văn đôn đốc.")  # fmt: skip
@click.option("--output", default="", help="Tệp nhận kết quả, hoặc - cho đầu ra chuẩn.")
@in_workspace
def chase(
    workspace: Workspace, user: str, period: Period, form_: str, moment: datetime | None, format_: str, output: str
) -> None:
    """Đôn đốc: ai đã gửi, ai chưa gửi, quá hạn bao nhiêu ngày; lời nhắn và công văn đôn đốc."""
    from solieu.app.chasing import chase as asked
    from solieu.app.queries import require_whole_area

    require_whole_area(workspace.context(user))
    found = asked(workspace, period, form_, moment)
    if format_ in PRINTED:
        _print(workspace, found, format_, output or f"cong_van_don_doc.{period}.{format_}")
        return
    said = _said(found, format_)
    if output and output != "-":
        write(f"{said}\n".encode(), output)
        progress(f"Đã ghi {output}")
    else:
        say(said)


def _said(found: Chase, format_: str) -> str:
    from solieu.app.chasing import chat_text, table_text

    return table_text(found) if format_ == "table" else chat_text(found) or "Không có đơn vị nào chậm."


def _print(workspace: Workspace, found: Chase, format_: str, target: str) -> None:
    from solieu.app.letters import printed, reminder

    content = printed(reminder(found, workspace.definitions().catalog), format_, found.at)
    write(content, target)
    if target != "-":
        say(f"Đã lập dự thảo công văn đôn đốc {len(found.late_senders)} đơn vị, {len(found.late)} biểu: {target}")
