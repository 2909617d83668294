"""``solieu take-back``: what was edited in Word, prose by section and figures one by one; and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say, write
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.taking_back import Came
    from solieu.app.workspace import Workspace


@click.command("take-back")
@click.argument("file", type=click.Path(), metavar="TỆP.docx")
@click.option("--report", default="", help="Báo cáo, khi tệp không còn cho biết.")
@click.option("--period", type=PERIOD, default=None, help="Kỳ báo cáo, khi tệp không còn cho biết.")
@click.option("--accept", default="", metavar="L1,L3|all", help="Tiếp nhận lời văn đã sửa làm phần viết mới.")
@click.option("--ask", default="", metavar="S1,S2", help="Gửi câu hỏi về số đã đổi đến nơi gửi số.")
@click.option("--keep", default="", metavar="S1", help="Giữ số đã đổi riêng cho văn bản này (cần --reason).")
@click.option("--undo", default="", metavar="S1,L2", help="Bỏ thay đổi; dự thảo sau ghi như cũ.")
@click.option("--reason", default="", help="Lý do, ghi vào nhật ký.")
@click.option("--blackline", default="", metavar="TỆP.docx", help="Ghi bản so sánh: tệp Word có theo dõi thay đổi.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_workspace
def take_back(workspace: Workspace, user: str, file: str, report: str, period: Period | None, accept: str, ask: str,
              keep: str, undo: str, reason: str, blackline: str, format_: str) -> None:  # fmt: skip
    """Nhận lại báo cáo đã sửa trong Word: chỗ sửa lời theo từng mục, từng số liệu đã đổi và nơi gửi số đó.

    Không kèm lựa chọn nào thì chỉ xem. Mỗi quyết định được ghi nhật ký, tệp được lưu nguyên.
    """
    from solieu.app.taking_back_text import as_json, as_text

    came = _opened(workspace, file, report, period, user)
    done = list(_decisions(came, {"accept": accept, "ask": ask, "keep": keep, "undo": undo}, reason, user))
    say(as_json(came) if format_ == "json" else "\n".join(done) if done else as_text(came, file))
    if blackline:
        _compared(came, blackline)
    left = came.open
    if done and left and format_ == "text":
        say(f"Còn {len(left)} thay đổi chưa quyết định: {', '.join(left)}.")
    if left:
        raise SystemExit(1)


def _opened(workspace: Workspace, file: str, report: str, period: Period | None, user: str) -> Came:
    from solieu.app.taking_back import take_back_file
    from solieu.documents.reading import file_content
    from solieu.documents.unread import Unread, UnreadableError

    content = file_content(file)
    if isinstance(content, Unread):
        raise _Unread(f"{file}: {content.reason}.")
    try:
        return take_back_file(workspace, content, Path(file).name, report=report, period=period, user=user)
    except UnreadableError as error:
        raise _Unread(f"{file}: {error}.") from None


def _compared(came: Came, target: str) -> None:
    from solieu.app.draft_comparing import blackline_of

    write(blackline_of(came.taken, came.done), target)
    if target != "-":
        say(f"Bản so sánh: {target}")


class _Unread(click.ClickException):
    exit_code = 2


def _decisions(came: Came, wanted: dict[str, str], reason: str, user: str) -> Iterator[str]:
    from solieu.app.taking_back import acceptable, decide
    from solieu.facts import Verdict

    for name, labels in wanted.items():
        verdict = Verdict(name)
        chosen = acceptable(came) if labels == "all" and verdict is Verdict.ACCEPT else _labels(labels)
        if chosen:
            yield from decide(came, chosen, verdict, reason=reason, user=user)


def _labels(text: str) -> tuple[str, ...]:
    return tuple(label.strip().upper() for label in text.split(",") if label.strip())


@click.group("remark")
def remark() -> None:
    """Câu hỏi về số liệu gửi đến đơn vị, ý kiến về dự thảo, và trả lời: tiếp thu, giải trình."""


@remark.command("list")
@click.option("--all", "everything", is_flag=True, help="Cả những điều đã trả lời.")
@in_workspace
def remark_list(workspace: Workspace, user: str, everything: bool) -> None:
    """Những điều đơn vị mình được hỏi; cơ quan tổng hợp thấy tất cả."""
    from solieu.app.remarks import remarks_for, said

    found = [one for one in remarks_for(workspace, user=user) if everything or not one.replies]
    for one in found:
        for line in said(one, workspace.definitions().territory):
            say(line)
    if not found:
        say("Không có câu hỏi hay ý kiến nào chờ trả lời.")


@remark.command("reply")
@click.argument("id", metavar="MÃ")
@click.argument("kind", metavar="answered|taken|explained", type=click.Choice(["answered", "taken", "explained"]))
@click.argument("text", metavar="NỘI_DUNG", default="")
@in_workspace
def remark_reply(workspace: Workspace, user: str, id: str, kind: str, text: str) -> None:
    """Trả lời câu hỏi (answered); với ý kiến: tiếp thu (taken) hoặc giải trình (explained)."""
    from solieu.actions import reply
    from solieu.facts import ReplyKind

    reply(workspace.context(user), id, ReplyKind(kind), text)
    say(f"Đã ghi trả lời cho {id}.")
