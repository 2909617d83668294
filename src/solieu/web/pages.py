"""Pages: what there is, one report, one figure down to its cells, one submission."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from solieu.actions import Actor, RefusalError, checked
from solieu.actions.transitions import IN_VIETNAMESE
from solieu.app.publishing import FORMATS, Compiled, compiled, filename, printed
from solieu.app.tracing import MARKS, history, sentences_with, shown, steps
from solieu.core import Finding, Period
from solieu.documents.html import CSS, write_html
from solieu.facts import Provenance, Submission
from solieu.reports import Figure
from solieu.vietnamese import write_period
from solieu.web.beside import remarks_of
from solieu.web.serving import serving
from solieu.web.visitors import reading, refused

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reading
def home(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Reports and what has been sent."""
    workspace = serving().workspace
    held = workspace.definitions()
    drafts = [
        {
            "report": row.report,
            "title": held.catalog.reports[row.report].title if row.report in held.catalog.reports else row.report,
            "period": row.period,
            "words": write_period(row.period),
            "state": IN_VIETNAMESE[row.state],
            "draft": row.draft,
        }
        for row in workspace.store.reports()
    ]
    sent = [_sent_line(one) for one in workspace.store.submissions()]
    return render(request, "home.html", {"drafts": drafts, "sent": sent, "actor": actor, "catalog": held.catalog})


@reading
def report(request: HttpRequest, *, actor: Actor, report: str, period: Period) -> HttpResponse:
    """The report with a link behind every figure and every finding beside its words."""
    done = _compiled(report, period)
    remarks = remarks_of(done)
    link = partial(_figure_url, report, period)
    body = write_html(done.paper, link=link, standalone=False, beside=remarks.by_figure)
    answered = sum(finding.fingerprint in done.snapshot.explanations for finding in done.report.findings)
    context = {
        "done": done,
        "period": period,
        "words": write_period(period),
        "body": mark_safe(body),
        "loose": remarks.loose,
        "answered": answered,
        "formats": [(name, reverse("download", args=[report, period, name])) for name in FORMATS],
        "gaps": done.report.gaps,
        "actor": actor,
    }
    return render(request, "report.html", context)


@reading
def download(request: HttpRequest, *, actor: Actor, report: str, period: Period, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404
    done = _compiled(report, period)
    answer = HttpResponse(printed(done, format), content_type=TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="{filename(done, format)}"'
    return answer


@reading
def figure(request: HttpRequest, *, actor: Actor, report: str, period: Period, figure: str) -> HttpResponse:
    """Where one number comes from: formula, forms, cells, senders, explanation, history."""
    done = _compiled(report, period)
    found = done.report.figure(figure)
    if found is None:
        return refused(request, f"báo cáo này không có số mang mã {figure}", 404)
    workspace = serving().workspace
    territory = workspace.definitions().territory
    context = {
        "figure": found,
        "sentences": sentences_with(done.report, frozenset((figure,))),
        "steps": [_step_line(step) for step in steps(found.trace, done.snapshot, territory)],
        "history": _history(found, done),
        "doubts": [_doubt(doubt, done) for doubt in _doubts_about(found, done)],
        "marks": [MARKS[mark] for mark in found.provenance if mark is not Provenance.REPORTED],
        "elsewhere": _elsewhere(found, done, report, period),
        "back": f"{reverse('report', args=[report, period])}#{figure}",
        "area": territory.name(found.area, period.end),
        "period_words": write_period(found.period),
        "indicator": _title(found, done),
        "actor": actor,
    }
    return render(request, "figure.html", context)


@reading
def submission(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    """What one sender handed in, figure by figure, with what was found."""
    workspace = serving().workspace
    found = workspace.store.submission(id)
    if found is None:
        return refused(request, f"không có lần gửi {id}", 404)
    context = workspace.context(actor.user)
    result = checked(context, found)
    lines = [
        {"row": fact.origin.row, "field": fact.origin.field, "cell": fact.origin.cell, "key": str(fact.key),
         "value": shown(fact.reading), "mark": MARKS[fact.provenance], "note": fact.note}
        for fact in found.staged
    ]  # fmt: skip
    said = context.store.explanations()
    doubts = [
        {"finding": doubt, "explanation": said.get(doubt.fingerprint), "word": doubt.consequence.in_vietnamese}
        for doubt in (*found.doubts, *result.findings)
    ]
    return render(
        request, "submission.html", {"sent": _sent_line(found), "lines": lines, "doubts": doubts, "actor": actor}
    )


@reading
def original(request: HttpRequest, *, actor: Actor, id: str) -> HttpResponse:
    """The bytes as they arrived."""
    store = serving().workspace.store
    found = store.submission(id)
    if found is None:
        raise Http404
    kind = XLSX if found.filename.endswith(".xlsx") else "text/plain; charset=utf-8"
    answer = HttpResponse(store.content(found.sha256), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def paper_css(request: HttpRequest) -> HttpResponse:
    """The same rules as in the page that stands alone."""
    answer = HttpResponse(CSS, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "max-age=3600"
    return answer


def _compiled(report: str, period: Period) -> Compiled:
    """Compiled once for each state of the workspace: nothing changes without a row in the journal."""
    last = serving().workspace.store.last_journal_row()
    try:
        return _kept(report, period, last.digest if last else "")
    except RefusalError as refusal:
        raise Http404(str(refusal)) from None


@lru_cache(maxsize=16)
def _kept(report: str, period: Period, state: str) -> Compiled:
    return compiled(serving().workspace, report, period)


def _figure_url(report: str, period: Period, figure: str) -> str:
    return reverse("figure", args=[report, period, figure])


def _sent_line(sent: Submission) -> dict[str, Any]:
    territory = serving().workspace.definitions().territory
    forms = serving().workspace.definitions().catalog.forms
    return {
        "id": sent.id,
        "form": forms[sent.form].code if sent.form in forms else sent.form,
        "unit": territory.name(sent.unit, sent.period.end),
        "sender": territory.name(sent.sender, sent.period.end),
        "period": write_period(sent.period, "short"),
        "state": IN_VIETNAMESE[sent.state],
        "sent_at": sent.sent_at,
        "actor": sent.actor,
        "behalf": sent.on_behalf_of,
        "file": sent.filename,
        "sha256": sent.sha256,
    }


def _step_line(step: Any) -> dict[str, Any]:
    return {"step": step, "indent": min(step.depth, 6), "submission": step.sent.partition(",")[0], "sent": step.sent}


def _doubts_about(found: Figure, done: Compiled) -> list[Finding]:
    keys = {str(key) for key in found.trace.every_key()}
    return [doubt for doubt in done.report.findings if doubt.where.key in keys]


def _doubt(doubt: Finding, done: Compiled) -> dict[str, Any]:
    return {
        "finding": doubt,
        "explanation": done.snapshot.explanations.get(doubt.fingerprint),
        "word": doubt.consequence.in_vietnamese,
    }


def _history(found: Figure, done: Compiled) -> list[dict[str, Any]]:
    if found.key is None:
        return []
    decision = done.snapshot.decisions.get(found.key)
    lines = [
        {"number": revision.number, "value": shown(revision.reading), "by": revision.accepted_by,
         "at": revision.accepted_at, "submission": revision.submission, "what": ""}
        for revision in history(done.snapshot, found.key)
    ]  # fmt: skip
    if decision is not None:
        lines.append({"number": "", "value": "số chốt", "by": decision.decided_by, "at": decision.decided_at,
                      "submission": "", "what": decision.reason})  # fmt: skip
    return lines


def _elsewhere(found: Figure, done: Compiled, report: str, period: Period) -> list[dict[str, str]]:
    """Other places of the report that print this very figure."""
    others = {
        other.id for other in done.report.figures if other.key and other.key == found.key and other.id != found.id
    }
    return [
        {"text": sentence.text, "url": _figure_url(report, period, sentence.figure)}
        for sentence in sentences_with(done.report, frozenset(others))
    ]


def _title(found: Figure, done: Compiled) -> str:
    """What the figure is about; "" for a number of a register entry."""
    known = serving().workspace.definitions().catalog.indicators.get(found.indicator)
    return known.title if known else ""
