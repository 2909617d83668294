"""Registers as definitions: what an entry holds, what may happen to it, by whom, until when, and what is counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solieu.core import WEEKENDS, Cut, Where, WorkCalendar
from solieu.expressions.model import Expression

# Names of the filter language beside the fields of the register.
STATE = "trang_thai"  # the state of the entry
EVENT_DAY = "ngay_viec"  # in a guard: the day of the event that is being recorded
HAPPENED = "viec."  # viec.ID: the day on which that event last happened
CLOCK = "han."  # han.ID: how a deadline stands, one of CLOCK_WORDS
CLOCK_WORDS = {
    "con_han": "Còn hạn",
    "sap_den_han": "Sắp đến hạn",
    "qua_han": "Quá hạn",
    "dung_han": "Xong đúng hạn",
    "tre_han": "Xong trễ hạn",
    "tam_dung": "Tạm dừng tính thời hạn",
}


class FieldType(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    UNIT = "unit"
    CHOICE = "choice"
    YES_NO = "yes_no"
    ENTRY = "entry"  # an entry of a register, by its id


@dataclass(frozen=True, slots=True)
class RegisterField:
    id: str
    title: str
    type: FieldType
    where: Where
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    measure: str = ""
    secrecy: str = ""  # "" | personal: kept in a store of its own that can be redacted
    adds: bool = False  # what each event brings is added up: payments, doses
    many: bool = False  # several values, ", " between them (units, entries)
    register: str = ""  # ENTRY: the register that the entry is in


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition that holds after an event. What cannot be judged because a field is empty does not refuse."""

    text: str
    condition: Expression | None
    says: str  # in Vietnamese, what must hold
    where: Where


@dataclass(frozen=True, slots=True)
class Who:
    """One kind of person who may record an event: a role, over a unit, or over the unit that a field names; without
    unit and field over the keeper of the register or the unit of the entry."""

    where: Where
    role: str = ""
    unit: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is possible only when the entries that ``field`` names are in one of these states."""

    field: str
    states: tuple[str, ...]
    where: Where
    titles: Mapping[str, str] = dataclasses.field(
        default_factory=dict
    )  # of all states of the register that is pointed to


@dataclass(frozen=True, slots=True)
class RegisterEvent:
    id: str
    title: str
    where: Where
    from_states: tuple[str, ...]  # empty: opens an entry
    to_state: str
    needs: tuple[str, ...] = ()  # field ids that must come with it
    by: tuple[Who, ...] = ()  # empty: who keeps the register or the entry's unit
    guards: tuple[Guard, ...] = ()
    waits: Waiting | None = None


class Clocked(StrEnum):
    DAYS = "days"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something must have happened: so many days after ``starts``, or the day in ``field``.

    ``ends`` are the events that meet it; in the states of ``pauses`` the clock stands still. A law that changes gives a
    second row with the same id and a later ``since``: the one that held when the clock started counts.
    """

    id: str
    title: str
    where: Where
    ends: tuple[str, ...]
    starts: str = ""
    days: int = 0
    count: Clocked = Clocked.DAYS
    field: str = ""
    pauses: tuple[str, ...] = ()
    when: Expression | None = None
    when_text: str = ""
    since: date | None = None
    warn: int = 3  # days before the last one from which the entry is listed as soon due
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Numbers 1, 2, ... of a field in each series: a year (of ``day``, or of the event) and the values of ``per``."""

    field: str
    where: Where
    per: tuple[str, ...] = ()
    by_year: bool = True
    day: str = ""
    digits: int = 1
    ordered: bool = False  # a higher number never has an earlier day


@dataclass(frozen=True, slots=True)
class Unique:
    """No two entries with the same values; with ``by_year`` in one year (of ``day``, or of the first event)."""

    fields: tuple[str, ...]
    where: Where
    by_year: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class SecretKind:
    """Entries whose ``field`` has one of ``values`` are counted by number only: they hold no other field than ``keeps``."""

    field: str
    values: tuple[str, ...]
    keeps: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class TaskFields:
    """Which fields make a register the handling register (sổ theo dõi giải quyết văn bản đến): who leads, who
    supports, the one named person, the deadline, and what the task comes from."""

    lead: str
    deadline: str
    where: Where
    person: str = ""
    support: str = ""
    source: str = ""
    indicator: str = ""
    reply: str = ""
    progress: str = ""
    waits: str = ""


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """An event that a row of another system's export tells of, on the day in column ``day`` where that is filled."""

    event: str
    day: str  # a heading
    columns: Mapping[str, str]  # heading -> field
    where: Where
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)  # fields that the other system does not hold


@dataclass(frozen=True, slots=True)
class ForeignExport:
    """How the export of another system is read: mapped once, known again by its headings."""

    id: str
    title: str
    key: tuple[str, ...]  # headings whose values, with "-" between them, are the id of the entry
    events: tuple[ForeignEvent, ...]
    where: Where
    unit: str = ""  # heading of the unit that the entry is about
    values: Mapping[str, Mapping[str, str]] = dataclasses.field(
        default_factory=dict
    )  # field -> word there -> value here


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """A figure that is counted or summed over entries at the end of a period or at its cut-off, or over the events of
    the period (``events``)."""

    indicator: str
    cut: Cut
    kind: str  # count | sum | distinct | min | max
    of: str  # field id, "" for a count
    filter_text: str
    filter: Expression | None
    at: str  # cut_off | end | in_period (entries whose event fell into the period)
    where: Where
    series: str = "actual"  # actual | actual_at_cut_off | target:<level>
    period: str = "this"  # this | year
    by: Mapping[str, str] = field(default_factory=dict)  # dimension -> field: one figure for each member
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    id: str
    title: str
    fields: tuple[RegisterField, ...]
    states: Mapping[str, str]  # state id -> title
    events: tuple[RegisterEvent, ...]
    counts: tuple[RegisterCount, ...]
    label: str  # how an entry is named in a list, e.g. "{ten}, {don_vi}"
    where: Where
    owner: str = ""
    access: str = "open"  # open | restricted: entries are for the keeper alone, all others see totals
    guards: tuple[Guard, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    numbering: tuple[Numbering, ...] = ()
    unique: tuple[Unique, ...] = ()
    secret: SecretKind | None = None
    tasks: TaskFields | None = None
    imports: tuple[ForeignExport, ...] = ()
    basis: str = ""
    calendar: WorkCalendar = WEEKENDS

    def field(self, id: str) -> RegisterField | None:
        return next((one for one in self.fields if one.id == id), None)

    def event(self, id: str) -> RegisterEvent | None:
        return next((one for one in self.events if one.id == id), None)
