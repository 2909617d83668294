"""Names of an expression as facts: a bare name means the same unit, period, series and cut."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from solieu.catalog.model import Catalog
from solieu.core import Cut, FactKey, Period, Reading, Series, SeriesKind, Trace, TraceKind
from solieu.expressions import Reference, Shift, write_reference


class Facts(Protocol):
    """What a scope asks of the evaluator."""

    catalog: Catalog

    def trace(self, key: FactKey) -> Trace: ...

    def cut_off(self, indicator: str, period: Period) -> date: ...


class FactScope:
    def __init__(self, facts: Facts, unit: str, period: Period, series: Series, cut: Cut) -> None:
        self._facts, self._base = facts, (unit, period, series, cut)

    def resolve(self, reference: Reference) -> Trace:
        """The figure behind a name. A name that leads out of all periods (last year of 1900) has none."""
        try:
            key = self.key(reference)
        except ValueError:
            name, note = write_reference(reference), "không có kỳ báo cáo này"
            return Trace(TraceKind.ABSENT, Reading.absent(), formula=name, note=note)
        return self._facts.trace(key)

    def key(self, reference: Reference) -> FactKey:
        """The fact key of a reference, its shifts applied from left to right.

        The same period of an estimate, or of an actual up to a cut-off, is the whole period of last year: by then its
        figures are final (office-habits A8). Raises ValueError for an unknown shift and a period that there is not.
        """
        unit, period, series, cut = self._base
        for shift in reference.shifts:
            period, series = self._shifted(reference, shift, period, series)
        return FactKey(reference.name, unit, period, series, reference.cut or self._own_cut(reference.name, cut))

    def _shifted(self, reference: Reference, shift: Shift, period: Period, series: Series) -> tuple[Period, Series]:
        match shift.name:
            case "cung_ky":
                return period.same_last_year(), _whole(series)
            case "ky_truoc":
                return period.previous(), _whole(series)
            case "uoc":
                return period, Series.estimate()
            case "ca_ky":
                return period, Series.actual()
            case "thuc_hien":
                return period, Series.actual(self._facts.cut_off(reference.name, period))
            case "ke_hoach":
                return period.whole_year(), Series.target(shift.argument)
            case "ke_hoach_ky":
                return period, Series.target(shift.argument)
        raise ValueError(f"không có cách chọn số liệu “@{shift.name}” trong {write_reference(reference)}")

    def _own_cut(self, indicator: str, cut: Cut) -> Cut:
        """The cut of the value being computed, as far as the named indicator is split that way."""
        known = self._facts.catalog.indicators.get(indicator)
        return tuple(pair for pair in cut if known and pair[0] in known.dimensions)


def _whole(series: Series) -> Series:
    """An earlier period is over: its actual is whole; a target stays the target of its level."""
    return series if series.kind is SeriesKind.TARGET else Series.actual()
