"""ONE number of a cell or a phrase, and the house style that writes it."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_out import write_number_words

from solieu.core import Hedge, Quantity
from solieu.vietnamese import (
    Ambiguous,
    Certain,
    Marked,
    Sign,
    Unreadable,
    convert,
    find_unit,
    fold,
    read_number,
    to_base,
    write_number,
    write_quantity,
)
from solieu.vietnamese.number_words import read_number_words
from solieu.vietnamese.units import UNITS

CERTAIN = [
    ("2.988,3 ha", "2988.3", 1, "ha"),
    ("13,6%", "13.6", 1, "%"),
    ("96,0 %", "96.0", 1, "%"),
    ("11.993.480.983 đồng", "11993480983", 0, "đồng"),
    ("9.000.000đ", "9000000", 0, "đồng"),
    ("4,5 triệu USD", "4.5", 1, "triệu USD"),
    ("1,5 tỷ đồng", "1.5", 1, "tỷ đồng"),
    ("12,5 tỉ", "12.5", 1, "tỷ đồng"),
    ("2 tỷ rưỡi", "2.5", 1, "tỷ đồng"),
    ("83,70 điểm", "83.70", 2, "điểm"),
    ("11,042 km", "11.042", 3, "km"),
    ("01", "1", 0, ""),
    ("1098", "1098", 0, ""),
    ("1578,85", "1578.85", 2, ""),
    ("1.578", "1578", 0, ""),
    ("1 234 567", "1234567", 0, ""),
    ("0.5", "0.5", 1, ""),
    ("35m", "35", 0, "m"),
    ("202.250 m<sup>2</sup>", "202250", 0, "m²"),
    ("-162,61", "-162.61", 2, ""),
    ("(162,61)", "-162.61", 2, ""),
    ("- 1.598,25 tấn", "-1598.25", 2, "tấn"),
    ("'125", "125", 0, ""),
    ("0 ", "0", 0, ""),
    ("hai mươi mốt", "21", 0, ""),
    ("cả ba", "3", 0, ""),
    ("ba trăm linh năm hộ", "305", 0, "hộ"),
]


@pytest.mark.parametrize(("text", "value", "decimals", "unit"), CERTAIN)
def test_certain(text: str, value: str, decimals: int, unit: str) -> None:
    assert read_number(text) == Certain(Quantity(Decimal(value), unit, decimals))


@pytest.mark.parametrize(
    ("text", "hedge"),
    [("trên 85", Hedge.OVER), ("~ 85", Hedge.ABOUT), ("≥ 85", Hedge.OVER), ("dưới 85 ha", Hedge.UNDER),
     ("từ 85 trở lên", Hedge.OVER)],
)  # fmt: skip
def test_a_hedge_is_kept(text: str, hedge: Hedge) -> None:
    reading = read_number(text)
    assert isinstance(reading, Certain)
    assert (reading.quantity.value, reading.quantity.hedge) == (85, hedge)


def test_a_share_has_its_whole_and_a_range_its_end() -> None:
    share, span = read_number("20/20 xã"), read_number("12.000-35.000 đồng/kg")
    assert isinstance(share, Certain)
    assert isinstance(span, Certain)
    assert (share.quantity, share.of) == (Quantity(Decimal(20), "xã"), Quantity(Decimal(20), "xã"))
    assert (span.quantity.value, span.high) == (12000, Quantity(Decimal(35000), "đồng/kg"))


@pytest.mark.parametrize(
    ("text", "expected", "readings"),
    [
        ("12.5", None, ["12.5", "125"]),
        ("575.22 tấn", None, ["575.22", "57522"]),
        ("717.000,190", None, ["717000.190", "717000190"]),
        ("1.578", 2, ["1578", "1.578"]),
    ],
)
def test_what_can_be_read_in_two_ways_is_said_with_both(text: str, expected: int | None, readings: list[str]) -> None:
    reading = read_number(text, decimals_expected=expected)
    assert isinstance(reading, Ambiguous)
    assert [one.value for one in reading.readings] == [Decimal(value) for value in readings]


@pytest.mark.parametrize("text", ["60,%", "1e5", "12.5.2024", "trở lên", "ba bốn", "một hai"])
def test_unreadable(text: str) -> None:
    assert isinstance(read_number(text), Unreadable)


@pytest.mark.parametrize(("text", "sign"), [("", Sign.EMPTY), ("-", Sign.DASH), ("…", Sign.DOTS), ("x", Sign.CROSS)])
def test_marks(text: str, sign: Sign) -> None:
    assert read_number(text) == Marked(sign)


places = st.integers(0, 4)
values = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4)
measures = st.sampled_from([unit for unit in UNITS if unit.name and unit.dimension != "count of máy"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    return Quantity(draw(values), draw(measures).name).rounded(draw(places))


@given(quantities())
def test_what_is_written_reads_back(quantity: Quantity) -> None:
    reading = read_number(write_quantity(quantity), decimals_expected=quantity.decimals)
    assert isinstance(reading, Certain)
    assert (reading.quantity.value, reading.quantity.unit, reading.quantity.decimals) == (
        quantity.value,
        quantity.unit,
        quantity.decimals,
    )


@given(quantities(), st.sampled_from(["NFD", "no-break", "d"]))
def test_spellings_that_look_alike_read_alike(quantity: Quantity, way: str) -> None:
    text = write_quantity(quantity)
    other = {
        "NFD": unicodedata.normalize("NFD", text),
        "no-break": text.replace(" ", "\u00a0"),
        "d": text.replace("Đ", "\u00d0"),
    }
    assert read_number(other[way]) == read_number(text)


@given(st.decimals(0, 10**6, places=3), measures, measures)
def test_conversions_round_trip(value: Decimal, first: object, second: object) -> None:
    there = convert(value, first.name, second.name)  # type: ignore[attr-defined]
    if there is None:
        assert (first.dimension, first.base) != (second.dimension, second.base)  # type: ignore[attr-defined]
    else:
        back = convert(there, second.name, first.name)  # type: ignore[attr-defined]
        assert back is not None
        assert abs(back - value) <= Decimal("1e-9") * max(Decimal(1), value)


@pytest.mark.parametrize(
    ("amount", "unit", "base"), [("15477", "triệu đồng", "15477000000"), ("4.5", "triệu USD", "4500000"), ("7", "ha", "7")]
)  # fmt: skip
def test_money_counts_in_its_base_and_measures_stay(amount: str, unit: str, base: str) -> None:
    assert to_base(Quantity(Decimal(amount), unit, 1)).value == Decimal(base)


def test_every_name_of_a_unit_finds_it() -> None:
    for unit in UNITS:
        for name in (unit.name, *unit.synonyms):
            assert find_unit(name) in (unit, *[other for other in UNITS if name == other.name])


@given(st.integers(0, 999_999))
def test_number_words_read_back(value: int) -> None:
    assert read_number_words(fold(write_number_words(value))) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (44, "bốn mươi tư"),
        (1_000_000, "một triệu"),
    ],
)
def test_number_words_as_amounts_are_written_out(value: int, words: str) -> None:
    assert write_number_words(value) == words


@pytest.mark.parametrize(("value", "places", "text"), [("1578.85", 2, "1.578,85"), ("-0.04", 1, "0,0"), ("4", 0, "4")])
def test_house_style(value: str, places: int, text: str) -> None:
    assert write_number(Decimal(value), places) == text
