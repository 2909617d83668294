"""Registers: events lead from state to state, counts ask for fields and choices that there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from solieu.catalog import register_model as model
from solieu.catalog.linking import register_duties, register_terms
from solieu.catalog.linking.book import Book
from solieu.catalog.linking.forms import placeholders
from solieu.catalog.yaml_text import place_of
from solieu.core import Where
from solieu.expressions import Binary, Expression, Position, Reference, Word

OF_A_FIELD = ("sum", "distinct", "min", "max")


def check(book: Book, register: model.Register) -> None:
    book.unit(register.owner, register.where)
    book.once((field.id for field in register.fields), "trường", register.where)
    book.once((event.id for event in register.events), "việc", register.where)
    placeholders(book, register.label, [field.id for field in register.fields], register.where)
    for field in register.fields:
        _field(book, register, field)
    for event in register.events:
        _event(book, register, event)
    if register.events and all(event.from_states for event in register.events):
        said = "không có việc nào mở một mục mới (việc mở mục không có “from”)"
        book.mistakes.add("CAT106", "missing-key", register.where, said)
    register_duties.check(book, register)
    for count in register.counts:
        _count(book, register, count)


def completed(book: Book, register: model.Register) -> model.Register:
    """With the calendar of the catalogue, and with each count that runs over a dimension as one count a member."""
    counts = tuple(one for count in register.counts for one in _spelled_out(book, count))
    events = tuple(_titled(book, register, event) for event in register.events)
    return replace(register, calendar=book.catalog.working_days, counts=counts, events=events)


def _titled(book: Book, register: model.Register, event: model.RegisterEvent) -> model.RegisterEvent:
    """What an event waits for, with the words of the register that it waits for."""
    pointed = register.field(event.waits.field) if event.waits else None
    other = book.catalog.registers.get(pointed.register) if pointed else None
    return replace(event, waits=replace(event.waits, titles=other.states)) if event.waits and other else event


def _field(book: Book, register: model.Register, field: model.RegisterField) -> None:
    if field.measure:
        book.measure(field.measure, field.where)
    if (field.type is model.FieldType.CHOICE) is not bool(field.choices):
        said = "trường loại “choice”, và chỉ loại đó, có danh sách lựa chọn (choices)"
        book.mistakes.add("CAT106", "missing-key", field.where, f"“{field.id}”: {said}")
    if (field.type is model.FieldType.ENTRY) is not bool(field.register):
        said = "trường loại “entry”, và chỉ loại đó, nêu sổ mà nó trỏ tới (register)"
        book.mistakes.add("CAT106", "missing-key", field.where, f"“{field.id}”: {said}")
    book.known("register", field.register, book.catalog.registers, field.where)
    if field.adds and field.type is not model.FieldType.NUMBER:
        said = f"chỉ trường số cộng dồn được (adds), “{field.id}” là trường loại “{field.type.value}”"
        book.mistakes.add("CAT104", "wrong-type", field.where, said)
    if field.many and field.type not in (model.FieldType.UNIT, model.FieldType.ENTRY):
        said = f"chỉ trường đơn vị hoặc mục của sổ nhận nhiều giá trị (many), “{field.id}” thì không"
        book.mistakes.add("CAT104", "wrong-type", field.where, said)
    if field.secrecy and f"{{{field.id}}}" in register.label:
        said = f"“{field.id}” là dữ liệu cá nhân, không dùng trong tên mục (label)"
        book.mistakes.add("CAT113", "personal-data", place_of(register.label, register.where), said)


def _event(book: Book, register: model.Register, event: model.RegisterEvent) -> None:
    for state in (*event.from_states, event.to_state):
        book.known("state", state, register.states, event.where)
    for name in event.needs:
        book.known("field", name, [field.id for field in register.fields], event.where)


def _count(book: Book, register: model.Register, count: model.RegisterCount) -> None:
    fields = {field.id: field for field in register.fields}
    book.indicator(count.indicator, count.where)
    cut = dict(count.cut) | dict.fromkeys(count.by, "")
    book.cut(count.indicator, tuple(sorted(cut.items())), count.where)
    book.series(count.series, count.where)
    if book.known("field", count.of, fields, count.where) and count.kind in ("sum", "min", "max"):
        _summed(book, count, fields[count.of])
    if (count.kind in OF_A_FIELD) is not bool(count.of):
        said = "phép cộng (sum), và chỉ phép cộng, cần trường “of”"
        if count.kind not in ("sum", "count"):
            said = f"phép “{count.kind}” cần trường “of”"
        book.mistakes.add("CAT106", "missing-key", count.where, said)
    for event in count.events:
        book.known("event", event, [one.id for one in register.events], count.where)
    for dimension, name in count.by.items():
        _member_field(book, register, count, dimension, name)
    if count.filter is not None:
        register_terms.check(book, register, count.filter, count.where)


def _summed(book: Book, count: model.RegisterCount, field: model.RegisterField) -> None:
    known = book.catalog.indicators.get(count.indicator)
    if field.type is not model.FieldType.NUMBER:
        said = f"chỉ cộng được trường số, “{field.id}” là trường loại “{field.type.value}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", place_of(count.of, count.where), said)
    elif known and field.measure and field.measure != known.measure:
        said = f"trường “{field.id}” tính bằng “{field.measure}”, chỉ tiêu tính bằng “{known.measure}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", place_of(count.of, count.where), said)


def _member_field(book: Book, register: model.Register, count: model.RegisterCount, dimension: str, name: str) -> None:
    """The choices of the field must be members of the dimension, or nothing would ever be counted under them."""
    known, field = book.catalog.dimensions.get(dimension), register.field(name)
    if (
        not book.known("field", name, [one.id for one in register.fields], count.where)
        or known is None
        or field is None
    ):
        return
    for choice in field.choices:
        book.known("member", choice, known.members, field.where)


def _spelled_out(book: Book, count: model.RegisterCount) -> list[model.RegisterCount]:
    if not count.by:
        return [count]
    members = [list(book.catalog.dimensions[name].members) for name in count.by if name in book.catalog.dimensions]
    return [_member_count(count, chosen) for chosen in product(*members)]


def _member_count(count: model.RegisterCount, members: tuple[str, ...]) -> model.RegisterCount:
    chosen = dict(zip(count.by, members, strict=False))
    condition, text = count.filter, count.filter_text
    for dimension, member in chosen.items():
        one = _equals(count.by[dimension], member, count.where)
        condition = Binary("and", condition, one, one.at) if condition is not None else one
        text = f'{text} and {count.by[dimension]} = "{member}"' if text else f'{count.by[dimension]} = "{member}"'
    cut = tuple(sorted({**dict(count.cut), **chosen}.items()))
    return replace(count, cut=cut, filter=condition, filter_text=text, by={})


def _equals(field: str, member: str, where: Where) -> Expression:
    at = Position(where.line or 1, where.column or 1)
    return Binary("=", Reference(field, (), (), at), Word(member, at), at)
