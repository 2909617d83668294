"""The one evaluator: Decimal in, a reading and its trace out. Absence spreads; nothing becomes a silent zero."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal

from solieu.core import Absence, Quantity, Reading, Trace, TraceKind
from solieu.core.quantity import PRECISION
from solieu.expressions.model import Binary, Call, Expression, Number, Reference, Scope, Unary, Word
from solieu.expressions.writing import write_expression

_EXACT = Context(prec=PRECISION)
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
    "/": _EXACT.divide,
}
_COMPARISON: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": Decimal.__eq__,
    "!=": Decimal.__ne__,
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
}
_GATHER: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "count": lambda values: Decimal(len(values)),
    "min": min,
    "max": max,
}


def evaluate(expression: Expression, scope: Scope) -> Trace:
    """Compute a number. The trace names every reference that was asked; a missing one makes the whole missing.

    A division by zero does not apply (a plan of zero has no percentage); it is no error and no zero.
    """
    match expression:
        case Number(value):
            return Trace(TraceKind.CONSTANT, Reading.of(_quantity(value)), formula=f"{value:f}")
        case Reference():
            return scope.resolve(expression)
        case Unary("-", operand):
            return _node(expression, [evaluate(operand, scope)], lambda values: -values[0])
        case Binary(operator, left, right) if operator in _ARITHMETIC:
            parts = [evaluate(left, scope), evaluate(right, scope)]
            return _arithmetic(expression, operator, parts)
        case Call(function, arguments):
            return _node(expression, [evaluate(argument, scope) for argument in arguments], _GATHER[function])
        case _:
            raise TypeError(f"a condition is no number: {write_expression(expression)}")


def evaluate_condition(
    expression: Expression, scope: Scope, words: Callable[[Reference], str] | None = None
) -> bool | None:
    """Truth of a condition; None when something it needs is missing. ``words`` gives the text of a reference that is
    compared with a text in quotes (fields of a register)."""
    match expression:
        case Unary("not", operand):
            truth = evaluate_condition(operand, scope, words)
            return None if truth is None else not truth
        case Binary("and" | "or" as operator, left, right):
            return _connect(operator, evaluate_condition(left, scope, words), evaluate_condition(right, scope, words))
        case Binary(operator, Reference() as left, Word(value)) if words is not None and operator in ("=", "!="):
            return (words(left) == value) is (operator == "=")
        case Binary(operator, left, right) if operator in _COMPARISON:
            values = [evaluate(left, scope).reading.quantity, evaluate(right, scope).reading.quantity]
            if values[0] is None or values[1] is None:
                return None
            return _COMPARISON[operator](values[0].value, values[1].value)
        case _:
            raise TypeError(f"a number is no condition: {write_expression(expression)}")


def _connect(operator: str, left: bool | None, right: bool | None) -> bool | None:
    """Kleene's three-valued logic."""
    decided = operator == "or"
    if left is decided or right is decided:
        return decided
    return None if left is None or right is None else not decided


def _arithmetic(expression: Expression, operator: str, parts: list[Trace]) -> Trace:
    divisor = parts[1].reading.quantity
    if operator == "/" and divisor is not None and divisor.value == 0:
        formula = write_expression(expression)
        return Trace(TraceKind.FORMULA, Reading.absent(Absence.DOES_NOT_APPLY), formula=formula, inputs=tuple(parts))
    return _node(expression, parts, lambda values: _ARITHMETIC[operator](*values))


def _node(expression: Expression, parts: list[Trace], compute: Callable[[list[Decimal]], Decimal]) -> Trace:
    formula, inputs = write_expression(expression), tuple(parts)
    missing = next((part.reading for part in parts if part.reading.quantity is None), None)
    if missing is not None:
        return Trace(TraceKind.FORMULA, missing, formula=formula, inputs=inputs)
    quantities = [part.reading.quantity for part in parts if part.reading.quantity is not None]
    value = compute([quantity.value for quantity in quantities])
    decimals = max((quantity.decimals for quantity in quantities), default=0)
    units = {quantity.unit for quantity in quantities}
    unit = units.pop() if len(units) == 1 else ""
    return Trace(TraceKind.FORMULA, Reading.of(Quantity(value, unit, decimals)), formula=formula, inputs=inputs)


def _quantity(value: Decimal) -> Quantity:
    exponent = value.as_tuple().exponent
    return Quantity(value, "", -exponent if isinstance(exponent, int) and exponent < 0 else 0)
