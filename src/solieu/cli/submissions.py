"""What happens to a submission: check, explain, confirm, accept, return."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import finding_line, in_workspace, refusal_text, say, write
from solieu.core import Finding

if TYPE_CHECKING:
    from solieu.actions import Context
    from solieu.app.workspace import Workspace
    from solieu.facts import Submission
    from solieu.rules import Checked


@click.command()
@click.argument("id", metavar="MÃ")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Cách in.")  # fmt: skip
@click.option("--answer", default="", help="Tệp .xlsx trả lời: biểu của nơi gửi với ý kiến ở từng ô.")
@in_workspace
def check(workspace: Workspace, user: str, id: str, format_: str, answer: str) -> None:
    """Kiểm tra một lần gửi: điều gì đúng, điều gì phải giải trình, điều gì chưa kết luận được."""
    from solieu.actions import checked
    from solieu.app.queries import submission as asked
    from solieu.app.reception import answer_to
    from solieu.rules import open_findings

    context = workspace.context(user)
    submission = asked(context, id)
    result = checked(context, submission)
    found = [*submission.doubts, *result.findings]
    if answer:
        write(answer_to(context, submission, found), answer)
    answered = context.store.explanations({finding.fingerprint for finding in found})
    numbered = [(number, finding, finding.fingerprint in answered) for number, finding in enumerate(found, 1)]
    if format_ == "json":
        say(json.dumps([_as_json(*one) for one in numbered], ensure_ascii=False, indent=1))
    else:
        for number, finding, done in numbered:
            say(finding_line(finding, number) + (" (đã giải trình)" if done else ""))
        _say_result(context, submission, result)
    if open_findings(found, answered):
        raise SystemExit(1)


def _say_result(context: Context, submission: Submission, result: Checked) -> None:
    from solieu.actions.transitions import IN_VIETNAMESE
    from solieu.rules import Outcome

    say(
        f"{submission.id} ({IN_VIETNAMESE[submission.state]}): {len(submission.staged)} số liệu; "
        f"{len(result.judgements)} quan hệ đã xét: {result.count(Outcome.HOLDS)} đúng, "
        f"{result.count(Outcome.FAILS)} không khớp, {result.count(Outcome.CANNOT_JUDGE)} chưa đủ số liệu để kết luận."
    )
    for judgement in result.judgements:
        if judgement.outcome is Outcome.CANNOT_JUDGE:
            known = f" ({judgement.note})" if judgement.note else ""
            say(f"  {judgement.rule} {judgement.place}: thiếu {', '.join(dict.fromkeys(judgement.missing))}{known}")
    _say_beside(context, submission)


def _say_beside(context: Context, submission: Submission) -> None:
    """Figures of another sender that hold for the same keys."""
    from solieu.actions import beside

    others = beside(context, submission)
    for key, held in list(others.items())[:5]:
        quantity = held.reading.quantity
        say(f"  {key}: đang giữ số {quantity.value if quantity else '(chưa có)'} của {held.submission}")
    if others:
        say(f"  {len(others)} số liệu có số của nơi gửi khác; đề nghị chốt số bằng “solieu decide KHÓA stated LÝ_DO "
            f"--submission MÃ”.")  # fmt: skip


@click.command()
@click.argument("id", metavar="MÃ")
@click.argument("number", metavar="SỐ", type=int)
@click.argument("text", metavar="NỘI_DUNG")
@click.option("--basis", default="", help="Căn cứ.")
@in_workspace
def explain(workspace: Workspace, user: str, id: str, number: int, text: str, basis: str) -> None:
    """Giải trình điều số SỐ mà “solieu check” nêu."""
    from solieu import actions
    from solieu.app.queries import submission as asked

    context = workspace.context(user)
    found = actions.findings_of(context, asked(context, id))
    if not 1 <= number <= len(found):
        raise click.ClickException(f"{id} có {len(found)} điều được nêu; không có điều số {number}")
    finding = found[number - 1]
    actions.explain(context, id, finding, text, basis=basis)
    say(f"Đã ghi giải trình cho {finding.code} của {id}.")


@click.command()
@click.argument("ids", metavar="MÃ...", nargs=-1, required=True)
@in_workspace
def confirm(workspace: Workspace, user: str, ids: tuple[str, ...]) -> None:
    """Đơn vị xác nhận số liệu được nhập thay."""
    from solieu import actions

    def one(id: str) -> str:
        actions.confirm(workspace.context(user), id)
        return f"Đã xác nhận {id}; biểu được coi là do đơn vị gửi."

    _each(ids, one)


@click.command()
@click.argument("ids", metavar="MÃ...", nargs=-1, required=True)
@in_workspace
def accept(workspace: Workspace, user: str, ids: tuple[str, ...]) -> None:
    """Tiếp nhận: ghi số liệu của lần gửi. Mỗi lần gửi được ghi trọn hoặc không ghi gì."""
    from solieu import actions

    def one(id: str) -> str:
        context = workspace.context(user)
        revisions = actions.accept(context, id)
        submission = context.store.submission(id)
        others = len(actions.beside(context, submission)) if submission else 0
        said = f"Đã tiếp nhận {id}: {len(revisions)} số liệu mới hoặc thay đổi."
        return said + (f" {others} số liệu đang giữ số của nơi gửi khác; xem “solieu check {id}”." if others else "")

    _each(ids, one)


def _each(ids: tuple[str, ...], act: Callable[[str], str]) -> None:
    """One that is refused does not keep the others out."""
    refused = 0
    for id in ids:
        try:
            say(act(id))
        except Exception as error:
            said = refusal_text(error)
            if not said:
                raise
            say(f"{id}: {said}")
            refused += 1
    if refused:
        raise SystemExit(1)


@click.command("return")
@click.argument("id", metavar="MÃ")
@click.argument("reason", metavar="LÝ_DO")
@in_workspace
def return_(workspace: Workspace, user: str, id: str, reason: str) -> None:
    """Trả lại một lần gửi với lý do, đề nghị bổ sung."""
    from solieu.actions import return_back

    return_back(workspace.context(user), id, reason)
    say(f"Đã trả lại {id}: {reason.strip()}")


def _as_json(number: int, finding: Finding, answered: bool) -> dict[str, object]:
    return {
        "number": number, "code": finding.code, "name": finding.name, "consequence": finding.consequence.value,
        "severity": finding.consequence.severity, "message": finding.message, "where": finding.where.for_officer(),
        "printed": finding.printed, "expected": finding.expected, "next_step": finding.next_step, "explained": answered,
    }  # fmt: skip
