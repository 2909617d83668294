"""From the syntax tree back to text, and the names that an expression asks for."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.expressions.model import Binary, Call, Expression, Number, Reference, Unary, Word

_BINDS = {"or": 1, "and": 2, "=": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_NOT, _MINUS = 3, 7


def write_expression(expression: Expression) -> str:
    """Canonical text; parsing it gives the same tree (but for the places)."""
    return _write(expression, 0)


def _write(expression: Expression, outer: int) -> str:
    match expression:
        case Number(value):
            return f"{value:f}"
        case Word(value):
            return f'"{value}"'
        case Reference():
            return write_reference(expression)
        case Unary("not", operand):
            return _wrap(f"not {_write(operand, _NOT)}", _NOT, outer)
        case Unary(_, operand):
            return _wrap(f"-{_write(operand, _MINUS)}", _MINUS, outer)
        case Call(function, arguments):
            return f"{function}({'; '.join(_write(argument, 0) for argument in arguments)})"
        case Binary(operator, left, right):
            binds = _BINDS[operator]
            side = binds + 1 if operator in ("=", "!=", "<", "<=", ">", ">=") else binds
            return _wrap(f"{_write(left, side)} {operator} {_write(right, binds + 1)}", binds, outer)


def _wrap(text: str, binds: int, outer: int) -> str:
    return f"({text})" if binds < outer else text


def write_reference(reference: Reference) -> str:
    cut = f"[{'; '.join(f'{name}={member}' for name, member in reference.cut)}]" if reference.cut else ""
    shifts = "".join(f"@{s.name}({s.argument})" if s.argument else f"@{s.name}" for s in reference.shifts)
    return f"{reference.name}{cut}{shifts}"


def references(expression: Expression) -> Iterator[Reference]:
    """Every reference, from left to right."""
    match expression:
        case Reference():
            yield expression
        case Unary(_, operand):
            yield from references(operand)
        case Binary(_, left, right):
            yield from references(left)
            yield from references(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from references(argument)
