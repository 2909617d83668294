"""The same period last year across the merger of 01/07/2025, by the nature of the indicator."""

from decimal import Decimal
from functools import cache

import pytest
from accepted_facts import asked, definitions, evaluator, key, said
from hypothesis import given
from hypothesis import strategies as st

from solieu.catalog import Catalog, load_catalog, shipped
from solieu.core import Quantity, Series, TraceKind, parse_period
from solieu.derive import Evaluator
from solieu.expressions import parse_reference
from solieu.territory import Territory

PARTS = ("xa_gia_loc", "xa_bang_huu", "xa_thuong_cuong", "xa_bang_mac")
NEW = "xa_bang_mac_2025"
LAW = "sắp xếp đơn vị hành chính từ ngày 01/07/2025 (Nghị quyết số 1672/NQ-UBTVQH15)"


@cache
def chi_lang() -> tuple[Catalog, Territory]:
    loaded = load_catalog(shipped("chi_lang"))
    assert loaded.catalog is not None
    assert loaded.territory is not None
    return loaded.catalog, loaded.territory


def last_year(indicator: str, **values: str) -> dict[str, str]:
    """2024-Q3 of the four predecessors."""
    return {f"{indicator}/{unit}/2024-Q3/actual": text for unit, text in zip(PARTS, values.values(), strict=True)}


def of_new_commune(found: Evaluator, indicator: str) -> str:
    """Cùng kỳ of the new commune's third quarter of 2025, as every formula and phrase asks for it."""
    scope = found.scope(NEW, parse_period("2025-Q3"), Series.estimate())
    reference = parse_reference(f"{indicator}@cung_ky")
    assert str(scope.key(reference)) == f"{indicator}/{NEW}/2024-Q3/actual"
    return said(scope.resolve(reference))


def test_what_adds_up_is_the_sum_of_the_four_predecessors() -> None:
    area = "trong_trot.dien_tich_gieo_trong"
    found = evaluator(chi_lang(), last_year(area, a="10,5", b="20,25", c="30", d="40"))
    assert of_new_commune(found, area) == "100.75 ha"
    trace = asked(found, f"{area}/{NEW}/2024-Q3/actual")
    assert trace.kind is TraceKind.SUM_OF_UNITS
    assert trace.formula == "xa_gia_loc × 1 + xa_bang_huu × 1 + xa_thuong_cuong × 1 + xa_bang_mac × 1"
    assert trace.note == f"cộng các đơn vị trước khi {LAW}"
    leaves = list(trace.leaves())
    assert [leaf.key.unit for leaf in leaves if leaf.key] == list(PARTS)
    assert all(leaf.submission and leaf.revision == 1 and leaf.origin and leaf.origin.cell for leaf in leaves)


def test_the_old_unit_of_the_same_name_alone_is_not_the_commune() -> None:
    """Joined by name, 40 ha of the old Bằng Mạc would stand against the whole commune of today."""
    area = "trong_trot.dien_tich_gieo_trong"
    found = evaluator(chi_lang(), {f"{area}/xa_bang_mac/2024-Q3/actual": "40"})
    assert of_new_commune(found, area) == "not-yet-reported"
    assert asked(found, f"{area}/{NEW}/2024-Q3/actual").note == "mới có 1/4 đơn vị"


def test_a_ratio_is_recomputed_from_the_sums_and_is_no_mean_of_ratios() -> None:
    output, area = "trong_trot.khoai_tay_san_luong", "trong_trot.khoai_tay_dien_tich"
    facts = last_year(output, a="10", b="200", c="30", d="60") | last_year(area, a="1", b="10", c="2", d="7")
    facts |= last_year("trong_trot.khoai_tay_nang_suat", a="100", b="200", c="150", d="86")
    found = evaluator(chi_lang(), facts)
    assert of_new_commune(found, "trong_trot.khoai_tay_nang_suat") == "150 tạ/ha"
    trace = asked(found, f"trong_trot.khoai_tay_nang_suat/{NEW}/2024-Q3/actual")
    assert trace.kind is TraceKind.FORMULA
    assert {leaf.key.unit for leaf in trace.leaves() if leaf.key} == set(PARTS)


def test_a_ratio_with_a_part_of_one_predecessor_missing_is_missing() -> None:
    output, area = "trong_trot.khoai_tay_san_luong", "trong_trot.khoai_tay_dien_tich"
    facts = last_year(output, a="10", b="200", c="30", d="60") | last_year(area, a="1", b="10", c="2", d="…")
    assert of_new_commune(evaluator(chi_lang(), facts), "trong_trot.khoai_tay_nang_suat") == "not-yet-reported"


def test_what_cannot_be_compared_does_not_apply_and_says_why() -> None:
    budget = "ngan_sach.thu_tren_dia_ban"
    found = evaluator(chi_lang(), last_year(budget, a="1", b="2", c="3", d="4"))
    assert of_new_commune(found, budget) == "does-not-apply"
    trace = asked(found, f"{budget}/{NEW}/2024-Q3/actual")
    assert trace.note == f"không so sánh được với trước khi {LAW}"
    assert trace.kind is TraceKind.ABSENT


def test_a_figure_that_was_computed_back_officially_is_taken_as_it_is() -> None:
    budget = "ngan_sach.thu_tren_dia_ban"
    found = evaluator(chi_lang(), {f"{budget}/{NEW}/2024-Q3/actual": "12"})
    assert of_new_commune(found, budget) == "12 triệu đồng"


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2025-Q2", "not-yet-reported"), ("2025-Q3", "6 ha"), ("2025-H1", "100 ha")],
)
def test_the_half_year_of_the_merger_is_reported_by_the_old_units_and_the_rest_by_the_new(
    period: str, expected: str
) -> None:
    area = "trong_trot.dien_tich_gieo_trong"
    facts = {f"{area}/{unit}/2025-H1/actual": "25" for unit in PARTS} | {f"{area}/{NEW}/2025-Q3/actual": "6"}
    assert said(asked(evaluator(chi_lang(), facts), f"{area}/{NEW}/{period}/actual")) == expected


FLOW = definitions("thu.tong | triệu đồng | sum | sum |", "ha.gieo | ha | last | none |")


def test_the_year_of_the_merger_is_made_of_old_quarters_and_new_ones() -> None:
    facts = {f"thu.tong/{unit}/2025-Q{n}/actual": "10" for unit in ("xa_b", "xa_c") for n in (1, 2)}
    facts |= {f"thu.tong/xa_bc/2025-Q{n}/actual": "100" for n in (3, 4)}
    found = evaluator(FLOW, facts)
    # 2 × (10 + 0,75 × 10) before, 2 × 100 since
    assert said(asked(found, "thu.tong/xa_bc/2025/actual")) == "235 triệu đồng"


@given(
    st.lists(st.decimals(0, 10**9, places=2, allow_nan=False), min_size=3, max_size=3),
)
def test_the_whole_is_the_same_before_and_after_a_merger_and_a_split(values: list[Decimal]) -> None:
    """B and three quarters of C became one unit, a quarter of C another: nothing is lost and nothing counted twice."""
    facts = {
        f"thu.tong/{unit}/2025-Q2/actual": f"{value:f}".replace(".", ",")
        for unit, value in zip(("xa_a", "xa_b", "xa_c"), values, strict=True)
    }
    found = evaluator(FLOW, facts)
    district = asked(found, "thu.tong/huyen/2025-Q2/actual").reading.quantity
    assert district is not None
    assert district.value == sum(values)
    today = [asked(found, f"thu.tong/{unit}/2025-Q2/actual").reading.quantity for unit in ("xa_a", "xa_bc", "xa_d")]
    assert sum((one.value for one in today if one), Decimal(0)) == district.value
    assert today[1] == Quantity(values[1] + values[2] * Decimal("0.75"), "triệu đồng", 2)


def test_a_unit_that_has_ended_is_not_asked_for_its_successor() -> None:
    found = evaluator(FLOW, {"thu.tong/xa_bc/2025-Q3/actual": "1"})
    assert said(asked(found, "thu.tong/xa_b/2025-Q3/actual")) == "not-yet-reported"
    assert key("thu.tong/xa_b/2025-Q3/actual") not in found.snapshot.facts
