"""The grammar of the expression language and its parser (LALR, built once, on first use)."""

from __future__ import annotations

import re
from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from solieu.expressions.building import Builder
from solieu.expressions.errors import ExpressionError, expectations, suggestion, word_at
from solieu.expressions.model import Expression, Position, Reference
from solieu.expressions.sorts import Sort, check, require

GRAMMAR = r"""
?start: either
?either: both | both (_OR both)+        -> fold_or
?both: inverse | inverse (_AND inverse)+ -> fold_and
?inverse: comparison | _NOT inverse     -> invert
?comparison: total | total COMPARE total -> fold_left
?total: product | product (ADD product)+ -> fold_left
?product: signed | signed (MULTIPLY signed)+ -> fold_left
?signed: atom | "-" signed              -> negate
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
_OR: /or(?![a-z0-9_.])/
_AND: /and(?![a-z0-9_.])/
_NOT.2: /not(?![a-z0-9_.])/
COMPARE: "<=" | ">=" | "!=" | "=" | "<" | ">"
ADD: "+" | "-"
MULTIPLY: "*" | "/"
WHOLE: /[0-9]+/
NUMBER: /[0-9]+(\.[0-9]+)?(?![a-z0-9_])/
WORD: /"[^"\n]*"/
NAME: /(?!(and|or|not)(?![a-z0-9_.]))[a-z0-9_]*[a-z][a-z0-9_]*(\.[a-z0-9_]+)*/
%import common.WS
%ignore WS
"""

# Longer or deeper texts are no formulas of an office; the limits keep every walk over a tree within reach.
LONGEST, DEEPEST = 8000, 120
_START = Position(1, 1)
# A lone name, by far the most frequent text: read without the parser, ten times faster.
_BARE = re.compile(r" *((?!(?:and|or|not)(?![a-z0-9_.]))[a-z0-9_]*[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*) *\Z")
_TOO_DEEP = "biểu thức lồng quá sâu; đề nghị chia thành nhiều chỉ tiêu"


def parse_expression(text: str, *, line: int = 1, column: int = 1, wanted: Sort | None = None) -> Expression:
    """Read an expression; ``line`` and ``column`` say where it begins in its file. See :func:`parse_at`."""
    return parse_at(text, Position(line, column), wanted)


def parse_at(text: str, start: Position, wanted: Sort | None = None) -> Expression:
    """Read an expression that begins at a place.

    Raises ExpressionError with the place of the first thing that does not fit: a sign that the language does not know,
    a condition where a number is needed, a dimension named twice; with ``wanted`` also when the whole gives another
    sort of thing.
    """
    bare = _BARE.match(text)
    if bare is not None and len(text) <= LONGEST and wanted is not Sort.CONDITION:
        return Reference(bare[1], (), (), start.moved(1, bare.start(1) + 1))
    if len(text) > LONGEST:
        said = f"biểu thức dài quá {LONGEST} ký tự; đề nghị chia thành nhiều chỉ tiêu"
        raise ExpressionError(said, start.line, start.column)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _mistake(error, text, start) from None
    _check_depth(tree, start)
    result: Expression = Builder(start).transform(tree)
    check(result, DEEPEST)
    if wanted is not None:
        require(result, wanted)
    return result


def parse_reference(text: str, start: Position = _START) -> Reference:
    """Read the name of one figure, with its cut and shifts. Raises ExpressionError for a computation too."""
    found = parse_at(text, start)
    if not isinstance(found, Reference):
        said = f"“{text.strip()}” là phép tính; ở đây chỉ nhận tên một số liệu"
        raise ExpressionError(said, start.line, start.column)
    return found


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _check_depth(tree: Tree[Token], start: Position) -> None:
    """The builder walks the tree by recursion, so the depth is looked at first, without."""
    waiting: list[tuple[Tree[Token] | Token, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise ExpressionError(_TOO_DEEP, start.line, start.column)
        if isinstance(node, Tree):
            waiting += [(child, depth + 1) for child in node.children]


def _mistake(error: UnexpectedInput, text: str, start: Position) -> ExpressionError:
    expected = expectations(getattr(error, "allowed", None) or getattr(error, "expected", None) or ())
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        at = start.moved(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
        return ExpressionError("biểu thức dừng giữa chừng", at.line, at.column, expected=expected)
    assert isinstance(error, UnexpectedCharacters | UnexpectedToken)
    offset = error.pos_in_stream or 0
    found, step = word_at(text, offset), suggestion(text, offset)
    at = start.moved(error.line, error.column)
    message = f"không hiểu “{found}” tại đây"
    said = f"{message}; {step}" if step else message
    return ExpressionError(said, at.line, at.column, expected=expected, suggestion=step)
