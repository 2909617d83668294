"""For whom, about which period and from which facts a report is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solieu.catalog.model import Catalog, Indicator
from solieu.core import FactKey, Period, Series, Trace
from solieu.derive import Evaluator
from solieu.derive.measures import in_unit
from solieu.expressions import Expression, Reference, evaluate, evaluate_condition
from solieu.facts import Snapshot
from solieu.territory import Territory


@dataclass(frozen=True, slots=True)
class Setting:
    """A scope of the expression language: a name without a shift is the actual at its indicator's cut-off."""

    evaluator: Evaluator
    report: str
    period: Period
    unit: str

    @property
    def catalog(self) -> Catalog:
        return self.evaluator.catalog

    @property
    def territory(self) -> Territory:
        return self.evaluator.territory

    @property
    def snapshot(self) -> Snapshot:
        return self.evaluator.snapshot

    def key(self, reference: Reference) -> FactKey:
        indicator = self.catalog.indicators.get(reference.name)
        series = Series.actual(self.cut_off(indicator)) if indicator and indicator.cut_off else Series.actual()
        return self.evaluator.scope(self.unit, self.period, series).key(reference)

    def resolve(self, reference: Reference) -> Trace:
        return self.evaluator.trace(self.key(reference))

    def value(self, expression: Expression) -> Trace:
        """What an expression of a template comes to for this report."""
        return evaluate(expression, self, in_unit)

    def holds(self, condition: Expression) -> bool | None:
        """Truth of a condition of a template; None when a figure that it needs is missing."""
        return evaluate_condition(condition, self, convert=in_unit)

    def cut_off(self, indicator: Indicator) -> date:
        return self.evaluator.cut_off(indicator.id, self.period)

    def unit_name(self, unit: str) -> str:
        return self.territory.name(unit, self.period.end)
