"""The view of a moment: mappings laid over one another, facts asked for by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from solieu.core import FactKey, Quantity, Reading, Where, parse_fact_key, parse_period
from solieu.facts import Laid, PlacedFacts, Revision, Snapshot
from solieu.vietnamese import VIETNAM

AT = datetime(2024, 3, 5, tzinfo=VIETNAM)
maps = st.dictionaries(st.integers(0, 6), st.integers(), max_size=5)


@given(maps, maps)
def test_what_is_laid_over_reads_like_a_copy(over: dict[int, int], under: dict[int, int]) -> None:
    both = {**under, **over}
    laid = Laid(over, under)
    assert dict(laid) == both and len(laid) == len(both)
    assert [laid.get(key) for key in range(7)] == [both.get(key) for key in range(7)]
    assert [key in laid for key in range(7)] == [key in both for key in range(7)]


def test_the_lower_mapping_is_asked_only_for_what_the_upper_has_not() -> None:
    asked: list[str] = []

    class Watched(Mapping[str, int]):
        def __getitem__(self, key: str) -> int:
            asked.append(key)
            return 0

        def __iter__(self) -> Iterator[str]:
            raise AssertionError("walked through")

        __len__ = __iter__  # type: ignore[assignment]

    laid = Laid({"a": 1}, Watched())
    assert (laid["a"], laid["b"]) == (1, 0) and asked == ["b"]


def facts(*keys: str) -> dict[FactKey, Revision]:
    found = {}
    for text in keys:
        key = parse_fact_key(text)
        reading = Reading.of(Quantity(Decimal(1), "ha"))
        found[key] = Revision(key, 1, reading, "x", Where(), AT, "ai")
    return found


def test_facts_of_a_place_come_in_the_order_of_their_keys() -> None:
    known = facts("b/xa/2024-Q1/estimate", "a/xa/2024-Q1/estimate", "a/xa/2024/estimate", "a/khac/2024-Q1/estimate")
    snapshot = Snapshot(AT, known)
    assert [str(key) for key in snapshot.keys_of("xa", parse_period("2024-Q1"))] == [
        "a/xa/2024-Q1/estimate", "b/xa/2024-Q1/estimate"
    ]  # fmt: skip

    class Placed(PlacedFacts):
        def __getitem__(self, key: FactKey) -> Revision:
            return known[key]

        def __iter__(self) -> Iterator[FactKey]:
            raise AssertionError("walked through")

        def __len__(self) -> int:
            return len(known)

        def keys_of(self, unit: str, period: object) -> list[FactKey]:
            return [key for key in known if (key.unit, key.period) == (unit, period)]

    placed = replace(snapshot, facts=Placed())
    assert placed.keys_of("xa", parse_period("2024-Q1")) == snapshot.keys_of("xa", parse_period("2024-Q1"))
