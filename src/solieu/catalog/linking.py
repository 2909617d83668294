"""Whether every name in a catalogue leads somewhere: references between definitions, rings of formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from solieu.catalog import model
from solieu.catalog.mistakes import Mistakes
from solieu.core import Cut, Where
from solieu.expressions import Reference, references
from solieu.territory import Territory
from solieu.vietnamese import find_unit
from solieu.vietnamese.units import UNITS

SHIFTS = ("cung_ky", "ky_truoc", "uoc", "thuc_hien", "ca_ky", "ke_hoach")
SERIES = ("actual", "actual_at_cut_off", "estimate")


def check(catalog: model.Catalog, territory: Territory, mistakes: Mistakes) -> None:
    if catalog.root_unit and catalog.root_unit not in territory.units:
        mistakes.unknown("unit", catalog.root_unit, territory.units, Where(file="catalog.yaml", line=1, column=1))
    for indicator in catalog.indicators.values():
        _indicator(catalog, territory, indicator, mistakes)
    for form in catalog.forms.values():
        _form(catalog, territory, form, mistakes)
    for register in catalog.registers.values():
        _register(catalog, territory, register, mistakes)
    for rule in catalog.rules.values():
        _rule(catalog, rule, mistakes)
    _rings(catalog, mistakes)


def _indicator(catalog: model.Catalog, territory: Territory, indicator: model.Indicator, mistakes: Mistakes) -> None:
    if find_unit(indicator.measure) is None:
        mistakes.unknown("measure", indicator.measure, (unit.name for unit in UNITS), indicator.where)
    if indicator.owner and indicator.owner not in territory.units:
        mistakes.unknown("unit", indicator.owner, territory.units, indicator.where)
    _cut_off(catalog, indicator.cut_off, indicator.where, mistakes)
    for dimension in indicator.dimensions:
        if dimension not in catalog.dimensions:
            mistakes.unknown("dimension", dimension, catalog.dimensions, indicator.where)
    for formula in indicator.formulas:
        for reference in references(formula.expression):
            _reference(catalog, reference, formula.where, mistakes)


def _cut_off(catalog: model.Catalog, name: str, where: Where, mistakes: Mistakes) -> None:
    if name and name not in catalog.cut_offs:
        mistakes.unknown("cut-off", name, catalog.cut_offs, where)


def _reference(catalog: model.Catalog, reference: Reference, where: Where, mistakes: Mistakes) -> None:
    place = replace(where, line=reference.at.line, column=reference.at.column)
    if reference.name not in catalog.indicators:
        mistakes.unknown("indicator", reference.name, catalog.indicators, place)
    _cut(catalog, reference.cut, place, mistakes)
    for shift in reference.shifts:
        if shift.name not in SHIFTS:
            mistakes.unknown("shift", shift.name, SHIFTS, place)
        if shift.name == "ke_hoach" and shift.argument not in catalog.target_levels:
            mistakes.unknown("target-level", shift.argument, catalog.target_levels, place)


def _cut(catalog: model.Catalog, cut: Cut, where: Where, mistakes: Mistakes) -> None:
    for name, member in cut:
        dimension = catalog.dimensions.get(name)
        if dimension is None:
            mistakes.unknown("dimension", name, catalog.dimensions, where)
        elif member not in dimension.members:
            mistakes.unknown("member", member, dimension.members, where)


def _named_indicator(catalog: model.Catalog, name: str, where: Where, mistakes: Mistakes) -> None:
    if name and name not in catalog.indicators:
        mistakes.unknown("indicator", name, catalog.indicators, where)


def _series(catalog: model.Catalog, series: str, where: Where, mistakes: Mistakes) -> None:
    kind, _, level = series.partition(":")
    if kind == "target" and level not in catalog.target_levels:
        mistakes.unknown("target-level", level, catalog.target_levels, where)
    elif kind != "target" and series not in SERIES:
        mistakes.unknown("kind", series, (*SERIES, "target:"), where)


def _form(catalog: model.Catalog, territory: Territory, form: model.Form, mistakes: Mistakes) -> None:
    organisations = [sender.organisation for sender in form.senders if sender.organisation]
    for unit in (*organisations, form.receiver):
        if unit not in territory.units:
            mistakes.unknown("unit", unit, territory.units, form.where)
    _cut_off(catalog, form.cut_off, form.where, mistakes)
    columns = {column.id for column in form.columns}
    rows = {row.code for row in form.rows}
    _unique((column.id for column in form.columns), "cột", form.where, mistakes)
    _unique((row.code for row in form.rows), "mã số", form.where, mistakes)
    for column in form.columns:
        _series(catalog, column.series, column.where, mistakes)
        _named_indicator(catalog, column.indicator, column.where, mistakes)
        for name in filter(None, (column.numerator, column.denominator)):
            if name not in columns:
                mistakes.unknown("column", name, columns, column.where)
    for row in form.rows:
        _named_indicator(catalog, row.indicator, row.where, mistakes)
        _cut(catalog, row.cut, row.where, mistakes)
        for code in row.total_of:
            if code not in rows:
                mistakes.unknown("row", code, rows, row.where)
        for name in row.columns:
            if name not in columns:
                mistakes.unknown("column", name, columns, row.where)


def _unique(names: Iterable[str], what: str, where: Where, mistakes: Mistakes) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            mistakes.add("CAT102", "duplicate-key", where, f"{what} “{name}” xuất hiện hai lần")
        seen.add(name)


def _register(catalog: model.Catalog, territory: Territory, register: model.Register, mistakes: Mistakes) -> None:
    if register.owner and register.owner not in territory.units:
        mistakes.unknown("unit", register.owner, territory.units, register.where)
    fields = {field.id for field in register.fields}
    for event in register.events:
        for state in (*event.from_states, event.to_state):
            if state and state not in register.states:
                mistakes.unknown("state", state, register.states, event.where)
        for name in event.needs:
            if name not in fields:
                mistakes.unknown("field", name, fields, event.where)
    for count in register.counts:
        _named_indicator(catalog, count.indicator, count.where, mistakes)
        _cut(catalog, count.cut, count.where, mistakes)
        _series(catalog, count.series, count.where, mistakes)
        asked = [reference.name for reference in references(count.filter)] if count.filter else []
        for name in filter(None, (count.of, *asked)):
            if name not in fields and name != "trang_thai":
                mistakes.unknown("field", name, (*fields, "trang_thai"), count.where)


def _rule(catalog: model.Catalog, rule: model.RuleDefinition, mistakes: Mistakes) -> None:
    for text in _texts(rule.parameters):
        name = text.partition("[")[0].partition("@")[0].strip()
        if "." in name:
            _named_indicator(catalog, name, rule.where, mistakes)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _rings(catalog: model.Catalog, mistakes: Mistakes) -> None:
    """A formula must not lead back to itself in the same period."""
    done: set[str] = set()
    for name in catalog.indicators:
        _walk(catalog, name, (), done, mistakes)


def _walk(catalog: model.Catalog, name: str, path: tuple[str, ...], done: set[str], mistakes: Mistakes) -> None:
    if name in path:
        ring = (*path[path.index(name) :], name)
        where = catalog.indicators[name].formulas[0].where
        mistakes.add("CAT108", "ring-of-formulas", where, f"công thức quay vòng: {' → '.join(ring)}")
        return
    if name in done or name not in catalog.indicators:
        return
    for formula in catalog.indicators[name].formulas:
        for reference in references(formula.expression):
            if not {shift.name for shift in reference.shifts} & {"cung_ky", "ky_truoc"}:
                _walk(catalog, reference.name, (*path, name), done, mistakes)
    done.add(name)
