"""The names that a catalogue knows, and the mistake for each that it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solieu.catalog import model
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.yaml_text import Placed, place_of
from solieu.core import Cut, Where
from solieu.expressions import Expression, ExpressionError, Position, Reference, parse_reference, references
from solieu.expressions.model import Shift
from solieu.territory import Territory
from solieu.vietnamese import UnitOfMeasure, find_unit
from solieu.vietnamese.units import UNITS

SHIFTS = ("cung_ky", "ky_truoc", "uoc", "thuc_hien", "ca_ky", "ke_hoach", "ke_hoach_ky")
TARGETS = ("ke_hoach", "ke_hoach_ky")  # of the year, of the period itself; with the level that assigned it
SERIES = ("actual", "actual_at_cut_off", "estimate")


@dataclass(frozen=True, slots=True)
class Book:
    """Every check answers whether the name is known; a name that could not be read ("") was named already."""

    catalog: model.Catalog
    territory: Territory
    mistakes: Mistakes

    def known(self, what: str, name: str, names: Iterable[str], where: Where) -> bool:
        if not name or name in names:
            return bool(name)
        self.mistakes.unknown(what, name, names, place_of(name, where))
        return False

    def unit(self, name: str, where: Where) -> bool:
        return self.known("unit", name, self.territory.units, where)

    def cut_off(self, name: str, where: Where) -> bool:
        return self.known("cut-off", name, self.catalog.cut_offs, where)

    def indicator(self, name: str, where: Where) -> bool:
        return self.known("indicator", name, self.catalog.indicators, where)

    def level(self, name: str, where: Where) -> bool:
        return self.known("target-level", name, self.catalog.target_levels, where)

    def measure(self, name: str, where: Where) -> UnitOfMeasure | None:
        found = find_unit(name) if name else None
        if name and found is None:
            self.mistakes.unknown("measure", name, (unit.name for unit in UNITS), place_of(name, where))
        return found

    def series(self, written: str, where: Where) -> None:
        kind, _, level = written.partition(":")
        if kind != "target":
            self.known("series", written, (*SERIES, "target:"), where)
        elif level not in self.catalog.target_levels:
            self.mistakes.unknown("target-level", level, self.catalog.target_levels, place_of(written, where))

    def cut(self, indicator: str, cut: Cut, where: Where) -> None:
        """Members of dimensions by which the indicator is split."""
        known = self.catalog.indicators.get(indicator)
        for name, member in cut:
            dimension = self.catalog.dimensions.get(name)
            if dimension is None:
                self.known("dimension", name, self.catalog.dimensions, where)
            elif known is not None and name not in known.dimensions:
                said = f"chỉ tiêu “{indicator}” không chia theo “{name}”"
                split = ", ".join(known.dimensions) or "không có"
                self.mistakes.add("CAT103", "not-split-so", place_of(name, where), f"{said}; các chiều của nó: {split}")
            elif dimension.members:
                self.known("member", member, dimension.members, where)

    def reference(self, reference: Reference, file: str, *, levels: Iterable[str] = ()) -> bool:
        """``levels`` are names that stand for a level of a target where a phrase is spoken."""
        place = placed(file, reference.at)
        found = self.indicator(reference.name, place)
        self.cut(reference.name, reference.cut, place)
        for shift in reference.shifts:
            self.shift(shift, placed(file, shift.at or reference.at), levels)
        return found

    def shift(self, shift: Shift, where: Where, levels: Iterable[str] = ()) -> None:
        if not self.known("shift", shift.name, SHIFTS, where):
            return
        if shift.name not in TARGETS and shift.argument:
            self.mistakes.add("CAT107", "not-an-expression", where, f"“@{shift.name}” không nhận tham số")
        elif shift.name in TARGETS and not shift.argument:
            said = f"“@{shift.name}” cần cấp giao trong ngoặc, ví dụ @{shift.name}(tinh)"
            self.mistakes.add("CAT107", "not-an-expression", where, said)
        elif shift.name in TARGETS and shift.argument not in levels:
            self.level(shift.argument, where)

    def figure(self, written: str, where: Where) -> Reference | None:
        """The reference behind the name of a figure that a definition holds as text."""
        if not written:
            return None
        place = place_of(written, where)
        try:
            found = parse_reference(written, Position(place.line or 1, place.column or 1))
        except ExpressionError:
            return None  # named when it was read
        return found if self.reference(found, place.file) else None

    def formula(self, expression: Expression, file: str) -> bool:
        known = [self.reference(reference, file) for reference in references(expression)]
        return all(known)

    def once(self, names: Iterable[str], what: str, where: Where) -> None:
        """No name twice in a list."""
        seen: set[str] = set()
        for name in names:
            if name and name in seen:
                self.mistakes.add(
                    "CAT102", "duplicate-key", place_of(name, where), f"{what} “{name}” xuất hiện hai lần"
                )
            seen.add(name)


def placed(file: str, at: Position) -> Where:
    return Where(file=file, line=at.line, column=at.column)


def inside(written: Placed | str, offset: int, where: Where) -> Where:
    """The place so many letters into a text."""
    place = place_of(written, where)
    return replace(place, column=(place.column or 1) + offset) if isinstance(written, Placed) else place
