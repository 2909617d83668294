"""What must be there once only: numbers of a series, and values that no two entries share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from solieu.catalog.register_model import Numbering, Register, Unique
from solieu.registers.entries import EntryState
from solieu.registers.scope import day_of
from solieu.vietnamese import fold

_NUMBER = re.compile(r"\s*0*(\d{1,15})(?!\d)")


@dataclass(frozen=True, slots=True)
class Key:
    """One entry holds it at a time. ``number`` is -1 where the values themselves are the key."""

    rule: str  # number:so, unique:so_ky_hieu+co_quan
    series: str
    number: int = -1
    day: date | None = None  # of a number: the day by which it is ordered


@dataclass(frozen=True, slots=True)
class Held:
    """A key with the entry that holds it."""

    key: Key
    entry: str


def keys_of(register: Register, state: EntryState | None) -> tuple[Key, ...]:
    """All keys that an entry holds as it stands. A value that is not there is no key."""
    if state is None:
        return ()
    numbers = (number_key(rule, state) for rule in register.numbering)
    values = (_unique_key(rule, state) for rule in register.unique)
    return tuple(key for key in (*numbers, *values) if key is not None)


def number_key(rule: Numbering, state: EntryState) -> Key | None:
    found = _NUMBER.match(state.fields.get(rule.field, ""))
    series = series_of(state, rule.per, rule.by_year, rule.day)
    if found is None or series is None:
        return None
    return Key(f"number:{rule.field}", series, int(found[1]), _day(state, rule.day))


def _unique_key(rule: Unique, state: EntryState) -> Key | None:
    series = series_of(state, rule.fields, rule.by_year, rule.day)
    return Key(f"unique:{'+'.join(rule.fields)}", series) if series is not None else None


def series_of(state: EntryState, fields: Iterable[str], by_year: bool, day: str) -> str | None:
    """Values without marks and case, so that 01/QĐ-UBND and 01/qd-ubnd are one."""
    values = [fold(state.fields.get(name, "")) for name in fields]
    if not all(values):
        return None
    return json.dumps([*([_day(state, day).year] if by_year else []), *values])


def _day(state: EntryState, field: str) -> date:
    return (day_of(state.fields.get(field, "")) if field else None) or state.opened
