"""Tasks: the handling register that Decree 30/2020 prescribes (Appendix IV), read across every register that keeps one.

A task has a lead, supporting units, one named person, a deadline, its progress and the document that answers it. It may
wait for other tasks. What is late comes first, then what is soon due; a target without a task or without an owner is
listed too, for nobody will be asked about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from solieu.actions import Context
from solieu.catalog import Register
from solieu.catalog.register_model import TaskFields
from solieu.core import SeriesKind
from solieu.registers import Asked, Clock, EntryState, clock_of, label, state_of

MOST = 10_000  # open tasks of one register
ORDER = ("qua_han", "sap_den_han", "con_han", "tam_dung", "tre_han", "dung_han")


@dataclass(frozen=True, slots=True)
class Waited:
    """A task that another one waits for."""

    id: str
    label: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Task:
    register: Register
    state: EntryState
    label: str
    lead: str  # id of a unit
    support: tuple[str, ...]
    person: str
    clock: Clock | None
    waits: tuple[Waited, ...] = ()

    @property
    def id(self) -> str:
        return self.state.entry.id

    @property
    def standing(self) -> str:
        """How the deadline stands; a task without one runs."""
        return self.clock.standing if self.clock else "con_han"

    @property
    def is_late(self) -> bool:
        return self.standing == "qua_han"

    @property
    def is_soon(self) -> bool:
        return self.standing == "sap_den_han"

    @property
    def is_open(self) -> bool:
        return self.clock is None or self.clock.ended is None

    @property
    def waiting(self) -> tuple[Waited, ...]:
        return tuple(one for one in self.waits if not one.is_done)

    def text(self, field: str) -> str:
        """What stands in one of the fields that make the register one of tasks."""
        name = getattr(self.register.tasks, field, "") if self.register.tasks else ""
        return self.state.fields.get(name, "") if name else ""


def task_registers(context: Context) -> tuple[Register, ...]:
    return tuple(register for register in context.catalog.registers.values() if register.tasks is not None)


def tasks(context: Context, day: date | None = None, *, with_done: bool = False) -> tuple[Task, ...]:
    """Tasks that this person may see as they stand on a day, the most urgent first."""
    asked = day or context.today
    found = [task for register in task_registers(context) for task in _of(context, register, asked, with_done)]
    return tuple(sorted(found, key=_urgency))


def _urgency(task: Task) -> tuple[int, date, str]:
    due = task.clock.due if task.clock and task.clock.due else date.max
    return ORDER.index(task.standing), due, task.id


def _of(context: Context, register: Register, day: date, with_done: bool) -> Iterator[Task]:
    assert register.tasks is not None
    names = {unit: context.territory.name(unit, day) for unit in context.territory.units}
    states = _states(context, register, day)
    for state in states.values():
        clock = clock_of(state, register.tasks.deadline)
        if not with_done and (_is_done(register, state) or (clock is not None and clock.ended is not None)):
            continue
        task = _task(register, register.tasks, state, clock, states, names)
        if _may_read(context, task):
            yield task


def _states(context: Context, register: Register, day: date) -> Mapping[str, EntryState]:
    asked = Asked(register.id, day=None if day >= context.today else day, limit=MOST)
    states = (state_of(register, entry, day) for entry in context.store.find_entries(asked).entries)
    return {state.entry.id: state for state in states if state is not None}


def _is_done(register: Register, state: EntryState) -> bool:
    """No event leads on from here."""
    return not any(state.state in event.from_states for event in register.events)


def _task(register: Register, fields: TaskFields, state: EntryState, clock: Clock | None,
          known: Mapping[str, EntryState], names: Mapping[str, str]) -> Task:  # fmt: skip
    return Task(
        register=register,
        state=state,
        label=label(register, state, dict(names)),
        lead=state.fields.get(fields.lead, ""),
        support=_several(state.fields.get(fields.support, "")),
        person=state.fields.get(fields.person, ""),
        clock=clock,
        waits=tuple(_waited(register, id, known, names) for id in _several(state.fields.get(fields.waits, ""))),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _waited(register: Register, id: str, known: Mapping[str, EntryState], names: Mapping[str, str]) -> Waited:
    """A task that is not in the register on that day has not been done either."""
    state = known.get(id)
    if state is None or register.tasks is None:
        return Waited(id, id, is_done=False)
    return Waited(id, label(register, state, dict(names)), _is_finished(register, register.tasks, state))


def _is_finished(register: Register, fields: TaskFields, state: EntryState) -> bool:
    """What waits for it may go on: it came into a state that an event asks for, else its deadline is met."""
    wanted = {one for event in register.events if event.waits for one in event.waits.states}
    if wanted:
        return state.state in wanted
    clock = clock_of(state, fields.deadline)
    return clock is not None and clock.ended is not None


def _may_read(context: Context, task: Task) -> bool:
    """Whose task it is, who supports it, who keeps the register, and who reads the whole area."""
    units = (task.register.owner, task.state.entry.unit, task.lead, *task.support)
    return any(context.may("read", unit) for unit in units if unit)


def by_unit(found: Iterable[Task]) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    """Tasks by their lead, the unit with the most late ones first."""
    groups: defaultdict[str, list[Task]] = defaultdict(list)
    for task in found:
        groups[task.lead].append(task)
    return tuple(sorted(((lead, tuple(some)) for lead, some in groups.items()), key=_burden))


def _burden(group: tuple[str, tuple[Task, ...]]) -> tuple[int, int, str]:
    lead, some = group
    return -sum(task.is_late for task in some), -sum(task.is_soon for task in some), lead


# --- targets that nobody will be asked about


@dataclass(frozen=True, slots=True)
class LooseTarget:
    """An indicator with a target of the year and without a task or an owner."""

    indicator: str
    title: str
    has_owner: bool
    has_task: bool

    @property
    def fault(self) -> str:
        missing = [*([] if self.has_owner else ["đơn vị phụ trách"]), *([] if self.has_task else ["nhiệm vụ"])]
        return f"chưa có {' và '.join(missing)}"


def loose_targets(context: Context, year: int) -> tuple[LooseTarget, ...]:
    """Of the targets of a year, in the order of the catalogue."""
    snapshot = context.store.snapshot(context.now)
    assigned = {
        key.indicator
        for key, revision in snapshot.facts.items()
        if key.series.kind is SeriesKind.TARGET and key.period.year == year and revision.reading.is_present
    }
    covered = {name for task in tasks(context, with_done=True) for name in _several(task.text("indicator"))}
    found = (
        LooseTarget(id, one.noun or one.title, bool(one.owner), id in covered)
        for id, one in context.catalog.indicators.items()
        if id in assigned
    )
    return tuple(one for one in found if not (one.has_owner and one.has_task))
