"""Properties of the values that everything else relies on."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.core import (
    Absence,
    Calendar,
    FactKey,
    Interval,
    Period,
    PeriodKind,
    Quantity,
    Reading,
    Series,
    parse_fact_key,
    parse_period,
    round_half_away,
)

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)
decimals = st.integers(0, 4)
kinds = st.sampled_from(PeriodKind)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(kinds)
    most = {"M": 12, "Q": 4, "H": 2, "9M": 1, "Y": 1}[kind.value]
    return Period(draw(st.integers(1990, 2100)), kind, draw(st.integers(1, most)))


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
series = st.one_of(
    st.just(Series.estimate()),
    st.just(Series.actual()),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(Series.actual),
    names.map(Series.target),
)


@given(numbers, decimals)
def test_what_a_number_was_rounded_from_lies_in_its_interval(value: Decimal, places: int) -> None:
    assert Interval.of_rounded(round_half_away(value, places), places).holds(value)


@given(numbers, numbers, decimals, decimals)
def test_interval_arithmetic_holds_every_exact_result(a: Decimal, b: Decimal, p: int, q: int) -> None:
    first = Interval.of_rounded(round_half_away(a, p), p)
    second = Interval.of_rounded(round_half_away(b, q), q)
    assert (first + second).holds(a + b)
    assert (first - second).holds(a - b)
    assert (first * second).meets(Interval.exactly(a * b))
    if not second.low <= 0 <= second.high:
        assert (first / second).meets(Interval.exactly(a / b))
    else:
        with pytest.raises(ZeroDivisionError):
            first / second


@given(numbers, decimals)
def test_truncation_is_held_by_its_own_interval(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    truncated = (value / step).to_integral_value(rounding="ROUND_DOWN") * step
    assert Interval.of_truncated(truncated, places).holds(value)


@pytest.mark.parametrize(("value", "places", "expected"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("32.5822", 1, "32.6")])
def test_rounding_is_half_away_from_zero(value: str, places: int, expected: str) -> None:
    assert round_half_away(Decimal(value), places) == Decimal(expected)


@given(periods())
def test_a_period_reads_back_from_its_text(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(periods())
def test_next_and_previous_undo_each_other_and_windows_tile(period: Period) -> None:
    assert period.next().previous() == period
    for calendar in Calendar:
        first, last = period.window(calendar)
        assert first < last
        if period.kind not in (PeriodKind.NINE_MONTHS,):
            assert (period.next().window(calendar)[0] - last).days == 1


def test_the_quarter_of_decree_09_runs_from_the_15th_to_the_14th() -> None:
    quarter = parse_period("2024-Q1")
    assert quarter.window(Calendar.DECREE_09) == (date(2023, 12, 15), date(2024, 3, 14))
    assert quarter.end_of_month(1) == date(2024, 2, 29)
    assert parse_period("2024-M01").end_of_month(1) == date(2023, 12, 31)


@given(names, names, periods(), series, st.dictionaries(names, names, max_size=3))
def test_a_fact_key_reads_back_from_its_text(i: str, u: str, p: Period, s: Series, cut: dict[str, str]) -> None:
    key = FactKey(i, u, p, s, tuple(cut.items()))
    assert parse_fact_key(str(key)) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a/b/c",
        "a/b/2024-Q5/actual",
        "a/b/2024-Q1/plan",
        "A b/c/2024/actual",
        "a/b/2024/actual/x",
        "a/b/2024/target:",
    ],
)
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_fact_key(text)


def test_a_float_never_becomes_a_quantity() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        Quantity(1.5)  # type: ignore[arg-type]


def test_absence_is_not_zero() -> None:
    assert Reading.absent(Absence.NOT_YET_REPORTED) != Reading.of(Quantity(Decimal(0)))
    with pytest.raises(ValueError, match="quantity or an absence"):
        Reading()
