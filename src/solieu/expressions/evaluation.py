"""The one evaluator: Decimal in, a reading and its trace out. Absence spreads; nothing becomes a silent zero.

Units of measure
    What is added, compared or divided is brought to one unit first (``convert``): 1,2 tỷ đồng + 300 triệu đồng are
    1,5 tỷ đồng. A bare number takes the unit of what stands beside it and changes no unit. The quotient of two like
    magnitudes is a bare number; a product or quotient of unlike ones is too, and its formula says how it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from functools import reduce

from solieu.core import Absence, Hedge, Quantity, Reading, Trace, TraceKind, spread
from solieu.core.quantity import PRECISION
from solieu.expressions.model import Binary, Call, Expression, Number, Reference, Scope, Unary, Word
from solieu.expressions.writing import write_expression

# A quantity in another unit of measure, None where the two cannot be compared.
Convert = Callable[[Quantity, str], Quantity | None]

_EXACT = Context(prec=PRECISION)
_COMPARISON: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": Decimal.__eq__,
    "!=": Decimal.__ne__,
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
}
_GATHER: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "+": lambda values: reduce(_EXACT.add, values),
    "-": lambda values: _EXACT.subtract(values[0], values[1]),
    "sum": lambda values: reduce(_EXACT.add, values),
    "min": min,
    "max": max,
}


def as_written(quantity: Quantity, unit: str) -> Quantity | None:
    """No conversion at all: two different units of measure cannot be compared."""
    return quantity if quantity.unit == unit else None


def evaluate(expression: Expression, scope: Scope, convert: Convert = as_written) -> Trace:
    """Compute a number. The trace names every reference that was asked; a missing one makes the whole missing.

    A division by zero does not apply (a plan of zero has no percentage); it is no error and no zero.
    """
    match expression:
        case Number(value):
            return Trace(TraceKind.CONSTANT, Reading.of(_quantity(value)), formula=f"{value:f}")
        case Reference():
            return scope.resolve(expression)
        case Unary("-", operand):
            parts = [evaluate(operand, scope, convert)]
        case Binary(operator, left, right) if operator in ("+", "-", "*", "/"):
            parts = [evaluate(left, scope, convert), evaluate(right, scope, convert)]
        case Call(_, arguments):
            parts = [evaluate(argument, scope, convert) for argument in arguments]
        case _:
            raise TypeError(f"a condition is no number: {write_expression(expression)}")
    reading, note = _computed(expression, [part.reading for part in parts], convert)
    formula = write_expression(expression)
    return Trace(TraceKind.FORMULA, reading, formula=formula, inputs=tuple(parts), note=note)


def evaluate_condition(
    expression: Expression,
    scope: Scope,
    words: Callable[[Reference], str] | None = None,
    convert: Convert = as_written,
) -> bool | None:
    """Truth of a condition; None when something it needs is missing. ``words`` gives the text of a reference that is
    compared with a text in quotes (fields of a register)."""
    match expression:
        case Unary("not", operand):
            truth = evaluate_condition(operand, scope, words, convert)
            return None if truth is None else not truth
        case Binary("and" | "or" as operator, left, right):
            sides = [evaluate_condition(side, scope, words, convert) for side in (left, right)]
            return _connect(operator, *sides)
        case Binary(operator, Reference() as named, Word(value)) | Binary(operator, Word(value), Reference() as named):
            if words is None:
                raise TypeError(f"no text stands behind {write_expression(expression)}")
            return (words(named) == value) is (operator == "=")
        case Binary(operator, left, right) if operator in _COMPARISON:
            readings = [evaluate(side, scope, convert).reading for side in (left, right)]
            quantities = _alike([reading.quantity for reading in readings if reading.quantity is not None], convert)
            if quantities is None or len(quantities) < 2:
                return None
            return _COMPARISON[operator](quantities[0].value, quantities[1].value)
        case _:
            raise TypeError(f"a number is no condition: {write_expression(expression)}")


def _connect(operator: str, left: bool | None, right: bool | None) -> bool | None:
    """Kleene's three-valued logic."""
    decided = operator == "or"
    if left is decided or right is decided:
        return decided
    return None if left is None or right is None else not decided


def _computed(expression: Expression, readings: list[Reading], convert: Convert) -> tuple[Reading, str]:
    """The value of a node over the values of its parts, or why there is none."""
    operator = expression.operator if isinstance(expression, Unary | Binary) else ""
    divisor = readings[1].quantity if operator == "/" else None
    if divisor is not None and divisor.value == 0:
        return Reading.absent(Absence.DOES_NOT_APPLY), "số chia bằng không"
    absence = spread(readings)
    if absence is not None:
        return Reading.absent(absence), ""
    quantities = [reading.quantity for reading in readings if reading.quantity is not None]
    found = _combined(expression, quantities, convert)
    if found is None:
        units = " và ".join(dict.fromkeys(quantity.unit for quantity in quantities if quantity.unit))
        return Reading.absent(Absence.DOES_NOT_APPLY), f"không quy được {units} về một đơn vị tính"
    return Reading.of(found), ""


def _combined(expression: Expression, quantities: list[Quantity], convert: Convert) -> Quantity | None:
    match expression:
        case Unary():
            one = quantities[0]
            return replace(one, value=_EXACT.minus(one.value), hedge=one.hedge.reversed)
        case Binary("*"):
            return _product(*quantities)
        case Binary("/"):
            return _quotient(quantities[0], quantities[1], convert)
        case Call("count"):
            return Quantity(Decimal(len(quantities)))
        case Binary(operator) | Call(operator):
            return _gathered(operator, quantities, convert)
        case _:
            raise TypeError(f"nothing to combine: {write_expression(expression)}")


def _gathered(operator: str, quantities: list[Quantity], convert: Convert) -> Quantity | None:
    alike = _alike(quantities, convert)
    if alike is None:
        return None
    hedges = [one.hedge.reversed if operator == "-" and at else one.hedge for at, one in enumerate(alike)]
    unit = next((one.unit for one in alike if one.unit), "")
    value = _GATHER[operator]([one.value for one in alike])
    return Quantity(value, unit, max(one.decimals for one in alike), Hedge.of_sum(hedges))


def _product(left: Quantity, right: Quantity) -> Quantity:
    unit = "" if left.unit and right.unit else left.unit or right.unit
    value = _EXACT.multiply(left.value, right.value)
    return Quantity(value, unit, max(left.decimals, right.decimals), _about(left, right))


def _quotient(left: Quantity, right: Quantity, convert: Convert) -> Quantity:
    alike = convert(right, left.unit) if left.unit and right.unit else None
    unit = left.unit if not right.unit else ""
    value = _EXACT.divide(left.value, (alike or right).value)
    return Quantity(value, unit, max(left.decimals, right.decimals), _about(left, right))


def _about(*quantities: Quantity) -> Hedge:
    return Hedge.ABOUT if any(quantity.hedge is not Hedge.NONE for quantity in quantities) else Hedge.NONE


def _alike(quantities: list[Quantity], convert: Convert) -> list[Quantity] | None:
    """All in the first unit of measure that is named; None where one cannot be brought to it."""
    unit = next((quantity.unit for quantity in quantities if quantity.unit), "")
    found = [quantity if quantity.unit in ("", unit) else convert(quantity, unit) for quantity in quantities]
    known = [quantity for quantity in found if quantity is not None]
    return known if len(known) == len(quantities) else None


def _quantity(value: Decimal) -> Quantity:
    exponent = value.as_tuple().exponent
    return Quantity(value, "", -exponent if isinstance(exponent, int) and exponent < 0 else 0)
