"""Questions to registers with the person who asks, and what that person may do next.

Entries are read by the keeper of a register and by those whose area they are about; of a restricted register by the
keeper alone, while everybody who may read the area sees its totals. Personal fields are for the keeper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from solieu.actions import Context, RefusalError, keeps, may_record
from solieu.actions.find import register_of
from solieu.catalog import Register
from solieu.catalog.register_model import RegisterEvent
from solieu.facts import Entry
from solieu.registers import Asked, Found, is_sealed, references, revealed, state_of

LAST_DAY = date(9999, 12, 30)
KEPT_BACK = "(thông tin cá nhân, không hiển thị)"


def opens_entries(context: Context, register: Register) -> bool:
    """Whether this person sees entries of the register at all."""
    return register.access != "restricted" or is_keeper(context, register)


def is_keeper(context: Context, register: Register) -> bool:
    """Whoever records for the body that keeps the register; not who may record for everybody."""
    if any(role == "quan_tri" and not scope for role, scope in context.actor.roles):
        return True
    if register.access == "restricted":
        owner = register.owner or context.catalog.root_unit
        return context.actor.has("nguoi_lap_bieu", owner, context.territory, context.today)
    return keeps(context, register)


def readable_units(context: Context, register: Register) -> frozenset[str] | None:
    """The areas whose entries this person may read; None for all of them."""
    if (register.owner and context.may("read", register.owner)) or context.may("read", context.catalog.root_unit):
        return None
    return frozenset(unit for unit in context.territory.units if context.may("read", unit))


def totals(
    context: Context, register: Register, day: date | None = None, known_at: datetime | None = None
) -> Mapping[str, int]:
    """How many entries are in which state, or were on a day."""
    units = readable_units(context, register)
    return context.store.tally(register.id, day or LAST_DAY, units, known_at)


def page(context: Context, register: Register, *, words: str = "", state: str = "", day: date | None = None,
         limit: int = 50, offset: int = 0) -> Found:  # fmt: skip
    """Entries that fit, the newest first."""
    require_open(context, register)
    if state and state not in register.states:
        there = ", ".join(register.states)
        raise RefusalError(f"“{register.title}” không có trạng thái “{state}”; có: {there}")
    units = readable_units(context, register)
    return context.store.find_entries(Asked(register.id, words, state, day, units, limit, offset))


def require_open(context: Context, register: Register) -> None:
    """Raises RefusalError for entries of a restricted register."""
    if not opens_entries(context, register):
        raise RefusalError(
            f"“{register.title}” là sổ hạn chế: chỉ cơ quan giữ sổ xem từng mục, ngoài ra chỉ có số tổng"
        )


def entry(context: Context, register: str, id: str) -> Entry:
    """One entry as this person may see it. Raises RefusalError where there is none for this person."""
    definition = register_of(context, register)
    require_open(context, definition)
    units = readable_units(context, definition)
    found = next(iter(context.store.entries_named(register, [id])), None)
    if found is None or (units is not None and found.unit not in units):
        raise RefusalError(f"sổ {register} không có mục “{id}”")
    return shown(context, definition, found)


def shown(context: Context, register: Register, found: Entry) -> Entry:
    """With the personal fields for those who may see them; others see that something is there."""
    ids = references(found)
    if not ids:
        return found
    if sees_personal(context, register, found):
        return revealed(found, context.store.personal(ids))
    events = [
        replace(event, fields=tuple((name, KEPT_BACK if is_sealed(value) else value) for name, value in event.fields))
        for event in found.events
    ]
    return replace(found, events=tuple(events))


def sees_personal(context: Context, register: Register, found: Entry) -> bool:
    return is_keeper(context, register) or (
        register.access != "restricted" and context.may("register.record", found.unit)
    )


def possible_events(context: Context, register: Register, found: Entry | None) -> tuple[RegisterEvent, ...]:
    """What this person may record next: of an entry, or to open one."""
    state = state_of(register, found, date.max) if found else None
    blank = Entry(register.id, "", register.owner or context.catalog.root_unit)
    return tuple(
        event
        for event in register.events
        if (state.state in event.from_states if state else not event.from_states)
        and may_record(context, register, event, found or blank)
    )


def next_id(context: Context, register: Register) -> str:
    """A name for an entry that is given none: the year and a running number."""
    number = sum(context.store.tally(register.id, LAST_DAY).values()) + 1
    while True:
        id = f"{context.today.year}-{number:05}"
        if not context.store.entries_named(register.id, [id]):
            return id
        number += 1
