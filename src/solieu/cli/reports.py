"""``solieu compile`` and ``solieu trace``; số chốt and narratives."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import MOMENT, PERIOD, in_workspace, say, write
from solieu.core import FactKey, Period, parse_fact_key
from solieu.vietnamese import write_moment

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled
    from solieu.app.workspace import Workspace

_FIGURE = re.compile(r"f[a-z2-7]{6}\Z")


@click.command("compile")
@click.argument("report")
@click.option("--period", type=PERIOD, required=True)
@click.option("--as-of", type=MOMENT, default=None, help="Danh mục, số liệu và phần viết tại thời điểm này.")
@click.option("--format", "formats", default="docx,pdf,html,json", show_default=True)
@click.option("--output", default=".", show_default=True, help="Thư mục, hoặc - cho đầu ra chuẩn (một định dạng).")
@in_workspace
def compile_(
    workspace: Workspace, user: str, report: str, period: Period, as_of: datetime | None, formats: str, output: str
) -> None:
    """Lập báo cáo từ số liệu đã tiếp nhận."""
    from solieu.app.publishing import compiled, filename, printed

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    if output == "-" and len(wanted) != 1:
        raise click.UsageError("--output - chỉ dùng với một định dạng")
    done = compiled(workspace, report, period, as_of=as_of)
    for name in wanted:
        content = printed(done, name)
        target = "-" if output == "-" else str(Path(output) / filename(done, name))
        write(content, target)
        if target != "-":
            say(target)
    if output != "-":
        report_ = done.report
        say(f"Báo cáo {report} kỳ {period}: {len(report_.figures)} số liệu, {len(report_.gaps)} chỗ thiếu, "
            f"{len(report_.findings)} điều được nêu.")  # fmt: skip


@click.command()
@click.argument("what")
@click.option("--report", default="", help="Báo cáo để tìm câu dùng số liệu (mặc định: báo cáo của kỳ).")
@click.option("--period", type=PERIOD, default=None)
@click.option("--as-of", type=MOMENT, default=None)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_workspace
def trace(
    workspace: Workspace, user: str, what: str, report: str, period: Period | None, as_of: datetime | None, format_: str
) -> None:
    """Truy một số liệu cả hai chiều. WHAT: khóa số liệu, mã số trong báo cáo (f...), hoặc BIỂU:DÒNG."""
    done = _report_for(workspace, what, report, period, as_of)
    if _FIGURE.match(what):
        _figure(workspace, done, what, format_)
    elif (":" in what and "/" not in what.partition(":")[0]) or re.match(r"[bBkKcC]\w*/[\w-]+:", what):
        _cell(done, *what.split(":", 1))
    else:
        _key(workspace, done, what, format_, as_of)


def _report_for(
    workspace: Workspace, what: str, report: str, period: Period | None, as_of: datetime | None
) -> Compiled:
    from solieu.actions import RefusalError
    from solieu.app.publishing import compiled

    known = list(workspace.definitions(as_of).catalog.reports)
    drafts = workspace.store.reports()
    chosen = period or (drafts[-1].period if drafts else None)
    if chosen is None:
        raise RefusalError("chưa có dự thảo báo cáo nào; nêu kỳ bằng --period")
    return compiled(workspace, report or known[0], chosen, as_of=as_of)


def _figure(workspace: Workspace, done: Compiled, id: str, format_: str) -> None:
    from solieu.app.tracing import sentences_with
    from solieu.reports import dump
    from solieu.reports.figures_json import figure_of

    figure = done.report.figure(id)
    if figure is None:
        raise click.ClickException(f"Báo cáo {done.report.id} kỳ {done.report.period} không có số mang mã {id}")
    if format_ == "json":
        click.echo(dump(figure_of(figure, done.snapshot)), nl=False)
        return
    say(f"{figure.printed}  ({id}, phần {figure.section})")
    for sentence in sentences_with(done.report, frozenset((id,))):
        say(f"  “{sentence.text}”")
    _tree(workspace, done, figure.trace)
    for explanation in figure.explanations:
        say(f"  Giải trình ({explanation.code}): {explanation.text}")


def _key(workspace: Workspace, done: Compiled, text: str, format_: str, as_of: datetime | None) -> None:
    from solieu.reports import dump, trace_of

    try:
        key = parse_fact_key(text)
    except ValueError as error:
        raise click.ClickException(
            f"Không hiểu “{text}”; viết khóa số liệu (chỉ_tiêu/đơn_vị/kỳ/loại), mã số của báo cáo hoặc BIỂU:DÒNG. {error}"
        ) from None
    found = workspace.evaluator(as_of).trace(key)
    if format_ == "json":
        click.echo(dump(trace_of(found, done.snapshot)), nl=False)
        return
    _tree(workspace, done, found)
    _history(done, key)
    _used(done, key)


def _cell(done: Compiled, form: str, row: str) -> None:
    from solieu.app.tracing import figures_from_cell, sentences_with

    figures = figures_from_cell(done.report, form, row)
    if not figures:
        raise click.ClickException(
            f"Không câu nào của báo cáo {done.report.id} kỳ {done.report.period} dùng {form} dòng {row}"
        )
    say(f"Biểu {form}, dòng {row}: {len(figures)} số trong báo cáo")
    ids = {figure.id: figure for figure in figures}
    for sentence in sentences_with(done.report, frozenset(ids)):
        say(f"  {sentence.figure} {ids[sentence.figure].printed}: “{sentence.text}”")


def _tree(workspace: Workspace, done: Compiled, found) -> None:  # type: ignore[no-untyped-def]
    from solieu.app.tracing import steps

    for step in steps(found, done.snapshot, workspace.definitions(done.snapshot.moment).territory):
        mark = f" [{step.mark}]" if step.mark else ""
        say(f"{'  ' * (step.depth + 1)}{step.what}{mark}  {step.how}  {step.key}".rstrip())
        for line in (step.place, step.sent, step.note):
            if line:
                say(f"{'  ' * (step.depth + 2)}  {line}")


def _history(done: Compiled, key: FactKey) -> None:
    from solieu.app.tracing import history, shown

    for revision in history(done.snapshot, key):
        say(f"  Lần {revision.number}: {shown(revision.reading)}, {revision.accepted_by} tiếp nhận "
            f"{write_moment(revision.accepted_at)}, {revision.submission}")  # fmt: skip


def _used(done: Compiled, key: FactKey) -> None:
    from solieu.app.tracing import sentences_with
    from solieu.reports import used_by

    ids = frozenset(used_by(done.report, key))
    say(f"Dùng ở {len(ids)} chỗ của báo cáo {done.report.id} kỳ {done.report.period}:")
    for sentence in sentences_with(done.report, ids):
        say(f"  {sentence.figure}: “{sentence.text}”")


@click.command()
@click.argument("key")
@click.argument("source", type=click.Choice(["stated", "units", "formula"]))
@click.argument("reason")
@click.option("--basis", default="")
@click.option("--submission", default="", help="Lần gửi của nguồn được chọn, khi nhiều nơi cùng ghi.")
@in_workspace
def decide(workspace: Workspace, user: str, key: str, source: str, reason: str, basis: str, submission: str) -> None:
    """Số chốt: nguồn nào được dùng cho một số liệu, vì sao."""
    from solieu import actions
    from solieu.facts import Source

    try:
        parsed = parse_fact_key(key)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    actions.decide(workspace.context(user), parsed, Source(source), reason, basis=basis, submission=submission)
    say(f"Đã chốt {key} theo nguồn {source}.")


@click.command()
@click.argument("section")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--report", default="bao_cao_quy", show_default=True)
@click.option("--period", type=PERIOD, required=True)
@click.option("--sender", default="", help="Cơ quan viết.")
@in_workspace
def narrate(workspace: Workspace, user: str, section: str, file: str, report: str, period: Period, sender: str) -> None:
    """Gửi phần viết của một mục báo cáo, từ một tệp Markdown."""
    from solieu.actions import accept_narrative

    root = workspace.definitions().catalog.root_unit
    text = Path(file).read_text(encoding="utf-8")
    written = accept_narrative(workspace.context(user), report=report, section=section, period=period, unit=root,
                               sender=sender or root, text=text)  # fmt: skip
    say(f"Đã nhận phần viết {section} kỳ {period}, bản {written.version}.")
