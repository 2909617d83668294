"""Nhiệm vụ: by unit, late first, with the one person, the deadline, and what waits for what."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from solieu.actions import Actor, Context
from solieu.app import worklist
from solieu.app.task_text import unit_name
from solieu.app.tasks import Task, by_unit, loose_targets, tasks
from solieu.vietnamese.moments import read_day
from solieu.web import register_lines as lines
from solieu.web.register_lines import context_of
from solieu.web.serving import serving
from solieu.web.visitors import may_read_all, signed_in

MOST_OWN = 10
CHOICES = ("", "qua_han", "sap_den_han", "tat_ca")


@signed_in
def listing(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Everything that is open, of one's own unit or, for those who follow the whole area, of all units."""
    context = context_of(actor)
    day = read_day(request.GET.get("ngay", "")) or worklist.today(serving().workspace)
    asked = request.GET.get("xem", "") if request.GET.get("xem", "") in CHOICES else ""
    unit = request.GET.get("don_vi", "")
    known = tasks(context, day, with_done=asked == "tat_ca")
    shown = [task for task in known if unit in ("", task.lead) and asked in ("", "tat_ca", task.standing)]
    answer = {
        "day": day,
        "asked": asked,
        "unit": unit,
        "units": sorted({(task.lead, unit_name(context, task.lead)) for task in known if task.lead}, key=_name),
        "groups": [_group(context, lead, some) for lead, some in by_unit(shown)],
        "total": len(shown),
        "late": sum(task.is_late for task in known),
        "soon": sum(task.is_soon for task in known),
        "loose": loose_targets(context, day.year) if may_read_all(actor) and not (unit or asked) else (),
    }
    return render(request, "tasks.html", answer)


def own_tasks(actor: Actor) -> list[dict[str, Any]]:
    """What the bodies for which this person records have to do, the most urgent first."""
    own = {unit for role, unit in actor.roles if role == "nguoi_lap_bieu" and unit}
    if not own:
        return []
    context = context_of(actor)
    found = tasks(context, worklist.today(serving().workspace))
    return [_line(context, task) for task in found if task.lead in own][:MOST_OWN]


def _name(unit: tuple[str, str]) -> str:
    return unit[1]


def _group(context: Context, lead: str, some: tuple[Task, ...]) -> dict[str, Any]:
    return {
        "name": unit_name(context, lead),
        "late": sum(task.is_late for task in some),
        "soon": sum(task.is_soon for task in some),
        "lines": [_line(context, task) for task in some],
    }


def _line(context: Context, task: Task) -> dict[str, Any]:
    return {
        "task": task,
        "register": task.register,
        "clock": lines.clock_line(task.clock) if task.clock else None,
        "support": ", ".join(unit_name(context, unit) for unit in task.support),
        "progress": task.text("progress"),
        "reply": task.text("reply"),
        "source": task.text("source"),
        "mark": lines.MARKS[task.state.entry.provenance],
    }
