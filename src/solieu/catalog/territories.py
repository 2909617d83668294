"""The unit files of a catalogue: dated rows by unit id, and predecessors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import (
    Field,
    day,
    decimal,
    list_of,
    name,
    one_of,
    pairs,
    record,
    simple_id,
    text,
    whole_number,
)
from solieu.catalog.yaml_text import Node, place_of
from solieu.core import Where
from solieu.territory import KINDS, Predecessor, Territory, Unit, UnitRow

LINKS = "predecessors"  # the one file of a folder that holds links and no units


def _row(where: Where, **values: Any) -> tuple[UnitRow, Where] | None:
    return (UnitRow(**values), where) if values["since"] is not None else None


def _link(where: Where, **values: Any) -> tuple[Predecessor, Where] | None:
    return (Predecessor(**values), where) if None not in (values["on"], values["share"]) else None


ROW = record(
    (
        Field("from", day, to="since"),
        Field("until", day, None),
        Field("kind", one_of(*KINDS)),
        Field("name", text),
        Field("code", name, ""),
        Field("parent", name),
        Field("order", whole_number, 0),
    ),
    _row,
)
LINK = record(
    (
        Field("unit", simple_id),
        Field("predecessor", simple_id),
        Field("share", decimal),
        Field("on", day),
        Field("basis", text),
    ),
    _link,
)


def read(nodes: Mapping[str, Node], mistakes: Mistakes) -> Territory:
    """All units with their rows in the order of their dates; every mistake is noted."""
    units: dict[str, Unit] = {}
    links: list[tuple[Predecessor, Where]] = []
    for path, node in nodes.items():
        if PurePosixPath(path).stem == LINKS:
            links += [link for link in list_of(LINK)(node, mistakes) if link is not None]
            continue
        for key, value in pairs(node, mistakes).values():
            known = simple_id(key, mistakes)
            if known in units:
                mistakes.add("CAT102", "duplicate-key", key.where, f"đơn vị “{known}” đã có ở trên hoặc ở tệp khác")
            elif known:
                units[known] = Unit(known, _rows(value, mistakes))
    for unit in units.values():
        _check_parents(unit, units, mistakes)
    _check_codes(units, mistakes)
    _check_links(units, links, mistakes)
    return Territory(units, tuple(link for link, _ in links))


def _rows(node: Node, mistakes: Mistakes) -> tuple[UnitRow, ...]:
    found = [row for row in list_of(ROW, least=1)(node, mistakes) if row is not None]
    ordered: list[tuple[UnitRow, Where]] = sorted(found, key=lambda pair: pair[0].since)
    for row, where in ordered:
        if row.until is not None and row.until <= row.since:
            mistakes.add("CAT110", "overlapping-dates", where, "ngày kết thúc (until) phải sau ngày bắt đầu (from)")
    for (row, _), (following, where) in pairwise(ordered):
        if row.until is None or row.until > following.since:
            said = f"dòng từ {following.since:%d/%m/%Y} trùng thời gian với dòng trước của đơn vị"
            mistakes.add("CAT110", "overlapping-dates", where, said)
    return tuple(row for row, _ in ordered)


def _check_parents(unit: Unit, units: Mapping[str, Unit], mistakes: Mistakes) -> None:
    for row in unit.rows:
        where = place_of(row.parent, Where())
        if not row.parent:
            continue
        parent = units.get(row.parent)
        if parent is None:
            mistakes.unknown("unit", row.parent, units, where)
        elif (gap := _gap(parent, row)) is not None:
            said = f"đơn vị cấp trên “{row.parent}” không có vào ngày {gap:%d/%m/%Y}"
            mistakes.add("CAT110", "parent-out-of-time", where, said)
        elif unit.id == min(_ring(unit.id, row, units), default=""):
            mistakes.add("CAT108", "ring-of-units", where, f"đơn vị “{unit.id}” nằm vòng quanh dưới chính nó")


def _gap(parent: Unit, row: UnitRow) -> date | None:
    """A day of the row on which its parent did not exist: its first, its last, or one on which the parent ended."""
    last = row.until - timedelta(days=1) if row.until else date.max
    ends = [known.until for known in parent.rows if known.until and row.since <= known.until <= last]
    return next((day for day in (row.since, *ends, last) if parent.at(day) is None), None)


def _ring(start: str, row: UnitRow, units: Mapping[str, Unit]) -> list[str]:
    """The units above one another that lead back to the first; empty when they end at the root or in another ring."""
    path, parent = [start], row.parent
    while parent in units and parent not in path:
        path.append(parent)
        above = units[parent].at(row.since)
        parent = above.parent if above else ""
    return path if parent == start else []


def _check_codes(units: Mapping[str, Unit], mistakes: Mistakes) -> None:
    """One code belongs to one unit at a time, however often it changes its bearer."""
    bearers: dict[str, list[tuple[str, UnitRow]]] = {}
    for unit in units.values():
        for row in unit.rows:
            others = bearers.setdefault(row.code, []) if row.code else []
            for other, held in others:
                if other != unit.id and _overlap(row, held):
                    said = f"mã {row.code} cùng lúc là của “{other}”"
                    mistakes.add("CAT110", "code-held-twice", place_of(row.code, Where()), said)
            others.append((unit.id, row))


def _overlap(one: UnitRow, other: UnitRow) -> bool:
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _check_links(units: Mapping[str, Unit], links: list[tuple[Predecessor, Where]], mistakes: Mistakes) -> None:
    shares: dict[tuple[str, date], Decimal] = {}
    for link, where in links:
        _check_link(units, link, where, mistakes)
        place = (link.predecessor, link.on)
        shares[place] = shares.get(place, Decimal(0)) + link.share
    for link, where in links:
        total = shares.pop((link.predecessor, link.on), Decimal(1))
        if link.share > 0 and total != 1:
            said = f"các phần chia của “{link.predecessor}” cộng lại được {total}, phải bằng 1"
            mistakes.add("CAT111", "shares-do-not-close", where, said)


def _check_link(units: Mapping[str, Unit], link: Predecessor, where: Where, mistakes: Mistakes) -> None:
    for unit, at, what in ((link.unit, link.on, "từ"), (link.predecessor, link.on - timedelta(days=1), "đến")):
        if not unit:
            continue
        if unit not in units:
            mistakes.unknown("unit", unit, units, place_of(unit, where))
        elif units[unit].at(at) is None:
            said = f"đơn vị “{unit}” phải có {what} ngày {at:%d/%m/%Y}"
            mistakes.add("CAT110", "link-out-of-time", place_of(unit, where), said)
    if link.share <= 0:
        mistakes.add("CAT111", "shares-do-not-close", where, "phần chia phải lớn hơn 0")
