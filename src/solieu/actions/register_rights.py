"""Who may record what: the keeper of a register or the entry's unit, and where an event names others only they."""

from __future__ import annotations

from datetime import date

from solieu.actions.context import Context, RefusalError
from solieu.catalog import Register
from solieu.catalog.register_model import RegisterEvent, Who
from solieu.core import ROLES
from solieu.facts import Entry, EntryEvent
from solieu.registers import state_of

RECORD = "register.record"


def require_right(context: Context, register: Register, entry: Entry, event: EntryEvent) -> None:
    """Raises RefusalError that names who may."""
    definition = register.event(event.name)
    if definition is None or not definition.by:
        if not keeps(context, register):
            context.require(RECORD, entry.unit)
        return
    if not may_record(context, register, definition, entry, dict(event.fields)):
        wanted = " hoặc ".join(_named(context, register, who) for who in definition.by)
        raise RefusalError(f"{entry.id}: “{definition.title}” do {wanted} ghi; {context.actor.user} không có quyền này")


def keeps(context: Context, register: Register) -> bool:
    """Whether this person keeps the register."""
    return bool(register.owner) and context.may(RECORD, register.owner)


def may_record(context: Context, register: Register, event: RegisterEvent, entry: Entry,
               brought: dict[str, str] | None = None) -> bool:  # fmt: skip
    """Whether this person may record an event of an entry; ``brought`` are the fields that come with it."""
    if not event.by:
        return keeps(context, register) or context.may(RECORD, entry.unit)
    if any(role == "quan_tri" for role, _ in context.actor.roles) and context.may(RECORD, entry.unit):
        return True
    state = state_of(register, entry, date.max)
    fields = {**(state.fields if state else {}), **(brought or {})}
    return any(_fits(context, register, who, entry, fields) for who in event.by)


def _fits(context: Context, register: Register, who: Who, entry: Entry, fields: dict[str, str]) -> bool:
    units = [who.unit] if who.unit else [register.owner, entry.unit]
    if who.field:
        units = [one.strip() for one in fields.get(who.field, "").split(",")]
    units = [unit for unit in units if unit]
    if not who.role:
        return any(context.may(RECORD, unit) for unit in units)
    return any(context.actor.has(who.role, unit, context.territory, context.today) for unit in units)


def _named(context: Context, register: Register, who: Who) -> str:
    """Chủ tịch; người lập biểu của Thanh tra huyện; người ghi sổ của đơn vị ở “Đơn vị chủ trì”."""
    person = ROLES[who.role].lower() if who.role else "người ghi sổ"
    if who.unit:
        return f"{person} của {context.territory.name(who.unit, context.today)}"
    field = register.field(who.field)
    return f"{person} của đơn vị ở “{field.title}”" if field else person
