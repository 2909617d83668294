"""Entries of registers in a report: a cited document, a named list, the fields of one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from solieu.catalog.model import FieldType, Register, RegisterCount
from solieu.catalog.register_model import CLOCK, HAPPENED, STATE
from solieu.core import FactKey
from solieu.expressions import Reference
from solieu.facts import Revision, Submission, SubmissionState
from solieu.registers import EntryState, clock_of, holds_for, label, period_and_series, state_of
from solieu.reports.setting import Setting
from solieu.reports.template import EachNode
from solieu.vietnamese import read_date, write_date

CITATIONS = ("trich", "trich_so", "so_hieu", "ngay", "truong")


def register_of(name: str, setting: Setting) -> tuple[Register, str] | None:
    """``van_ban.nq16_2021`` → the register and the id of the entry; ``cau`` → the register and "" for all."""
    head, _, entry = name.partition(".")
    register = setting.catalog.registers.get(head)
    return (register, entry) if register else None


def entry_state(register: Register, entry: str, setting: Setting) -> EntryState | None:
    known = {one.id: one for one in setting.snapshot.entries.get(register.id, ())}
    found = known.get(entry)
    return state_of(register, found, date.max, setting.snapshot.moment) if found else None


def citation(state: EntryState, style: str, field: str) -> str:
    """Nghị quyết số 16/2021/NQ-HĐND ngày 10/12/2021 của HĐND tỉnh, or the part of it that is asked for."""
    fields = state.fields
    day = shown_date(fields.get("ngay", ""))
    number = f"{fields.get('loai', '')} số {fields.get('so_ky_hieu', '')}".strip()
    whole = number + (f" ngày {day}" if day else "") + (f" của {body}" if (body := fields.get("co_quan")) else "")
    known = {"trich": whole, "trich_so": number, "so_hieu": fields.get("so_ky_hieu", ""), "ngay": day}
    return shown_date(fields.get(field, "")) if style == "truong" else known[style]


def shown_date(text: str) -> str:
    """A date as sentences write it; other texts as they are."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        found = read_date(text)
        return write_date(found) if found else text
    return write_date(day)


def count_behind(register: Register, reference: Reference, setting: Setting) -> tuple[RegisterCount, FactKey] | None:
    """The count of entries with this cut: it pins which entries the period's figure stands for."""
    for count in register.counts:
        if count.kind == "count" and count.cut == reference.cut:
            indicator = setting.catalog.indicators[count.indicator]
            period, series = period_and_series(count, setting.period, setting.cut_off(indicator))
            return count, FactKey(count.indicator, setting.unit, period, series, count.cut)
    return None


def pinned(register: Register, revision: Revision, setting: Setting) -> dict[str, str]:
    """Labels by entry of what an accepted count holds, as it was known when it was made."""
    ids = (revision.origin.key.split(":", 2)[2:] or [""])[0].split(",")
    sent = setting.snapshot.submissions.get(revision.submission)
    return _labels(register, ids, sent.sent_at if sent else setting.snapshot.moment, setting)


def labels_of(register: Register, ids: Iterable[str], known_at: datetime, setting: Setting) -> list[str]:
    """How entries are called, by what was known of them at a moment."""
    return list(_labels(register, ids, known_at, setting).values())


def _labels(register: Register, ids: Iterable[str], known_at: datetime, setting: Setting) -> dict[str, str]:
    states, units = _states(register, setting, known_at), names(setting)
    return {id: label(register, states[id], units) for id in ids if id in states}


def counted(register: Register, setting: Setting) -> Submission | None:
    """The accepted count of a register for the report's period."""
    wanted = (f"register:{register.id}", setting.unit, setting.period, SubmissionState.ACCEPTED)
    found = [
        sent for sent in setting.snapshot.submissions.values()
        if (sent.form, sent.unit, sent.period, sent.state) == wanted
    ]  # fmt: skip
    return max(found, key=lambda sent: sent.sent_at, default=None)


def entries_for(node: EachNode, register: Register, sent: Submission, setting: Setting) -> Iterator[EntryState]:
    """The entries of a block ``each``, as they were known when the register was counted for the period."""
    for state in _states(register, setting, sent.sent_at).values():
        if node.condition is None or holds_for(node.condition, state):
            yield state


def field_text(register: Register, state: EntryState, name: str, setting: Setting) -> str:
    """A field as a sentence writes it: units by name, choices by title, dates in full."""
    value = state.fields.get(name, "")
    known = next((field for field in register.fields if field.id == name), None)
    if known is None:
        return _of_no_field(register, state, name) or value
    match known.type:
        case FieldType.UNIT:
            return setting.unit_name(value)
        case FieldType.CHOICE:
            return known.choices.get(value, value)
        case FieldType.DATE:
            return shown_date(value)
    return value


def _of_no_field(register: Register, state: EntryState, name: str) -> str:
    """The state, the day of an event (viec.ID), the last day of a deadline (han.ID)."""
    if name == STATE:
        return register.states.get(state.state, state.state)
    if name.startswith(HAPPENED):
        day = state.happened(name.removeprefix(HAPPENED))
    else:
        clock = clock_of(state, name.removeprefix(CLOCK))
        day = clock.due if clock else None
    return write_date(day) if day else ""


def names(setting: Setting) -> dict[str, str]:
    return {unit: setting.unit_name(unit) for unit in setting.territory.units}


def _states(register: Register, setting: Setting, known_at: datetime) -> Mapping[str, EntryState]:
    entries = setting.snapshot.entries.get(register.id, ())
    found = (state_of(register, entry, setting.period.end, known_at) for entry in entries)
    return {state.entry.id: state for state in found if state is not None}
