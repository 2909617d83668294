"""Units of measure: hectares are not added to tonnes, and a formula gives what its indicator is measured in.

Additions, comparisons and divisions of like magnitudes convert by themselves (``solieu.expressions.evaluation``); what
is looked at here is whether they are alike. Different nouns that are counted ("công trình", "dự án") may be added only
into an indicator whose measure names them all ("công trình, dự án").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solieu.catalog import model
from solieu.catalog.linking.book import Book, placed
from solieu.core import Where
from solieu.expressions import Binary, Call, Expression, Number, Reference, Unary
from solieu.vietnamese import UnitOfMeasure, find_unit

_COUNT = "count of "
_ADDING = ("+", "-", "sum", "min", "max", "=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class _Formula:
    book: Book
    file: str
    nouns: frozenset[str]  # what the measure of the indicator names


def check_formula(book: Book, indicator: model.Indicator, formula: model.DatedFormula) -> None:
    target = find_unit(indicator.measure)
    if target is None:
        return
    inside = _Formula(book, formula.where.file, frozenset(_nouns(target)))
    found = _measure(formula.expression, inside)
    if found is not None and not _alike(found, target) and not (_is_count(found) and _is_count(target)):
        said = f"công thức cho ra “{found.name}”, chỉ tiêu tính bằng “{indicator.measure}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", formula.where, said)


def check_same(book: Book, figures: Iterable[Reference], file: str) -> None:
    """Figures that a rule compares or adds up: rules convert nothing, so one unit of measure is asked for."""
    first: UnitOfMeasure | None = None
    for reference in figures:
        found = _of(book, reference)
        if first is not None and found is not None and found.name != first.name and not _both_counts(first, found):
            said = f"quy tắc so “{reference.name}” ({found.name}) với số liệu tính bằng “{first.name}”"
            book.mistakes.add("CAT109", "measures-do-not-fit", placed(file, reference.at), said)
        first = first or found


def check_convertible(book: Book, written: str, indicator: str, where: Where) -> None:
    """The unit of measure that a form prints for an indicator."""
    found, known = book.measure(written, where), book.catalog.indicators.get(indicator)
    target = find_unit(known.measure) if known else None
    if found is not None and target is not None and not _alike(found, target) and not _both_counts(found, target):
        said = f"“{written}” không đổi được sang “{target.name}” của chỉ tiêu “{indicator}”"
        book.mistakes.add("CAT109", "measures-do-not-fit", where, said)


def _measure(expression: Expression, inside: _Formula) -> UnitOfMeasure | None:
    """The unit of measure of a value; None for a bare number, as products and quotients of unlike ones are."""
    match expression:
        case Reference():
            return _of(inside.book, expression)
        case Unary("-", operand):
            return _measure(operand, inside)
        case Binary("*", left, right):
            sides = [_measure(left, inside), _measure(right, inside)]
            return None if all(sides) else sides[0] or sides[1]
        case Binary("/", left, right):
            above, below = _measure(left, inside), _measure(right, inside)
            return above if below is None else None
        case Binary(operator, left, right) if operator in _ADDING:
            return _added((left, right), inside)
        case Call(function, arguments) if function in _ADDING:
            return _added(arguments, inside)
        case Number() | _:
            return None


def _added(parts: tuple[Expression, ...], inside: _Formula) -> UnitOfMeasure | None:
    first: UnitOfMeasure | None = None
    for part in parts:
        found = _measure(part, inside)
        if first is None or found is None:
            first = first or found
        elif not _alike(first, found) and not {*_nouns(first), *_nouns(found)} <= inside.nouns:
            said = f"không cộng, so sánh được “{found.name}” với “{first.name}”"
            inside.book.mistakes.add("CAT109", "measures-do-not-fit", placed(inside.file, part.at), said)
    return first


def _of(book: Book, reference: Reference) -> UnitOfMeasure | None:
    known = book.catalog.indicators.get(reference.name)
    return find_unit(known.measure) if known else None


def _alike(one: UnitOfMeasure, other: UnitOfMeasure) -> bool:
    return (one.dimension, one.base) == (other.dimension, other.base)


def _is_count(unit: UnitOfMeasure) -> bool:
    return unit.dimension.startswith(_COUNT)


def _both_counts(one: UnitOfMeasure, other: UnitOfMeasure) -> bool:
    return _is_count(one) and _is_count(other)


def _nouns(unit: UnitOfMeasure) -> list[str]:
    return [noun.strip() for noun in unit.name.split(",")] if _is_count(unit) else [unit.name]
