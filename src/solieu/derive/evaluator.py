"""Derived facts: every value with the tree of how it came about.

Order for one key: a số chốt chooses the source; the sum over the units below when every one of them has reported; the
accepted fact under the key itself (a department's figure); the indicator's dated formula. A unit that did not exist
yet is answered by its predecessors (sum of value × share) where the indicator adds up. An absent part makes the whole
absent, never smaller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from solieu.catalog.model import Adding, Catalog, Indicator
from solieu.core import (
    Absence,
    Cut,
    FactKey,
    Period,
    Quantity,
    Reading,
    Series,
    SeriesKind,
    Trace,
    TraceKind,
)
from solieu.expressions import Reference, evaluate, write_reference
from solieu.facts import Snapshot, Source
from solieu.territory import Territory


class Evaluator:
    """Answers every question about one snapshot; each key is computed once."""

    def __init__(self, catalog: Catalog, territory: Territory, snapshot: Snapshot) -> None:
        self.catalog, self.territory, self.snapshot = catalog, territory, snapshot
        self._known: dict[FactKey, Trace] = {}
        self._open: set[FactKey] = set()

    def trace(self, key: FactKey) -> Trace:
        """The value that holds for a key, with its origin."""
        if key in self._known:
            return self._known[key]
        if key in self._open:
            return absent(key, Absence.NOT_YET_REPORTED)
        self._open.add(key)
        try:
            result = self._compute(key)
        finally:
            self._open.discard(key)
        self._known[key] = result
        return result

    def sources(self, key: FactKey) -> Mapping[Source, Trace]:
        """Every source that has a value for the key, side by side, before any decision."""
        found = {
            Source.STATED: self._stated(key),
            Source.FORMULA: self._formula(key),
            Source.UNITS: self._units(key),
        }
        return {source: trace for source, trace in found.items() if trace is not None and trace.reading.is_present}

    def scope(self, unit: str, period: Period, series: Series, cut: Cut = ()) -> FactScope:
        """Names of an expression as facts of this unit, period, series and cut."""
        return FactScope(self, unit, period, series, cut)

    def cut_off(self, indicator: str, period: Period) -> date:
        """The day up to which the actual of a period is reported for this indicator."""
        known = self.catalog.indicators.get(indicator)
        rule = self.catalog.cut_offs.get(known.cut_off) if known else None
        return period.end_of_month(rule.months_before_end) if rule else period.end

    def _compute(self, key: FactKey) -> Trace:
        decision = self.snapshot.decisions.get(key)
        if decision is not None:
            chosen = self.sources(key).get(decision.source)
            if chosen is not None:
                return chosen
        units = self._units(key)
        if units is not None and units.reading.is_present:
            return units
        for attempt in (self._stated, self._formula, self._before_merger):
            found = attempt(key)
            if found is not None:
                return found
        return units or absent(key, Absence.NOT_YET_REPORTED)

    def _stated(self, key: FactKey) -> Trace | None:
        fact = self.snapshot.facts.get(key)
        if fact is None:
            return None
        return Trace(TraceKind.FACT, fact.reading, key, "", (), fact.submission, fact.number, fact.origin)

    def _formula(self, key: FactKey) -> Trace | None:
        indicator = self.catalog.indicators.get(key.indicator)
        formula = indicator.formula_at(key.period.end) if indicator else None
        if indicator is None or formula is None:
            return None
        scope = self.scope(key.unit, key.period, key.series, key.cut)
        result = evaluate(formula.expression, scope)
        inputs = result.inputs or (result,)
        return Trace(TraceKind.FORMULA, _measured(result.reading, indicator), key, formula.text, inputs)

    def _units(self, key: FactKey) -> Trace | None:
        indicator = self.catalog.indicators.get(key.indicator)
        if indicator is None or indicator.over_units is not Adding.SUM:
            return None
        children = self.territory.children(key.unit, key.period.end)
        if not children or key.series.kind is SeriesKind.TARGET:
            return None
        parts = tuple(self.trace(key.at(unit=child)) for child in children)
        return Trace(TraceKind.SUM_OF_UNITS, total([part.reading for part in parts], indicator.measure), key, "", parts)

    def _before_merger(self, key: FactKey) -> Trace | None:
        indicator = self.catalog.indicators.get(key.indicator)
        links = self.territory.predecessors(key.unit, key.period.end)
        if indicator is None or not links or indicator.over_units is not Adding.SUM:
            return None
        parts = tuple(self.trace(key.at(unit=link.predecessor)) for link in links)
        shared = [scaled(part.reading, link.share) for part, link in zip(parts, links, strict=True)]
        formula = " + ".join(f"{link.predecessor} × {link.share}" for link in links)
        return Trace(TraceKind.SUM_OF_UNITS, total(shared, indicator.measure), key, formula, parts)


class FactScope:
    """A scope of the expression language: a bare name means the same unit, period, series and cut."""

    def __init__(self, evaluator: Evaluator, unit: str, period: Period, series: Series, cut: Cut) -> None:
        self._evaluator, self._base = evaluator, (unit, period, series, cut)

    def resolve(self, reference: Reference) -> Trace:
        return self._evaluator.trace(self.key(reference))

    def key(self, reference: Reference) -> FactKey:
        """The fact key of a reference. The same period of an estimate, or of an actual up to a cut-off, is the whole
        period of last year: by then its figures are final (office-habits A8). Raises ValueError for an unknown shift.
        """
        unit, period, series, cut = self._base
        for shift in reference.shifts:
            match shift.name:
                case "cung_ky":
                    period, series = period.same_last_year(), _last_year(series)
                case "ky_truoc":
                    period, series = period.previous(), Series.actual()
                case "uoc":
                    series = Series.estimate()
                case "ca_ky":
                    series = Series.actual()
                case "thuc_hien":
                    series = Series.actual(self._evaluator.cut_off(reference.name, period))
                case "ke_hoach":
                    period, series = period.whole_year(), Series.target(shift.argument)
                case _:
                    raise ValueError(f"không có cách chọn số liệu “@{shift.name}” trong {write_reference(reference)}")
        return FactKey(reference.name, unit, period, series, reference.cut or self._own_cut(reference.name, cut))

    def _own_cut(self, indicator: str, cut: Cut) -> Cut:
        """The cut of the value being computed, as far as the named indicator is split that way."""
        known = self._evaluator.catalog.indicators.get(indicator)
        return tuple(pair for pair in cut if known and pair[0] in known.dimensions)


def _last_year(series: Series) -> Series:
    return series if series.kind is SeriesKind.TARGET else Series.actual()


def absent(key: FactKey, why: Absence) -> Trace:
    return Trace(TraceKind.ABSENT, Reading.absent(why), key)


def total(readings: list[Reading], measure: str) -> Reading:
    """Sum with the most decimals of its parts; the first absence wins."""
    for reading in readings:
        if reading.quantity is None:
            return reading
    quantities = [reading.quantity for reading in readings if reading.quantity is not None]
    value = sum((quantity.value for quantity in quantities), Decimal(0))
    return Reading.of(Quantity(value, measure, max(quantity.decimals for quantity in quantities)))


def scaled(reading: Reading, share: Decimal) -> Reading:
    if reading.quantity is None or share == 1:
        return reading
    return Reading.of(replace(reading.quantity, value=reading.quantity.value * share))


def _measured(reading: Reading, indicator: Indicator) -> Reading:
    """A computed value carries the unit of its indicator; of a ratio also the decimals."""
    if reading.quantity is None:
        return reading
    ratio = indicator.over_units is Adding.RECOMPUTE
    decimals = indicator.decimals if ratio else max(reading.quantity.decimals, indicator.decimals)
    return Reading.of(Quantity(reading.quantity.value, indicator.measure, decimals, reading.quantity.hedge))
