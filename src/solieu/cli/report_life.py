"""``solieu report``: draft, the two sign-offs, issue, replacement, recall, and the sealed copies of what was issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say, write
from solieu.core import Period
from solieu.vietnamese import write_moment

if TYPE_CHECKING:
    from solieu.actions import ReportRow
    from solieu.app.corrections import Corrected
    from solieu.app.workspace import Workspace


@click.group()
def report() -> None:
    """Báo cáo từ dự thảo đến phát hành: lập dự thảo, ký duyệt, phát hành, thay thế, thu hồi."""


@report.command("draft")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@in_workspace
def report_draft(workspace: Workspace, user: str, name: str, period: Period) -> None:
    """Lập dự thảo: chốt thời điểm của số liệu. Chữ ký duyệt của dự thảo trước không còn giá trị."""
    from solieu.actions import draft_report

    row = draft_report(workspace.context(user), name, period)
    say(f"Đã lập dự thảo lần {row.draft} của {name} kỳ {period}, số liệu đến {write_moment(row.moment)}.")


@report.command("sign")
@click.argument("what", metavar="content|layout", type=click.Choice(["content", "layout"]))
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@in_workspace
def report_sign(workspace: Workspace, user: str, what: str, name: str, period: Period) -> None:
    """Ký duyệt nội dung (content), rồi thể thức (layout); hai người khác nhau."""
    from solieu.actions import sign_content, sign_layout

    signed = (sign_content if what == "content" else sign_layout)(workspace.context(user), name, period)
    words = "nội dung" if what == "content" else "thể thức"
    say(f"Đã ký duyệt {words} dự thảo lần {signed.draft} của {name} kỳ {period}.")


@report.command("issue")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--number", required=True, help="Số, ký hiệu văn bản.")
@click.option("--accept-gaps", default="", help="Quyết định phát hành dù còn chỗ thiếu: ai quyết định, vì sao.")
@in_workspace
def report_issue(workspace: Workspace, user: str, name: str, period: Period, number: str, accept_gaps: str) -> None:
    """Phát hành dự thảo đã ký duyệt; bản phát hành được lưu nguyên."""
    from solieu.app.publishing import issue_report

    row, gaps = issue_report(workspace, name, period, user=user, number=number, gaps_accepted=accept_gaps)
    said = f", còn {gaps} chỗ thiếu" if gaps else ""
    say(f"Đã phát hành {name} kỳ {period}, số {row.number}{said}; lưu nguyên bản {', '.join(row.copies)}.")


@report.command("replace")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@in_workspace
def report_replace(workspace: Workspace, user: str, name: str, period: Period) -> None:
    """Thay thế bản đã phát hành; sau đó lập dự thảo mới."""
    from solieu.actions import replace_report

    row = replace_report(workspace.context(user), name, period)
    say(f"Bản số {row.number} của {name} kỳ {period} đã được thay thế; lập dự thảo mới bằng “solieu report draft”.")


@report.command("recall")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@in_workspace
def report_recall(workspace: Workspace, user: str, name: str, period: Period) -> None:
    """Thu hồi bản đã phát hành."""
    from solieu.actions import recall

    row = recall(workspace.context(user), name, period)
    say(f"Đã thu hồi bản số {row.number} của {name} kỳ {period}.")


@report.command("compare")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--from", "first", type=int, default=0, help="Dự thảo trước (mặc định: trước lần cuối).")
@click.option("--to", "second", type=int, default=0, help="Dự thảo sau (mặc định: lần cuối).")
@click.option("--blackline", default="", metavar="TỆP.docx", help="Ghi bản so sánh: tệp Word có theo dõi thay đổi.")
@in_workspace
def report_compare(
    workspace: Workspace, user: str, name: str, period: Period, first: int, second: int, blackline: str
) -> None:
    """So hai dự thảo: số liệu nào đổi, lời nào sửa."""
    from solieu.app.draft_comparing import blackline_of, compare_drafts
    from solieu.app.taking_back_text import compared_lines

    found = compare_drafts(workspace, name, period, first, second, user=user)
    for line in compared_lines(found):
        say(line)
    if blackline:
        write(blackline_of(found.taken, found.later), blackline)
        say(f"Bản so sánh: {blackline}")


@report.command("list")
@click.argument("name", metavar="[BÁO_CÁO]", default="")
@in_workspace
def report_list(workspace: Workspace, user: str, name: str) -> None:
    """Quá trình của các báo cáo, từ dự thảo đầu tiên."""
    for row in workspace.context(user).store.reports():
        if name in ("", row.report):
            say(_line(row))


def _line(row: ReportRow) -> str:
    from solieu.actions.transitions import IN_VIETNAMESE

    signed = [
        f"nội dung: {row.content_signed_by}" if row.content_signed_by else "",
        f"thể thức: {row.layout_signed_by}" if row.layout_signed_by else "",
        f"số {row.number} ngày {write_moment(row.issued_at)}" if row.issued_at else "",
        f"quyết định về chỗ thiếu: {row.gaps_accepted}" if row.gaps_accepted else "",
    ]
    more = "; ".join(part for part in signed if part)
    head = f"{row.report} {row.period} dự thảo lần {row.draft}: {IN_VIETNAMESE[row.state]}, số liệu đến"
    return f"{head} {write_moment(row.moment)}" + (f" ({more})" if more else "")


@report.command("copy")
@click.argument("name", metavar="BÁO_CÁO")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--format", "format_", default="docx", show_default=True, help="docx, pdf, html hoặc json.")
@click.option("--output", default="", help="Tệp, hoặc - cho đầu ra chuẩn.")
@in_workspace
def report_copy(workspace: Workspace, user: str, name: str, period: Period, format_: str, output: str) -> None:
    """Lấy lại nguyên bản đã phát hành, đúng từng byte."""
    from solieu.app.publishing import sealed_copy

    content = sealed_copy(workspace, name, period, format_, user=user)
    target = output or str(Path(f"{name}.{period}.{format_}"))
    write(content, target)
    if target != "-":
        say(f"Đã chép nguyên bản phát hành vào {target}")


@report.command("corrections")
@in_workspace
def report_corrections(workspace: Workspace, user: str) -> None:
    """Số liệu đính chính sau khi phát hành chạm đến bản nào, số nào; để quyết định đính chính hoặc thay thế văn bản."""
    from solieu.app.corrections import touched_reports

    found = touched_reports(workspace, user=user)
    if not found:
        say("Chưa có báo cáo nào đang ở trạng thái đã phát hành.")
    for touched in found:
        row = touched.row
        head = f"{touched.title}, kỳ {row.period}, số {row.number}"
        said = f"{len(touched.figures)} số nay đã khác" if touched.figures else "các số vẫn như khi phát hành"
        say(f"{head}: {said}.")
        for corrected in touched.figures:
            say(_corrected(corrected))


def _corrected(corrected: Corrected) -> str:
    figure = corrected.figure
    now = f"nay là {corrected.now}" if corrected.now else "nay không còn số liệu"
    why = "; ".join(
        f"{revision.submission} tiếp nhận {write_moment(revision.accepted_at)}" for revision in corrected.revisions[:3]
    )
    return f"  {figure.section}: “{figure.printed}” {now}" + (f" ({why})" if why else "")
