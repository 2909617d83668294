"""The examples of the indicators are run: a definition that does not prove itself is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from solieu.catalog.model import Catalog, Example, Indicator
from solieu.core import Consequence, Finding, Quantity, Reading, Trace, TraceKind, Where
from solieu.derive.measures import in_unit, measured
from solieu.expressions import Reference, evaluate, parse_reference, write_reference
from solieu.vietnamese import Certain, read_number, write_number

MISSING = "missing"


def check_formulas(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each formula without an example: nothing proves it."""
    unproven = (one for one in catalog.indicators.values() if one.formulas and not one.examples)
    said = "công thức chưa có ví dụ"
    return tuple(_fault("CAT201", "formula-without-example", one.formulas[0].where, said) for one in unproven)


def run_formula_examples(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each example whose formula gives something else."""
    measures = {name: indicator.measure for name, indicator in catalog.indicators.items()}
    return tuple(finding for indicator in catalog.indicators.values() for finding in _run(indicator, measures))


def _run(indicator: Indicator, measures: Mapping[str, str]) -> Iterator[Finding]:
    for example in indicator.examples:
        got = _computed(indicator, example, measures)
        if got != example.expect.strip():
            said = f"ví dụ cho kết quả “{got}”, định nghĩa ghi “{example.expect}”"
            yield _fault("CAT202", "example-does-not-hold", example.where, said)


def _computed(indicator: Indicator, example: Example, measures: Mapping[str, str]) -> str:
    formula = indicator.formula_at(example.at) if example.at else indicator.newest_formula
    if formula is None:
        return MISSING
    result = evaluate(formula.expression, GivenScope(example.given, measures), in_unit)
    quantity = measured(result.reading, indicator).quantity
    if quantity is None:
        return MISSING
    return write_number(quantity.rounded(indicator.decimals).value, indicator.decimals)


class GivenScope:
    """A scope that knows only what an example says. A number without a unit of measure is in that of its indicator,
    where ``measures`` names it."""

    def __init__(self, given: Mapping[str, str], measures: Mapping[str, str] | None = None) -> None:
        self._values = {write_reference(parse_reference(name)): value for name, value in given.items()}
        self._measures = measures or {}

    def resolve(self, reference: Reference) -> Trace:
        name = write_reference(reference)
        found = read_number(self._values[name]) if name in self._values else None
        if isinstance(found, Certain):
            return Trace(TraceKind.CONSTANT, Reading.of(self._measured(found.quantity, reference)), formula=name)
        return Trace(TraceKind.ABSENT, Reading.absent(), formula=name)

    def _measured(self, quantity: Quantity, reference: Reference) -> Quantity:
        return quantity if quantity.unit else replace(quantity, unit=self._measures.get(reference.name, ""))


def _fault(code: str, name: str, where: Where, message: str) -> Finding:
    return Finding(code, name, Consequence.STOP, message, where)
