"""Units through time: identity is our own id; code, name, kind and parent are dated rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What a unit was called, from ``since`` until ``until`` (excluded; None: still)."""

    since: date
    until: date | None
    kind: str  # tinh, huyen, xa, thi_tran, phuong, phong, co_quan, thon ...
    name: str  # "Chi Lăng" without the kind
    code: str  # official code; no join key (domain: 27 of 65 codes changed their bearer)
    parent: str  # unit id, "" for the root
    order: int  # official order under the parent, never alphabetical


@dataclass(frozen=True, slots=True)
class Predecessor:
    """``unit`` took over ``share`` of ``predecessor`` on ``on``."""

    unit: str
    predecessor: str
    share: Decimal
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    rows: tuple[UnitRow, ...]

    def at(self, day: date) -> UnitRow | None:
        """The row that held on a day, or None when the unit did not exist then."""
        return next((row for row in self.rows if row.since <= day and (row.until is None or day < row.until)), None)
