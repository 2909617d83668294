"""What goes out: a report compiled as of a moment, printed in the formats that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from solieu.actions import RefusalError, ReportRow, issue
from solieu.actions.transitions import REPORT, following
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Definitions, Workspace
from solieu.catalog.model import ReportDefinition
from solieu.core import Period
from solieu.documents import Paper
from solieu.facts import Snapshot
from solieu.reports import Report, compile_report, figures_json, to_paper
from solieu.vietnamese import VIETNAM

FORMATS = ("docx", "pdf", "html", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report with everything that printing it needs."""

    report: Report
    held: Definitions
    snapshot: Snapshot
    draft: int
    number: str = ""  # of an issued report, with the day on which it was issued
    issued_on: date | None = None

    @property
    def definition(self) -> ReportDefinition:
        return self.held.catalog.reports[self.report.id]

    @property
    def paper(self) -> Paper:
        draft = 0 if self.number else self.draft
        return to_paper(self.report, self.definition, draft=draft, number=self.number, day=self.issued_on)


def compiled(
    workspace: Workspace, report: str, period: Period, *, as_of: datetime | None = None, is_judged: bool = True
) -> Compiled:
    """Catalogue, facts and narratives as of one moment; without one, as they stand. As of a moment at which the report
    stood issued it is the issued one, with its number and day and the figures that were signed."""
    rows = [row for row in workspace.store.reports() if (row.report, row.period) == (report, period)]
    issued = _issued_at(rows, as_of) if as_of else None
    moment = issued.moment if issued else as_of or workspace.now()
    held = workspace.definitions(moment)
    if report not in held.catalog.reports:
        raise RefusalError(f"không có báo cáo “{report}”; có: {', '.join(held.catalog.reports)}")
    snapshot = workspace.snapshot(moment)
    drafts = [row.draft for row in rows if row.moment <= moment]
    found = compile_report(held.catalog, held.territory, snapshot, report, period, is_judged=is_judged)
    done = Compiled(found, held, snapshot, max(drafts, default=1))
    return _as_issued(done, issued.number, issued.issued_at) if issued and issued.issued_at else done


def _issued_at(rows: Iterable[ReportRow], moment: datetime) -> ReportRow | None:
    """The report if it stood issued at a moment: not replaced, recalled or drafted anew since."""
    known = [row for row in rows if row.at and row.at <= moment]
    return known[-1] if known and known[-1].state == "issued" else None


def _as_issued(done: Compiled, number: str, at: datetime) -> Compiled:
    return replace(done, number=number, issued_on=at.astimezone(VIETNAM).date())


def printed(done: Compiled, format: str) -> bytes:
    """The bytes of one format. Time stamps inside are the moment's, so that the same moment gives the same bytes."""
    writers: Mapping[str, Callable[[], bytes]] = {
        "docx": partial(_word, done),
        "pdf": partial(_pdf, done),
        "html": lambda: _page(done).encode(),
        "json": lambda: figures_json(done.report, done.snapshot).encode(),
        "xlsx": lambda: _tables(done),
    }
    if format not in writers:
        raise RefusalError(f"không có định dạng “{format}”; có: {', '.join(FORMATS)}")
    return writers[format]()


def _word(done: Compiled) -> bytes:
    from solieu.documents.docx import write_docx  # each format brings a library of its own

    return write_docx(done.paper, moment=done.snapshot.moment)


def _pdf(done: Compiled) -> bytes:
    from solieu.documents.pdf import write_pdf

    return write_pdf(done.paper, moment=done.snapshot.moment)


def _page(done: Compiled) -> str:
    """The page that stands alone: every figure leads to its source at the end."""
    from solieu.app.trace_text import Teller  # only the page tells where figures come from
    from solieu.documents.html import write_html

    teller = Teller(done)
    sources = {figure.id: tuple(teller.figure(figure)) for figure in done.report.figures}
    return write_html(done.paper, sources=sources)


def _tables(done: Compiled) -> bytes:
    from solieu.app.exports.annexes import annex_workbook  # only this format needs it

    return annex_workbook(done)


def filename(done: Compiled, format: str) -> str:
    return f"{done.report.id}.{done.report.period}.{format}"


def issue_report(
    workspace: Workspace, report: str, period: Period, *, user: str, number: str, gaps_accepted: str = ""
) -> tuple[ReportRow, int]:
    """Issue the last draft as of its moment and seal every format of it; also how many places are missing."""
    context = workspace.context(user)
    require_whole_area(context)
    last = workspace.store.last_report(report, period)
    if last is None:
        raise RefusalError(f"báo cáo {report} kỳ {period} chưa có dự thảo")
    following(REPORT, last.state, "issue", f"{report} kỳ {period}")
    done = _as_issued(compiled(workspace, report, period, as_of=last.moment), number, context.now)
    gaps = len(done.report.gaps)
    copies = {format: printed(done, format) for format in FORMATS}
    return issue(context, report, period, number=number, gaps=gaps, gaps_accepted=gaps_accepted, copies=copies), gaps


def sealed_copy(workspace: Workspace, report: str, period: Period, format: str, *, user: str = "") -> bytes:
    """What was issued last, byte for byte, whatever has happened since."""
    require_whole_area(workspace.context(user))
    issued = [
        row for row in workspace.store.reports() if (row.report, row.period, row.state) == (report, period, "issued")
    ]
    if not issued:
        raise RefusalError(f"báo cáo {report} kỳ {period} chưa được phát hành")
    if format not in issued[-1].copies:
        raise RefusalError(f"bản phát hành không có định dạng “{format}”; có: {', '.join(issued[-1].copies)}")
    return workspace.store.content(issued[-1].copies[format])
