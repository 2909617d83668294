"""Superiors' blanks: which are mapped, what each cell takes, the blank filled for a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from solieu.actions import Actor, RefusalError
from solieu.app import worklist
from solieu.app.foreign.filling import MistakenMappingError, Outcome, fill_blank, map_blank
from solieu.app.foreign.keeping import mapped_blanks, mapping_text, save_mapping
from solieu.app.foreign.mapping import MappedCell
from solieu.core import Finding
from solieu.vietnamese import write_number
from solieu.web.serving import definitions, serving
from solieu.web.submissions import XLSX
from solieu.web.visitors import deed, may, need, reading
from solieu.web.work import asked_period

SERIES = {
    "actual": gettext_lazy("thực hiện cả kỳ"),
    "actual_at_cut_off": gettext_lazy("thực hiện đến ngày chốt"),
    "estimate": gettext_lazy("ước thực hiện"),
}
PERIODS = {
    "this": gettext_lazy("kỳ này"),
    "previous": gettext_lazy("kỳ trước"),
    "same_last_year": gettext_lazy("cùng kỳ"),
    "year": gettext_lazy("cả năm"),
}


@reading
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    blanks = [
        {"name": name, "mapping": mapping, "mistakes": mistakes, "count": _count(mapping)}
        for name, mapping, mistakes in mapped_blanks(serving().workspace)
    ]
    return render(request, "foreign_blanks.html", {"blanks": blanks, "may_map": may(actor, "report.draft", "")})


def _count(mapping: Any) -> int:
    return sum(map(len, mapping.sheets.values())) if mapping else 0


@reading
def page(request: HttpRequest, *, actor: Actor, name: str) -> HttpResponse:
    """What each cell takes, with the value that it would get for the period."""
    workspace = serving().workspace
    period = asked_period(request, workspace)
    text = _text(name)
    mistakes: tuple[Finding, ...] = ()
    outcome = Outcome()
    try:
        outcome = fill_blank(workspace, name, period, user=actor.user)
    except MistakenMappingError as mistaken:
        mistakes = mistaken.findings
    return _shown(request, actor, name, text, mistakes, outcome)


def _shown(request: HttpRequest, actor: Actor, name: str, text: str, mistakes: Iterable[Finding],
           outcome: Outcome, status: int = 200) -> HttpResponse:  # fmt: skip
    workspace = serving().workspace
    context = {
        "name": name,
        "text": text,
        "mistakes": tuple(mistakes),
        "outcome": outcome,
        "lines": list(_lines(outcome)),
        "suggestions": sum(line.lstrip().startswith("# -") for line in text.splitlines()),
        "period": asked_period(request, workspace),
        "periods": worklist.periods(workspace),
        "may_map": may(actor, "report.draft", ""),
    }
    return render(request, "foreign_blank.html", context, status=status)


def _lines(outcome: Outcome) -> Iterator[dict[str, str]]:
    for sheet, cell, line in outcome.placed:
        value = outcome.written.get((sheet, cell))
        shown = value if isinstance(value, str) else "" if value is None else write_number(value, _decimals(value))
        yield {"sheet": sheet, "cell": cell or "?", "place": " × ".join(filter(None, (line.row, line.column))),
               "what": _meaning(line), "measure": line.measure, "value": shown}  # fmt: skip


def _decimals(value: Any) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _meaning(line: MappedCell) -> str:
    """Diện tích gieo trồng (lúa), ước thực hiện, kỳ này."""
    if line.text:
        return f"“{line.text}”"
    catalog = definitions().catalog
    title = catalog.indicators[line.indicator].title
    cut = ", ".join(catalog.dimensions[dimension].members.get(member, member) for dimension, member in line.cut)
    level = catalog.target_levels.get(line.series.partition(":")[2], "")
    series = str(SERIES.get(line.series, level))
    return f"{title}{f' ({cut})' if cut else ''}, {series}, {PERIODS[line.period]}"


def _text(name: str) -> str:
    try:
        return mapping_text(serving().workspace, name)
    except RefusalError as error:
        raise Http404(str(error)) from None


@require_POST
@reading
def add(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Keep a new blank and propose what its cells take."""
    need(actor, "report.draft", "")
    name, file = request.POST.get("ten", "").strip(), request.FILES.get("tep")
    back = reverse("foreign")

    def act() -> str:
        if file is None:
            raise RefusalError("chưa chọn tệp biểu trắng")
        found = map_blank(serving().workspace, file.read(), file.name or "", name, user=actor.user)
        words = _("Đã giữ biểu trắng: %(sure)d ô nhận ra, %(doubt)d gợi ý cần xem lại.")
        return words % {"sure": found.sure, "doubt": len(found.lines) - found.sure}

    answer = deed(request, act, back)
    is_kept = any(one == name for one, _mapping, _mistakes in mapped_blanks(serving().workspace))
    return HttpResponseRedirect(reverse("foreign_blank", args=[name])) if is_kept else answer


@require_POST
@reading
def save(request: HttpRequest, *, actor: Actor, name: str) -> HttpResponse:
    """A corrected mapping; with mistakes it is shown again as it was typed."""
    need(actor, "report.draft", "")
    _text(name)
    text = request.POST.get("bang", "")
    mistakes = save_mapping(serving().workspace, name, text, user=actor.user)
    if mistakes:
        return _shown(request, actor, name, text, mistakes, Outcome(), 422)
    return deed(request, lambda: _("Đã lưu bảng ánh xạ."), reverse("foreign_blank", args=[name]))


@reading
def download(request: HttpRequest, *, actor: Actor, name: str) -> HttpResponse:
    workspace = serving().workspace
    period = asked_period(request, workspace)
    _text(name)
    done = fill_blank(workspace, name, period, user=actor.user)
    answer = HttpResponse(done.content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{period}.xlsx") or "attachment"
    return answer
