"""Values with the tree of how they came about: sums over units, formulas, periods; absence, rings, depth."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from accepted_facts import asked, definitions, evaluator, key, said
from hypothesis import given
from hypothesis import strategies as st

from solieu.catalog.model import DatedFormula
from solieu.core import Absence, Hedge, Quantity, Reading, Series, Trace, TraceKind, Where, parse_period
from solieu.derive.totals import scaled, total
from solieu.expressions import parse_expression, parse_reference
from solieu.facts import Decision, Source

NUMBERS = definitions(
    "thu.tong | triệu đồng | sum | sum |",
    "thu.thue | triệu đồng | sum | sum |",
    "thu.lon | tỷ đồng | sum | sum |",
    "dan.so | người | last | none |",
    "ha.gieo | ha | last | sum |",
    "tan.thoc | tấn | last | sum |",
    "von.giao:nguon | triệu đồng | none | none |",
    "ty.le | % | recompute | recompute | thu.thue / thu.tong * 100",
    "ty.ke_hoach | % | recompute | recompute | thu.tong / thu.tong@ke_hoach(tinh) * 100",
    "ty.cung_ky | % | recompute | recompute | (thu.tong / thu.tong@cung_ky - 1) * 100",
    "ty.nguon:nguon | % | recompute | none | von.giao / von.giao@ke_hoach(tinh) * 100",
    "thu.gop | triệu đồng | sum | none | thu.lon + thu.tong",
    "thu.gop_ty | tỷ đồng | sum | none | thu.thue + thu.tong",
    "nang.suat | tạ/ha | recompute | recompute | tan.thoc / ha.gieo * 10",
    "luy.ke | triệu đồng | none | none | luy.ke@ky_truoc + thu.tong",
)
A, B, C = ("xa_a/2024-Q1/actual", "xa_b/2024-Q1/actual", "xa_c/2024-Q1/actual")
H = "huyen/2024-Q1/actual"


# --- sums over units


def test_a_district_is_the_sum_of_its_units_with_every_cell_in_its_trace() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "1,5", f"thu.tong/{B}": "2", f"thu.tong/{C}": "0,25"})
    trace = asked(found, f"thu.tong/{H}")
    assert said(trace) == "3.75 triệu đồng"
    assert trace.kind is TraceKind.SUM_OF_UNITS
    leaves = list(trace.leaves())
    assert [leaf.key for leaf in leaves] == [key(f"thu.tong/{place}") for place in (A, B, C)]
    assert [(leaf.submission, leaf.revision, leaf.origin.cell) for leaf in leaves if leaf.origin] == [
        ("b01.xa_a.1", 1, "D1"),
        ("b01.xa_b.1", 1, "D1"),
        ("b01.xa_c.1", 1, "D1"),
    ]
    assert next(iter(trace.every_key())) == key(f"thu.tong/{H}")


def test_a_missing_unit_makes_the_sum_missing_and_says_how_many_answered() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "1,5", f"thu.tong/{B}": "2"})
    trace = asked(found, f"thu.tong/{H}")
    assert said(trace) == "not-yet-reported"
    assert trace.note == "mới có 2/3 đơn vị"
    assert [leaf.key.unit for leaf in trace.leaves() if not leaf.reading.is_present and leaf.key] == ["xa_c"]


def test_zero_is_a_value_and_adds_up() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "0", f"thu.tong/{B}": "0", f"thu.tong/{C}": "0"})
    assert said(asked(found, f"thu.tong/{H}")) == "0 triệu đồng"


@pytest.mark.parametrize(
    ("third", "expected"),
    [("x", "3 triệu đồng"), ("mật", "withheld"), ("…", "not-yet-reported")],
)
def test_a_unit_to_which_it_does_not_apply_holds_nobody_up(third: str, expected: str) -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "1", f"thu.tong/{B}": "2", f"thu.tong/{C}": third})
    assert said(asked(found, f"thu.tong/{H}")) == expected


def test_where_it_applies_to_no_unit_it_does_not_apply_to_the_whole() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{place}": "x" for place in (A, B, C)})
    assert said(asked(found, f"thu.tong/{H}")) == "does-not-apply"


def test_the_department_answers_while_a_unit_is_missing_and_the_units_once_all_are_there() -> None:
    facts = {f"thu.tong/{A}": "1", f"thu.tong/{B}": "2", f"thu.tong/{H}": "9"}
    assert said(asked(evaluator(NUMBERS, facts), f"thu.tong/{H}")) == "9 triệu đồng"
    assert said(asked(evaluator(NUMBERS, {**facts, f"thu.tong/{C}": "3"}), f"thu.tong/{H}")) == "6 triệu đồng"


def test_a_decision_says_which_source_holds() -> None:
    facts = {f"thu.tong/{A}": "1", f"thu.tong/{B}": "2", f"thu.tong/{C}": "3", f"thu.tong/{H}": "9"}
    whole = key(f"thu.tong/{H}")
    chosen = Decision(whole, Source.STATED, "minh họa", "chanh_van_phong", datetime(2024, 4, 9, tzinfo=UTC))
    found = evaluator(NUMBERS, facts, decisions={whole: chosen})
    assert said(found.trace(whole)) == "9 triệu đồng"
    assert {source: said(trace) for source, trace in found.sources(whole).items()} == {
        Source.STATED: "9 triệu đồng",
        Source.UNITS: "6 triệu đồng",
    }


@given(st.lists(st.decimals(-(10**15), 10**15, places=4, allow_nan=False), min_size=1, max_size=30), st.randoms())
def test_a_total_is_exact_and_the_same_in_any_order(values: list[Decimal], chance: random.Random) -> None:
    readings = [Reading.of(Quantity(value, "ha", 4)) for value in values]
    found = total(readings, "ha").quantity
    assert found is not None
    assert Fraction(found.value) == sum((Fraction(value) for value in values), Fraction(0))
    chance.shuffle(readings)
    assert total(readings, "ha").quantity == found


@given(st.lists(st.sampled_from(["1", "2", "…", "x", "mật"]), min_size=1, max_size=6))
def test_a_total_is_never_smaller_for_what_is_owed(parts: list[str]) -> None:
    absences = {"…": Absence.NOT_YET_REPORTED, "x": Absence.DOES_NOT_APPLY, "mật": Absence.WITHHELD}
    readings = [Reading.absent(absences[p]) if p in absences else Reading.of(Quantity(Decimal(p), "ha")) for p in parts]
    found = total(readings, "ha")
    if "…" in parts:
        assert found.absence is Absence.NOT_YET_REPORTED
    elif "mật" in parts:
        assert found.absence is Absence.WITHHELD
    elif set(parts) == {"x"}:
        assert found.absence is Absence.DOES_NOT_APPLY
    else:
        assert found.quantity == Quantity(sum((Decimal(p) for p in parts if p != "x"), Decimal(0)), "ha")


def test_hedges_and_decimals_of_a_total_are_those_of_its_parts() -> None:
    parts = [Quantity(Decimal(100), "ha", 0, Hedge.OVER), Quantity(Decimal("2.25"), "ha", 2)]
    assert total(map(Reading.of, parts), "ha").quantity == Quantity(Decimal("102.25"), "ha", 2, Hedge.OVER)


@given(
    st.decimals(-(10**12), 10**12, places=3, allow_nan=False),
    st.lists(st.integers(1, 1000), min_size=1, max_size=5),
)
def test_a_split_apportions_to_the_same_total(value: Decimal, weights: list[int]) -> None:
    shares = [Decimal(weight * 1000 // sum(weights)) / 1000 for weight in weights]
    shares[0] += 1 - sum(shares)
    whole = Reading.of(Quantity(value, "ha", 3))
    assert total([scaled(whole, share) for share in shares], "ha").quantity == whole.quantity


# --- formulas


def test_a_ratio_of_the_district_is_recomputed_and_never_added_up() -> None:
    facts = {f"thu.thue/{A}": "1", f"thu.thue/{B}": "2", f"thu.thue/{C}": "3"}
    facts |= {f"thu.tong/{A}": "10", f"thu.tong/{B}": "10", f"thu.tong/{C}": "10"}
    found = evaluator(NUMBERS, facts)
    trace = asked(found, f"ty.le/{H}")
    assert said(trace) == "20 %"
    assert trace.formula == "thu.thue / thu.tong * 100"
    assert len([leaf for leaf in trace.leaves() if leaf.kind is TraceKind.FACT]) == 6
    assert said(asked(found, f"ty.le/{B}")) == "20 %"


def test_a_percentage_is_not_rounded_before_it_is_printed() -> None:
    found = evaluator(NUMBERS, {f"thu.thue/{A}": "1", f"thu.tong/{A}": "3"})
    quantity = asked(found, f"ty.le/{A}").reading.quantity
    assert quantity is not None
    assert str(quantity.value).startswith("33.3333333333333333333333")
    assert quantity.decimals == 0
    assert quantity.rounded(0).value == 33


def test_a_plan_of_zero_has_no_percentage() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "3", "thu.tong/xa_a/2024/target:tinh": "0"})
    trace = asked(found, f"ty.ke_hoach/{A}")
    assert (said(trace), "số chia bằng không" in {part.note for part in every_step(trace)}) == ("does-not-apply", True)


def every_step(trace: Trace) -> list[Trace]:
    return [trace, *(step for part in trace.inputs for step in every_step(part))]


def test_like_magnitudes_are_converted_into_the_measure_of_the_indicator() -> None:
    found = evaluator(NUMBERS, {f"thu.lon/{A}": "1,5", f"thu.tong/{A}": "200", f"thu.thue/{A}": "300"})
    assert said(asked(found, f"thu.gop/{A}")) == "1700 triệu đồng"
    gathered = asked(found, f"thu.gop_ty/{A}").reading.quantity
    assert gathered == Quantity(Decimal("0.5"), "tỷ đồng", 3)


def test_a_rate_of_unlike_magnitudes_reads_as_its_formula_says() -> None:
    found = evaluator(NUMBERS, {f"tan.thoc/{A}": "40", f"ha.gieo/{A}": "8"})
    assert said(asked(found, f"nang.suat/{A}")) == "50 tạ/ha"


def test_a_formula_keeps_unit_period_series_and_cut_of_what_it_computes() -> None:
    facts = {
        "von.giao/huyen/2024-Q1/actual/nguon=tinh": "30",
        "von.giao/huyen/2024/target:tinh/nguon=tinh": "120",
        "von.giao/huyen/2024-Q1/actual": "99",
        "von.giao/huyen/2024/target:tinh": "100",
    }
    found = evaluator(NUMBERS, facts)
    assert said(asked(found, "ty.nguon/huyen/2024-Q1/actual/nguon=tinh")) == "25 %"
    assert said(asked(found, "ty.nguon/huyen/2024-Q1/actual")) == "99 %"
    assert said(asked(found, "ty.nguon/huyen/2024-Q1/actual/nguon=huyen")) == "not-yet-reported"


def test_the_same_period_of_an_estimate_and_of_a_cut_off_is_the_whole_period_of_last_year() -> None:
    facts = {"thu.tong/xa_a/2024-Q1/estimate": "120", "thu.tong/xa_a/2023-Q1/actual": "100"}
    facts["thu.tong/xa_a/2024-Q1/actual@2024-02-29"] = "90"
    found = evaluator(NUMBERS, facts)
    assert said(asked(found, "ty.cung_ky/xa_a/2024-Q1/estimate")) == "20 %"
    assert said(asked(found, "ty.cung_ky/xa_a/2024-Q1/actual@2024-02-29")) == "-10 %"
    assert said(asked(found, "ty.cung_ky/xa_a/2024-Q1/actual")) == "not-yet-reported"


def test_a_figure_of_another_cut_off_is_never_mixed_in() -> None:
    facts = {"thu.thue/xa_a/2024-Q1/actual@2024-02-29": "1", "thu.tong/xa_a/2024-Q1/actual@2024-03-31": "10"}
    assert said(asked(evaluator(NUMBERS, facts), "ty.le/xa_a/2024-Q1/actual@2024-02-29")) == "not-yet-reported"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu.tong@cung_ky", "thu.tong/xa_a/2023-Q2/actual"),
        ("thu.tong@ky_truoc", "thu.tong/xa_a/2024-Q1/actual"),
        ("thu.tong@uoc", "thu.tong/xa_a/2024-Q2/estimate"),
        ("thu.tong@thuc_hien", "thu.tong/xa_a/2024-Q2/actual@2024-05-31"),
        ("thu.tong@ca_ky", "thu.tong/xa_a/2024-Q2/actual"),
        ("thu.tong@ke_hoach(tinh)", "thu.tong/xa_a/2024/target:tinh"),
        ("thu.tong@ke_hoach(tinh)@cung_ky", "thu.tong/xa_a/2023/target:tinh"),
        ("thu.tong@ke_hoach(tinh)@ky_truoc", "thu.tong/xa_a/2023/target:tinh"),
        ("thu.tong@cung_ky@uoc", "thu.tong/xa_a/2023-Q2/estimate"),
        ("von.giao[nguon=tinh]@cung_ky", "von.giao/xa_a/2023-Q2/actual/nguon=tinh"),
    ],
)
def test_shifts_lead_from_left_to_right(text: str, expected: str) -> None:
    scope = evaluator(NUMBERS, {}).scope("xa_a", parse_period("2024-Q2"), Series.estimate())
    assert str(scope.key(parse_reference(text))) == expected


# --- over time


@pytest.mark.parametrize(
    ("facts", "asked_for", "expected"),
    [
        ({"2024-Q1": "1", "2024-Q2": "2"}, "thu.tong/xa_a/2024-H1/actual", "3 triệu đồng"),
        ({"2024-Q1": "1", "2024-Q2": "2", "2024-Q3": "4"}, "thu.tong/xa_a/2024-9M/actual", "7 triệu đồng"),
        (
            {"2024-M01": "1", "2024-M02": "2", "2024-M03": "4", "2024-Q2": "5"},
            "thu.tong/xa_a/2024-H1/actual",
            "12 triệu đồng",
        ),
        ({"2024-Q1": "1"}, "thu.tong/xa_a/2024-H1/actual", "not-yet-reported"),
        ({"2024-Q1": "1", "2024-Q2": "2", "2024-H1": "9"}, "thu.tong/xa_a/2024-H1/actual", "9 triệu đồng"),
        ({"2024-Q1": "1", "2024-Q2": "2"}, "thu.tong/xa_a/2024-H1/estimate", "not-yet-reported"),
    ],
)
def test_a_flow_adds_up_over_its_shorter_periods(facts: dict[str, str], asked_for: str, expected: str) -> None:
    found = evaluator(NUMBERS, {f"thu.tong/xa_a/{period}/actual": text for period, text in facts.items()})
    assert said(asked(found, asked_for)) == expected


def test_a_stock_is_that_of_the_last_period_and_is_never_added_over_time() -> None:
    found = evaluator(NUMBERS, {"dan.so/xa_a/2024-Q3/actual": "7", "dan.so/xa_a/2024-Q4/actual": "8"})
    assert said(asked(found, "dan.so/xa_a/2024/actual")) == "8 người"
    assert said(asked(found, "dan.so/xa_a/2024-H1/actual")) == "not-yet-reported"


def test_a_ratio_of_a_year_is_recomputed_from_its_quarters() -> None:
    facts = {f"thu.thue/xa_a/2024-Q{quarter}/actual": "1" for quarter in range(1, 5)}
    facts |= {f"thu.tong/xa_a/2024-Q{quarter}/actual": f"{quarter}" for quarter in range(1, 5)}
    assert said(asked(evaluator(NUMBERS, facts), "ty.le/xa_a/2024/actual")) == "40 %"


# --- rings and depth


def test_a_chain_over_time_ends_at_the_stated_figure_however_long_it_is() -> None:
    facts = {f"thu.tong/xa_a/{year}-M{month:02}/actual": "1" for year in range(1990, 2025) for month in range(1, 13)}
    facts["luy.ke/xa_a/1989-M12/actual"] = "100"
    found = evaluator(NUMBERS, facts)
    assert said(asked(found, "luy.ke/xa_a/2024-M12/actual")) == f"{100 + 35 * 12} triệu đồng"
    assert said(asked(found, "luy.ke/xa_a/1990-M03/actual")) == "103 triệu đồng"


def test_a_chain_over_time_that_never_was_stated_is_absent() -> None:
    found = evaluator(NUMBERS, {"thu.tong/xa_a/2024-M12/actual": "1"})
    assert said(asked(found, "luy.ke/xa_a/2024-M12/actual")) == "not-yet-reported"


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    facts = {f"thu.tong/xa_a/{year}-M{month:02}/actual": "1" for year in range(2000, 2025) for month in range(1, 13)}
    facts["luy.ke/xa_a/1999-M12/actual"] = "0"
    keys = [f"luy.ke/xa_a/{year}-M06/actual" for year in range(2000, 2025)]
    forwards, backwards = evaluator(NUMBERS, facts), evaluator(NUMBERS, facts)
    first = {text: said(asked(forwards, text)) for text in keys}
    assert {text: said(asked(backwards, text)) for text in reversed(keys)} == first


def test_a_ring_that_slipped_through_is_named_and_no_crash() -> None:
    """Loading refuses rings; one that is made behind its back still answers."""
    catalog, territory = NUMBERS
    ring = replace(catalog.indicators["ty.le"], formulas=catalog.indicators["luy.ke"].formulas)
    first = replace(ring, id="thu.tong", formulas=_formula("thu.thue + 1"))
    second = replace(ring, id="thu.thue", formulas=_formula("thu.tong + 1"))
    turned = replace(catalog, indicators={**catalog.indicators, "thu.tong": first, "thu.thue": second})
    trace = asked(evaluator((turned, territory), {}), f"thu.tong/{A}")
    assert said(trace) == "not-yet-reported"
    assert "công thức quay vòng: thu.tong → thu.thue → thu.tong" in {step.note for step in every_step(trace)}


def _formula(text: str) -> tuple[DatedFormula, ...]:
    return (DatedFormula(None, text, parse_expression(text), Where()),)


def test_a_long_chain_of_formulas_is_followed_to_its_end() -> None:
    lines = ["chuoi.n0 | ha | last | sum |"]
    lines += [f"chuoi.n{n} | ha | last | none | (((chuoi.n{n - 1} + 1) * 2 - 2) / 2) * 1" for n in range(1, 400)]
    found = evaluator(definitions(*lines), {"chuoi.n0/xa_a/2024-Q1/actual": "5"})
    assert said(asked(found, "chuoi.n399/xa_a/2024-Q1/actual")) == "5 ha"


def test_one_deep_formula_is_no_recursion_error() -> None:
    deep = "-" * 110 + "thu.tong"
    found = evaluator(definitions("thu.tong | ha | sum | sum |", f"thu.sau | ha | none | none | {deep}"),
                      {"thu.tong/xa_a/2024-Q1/actual": "5"})  # fmt: skip
    assert said(asked(found, "thu.sau/xa_a/2024-Q1/actual")) == "5 ha"


def test_each_key_is_computed_once() -> None:
    found = evaluator(NUMBERS, {f"thu.tong/{A}": "1"})
    assert asked(found, f"thu.tong/{A}") is asked(found, f"thu.tong/{A}")
    assert asked(found, f"ty.le/{H}") is asked(found, f"ty.le/{H}")


def test_an_unknown_indicator_and_an_unknown_unit_are_simply_not_reported() -> None:
    found = evaluator(NUMBERS, {})
    assert said(asked(found, f"khong.co/{A}")) == "not-yet-reported"
    assert said(asked(found, "thu.tong/khong_co/2024-Q1/actual")) == "not-yet-reported"
