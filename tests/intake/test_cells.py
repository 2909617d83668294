"""The table of cells.md, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.core import Absence, Hedge
from solieu.intake.cells import Asked, read_cell
from solieu.intake.sheet import Cell, CellKind, plain, stored
from solieu.vietnamese import write_number

CASES = Path(__file__).with_name("cells.md")
KINDS = {"error": CellKind.ERROR, "truth": CellKind.TRUTH, "empty": CellKind.EMPTY}


@dataclass(frozen=True)
class Row:
    cell: str
    format: str
    asked: str
    value: str
    decimals: str
    doubts: str


def rows() -> list[Row]:
    lines = [
        re.split(r"(?<!\\)\|", line)[1:-1] for line in CASES.read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    return [
        Row(*(part.strip() for part in parts))
        for parts in lines
        if parts[0].strip() != "cell" and "---" not in parts[0]
    ]


def cell_of(row: Row) -> Cell:
    if row.cell.startswith("`"):
        text = row.cell.strip("`").replace("␠", "\u00a0").replace("\\|", "|")
        return Cell(CellKind.TEXT, text)
    if row.format == "formula":
        return Cell(formula="=1+1")
    if row.format == "date":
        return Cell(CellKind.DATE, number=Decimal(row.cell), format="dd/mm/yyyy")
    if row.format in KINDS:
        return Cell(KINDS[row.format], "" if row.format == "empty" else row.cell)
    return Cell(CellKind.NUMBER, number=Decimal(row.cell), format=row.format)


def asked_of(text: str) -> Asked:
    match = re.fullmatch(r"(.+?) (\d)( signed)?( zero)?", text)
    assert match is not None
    return Asked(match[1], int(match[2]), bool(match[3]), bool(match[4]))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.cell} {row.format} {row.asked}")
def test_every_row_of_the_table(row: Row) -> None:
    answer = read_cell(cell_of(row), asked_of(row.asked))
    quantity = answer.reading.quantity if answer.reading else None
    seen = "" if answer.reading is None else "x" if quantity is None else str(quantity.value)
    assert (seen, [doubt.code for doubt, _ in answer.doubts]) == (row.value, row.doubts.split())
    if quantity is not None:
        assert (quantity.decimals, quantity.unit) == (int(row.decimals), asked_of(row.asked).measure)


def test_another_unit_of_measure_is_asked_about_with_the_figure_in_the_rows_own() -> None:
    ((doubt, words),) = read_cell(Cell(CellKind.TEXT, "1.250,5 tỷ"), Asked("triệu đồng")).doubts
    assert doubt.code == "SUB108"
    assert words == "ghi “1.250,5 tỷ” trong khi dòng này tính bằng triệu đồng (tức 1.250.500 triệu đồng)"


def test_a_hedge_stays_with_the_value() -> None:
    answer = read_cell(Cell(CellKind.TEXT, "trên 85"), Asked("điểm"))
    assert answer.reading is not None
    assert answer.reading.quantity is not None
    assert answer.reading.quantity.hedge is Hedge.OVER


def test_a_cross_does_not_apply_and_is_no_zero() -> None:
    answer = read_cell(Cell(CellKind.TEXT, "x"), Asked("con"))
    assert answer.reading is not None
    assert answer.reading.absence is Absence.DOES_NOT_APPLY


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_what_an_officer_types_in_the_house_style_is_read_as_it_is(value: Decimal) -> None:
    """Two decimals in a row that asks for two: never another value, never a doubt that stops."""
    answer = read_cell(Cell(CellKind.TEXT, write_number(value, 2)), Asked("ha", 2))
    assert answer.reading is not None
    assert answer.reading.quantity is not None
    assert answer.reading.quantity.value == value


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    answer = read_cell(Cell(CellKind.TEXT, text), Asked("ha", 1))
    assert answer.reading is None or not any(doubt.consequence.value == "stop" for doubt, _ in answer.doubts)


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_a_number_of_fifteen_digits_survives_the_binary_of_a_spreadsheet(digits: int, decimals: int) -> None:
    """What is typed is stored as a binary double and written with up to seventeen digits."""
    typed = Decimal(digits).scaleb(-decimals)
    written = repr(float(typed))
    assert stored(Decimal(written)) == typed
    assert Decimal(plain(stored(Decimal(written))).replace(",", ".")) == typed
