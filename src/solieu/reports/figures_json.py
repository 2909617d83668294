"""The figures of a report as JSON: numbers are exact tokens, never floats."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from solieu.core import Quantity, Trace
from solieu.facts import Snapshot
from solieu.reports.model import Figure, Report

_TOKEN = re.compile(r'"\\u0001(-?[0-9.]+)\\u0001"')


def figures_json(report: Report, snapshot: Snapshot) -> str:
    """Every figure in reading order; ``value`` counts in ``unit`` as printed, ``base_value`` in ``base_unit``."""
    return dump([figure_of(figure, snapshot) for figure in report.figures])


def dump(value: Any) -> str:
    """JSON in which a Decimal stands as a number with all of its digits."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_token)
    return _TOKEN.sub(r"\1", text) + "\n"


def figure_of(figure: Figure, snapshot: Snapshot) -> Mapping[str, Any]:
    return {
        "figure": figure.id,
        "printed": figure.printed,
        "value": _exact(figure.quantity),
        "unit": figure.unit,
        "base_value": _exact(figure.base),
        "base_unit": figure.base.unit,
        "indicator": figure.indicator,
        "area": figure.area,
        "period": str(figure.period),
        "series": figure.series,
        "cut": dict(figure.cut),
        "section": figure.section,
        "role": figure.role,
        "provenance": [mark.value for mark in figure.provenance],
        "explanations": [found.text for found in figure.explanations],
        "trace": trace_of(figure.trace, snapshot),
    }


def trace_of(trace: Trace, snapshot: Snapshot) -> Mapping[str, Any]:
    """The tree of one value; empty entries are left out."""
    quantity, sent = trace.reading.quantity, snapshot.submissions.get(trace.submission)
    fact = snapshot.facts.get(trace.key) if trace.key else None
    said: dict[str, Any] = {
        "kind": trace.kind.value,
        "key": str(trace.key) if trace.key else "",
        "value": _exact(quantity) if quantity else None,
        "unit": quantity.unit if quantity else "",
        "absence": trace.reading.absence.value if trace.reading.absence else "",
        "formula": trace.formula,
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


def _exact(quantity: Quantity) -> Decimal:
    """All digits that stand on the page; a computed value keeps what it was rounded to."""
    return quantity.value


def _token(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\u0001{value:f}\u0001"
    raise TypeError(f"{type(value).__name__} has no place in this JSON")
