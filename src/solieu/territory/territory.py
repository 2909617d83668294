"""Territory: which units there were on a day, what they were called, and who came before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from solieu.territory.model import Predecessor, Unit, UnitRow
from solieu.vietnamese import fold

KINDS = {
    "tinh": "tỉnh",
    "huyen": "huyện",
    "xa": "xã",
    "thi_tran": "thị trấn",
    "phuong": "phường",
    "thon": "thôn",
    "co_quan": "",
}
# Kinds that stand for a place; all others are organisations of a place.
PLACES = ("tinh", "huyen", "xa", "thi_tran", "phuong", "thon")


@dataclass(frozen=True, slots=True)
class Territory:
    """All units that a catalogue knows, by id, with their dated rows and predecessors."""

    units: Mapping[str, Unit]
    links: tuple[Predecessor, ...] = ()
    _children: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, unit: str, day: date) -> UnitRow | None:
        known = self.units.get(unit)
        return known.at(day) if known else None

    def name(self, unit: str, day: date) -> str:
        """xã Chi Lăng, thị trấn Đồng Mỏ, Phòng Tài chính - Kế hoạch; of a unit that did not exist that day the
        name that it had last before, or got first after it; the id of what is no unit."""
        row = self.at(unit, day) or self._nearest(unit, day)
        if row is None:
            return unit
        kind = KINDS.get(row.kind, "")
        return f"{kind} {row.name}" if kind else row.name

    def _nearest(self, unit: str, day: date) -> UnitRow | None:
        known = self.units.get(unit)
        rows = sorted(known.rows, key=lambda row: row.since) if known else []
        before = [row for row in rows if row.since <= day]
        return before[-1] if before else next(iter(rows), None)

    def children(self, parent: str, day: date, kinds: Iterable[str] | None = None) -> tuple[str, ...]:
        """Units directly below, in official order (never alphabetical); only places unless kinds are named."""
        key = (parent, day)
        if key not in self._children:
            rows = [
                (row.order, unit.id) for unit in self.units.values() if (row := unit.at(day)) and row.parent == parent
            ]
            self._children[key] = tuple(unit for _, unit in sorted(rows))
        wanted = frozenset(PLACES if kinds is None else kinds)
        return tuple(unit for unit in self._children[key] if self.units[unit].at(day).kind in wanted)  # type: ignore[union-attr]

    def subtree(self, root: str, day: date) -> Iterator[str]:
        """The unit and everything below it, organisations included."""
        yield root
        for unit in self.units.values():
            row = unit.at(day)
            if row is not None and row.parent == root:
                yield from self.subtree(unit.id, day)

    def predecessors(self, unit: str, day: date) -> tuple[Predecessor, ...]:
        """From whom a unit that exists today took over, when it did not yet exist on the day."""
        if self.at(unit, day) is not None:
            return ()
        return tuple(link for link in self.links if link.unit == unit and link.on > day)

    def find(self, text: str, day: date) -> tuple[str, ...]:
        """Units with this code, name, or kind and name on a day. Several when the name is ambiguous."""
        wanted = fold(text)
        found = []
        for unit in self.units.values():
            row = unit.at(day)
            if row and (text.strip() == row.code or wanted in (fold(row.name), fold(self.name(unit.id, day)))):
                found.append(unit.id)
        exact = [unit for unit in found if fold(self.name(unit, day)) == wanted]
        return tuple(exact if len(exact) == 1 else found)
