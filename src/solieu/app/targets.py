"""Targets (chỉ tiêu kế hoạch): what was assigned by which decision, how it was revised, whether the parts make the whole.

A target is exact: a decision states it, nobody measured it. Only one that was computed back from a printed percentage
(suy ra) stands for all that rounds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from solieu.actions import Context
from solieu.app.workspace import Workspace
from solieu.catalog.model import Adding, Catalog, Indicator
from solieu.core import (
    Consequence,
    FactKey,
    Finding,
    FindingValue,
    Interval,
    Period,
    Quantity,
    SeriesKind,
    Where,
)
from solieu.core.quantity import round_half_away
from solieu.facts import Provenance, Revision, Snapshot
from solieu.territory import Territory
from solieu.vietnamese import find_citations, write_number, write_quantity


@dataclass(frozen=True, slots=True)
class Version:
    """One assignment. ``decision`` is what the sender named, ``decided`` its date where one stands in it. The version
    holds from ``held_from`` on: the moment in which it was accepted; reports as of an earlier one keep the one before."""

    number: int
    quantity: Quantity | None  # None: withdrawn
    decision: str
    decided: date | None
    held_from: datetime
    accepted_by: str
    sender: str
    submission: str
    provenance: Provenance

    @property
    def interval(self) -> Interval | None:
        if self.quantity is None:
            return None
        implied = self.provenance is Provenance.IMPLIED
        return self.quantity.interval if implied else Interval.exactly(self.quantity.value)


@dataclass(frozen=True, slots=True)
class Target:
    """The target of one indicator for a unit and year at one level, oldest version first, with what is assigned to its
    quarters and to the units below."""

    key: FactKey
    indicator: Indicator
    versions: tuple[Version, ...]
    quarters: tuple[tuple[Period, Version], ...] = ()
    children: tuple[tuple[str, Version], ...] = ()
    expected_children: int = 0

    @property
    def current(self) -> Version:
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class _Book:
    catalog: Catalog
    territory: Territory
    snapshot: Snapshot

    def versions(self, key: FactKey) -> tuple[Version, ...]:
        return tuple(self._version(revision) for revision in self.snapshot.history.get(key, ()))

    def current(self, key: FactKey) -> Version | None:
        """The version that holds, None where nothing is assigned or the target was withdrawn."""
        fact = self.snapshot.facts.get(key)
        return self._version(fact) if fact is not None and fact.reading.is_present else None

    def _version(self, revision: Revision) -> Version:
        sent = self.snapshot.submissions.get(revision.submission)
        return Version(
            revision.number,
            revision.reading.quantity,
            revision.note,
            decision_date(revision.note),
            revision.accepted_at,
            revision.accepted_by,
            sent.sender if sent else "",
            revision.submission,
            revision.provenance,
        )

    def target(self, key: FactKey) -> Target:
        children = self.territory.children(key.unit, key.period.end)
        quarters = ((period, self.current(key.at(period=period))) for period in key.period.parts())
        below = ((unit, self.current(key.at(unit=unit))) for unit in children)
        return Target(
            key,
            self.catalog.indicators[key.indicator],
            self.versions(key),
            tuple((period, version) for period, version in quarters if version),
            tuple((unit, version) for unit, version in below if version),
            len(children),
        )


def decision_date(text: str) -> date | None:
    """The date of the document that a text names."""
    return next((found.date for found in find_citations(text) if found.date), None)


def targets(
    workspace: Workspace,
    context: Context,
    year: Period,
    *,
    unit: str = "",
    indicator: str = "",
    level: str = "",
    moment: datetime | None = None,
) -> tuple[Target, ...]:
    """The targets of a year that this person may read, in the order of units and keys, as of a moment."""
    held = workspace.definitions(moment)
    book = _Book(held.catalog, held.territory, workspace.snapshot(moment))
    root = held.catalog.root_unit
    units = (unit,) if unit else (root, *held.territory.children(root, year.end))
    keys = (
        key
        for one in units
        if context.may("read", one, year.end)
        for key in book.snapshot.keys_of(one, year)
        if key.series.kind is SeriesKind.TARGET
        and indicator in ("", key.indicator)
        and level in ("", key.series.level)
        and key.indicator in held.catalog.indicators
    )
    return tuple(book.target(key) for key in keys)


# --- parts and whole


def differences(found: Iterable[Target]) -> Iterator[Finding]:
    """Where quarters or the units below do not make up the target, and where a revision names no decision."""
    for target in found:
        for finding in (_quarters(target), _children(target), _unfounded(target)):
            if finding is not None:
                yield finding


def _quarters(target: Target) -> Finding | None:
    """Of a flow the four quarters make up the year."""
    if target.indicator.over_time is not Adding.SUM or len(target.quarters) < len(target.key.period.parts()):
        return None
    parts = [version for _, version in target.quarters]
    return _unequal(target, parts, "TGT201", "quarters-differ-from-year", "cộng kịch bản bốn quý được")


def _children(target: Target) -> Finding | None:
    """What was assigned to all units below makes up what was assigned to the unit above."""
    if target.indicator.over_units is not Adding.SUM or not target.children:
        return None
    parts, count = [version for _, version in target.children], len(target.children)
    if count < target.expected_children:
        missing = target.expected_children - count
        said = f"mới giao cho {count}/{target.expected_children} đơn vị cấp dưới, chưa so sánh được với chỉ tiêu chung"
        step = f"Giao tiếp cho {missing:02} đơn vị còn lại."
        return _finding(target, Consequence.HINT, "TGT203", "not-yet-assigned-to-all-units", said, step)
    said = f"cộng chỉ tiêu giao cho {count} đơn vị cấp dưới được"
    return _unequal(target, parts, "TGT202", "children-differ-from-parent", said)


def _unequal(target: Target, parts: list[Version], code: str, name: str, said: str) -> Finding | None:
    whole, quantity = target.current.interval, target.current.quantity
    intervals = [part.interval for part in parts if part.interval is not None]
    if whole is None or quantity is None or Interval.sum(intervals).meets(whole):
        return None
    values = [part.quantity for part in parts if part.quantity is not None]
    decimals = max(one.decimals for one in (quantity, *values))
    total = sum((one.value for one in values), start=Decimal(0))
    gap = total - quantity.value
    words = (
        f"{said} {write_number(total, decimals)} {quantity.unit}, {'cao' if gap > 0 else 'thấp'} hơn "
        f"{shown(quantity)} {write_number(abs(gap), decimals)} {quantity.unit}"
    )
    step = "Đối chiếu với quyết định giao; sửa bằng quyết định điều chỉnh hoặc ghi rõ phần chưa phân bổ."
    return _finding(target, Consequence.LOOK, code, name, words, step, printed=shown(quantity),
                    expected=write_number(total, decimals))  # fmt: skip


def _unfounded(target: Target) -> Finding | None:
    bare = [one.number for one in target.versions[1:] if one.quantity is not None and not one.decided]
    if not bare:
        return None
    said = f"lần giao thứ {', '.join(map(str, bare))} không nêu quyết định điều chỉnh có số và ngày"
    step = "Ghi số, ký hiệu, ngày của quyết định vào cột “Quyết định giao” rồi gửi lại."
    return _finding(target, Consequence.LOOK, "TGT204", "revision-without-decision", said, step)


def _finding(target: Target, consequence: Consequence, code: str, name: str, said: str, step: str, *,
             printed: str = "", expected: str = "") -> Finding:  # fmt: skip
    label = FindingValue(target.indicator.title, shown(target.current.quantity))
    where = Where(key=str(target.key))
    message = f"{target.indicator.title}: {said}."
    return Finding(code, name, consequence, message, where, (label,), printed, expected, step)


def shown(quantity: Quantity | None) -> str:
    return write_quantity(quantity, prose=False) if quantity is not None else "rút chỉ tiêu"


# --- versions


def change(before: Version, after: Version) -> str:
    """What a revision did: "tăng 4.000 triệu đồng (10,0%)"."""
    if before.quantity is None or after.quantity is None:
        return "giao lại" if before.quantity is None else "rút chỉ tiêu"
    gap = after.quantity.value - before.quantity.value
    if not gap:
        return "giữ nguyên số, thay căn cứ"
    decimals = max(before.quantity.decimals, after.quantity.decimals)
    words = f"{'tăng' if gap > 0 else 'giảm'} {write_number(abs(gap), decimals)} {after.quantity.unit}"
    if not before.quantity.value:
        return words
    percent = round_half_away(abs(gap) / abs(before.quantity.value) * 100, 1)
    return f"{words} ({write_number(percent, 1)}%)"
