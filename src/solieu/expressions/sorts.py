"""Whether the parts of an expression fit: numbers with numbers, conditions with conditions, texts only compared."""

from __future__ import annotations

from enum import StrEnum

from solieu.expressions.errors import ExpressionError
from solieu.expressions.model import Binary, Call, Expression, Number, Position, Reference, Unary, Word


class Sort(StrEnum):
    NUMBER = "number"
    CONDITION = "condition"
    TEXT = "text"


_WORDS = {Sort.NUMBER: "số", Sort.CONDITION: "điều kiện", Sort.TEXT: "đoạn chữ"}
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def sort_of(expression: Expression) -> Sort:
    """What an expression gives. A formula must give a number, a ``when`` or ``where`` a condition."""
    match expression:
        case Word():
            return Sort.TEXT
        case Unary("not") | Binary("and" | "or"):
            return Sort.CONDITION
        case Binary(operator) if operator in COMPARISONS:
            return Sort.CONDITION
        case _:
            return Sort.NUMBER


def require(expression: Expression, wanted: Sort) -> None:
    """Raises ExpressionError when the whole gives another sort of thing than is wanted where it stands."""
    found = sort_of(expression)
    if found is not wanted:
        _fault(f"ở đây cần một {_WORDS[wanted]}, biểu thức này cho một {_WORDS[found]}", expression.at)


def depth(expression: Expression) -> int:
    """How many parts lie inside one another; 1 for a number or a name."""
    deepest, waiting = 0, [(expression, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += [(part, level + 1) for part in _parts(node)]
    return deepest


def check(expression: Expression, deepest: int) -> None:
    """Raises ExpressionError at the first part that does not fit where it stands."""
    waiting = [(expression, 1)]
    while waiting:
        node, level = waiting.pop()
        if level > deepest:
            said = "biểu thức có quá nhiều phép tính nối nhau; dùng sum(…; …) hoặc chia thành nhiều chỉ tiêu"
            raise ExpressionError(said, node.at.line, node.at.column)
        _check_parts(node)
        waiting += [(part, level + 1) for part in _parts(node)]


def _parts(node: Expression) -> tuple[Expression, ...]:
    match node:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case Number() | Word() | Reference():
            return ()


def _check_parts(node: Expression) -> None:
    match node:
        case Reference():
            _check_cut(node)
        case Unary(operator, operand):
            _need(operand, Sort.CONDITION if operator == "not" else Sort.NUMBER, operator)
        case Binary(operator, left, right):
            _check_sides(operator, left, right)
        case Call(function, arguments):
            for argument in arguments:
                _need(argument, Sort.NUMBER, function)
        case Number() | Word():
            pass


def _check_sides(operator: str, left: Expression, right: Expression) -> None:
    if operator in ("and", "or"):
        wanted = Sort.CONDITION
    elif operator in ("=", "!=") and Sort.TEXT in (sort_of(left), sort_of(right)):
        _check_text_comparison(left, right)
        return
    else:
        wanted = Sort.NUMBER
    _need(left, wanted, operator)
    _need(right, wanted, operator)


def _check_text_comparison(left: Expression, right: Expression) -> None:
    """A text is compared with a named value and nothing else: ``trang_thai = "hoan_thanh"``."""
    other = right if isinstance(left, Word) else left
    if not isinstance(other, Reference):
        _fault("chữ trong ngoặc kép chỉ so sánh được với một tên", other.at)


def _need(node: Expression, wanted: Sort, operator: str) -> None:
    if sort_of(node) is not wanted:
        _fault(f"“{operator}” cần {_WORDS[wanted]}, ở đây là {_WORDS[sort_of(node)]}", node.at)


def _check_cut(reference: Reference) -> None:
    names = [name for name, _ in reference.cut]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        _fault(f"chiều “{twice}” xuất hiện hai lần trong ngoặc vuông", reference.at)


def _fault(message: str, at: Position) -> None:
    raise ExpressionError(message, at.line, at.column)
