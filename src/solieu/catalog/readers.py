"""Readers of what only a catalogue holds: formulas, conditions, names of figures, numbers as an officer writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from solieu.catalog import model
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import Field, Read, day, list_of, map_of, name, record, simple_id, text
from solieu.catalog.yaml_text import Node, Placed
from solieu.core import Cut, Where
from solieu.expressions import Expression, ExpressionError, Folded, Position, Sort, parse_at, parse_reference
from solieu.vietnamese import Ambiguous, Certain, read_number, write_number

MISSING = "missing"  # what an example expects when a figure is not there
Written = tuple[str, Expression | None]


def start_of(node: Node) -> Position:
    """Where an expression begins in its file."""
    inside = node.inside
    place = inside.line or 1, inside.column or 1
    return Position(*place) if node.is_as_written else Folded(*place)


def _tree(node: Node, mistakes: Mistakes, parse: Callable[[str, Position], Expression]) -> Written:
    if not node.is_scalar:
        return text(node, mistakes), None
    written = text(node, mistakes)
    try:
        return written, parse(written, start_of(node))
    except ExpressionError as error:
        where = Where(file=node.file, line=error.line, column=error.column)
        mistakes.add("CAT107", "not-an-expression", where, error.message)
        return written, None


def _expression(wanted: Sort) -> Read:
    def read(node: Node, mistakes: Mistakes) -> Written:
        return _tree(node, mistakes, lambda written, start: parse_at(written, start, wanted))

    return read


number_expression = _expression(Sort.NUMBER)
condition = _expression(Sort.CONDITION)


def figure(node: Node, mistakes: Mistakes) -> Placed:
    """The name of one figure, with its cut and shifts; "" when it is none."""
    _, tree = _tree(node, mistakes, parse_reference)
    return node.placed(text(node, mistakes) if tree is not None else "")


def figure_or_name(node: Node, _: str, mistakes: Mistakes) -> None:
    """The key of an example: a figure of the formula."""
    figure(node, mistakes)


def identifier_key(node: Node, _: str, mistakes: Mistakes) -> None:
    simple_id(node, mistakes)


def figure_text(node: Node, mistakes: Mistakes) -> Placed:
    """A number as an officer writes it ("1.578", "13,6"); one that can be read in two ways is a mistake."""
    written = name(node, mistakes)
    if node.is_scalar and (fault := number_fault(written)):
        mistakes.add("CAT104", "wrong-type", node.where, fault)
    return written


def expected_text(node: Node, mistakes: Mistakes) -> str:
    """What an example expects: a number as printed, or "missing"."""
    return text(node, mistakes) if node.is_scalar and text(node, mistakes) == MISSING else figure_text(node, mistakes)


def number_fault(written: str) -> str:
    """Why a text is no number, "" when it is one."""
    match read_number(written):
        case Certain(dropped="", high=None, of=None):
            return ""
        case Certain(dropped=dropped) if dropped:
            return f"“{written}” có chữ thừa “{dropped}” quanh con số"
        case Ambiguous(readings):
            ways = " hoặc ".join(write_number(one.value, one.decimals) for one in readings)
            return f"“{written}” đọc được theo hai cách: {ways}"
        case _:
            return f"“{written}” không phải số; viết như trong báo cáo, ví dụ 1.578,5"


def formulas(node: Node, mistakes: Mistakes) -> tuple[model.DatedFormula, ...]:
    """One formula, or a list of dated ones."""
    if node.is_scalar:
        return _formula(None, node, mistakes)
    found: list[model.DatedFormula] = []
    for since, written in _DATED(node, mistakes):
        for formula in _formula(since, written, mistakes) if isinstance(written, Node) else ():
            if formula.since in {known.since for known in found}:
                said = "hai công thức cùng bắt đầu từ một ngày"
                mistakes.add("CAT110", "overlapping-dates", formula.where, said)
            found.append(formula)
    return tuple(found)


_DATED = list_of(
    record((Field("from", day, None), Field("text", lambda n, m: n)), lambda where, **v: (v["from"], v["text"])),
    least=1,
)


def _formula(since: date | None, node: Node, mistakes: Mistakes) -> tuple[model.DatedFormula, ...]:
    written, tree = number_expression(node, mistakes)
    return (model.DatedFormula(since, written, tree, node.where),) if tree is not None else ()


def cut(node: Node, mistakes: Mistakes) -> Cut:
    found = map_of(simple_id, key=identifier_key)(node, mistakes)
    return tuple(sorted((key, member) for key, member in found.items() if key and member))
