"""Generated parts must add up to the printed total, to the last digit, and say that they are generated."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.app.sample_values import ILLUSTRATIVE, CellValue, Split, commune_values, printed_values
from solieu.app.splitting import split, weight

names = st.lists(st.text("abcdefghij", min_size=1, max_size=6), min_size=1, max_size=20, unique=True)
COMMUNES = tuple(f"xa_{number:02}" for number in range(1, 21))
FORMS = ["b01_ktxh_q.2024-Q1.csv", "ct01_ktxh_q.2023-Q1.csv"]
TOTALS = {"04": ("07", "10")}


@given(st.integers(-(10**17), 10**17), st.integers(0, 6), names)
def test_parts_sum_to_the_total_keep_its_decimals_and_are_near_their_shares(
    steps: int, decimals: int, units: list[str]
) -> None:
    total = Decimal(steps).scaleb(-decimals)
    weights = {unit: weight("row", unit) for unit in units}
    parts = split(total, decimals, weights)
    assert sum(map(Fraction, parts.values())) == Fraction(total)
    step = Fraction(1, 10**decimals)
    whole = sum(map(Fraction, weights.values()))
    for unit, part in parts.items():
        assert (Fraction(part) / step).denominator == 1
        assert abs(Fraction(part) - Fraction(total) * Fraction(weights[unit]) / whole) < step


@given(st.integers(0, 10**9), names)
def test_the_order_of_the_units_does_not_matter(steps: int, units: list[str]) -> None:
    weights = {unit: weight("row", unit) for unit in units}
    backwards = dict(reversed(weights.items()))
    assert split(Decimal(steps), 0, weights) == split(Decimal(steps), 0, backwards)


def test_a_split_by_the_same_weights_is_the_same_everywhere() -> None:
    parts = split(Decimal("24.0"), 1, {unit: weight("03", unit) for unit in ("a", "b", "c")})
    assert parts == {"a": Decimal("8.4"), "b": Decimal("8.8"), "c": Decimal("6.8")}


@pytest.mark.parametrize(
    ("total", "decimals", "weights"),
    [("1.25", 1, {"a": "1"}), ("1", 0, {"a": "0", "b": "0"}), ("1", 0, {"a": "2", "b": "-1"})],
)
def test_what_cannot_be_split_exactly_is_our_own_failure(total: str, decimals: int, weights: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split(Decimal(total), decimals, {name: Decimal(text) for name, text in weights.items()})


@pytest.mark.parametrize("name", FORMS)
def test_every_row_of_the_communes_adds_up_to_the_printed_figure(name: str) -> None:
    printed = printed_values(name)
    shares = commune_values(printed, COMMUNES, Split(totals=TOTALS, sums=frozenset({"01"})))
    for value in printed:
        cells = [
            cell for unit in COMMUNES for cell in shares[unit] if (cell.row, cell.column) == (value.row, value.column)
        ]
        assert len(cells) == (0 if value.row == "01" else 20)
        assert value.row == "01" or sum((cell.quantity.value for cell in cells), Decimal(0)) == value.quantity.value
        assert {cell.mark for cell in cells} <= {ILLUSTRATIVE}
        assert {cell.comment for cell in cells} <= {"minh họa"}


def test_generated_cells_keep_the_relations_of_the_form() -> None:
    """Row 04 of the estimate is 07 + 10 in every commune, and no estimate is below its actual."""
    shares = commune_values(printed_values(FORMS[0]), COMMUNES, Split(totals=TOTALS, sums=frozenset({"01"})))
    for unit in COMMUNES:
        cells: dict[tuple[str, str], CellValue] = {(cell.row, cell.column): cell for cell in shares[unit]}
        assert (
            cells["04", "uoc"].quantity.value == cells["07", "uoc"].quantity.value + cells["10", "uoc"].quantity.value
        )
        for row in ("02", "03", "04", "05", "06"):
            assert cells[row, "th"].quantity.value <= cells[row, "uoc"].quantity.value
            assert cells[row, "th"].quantity.value >= 0
