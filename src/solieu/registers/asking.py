"""A question to a register, and one page of the answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from solieu.facts import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` need no marks; ``day`` None asks for the entries as they stand; ``units`` None for those of all units."""

    register: str
    words: str = ""
    state: str = ""
    day: date | None = None
    units: Collection[str] | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The newest entries first. ``total_is_least``: there are more than ``total``, nobody counted how many."""

    entries: tuple[Entry, ...]
    total: int
    total_is_least: bool = False
