"""The list of tasks as text: for a terminal, and to paste into a chat."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.actions import Context
from solieu.app.deadlines import clock_words
from solieu.app.tasks import LooseTarget, Task, by_unit
from solieu.vietnamese import write_date


def task_line(task: Task) -> str:
    """Nội dung (người), hạn 15/04/2024: quá hạn 05 ngày; chờ: ..."""
    parts = [task.label]
    if task.person:
        parts.append(f"({task.person})")
    due = f", hạn {write_date(task.clock.due)}" if task.clock and task.clock.due else ""
    said = f": {clock_words(task.clock)}" if task.clock else ""
    progress = f"; tiến độ: {task.text('progress')}" if task.text("progress") else ""
    waits = f"; chờ: {', '.join(one.label for one in task.waiting)}" if task.waiting else ""
    reply = f"; trả lời: {task.text('reply')}" if task.text("reply") else ""
    return f"{' '.join(parts)}{due}{said}{progress}{waits}{reply}"


def tasks_text(context: Context, found: Iterable[Task]) -> str:
    """By unit, late first; each with the number of late and soon due ones."""
    known = tuple(found)
    if not known:
        return "Không có nhiệm vụ nào."
    lines: list[str] = []
    for lead, some in by_unit(known):
        late, soon = sum(task.is_late for task in some), sum(task.is_soon for task in some)
        name = unit_name(context, lead)
        lines.append(f"{name}: {len(some)} nhiệm vụ, {late} quá hạn, {soon} sắp đến hạn")
        lines += [f"  {task.id}: {task_line(task)}" for task in some]
    total, late = len(known), sum(task.is_late for task in known)
    lines.append(f"Cộng {total} nhiệm vụ, {late} quá hạn, {sum(task.is_soon for task in known)} sắp đến hạn.")
    return "\n".join(lines)


def unit_name(context: Context, unit: str) -> str:
    if not unit:
        return "Chưa có đơn vị chủ trì"
    name = context.territory.name(unit, context.today) if unit in context.territory.units else unit
    return name[:1].upper() + name[1:]


def loose_text(found: Iterable[LooseTarget]) -> str:
    lines = [f"  {one.indicator} ({one.title}): {one.fault}" for one in found]
    if not lines:
        return "Chỉ tiêu nào được giao cũng có đơn vị phụ trách và nhiệm vụ."
    return "\n".join([f"{len(lines)} chỉ tiêu được giao mà chưa có người theo:", *lines])
