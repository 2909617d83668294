"""Chuyển kỳ: what a new period takes over from the last one. Nothing is written into the new period by itself.

Estimates of the last period are held against the actuals that have come since; the last prose is laid out beside each
section with its stale words marked; tasks that are not done go with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from solieu.app.workspace import Workspace
from solieu.catalog.model import Catalog
from solieu.core import FactKey, Period, Quantity, Series
from solieu.derive import Evaluator
from solieu.documents.spreadsheet_text import csv_text
from solieu.facts import Narrative
from solieu.registers import clocks_of, state_of
from solieu.reports import narratives_of
from solieu.reports.stale import marked, stale_words
from solieu.vietnamese import write_date, write_period, write_quantity

HEAD_ESTIMATES = ("Chỉ tiêu", "Khóa", "Ước", "Chính thức", "Chênh lệch", "Tình trạng")
HEAD_TASKS = ("Sổ", "Mục", "Đơn vị chủ trì", "Người phụ trách", "Hạn", "Tình trạng")


class Standing(StrEnum):
    MOVED = "thay đổi"
    SAME = "không đổi"
    WAITING = "chờ số chính thức"


@dataclass(frozen=True, slots=True)
class Estimated:
    """An estimate of the last period and what became of it; ``actual`` is None while nobody has sent it."""

    key: FactKey
    estimate: Quantity
    actual: Quantity | None

    @property
    def standing(self) -> Standing:
        if self.actual is None:
            return Standing.WAITING
        return Standing.SAME if self.actual.value == self.estimate.value else Standing.MOVED


@dataclass(frozen=True, slots=True)
class LastProse:
    """What was written for a section of a report, for its owner to write anew."""

    report: str
    section: str
    owner: str
    guidance: str
    narrative: Narrative

    @property
    def stale(self) -> int:
        return sum(1 for _ in stale_words(self.narrative.text))


def estimates_of(workspace: Workspace, period: Period) -> tuple[Estimated, ...]:
    """Every estimate of the whole area for a period, in the order of the catalogue, beside the actual of the period."""
    held, snapshot = workspace.definitions(), workspace.snapshot()
    evaluator = Evaluator(held.catalog, held.territory, snapshot)
    wanted = {
        key.at(unit=held.catalog.root_unit) for key in snapshot.facts
        if key.period == period and key.series == Series.estimate()
    }  # fmt: skip
    places = {id: place for place, id in enumerate(held.catalog.indicators)}
    in_order = sorted(wanted, key=lambda key: (places.get(key.indicator, len(places)), key.cut))
    found = ((key, evaluator.trace(key).reading.quantity) for key in in_order)
    return tuple(
        Estimated(key, quantity, evaluator.trace(key.at(series=Series.actual())).reading.quantity)
        for key, quantity in found if quantity is not None
    )  # fmt: skip


def estimates_csv(found: Iterable[Estimated], catalog: Catalog) -> bytes:
    """One line an estimate, for the office to see what moved and who still owes the actual."""
    rows = [[*HEAD_ESTIMATES], *(_estimate_row(one, catalog) for one in found)]
    return _sheet(rows)


def _estimate_row(one: Estimated, catalog: Catalog) -> list[str]:
    actual = write_quantity(one.actual, prose=False) if one.actual else ""
    moved = (
        Quantity(one.actual.value - one.estimate.value, one.actual.unit, one.actual.decimals) if one.actual else None
    )
    return [
        catalog.indicators[one.key.indicator].title,
        str(one.key),
        write_quantity(one.estimate, prose=False),
        actual,
        write_quantity(moved, prose=False) if moved and moved.value else "",
        one.standing,
    ]


def last_prose(workspace: Workspace, period: Period) -> Iterator[LastProse]:
    """The last version of every narrative of the period before, section by section."""
    held, snapshot = workspace.definitions(), workspace.snapshot()
    for report in held.catalog.reports.values():
        for node in narratives_of(report):
            place = (report.id, node.id, period, held.catalog.root_unit)
            texts = [one for one in snapshot.narratives if (one.report, one.section, one.period, one.unit) == place]
            if texts:
                latest = max(texts, key=lambda one: one.version)
                yield LastProse(report.id, node.id, node.owner, node.guidance, latest)


def prose_sheet(prose: LastProse, owner: str, period: Period) -> str:
    """A page for the owner of a section: what is asked for, the last text with marks, room for the new one."""
    return "\n".join(
        (
            f"Mục: {prose.section} ({prose.report}), {write_period(period, 'short')}",
            f"Đơn vị viết: {owner}",
            f"Nội dung yêu cầu: {prose.guidance}",
            "",
            f"Kỳ trước ({write_period(prose.narrative.period, 'short')}); chữ trong ⟦ ⟧ là của kỳ trước, cần viết lại:",
            "",
            marked(prose.narrative.text).strip(),
            "",
            f"Kỳ này ({write_period(period, 'short')}):",
            "",
            "",
        )
    )


def open_tasks(workspace: Workspace, period: Period) -> Iterator[list[str]]:
    """Tasks that are not done when the period begins: register, entry, unit, person, deadline, how it stands."""
    held, first = workspace.definitions(), period.window()[0]
    for register in held.catalog.registers.values():
        if register.tasks is None:
            continue
        for entry in workspace.store.entries(register.id):
            state = state_of(register, entry, first)
            clocks = (
                [clock for clock in clocks_of(state) if clock.deadline.id == register.tasks.deadline] if state else []
            )
            for clock in clocks:
                if state is not None and clock.ended is None and clock.due is not None:
                    unit = state.fields.get(register.tasks.lead, "")
                    name = held.territory.name(unit, first) if unit in held.territory.units else unit
                    late = "quá hạn" if clock.due < first else "còn hạn"
                    person = state.fields.get(register.tasks.person, "") if register.tasks.person else ""
                    yield [register.title, entry.id, name, person, write_date(clock.due), late]


def tasks_csv(rows: Iterable[list[str]]) -> bytes:
    return _sheet([[*HEAD_TASKS], *rows])


def _sheet(rows: Iterable[list[str]]) -> bytes:
    """For a spreadsheet: UTF-8 with its mark, fields between semicolons, nothing that would be taken for a formula."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([csv_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
