"""Rows and columns of a form on a sheet: headings in other words, names that several rows bear."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import form_desk as desk
import pytest

from solieu.intake.headings import code_key, heading_key, title_key
from solieu.intake.layout import Occasion
from solieu.intake.matching import find_table
from solieu.intake.sheet import Cell, CellKind, Sheet, a1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ước TH quý I/2024", "ƯỚC THỰC HIỆN\nQUÝ 1 NĂM 2024"),
        ("TH đến 29/02/2024", "Thực hiện đến ngày 29/2/2024"),
        ("KH 2024", "Kế hoạch năm 2024"),
        ("% KH tỉnh giao", "%  kế hoạch tỉnh giao"),
        ("So cùng kỳ (%)", "so CK %"),
        ("ĐVT", "Đơn vị tính"),
        ("TH qúy I/2024", "TH quý I/2024"),
    ],
)
def test_headings_in_other_words_are_the_same(one: str, other: str) -> None:
    assert heading_key(one) == heading_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ước TH quý I/2024", "Ước TH quý II/2024"),
        ("Ước TH quý I/2024", "TH quý I/2024"),
        ("TH đến 29/02/2024", "TH đến 28/02/2024"),
        ("TH quý I/2023", "TH quý I/2024"),
        ("KH 2024 tỉnh giao", "KH 2024 điều hành"),
        ("% KH", "KH"),
    ],
)
def test_headings_of_other_periods_and_other_things_are_not(one: str, other: str) -> None:
    assert heading_key(one) != heading_key(other)


def test_names_and_codes_are_compared_without_their_dress() -> None:
    assert title_key("  - CÂY LÚA:") == title_key("Cây lúa") == title_key("+ Cây  lúa.")
    assert title_key("1. Cây lúa") == title_key("a) Cây lúa") == title_key("Cây lúa")
    assert title_key("Cây lúa") != title_key("Cây lúa nương")
    assert code_key("01") == code_key("1") == code_key(" 01. ")
    assert code_key("01.1") == code_key("1,1")
    assert code_key("01.10") != code_key("01.1")


def sheet_with(lines: list[list[str | int]]) -> Sheet:
    cells = {}
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            if value != "":
                is_number = isinstance(value, int)
                cells[row, column] = (
                    Cell(CellKind.NUMBER, number=Decimal(value)) if is_number else Cell(CellKind.TEXT, str(value))
                )
    return Sheet("S", cells)


def twins() -> Occasion:
    """A form in which two rows bear one name, as "trâu, bò" does under two headings."""
    at = desk.occasion("m03")
    rows = tuple(replace(row, title="Trâu, bò") if row.code in ("01", "03") else row for row in at.form.rows)
    return replace(at, form=replace(at.form, rows=rows))


HEAD: list[str | int] = ["Mã số", "Chỉ tiêu", "ĐVT", "TH quý I/2024", "Ghi chú"]


def test_a_name_that_two_rows_bear_is_told_by_code_or_not_at_all() -> None:
    told = find_table(sheet_with([HEAD, ["01", "Trâu, bò", "con", 8], ["03", "Trâu, bò", "lượt con", 9]]), twins())
    assert {code: told.rows[code] for code in ("01", "03")} == {"01": 2, "03": 3}
    untold = find_table(sheet_with([HEAD, ["", "Trâu, bò", "con", 8], ["", "Trâu, bò", "lượt con", 9]]), twins())
    assert "01" not in untold.rows
    assert "03" not in untold.rows


def test_a_number_that_looks_like_a_code_is_no_row() -> None:
    table = find_table(sheet_with([HEAD, [1, "Số thôn đã báo cáo", "thôn", 12], [2, "", "", 5]]), desk.occasion("m03"))
    assert not {"01", "02"} & set(table.rows)


def test_the_head_of_a_table_may_stand_anywhere() -> None:
    lines: list[list[str | int]] = [[""] * 4] * 9 + [["", *HEAD], ["", "01", "Đàn trâu", "con", 8]]
    table = find_table(sheet_with(lines), desk.occasion("m03"))
    assert (table.head_row, table.rows["01"], table.columns["th"], table.measures) == (10, 11, 5, 4)


def test_a_sheet_without_a_table_has_nothing() -> None:
    table = find_table(sheet_with([["chỉ là ghi chép"], ["12"]]), desk.occasion("m03"))
    assert (table.rows, table.columns) == ({}, {})


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_cells_are_named_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert a1(7, column) == f"{letters}7"
