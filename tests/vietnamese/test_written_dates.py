"""Dates and periods in every writing of official documents."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.core import Period, PeriodKind
from solieu.vietnamese import find_mentions, read_date, read_period, write_date, write_long_date, write_period

days = st.dates(date(1945, 9, 2), date(2099, 12, 31))


@given(days)
def test_a_written_date_reads_back(day: date) -> None:
    assert read_date(write_date(day)) == read_date(write_long_date(day)) == day


@given(days, st.sampled_from(["/", "-", ".", " / "]))
def test_separators_and_zeros_do_not_matter(day: date, joint: str) -> None:
    assert read_date(f"ngày {day.day}{joint}{day.month}{joint}{day.year}") == day
    assert read_date(f"{day.day:02}{joint}{day.month:02}{joint}{day.year}") == day


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(PeriodKind))
    most = {"M": 12, "Q": 4, "H": 2, "9M": 1, "Y": 1}[kind.value]
    return Period(draw(st.integers(1990, 2099)), kind, draw(st.integers(1, most)))


@given(periods(), st.sampled_from(["long", "short"]))
def test_a_written_period_reads_back(period: Period, style: str) -> None:
    text = write_period(period, style)
    assert read_period(text) == read_period(text.upper()) == read_period(unicodedata.normalize("NFD", text)) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý 1/2024", "2024-Q1"), ("qúy I/2024", "2024-Q1"), ("quí IV-2023", "2023-Q4"), ("Q2/2024", "2024-Q2"),
        ("6 tháng đầu năm 2024", "2024-H1"), ("6 tháng cuối năm 2024", "2024-H2"), ("6T/2024", "2024-H1"),
        ("sáu tháng đầu năm 2024", "2024-H1"), ("9 tháng năm 2024", "2024-9M"), ("9 tháng đầu năm 2024", "2024-9M"),
        ("tháng 2 năm 2024", "2024-M02"), ("T02/2024", "2024-M02"), ("02/2024", "2024-M02"), ("cả năm 2024", "2024"),
    ],
)  # fmt: skip
def test_periods_as_they_are_typed(text: str, period: str) -> None:
    assert str(read_period(text)) == period


@pytest.mark.parametrize("text", ["31/2/2024", "00/1/2024", "12/13/2024", "ngày", "2024"])
def test_no_date_that_can_be(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["13/2024", "quý V/2024", "quý", "tháng 0/2024"])
def test_no_period_that_can_be(text: str) -> None:
    assert read_period(text) is None


@given(days)
def test_a_date_in_a_sentence_is_found_and_is_no_figure(day: date) -> None:
    for written in (f"ngày {write_date(day)}", write_long_date(day)):
        (mention,) = find_mentions(f"Ban hành {written} của huyện.")
        assert (mention.when, mention.is_data) == (day.isoformat(), False)


def test_a_date_that_cannot_be_is_found_without_a_day() -> None:
    (mention,) = find_mentions("ngày 30/02/2024")
    assert (mention.when, mention.surface) == ("", "30/02/2024")
