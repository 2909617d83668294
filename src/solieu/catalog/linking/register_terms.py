"""Conditions of a register: names that the register knows, compared with values that they can have."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.catalog import register_model as model
from solieu.catalog.linking.book import Book, placed
from solieu.core import Where
from solieu.expressions import Binary, Expression, Reference, Unary, Word, references


def check(book: Book, register: model.Register, condition: Expression, where: Where, *, is_guard: bool = False,
          starts_a_clock: bool = False) -> None:  # fmt: skip
    """``is_guard``: the condition is judged when an event is recorded, so the day of that event has a name. What starts
    a clock cannot ask how clocks stand."""
    names = [*names_of(register), *([model.EVENT_DAY] if is_guard else [])]
    if starts_a_clock:
        names = [name for name in names if not name.startswith(model.CLOCK)]
    personal = {field.id for field in register.fields if field.secrecy}
    for reference in references(condition):
        at = placed(where.file, reference.at)
        book.known("field", reference.name, names, at)
        if reference.cut or reference.shifts:
            said = "điều kiện của sổ chỉ nêu tên trường, không có [ ] và @"
            book.mistakes.add("CAT107", "not-an-expression", at, said)
        if reference.name in personal:
            said = f"“{reference.name}” là dữ liệu cá nhân, không dùng trong điều kiện, số đếm hay tên mục"
            book.mistakes.add("CAT113", "personal-data", at, said)
    for part in _comparisons(condition):
        _comparison(book, register, part, where.file)


def names_of(register: model.Register) -> list[str]:
    """Everything that a condition may name, but for the day of the event that is being recorded."""
    return [
        *(field.id for field in register.fields),
        model.STATE,
        *(f"{model.HAPPENED}{event.id}" for event in register.events),
        *dict.fromkeys(f"{model.CLOCK}{deadline.id}" for deadline in register.deadlines),
    ]


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
    names = [side for side in (part.left, part.right) if isinstance(side, Reference)]
    words = [side for side in (part.left, part.right) if isinstance(side, Word)]
    for name in names:
        for word in words:
            known = _values(register, name.name)
            if known is not None and word.value:
                what = "state" if name.name == model.STATE else "choice"
                book.known(what, word.value, known, placed(file, word.at))


def _values(register: model.Register, name: str) -> list[str] | None:
    """The words that a name can stand for; None for free text."""
    if name == model.STATE:
        return list(register.states)
    if name.startswith(model.CLOCK):
        return list(model.CLOCK_WORDS)
    field = register.field(name)
    if field is not None and field.type is model.FieldType.YES_NO:
        return ["co", "khong"]
    return list(field.choices) if field is not None and field.choices else None
