"""What follows from the events of a register is made anew: after an upgrade, or when its definition has changed."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.actions.context import Context
from solieu.catalog import Catalog, Register
from solieu.registers import index_of


def reindex(context: Context, registers: Iterable[Register]) -> int:
    """How many entries there were."""
    count = 0
    for register in registers:
        entries = context.store.entries(register.id)
        context.store.forget_indexes(register.id)
        context.store.put_indexes([index_of(register, one, context.territory) for one in entries])
        count += len(entries)
    return count


def changed_registers(before: Catalog | None, after: Catalog) -> tuple[Register, ...]:
    """Registers whose definition is another one than it was; places in files do not count."""
    known = before.registers if before else {}
    files = (before.files if before else {}, after.files)
    return tuple(
        register
        for id, register in after.registers.items()
        if id not in known or files[0].get(_file(id)) != files[1].get(_file(id))
    )


def _file(id: str) -> str:
    return f"registers/{id}.yaml"
