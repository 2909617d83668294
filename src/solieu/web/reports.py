"""Reports: the list, one report as the official document with a link behind every figure, its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from solieu import actions
from solieu.actions import Actor, ReportRow
from solieu.actions.transitions import IN_VIETNAMESE
from solieu.app import worklist
from solieu.app.publishing import FORMATS, Compiled, filename, printed
from solieu.app.tracing import MARKS
from solieu.core import Period
from solieu.documents import Gap, Heading, runs_of
from solieu.documents.html import CSS, gap_id, write_html
from solieu.facts import Provenance
from solieu.web import wording
from solieu.web.beside import remarks_of
from solieu.web.compiled import Asked, asked, compiled_once
from solieu.web.serving import definitions, serving
from solieu.web.visitors import deed, may, need, reading

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FEW_GAPS = 6  # so many are shown at once, more are folded
NAMES = {"docx": "Word", "pdf": "PDF", "html": "HTML", "json": "JSON", "xlsx": "Excel"}


@reading
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Every report of the catalogue with the periods that it was drafted for."""
    workspace = serving().workspace
    rows = workspace.store.reports()
    known = []
    for name, definition in definitions().catalog.reports.items():
        drafts = _last_of_each_period(row for row in rows if row.report == name)
        known.append({"id": name, "definition": definition, "drafts": [_draft_line(row) for row in drafts],
                      "next": worklist.current_period(workspace).next()})  # fmt: skip
    return render(request, "reports.html", {"reports": known})


def _last_of_each_period(rows: Iterator[ReportRow]) -> list[ReportRow]:
    last = {row.period: row for row in rows}
    return sorted(last.values(), key=lambda row: row.period.end, reverse=True)


def _draft_line(row: ReportRow) -> dict[str, Any]:
    return {"row": row, "state": IN_VIETNAMESE[row.state], "words": wording.report_state(row)}


@reading
def page(request: HttpRequest, *, actor: Actor, report: str, period: Period) -> HttpResponse:
    """The report with a link behind every figure and every finding beside its words."""
    wanted = asked(request, report, period)
    done = compiled_once(wanted)
    remarks, gaps = remarks_of(done), _gaps(done)
    answered = sum(finding.fingerprint in done.snapshot.explanations for finding in done.report.findings)
    rows = [row for row in serving().workspace.store.reports() if (row.report, row.period) == (report, period)]
    context = {
        "done": done,
        "period": period,
        "wanted": wanted,
        "body": mark_safe(_body(done, wanted, remarks.by_figure)),
        "contents": list(_contents(done)),
        "remarks": remarks,
        "answered": answered,
        "gaps": gaps,
        "gap_count": sum(len(group["gaps"]) for group in gaps),
        "files": [(NAMES[name], reverse("download", args=[report, period, name]) + wanted.query) for name in FORMATS],
        "drafts": [_draft_line(row) for row in rows if row.state == "draft"],
        "state": _draft_line(rows[-1]) if rows else None,
        "periods": _periods(report, period),
        "may_draft": may(actor, "report.draft", definitions().catalog.root_unit),
        "marks": _marks_used(done),
    }
    return render(request, "report.html", context)


def _body(done: Compiled, wanted: Asked, beside: Any) -> str:
    known = {figure.id: figure for figure in done.report.figures}

    def link(figure: str) -> str:
        return figure_url(wanted, figure)

    def kind(figure: str) -> str:
        return " ".join(sorted(mark.value for mark in known[figure].provenance if mark is not Provenance.REPORTED))

    def title(figure: str) -> str:
        said = [MARKS[mark] for mark in known[figure].provenance if mark is not Provenance.REPORTED]
        return _("Nguồn số liệu") + (f" – {_('có số')} {', '.join(said)}" if said else "")

    return write_html(done.paper, link=link, standalone=False, beside=beside, kind=kind, title=title, entry=entry_url)


def entry_url(source: str) -> str:
    """The entry of a register behind words of the report (cau/lung_na)."""
    register, _mark, name = source.partition("/")
    return reverse("entry", args=[register, name])


def figure_url(wanted: Asked, figure: str) -> str:
    return reverse("figure", args=[wanted.report, wanted.period, figure]) + wanted.query


def _contents(done: Compiled) -> Iterator[tuple[int, str, str]]:
    """Level, words and anchor of every heading, as the page numbers them; an annex begins with its own line."""
    paper, number = done.paper, 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            number += 1
            yield block.level, block.text, f"muc-{number}"
    for place, annex in enumerate(paper.annexes, 1):
        yield 1, f"{annex.title}: {annex.subtitle}" if annex.subtitle else annex.title, f"phu-luc-{place}"


def _gaps(done: Compiled) -> list[dict[str, Any]]:
    """What is missing, once each, by who owes it; each with the anchor of the first place that says so."""
    paper = done.paper
    blocks = (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks))
    said = {run.text for block in blocks for run in runs_of(block) if isinstance(run, Gap)}
    by_owner: dict[str, dict[str, str]] = {}
    for gap in done.report.gaps:
        anchor = gap_id(gap.text) if gap.text in said else ""
        by_owner.setdefault(gap.owner, {}).setdefault(gap.text.strip("[]"), anchor)
    few = sum(map(len, by_owner.values())) <= FEW_GAPS
    name = definitions().territory.name
    return [
        {
            "owner": wording.capital(name(owner, done.report.period.end)) if owner else _("Chưa rõ nơi nợ"),
            "gaps": [{"text": text, "anchor": anchor} for text, anchor in gaps.items()],
            "open": few,
        }
        for owner, gaps in by_owner.items()
    ]


def _periods(report: str, period: Period) -> list[Period]:
    """The periods to choose from: those with drafts, this one and its neighbours."""
    known = {row.period for row in serving().workspace.store.reports() if row.report == report}
    return sorted({*known, period, period.previous(), period.next()}, key=lambda one: one.end, reverse=True)


def _marks_used(done: Compiled) -> list[tuple[str, str]]:
    used = {mark for figure in done.report.figures for mark in figure.provenance}
    return [(mark.value, MARKS[mark]) for mark in (Provenance.IMPLIED, Provenance.ILLUSTRATIVE) if mark in used]


@reading
def download(request: HttpRequest, *, actor: Actor, report: str, period: Period, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404
    done = compiled_once(asked(request, report, period))
    answer = HttpResponse(printed(done, format), content_type=TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="{filename(done, format)}"'
    return answer


@require_POST
@reading
def draft(request: HttpRequest, *, actor: Actor, report: str, period: Period) -> HttpResponse:
    """Fix the moment whose figures the next draft shows."""
    if report not in definitions().catalog.reports:
        raise Http404
    need(actor, "report.draft", definitions().catalog.root_unit)

    def act() -> str:
        row = actions.draft_report(serving().workspace.context(actor.user), report, period)
        return _("Đã lập dự thảo lần %d.") % row.draft

    return deed(request, act, reverse("report", args=[report, period]))


def paper_css(request: HttpRequest) -> HttpResponse:
    """The same rules as in the page that stands alone."""
    answer = HttpResponse(CSS, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "max-age=300"
    return answer
