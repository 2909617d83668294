"""Forms out, forms in: blank, fill, submit, check, explain, accept, return."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, finding_line, in_workspace, say, write
from solieu.core import Finding, Period

if TYPE_CHECKING:
    from solieu.actions import Context
    from solieu.app.reception import Received
    from solieu.app.workspace import Workspace
    from solieu.facts import Submission


@click.group()
def form() -> None:
    """Biểu trắng và biểu đã điền."""


@form.command("blank")
@click.argument("name")
@click.option("--unit", required=True, help="Mã đơn vị mà biểu nói về.")
@click.option("--period", type=PERIOD, required=True)
@click.option("--sender", default="", help="Cơ quan gửi, nếu không phải chính đơn vị.")
@click.option("--output", default="", help="Tệp xlsx, hoặc - cho đầu ra chuẩn.")
@in_workspace
def form_blank(workspace: Workspace, user: str, name: str, unit: str, period: Period, sender: str, output: str) -> None:
    """Xuất biểu trắng, đã điền sẵn kế hoạch và cùng kỳ."""
    from solieu.app.reception import blank

    content = blank(workspace, name, unit, period, sender)
    target = output or f"{name}.{unit}.{period}.xlsx"
    write(content, target)
    if target != "-":
        say(f"Đã xuất biểu trắng {name} của {unit}, kỳ {period}: {target}")


@form.command("fill")
@click.argument("name")
@click.option("--unit", required=True)
@click.option("--period", type=PERIOD, required=True)
@click.option("--sender", default="")
@click.option("--values", type=click.Path(exists=True, dir_okay=False), required=True,
              help="CSV: dong;cot;gia_tri;danh_dau;ghi_chu")  # fmt: skip
@click.option("--output", default="")
@in_workspace
def form_fill(
    workspace: Workspace, user: str, name: str, unit: str, period: Period, sender: str, values: str, output: str
) -> None:
    """Điền số liệu từ một tệp CSV vào biểu trắng."""
    from solieu.app.reception import blank
    from solieu.intake import fill_form

    at = workspace.occasion(name, unit, period, sender)
    cells, notes = _values(Path(values))
    content = fill_form(blank(workspace, name, unit, period, sender), cells, notes, at, moment=workspace.clock())
    target = output or f"{name}.{unit}.{period}.xlsx"
    write(content, target)
    if target != "-":
        say(f"Đã điền {len(cells)} ô vào {target}")


def _values(path: Path):  # type: ignore[no-untyped-def]
    from solieu.vietnamese import Certain, read_number

    cells, notes = {}, {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file, delimiter=";"), 2):
            try:
                place, text = (row["dong"], row["cot"]), row["gia_tri"]
            except KeyError as error:
                raise click.ClickException(f"{path}:1: thiếu cột {error}") from None
            reading = read_number(text or "")
            if not isinstance(reading, Certain):
                raise click.ClickException(f"{path}:{line}: không đọc chắc chắn được “{text}” là số")
            cells[place] = reading.quantity
            remark = ": ".join(part for part in (row.get("danh_dau"), row.get("ghi_chu")) if part)
            if remark:
                notes[place] = remark
    return cells, notes


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--unit", default="", help="Đơn vị, khi tệp không tự nói.")
@click.option("--form", "form_", default="", help="Mã biểu, khi tệp không tự nói.")
@click.option("--period", default="", help="Kỳ, khi tệp không tự nói.")
@click.option("--sender", default="")
@click.option("--key", default="", help="Mã lần gửi của nơi gửi: gửi lại cùng mã là cùng một lần gửi.")
@click.option("--on-behalf", default="", help="Nhập thay đơn vị, nêu căn cứ (ví dụ: theo điện thoại ngày ...).")
@click.option("--answer", default="", help="Thư mục để lại tệp trả lời: biểu của nơi gửi với ý kiến ở từng ô.")
@in_workspace
def submit(workspace: Workspace, user: str, files: tuple[str, ...], unit: str, form_: str, period: str, sender: str,
           key: str, on_behalf: str, answer: str) -> None:  # fmt: skip
    """Gửi một hoặc nhiều biểu. Tệp không đọc được không làm hỏng các tệp khác."""
    from solieu.app.reception import answers, receive
    from solieu.intake import Identity

    expected = Identity(form_, unit, sender, period) if any((unit, form_, period, sender)) else None
    refused = 0
    for name in files:
        path = Path(name)
        received = receive(workspace, path.read_bytes(), path.name, user=user, expected=expected, sender_key=key,
                           on_behalf_of=on_behalf)  # fmt: skip
        for one in received:
            say(_outcome(name, one))
            for number, finding in enumerate(one.findings, 1):
                say(finding_line(finding, number))
        refused += sum(one.submission is None for one in received)
        for inside, content in answers(received, moment=workspace.clock()) if answer else ():
            write(content, str(Path(answer) / inside))
            say(f"  tệp trả lời: {Path(answer) / inside}")
    if refused:
        raise SystemExit(1)


def _outcome(name: str, received: Received) -> str:
    """One line for one form of a file."""
    inside, sent = received.read.filename, received.submission
    shown = name if Path(name).name == inside else f"{name} ({inside})"
    if sent is None:
        return f"{shown}: không nhận, không có gì được ghi" + (f": {received.refused}" if received.refused else ".")
    if received.again:
        return f"{shown}: đã gửi trước đây, mã {sent.id}"
    state = "chờ đơn vị xác nhận" if sent.on_behalf_of else "đã gửi"
    return f"{shown}: {state}, mã {sent.id} ({len(sent.staged)} số liệu)"


@click.command()
@click.argument("id")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--answer", default="", help="Tệp .xlsx trả lời: biểu của nơi gửi với ý kiến ở từng ô.")
@in_workspace
def check(workspace: Workspace, user: str, id: str, format_: str, answer: str) -> None:
    """Kiểm tra một lần gửi: điều gì đúng, điều gì phải giải trình, điều gì chưa kết luận được."""
    from solieu.actions import checked
    from solieu.app.reception import answer_to, submission_or_refuse
    from solieu.rules import Outcome, open_findings

    context = workspace.context(user)
    submission = submission_or_refuse(context, id)
    result = checked(context, submission)
    found = [*submission.doubts, *result.findings]
    if answer:
        write(answer_to(context, submission, found), answer)
    answered = context.store.explanations()
    if format_ == "json":
        say(json.dumps([_as_json(number, finding, finding.fingerprint in answered) for number, finding in enumerate(found, 1)],
                       ensure_ascii=False, indent=1))  # fmt: skip
    else:
        for number, finding in enumerate(found, 1):
            done = " (đã giải trình)" if finding.fingerprint in answered else ""
            say(finding_line(finding, number) + done)
        say(
            f"{id}: {len(submission.staged)} số liệu; {len(result.judgements)} quan hệ đã xét: "
            f"{result.count(Outcome.HOLDS)} đúng, {result.count(Outcome.FAILS)} không khớp, "
            f"{result.count(Outcome.CANNOT_JUDGE)} chưa đủ số liệu để kết luận."
        )
        for judgement in result.judgements:
            if judgement.outcome is Outcome.CANNOT_JUDGE:
                say(f"  {judgement.rule} {judgement.place}: thiếu {', '.join(dict.fromkeys(judgement.missing))}")
    if open_findings(found, answered):
        raise SystemExit(1)


@click.command()
@click.argument("id")
@click.argument("number", type=int)
@click.argument("text")
@click.option("--basis", default="", help="Căn cứ.")
@in_workspace
def explain(workspace: Workspace, user: str, id: str, number: int, text: str, basis: str) -> None:
    """Giải trình điều số NUMBER mà “solieu check” nêu."""
    from solieu import actions

    context = workspace.context(user)
    finding = _finding(context, id, number)
    actions.explain(context, id, finding, text, basis=basis)
    say(f"Đã ghi giải trình cho {finding.code} của {id}.")


@click.command()
@click.argument("ids", nargs=-1, required=True)
@in_workspace
def accept(workspace: Workspace, user: str, ids: tuple[str, ...]) -> None:
    """Tiếp nhận: ghi số liệu của lần gửi. Mỗi lần gửi được ghi trọn hoặc không ghi gì."""
    from solieu import actions

    for id in ids:
        revisions = actions.accept(workspace.context(user), id)
        say(f"Đã tiếp nhận {id}: {len(revisions)} số liệu mới hoặc thay đổi.")


@click.command("return")
@click.argument("id")
@click.argument("reason")
@in_workspace
def return_(workspace: Workspace, user: str, id: str, reason: str) -> None:
    """Trả lại một lần gửi với lý do, đề nghị bổ sung."""
    from solieu.actions import return_back

    return_back(workspace.context(user), id, reason)
    say(f"Đã trả lại {id}: {reason}")


def _finding(context: Context, id: str, number: int) -> Finding:
    from solieu.actions import findings_of
    from solieu.app.reception import submission_or_refuse

    submission: Submission = submission_or_refuse(context, id)
    found = findings_of(context, submission)
    if not 1 <= number <= len(found):
        raise click.ClickException(f"{id} có {len(found)} điều được nêu; không có điều số {number}")
    return found[number - 1]


def _as_json(number: int, finding: Finding, answered: bool) -> dict[str, object]:
    return {
        "number": number, "code": finding.code, "name": finding.name, "consequence": finding.consequence.value,
        "severity": finding.consequence.severity, "message": finding.message, "where": finding.where.for_officer(),
        "printed": finding.printed, "expected": finding.expected, "next_step": finding.next_step, "explained": answered,
    }  # fmt: skip
