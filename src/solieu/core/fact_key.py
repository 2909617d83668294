"""FactKey: the one identity of a number.

``indicator/unit/period/series[/cut]``, for example
``ngan_sach.thu_tren_dia_ban/huyen_chi_lang/2024-Q1/actual@2024-02-29`` or
``dau_tu.ke_hoach_von/huyen_chi_lang/2024/target:tinh/nguon=nq16;loai=khoi_cong``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import total_ordering

from solieu.core.period import Period, parse_period

_INDICATOR = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\Z")
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class SeriesKind(StrEnum):
    ACTUAL = "actual"  # thực hiện, up to a cut-off or over the whole period
    ESTIMATE = "estimate"  # ước thực hiện cả kỳ
    TARGET = "target"  # kế hoạch, dự toán, by the level that assigned it


@total_ordering
@dataclass(frozen=True, slots=True)
class Series:
    """actual(cut-off) | estimate | target(level), in this order; among actuals the earlier cut-off comes first and the
    whole period last.

    The decision that assigned a target, with its date, is data of the revision, because a later decision revises the
    same target; the key names the level (``tinh``, ``dieu_hanh``) that every "% kế hoạch" sentence names.
    """

    kind: SeriesKind
    cut_off: date | None = None
    level: str = ""

    def __post_init__(self) -> None:
        if self.cut_off is not None and self.kind is not SeriesKind.ACTUAL:
            raise ValueError("only an actual has a cut-off")
        if (self.kind is SeriesKind.TARGET) != bool(self.level):
            raise ValueError("a target, and only a target, names its level")
        if self.level and not _NAME.match(self.level):
            raise ValueError(f"{self.level!r} is no name of a target level")

    def __str__(self) -> str:
        if self.kind is SeriesKind.TARGET:
            return f"target:{self.level}"
        return f"{self.kind.value}@{self.cut_off.isoformat()}" if self.cut_off else self.kind.value

    def __lt__(self, other: object) -> bool:
        return self._rank < other._rank if isinstance(other, Series) else NotImplemented

    @property
    def _rank(self) -> tuple[int, date, str]:
        return tuple(SeriesKind).index(self.kind), self.cut_off or date.max, self.level

    @staticmethod
    def actual(cut_off: date | None = None) -> Series:
        return Series(SeriesKind.ACTUAL, cut_off)

    @staticmethod
    def estimate() -> Series:
        return Series(SeriesKind.ESTIMATE)

    @staticmethod
    def target(level: str) -> Series:
        return Series(SeriesKind.TARGET, level=level)


# Sorted (dimension, member) pairs; empty for the total.
Cut = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class FactKey:
    """indicator × unit × period × series × cut. Nothing else ever identifies a number."""

    indicator: str
    unit: str
    period: Period
    series: Series
    cut: Cut = ()

    def __post_init__(self) -> None:
        if not _INDICATOR.match(self.indicator):
            raise ValueError(f"{self.indicator!r} is no indicator id")
        if not _NAME.match(self.unit):
            raise ValueError(f"{self.unit!r} is no unit id")
        names = [name for pair in self.cut for name in pair]
        if not all(_NAME.match(name) for name in names) or len(dict(self.cut)) != len(self.cut):
            raise ValueError(f"not a cut: {self.cut}")
        object.__setattr__(self, "cut", tuple(sorted(self.cut)))

    def __str__(self) -> str:
        head = f"{self.indicator}/{self.unit}/{self.period}/{self.series}"
        return f"{head}/{';'.join(f'{name}={member}' for name, member in self.cut)}" if self.cut else head

    def at(self, *, unit: str | None = None, period: Period | None = None, series: Series | None = None) -> FactKey:
        return replace(self, unit=unit or self.unit, period=period or self.period, series=series or self.series)


def parse_series(text: str) -> Series:
    """Read the canonical text of a series. Raises ValueError with the forms that are understood."""
    kind, mark, rest = text.partition("@")
    if mark and kind == "actual" and _DAY.match(rest):
        return Series.actual(date.fromisoformat(rest))
    kind, mark, rest = text.partition(":")
    if mark and kind == "target":
        return Series.target(rest)
    if text in ("actual", "estimate"):
        return Series(SeriesKind(text))
    raise ValueError(f"{text!r} is no series; write actual, actual@2024-02-29, estimate or target:tinh")


def parse_fact_key(text: str) -> FactKey:
    """Read the canonical text. Raises ValueError that says which part is not understood."""
    parts = text.strip().split("/")
    if len(parts) not in (4, 5):
        raise ValueError(f"{text!r} is no fact key; write indicator/unit/period/series or .../series/dimension=member")
    pairs = tuple(_pair(item) for item in parts[4].split(";")) if len(parts) == 5 else ()
    return FactKey(parts[0], parts[1], parse_period(parts[2]), parse_series(parts[3]), pairs)


def _pair(text: str) -> tuple[str, str]:
    name, mark, member = text.partition("=")
    if not mark:
        raise ValueError(f"{text!r} is no part of a cut; write dimension=member")
    return name, member
