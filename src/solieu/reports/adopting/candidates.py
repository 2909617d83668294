"""Candidates: every figure that a template could speak of for one unit and period, with the words it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from solieu.core import Cut, FactKey, Quantity, Series, SeriesKind, Trace
from solieu.expressions import references
from solieu.reports.setting import Setting
from solieu.vietnamese import normalise

_SYLLABLE = re.compile(r"[^\W\d_]+")
_SHIFTS = {SeriesKind.ACTUAL: "@ca_ky", SeriesKind.ESTIMATE: "@uoc"}


@dataclass(frozen=True)
class Candidate:
    """A figure that can be spoken of: its key, how a slot names it, its value before rounding, what it is called."""

    key: FactKey
    trace: Trace
    title: str
    noun: str  # how a sentence speaks of it
    members: tuple[str, ...] = ()  # titles of the members of its cut

    @property
    def quantity(self) -> Quantity:
        assert self.trace.reading.quantity is not None
        return self.trace.reading.quantity

    @property
    def reference(self) -> str:
        """``dau_tu.giai_ngan[nguon=nq16]@thuc_hien``."""
        cut = "; ".join(f"{dimension}={member}" for dimension, member in self.key.cut)
        return f"{self.key.indicator}{f'[{cut}]' if cut else ''}{_shift(self.key.series)}"

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """The words of what it is called: the indicator first, then every member of its cut."""
        return tuple(frozenset(words_of(name)) for name in (f"{self.noun} {self.title}", *self.members))

    @property
    def label(self) -> str:
        """As an officer names it: Giải ngân vốn đầu tư công, Nguồn thu tiền sử dụng đất."""
        return ", ".join((self.title, *self.members))

    @cached_property
    def made_of(self) -> frozenset[FactKey]:
        return frozenset(self.trace.every_key()) - {self.key}


def candidates(setting: Setting) -> tuple[Candidate, ...]:
    """All that has a value for the unit of the setting, in the order of the catalogue."""
    found = []
    for key in _keys(setting):
        trace = setting.evaluator.trace(key)
        if trace.reading.quantity is not None:
            found.append(Candidate(key, trace, *_called(key, setting)))
    return tuple(found)


def words_of(text: str) -> list[str]:
    """Syllables in lower case and, since most words have two, each pair of neighbours."""
    found = _SYLLABLE.findall(normalise(text).lower())
    return [*found, *(f"{first} {second}" for first, second in pairwise(found))]


def _shift(series: Series) -> str:
    if series.kind is SeriesKind.TARGET:
        return f"@ke_hoach({series.level})"
    return "@thuc_hien" if series.cut_off else _SHIFTS[series.kind]


def _keys(setting: Setting) -> Iterator[FactKey]:
    """What was reported for the unit or any below it, and what formulas make of it."""
    periods = (setting.period, setting.period.whole_year())
    spoken: dict[str, set[tuple[object, Cut, Series]]] = {}
    for key in setting.snapshot.facts:
        if key.period in periods:
            spoken.setdefault(key.indicator, set()).add((key.period, key.cut, key.series))
    for indicator in setting.catalog.indicators.values():
        shapes = spoken.get(indicator.id, set()) | _computed(setting, indicator.id, spoken)
        for period, cut, series in sorted(shapes, key=str):
            yield FactKey(indicator.id, setting.unit, period, series, cut)  # type: ignore[arg-type]


def _computed(
    setting: Setting, id: str, spoken: dict[str, set[tuple[object, Cut, Series]]]
) -> set[tuple[object, Cut, Series]]:
    formula = setting.catalog.indicators[id].formula_at(setting.period.end)
    if formula is None:
        return set()
    cut_off = setting.cut_off(setting.catalog.indicators[id])
    cuts: set[Cut] = {()}
    for reference in references(formula.expression):
        if not reference.cut:
            cuts |= {cut for _, cut, _ in spoken.get(reference.name, ())}
    return {(setting.period, cut, series) for cut in cuts for series in (Series.actual(cut_off), Series.estimate())}


def _called(key: FactKey, setting: Setting) -> tuple[str, str, tuple[str, ...]]:
    indicator = setting.catalog.indicators[key.indicator]
    members = tuple(setting.catalog.dimensions[name].members[member] for name, member in key.cut)
    return indicator.title, indicator.noun, members
