"""What the commands share: finding the workspace, saying what happened, refusing politely."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from solieu.core import Finding, Period, parse_period
from solieu.vietnamese import VIETNAM
from solieu.vietnamese.moments import read_moment

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])
# Faults of the machine that a person can do something about.
MACHINE = {
    errno.EACCES: "không có quyền đọc hoặc ghi ở đây",
    errno.EPERM: "không có quyền đọc hoặc ghi ở đây",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, cần một tệp",
    errno.EEXIST: "đã có tệp hoặc thư mục cùng tên",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EADDRINUSE: "cổng đang được chương trình khác dùng",
}


class PeriodType(click.ParamType[Period]):
    """A period in its canonical text: 2024-Q1, 2024-M02, 2024."""

    name = "kỳ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return parse_period(str(value))
        except ValueError:
            self.fail(
                f"“{value}” không phải kỳ báo cáo; viết 2024-Q1, 2024-M02, 2024-H1, 2024-9M hoặc 2024", param, ctx
            )


class MomentType(click.ParamType[datetime]):
    """A moment; without a zone it is the time in Vietnam. What is printed (08:00 14/3/2024) is taken back."""

    name = "thời điểm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
            return found if found.tzinfo else found.replace(tzinfo=VIETNAM)
        except ValueError:
            printed = read_moment(str(value))
        return printed or self.fail(
            f"“{value}” không phải thời điểm; viết 2024-03-14, 2024-03-14T08:00 hoặc như trên báo cáo: 08:00 14/3/2024",
            param, ctx)  # fmt: skip


PERIOD, MOMENT = PeriodType(), MomentType()


def in_workspace(command: F) -> F:
    """Adds --workspace and --as; hands ``workspace`` and ``user`` over and turns refusals into one calm line."""

    @click.option("--workspace", "folder", type=click.Path(), default=None, help="Thư mục không gian làm việc.")
    @click.option("--as", "user", default="", help="Người thực hiện (mặc định: chủ không gian làm việc).")
    @click.pass_context
    @functools.wraps(command)
    def opened(ctx: click.Context, /, *, folder: str | None, user: str, **values: Any) -> Any:
        with refusals():
            workspace, shared_user = opened_workspace(ctx, folder)
            return command(workspace=workspace, user=user or shared_user, **values)

    return opened  # type: ignore[return-value]


def opened_workspace(ctx: click.Context, folder: str | None) -> tuple[Workspace, str]:
    """The workspace of a command, and the user that was named in front of it."""
    from solieu.app.workspace import Workspace

    shared = ctx.find_root().obj or {}
    named = folder or shared.get("folder")
    workspace = Workspace.open(Path(named)) if named else Workspace.find(Path())
    return workspace, shared.get("user", "")


class refusals:  # noqa: N801 - reads as a word after "with"
    """Refusals of actions and faults of the workspace, the database and the machine become one calm line; everything
    else is our own failure."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        said = refusal_text(error)
        if said:
            raise click.ClickException(said[:1].upper() + said[1:]) from None


def refusal_text(error: BaseException | None) -> str:
    """What to say of an error that is not our own failure; "" for one that is."""
    from solieu.actions import RefusalError
    from solieu.app.workspace import WorkspaceError

    if isinstance(error, RefusalError | WorkspaceError):
        return str(error)
    if isinstance(error, OSError) and error.errno in MACHINE:
        return f"{error.filename}: {MACHINE[error.errno]}" if error.filename else MACHINE[error.errno]
    if "django.db" in sys.modules and error is not None:
        from solieu.storage.database import fault_text

        return fault_text(error)
    return ""


def say(text: str) -> None:
    click.echo(text)


def progress(text: str) -> None:
    click.echo(text, err=True)


def write(content: bytes, output: str, *, private: bool = False) -> None:
    """To a file, or to standard output for "-". Nothing half-written is left behind. ``private`` for the eyes of the
    owner only."""
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    beside = target.with_name(f".{target.name}.part")
    with refusals():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.touch(mode=0o600 if private else 0o666)
            beside.write_bytes(content)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def finding_line(finding: Finding, number: int | None = None) -> str:
    """One finding for a terminal: number, consequence, code, message, next step."""
    head = f"{number:>3}. " if number is not None else "  "
    step = f"\n     → {finding.next_step}" if finding.next_step else ""
    return f"{head}[{finding.consequence.in_vietnamese}] {finding.code} {finding.name}: {finding.message}{step}"
