"""The examples of the indicators are run: a definition that does not prove itself is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solieu.catalog.model import Catalog, Example, Indicator
from solieu.core import Consequence, Finding, Reading, Trace, TraceKind, Where
from solieu.expressions import Reference, evaluate, parse_expression, write_expression, write_reference
from solieu.vietnamese import Certain, read_number, write_number


def run_formula_examples(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each example whose formula gives something else, and for each formula without an example."""
    return tuple(finding for indicator in catalog.indicators.values() for finding in _run(indicator))


def _run(indicator: Indicator) -> Iterator[Finding]:
    if indicator.formulas and not indicator.examples:
        yield _fault(
            "CAT201", "formula-without-example", indicator.where, f"{indicator.id} có công thức nhưng chưa có ví dụ"
        )
    for example in indicator.examples:
        got = _computed(indicator, example)
        if got != example.expect.strip():
            said = f"{indicator.id}: ví dụ cho kết quả {got}, định nghĩa ghi {example.expect}"
            yield _fault("CAT202", "example-does-not-hold", example.where, said)


def _computed(indicator: Indicator, example: Example) -> str:
    formula = max(indicator.formulas, key=lambda formula: str(formula.since or ""))
    reading = evaluate(formula.expression, GivenScope(example.given)).reading
    if reading.quantity is None:
        return "missing"
    return write_number(reading.quantity.rounded(indicator.decimals).value, indicator.decimals)


class GivenScope:
    """A scope that knows only what the example says."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._values = {write_expression(parse_expression(name)): value for name, value in given.items()}

    def resolve(self, reference: Reference) -> Trace:
        name = write_reference(reference)
        reading = read_number(self._values[name]) if name in self._values else None
        if isinstance(reading, Certain):
            return Trace(TraceKind.CONSTANT, Reading.of(reading.quantity), formula=name)
        return Trace(TraceKind.ABSENT, Reading.absent(), formula=name)


def _fault(code: str, name: str, where: Where, message: str) -> Finding:
    return Finding(code, name, Consequence.STOP, message, where)
