"""Counts and sums of a register as a submission that pins cut-off, moment and the entries it counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from solieu.catalog.model import Catalog, Register, RegisterCount, RegisterField
from solieu.core import FactKey, Period, Quantity, Reading, Series, Where
from solieu.facts import (
    Entry,
    Provenance,
    SourceKind,
    StagedFact,
    Status,
    Submission,
    SubmissionState,
)
from solieu.registers.conditions import holds_for
from solieu.registers.entries import EntryState, state_of
from solieu.vietnamese import Certain, convert, read_number


def count_submission(register: Register, entries: Iterable[Entry], *, catalog: Catalog, unit: str, period: Period,
                     moment: datetime, actor: str, number: int = 1) -> Submission:  # fmt: skip
    """Every count of the register for one period, as of a moment. A later correction of entries moves no fact."""
    known = tuple(entries)
    staged = tuple(_counted(register, count, known, catalog, unit, period, moment) for count in register.counts)
    return Submission(
        id=f"so_{register.id}.{unit}.{period}.{number}",
        form=f"register:{register.id}",
        form_version=catalog.version[:12],
        unit=unit,
        period=period,
        sender=register.owner,
        actor=actor,
        sent_at=moment,
        state=SubmissionState.SENT,
        source=SourceKind.REGISTER,
        catalog=catalog.version,
        staged=staged,
    )


def counted_entries(register: Register, count: RegisterCount, entries: Iterable[Entry], day: date,
                    known_at: datetime, since: date = date.min) -> tuple[EntryState, ...]:  # fmt: skip
    """The drill-down: which entries a count holds, in the order in which they came into the register. A count of events
    holds an entry once for each of them from ``since`` on, with the fields that the event brought."""
    states = (state_of(register, entry, day, known_at) for entry in entries)
    known = (one for state in states if state is not None for one in _occasions(count, state, since))
    return tuple(state for state in known if count.filter is None or holds_for(count.filter, state))


def _occasions(count: RegisterCount, state: EntryState, since: date) -> Iterator[EntryState]:
    if not count.events:
        yield state
        return
    for event in state.events:
        if event.name in count.events and event.happened_on >= since:
            yield replace(state, fields={**state.fields, **dict(event.fields)}, since=event.happened_on)


def list_entries(register: Register, entries: Iterable[Entry], state: str, day: date, known_at: datetime,
                 name_of: dict[str, str] | None = None) -> tuple[tuple[Entry, str], ...]:  # fmt: skip
    """Labels of the entries in a state on a day, for a named list in a report."""
    states = (state_of(register, entry, day, known_at) for entry in entries)
    return tuple((one.entry, label(register, one, name_of or {})) for one in states if one and one.state == state)


def label(register: Register, state: EntryState, name_of: dict[str, str]) -> str:
    """How an entry is named in a sentence; names of units are spelled out."""
    named = {field.id: state.fields.get(field.id, "") for field in register.fields}
    return register.label.format(**{key: name_of.get(value, value) for key, value in named.items()})


def _counted(register: Register, count: RegisterCount, entries: tuple[Entry, ...], catalog: Catalog, unit: str,
             period: Period, moment: datetime) -> StagedFact:  # fmt: skip
    indicator = catalog.indicators[count.indicator]
    rule = catalog.cut_offs.get(indicator.cut_off)
    cut_off = period.end_of_month(rule.months_before_end) if rule else period.end
    day = cut_off if count.at == "cut_off" else period.end
    first = (period.whole_year() if count.period == "year" else period).window()[0]
    found = counted_entries(register, count, entries, day, moment, first)
    if count.at == "in_period":
        found = tuple(state for state in found if first <= state.since <= period.end)
    key = FactKey(count.indicator, unit, *period_and_series(count, period, cut_off), count.cut)
    marks = [state.entry.provenance for state in found]
    origin = Where(form=register.title, key=f"register:{register.id}:{_pinned(register, found)}")
    reading, note = _value(register, count, found, indicator.measure), f"{len(found)} mục, tính đến {day:%d/%m/%Y}"
    if not reading.is_present:
        note += "; có mục chưa ghi số để cộng"
    provenance = next(
        (one for one in (Provenance.ILLUSTRATIVE, Provenance.IMPLIED) if one in marks), Provenance.REPORTED
    )
    return StagedFact(key, reading, origin, Status.PRELIMINARY, provenance, note)


def _pinned(register: Register, found: Iterable[EntryState]) -> str:
    """Which entries a count stands for; of a restricted register only a hash leaves the room."""
    ids = ",".join(dict.fromkeys(state.entry.id for state in found))
    return f"#{hashlib.sha256(ids.encode()).hexdigest()[:16]}" if register.access == "restricted" else ids


def period_and_series(count: RegisterCount, period: Period, cut_off: date) -> tuple[Period, Series]:
    kind, _, level = count.series.partition(":")
    series = {"estimate": Series.estimate(), "actual_at_cut_off": Series.actual(cut_off)}.get(kind, Series.actual())
    if kind == "target":
        series = Series.target(level)
    return (period.whole_year() if count.period == "year" else period), series


def _value(register: Register, count: RegisterCount, found: tuple[EntryState, ...], measure: str) -> Reading:
    """A sum with an entry that has no number is not known: absence spreads, it never becomes a silent zero."""
    if count.kind == "count":
        return Reading.of(Quantity(Decimal(len(found)), measure))
    field = next(field for field in register.fields if field.id == count.of)
    if count.kind == "distinct":
        different = {state.fields.get(field.id, "").strip() for state in found}
        return Reading.absent() if "" in different else Reading.of(Quantity(Decimal(len(different)), measure))
    numbers = [number_of(field, state, measure) for state in found]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or (not known and count.kind != "sum"):
        return Reading.absent()
    values = [number.value for number in known]
    total = min(values) if count.kind == "min" else max(values) if count.kind == "max" else sum(values, Decimal(0))
    return Reading.of(Quantity(total, measure, max((number.decimals for number in known), default=0)))


def number_of(field: RegisterField, state: EntryState, measure: str) -> Quantity | None:
    """The number in a field of an entry, counted in ``measure``; None when it is not there or counts something else."""
    read = read_number(state.fields.get(field.id, ""))
    if not isinstance(read, Certain):
        return None
    unit = read.quantity.unit or field.measure or measure
    value = convert(read.quantity.value, unit, measure)
    if value is None or unit == measure:
        return replace(read.quantity, unit=measure) if value is not None else None
    exact = value.normalize()
    return replace(read.quantity, value=exact, unit=measure, decimals=max(0, -int(exact.as_tuple().exponent)))
