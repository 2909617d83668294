"""A trace as a tree to read: formulas in words and in numbers, cells with their forms, communes as one table.

The steps inside a formula (the quotient, the difference) have no name in the office; they are folded into one line that
shows the whole computation with its numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from solieu.app.tracing import MARKS, shown
from solieu.core import FactKey, Trace, TraceKind, Where
from solieu.core.quantity import round_half_away
from solieu.expressions import Binary, Call, Expression, Number, Reference, Unary, parse_expression
from solieu.expressions.errors import ExpressionError
from solieu.facts import Revision, Snapshot, Submission
from solieu.vietnamese import write_number

SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}
BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}
FUNCTIONS = {"sum": "tổng", "count": "số lượng", "min": "nhỏ nhất", "max": "lớn nhất"}
MORE_DECIMALS = 3  # how much further than printed a computed value is shown

Describe = Callable[[FactKey], str]


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the tree. ``kind``: fact | formula | sum | constant | absent."""

    kind: str
    value: str
    title: str = ""  # what the figure is, in words
    unit: str = ""  # whose figure
    mark: str = ""
    words: str = ""  # formula in words
    numbers: str = ""  # the same with its numbers
    exact: str = ""  # the value before rounding
    form: str = ""
    place: str = ""  # dòng 01, cột “...”, ô G12
    cell: str = ""
    revision: Revision | None = None
    sent: Submission | None = None
    sender: str = ""
    entries: tuple[str, ...] = ()  # ids of register entries that were counted
    register: str = ""
    counted: str = ""  # names the count, for the way to its entries
    key: str = ""
    parts: tuple[Node, ...] = ()

    @property
    def is_flat(self) -> bool:
        """Parts that are all plain cells are shown as one table."""
        return bool(self.parts) and all(part.kind in ("fact", "absent") and not part.parts for part in self.parts)

    @property
    def reported(self) -> int:
        return sum(part.kind != "absent" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Reader:
    """``describe`` says what a key is, ``name`` whose it is, ``sender`` who handed it in."""

    snapshot: Snapshot
    describe: Describe
    name: Callable[[FactKey], str]
    sender: Callable[[Submission], str]

    def node(self, trace: Trace) -> Node:
        match trace.kind:
            case TraceKind.FACT:
                return self._fact(trace)
            case TraceKind.SUM_OF_UNITS:
                return self._sum(trace)
            case TraceKind.FORMULA:
                return self._formula(trace)
            case TraceKind.ABSENT:
                return self._named(Node("absent", "chưa có số liệu"), trace)
            case TraceKind.OVERRIDE:
                return Node("kept", shown(trace.reading), trace.note, parts=tuple(map(self.node, trace.inputs)))
        return self._constant(trace)

    def _named(self, node: Node, trace: Trace) -> Node:
        if trace.key is None:
            return node
        return replace(node, title=self.describe(trace.key), unit=self.name(trace.key), key=str(trace.key))

    def _constant(self, trace: Trace) -> Node:
        """A number of a formula, or the number field of a register entry."""
        origin = trace.origin
        if origin is None or not origin.key.startswith("register:"):
            return Node("constant", shown(trace.reading), "hằng số của công thức")
        _, register, entry = origin.key.split(":", 2)
        return Node("constant", shown(trace.reading), f"ghi trong sổ, trường “{origin.field}”", register=register,
                    entries=(entry,))  # fmt: skip

    def _fact(self, trace: Trace) -> Node:
        fact = self.snapshot.facts.get(trace.key) if trace.key else None
        sent = self.snapshot.submissions.get(trace.submission)
        origin = trace.origin or Where()
        register, entries = _counted(origin)
        node = Node(
            kind="fact",
            value=shown(trace.reading),
            mark=MARKS[fact.provenance] if fact else "",
            form=origin.form,
            place=f"dòng {origin.row}, cột “{origin.field}”, ô {origin.cell}" if origin.cell else "",
            cell=origin.cell,
            revision=fact,
            sent=sent,
            sender=self.sender(sent) if sent else "",
            entries=entries,
            register=register,
            counted=f"{trace.submission}:{trace.key}" if entries else "",
        )
        return self._named(node, trace)

    def _sum(self, trace: Trace) -> Node:
        parts = tuple(map(self.node, trace.inputs))
        return self._named(Node("sum", shown(trace.reading), parts=parts), trace)

    def _formula(self, trace: Trace) -> Node:
        expression, words, numbers = _parsed(trace.formula), "", ""
        if expression is not None and _fits(expression, trace):
            words = _write(expression, trace, self._word)
            numbers = _write(expression, trace, _figure)
        leaves = {leaf.key or id(leaf): leaf for leaf in _named_inputs(trace) if not _is_plain_number(leaf)}
        parts = tuple(map(self.node, leaves.values()))
        node = Node("formula", shown(trace.reading), words=words, numbers=numbers, exact=_exact(trace), parts=parts)
        return self._named(node, trace)

    def _word(self, leaf: Trace) -> str:
        if leaf.key is None:
            return leaf.formula
        return f"[{self.describe(leaf.key)}]"


def _counted(origin: Where) -> tuple[str, tuple[str, ...]]:
    """The register and the entries behind a count; nothing for a cell."""
    if not origin.key.startswith("register:"):
        return "", ()
    _, register, ids = origin.key.split(":", 2)
    return register, tuple(id for id in ids.split(",") if id)


def _is_plain_number(leaf: Trace) -> bool:
    """A number that the formula itself holds; it needs no line of its own."""
    return leaf.kind is TraceKind.CONSTANT and leaf.origin is None


def _named_inputs(trace: Trace) -> Iterator[Trace]:
    """Through the unnamed steps of a formula down to figures that have a name."""
    for part in trace.inputs:
        if part.kind is TraceKind.FORMULA and part.key is None:
            yield from _named_inputs(part)
        else:
            yield part


def _parsed(text: str) -> Expression | None:
    try:
        return parse_expression(text)
    except ExpressionError:
        return None


def _fits(expression: Expression, trace: Trace) -> bool:
    """Whether the inputs of a trace are the operands of the expression, all the way down."""
    operands = _operands(expression)
    return len(operands) == len(trace.inputs) and all(
        not _operands(operand) or _fits(operand, part) for operand, part in zip(operands, trace.inputs, strict=True)
    )


def _operands(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


def _write(expression: Expression, trace: Trace, say: Callable[[Trace], str], outer: int = 0) -> str:
    match expression:
        case Number(value):
            decimals = max(0, -int(value.as_tuple().exponent))
            return write_number(value, decimals)
        case Reference():
            return say(trace)
        case Unary(_, operand):
            return f"−{_write(operand, trace.inputs[0], say, 3)}"
        case Call(function, arguments):
            parts = zip(arguments, trace.inputs, strict=True)
            return f"{FUNCTIONS[function]}({'; '.join(_write(one, part, say) for one, part in parts)})"
        case Binary(operator, left, right):
            binds = BINDS[operator]
            first = _write(left, trace.inputs[0], say, binds)
            second = _write(right, trace.inputs[1], say, binds + 1)
            text = f"{first} {SIGNS[operator]} {second}"
            return f"({text})" if binds < outer else text
    return trace.formula


def _figure(leaf: Trace) -> str:
    return shown(leaf.reading)


def _exact(trace: Trace) -> str:
    """The value a little further than it is printed, "" when there is nothing more to show."""
    quantity = trace.reading.quantity
    if quantity is None:
        return ""
    further = round_half_away(quantity.value, quantity.decimals + MORE_DECIMALS)
    text = write_number(further, quantity.decimals + MORE_DECIMALS).rstrip("0").rstrip(",")
    return text if further != round_half_away(quantity.value, quantity.decimals) else ""
