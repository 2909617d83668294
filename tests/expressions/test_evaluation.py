"""The evaluator against fractions, which have no rounding of their own; absence, units of measure and hedges."""

from decimal import Decimal
from fractions import Fraction

import expression_trees as trees
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.core import Absence, Hedge, Quantity, Reading, Trace, TraceKind
from solieu.expressions import (
    Binary,
    Call,
    Expression,
    Number,
    Reference,
    Unary,
    Word,
    evaluate,
    evaluate_condition,
    parse_expression,
    references,
    write_reference,
)

figures = st.decimals(-(10**12), 10**12, places=3, allow_nan=False, allow_infinity=False)
letters = st.sampled_from("abcdef").map(lambda name: Reference(name, (), (), trees.AT))
small = st.builds(Number, st.decimals(0, 1000, places=2, allow_nan=False, allow_infinity=False), st.just(trees.AT))
tables = st.dictionaries(st.sampled_from("abcdef"), figures, max_size=6)
Table = dict[str, Decimal]


def by_fractions(expression: Expression, table: Table) -> Fraction | None:
    """The same by another way: None when a part is missing or a divisor is zero."""
    match expression:
        case Number(value):
            return Fraction(value)
        case Reference(name):
            return Fraction(table[name]) if name in table else None
        case Unary(_, operand):
            inner = by_fractions(operand, table)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            return _of_two(operator, by_fractions(left, table), by_fractions(right, table))
        case Call(function, arguments):
            found = [by_fractions(argument, table) for argument in arguments]
            known = [value for value in found if value is not None]
            if len(known) < len(found):
                return None
            return {
                "sum": sum(known, Fraction(0)),
                "count": Fraction(len(known)),
                "min": min(known),
                "max": max(known),
            }[function]
        case Word():
            raise AssertionError


def _of_two(operator: str, a: Fraction | None, b: Fraction | None) -> Fraction | None:
    if a is None or b is None or (operator == "/" and b == 0):
        return None
    return {"+": a + b, "-": a - b, "*": a * b}[operator] if operator != "/" else a / b


def value_of(expression: Expression | str, table: Table) -> Decimal | None:
    tree = parse_expression(expression) if isinstance(expression, str) else expression
    quantity = evaluate(tree, trees.Values(table)).reading.quantity
    return quantity.value if quantity else None


@given(trees.arithmetic(st.one_of(letters, small), "+-"), tables)
def test_sums_and_differences_are_exact(expression: Expression, table: Table) -> None:
    expected = by_fractions(expression, table)
    got = value_of(expression, table)
    assert (None if got is None else Fraction(got)) == expected


@pytest.mark.parametrize("text", ["a + b", "sum(a; b)", "a - -b", "-(-a - b)"])
def test_eighteen_digits_and_fifteen_decimals_are_not_rounded(text: str) -> None:
    table = {"a": Decimal("999999999999999999"), "b": Decimal("0.000000000000001")}
    assert value_of(text, table) == Decimal("999999999999999999.000000000000001")


@given(figures, figures, figures)
def test_products_of_official_figures_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    got = value_of("a * b * c", {"a": a, "b": b, "c": c})
    assert got is not None
    assert Fraction(got) == Fraction(a) * Fraction(b) * Fraction(c)


@given(figures, figures)
def test_a_quotient_is_right_to_far_more_places_than_are_printed(a: Decimal, b: Decimal) -> None:
    got = value_of("a / b * 100", {"a": a, "b": b})
    if b == 0:
        assert got is None
    else:
        assert got is not None
        exact = Fraction(a) / Fraction(b) * 100
        assert abs(Fraction(got) - exact) <= abs(exact) * Fraction(1, 10**45)


@given(trees.arithmetic(st.one_of(letters, small)), tables)
def test_evaluation_answers_a_value_or_a_reason_and_never_fails(expression: Expression, table: Table) -> None:
    trace = evaluate(expression, trees.Values(table))
    asked = {reference.name for reference in references(expression)}
    if trace.reading.quantity is None:
        assert asked - set(table) or "/" in str(expression)
    else:
        assert by_fractions(expression, table) is not None
    assert {leaf.formula for leaf in trace.leaves() if leaf.kind is not TraceKind.CONSTANT} == asked


@given(trees.conditions(trees.arithmetic(st.one_of(letters, small), "+-"), with_words=False), tables)
def test_conditions_follow_three_valued_logic(condition: Expression, table: Table) -> None:
    assert evaluate_condition(condition, trees.Values(table)) is kleene(condition, table)


def kleene(condition: Expression, table: Table) -> bool | None:
    """Unknown is a middle between false and true: and is the smaller, or the greater, not the mirror."""
    match condition:
        case Unary("not", operand):
            inner = kleene(operand, table)
            return None if inner is None else not inner
        case Binary("and" | "or" as operator, left, right):
            rank = {False: 0, None: 1, True: 2}
            sides = sorted((kleene(left, table), kleene(right, table)), key=lambda truth: rank[truth])
            return sides[0] if operator == "and" else sides[1]
        case Binary(operator, left, right):
            a, b = by_fractions(left, table), by_fractions(right, table)
            if a is None or b is None:
                return None
            order = {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
            return order[operator]
    raise AssertionError(condition)


# --- absence


ABSENT, ZERO = Reading.absent(), Decimal(0)


@pytest.mark.parametrize(
    ("text", "absence", "note"),
    [
        ("a + x", Absence.NOT_YET_REPORTED, ""),
        ("a * x", Absence.NOT_YET_REPORTED, ""),
        ("count(a; x)", Absence.NOT_YET_REPORTED, ""),
        ("max(x; a)", Absence.NOT_YET_REPORTED, ""),
        ("-x", Absence.NOT_YET_REPORTED, ""),
        ("0 * x", Absence.NOT_YET_REPORTED, ""),
        ("a / zero", Absence.DOES_NOT_APPLY, "số chia bằng không"),
        ("zero / zero", Absence.DOES_NOT_APPLY, "số chia bằng không"),
        ("a / (a - a)", Absence.DOES_NOT_APPLY, "số chia bằng không"),
        ("secret + a", Absence.WITHHELD, ""),
        ("secret + none", Absence.WITHHELD, ""),
        ("none + secret + x", Absence.NOT_YET_REPORTED, ""),
        ("none - a", Absence.DOES_NOT_APPLY, ""),
    ],
)
def test_absence_spreads_and_says_why(text: str, absence: Absence, note: str) -> None:
    table = {
        "a": Decimal(5),
        "zero": Decimal(0),
        "secret": Reading.absent(Absence.WITHHELD),
        "none": Reading.absent(Absence.DOES_NOT_APPLY),
    }
    trace = evaluate(parse_expression(text), trees.Values(table))
    assert (trace.reading.absence, trace.note) == (absence, note)


def test_a_missing_part_makes_the_total_missing_not_smaller() -> None:
    assert value_of("sum(a; b; c)", {"a": Decimal(1), "b": Decimal(2)}) is None
    assert value_of("sum(a; b; c)", {"a": Decimal(1), "b": Decimal(2), "c": Decimal(0)}) == 3


def test_a_reason_inside_stays_readable_in_the_trace() -> None:
    trace = evaluate(parse_expression("a / zero * 100"), trees.Values({"a": Decimal(1), "zero": Decimal(0)}))
    notes = [part.note for part in walk(trace)]
    assert "số chia bằng không" in notes
    assert trace.reading.absence is Absence.DOES_NOT_APPLY


def walk(trace: Trace) -> list[Trace]:
    return [trace, *(found for part in trace.inputs for found in walk(part))]


def test_a_comparison_with_something_missing_is_neither_true_nor_false() -> None:
    scope = trees.Values({"a": Decimal(1)})
    assert evaluate_condition(parse_expression("x > 0"), scope) is None
    assert evaluate_condition(parse_expression("x > 0 or a = 1"), scope) is True
    assert evaluate_condition(parse_expression("x > 0 and a = 2"), scope) is False
    assert evaluate_condition(parse_expression("not x > 0"), scope) is None


# --- units of measure

THOUSAND = {("tỷ đồng", "triệu đồng"): Decimal(1000), ("triệu đồng", "tỷ đồng"): Decimal("0.001")}


def money(quantity: Quantity, unit: str) -> Quantity | None:
    if quantity.unit == unit:
        return quantity
    factor = THOUSAND.get((quantity.unit, unit))
    return Quantity(quantity.value * factor, unit, quantity.decimals) if factor else None


MEASURED = {
    "ty": Quantity(Decimal("1.2"), "tỷ đồng", 1),
    "trieu": Quantity(Decimal(300), "triệu đồng"),
    "ha": Quantity(Decimal(50), "ha"),
    "tan": Quantity(Decimal(200), "tấn"),
}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("ty + trieu", "1.5", "tỷ đồng"),
        ("trieu + ty", "1500", "triệu đồng"),
        ("sum(trieu; ty; ty)", "2700", "triệu đồng"),
        ("ty - trieu", "0.9", "tỷ đồng"),
        ("max(trieu; ty)", "1200", "triệu đồng"),
        ("trieu / ty * 100", "25", ""),
        ("tan / ha * 10", "40", ""),
        ("ty * 2", "2.4", "tỷ đồng"),
        ("ha / 2", "25", "ha"),
        ("1 + ha", "51", "ha"),
        ("ha * tan", "10000", ""),
        ("-ty", "-1.2", "tỷ đồng"),
        ("count(ha; tan)", "2", ""),
    ],
)
def test_like_magnitudes_are_brought_to_one_unit(text: str, value: str, unit: str) -> None:
    quantity = evaluate(parse_expression(text), trees.Values(MEASURED), money).reading.quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["ha + tan", "ha - tan", "max(ty; ha)", "sum(ha; ty)"])
def test_unlike_magnitudes_are_not_added(text: str) -> None:
    trace = evaluate(parse_expression(text), trees.Values(MEASURED), money)
    assert trace.reading.absence is Absence.DOES_NOT_APPLY
    assert "không quy được" in trace.note


def test_without_a_conversion_two_units_are_never_added_up() -> None:
    assert evaluate(parse_expression("ty + trieu"), trees.Values(MEASURED)).reading.quantity is None


def test_comparisons_convert_too() -> None:
    assert evaluate_condition(parse_expression("ty > trieu"), trees.Values(MEASURED), convert=money) is True
    assert evaluate_condition(parse_expression("ty = 1200"), trees.Values(MEASURED), convert=money) is False
    assert evaluate_condition(parse_expression("ha > trieu"), trees.Values(MEASURED), convert=money) is None


# --- hedges and decimals

HEDGED = {
    "over": Quantity(Decimal(100), "ha", 0, Hedge.OVER),
    "under": Quantity(Decimal(50), "ha", 0, Hedge.UNDER),
    "exact": Quantity(Decimal("10.5"), "ha", 1),
}


@pytest.mark.parametrize(
    ("text", "hedge", "decimals"),
    [
        ("exact + exact", Hedge.NONE, 1),
        ("over + exact", Hedge.OVER, 1),
        ("over + over", Hedge.OVER, 0),
        ("over + under", Hedge.ABOUT, 0),
        ("over - under", Hedge.OVER, 0),
        ("exact - over", Hedge.UNDER, 1),
        ("over / exact", Hedge.ABOUT, 1),
        ("-over", Hedge.UNDER, 0),
    ],
)
def test_a_hedge_belongs_to_the_value_and_travels_on(text: str, hedge: Hedge, decimals: int) -> None:
    quantity = evaluate(parse_expression(text), trees.Values(HEDGED)).reading.quantity
    assert quantity is not None
    assert (quantity.hedge, quantity.decimals) == (hedge, decimals)


# --- texts


def test_a_text_is_compared_on_either_side() -> None:
    fields = {"nguon": "nq16"}
    for text, truth in [
        ('nguon = "nq16"', True),
        ('"nq16" = nguon', True),
        ('nguon != "nq16"', False),
        ('loai = ""', True),
    ]:
        words = evaluate_condition(parse_expression(text), trees.Values({}), lambda found: fields.get(found.name, ""))
        assert words is truth


def test_what_the_loading_of_a_catalogue_refuses_is_our_own_failure_here() -> None:
    with pytest.raises(TypeError, match="no text stands behind"):
        evaluate_condition(parse_expression('a = "x"'), trees.Values({}))
    with pytest.raises(TypeError, match="a condition is no number"):
        evaluate(parse_expression("a = 1"), trees.Values({}))
    with pytest.raises(TypeError, match="a number is no condition"):
        evaluate_condition(parse_expression("a + 1"), trees.Values({}))


def test_the_trace_is_the_formula_with_every_input_in_its_order() -> None:
    trace = evaluate(parse_expression("a / (b + 1) * 100"), trees.Values({"a": Decimal(3), "b": Decimal(1)}))
    assert trace.formula == "a / (b + 1) * 100"
    assert [part.formula for part in trace.leaves()] == ["a", "b", "1", "100"]
    assert trace.reading.quantity == Quantity(Decimal(150))


def test_a_reference_is_asked_with_its_cut_and_shifts() -> None:
    tree = parse_expression("a.b[x=1]@cung_ky")
    assert isinstance(tree, Reference)
    assert value_of(tree, {write_reference(tree): Decimal(7)}) == 7
