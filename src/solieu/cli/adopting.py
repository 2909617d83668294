"""``solieu adopt``: last quarter's Word file becomes the template of this quarter's report."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, opened_workspace, refusals, say
from solieu.core import Period
from solieu.documents.reading import read_file
from solieu.documents.unread import Unread

if TYPE_CHECKING:
    from solieu.app.adopting import Adoption
    from solieu.reports.adopting import Binding, Taken

_LISTED = 40  # places that are named on a terminal; --format json has them all


@click.command()
@click.argument("file", type=click.Path())
@click.option("--period", type=PERIOD, required=True, help="Kỳ của báo cáo trong tệp.")
@click.option("--as", "report", required=True, metavar="TÊN", help="Tên đặt cho báo cáo, chữ thường không dấu.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--workspace", "folder", type=click.Path(), default=None, help="Thư mục không gian làm việc.")
@click.pass_context
def adopt(ctx: click.Context, file: str, period: Period, report: str, format_: str, folder: str | None) -> None:
    """Nhận một báo cáo đã có (.docx, .pdf, .md, .txt) làm mẫu: gắn từng số với số liệu của kỳ, giữ phần viết.

    Số gắn được thành chỗ điền, kỳ sau tự thay; số chưa chắc giữ nguyên trong phần viết và được liệt kê để xem lại.
    Người thực hiện ghi trước lệnh: solieu --as TÊN adopt ...
    """
    from solieu.app.adopting import adopt as take

    document = read_file(file)
    if isinstance(document, Unread):
        click.echo(f"Lỗi: {file}: {document.reason}.", err=True)
        raise SystemExit(2)
    with refusals():
        workspace, user = opened_workspace(ctx, folder)
        done = take(workspace, document, report, period, user=user)
    say(_as_json(done) if format_ == "json" else _as_text(done, file))


def _as_text(done: Adoption, file: str) -> str:
    figures = done.adopted.figures
    became = Counter(_became(taken) for taken in figures)
    head = (
        f"Đã nhận {file} làm báo cáo {done.report}, kỳ {done.period}: {len(done.adopted.sections)} mục, "
        f"{len(done.adopted.narratives)} phần viết.\n"
        f"Số liệu: {len(figures)}; thành chỗ điền {became['slot']}, có thể là một hay vài số liệu {became['offered']}, "
        f"chưa thấy nguồn {became['unknown']}."
    )
    open_ = [taken for taken in figures if not taken.is_slot]
    lines = [f"  dòng {taken.line}: “{taken.binding.mention.surface}” {_why(taken)}" for taken in open_[:_LISTED]]
    more = [f"  … còn {len(open_) - _LISTED} số; xem đủ bằng --format json"] if len(open_) > _LISTED else []
    return "\n".join((head, *lines, *more, f"Xem bản lập lại: solieu compile {done.report} --period {done.period}"))


def _became(taken: Taken) -> str:
    return "slot" if taken.is_slot else "offered" if taken.binding.chosen or taken.binding.offered else "unknown"


def _why(taken: Taken) -> str:
    binding = taken.binding
    if binding.chosen:
        return f"là {binding.chosen.reference} nhưng mẫu không in được đúng chữ này; giữ nguyên trong phần viết"
    if binding.offered:
        return f"có thể là {', '.join(one.reference for one in binding.offered[:3])}"
    return "không khớp số liệu nào của kỳ"


def _as_json(done: Adoption) -> str:
    return json.dumps(
        {
            "report": done.report,
            "period": str(done.period),
            "sections": list(done.adopted.sections),
            "narratives": list(done.adopted.narratives),
            "figures": [_figure(taken) for taken in done.adopted.figures],
        },
        ensure_ascii=False,
        indent=1,
    )


def _figure(taken: Taken) -> dict[str, object]:
    binding: Binding = taken.binding
    key = binding.chosen.key if binding.chosen else None
    return {
        "line": taken.line,
        "start": taken.start,
        "end": taken.end,
        "printed": binding.mention.surface,
        "part": binding.part,
        "indicator": key.indicator if key else None,
        "series": str(key.series) if key else None,
        "cut": dict(key.cut) if key else None,
        "comparison": binding.comparison.kind if binding.comparison else None,
        "slot": taken.is_slot,
        "offered": [one.reference for one in binding.offered],
    }
