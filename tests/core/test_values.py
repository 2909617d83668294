"""Properties of the values that everything else relies on."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.core import (
    Absence,
    Calendar,
    Consequence,
    FactKey,
    Finding,
    FindingValue,
    Interval,
    Period,
    PeriodKind,
    Quantity,
    Reading,
    Series,
    Trace,
    TraceKind,
    Where,
    parse_fact_key,
    parse_period,
    round_half_away,
)
from solieu.derive import in_unit
from solieu.intake.layout import in_measure
from solieu.vietnamese import Certain, read_number, write_quantity

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
    x, y = Fraction(a), Fraction(b)
    assert exactly_holds(first + second, x + y)
    assert exactly_holds(first - second, x - y)
    assert exactly_holds(first * second, x * y)
    assert exactly_holds(-first, -x)
    if not second.low <= 0 <= second.high:
        assert exactly_holds(first / second, x / y)
    else:
        with pytest.raises(ZeroDivisionError):
            first / second


def exactly_holds(interval: Interval, value: Fraction) -> bool:
    """By fractions, which have no rounding of their own."""
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(st.lists(st.tuples(numbers, decimals), max_size=8))
def test_the_sum_of_intervals_holds_the_sum_in_any_order(parts: list[tuple[Decimal, int]]) -> None:
    intervals = [Interval.of_rounded(round_half_away(value, places), places) for value, places in parts]
    total = sum((Fraction(value) for value, _ in parts), Fraction(0))
    assert exactly_holds(Interval.sum(intervals), total)
    assert Interval.sum(reversed(intervals)) == Interval.sum(intervals)


INFINITE = Decimal("Infinity")


@pytest.mark.parametrize(
    ("result", "low", "high"),
    [
        (Interval(Decimal(100), INFINITE) + Interval.exactly(Decimal(1)), "101", "Infinity"),
        (Interval(Decimal(100), INFINITE) * Interval.exactly(Decimal(0)), "0", "0"),
        (Interval(Decimal(100), INFINITE) * Interval(Decimal(-1), Decimal(1)), "-Infinity", "Infinity"),
        (Interval(Decimal(1), INFINITE) / Interval(Decimal(2), INFINITE), "0", "Infinity"),
        (Interval.exactly(Decimal(100)) / Interval(Decimal(2), INFINITE), "0", "50"),
    ],
    ids=str,
)
def test_a_figure_of_at_least_so_much_has_no_upper_bound(result: Interval, low: str, high: str) -> None:
    assert (result.low, result.high) == (Decimal(low), Decimal(high))


def test_an_interval_has_its_ends_in_order() -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(Decimal(2), Decimal(1))
    with pytest.raises(ValueError, match="not an interval"):
        Interval(Decimal("NaN"), Decimal(1))


@given(numbers, decimals)
def test_truncation_is_held_by_its_own_interval(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    truncated = (value / step).to_integral_value(rounding="ROUND_DOWN") * step
    assert Interval.of_truncated(truncated, places).holds(value)


@pytest.mark.parametrize(("value", "places", "expected"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("32.5822", 1, "32.6")])
def test_rounding_is_half_away_from_zero(value: str, places: int, expected: str) -> None:
    assert round_half_away(Decimal(value), places) == Decimal(expected)


def test_rounding_does_not_fail_on_a_number_longer_than_the_working_precision() -> None:
    assert round_half_away(Decimal("1" * 60 + ".55"), 1) == Decimal("1" * 60 + ".6")


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
    """Decree 09/2019/NĐ-CP, Art. 12: quarter, half year and year end on the 14th of their last month."""
    quarter = parse_period("2024-Q1")
    assert quarter.window(Calendar.DECREE_09) == (date(2023, 12, 15), date(2024, 3, 14))
    assert quarter.end_of_month(1) == date(2024, 2, 29)
    assert parse_period("2024-M01").end_of_month(1) == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023", "2024-M01"),
        ("2024-M02", "2024-M03"),
        ("2024-M03", "2024-Q1"),
        ("2024-Q2", "2024-H1"),
        ("2024-H1", "2024-Q3"),
        ("2024-Q3", "2024-9M"),
        ("2024-9M", "2024-Q4"),
        ("2024-H2", "2024"),
    ],
)
def test_periods_are_ordered_by_their_end_and_then_the_shorter_first(earlier: str, later: str) -> None:
    assert parse_period(earlier) < parse_period(later)
    assert not parse_period(later) < parse_period(earlier)


@given(st.lists(periods(), max_size=6))
def test_the_order_of_periods_never_contradicts_their_ends(some: list[Period]) -> None:
    ends = [period.end for period in sorted(some)]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    "text", ["2024-Q0", "2024-Q5", "2024-M13", "2024-M1", "2024-H3", "24-Q1", "2024-X1", "٢٠٢٤", "1899"]
)
def test_a_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no (such )?period"):
        parse_period(text)


@given(names, names, periods(), series, st.dictionaries(names, names, max_size=3))
def test_a_fact_key_reads_back_from_its_text(i: str, u: str, p: Period, s: Series, cut: dict[str, str]) -> None:
    key = FactKey(i, u, p, s, tuple(cut.items()))
    assert parse_fact_key(str(key)) == key


@given(names, names, periods(), series, st.dictionaries(names, names, min_size=2, max_size=4), st.randoms())
def test_one_key_has_one_text_whatever_the_order_of_its_cut(
    i: str, u: str, p: Period, s: Series, cut: dict[str, str], chance: random.Random
) -> None:
    pairs = list(cut.items())
    chance.shuffle(pairs)
    assert str(FactKey(i, u, p, s, tuple(pairs))) == str(FactKey(i, u, p, s, tuple(cut.items())))


@given(names, names, periods(), series, st.dictionaries(names, names, max_size=2), st.data())
def test_a_damaged_text_is_a_key_or_a_value_error(
    i: str, u: str, p: Period, s: Series, cut: dict[str, str], data: st.DataObject
) -> None:
    text = str(FactKey(i, u, p, s, tuple(cut.items())))
    at = data.draw(st.integers(0, len(text)))
    damaged = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    refused_or_read_back(damaged)


@given(st.text(alphabet="ab/.-@:=;20Q4Mactuletrgsim \n\t\u0662đ", max_size=40))
def test_any_text_is_a_key_or_a_value_error(text: str) -> None:
    refused_or_read_back(text)


def refused_or_read_back(text: str) -> None:
    try:
        key = parse_fact_key(text)
    except ValueError:
        return
    assert parse_fact_key(str(key)) == key


@pytest.mark.parametrize(
    "text",
    [
        "a/b/2024/actual@20240229",
        "a/b/2024/actual@2024-W09-4",
        "a/b/2024/actual@2024-02-30",
        "a/b/2024/estimate@2024-02-29",
        "a/b/2024/target:tinh/x=1;x=2",
        "a/b/2024/target:tinh/x",
        "a/b/2024/target:Tỉnh",
        "a..b/c/2024/actual",
        "a/b/2024/actual@٢٠٢٤-02-29",
    ],
)
def test_the_canonical_text_has_one_way_of_writing_each_part(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_fact_key(text)


def test_series_have_an_order_with_and_without_a_cut_off() -> None:
    ordered = [
        Series.actual(date(2024, 1, 31)),
        Series.actual(date(2024, 2, 29)),
        Series.actual(),
        Series.estimate(),
        Series.target("dieu_hanh"),
        Series.target("tinh"),
    ]
    assert sorted(ordered[3:] + ordered[:3]) == ordered


@given(st.lists(st.builds(FactKey, names, names, periods(), series), max_size=6))
def test_keys_of_every_kind_can_be_sorted(keys: list[FactKey]) -> None:
    assert sorted(sorted(keys), reverse=True) == sorted(keys, reverse=True)


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
    with pytest.raises(ValueError, match="quantity or an absence"):
        Reading(Quantity(Decimal(0)), Absence.WITHHELD)


def test_a_fingerprint_follows_the_figures_and_not_the_file() -> None:
    first = Finding(
        "DAT201", "x", Consequence.EXPLAIN, "…", Where(file="a.xlsx", key="k"), (FindingValue("tổng", "10"),)
    )
    again = replace(first, where=Where(file="b.xlsx", line=3, key="k"))
    other = replace(first, related=(FindingValue("tổng", "11"),))
    assert first.fingerprint == again.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("where", "terminal", "officer"),
    [
        (Where(file="a.yaml", line=3, column=7), "a.yaml:3:7", "dòng 3"),
        (Where(file="a.xlsx", sheet="B05", cell="D14"), "a.xlsx:B05!D14", "ô D14, trang tính “B05”"),
        (Where(form="B05/NS-Q", row="01", field="TH"), "B05/NS-Q 01 TH", "Biểu B05/NS-Q, dòng 01, cột “TH”"),
    ],
    ids=str,
)
def test_a_place_prints_itself_for_a_terminal_and_for_an_officer(where: Where, terminal: str, officer: str) -> None:
    assert (str(where), where.for_officer()) == (terminal, officer)


def test_a_trace_knows_its_leaves_and_every_key() -> None:
    leaf = Trace(TraceKind.FACT, Reading.of(Quantity(Decimal(1))), parse_fact_key("a/b/2024/actual"))
    gap = Trace(TraceKind.ABSENT, Reading.absent(), parse_fact_key("c/b/2024/actual"))
    node = Trace(TraceKind.FORMULA, Reading.absent(), parse_fact_key("d/b/2024/actual"), "a + c", (leaf, gap))
    assert list(node.leaves()) == [leaf, gap]
    assert [key.indicator for key in node.every_key()] == ["d", "a", "c"]


@pytest.mark.parametrize(
    ("written", "unit", "into", "low", "high"),
    [
        ("1,5 tỷ đồng", "tỷ đồng", "triệu đồng", "1450", "1550"),
        ("1 tỷ đồng", "tỷ đồng", "triệu đồng", "500", "1500"),
        ("1.500 triệu đồng", "triệu đồng", "tỷ đồng", "1.4995", "1.5005"),
        ("1,5 tạ", "tạ", "kg", "145", "155"),
    ],
)
def test_what_is_converted_stays_as_vague_as_it_was(written: str, unit: str, into: str, low: str, high: str) -> None:
    reading = read_number(written)
    assert isinstance(reading, Certain)
    for found in (in_unit(reading.quantity, into), in_measure(reading.quantity, into)):
        assert found is not None
        assert (found.interval.low, found.interval.high) == (Decimal(low), Decimal(high))
        back = in_unit(found, unit)
        assert back is not None and (back.value, back.decimals) == (reading.quantity.value, reading.quantity.decimals)
        assert "E" not in write_quantity(found)
