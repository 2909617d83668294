"""What people typed is text wherever it goes: it becomes no formula on another desk."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from solieu.documents.spreadsheet_text import csv_text, from_csv_text, put_text

RISKY = ["=1+1", "=cmd|' /C calc'!A0", "+84 25", "-dấu gạch", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", RISKY)
def test_a_text_cell_stays_a_text_after_an_edit(text: str) -> None:
    book = Workbook()
    put_text(book.active["A1"], text)
    target = io.BytesIO()
    book.save(target)
    cell = load_workbook(target).active["A1"]
    assert cell.data_type == "s"
    assert cell._style.quotePrefix == 1
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("text", RISKY)
def test_a_csv_field_is_no_formula(text: str) -> None:
    assert csv_text(text)[0] == "'"


@pytest.mark.parametrize("text", ["", "xã Chi Lăng", "-162,61", "+4,5", "-13,6%", "1.283", "2024-03-31", "a=b"])
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert csv_text(text) == text


@given(st.text(max_size=20) | st.text("'=+-@1", max_size=5))
def test_what_is_written_to_a_csv_is_read_again(text: str) -> None:
    assert from_csv_text(csv_text(text)) == text


def test_characters_that_a_workbook_cannot_hold_are_left_out() -> None:
    book = Workbook()
    put_text(book.active["A1"], "a\x00b\x0bc\ufffe")
    assert book.active["A1"].value == "abc"
