"""Taking back a report that was edited in Word: which draft it is, what changed, and what becomes of each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from solieu.actions import RefusalError
from solieu.app.publishing import Compiled, compiled
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Workspace
from solieu.core import Period
from solieu.documents.docx_returned import Returned, read_returned
from solieu.reports.adopting import Binder, candidates
from solieu.reports.printed_page import identified, paper_title
from solieu.reports.setting import Setting
from solieu.reports.taking_back import Owners, TakenBack, printed_units, returned_units, take_back


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came back, beside the report as it was printed. ``is_known_by`` says how it was recognised."""

    done: Compiled
    returned: Returned
    taken: TakenBack
    moment: datetime
    by_identity: bool

    @property
    def period(self) -> Period:
        return self.done.report.period


def take_back_file(
    workspace: Workspace, content: bytes, name: str, *, report: str = "", period: Period | None = None, user: str = ""
) -> Came:
    """Raises UnreadableError for a file that cannot be read, RefusalError for one that is no report of this workspace."""
    require_whole_area(workspace.context(user))
    returned = read_returned(content, name)
    if returned.document.stamp:
        raise RefusalError(f"văn bản đóng dấu {returned.document.stamp}; không đưa văn bản mật vào hệ thống này")
    known = identified(returned.identity) or _titled(workspace, returned)
    if known is not None:
        report, period, moment = known
    else:
        report, period, moment = _named(workspace, report, period)
    done = compiled(workspace, report, period, as_of=moment)
    return Came(done, returned, _taken(done, returned), moment, known is not None)


def _titled(workspace: Workspace, returned: Returned) -> tuple[str, Period, datetime] | None:
    """By the title and the moment in the properties: they outlive the keywords in the old .doc."""
    try:
        second = datetime.fromisoformat(returned.created).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return None
    rows = [row for row in workspace.store.reports() if second <= row.moment < second + timedelta(seconds=1)]
    moment = rows[-1].moment if rows else second + timedelta(seconds=1, microseconds=-1)
    for definition in workspace.definitions().catalog.reports.values():
        for period in {row.period for row in workspace.store.reports() if row.report == definition.id}:
            if returned.title == paper_title(definition, period):
                return definition.id, period, moment
    return None


def _named(workspace: Workspace, report: str, period: Period | None) -> tuple[str, Period, datetime]:
    """The last draft, of a report and period where they are given."""
    rows = [row for row in workspace.store.reports() if report in ("", row.report) and period in (None, row.period)]
    if not rows:
        raise RefusalError("tệp không cho biết là dự thảo nào và chưa có dự thảo báo cáo nào; nêu --report và --period")
    return rows[-1].report, rows[-1].period, rows[-1].moment


def _taken(done: Compiled, returned: Returned) -> TakenBack:
    printed = printed_units(done.report, done.paper)
    figures = frozenset(figure.id for figure in done.report.figures)
    units = returned_units(returned, figures)
    owners = Owners(done.held.catalog, done.snapshot)
    return take_back(done.report, printed, returned, units, owners, lambda: _binder(done))


def _binder(done: Compiled) -> Binder:
    from solieu.derive import Evaluator

    evaluator = Evaluator(done.held.catalog, done.held.territory, done.snapshot)
    setting = Setting(evaluator, done.report.id, done.report.period, done.report.unit)
    return Binder(setting, candidates(setting))
