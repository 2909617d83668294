"""The other entries, as far as one entry must know of them: who holds a number, what it waits for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Protocol

from solieu.catalog.register_model import Register
from solieu.facts import Entry
from solieu.registers.entries import state_of
from solieu.registers.keys import Held, Key, keys_of


class Shelf(Protocol):
    def holder(self, register: str, key: Key) -> str:
        """The id of the entry that holds a key, "" for none."""

    def last_number(self, register: str, rule: str, series: str) -> int:
        """The highest number of a series, 0 for none."""

    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        """The next lower and the next higher number of the series that are held."""

    def state(self, register: str, id: str) -> str:
        """The state that an entry is in, by its id; "" when there is none."""


class _EmptyShelf:
    def holder(self, register: str, key: Key) -> str:
        return ""

    def last_number(self, register: str, rule: str, series: str) -> int:
        return 0

    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        return None, None

    def state(self, register: str, id: str) -> str:
        return ""


ABOVE_ALL = 10**16  # numbers have 15 digits at most
EMPTY_SHELF: Shelf = _EmptyShelf()


class LaidShelf:
    """Entries that are about to be recorded, laid over those that are: for trying a file before anything is written."""

    def __init__(self, register: Register, under: Shelf = EMPTY_SHELF) -> None:
        self._register = register
        self._under = under
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._series: defaultdict[tuple[str, str], dict[int, Held]] = defaultdict(dict)
        self._tops: dict[tuple[str, str], Held | None] = {}  # asked once a series: nothing is written meanwhile

    def put(self, entry: Entry) -> None:
        for key in self._keys.get(entry.id, ()):
            self._series[key.rule, key.series].pop(key.number, None)
        self._entries[entry.id] = entry
        self._keys[entry.id] = keys_of(self._register, state_of(self._register, entry, date.max))
        for key in self._keys[entry.id]:
            self._series[key.rule, key.series][key.number] = Held(key, entry.id)

    def holder(self, register: str, key: Key) -> str:
        here = self._series[key.rule, key.series].get(key.number) if register == self._register.id else None
        below = "" if self._is_above(register, key) else self._under.holder(register, key)
        return here.entry if here else below if below not in self._entries else ""

    def last_number(self, register: str, rule: str, series: str) -> int:
        return max([self._under.last_number(register, rule, series), *self._series[rule, series]])

    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        known = list(self._series[key.rule, key.series].values())
        known += [held for held in self._below(register, key) if held and held.entry not in self._entries]
        lower = [held for held in known if held.key.number < key.number]
        higher = [held for held in known if held.key.number > key.number]
        return max(lower, key=_number, default=None), min(higher, key=_number, default=None)

    def _top(self, register: str, key: Key) -> Held | None:
        """The highest number of a series among the entries beneath."""
        series = key.rule, key.series
        if series not in self._tops:
            self._tops[series], _ = self._under.neighbours(register, replace(key, number=ABOVE_ALL))
        return self._tops[series]

    def _is_above(self, register: str, key: Key) -> bool:
        """A number that is higher than all beneath, as those of a file mostly are."""
        if key.number < 0 or register != self._register.id:
            return False
        top = self._top(register, key)
        return top is None or key.number > top.key.number

    def _below(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        above = self._is_above(register, key)
        return (self._top(register, key), None) if above else self._under.neighbours(register, key)

    def state(self, register: str, id: str) -> str:
        if register != self._register.id or id not in self._entries:
            return self._under.state(register, id)
        found = state_of(self._register, self._entries[id], date.max)
        return found.state if found else ""


def _number(held: Held) -> int:
    return held.key.number
