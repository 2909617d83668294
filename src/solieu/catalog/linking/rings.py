"""Formulas that lead back to themselves."""

from __future__ import annotations

from solieu.catalog import model
from solieu.catalog.linking.cycles import rings_of
from solieu.catalog.mistakes import Mistakes
from solieu.expressions import references

_EARLIER = frozenset({"cung_ky", "ky_truoc"})


def check(catalog: model.Catalog, mistakes: Mistakes) -> None:
    """A formula must not lead back to itself in the same period; each ring is named once, at one of its formulas."""
    needs = {name: _asked(catalog, indicator) for name, indicator in catalog.indicators.items() if indicator.formulas}
    for ring in rings_of(needs):
        where = catalog.indicators[ring[0]].formulas[0].where
        mistakes.add("CAT108", "ring-of-formulas", where, f"công thức quay vòng: {' → '.join(ring)}")


def _asked(catalog: model.Catalog, indicator: model.Indicator) -> set[str]:
    """Computed indicators that the formulas need in the same period."""
    asked = (one for formula in indicator.formulas for one in references(formula.expression))
    names = {one.name for one in asked if not _EARLIER & {shift.name for shift in one.shifts}}
    return {name for name in names if name in catalog.indicators and catalog.indicators[name].formulas}
