"""One figure down to its cells: where it comes from, which sources compete, what was doubted, what changed, who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from solieu import actions
from solieu.actions import Actor
from solieu.app.publishing import Compiled
from solieu.app.trace_tree import Reader
from solieu.app.tracing import MARKS, history, sentences, shown
from solieu.core import FactKey, Finding, Period, parse_fact_key
from solieu.derive import Evaluator
from solieu.facts import Provenance, Source, Submission
from solieu.reports import Figure, Report, used_by
from solieu.reports.gaps import describe, member_title
from solieu.reports.setting import Setting
from solieu.rules.sources import WORDS
from solieu.web import wording
from solieu.web.addresses import own_address
from solieu.web.compiled import Asked, asked, compiled_once
from solieu.web.faults import refused
from solieu.web.serving import definitions, serving
from solieu.web.visitors import deed, may, need, reading

MOST_KEYS = 60  # sources are compared for so many facts behind a figure


@reading
def page(request: HttpRequest, *, actor: Actor, report: str, period: Period, figure: str) -> HttpResponse:
    """Nguồn số liệu of one printed number."""
    wanted = asked(request, report, period)
    done = compiled_once(wanted)
    found = done.report.figure(figure)
    if found is None:
        return refused(request, _("Báo cáo này không có số mang mã %s") % figure, 404)
    setting = setting_of(done)
    own = frozenset((figure,))
    context = {
        "figure": found,
        "period": period,
        "report": done.definition,
        "wanted": wanted,
        "back": f"{reverse('report', args=[report, period])}{wanted.query}#{figure}",
        "title": _title(found, setting),
        "whose": wording.capital(setting.unit_name(found.area)),
        "unit": "" if found.unit in found.printed else found.unit,
        "sentences": _marked(done.report, own),
        "node": reader_of(setting).node(found.trace),
        "marks": [(mark.value, MARKS[mark]) for mark in found.provenance if mark is not Provenance.REPORTED],
        "doubts": [_doubt(doubt, done) for doubt in _doubts_about(found, done)],
        "sources": list(_sources(found, setting)),
        "rivals": list(_rivals(found, setting)),
        "history": list(_history(found, setting)),
        "elsewhere": _elsewhere(found, done, wanted),
        "may_decide": wanted.moment is None and may(actor, "fact.decide", done.report.unit),
    }
    return render(request, "figure.html", context)


def setting_of(done: Compiled) -> Setting:
    """The facts and the catalogue that the report was compiled from."""
    held = serving().workspace.definitions(done.snapshot.moment)
    evaluator = Evaluator(held.catalog, held.territory, done.snapshot)
    return Setting(evaluator, done.report.id, done.report.period, done.report.unit)


def reader_of(setting: Setting) -> Reader:
    """Turns traces into trees, in the words of this setting."""

    def name(key: FactKey) -> str:
        return wording.capital(setting.territory.name(key.unit, key.period.end))

    return Reader(setting.snapshot, lambda key: describe(key, setting), name, _sender)


def _title(found: Figure, setting: Setting) -> str:
    """What the figure is about; of a number that a phrase computes, what the phrase speaks of."""
    if found.key is not None:
        return wording.capital(describe(found.key, setting))
    known = setting.catalog.indicators.get(found.indicator)
    cut = ", ".join(member_title(name, member, setting) for name, member in found.cut)
    return (known.title if known else _("Số ghi trong sổ")) + (f" ({cut})" if cut else "")


def _marked(report: Report, figures: frozenset[str]) -> list[dict[str, Any]]:
    """Sentences with the figure in the middle. One sentence may print the same text twice: figures come in the order of
    their words, so the search goes on behind the figure before."""
    printed = {figure.id: figure.printed for figure in report.figures}
    found, last, start = [], "", 0
    for sentence in sentences(report):
        start = start if sentence.text == last else 0
        text, last = printed[sentence.figure], sentence.text
        at = max(sentence.text.find(text, start), 0)
        start = at + len(text)
        if sentence.figure in figures:
            parts = {"before": sentence.text[:at], "printed": text, "after": sentence.text[start:]}
            found.append({**parts, "section": sentence.section, "figure": sentence.figure})
    return found


# --- doubts


def _doubts_about(found: Figure, done: Compiled) -> list[Finding]:
    keys = {str(key) for key in found.trace.every_key()}
    return [doubt for doubt in done.report.findings if doubt.where.key in keys]


def _doubt(doubt: Finding, done: Compiled) -> dict[str, Any]:
    return {"finding": doubt, "explanation": done.snapshot.explanations.get(doubt.fingerprint)}


# --- sources side by side


def _keys(found: Figure) -> list[FactKey]:
    return list(dict.fromkeys(found.trace.every_key()))


def _sources(found: Figure, setting: Setting) -> Iterator[dict[str, Any]]:
    """Every key behind the figure that more than one source knows, or that somebody decided about."""
    reader = reader_of(setting)
    for key in _keys(found)[:MOST_KEYS]:
        known = setting.evaluator.sources(key)
        decision = setting.snapshot.decisions.get(key)
        if len(known) < 2 and decision is None:
            continue
        held = setting.evaluator.trace(key)
        lines = [
            {
                "source": source,
                "words": wording.capital(WORDS[source]),
                "node": reader.node(trace),
                "holds": trace == held,
            }
            for source, trace in known.items()
        ]
        yield {"key": str(key), "title": wording.capital(describe(key, setting)),
               "unit": wording.capital(setting.territory.name(key.unit, key.period.end)),
               "lines": lines, "decision": decision}  # fmt: skip


def _rivals(found: Figure, setting: Setting) -> Iterator[dict[str, Any]]:
    """Figures for the same key that other senders handed in; they stay as they were sent."""
    held = {key: fact.submission for key in _keys(found)[:MOST_KEYS] if (fact := setting.snapshot.facts.get(key))}
    store = serving().workspace.store
    for sent in setting.snapshot.submissions.values():
        if not any((sent.unit, sent.period) == (key.unit, key.period) for key in held):
            continue
        whole = store.submission(sent.id)
        for one in whole.staged if whole else ():
            if one.key in held and sent.sender != setting.snapshot.submissions[held[one.key]].sender:
                yield {"title": wording.capital(describe(one.key, setting)), "value": shown(one.reading),
                       "key": str(one.key), "sent": sent, "sender": _sender(sent), "cell": one.origin.cell}  # fmt: skip


def _sender(sent: Submission) -> str:
    return wording.capital(definitions().territory.name(sent.sender, sent.period.end))


@require_POST
@reading
def decide(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Số chốt: which source holds, why, and on which ground."""
    try:
        key, source = parse_fact_key(request.POST.get("khoa", "")), Source(request.POST.get("nguon", ""))
    except ValueError:
        return refused(request, _("Yêu cầu gửi đến không đúng khuôn dạng"), 400)
    need(actor, "fact.decide", key.unit)

    def act() -> str:
        context = serving().workspace.context(actor.user)
        reason, basis = request.POST.get("ly_do", ""), request.POST.get("can_cu", "").strip()
        submission = request.POST.get("lan_gui", "")
        actions.decide(context, key, source, reason, basis=basis, submission=submission)
        return _("Đã chốt số; báo cáo dùng nguồn vừa chọn.")

    return deed(request, act, own_address(request, request.POST.get("ve", "/")))


# --- history and use


def _history(found: Figure, setting: Setting) -> Iterator[dict[str, Any]]:
    """Every revision of the facts behind the figure that were corrected since they were first accepted."""
    for key in _keys(found):
        revisions = history(setting.snapshot, key)
        if len(revisions) < 2:
            continue
        yield {"title": wording.capital(describe(key, setting)),
               "unit": wording.capital(setting.territory.name(key.unit, key.period.end)),
               "revisions": [{"revision": one, "value": shown(one.reading)} for one in reversed(revisions)]}  # fmt: skip


def _elsewhere(found: Figure, done: Compiled, wanted: Asked) -> list[dict[str, Any]]:
    """Other sentences that print this very figure, and figures that are computed from it."""
    if found.key is None:
        return []
    ids = frozenset(used_by(done.report, found.key)) - {found.id}
    by_id = {figure.id: figure for figure in done.report.figures}
    return [
        {
            **marked,
            "same": by_id[marked["figure"]].key == found.key,
            "url": reverse("figure", args=[wanted.report, wanted.period, marked["figure"]]) + wanted.query,
        }
        for marked in _marked(done.report, ids)
    ]
