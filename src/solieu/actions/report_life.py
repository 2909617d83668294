"""The life of a report: drafts, two sign-offs by different people, issue, replacement, recall (Decree 30/2020, Art. 18).

Content and layout are answered for by two people (Art. 12). A report with gaps goes out only by a named person's
recorded decision.
"""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context, RefusalError, ReportRow
from solieu.actions.journal import record
from solieu.actions.transitions import REPORT, following
from solieu.core import Period


def draft_report(context: Context, report: str, period: Period) -> ReportRow:
    """Fix the moment whose figures the next draft shows."""
    last = _last(context, report, period)
    if last is not None and last.state not in ("replaced", "recalled"):
        following(REPORT, last.state, "draft", report)
    number = last.draft + 1 if last else 1
    return _put(context, "report.draft", ReportRow(report, period, number, "draft", context.now))


def sign_content(context: Context, report: str, period: Period) -> ReportRow:
    row = _moved(context, report, period, "sign_content")
    return _put(context, "report.sign_content", replace(row, content_signed_by=context.actor.user))


def sign_layout(context: Context, report: str, period: Period) -> ReportRow:
    row = _moved(context, report, period, "sign_layout")
    if row.content_signed_by == context.actor.user:
        raise RefusalError("người ký duyệt nội dung không ký duyệt thể thức của cùng văn bản")
    return _put(context, "report.sign_layout", replace(row, layout_signed_by=context.actor.user))


def issue(
    context: Context, report: str, period: Period, *, number: str, gaps: int, gaps_accepted: str = ""
) -> ReportRow:
    """``gaps`` is how many figures or texts are missing; ``gaps_accepted`` is the decision to issue all the same."""
    row = _moved(context, report, period, "issue")
    if gaps and not gaps_accepted.strip():
        raise RefusalError(f"còn {gaps} chỗ thiếu; phát hành cần người có thẩm quyền quyết định và ghi lý do")
    if not number.strip():
        raise RefusalError("phát hành cần số văn bản")
    issued = replace(row, number=number.strip(), issued_at=context.now, gaps_accepted=gaps_accepted.strip())
    return _put(context, "report.issue", issued)


def replace_report(context: Context, report: str, period: Period) -> ReportRow:
    return _put(context, "report.replace", _moved(context, report, period, "replace"))


def recall(context: Context, report: str, period: Period) -> ReportRow:
    return _put(context, "report.recall", _moved(context, report, period, "recall"))


def _moved(context: Context, report: str, period: Period, verb: str) -> ReportRow:
    row = _last(context, report, period)
    if row is None:
        raise RefusalError(f"báo cáo {report} kỳ {period} chưa có dự thảo")
    return replace(row, state=following(REPORT, row.state, verb, report))


def _last(context: Context, report: str, period: Period) -> ReportRow | None:
    rows = [row for row in context.store.reports() if (row.report, row.period) == (report, period)]
    return rows[-1] if rows else None


def _put(context: Context, action: str, row: ReportRow) -> ReportRow:
    context.require(action, context.catalog.root_unit)
    with context.store.transaction():
        context.store.add_report(row)
        name = f"{row.report}/{row.period}/{row.draft}"
        record(context, action, name, state=row.state, number=row.number, gaps_accepted=row.gaps_accepted)
    return row
