"""What the commands share: finding the workspace, saying what happened, refusing politely."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from solieu.core import Finding, Period, parse_period
from solieu.vietnamese import VIETNAM

F = TypeVar("F", bound=Callable[..., Any])


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
    """A moment; without a zone it is the time in Vietnam."""

    name = "thời điểm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
            return found if found.tzinfo else found.replace(tzinfo=VIETNAM)
        except ValueError:
            self.fail(f"“{value}” không phải thời điểm; viết 2024-03-14 hoặc 2024-03-14T08:00", param, ctx)


PERIOD, MOMENT = PeriodType(), MomentType()


def in_workspace(command: F) -> F:
    """Adds --workspace and --as; hands ``workspace`` and ``user`` over and turns refusals into one calm line."""

    @click.option("--workspace", "folder", type=click.Path(), default=None, help="Thư mục không gian làm việc.")
    @click.option("--as", "user", default="", help="Người thực hiện.")
    @click.pass_context
    @functools.wraps(command)
    def opened(ctx: click.Context, /, *, folder: str | None, user: str, **values: Any) -> Any:
        from solieu.app.workspace import Workspace

        shared = ctx.find_root().obj or {}
        with refusals():
            workspace = Workspace.open(Path(folder or shared.get("folder") or "."))
            return command(workspace=workspace, user=user or shared.get("user", ""), **values)

    return opened  # type: ignore[return-value]


class refusals:  # noqa: N801 - reads as a word after "with"
    """Refusals of actions and faults of the workspace become messages; everything else is our own failure."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from solieu.actions import RefusalError
        from solieu.app.workspace import WorkspaceError

        if isinstance(error, RefusalError | WorkspaceError):
            text = str(error)
            raise click.ClickException(text[:1].upper() + text[1:]) from None


def say(text: str) -> None:
    click.echo(text)


def progress(text: str) -> None:
    click.echo(text, err=True)


def write(content: bytes, output: str) -> None:
    """To a file, or to standard output for "-". Nothing half-written is left behind."""
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        raise click.ClickException(f"Không ghi được {target}: {error.strerror}") from None


def finding_line(finding: Finding, number: int | None = None) -> str:
    """One finding for a terminal: number, consequence, code, message, next step."""
    head = f"{number:>3}. " if number is not None else "  "
    step = f"\n     → {finding.next_step}" if finding.next_step else ""
    return f"{head}[{finding.consequence.in_vietnamese}] {finding.code} {finding.name}: {finding.message}{step}"
