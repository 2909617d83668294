"""Which finding stands beside which figure of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solieu.app.publishing import Compiled
from solieu.core import Finding
from solieu.documents.html import Remark


@dataclass(frozen=True, slots=True)
class Remarks:
    """``loose`` are findings about figures that the report does not print."""

    by_figure: Mapping[str, tuple[Remark, ...]]
    loose: tuple[Remark, ...]


def remarks_of(done: Compiled) -> Remarks:
    """Every finding once, at the first figure that prints the doubted fact."""
    first: dict[str, str] = {}
    for figure in done.report.figures:
        if figure.key is not None:
            first.setdefault(str(figure.key), figure.id)
    placed: dict[str, tuple[Remark, ...]] = {}
    loose: list[Remark] = []
    for finding in done.report.findings:
        remark, place = remark_of(finding, done), first.get(finding.where.key)
        if place is None:
            loose.append(remark)
        else:
            placed[place] = (*placed.get(place, ()), remark)
    return Remarks(placed, tuple(loose))


def remark_of(finding: Finding, done: Compiled) -> Remark:
    explanation = done.snapshot.explanations.get(finding.fingerprint)
    return Remark(
        head=f"{'Đã giải trình' if explanation else finding.consequence.in_vietnamese} · {finding.code}",
        text=finding.message,
        answer=f"Giải trình: {explanation.text}" if explanation else finding.next_step,
        settled=explanation is not None,
    )
