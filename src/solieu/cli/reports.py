"""``solieu compile`` and ``solieu trace``; số chốt and narratives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import MOMENT, PERIOD, finding_line, in_workspace, say, write
from solieu.core import Period, parse_fact_key
from solieu.vietnamese import write_quantity

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled
    from solieu.app.trace_text import Teller
    from solieu.app.workspace import Workspace
    from solieu.reports.adopting import Taken

_FIGURE = re.compile(r"f[a-z2-7]{6}\Z")
_CELL = re.compile(r"[^/:]+(?:/[^/:]+)?:[\w.]+\Z")  # B05:01, B05/NS-Q:01, b05_ns_q:01; a key has more strokes


@click.command("compile")
@click.argument("report", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--as-of", type=MOMENT, default=None, help="Danh mục, số liệu và phần viết tại thời điểm này.")
@click.option(
    "--format", "formats", default="docx,pdf,html,json", show_default=True, help="Các định dạng, cách nhau dấu phẩy."
)
@click.option("--output", default=".", show_default=True, help="Thư mục, hoặc - cho đầu ra chuẩn (một định dạng).")
@in_workspace
def compile_(
    workspace: Workspace, user: str, report: str, period: Period, as_of: datetime | None, formats: str, output: str
) -> None:
    """Lập báo cáo từ số liệu đã tiếp nhận."""
    from solieu.app.publishing import FORMATS, compiled, filename, printed
    from solieu.app.queries import require_whole_area

    require_whole_area(workspace.context(user))
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    strange = [name for name in wanted if name not in FORMATS]
    if strange or not wanted:
        raise click.UsageError(f"không có định dạng “{', '.join(strange)}”; có: {', '.join(FORMATS)}")
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
@click.argument("what", metavar="SỐ_LIỆU")
@click.option("--report", default="", help="Báo cáo để tìm câu dùng số liệu (mặc định: báo cáo của kỳ).")
@click.option("--period", type=PERIOD, default=None, help="Kỳ của báo cáo (mặc định: kỳ của dự thảo gần nhất).")
@click.option("--as-of", type=MOMENT, default=None, help="Theo những gì đã có tại thời điểm này.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Cách in."
)
@in_workspace
def trace(
    workspace: Workspace, user: str, what: str, report: str, period: Period | None, as_of: datetime | None, format_: str
) -> None:
    """Truy một số liệu cả hai chiều. SỐ_LIỆU: khóa số liệu, mã số trong báo cáo (f...), hoặc BIỂU:DÒNG."""
    from solieu.app.queries import require_whole_area
    from solieu.app.trace_text import Teller

    require_whole_area(workspace.context(user))
    done = _report_for(workspace, what, report, period, as_of)
    teller = Teller(done)
    if _FIGURE.match(what):
        lines = _figure(done, teller, what, format_)
    elif _CELL.match(what):
        lines = _cell(done, teller, *what.rsplit(":", 1))
    else:
        lines = [*_key(done, teller, what, format_), *(_beside(workspace, user, what) if format_ == "text" else ())]
    for line in lines:
        say(line)


def _report_for(
    workspace: Workspace, what: str, report: str, period: Period | None, as_of: datetime | None
) -> Compiled:
    from solieu.actions import RefusalError
    from solieu.app.publishing import compiled

    drafts = [row for row in workspace.store.reports() if period in (None, row.period)]
    chosen = period or (drafts[-1].period if drafts else None)
    if chosen is None:
        raise RefusalError("chưa có dự thảo báo cáo nào; nêu kỳ bằng --period")
    first = drafts[-1].report if drafts else next(iter(workspace.definitions(as_of).catalog.reports))
    return compiled(workspace, report or first, chosen, as_of=as_of)


def _figure(done: Compiled, teller: Teller, id: str, format_: str) -> Iterable[str]:
    from solieu.reports import dump
    from solieu.reports.figures_json import figure_of

    figure = done.report.figure(id)
    if figure is None:
        raise click.ClickException(f"Báo cáo {done.report.id} kỳ {done.report.period} không có số mang mã {id}")
    return [dump(figure_of(figure, done.snapshot)).rstrip()] if format_ == "json" else teller.figure(figure)


def _key(done: Compiled, teller: Teller, text: str, format_: str) -> Iterable[str]:
    from solieu.reports import dump, trace_of

    try:
        key = parse_fact_key(text)
    except ValueError:
        raise click.ClickException(
            f"Không hiểu “{text}”; viết khóa số liệu (chỉ_tiêu/đơn_vị/kỳ/loại), mã số của báo cáo hoặc BIỂU:DÒNG"
        ) from None
    if format_ == "json":
        return [dump(trace_of(teller.setting.evaluator.trace(key), done.snapshot)).rstrip()]
    return teller.key(key)


def _beside(workspace: Workspace, user: str, text: str) -> Iterable[str]:
    """Where several senders state one figure: all of them, with their values."""
    from solieu.actions import stated_by
    from solieu.app.tracing import shown

    stated = list(stated_by(workspace.context(user), parse_fact_key(text)))
    if len({sent.sender for sent, _ in stated}) < 2:
        return ()
    return [
        "Các nơi cùng ghi số này:",
        *(f"  {shown(fact.reading)}  {sent.sender}, {sent.id}" for sent, fact in stated),
    ]


def _cell(done: Compiled, teller: Teller, form: str, row: str) -> Iterable[str]:
    lines = list(teller.cell(form, row))
    if not lines:
        raise click.ClickException(
            f"Không có biểu {form} dòng {row} kỳ {done.report.period}; xem: solieu list submissions --period {done.report.period}"
        )
    return lines


@click.command()
@click.argument("key", metavar="KHÓA")
@click.argument("source", metavar="stated|units|formula", type=click.Choice(["stated", "units", "formula"]))
@click.argument("reason", metavar="LÝ_DO")
@click.option("--basis", default="", help="Căn cứ: biên bản, văn bản.")
@click.option("--submission", default="", help="Lần gửi của nguồn được chọn, khi nhiều nơi cùng ghi.")
@in_workspace
def decide(workspace: Workspace, user: str, key: str, source: str, reason: str, basis: str, submission: str) -> None:
    """Số chốt: nguồn nào được dùng cho một số liệu, vì sao (stated: số đơn vị ghi; units: cộng các đơn vị; formula)."""
    from solieu import actions
    from solieu.facts import Source

    try:
        parsed = parse_fact_key(key)
    except ValueError:
        raise click.ClickException(f"Không hiểu khóa số liệu “{key}”; viết chỉ_tiêu/đơn_vị/kỳ/loại") from None
    actions.decide(workspace.context(user), parsed, Source(source), reason, basis=basis, submission=submission)
    say(f"Đã chốt {key} theo nguồn {source}.")


@click.command()
@click.argument("section", metavar="MỤC")
@click.argument("file", metavar="TỆP", type=click.Path(dir_okay=False), required=False)
@click.option("--report", default="bao_cao_quy", show_default=True, help="Báo cáo.")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--sender", default="", help="Cơ quan viết.")
@click.option("--original", default="", metavar="TỆP", help="Không gửi; lấy lại văn bản gốc của phần viết hiện hành.")
@in_workspace
def narrate(
    workspace: Workspace,
    user: str,
    section: str,
    file: str | None,
    report: str,
    period: Period,
    sender: str,
    original: str,
) -> None:
    """Gửi phần viết của một mục báo cáo: tệp Markdown có chỗ điền, hoặc Word, PDF, văn bản của cơ quan viết.

    Số trong văn bản Word được gắn với số liệu đã tiếp nhận; số khác với biểu và phép tính sai được nêu ra.
    """
    from solieu.app.sender_texts import original_of, receive_text

    if original:
        write(original_of(workspace, report=report, section=section, period=period), original)
        return
    if file is None:
        raise click.ClickException("Cần tệp phần viết, hoặc --original TỆP để lấy lại văn bản gốc.")
    done = receive_text(workspace, Path(file).read_bytes(), file, report=report, section=section, period=period,
                        sender=sender, user=user)  # fmt: skip
    say(f"Đã nhận phần viết {section} kỳ {period}, bản {done.narrative.version}.")
    for line in _bound(done.figures):
        say(line)
    for finding in done.findings:
        say(finding_line(finding))


def _bound(figures: Sequence[Taken]) -> Iterator[str]:
    """How many figures of a document were bound, and which contradict what was accepted."""
    if figures:
        yield f"Số liệu: gắn được {sum(taken.is_slot for taken in figures)}/{len(figures)}."
    for taken in figures:
        if known := taken.binding.contradicted:
            quantity = known.quantity
            yield (
                f"  dòng {taken.line}: văn bản ghi “{taken.binding.mention.surface}” nhưng số đã tiếp nhận là "
                f"{write_quantity(quantity)} ({known.label}); đề nghị đối chiếu với biểu."
            )
