"""Random expressions of the size that people write, and a scope that gives every name a value or none."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from solieu.core import Quantity, Reading, Trace, TraceKind
from solieu.expressions import (
    Binary,
    Call,
    Expression,
    Number,
    Position,
    Reference,
    Shift,
    Unary,
    Word,
    write_reference,
)

AT = Position(1, 1)
KEYWORDS = {"and", "or", "not"}

simple = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(lambda name: name not in KEYWORDS)
members = st.one_of(simple, st.integers(0, 99).map(str))
names = st.lists(simple, min_size=1, max_size=3).map(".".join)
cuts = st.dictionaries(simple, members, max_size=2).map(lambda pairs: tuple(sorted(pairs.items())))
shifts = st.lists(st.builds(Shift, simple, st.one_of(st.just(""), simple)), max_size=2).map(tuple)
references = st.builds(Reference, names, cuts, shifts, st.just(AT))
literals = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)
numbers = st.builds(Number, literals, st.just(AT))
words = st.builds(Word, st.text(alphabet="abcđ é,;=0 ()", max_size=5), st.just(AT))


def arithmetic(leaves: st.SearchStrategy[Expression], operators: str = "+-*/") -> st.SearchStrategy[Expression]:
    def more(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(Unary, st.just("-"), inner, st.just(AT)),
            st.builds(Binary, st.sampled_from(operators), inner, inner, st.just(AT)),
            st.builds(
                Call,
                st.sampled_from(["sum", "count", "min", "max"]),
                st.lists(inner, min_size=1, max_size=3).map(tuple),
                st.just(AT),
            ),
        )

    return st.recursive(leaves, more, max_leaves=8)


def conditions(sums: st.SearchStrategy[Expression], *, with_words: bool = True) -> st.SearchStrategy[Expression]:
    compared = st.builds(Binary, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), sums, sums, st.just(AT))
    spelled = st.builds(Binary, st.sampled_from(["=", "!="]), references, words, st.just(AT))
    leaves = st.one_of(compared, spelled) if with_words else compared

    def more(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(Unary, st.just("not"), inner, st.just(AT)),
            st.builds(Binary, st.sampled_from(["and", "or"]), inner, inner, st.just(AT)),
        )

    return st.recursive(leaves, more, max_leaves=5)


def placeless(expression: Expression) -> Expression:
    """The tree with every place forgotten."""
    match expression:
        case Number(value):
            return Number(value, AT)
        case Word(value):
            return Word(value, AT)
        case Reference(name, cut, shifts):
            return Reference(name, cut, shifts, AT)
        case Unary(operator, operand):
            return Unary(operator, placeless(operand), AT)
        case Binary(operator, left, right):
            return Binary(operator, placeless(left), placeless(right), AT)
        case Call(function, arguments):
            return Call(function, tuple(placeless(argument) for argument in arguments), AT)


class Values:
    """A scope over a table: text of the reference -> quantity; whatever is not in it is not yet reported."""

    def __init__(self, table: Mapping[str, Quantity | Decimal | Reading]) -> None:
        self._table = table

    def resolve(self, reference: Reference) -> Trace:
        name = write_reference(reference)
        found = self._table.get(name)
        if isinstance(found, Decimal):
            found = Quantity(found)
        reading = found if isinstance(found, Reading) else Reading.of(found) if found else Reading.absent()
        return Trace(TraceKind.FACT if reading.is_present else TraceKind.ABSENT, reading, formula=name)
