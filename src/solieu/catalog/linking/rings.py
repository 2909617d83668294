"""Formulas that lead back to themselves, and chains of formulas that are too long to be followed."""

from __future__ import annotations

from collections.abc import Mapping

from solieu.catalog import model
from solieu.catalog.linking.cycles import without_rings
from solieu.catalog.mistakes import Mistakes
from solieu.expressions import depth, references

# What a formula adds to the depth of an evaluation: the steps that look a figure up, and the nesting of its text.
STEP, NESTING = 5, 2
DEEPEST = 500
_TIME = frozenset({"cung_ky", "ky_truoc"})


def check(catalog: model.Catalog, mistakes: Mistakes) -> None:
    """A formula must not lead back to itself in the same period; each ring is named once, at one of its formulas."""
    needs = {name: _asked(catalog, indicator) for name, indicator in catalog.indicators.items() if indicator.formulas}
    order, found = without_rings(needs)
    for ring in found:
        where = catalog.indicators[ring[0]].formulas[0].where
        mistakes.add("CAT108", "ring-of-formulas", where, f"công thức quay vòng: {' → '.join(ring)}")
    _check_depth(catalog, needs, order, mistakes)


def cost(formula: model.DatedFormula) -> int:
    return STEP + NESTING * depth(formula.expression)


def _asked(catalog: model.Catalog, indicator: model.Indicator) -> set[str]:
    """Computed indicators that the formulas need in the same period."""
    asked = (one for formula in indicator.formulas for one in references(formula.expression))
    names = {one.name for one in asked if not _TIME & {shift.name for shift in one.shifts}}
    return {name for name in names if name in catalog.indicators and catalog.indicators[name].formulas}


def _check_depth(catalog: model.Catalog, needs: Mapping[str, set[str]], order: list[str], mistakes: Mistakes) -> None:
    reach: dict[str, int] = {}
    for name in order:
        formulas = catalog.indicators[name].formulas
        below = max((reach.get(part, 0) for part in needs.get(name, ())), default=0)
        reach[name] = below + max(cost(formula) for formula in formulas)
        if reach[name] > DEEPEST >= below:
            said = "chuỗi công thức dựa lên nhau quá dài; đề nghị tính từ số liệu gốc"
            mistakes.add("CAT108", "chain-of-formulas", formulas[0].where, said)
