"""The grammar of the expression language and its parser (LALR, built once, on first use)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.tree import Meta

from solieu.expressions.errors import ExpressionError, expectations, suggestion
from solieu.expressions.model import Binary, Call, Expression, Number, Position, Reference, Shift, Unary, Word
from solieu.expressions.sorts import check

GRAMMAR = r"""
?start: either
?either: both ("or" both)*              -> fold_or
?both: inverse ("and" inverse)*         -> fold_and
?inverse: "not" inverse                 -> invert
        | comparison
?comparison: total (COMPARE total)?     -> compare
?total: product (ADD product)*          -> fold_left
?product: signed (MULTIPLY signed)*     -> fold_left
?signed: "-" signed                     -> negate
       | atom
?atom: NUMBER                           -> number
     | WORD                             -> word
     | FUNCTION "(" either (";" either)* ")" -> call
     | reference
     | "(" either ")"
reference: NAME cut? shift*
cut: "[" pair (";" pair)* "]"
pair: NAME "=" (NAME | WHOLE)
shift: "@" NAME ["(" NAME ")"]

FUNCTION.2: /(sum|count|min|max)(?=\s*\()/
COMPARE: "<=" | ">=" | "!=" | "=" | "<" | ">"
ADD: "+" | "-"
MULTIPLY: "*" | "/"
WHOLE: /\d+/
NUMBER: /\d+(\.\d+)?(?![a-z0-9_])/
WORD: /"[^"\n]*"/
NAME: /(?!(and|or|not)\b)[a-z0-9_]*[a-z][a-z0-9_]*(\.[a-z0-9_]+)*/
%import common.WS
%ignore WS
"""

# Longer or deeper texts are no formulas of an office; the limits keep every walk over a tree within reach.
LONGEST, DEEPEST = 8000, 120


def parse_expression(text: str, *, line: int = 1, column: int = 1) -> Expression:
    """Read an expression; ``line`` and ``column`` say where it begins in its file.

    Raises ExpressionError with the place of the first thing that does not fit: a sign that the language does not know,
    a condition where a number is needed, a dimension named twice.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"biểu thức dài quá {LONGEST} ký tự; đề nghị chia thành nhiều chỉ tiêu", line, column)
    try:
        result: Expression = _Builder(line, column).transform(_parser().parse(text))
    except UnexpectedInput as error:
        raise _mistake(error, text, line, column) from None
    except RecursionError:
        raise ExpressionError("biểu thức lồng quá sâu; đề nghị chia thành nhiều chỉ tiêu", line, column) from None
    check(result, DEEPEST)
    return result


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _mistake(error: UnexpectedInput, text: str, line: int, column: int) -> ExpressionError:
    expected = expectations(getattr(error, "allowed", None) or getattr(error, "expected", None) or ())
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        at = _place(line, column, text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
        return ExpressionError("biểu thức dừng giữa chừng", *at, expected=expected)
    found = error.char if isinstance(error, UnexpectedCharacters) else str(getattr(error, "token", ""))
    message, step = f"không hiểu “{found}” tại đây", suggestion(found)
    at = _place(line, column, error.line, error.column)
    return ExpressionError(f"{message}; {step}" if step else message, *at, expected=expected, suggestion=step)


def _place(line: int, column: int, inner_line: int, inner_column: int) -> tuple[int, int]:
    return line + inner_line - 1, (column + inner_column - 1) if inner_line == 1 else inner_column


@v_args(meta=True)
class _Builder(Transformer[Token, Expression]):
    """From the parse tree to the syntax tree, with places in the file."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self._line, self._column = line, column

    def _at(self, meta: Meta) -> Position:
        return Position(*_place(self._line, self._column, meta.line, meta.column))

    def number(self, meta: Meta, items: Sequence[Token]) -> Expression:
        return Number(Decimal(items[0]), self._at(meta))

    def word(self, meta: Meta, items: Sequence[Token]) -> Expression:
        return Word(str(items[0])[1:-1], self._at(meta))

    def negate(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return Unary("-", items[0], self._at(meta))

    def invert(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return Unary("not", items[0], self._at(meta))

    def fold_or(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return self._chain("or", items, meta)

    def fold_and(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return self._chain("and", items, meta)

    def _chain(self, operator: str, items: Sequence[Expression], meta: Meta) -> Expression:
        result = items[0]
        for item in items[1:]:
            result = Binary(operator, result, item, self._at(meta))
        return result

    def compare(self, meta: Meta, items: Sequence[Expression | Token]) -> Expression:
        return self.fold_left(meta, items)

    def fold_left(self, meta: Meta, items: Sequence[Expression | Token]) -> Expression:
        result = items[0]
        for operator, right in zip(items[1::2], items[2::2], strict=True):
            result = Binary(str(operator), result, right, self._at(meta))  # type: ignore[arg-type]
        return result  # type: ignore[return-value]

    def call(self, meta: Meta, items: Sequence[Expression | Token]) -> Expression:
        return Call(str(items[0]), tuple(items[1:]), self._at(meta))  # type: ignore[arg-type]

    def pair(self, meta: Meta, items: Sequence[Token]) -> tuple[str, str]:
        return str(items[0]), str(items[1])

    def cut(self, meta: Meta, items: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(items))

    def shift(self, meta: Meta, items: Sequence[Token]) -> Shift:
        return Shift(str(items[0]), str(items[1]) if len(items) > 1 else "")

    def reference(self, meta: Meta, items: Sequence[object]) -> Expression:
        cut = next((item for item in items[1:] if isinstance(item, tuple)), ())
        shifts = tuple(item for item in items[1:] if isinstance(item, Shift))
        return Reference(str(items[0]), cut, shifts, self._at(meta))
