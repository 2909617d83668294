"""Xóa dữ liệu cá nhân: the personal fields of an entry are emptied for good; the entry and its history stay."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.find import register_of
from solieu.actions.journal import record
from solieu.registers import references


def redact(context: Context, register: str, entry: str, reason: str) -> int:
    """How many values were emptied. The journal says which, by whom and why; it never held them."""
    definition = register_of(context, register)
    context.require("register.redact", definition.owner or context.catalog.root_unit)
    if not reason.strip():
        raise RefusalError("xóa dữ liệu cá nhân cần lý do, ví dụ văn bản yêu cầu của người có dữ liệu")
    with deed(context) as context:
        found = context.store.entries_named(register, [entry])
        if not found:
            raise RefusalError(f"sổ {register} không có mục “{entry}”")
        values = context.store.personal(references(found[0]))
        ids = sorted(id for id, value in values.items() if not value.is_redacted)
        if not ids:
            raise RefusalError(f"mục “{entry}” không còn dữ liệu cá nhân nào")
        context.store.redact(ids, context.now)
        record(context, "register.redact", f"{register}/{entry}", reason=reason, values=" ".join(ids))
    return len(ids)
