"""Deadlines of an entry: when the clock started, stood still and stopped, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from solieu.catalog.register_model import Clocked, Deadline
from solieu.registers.entries import EntryState, moves
from solieu.registers.scope import FieldScope, day_of, fits


@dataclass(frozen=True, slots=True)
class Clock:
    """``due`` is the last day in time, None while the clock stands still. ``left`` are the days until then, negative
    when it is over, counted as the deadline counts (working days or days). ``certain`` is False when the days off of a
    year in it have not been entered."""

    deadline: Deadline
    started: date
    due: date | None
    ended: date | None
    standing: str  # one of catalog.register_model.CLOCK_WORDS
    left: int = 0
    certain: bool = True


def clocks_of(state: EntryState) -> tuple[Clock, ...]:
    """Of every deadline that runs or has run, in the order of the definition."""
    names = dict.fromkeys(deadline.id for deadline in state.register.deadlines)
    return tuple(clock for name in names if (clock := clock_of(state, name)) is not None)


def clock_of(state: EntryState, id: str) -> Clock | None:
    """None when the clock never started."""
    for deadline, started in _started(state, id):
        if deadline.when is None or fits(deadline.when, FieldScope(state)):
            return _clock(state, deadline, started)
    return None


def _started(state: EntryState, id: str) -> Iterator[tuple[Deadline, date]]:
    """The rows of a deadline whose clock has started, the one that held then first."""
    rows = sorted(
        (one for one in state.register.deadlines if one.id == id),
        key=lambda one: one.since or date.min,
        reverse=True,
    )
    for deadline in rows:
        started = state.happened(deadline.starts) if deadline.starts else state.opened
        if started is not None and (deadline.since is None or deadline.since <= started):
            yield deadline, started


def _clock(state: EntryState, deadline: Deadline, started: date) -> Clock | None:
    due = _due(state, deadline, started)
    if due is None and deadline.field:
        return None
    ended = _ended(state, deadline, started)
    left = _left(state, deadline, ended or state.on, due) if due else 0
    certain = deadline.count is not Clocked.WORKING or due is None or state.register.calendar.knows((started, due))
    return Clock(deadline, started, due, ended, _standing(deadline, due, ended, left), left, certain)


def _standing(deadline: Deadline, due: date | None, ended: date | None, left: int) -> str:
    if ended is not None:
        return "dung_han" if due is None or ended <= due else "tre_han"
    if due is None:
        return "tam_dung"
    if left < 0:
        return "qua_han"
    return "sap_den_han" if left <= deadline.warn else "con_han"


def _due(state: EntryState, deadline: Deadline, started: date) -> date | None:
    if deadline.field:
        text = state.fields.get(deadline.field, "")
        return day_of(text) if text else None
    calendar = state.register.calendar
    pauses = tuple(_pauses(state, deadline))

    def paused(day: date) -> bool:
        return any(first <= day < until for first, until in pauses)

    count = calendar.after_working_days if deadline.count is Clocked.WORKING else calendar.after_days
    return count(started, deadline.days, paused)


def _pauses(state: EntryState, deadline: Deadline) -> Iterator[tuple[date, date]]:
    """From the day on which the clock was stopped to the day on which it went on."""
    first: date | None = None
    for day, after in moves(state.register, state.events):
        if after in deadline.pauses and first is None:
            first = day
        elif after not in deadline.pauses and first is not None:
            yield first, day
            first = None
    if first is not None:
        yield first, date.max


def _ended(state: EntryState, deadline: Deadline, started: date) -> date | None:
    """The day of the event that met the deadline; an event that leads back before it takes it away again."""
    events = {event.id: event for event in state.register.events}
    before = {one for name in deadline.ends if name in events for one in events[name].from_states}
    ended: date | None = None
    for event in state.events:
        known = events.get(event.name)
        if event.happened_on < started or known is None:
            continue
        if event.name in deadline.ends:
            ended = ended or event.happened_on
        elif ended is not None and known.to_state in before:
            ended = None
    return ended


def _left(state: EntryState, deadline: Deadline, day: date, due: date) -> int:
    if deadline.count is not Clocked.WORKING:
        return (due - day) // timedelta(days=1)
    left = state.register.calendar.working_days_between(day, due)
    return left if left or day <= due else -1  # over since a weekend or holiday
