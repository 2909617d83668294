"""Generated parts must add up to the printed total, to the last digit."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from solieu.app.splitting import split, weight

names = st.lists(st.text("abcdefghij", min_size=1, max_size=6), min_size=1, max_size=20, unique=True)


@given(st.integers(0, 10**9), st.integers(0, 3), names)
def test_parts_sum_to_the_total_and_keep_its_decimals(steps: int, decimals: int, units: list[str]) -> None:
    total = Decimal(steps).scaleb(-decimals)
    parts = split(total, decimals, {unit: weight("row", unit) for unit in units})
    assert sum(parts.values()) == total
    assert all(part >= 0 and -part.as_tuple().exponent <= decimals for part in parts.values())


def test_a_split_by_the_same_weights_is_the_same_everywhere() -> None:
    parts = split(Decimal("24.0"), 1, {unit: weight("03", unit) for unit in ("a", "b", "c")})
    assert parts == {"a": Decimal("8.4"), "b": Decimal("8.8"), "c": Decimal("6.8")}
