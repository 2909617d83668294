"""The kinds of rules: the cases of kinds.md, and what must be true of every number.

True arithmetic, rounded to the digits that are printed, never raises a finding; a change of the leading digit always does,
as soon as it is larger than what the printed digits leave open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from solieu.core import Quantity
from solieu.rules.kinds import KINDS
from solieu.rules.kinds.words import WORDS
from solieu.rules.row import Missing, Operand, Verdict
from solieu.vietnamese import Certain, read_number

CASES = Path(__file__).with_name("kinds.md")


class Figures:
    """A row of figures under single letters."""

    def __init__(self, figures: Mapping[str, Quantity | None]) -> None:
        self.figures = figures

    def operand(self, text: str) -> Operand:
        return Operand(text, self.figures[text])


def judged(kind: str, *figures: Quantity | None) -> Verdict | Missing | None:
    """The kind's answer to figures in the order of its parameters; a list takes all that are left."""
    letters = "abcdefghijklmnopqrstuvwxyz"[: len(figures)]
    parameters: dict[str, object] = dict(zip(KINDS[kind].parameters, letters, strict=False))
    if kind == "sum_of_parts":
        parameters["parts"] = tuple(letters[1:])
    return KINDS[kind].judge(Figures(dict(zip(letters, figures, strict=True))), parameters)


# --- the table


def cases() -> list[tuple[str, str, str]]:
    found, kind = [], ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        kind = match[1] if (match := re.match(r"## (\w+)", line)) else kind
        if line.startswith("|") and "---" not in line and not line.startswith("| figures"):
            figures, answer = (part.strip() for part in line.strip("|").split("|"))
            found.append((kind, figures, answer))
    return found


def figure(text: str) -> Quantity | None:
    if text == "…":
        return None
    decimals = len(text.partition(",")[2].split(" ")[0].rstrip("%")) if "," in text else 0
    reading = read_number(text, decimals_expected=0)
    assert isinstance(reading, Certain), text
    assert reading.quantity.decimals == decimals
    return reading.quantity


@pytest.mark.parametrize(("kind", "figures", "answer"), cases())
def test_every_case_of_the_table(kind: str, figures: str, answer: str) -> None:
    result = judged(kind, *(figure(text.strip()) for text in figures.split(";")))
    said = (
        "holds"
        if result is None
        else result.message
        if isinstance(result, Verdict)
        else f"cannot judge: {result.note}".strip()
    )
    assert said == answer


def test_every_kind_has_cases_words_and_a_page_of_its_own() -> None:
    assert {kind for kind, _, _ in cases()} | {"plan_percent"} == set(KINDS) == set(WORDS)
    for kind in KINDS.values():
        page = kind.module.__doc__ or ""
        headings = ["Why it matters", "How it is judged", "When it is right to leave it"]
        assert [page.find(heading) > 0 for heading in headings] == [True] * 3


# --- true arithmetic never fires


def printed(value: Decimal, decimals: int, unit: str = "ha") -> Quantity:
    step = Decimal(1).scaleb(-decimals)
    return Quantity((value / step).quantize(Decimal(1), ROUND_HALF_UP) * step, unit, decimals)


true_values = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=7)
positive = st.decimals(min_value=Decimal("0.5"), max_value=10**9, allow_nan=False, allow_infinity=False, places=7)
digits = st.integers(0, 3)


@given(st.lists(st.tuples(true_values, digits), min_size=1, max_size=12), digits)
@example([(Decimal("0.5"), 0)] * 9, 0)
def test_a_true_sum_holds_however_it_is_rounded(parts: list[tuple[Decimal, int]], decimals: int) -> None:
    total = sum((value for value, _ in parts), Decimal(0))
    assert judged("sum_of_parts", printed(total, decimals), *(printed(*part) for part in parts)) is None


@given(positive, positive, digits, digits, digits)
def test_a_true_share_holds_however_it_is_rounded(part: Decimal, whole: Decimal, a: int, b: int, c: int) -> None:
    percent = printed(part / whole * 100, c, "%")
    assert not isinstance(judged("share", printed(part, a), printed(whole, b), percent), Verdict)
    growth = printed(part / whole * 100 - 100, c, "%")
    assert not isinstance(judged("growth", printed(part, a), printed(whole, b), growth), Verdict)


@given(true_values, true_values, digits, digits, digits)
def test_a_true_product_holds_however_it_is_rounded(area: Decimal, rate: Decimal, a: int, b: int, c: int) -> None:
    output = printed(area * rate / 10, c, "tấn")
    assert judged("product", printed(area, a), printed(rate, b, "tạ/ha"), output) is None


@given(true_values, true_values, digits, digits)
def test_a_true_order_holds_however_it_is_rounded(one: Decimal, other: Decimal, a: int, b: int) -> None:
    assert judged("order", printed(min(one, other), a), printed(max(one, other), b)) is None


@given(true_values, digits, digits)
def test_one_figure_in_two_places_holds_however_it_is_rounded(value: Decimal, a: int, b: int) -> None:
    assert judged("repeated_figure", printed(value, a), printed(value, b)) is None


# --- a change of the leading digit always fires


def leading(quantity: Quantity) -> Decimal:
    """One unit of the leading digit: 1.000 of 3.696,3."""
    return Decimal(1).scaleb(quantity.value.adjusted())


def slack(*figures: Quantity) -> Decimal:
    return sum((Decimal(5).scaleb(-one.decimals - 1) for one in figures), Decimal(0))


@given(st.lists(st.tuples(positive, digits), min_size=1, max_size=8), digits, st.sampled_from((-1, 1)))
def test_a_slip_of_the_leading_digit_of_a_total_is_found(
    parts: list[tuple[Decimal, int]], decimals: int, step: int
) -> None:
    figures = [printed(*part) for part in parts]
    total = printed(sum((value for value, _ in parts), Decimal(0)), decimals)
    assume(total.value and leading(total) > 2 * slack(total, *figures))
    wrong = Quantity(total.value + step * leading(total), "ha", decimals)
    result = judged("sum_of_parts", wrong, *figures)
    assert isinstance(result, Verdict)
    assert result.printed != result.expected


@given(positive, positive, st.integers(1, 3), st.integers(1, 3), digits, st.sampled_from((-1, 1)))
def test_a_slip_of_the_leading_digit_of_a_percentage_is_found(
    part: Decimal, whole: Decimal, a: int, b: int, c: int, step: int
) -> None:
    above, below = printed(part, a), printed(whole, b)
    percent = printed(part / whole * 100, c, "%")
    assume(percent.value and below.value)
    reach = (above.interval / below.interval) if not below.interval.holds(Decimal(0)) else None
    assume(reach is not None and leading(percent) > 2 * slack(percent) + (reach.high - reach.low) * 100)
    wrong = Quantity(percent.value + step * leading(percent), "%", c)
    assert isinstance(judged("share", above, below, wrong), Verdict)
    assert isinstance(judged("growth", above, below, Quantity(wrong.value - 100, "%", c)), Verdict)


@given(positive, positive, st.integers(1, 3), st.integers(1, 3), digits, st.sampled_from((-1, 1)))
def test_a_slip_of_the_leading_digit_of_an_output_is_found(
    area: Decimal, rate: Decimal, a: int, b: int, c: int, step: int
) -> None:
    left, right, output = printed(area, a), printed(rate, b, "tạ/ha"), printed(area * rate / 10, c, "tấn")
    reach = left.interval * right.interval
    assume(output.value and leading(output) > 2 * slack(output) + (reach.high - reach.low) / 10)
    wrong = Quantity(output.value + step * leading(output), "tấn", c)
    assert isinstance(judged("product", left, right, wrong), Verdict)


@given(positive, digits, digits)
def test_a_slip_of_the_leading_digit_of_a_repeated_or_bounded_figure_is_found(value: Decimal, a: int, b: int) -> None:
    first, second = printed(value, a), printed(value, b)
    assume(first.value and leading(first) > 2 * slack(first, second))
    wrong = Quantity(first.value + leading(first), "ha", a)
    assert isinstance(judged("repeated_figure", wrong, second), Verdict)
    assert isinstance(judged("order", wrong, second), Verdict)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(1, 50))
def test_counts_are_exact(parts: list[int], off: int) -> None:
    """One person too many is one too many, however many there are."""
    people = [Quantity(Decimal(part), "người", 0) for part in parts]
    assert judged("sum_of_parts", Quantity(Decimal(sum(parts)), "người", 0), *people) is None
    assert isinstance(judged("sum_of_parts", Quantity(Decimal(sum(parts) + off), "người", 0), *people), Verdict)


# --- what is missing is never judged


@given(st.lists(st.none() | true_values.map(lambda value: printed(value, 1)), min_size=2, max_size=6))
def test_nothing_is_judged_while_a_figure_is_missing(figures: list[Quantity | None]) -> None:
    result = judged("sum_of_parts", *figures)
    assert isinstance(result, Missing) is (None in figures)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_missing_figure_is_named(kind: str) -> None:
    count = len(KINDS[kind].parameters)
    whole = [printed(Decimal(10), 1)] * count
    for place in range(count):
        result = judged(kind, *whole[:place], None, *whole[place + 1 :])
        assert isinstance(result, Missing)
        assert result.names == ("abc"[place],)
