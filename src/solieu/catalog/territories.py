"""The unit files of a catalogue: dated rows by unit id, and predecessors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import Field, day, decimal, identifier, list_of, pairs, record, text, whole_number
from solieu.catalog.yaml_text import Node
from solieu.territory import Predecessor, Territory, Unit, UnitRow

ROW = record(
    (
        Field("from", day, to="since"),
        Field("until", day, None),
        Field("kind", identifier),
        Field("name", text),
        Field("code", text, ""),
        Field("parent", text),
        Field("order", whole_number, 0),
    ),
    lambda where, **values: (UnitRow(**values), where),
)
LINK = record(
    (
        Field("unit", identifier),
        Field("predecessor", identifier),
        Field("share", decimal),
        Field("on", day),
        Field("basis", text),
    ),
    lambda where, **values: (Predecessor(**values), where),
)


def read(nodes: Mapping[str, Node], mistakes: Mistakes) -> Territory:
    units: dict[str, Unit] = {}
    links: list[tuple[Predecessor, Any]] = []
    for path, node in nodes.items():
        if PurePosixPath(path).stem == "predecessors":
            links += list_of(LINK)(node, mistakes)
            continue
        for name, (key, value) in pairs(node, mistakes).items():
            if name in units:
                mistakes.add("CAT102", "duplicate-key", key.where, f"đơn vị “{name}” đã có ở tệp khác")
            units[name] = Unit(name, tuple(row for row, _ in _rows(value, mistakes)))
    _check_parents(units, nodes, mistakes)
    _check_links(units, links, mistakes)
    return Territory(units, tuple(link for link, _ in links))


def _rows(node: Node, mistakes: Mistakes) -> list[tuple[UnitRow, Any]]:
    rows = sorted(list_of(ROW)(node, mistakes), key=lambda pair: pair[0].since)
    for (row, _), (following, where) in pairwise(rows):
        if row.until is None or row.until > following.since:
            mistakes.add("CAT110", "overlapping-dates", where, f"từ {following.since} trùng với dòng trước của đơn vị")
    return rows


def _check_parents(units: Mapping[str, Unit], nodes: Mapping[str, Node], mistakes: Mistakes) -> None:
    for path, node in nodes.items():
        if PurePosixPath(path).stem == "predecessors":
            continue
        for name, (key, _) in pairs(node, Mistakes()).items():
            for row in units[name].rows:
                if row.parent and row.parent not in units:
                    mistakes.unknown("unit", row.parent, units, key.where)


def _check_links(units: Mapping[str, Unit], links: list[tuple[Predecessor, Any]], mistakes: Mistakes) -> None:
    shares: dict[tuple[str, Any], Decimal] = {}
    for link, where in links:
        for name in (link.unit, link.predecessor):
            if name not in units:
                mistakes.unknown("unit", name, units, where)
        place = (link.predecessor, link.on)
        shares[place] = shares.get(place, Decimal(0)) + link.share
    for link, where in links:
        total = shares[link.predecessor, link.on]
        if total != 1:
            said = f"các phần chia của {link.predecessor} cộng lại được {total}, phải bằng 1"
            mistakes.add("CAT111", "shares-do-not-close", replace(where, column=where.column), said)
