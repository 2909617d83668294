"""The life of a report: drafts, two sign-offs by different people, issue, replacement, recall (Decree 30/2020, Art. 18).

Content and layout are answered for by two people (Art. 12). A report with gaps goes out only by a named person's
recorded decision. The issued files are kept as they went out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solieu.actions.context import Context, RefusalError, ReportRow, deed
from solieu.actions.journal import record
from solieu.actions.transitions import REPORT, following
from solieu.core import Period


def draft_report(context: Context, report: str, period: Period) -> ReportRow:
    """Fix the moment whose figures the next draft shows; sign-offs of an earlier draft no longer count."""
    if report not in context.catalog.reports:
        raise RefusalError(f"không có báo cáo “{report}”; có: {', '.join(context.catalog.reports)}")
    with deed(context) as context:
        _require(context, "report.draft")
        last = context.store.last_report(report, period)
        if last is not None:
            following(REPORT, last.state, "draft", f"{report} kỳ {period}")
        number = last.draft + 1 if last else 1
        return _put(context, "report.draft", ReportRow(report, period, number, "draft", context.now))


def sign_content(context: Context, report: str, period: Period) -> ReportRow:
    with deed(context) as context:
        row = _moved(context, report, period, "sign_content")
        return _put(context, "report.sign_content", replace(row, content_signed_by=context.actor.user))


def sign_layout(context: Context, report: str, period: Period) -> ReportRow:
    with deed(context) as context:
        row = _moved(context, report, period, "sign_layout")
        if row.content_signed_by == context.actor.user:
            raise RefusalError("người ký duyệt nội dung không ký duyệt thể thức của cùng văn bản")
        return _put(context, "report.sign_layout", replace(row, layout_signed_by=context.actor.user))


def issue(context: Context, report: str, period: Period, *, number: str, gaps: int, gaps_accepted: str = "",
          copies: Mapping[str, bytes] | None = None) -> ReportRow:  # fmt: skip
    """``gaps`` is how many figures or texts are missing; ``gaps_accepted`` is the decision to issue all the same.
    ``copies`` are the files that go out, by format; they are sealed."""
    with deed(context) as context:
        row = _moved(context, report, period, "issue")
        if gaps and not gaps_accepted.strip():
            raise RefusalError(f"còn {gaps} chỗ thiếu; phát hành cần người có thẩm quyền quyết định và ghi lý do")
        if not number.strip():
            raise RefusalError("phát hành cần số văn bản")
        sealed = {format: context.store.seal(content) for format, content in sorted((copies or {}).items())}
        issued = replace(row, number=number.strip(), issued_at=context.now, gaps_accepted=gaps_accepted.strip(),
                         copies=sealed)  # fmt: skip
        return _put(context, "report.issue", issued)


def replace_report(context: Context, report: str, period: Period) -> ReportRow:
    with deed(context) as context:
        return _put(context, "report.replace", _moved(context, report, period, "replace"))


def recall(context: Context, report: str, period: Period) -> ReportRow:
    with deed(context) as context:
        return _put(context, "report.recall", _moved(context, report, period, "recall"))


def _require(context: Context, action: str) -> None:
    context.require(action, context.catalog.root_unit)


def _moved(context: Context, report: str, period: Period, verb: str) -> ReportRow:
    _require(context, f"report.{verb}")
    row = context.store.last_report(report, period)
    if row is None:
        raise RefusalError(f"báo cáo {report} kỳ {period} chưa có dự thảo")
    return replace(row, state=following(REPORT, row.state, verb, f"{report} kỳ {period}"))


def _put(context: Context, action: str, row: ReportRow) -> ReportRow:
    row = replace(row, at=context.now)
    context.store.add_report(row)
    copies = " ".join(f"{format}={digest}" for format, digest in row.copies.items()) if action == "report.issue" else ""
    record(context, action, f"{row.report}/{row.period}/{row.draft}", state=row.state, number=row.number,
           gaps_accepted=row.gaps_accepted, copies=copies)  # fmt: skip
    return row
