"""The figures of a report as JSON: numbers are exact tokens, never floats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
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
    parts: list[str] = []
    _write(value, "\n", parts.append)
    return "".join(parts) + "\n"


def _write(value: Any, line: str, put: Callable[[str], None]) -> None:
    """``line`` begins a new line at the depth of the value."""
    match value:
        case Decimal():
            put(f"{value:f}")
        case dict() if value:
            _inside("{}", ((f"{_text(name)}: ", item) for name, item in value.items()), line, put)
        case list() if value:
            _inside("[]", (("", item) for item in value), line, put)
        case _:
            put(_text(value))


def _inside(brackets: str, items: Iterable[tuple[str, Any]], line: str, put: Callable[[str], None]) -> None:
    inner, before = f"{line} ", brackets[0]
    for name, item in items:
        put(f"{before}{inner}{name}")
        _write(item, inner, put)
        before = ","
    put(f"{line}{brackets[1]}")


_text = json.JSONEncoder(ensure_ascii=False).encode
