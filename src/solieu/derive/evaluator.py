"""Derived facts: every value with the tree of how it came about.

Order for one key: a số chốt chooses the source; the sum over the units below when every one of them has reported; the
accepted fact under the key itself (a department's figure); the indicator's dated formula; its shorter periods, as it
adds over time. A unit that did not exist yet is answered by its predecessors: what adds up is summed by their shares, a
ratio is recomputed from its parts, everything else is not comparable and says so. An absent part makes the whole absent,
never smaller.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solieu.catalog.model import Adding, Catalog
from solieu.core import Absence, Cut, FactKey, Period, Reading, Series, SeriesKind, Trace, TraceKind
from solieu.derive.measures import in_unit, measured
from solieu.derive.scope import FactScope
from solieu.derive.totals import scaled, total
from solieu.expressions import depth, evaluate
from solieu.facts import Snapshot, Source
from solieu.territory import Predecessor, Territory

# How deep one question may lead into others before they are asked first, counted in steps of the evaluation.
_STEP, _NESTING, _DEEPEST = 6, 2, 300


class _TooDeepError(Exception):
    """A question lies too deep: it is answered by itself, then the one that led to it is asked again."""

    def __init__(self, key: FactKey) -> None:
        super().__init__(str(key))
        self.key = key


class Evaluator:
    """Answers every question about one snapshot; each key is computed once."""

    def __init__(self, catalog: Catalog, territory: Territory, snapshot: Snapshot) -> None:
        self.catalog, self.territory, self.snapshot = catalog, territory, snapshot
        self._known: dict[FactKey, Trace] = {}
        self._open: dict[FactKey, None] = {}  # in the order in which they were asked
        self._depth = 0

    def trace(self, key: FactKey) -> Trace:
        """The value that holds for a key, with its origin."""
        if key in self._known:
            return self._known[key]
        if self._open:
            return self._nested(key)
        waiting = [key]
        while waiting:
            try:
                self._nested(waiting[-1])
                waiting.pop()
            except _TooDeepError as deeper:
                self._depth = 0
                if deeper.key in waiting:
                    self._known[deeper.key] = _ring([*waiting[waiting.index(deeper.key) :], deeper.key])
                else:
                    waiting.append(deeper.key)
        return self._known[key]

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

    def _nested(self, key: FactKey) -> Trace:
        if key in self._open:
            opened = list(self._open)
            return _ring([*opened[opened.index(key) :], key])
        if self._depth > _DEEPEST:
            raise _TooDeepError(key)
        self._open[key] = None
        self._depth += _STEP
        try:
            result = self._known[key] = self._compute(key)
        finally:
            del self._open[key]
            self._depth -= _STEP
        return result

    def _compute(self, key: FactKey) -> Trace:
        decision = self.snapshot.decisions.get(key)
        if decision is not None:
            chosen = self.sources(key).get(decision.source)
            if chosen is not None:
                return chosen
        units = self._units(key)
        if units is not None and units.reading.is_present:
            return units
        for attempt in (self._stated, self._formula, self._over_time, self._before_merger):
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
        cost = _NESTING * depth(formula.expression)
        self._depth += cost
        try:
            result = evaluate(formula.expression, self.scope(key.unit, key.period, key.series, key.cut), in_unit)
        finally:
            self._depth -= cost
        inputs = result.inputs or (result,)
        reading = measured(result.reading, indicator)
        return Trace(TraceKind.FORMULA, reading, key, formula.text, inputs, note=result.note)

    def _units(self, key: FactKey) -> Trace | None:
        indicator = self.catalog.indicators.get(key.indicator)
        if indicator is None or indicator.over_units is not Adding.SUM or key.series.kind is SeriesKind.TARGET:
            return None
        children = self.territory.children(key.unit, key.period.end)
        if not children:
            return None
        parts = tuple([self.trace(key.at(unit=child)) for child in children])
        reading = total((part.reading for part in parts), indicator.measure)
        return Trace(TraceKind.SUM_OF_UNITS, reading, key, "", parts, note=_reported(parts))

    def _over_time(self, key: FactKey) -> Trace | None:
        """A flow over its shorter periods, a stock at the last of them; only of whole periods, and only when all of
        them are there. An estimate is made of actuals and of the estimate of the last of them."""
        indicator = self.catalog.indicators.get(key.indicator)
        periods = key.period.parts()
        if indicator is None or not periods or key.series not in (Series.actual(), Series.estimate()):
            return None
        last = periods[-1]
        if indicator.over_time is Adding.LAST:
            periods = periods[-1:]
        elif indicator.over_time is not Adding.SUM:
            return None
        series = {period: key.series if period == last else Series.actual() for period in periods}
        parts = tuple([self.trace(key.at(period=period, series=series[period])) for period in periods])
        reading = total((part.reading for part in parts), indicator.measure)
        formula = f"sum({'; '.join([key.indicator] * len(parts))})" if len(parts) > 1 else key.indicator
        note = f"gộp từ {', '.join(map(str, periods))}"
        return Trace(TraceKind.FORMULA, reading, key, formula, parts, note=note) if reading.is_present else None

    def _before_merger(self, key: FactKey) -> Trace | None:
        indicator = self.catalog.indicators.get(key.indicator)
        links = self.territory.predecessors(key.unit, key.period.end)
        if indicator is None or not links:
            return None
        if indicator.over_units is not Adding.SUM:
            note = f"không so sánh được với trước khi {_rearranged(links)}"
            return Trace(TraceKind.ABSENT, Reading.absent(Absence.DOES_NOT_APPLY), key, note=note)
        parts = tuple([self.trace(key.at(unit=link.predecessor)) for link in links])
        shared = (scaled(part.reading, link.share) for part, link in zip(parts, links, strict=True))
        reading = total(shared, indicator.measure)
        formula = " + ".join(f"{link.predecessor} × {link.share}" for link in links)
        note = _reported(parts) or f"cộng các đơn vị trước khi {_rearranged(links)}"
        return Trace(TraceKind.SUM_OF_UNITS, reading, key, formula, parts, note=note)


def absent(key: FactKey, why: Absence, note: str = "") -> Trace:
    return Trace(TraceKind.ABSENT, Reading.absent(why), key, note=note)


def _ring(keys: list[FactKey]) -> Trace:
    """A value that would be made from itself; a catalogue with such formulas does not load."""
    named = " → ".join(key.indicator for key in keys)
    return absent(keys[-1], Absence.NOT_YET_REPORTED, f"công thức quay vòng: {named}")


def _reported(parts: tuple[Trace, ...]) -> str:
    """How many of the units have answered, where not all have."""
    answered = [part for part in parts if part.reading.is_present or part.reading.absence is Absence.DOES_NOT_APPLY]
    return f"mới có {len(answered)}/{len(parts)} đơn vị" if len(answered) < len(parts) else ""


def _rearranged(links: tuple[Predecessor, ...]) -> str:
    bases = ", ".join(dict.fromkeys(link.basis for link in links))
    return f"sắp xếp đơn vị hành chính từ ngày {min(link.on for link in links):%d/%m/%Y} ({bases})"
