"""Forms out, forms in: blank, fill, submit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, finding_line, in_workspace, say, write
from solieu.core import Period, Quantity

if TYPE_CHECKING:
    from solieu.actions import Context
    from solieu.app.reception import Received
    from solieu.app.workspace import Workspace
    from solieu.facts import Submission
    from solieu.intake.layout import Occasion

UNREADABLE = "SUB001"
WAITING = ("draft", "sent")  # states in which a send can still be explained
Place = tuple[str, str]


@click.group()
def form() -> None:
    """Biểu trắng và biểu đã điền."""


@form.command("blank")
@click.argument("name", metavar="BIỂU")
@click.option("--unit", required=True, help="Mã đơn vị mà biểu nói về.")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo, ví dụ 2024-Q1.")
@click.option("--sender", default="", help="Cơ quan gửi, nếu không phải chính đơn vị.")
@click.option("--output", default="", help="Tệp xlsx, hoặc - cho đầu ra chuẩn.")
@in_workspace
def form_blank(workspace: Workspace, user: str, name: str, unit: str, period: Period, sender: str, output: str) -> None:
    """Xuất biểu trắng, đã điền sẵn kế hoạch và cùng kỳ."""
    from solieu.app.reception import blank

    _require_reading(workspace, user, workspace.occasion(name, unit, period, sender))
    content = blank(workspace, name, unit, period, sender)
    target = output or f"{name}.{unit}.{period}.xlsx"
    write(content, target)
    if target != "-":
        say(f"Đã xuất biểu trắng {name} của {unit}, kỳ {period}: {target}")


@form.command("fill")
@click.argument("name", metavar="BIỂU")
@click.option("--unit", required=True, help="Mã đơn vị mà biểu nói về.")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo, ví dụ 2024-Q1.")
@click.option("--sender", default="", help="Cơ quan gửi, nếu không phải chính đơn vị.")
@click.option("--values", type=click.Path(exists=True, dir_okay=False), required=True,
              help="CSV: dong;cot;gia_tri;danh_dau;ghi_chu")  # fmt: skip
@click.option("--output", default="", help="Tệp xlsx, hoặc - cho đầu ra chuẩn.")
@in_workspace
def form_fill(
    workspace: Workspace, user: str, name: str, unit: str, period: Period, sender: str, values: str, output: str
) -> None:
    """Điền số liệu từ một tệp CSV vào biểu trắng."""
    from solieu.app.reception import blank
    from solieu.intake import fill_form

    at = workspace.occasion(name, unit, period, sender)
    _require_reading(workspace, user, at)
    places = {(row.code, column.id) for row in at.form.rows for column in at.form.columns}
    cells, notes = _values(Path(values), places)
    content = fill_form(blank(workspace, name, unit, period, sender), cells, notes, at, moment=workspace.clock())
    target = output or f"{name}.{unit}.{period}.xlsx"
    write(content, target)
    if target != "-":
        say(f"Đã điền {len(cells)} ô vào {target}")


def _require_reading(workspace: Workspace, user: str, at: Occasion) -> None:
    """A blank shows what is known of a unit; it is for the unit and its sender."""
    context = workspace.context(user)
    if not context.may("read", at.sender, at.period.end):
        context.require("read", at.unit, at.period.end)


def _values(path: Path, places: set[Place]) -> tuple[dict[Place, Quantity], dict[Place, str]]:
    """Cells and their notes, by row and column of the form."""
    from solieu.vietnamese import Certain, read_number

    cells: dict[Place, Quantity] = {}
    notes: dict[Place, str] = {}
    for line, row in _rows(path, ("dong", "cot", "gia_tri")):
        place = (row["dong"], row["cot"])
        if place not in places:
            raise click.ClickException(f"{path}:{line}: biểu không có dòng {row['dong']}, cột {row['cot']}")
        reading = read_number(row["gia_tri"])
        if not isinstance(reading, Certain):
            raise click.ClickException(f"{path}:{line}: không đọc chắc chắn được “{row['gia_tri']}” là số")
        cells[place] = reading.quantity
        remark = ": ".join(part for part in (row.get("danh_dau"), row.get("ghi_chu")) if part)
        if remark:
            notes[place] = remark
    return cells, notes


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a CSV file with ";" between the values; what cannot be read is said with its place."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path}: không phải tệp CSV viết bằng UTF-8") from None
    rows = csv.DictReader(text.splitlines(), delimiter=";", restval="")
    try:
        missing = [name for name in needed if name not in (rows.fieldnames or ())]
        if missing:
            raise click.ClickException(f"{path}:1: thiếu cột {', '.join(missing)}")
        for row in rows:
            yield rows.line_num, {name: value or "" for name, value in row.items() if isinstance(name, str)}
    except csv.Error:
        raise click.ClickException(f"{path}:{rows.line_num}: không đọc được dòng này") from None


@click.command()
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--unit", default="", help="Đơn vị, khi tệp không tự nói.")
@click.option("--form", "form_", default="", help="Mã biểu, khi tệp không tự nói.")
@click.option("--period", default="", help="Kỳ, khi tệp không tự nói.")
@click.option("--sender", default="", help="Cơ quan gửi, khi tệp không tự nói.")
@click.option("--key", default="", help="Mã lần gửi của nơi gửi: gửi lại cùng mã là cùng một lần gửi.")
@click.option("--on-behalf", default="", help="Nhập thay đơn vị, nêu căn cứ (ví dụ: theo điện thoại ngày ...).")
@click.option("--answer", default="", help="Thư mục để lại tệp trả lời: biểu của nơi gửi với ý kiến ở từng ô.")
@in_workspace
def submit(workspace: Workspace, user: str, files: tuple[str, ...], unit: str, form_: str, period: str, sender: str,
           key: str, on_behalf: str, answer: str) -> None:  # fmt: skip
    """Gửi một hoặc nhiều biểu. Tệp không đọc được không làm hỏng các tệp khác."""
    from solieu.app.reception import answers, receive
    from solieu.intake import Identity

    if key and len(files) > 1:
        raise click.UsageError("--key là mã của một lần gửi, chỉ dùng với một tệp")
    expected = Identity(form_, unit, sender, period) if any((unit, form_, period, sender)) else None
    handed: list[Received] = []
    for name in files:
        path = Path(name)
        received = receive(workspace, path.read_bytes(), path.name, user=user, expected=expected, sender_key=key,
                           on_behalf_of=on_behalf)  # fmt: skip
        handed += received
        for one in received:
            say(_outcome(name, one))
            for number, finding in enumerate(one.findings, 1):
                say(finding_line(finding, number))
            if one.submission is not None and one.submission.state in WAITING:
                _say_waiting(workspace.context(user), one.submission)
        for inside, content in answers(received, moment=workspace.clock()) if answer else ():
            write(content, str(Path(answer) / inside))
            say(f"  tệp trả lời: {Path(answer) / inside}")
    if any(finding.code == UNREADABLE for one in handed for finding in one.findings):
        raise SystemExit(2)
    if any(one.submission is None for one in handed):
        raise SystemExit(1)


def _say_waiting(context: Context, sent: Submission) -> None:
    """How much of what was sent has to be explained before it can be accepted."""
    from solieu.actions import unanswered

    waiting = len(unanswered(context, sent))
    if waiting:
        say(f"  {waiting} điều cần giải trình: solieu check {sent.id}")


def _outcome(name: str, received: Received) -> str:
    """One line for one form of a file."""
    from solieu.actions.transitions import IN_VIETNAMESE
    from solieu.facts import SubmissionState

    inside, sent = received.read.filename, received.submission
    shown = name if Path(name).name == inside else f"{name} ({inside})"
    if sent is None:
        return f"{shown}: không nhận, không có gì được ghi" + (f": {received.refused}" if received.refused else ".")
    if received.again:
        return f"{shown}: đã gửi trước đây, mã {sent.id}, {IN_VIETNAMESE[sent.state]}"
    state = "chờ đơn vị xác nhận" if sent.state is SubmissionState.DRAFT else "đã gửi"
    return f"{shown}: {state}, mã {sent.id} ({len(sent.staged)} số liệu)"
