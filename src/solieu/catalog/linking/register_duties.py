"""What a register demands: who may, until when, in which series, once only, and what is kept out of it."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.catalog import register_model as model
from solieu.catalog.linking import register_terms
from solieu.catalog.linking.book import Book
from solieu.core import ROLES, Where

NUMBER, DATE, UNIT = model.FieldType.NUMBER, model.FieldType.DATE, model.FieldType.UNIT


def check(book: Book, register: model.Register) -> None:
    for guard in (*register.guards, *(guard for event in register.events for guard in event.guards)):
        if guard.condition is not None:
            register_terms.check(book, register, guard.condition, guard.where, is_guard=True)
    for event in register.events:
        _who(book, register, event)
        _waiting(book, register, event)
    for deadline in register.deadlines:
        _deadline(book, register, deadline)
    for numbering in register.numbering:
        _fields(book, register, (numbering.field, *numbering.per), numbering.where)
        _field(book, register, numbering.day, numbering.where, DATE)
    for unique in register.unique:
        _fields(book, register, unique.fields, unique.where)
        _field(book, register, unique.day, unique.where, DATE)
    _secret(book, register)
    _tasks(book, register)
    _imports(book, register)


def _who(book: Book, register: model.Register, event: model.RegisterEvent) -> None:
    for who in event.by:
        book.known("role", who.role, ROLES, who.where)
        if who.unit:
            book.unit(who.unit, who.where)
        _field(book, register, who.field, who.where, UNIT)
        if not (who.role or who.unit or who.field):
            said = "mỗi dòng của “by” nêu vai trò (role), đơn vị (unit) hoặc trường có đơn vị (field)"
            book.mistakes.add("CAT106", "missing-key", who.where, said)


def _waiting(book: Book, register: model.Register, event: model.RegisterEvent) -> None:
    if event.waits is None:
        return
    field = _field(book, register, event.waits.field, event.waits.where, model.FieldType.ENTRY)
    other = book.catalog.registers.get(field.register) if field else None
    for state in event.waits.states if other else ():
        book.known("state", state, other.states if other else (), event.waits.where)


def _deadline(book: Book, register: model.Register, deadline: model.Deadline) -> None:
    events = [event.id for event in register.events]
    for name in (deadline.starts, *deadline.ends):
        book.known("event", name, events, deadline.where)
    for state in deadline.pauses:
        book.known("state", state, register.states, deadline.where)
    _field(book, register, deadline.field, deadline.where, DATE)
    if bool(deadline.field) is bool(deadline.starts and deadline.days):
        said = "thời hạn nêu hoặc “starts” và “days”, hoặc “field” là trường ghi ngày đến hạn"
        book.mistakes.add("CAT106", "missing-key", deadline.where, f"“{deadline.id}”: {said}")
    if deadline.when is not None:
        register_terms.check(book, register, deadline.when, deadline.where, starts_a_clock=True)


def _secret(book: Book, register: model.Register) -> None:
    if register.secret is None:
        return
    where = register.secret.where
    field = _field(book, register, register.secret.field, where, model.FieldType.CHOICE)
    for value in register.secret.values if field else ():
        book.known("choice", value, field.choices if field else (), where)
    for name in register.secret.keeps:
        _field(book, register, name, where)


def _tasks(book: Book, register: model.Register) -> None:
    tasks = register.tasks
    if tasks is None:
        return
    _field(book, register, tasks.lead, tasks.where, UNIT)
    _field(book, register, tasks.support, tasks.where, UNIT)
    _field(book, register, tasks.waits, tasks.where, model.FieldType.ENTRY)
    for name in (tasks.person, tasks.source, tasks.indicator, tasks.reply, tasks.progress):
        _field(book, register, name, tasks.where)
    book.known("deadline", tasks.deadline, [deadline.id for deadline in register.deadlines], tasks.where)


def _imports(book: Book, register: model.Register) -> None:
    events = [event.id for event in register.events]
    for export in register.imports:
        for event in export.events:
            book.known("event", event.event, events, event.where)
            for name in (*event.columns.values(), *event.given):
                _field(book, register, name, event.where)
        for name, values in export.values.items():
            field = _field(book, register, name, export.where)
            for value in values.values() if field and field.choices else ():
                book.known("choice", value, field.choices if field else (), export.where)


def _fields(book: Book, register: model.Register, names: Iterable[str], where: Where) -> None:
    for name in names:
        field = _field(book, register, name, where)
        if field is not None and field.secrecy:
            said = f"“{name}” là dữ liệu cá nhân, không dùng để đánh số hay so trùng"
            book.mistakes.add("CAT113", "personal-data", where, said)


def _field(
    book: Book, register: model.Register, name: str, where: Where, kind: model.FieldType | None = None
) -> model.RegisterField | None:
    """The field of a name, of the type that is needed here; "" is no name."""
    field = register.field(name)
    if (
        book.known("field", name, [one.id for one in register.fields], where)
        and field
        and kind not in (None, field.type)
    ):
        said = f"“{name}” phải là trường loại “{kind.value if kind else ''}”, không phải “{field.type.value}”"
        book.mistakes.add("CAT104", "wrong-type", where, said)
        return None
    return field
