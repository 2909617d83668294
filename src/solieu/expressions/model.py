"""The syntax tree of the ONE expression language, and what an evaluation asks of its surroundings.

The same language serves formulas of indicators, conditions of rules, counts of registers and slots of templates:

    ngan_sach.thu_tren_dia_ban@uoc / ngan_sach.thu_tren_dia_ban@ke_hoach(tinh) * 100
    dau_tu.ke_hoach_von[nguon=nq16; loai=khoi_cong]
    sum(trong_trot.cay_luong_thuc; trong_trot.cay_co_cu) >= 0 and not (a = b)

Numbers are machine literals (``0.1``); arguments are separated by ``;``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from solieu.core import Trace


@dataclass(frozen=True, slots=True)
class Position:
    """1-based line and column in the text the expression stands in."""

    line: int
    column: int

    def moved(self, line: int, column: int) -> Position:
        """The place of what stands at ``line`` and ``column`` of a text that begins here."""
        return Position(self.line + line - 1, (self.column + column - 1) if line == 1 else column)


@dataclass(frozen=True, slots=True)
class Shift:
    """What follows ``@``: ``cung_ky`` (same period last year), ``ky_truoc`` (previous period), ``uoc`` (estimate),
    ``thuc_hien`` (actual at the cut-off), ``ca_ky`` (actual of the whole period), ``ke_hoach(level)`` (target
    of the year), ``ke_hoach_ky(level)`` (target of the period itself: of a quarter)."""

    name: str
    argument: str = ""
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    at: Position


@dataclass(frozen=True, slots=True)
class Word:
    """A bare text in quotes, used by register filters: ``trang_thai = "hoan_thanh"``."""

    value: str
    at: Position


@dataclass(frozen=True, slots=True)
class Reference:
    """A named value with an optional cut and shifts, applied from left to right."""

    name: str
    cut: tuple[tuple[str, str], ...]
    shifts: tuple[Shift, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Unary:
    operator: str  # "-" | "not"
    operand: Expression
    at: Position


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str  # + - * / = != < <= > >= and or
    left: Expression
    right: Expression
    at: Position


@dataclass(frozen=True, slots=True)
class Call:
    function: str  # sum | count | min | max
    arguments: tuple[Expression, ...]
    at: Position


class Folded(Position):
    """The place of a text that does not stand in its file letter by letter: all of it counts as its beginning."""

    __slots__ = ()

    def moved(self, line: int, column: int) -> Position:
        return self


Expression = Number | Word | Reference | Unary | Binary | Call


class Scope(Protocol):
    """Names mean nothing to the language; a scope gives them values (facts, register fields, cells of a row)."""

    def resolve(self, reference: Reference) -> Trace: ...
