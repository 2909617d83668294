"""Later corrections that issued reports do not show: which of their figures would be printed otherwise today, and why.

Decree 30/2020, Art. 18: a document with a mistake of content is replaced or corrected by another document; so the office
has to know which ones a correction touches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solieu.actions import ReportRow
from solieu.app.publishing import compiled
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Workspace
from solieu.facts import Revision, Snapshot
from solieu.reports import Figure, compile_report

_OUT = ("issued", "replaced", "recalled")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure as it was issued, how it would be printed now ("" where it would be missing), and the revisions that
    were accepted since and went into it."""

    figure: Figure
    now: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """An issued report with the figures that later corrections changed; empty while it stands as it is."""

    row: ReportRow
    title: str
    figures: tuple[Corrected, ...]


def touched_reports(workspace: Workspace, *, user: str = "") -> tuple[Touched, ...]:
    """Every report that stands issued, in the order of issue."""
    require_whole_area(workspace.context(user))
    return tuple(_touched(workspace, row) for row in _standing(workspace))


def _standing(workspace: Workspace) -> Iterator[ReportRow]:
    """The last issue of each report and period that was neither replaced nor recalled."""
    out = [row for row in workspace.store.reports() if row.state in _OUT]
    last = {(row.report, row.period): row for row in out}
    yield from (row for row in last.values() if row.state == "issued")


def _touched(workspace: Workspace, row: ReportRow) -> Touched:
    """The same template on the same definitions, once by the figures of then, once by today's."""
    then, today = compiled(workspace, row.report, row.period, as_of=row.issued_at), workspace.snapshot()
    now = compile_report(then.held.catalog, then.held.territory, today, row.report, row.period)
    printed = {figure.id: figure.printed for figure in now.figures}
    changed = tuple(
        Corrected(figure, printed.get(figure.id, ""), _since(figure, then.snapshot, today))
        for figure in then.report.figures if printed.get(figure.id) != figure.printed
    )  # fmt: skip
    return Touched(row, then.report.title, changed)


def _since(figure: Figure, then: Snapshot, today: Snapshot) -> tuple[Revision, ...]:
    """The revisions behind a figure that are newer than those it was issued with."""
    keys = dict.fromkeys(figure.trace.every_key())
    pairs = ((then.facts.get(key), today.facts.get(key)) for key in keys)
    return tuple(new for old, new in pairs if new is not None and (old is None or old.number != new.number))
