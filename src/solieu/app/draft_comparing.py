"""Two drafts of a report side by side, and a blackline of what became of one."""

from __future__ import annotations

from dataclasses import dataclass

from solieu.actions import RefusalError
from solieu.app.publishing import Compiled, compiled
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Workspace
from solieu.core import Period
from solieu.documents.document import Document
from solieu.documents.docx_blackline import write_blackline
from solieu.documents.docx_returned import Returned
from solieu.reports.taking_back import Owners, TakenBack, printed_units, take_back
from solieu.reports.taking_back.blackline import blackline

AUTHOR = "SoLieu"


@dataclass(frozen=True, slots=True)
class DraftComparison:
    """``taken`` says what the later draft has otherwise than the earlier one."""

    first: int
    second: int
    later: Compiled
    taken: TakenBack


def compare_drafts(
    workspace: Workspace, report: str, period: Period, first: int = 0, second: int = 0, *, user: str = ""
) -> DraftComparison:
    """The last two drafts where none are named. Raises RefusalError for a draft that there is not."""
    require_whole_area(workspace.context(user))
    moments = {
        row.draft: row.moment for row in workspace.store.reports() if (row.report, row.period) == (report, period)
    }
    second = second or max(moments, default=0)
    first = first or second - 1
    for draft in (first, second):
        if draft not in moments:
            there = ", ".join(map(str, moments)) or "chưa có"
            raise RefusalError(f"báo cáo {report} kỳ {period} không có dự thảo lần {draft}; đang có: {there}")
    earlier, later = (compiled(workspace, report, period, as_of=moments[draft]) for draft in (first, second))
    units = printed_units(later.report, later.paper)
    nothing = Returned(Document("", "", ()))
    owners = Owners(earlier.held.catalog, earlier.snapshot)
    taken = take_back(earlier.report, printed_units(earlier.report, earlier.paper), nothing, units, owners)
    return DraftComparison(first, second, later, taken)


def blackline_of(taken: TakenBack, done: Compiled) -> bytes:
    """A Word file whose tracked changes lead from the printed report to what came back, or to the later draft."""
    title = f"So sánh: {done.paper.title}"
    return write_blackline(title, blackline(taken), author=AUTHOR, moment=done.snapshot.moment)
