"""The ONE expression language of the house: formulas, rules, register filters and slots of templates."""

from solieu.expressions.errors import ExpressionError
from solieu.expressions.evaluation import evaluate, evaluate_condition
from solieu.expressions.grammar import parse_expression
from solieu.expressions.model import (
    Binary,
    Call,
    Expression,
    Number,
    Position,
    Reference,
    Scope,
    Shift,
    Unary,
    Word,
)
from solieu.expressions.writing import references, write_expression, write_reference

__all__ = [
    "Binary",
    "Call",
    "Expression",
    "ExpressionError",
    "Number",
    "Position",
    "Reference",
    "Scope",
    "Shift",
    "Unary",
    "Word",
    "evaluate",
    "evaluate_condition",
    "parse_expression",
    "references",
    "write_expression",
    "write_reference",
]
