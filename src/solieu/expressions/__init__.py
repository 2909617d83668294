"""The ONE expression language of the house: formulas, rules, register filters and slots of templates."""

from solieu.expressions.errors import ExpressionError
from solieu.expressions.evaluation import Convert, as_written, evaluate, evaluate_condition
from solieu.expressions.grammar import parse_at, parse_expression, parse_reference
from solieu.expressions.model import (
    Binary,
    Call,
    Expression,
    Folded,
    Number,
    Position,
    Reference,
    Scope,
    Shift,
    Unary,
    Word,
)
from solieu.expressions.sorts import Sort, depth, sort_of
from solieu.expressions.writing import references, write_expression, write_reference

__all__ = [
    "Binary",
    "Call",
    "Convert",
    "Expression",
    "ExpressionError",
    "Folded",
    "Number",
    "Position",
    "Reference",
    "Scope",
    "Shift",
    "Sort",
    "Unary",
    "Word",
    "as_written",
    "depth",
    "evaluate",
    "evaluate_condition",
    "parse_at",
    "parse_expression",
    "parse_reference",
    "references",
    "sort_of",
    "write_expression",
    "write_reference",
]
