"""``solieu take-back``: what was edited in Word, prose by section and figures one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.taking_back import Came
    from solieu.app.workspace import Workspace


@click.command("take-back")
@click.argument("file", type=click.Path(), metavar="TỆP.docx")
@click.option("--report", default="", help="Báo cáo, khi tệp không còn cho biết.")
@click.option("--period", type=PERIOD, default=None, help="Kỳ báo cáo, khi tệp không còn cho biết.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_workspace
def take_back(workspace: Workspace, user: str, file: str, report: str, period: Period | None, format_: str) -> None:
    """Nhận lại báo cáo đã sửa trong Word: chỗ sửa lời theo từng mục, từng số liệu đã đổi và nơi gửi số đó."""
    from solieu.app.taking_back import take_back_file
    from solieu.app.taking_back_text import as_json, as_text
    from solieu.documents.reading import file_content
    from solieu.documents.unread import Unread, UnreadableError

    content = file_content(file)
    if isinstance(content, Unread):
        click.echo(f"Lỗi: {file}: {content.reason}.", err=True)
        raise SystemExit(2)
    try:
        came: Came = take_back_file(workspace, content, Path(file).name, report=report, period=period, user=user)
    except UnreadableError as error:
        click.echo(f"Lỗi: {file}: {error}.", err=True)
        raise SystemExit(2) from None
    say(as_json(came) if format_ == "json" else as_text(came, file))
    if not came.taken.is_unchanged:
        raise SystemExit(1)
