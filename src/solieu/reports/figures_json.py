"""The figures of a report as JSON: numbers are exact tokens, never floats."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from solieu.core import Trace
from solieu.facts import Snapshot
from solieu.reports.model import Figure, Report

Json = Mapping[str, Any]


def figures_json(report: Report, snapshot: Snapshot) -> str:
    """Every figure in reading order; ``value`` counts in ``unit`` as printed, ``base_value`` in ``base_unit``."""
    return dump([figure_of(figure, snapshot) for figure in report.figures])


def figure_of(figure: Figure, snapshot: Snapshot) -> Json:
    """The public fields of a figure (design.md 7). What else is known of it opens its trace."""
    return {
        "printed": figure.printed,
        "value": figure.quantity.value,
        "unit": figure.unit,
        "base_value": figure.base.value,
        "base_unit": figure.base.unit,
        "indicator": figure.indicator,
        "area": figure.area,
        "period": str(figure.period),
        "series": figure.series,
        "cut": dict(figure.cut),
        "section": figure.section,
        "trace": {
            "figure": figure.id,
            "role": figure.role,
            **trace_of(figure.trace, snapshot),
            "explanations": [explanation.text for explanation in figure.explanations],
        },
    }


def trace_of(trace: Trace, snapshot: Snapshot) -> Json:
    """The tree of one value; empty entries are left out."""
    quantity, sent = trace.reading.quantity, snapshot.submissions.get(trace.submission)
    fact = snapshot.facts.get(trace.key) if trace.key else None
    decision = snapshot.decisions.get(trace.key) if trace.key else None
    said: dict[str, Any] = {
        "kind": trace.kind.value,
        "key": str(trace.key) if trace.key else "",
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else "",
        "absence": trace.reading.absence.value if trace.reading.absence else "",
        "formula": trace.formula,
        "note": trace.note,
        "decision": decision.reason if decision else "",
        "submission": trace.submission,
        "revision": trace.revision or None,
        "form": sent.form if sent else "",
        "sender": sent.sender if sent else "",
        "sent_at": sent.sent_at.isoformat() if sent else "",
        "provenance": fact.provenance.value if fact and trace.submission else "",
        "place": place_of(trace),
        "inputs": [trace_of(part, snapshot) for part in trace.inputs],
    }
    return {name: value for name, value in said.items() if value not in ("", None, [], {})}


def place_of(trace: Trace) -> Mapping[str, str]:
    origin = trace.origin
    if origin is None:
        return {}
    said = {"file": origin.file, "sheet": origin.sheet, "cell": origin.cell, "form": origin.form, "row": origin.row,
            "field": origin.field, "key": origin.key}  # fmt: skip
    return {name: value for name, value in said.items() if value}


def dump(value: Any) -> str:
    """JSON in which a Decimal stands as a number with all of its digits."""
    return "".join(_written(value, "\n")) + "\n"


def _written(value: Any, line: str) -> Iterator[str]:
    """``line`` begins a new line at the depth of the value."""
    if isinstance(value, Mapping) and value:
        yield from _inside(
            "{}", ((f"{json.dumps(name, ensure_ascii=False)}: ", item) for name, item in value.items()), line
        )
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield from _inside("[]", (("", item) for item in value), line)
    else:
        yield f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _inside(brackets: str, items: Iterator[tuple[str, Any]], line: str) -> Iterator[str]:
    inner = f"{line} "
    before = brackets[0]
    for name, item in items:
        yield f"{before}{inner}{name}"
        yield from _written(item, inner)
        before = ","
    yield f"{line}{brackets[1]}"
