"""Registers: events lead from state to state, counts ask for fields and choices that there are."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.catalog import model
from solieu.catalog.linking.book import Book, placed
from solieu.catalog.linking.forms import placeholders
from solieu.catalog.yaml_text import place_of
from solieu.expressions import Binary, Expression, Reference, Unary, Word

STATE = "trang_thai"  # the name of an entry's state in a condition


def check(book: Book, register: model.Register) -> None:
    book.unit(register.owner, register.where)
    book.once((field.id for field in register.fields), "trường", register.where)
    book.once((event.id for event in register.events), "việc", register.where)
    placeholders(book, register.label, [field.id for field in register.fields], register.where)
    for field in register.fields:
        _field(book, field)
    for event in register.events:
        _event(book, register, event)
    if register.events and all(event.from_states for event in register.events):
        said = "không có việc nào mở một mục mới (việc mở mục không có “from”)"
        book.mistakes.add("CAT106", "missing-key", register.where, said)
    for count in register.counts:
        _count(book, register, count)


def _field(book: Book, field: model.RegisterField) -> None:
    if field.measure:
        book.measure(field.measure, field.where)
    if (field.type is model.FieldType.CHOICE) is not bool(field.choices):
        said = "trường loại “choice”, và chỉ loại đó, có danh sách lựa chọn (choices)"
        book.mistakes.add("CAT106", "missing-key", field.where, f"“{field.id}”: {said}")


def _event(book: Book, register: model.Register, event: model.RegisterEvent) -> None:
    for state in (*event.from_states, event.to_state):
        book.known("state", state, register.states, event.where)
    for name in event.needs:
        book.known("field", name, [field.id for field in register.fields], event.where)


def _count(book: Book, register: model.Register, count: model.RegisterCount) -> None:
    fields = {field.id: field for field in register.fields}
    book.indicator(count.indicator, count.where)
    book.cut(count.indicator, count.cut, count.where)
    book.series(count.series, count.where)
    if book.known("field", count.of, fields, count.where) and count.kind == "sum":
        _summed(book, count, fields[count.of])
    if (count.kind == "sum") is not bool(count.of):
        book.mistakes.add("CAT106", "missing-key", count.where, "phép cộng (sum), và chỉ phép cộng, cần trường “of”")
    if count.filter is not None:
        for part in _comparisons(count.filter):
            _comparison(book, register, part, count.where.file)


def _summed(book: Book, count: model.RegisterCount, field: model.RegisterField) -> None:
    known = book.catalog.indicators.get(count.indicator)
    if field.type is not model.FieldType.NUMBER:
        said = f"chỉ cộng được trường số, “{field.id}” là trường loại “{field.type.value}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", place_of(count.of, count.where), said)
    elif known and field.measure and field.measure != known.measure:
        said = f"trường “{field.id}” tính bằng “{field.measure}”, chỉ tiêu tính bằng “{known.measure}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", place_of(count.of, count.where), said)


def _comparisons(condition: Expression) -> Iterator[Binary]:
    match condition:
        case Unary("not", operand):
            yield from _comparisons(operand)
        case Binary("and" | "or", left, right):
            yield from _comparisons(left)
            yield from _comparisons(right)
        case Binary():
            yield condition


def _comparison(book: Book, register: model.Register, part: Binary, file: str) -> None:
    fields = {field.id: field for field in register.fields}
    names = [side for side in (part.left, part.right) if isinstance(side, Reference)]
    words = [side for side in (part.left, part.right) if isinstance(side, Word)]
    for name in names:
        book.known("field", name.name, (*fields, STATE), placed(file, name.at))
        if name.cut or name.shifts:
            said = "điều kiện của sổ chỉ nêu tên trường, không có [ ] và @"
            book.mistakes.add("CAT107", "not-an-expression", placed(file, name.at), said)
    for name in names:
        field = fields.get(name.name)
        for word in words:
            if name.name == STATE:
                book.known("state", word.value, register.states, placed(file, word.at))
            elif field is not None and field.choices:
                book.known("choice", word.value, field.choices, placed(file, word.at))
            elif field is not None and field.type is model.FieldType.YES_NO:
                book.known("choice", word.value, ("co", "khong"), placed(file, word.at))
