"""The frame of an official document: names in lines, numbers, recipients, widths."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_paper import PARTS

from solieu.documents.official import (
    COLUMNS,
    LEAST_SHARE,
    LOOKS,
    fitted,
    frame,
    number_line,
    printable,
    punctuated,
    text_width,
)
from solieu.reports.printed_page import roman


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN HUYỆN CHI LĂNG", ["ỦY BAN NHÂN DÂN", "HUYỆN CHI LĂNG"]),
        ("HỘI ĐỒNG NHÂN DÂN XÃ CHI LĂNG", ["HỘI ĐỒNG NHÂN DÂN", "XÃ CHI LĂNG"]),
        ("UBND TỈNH LẠNG SƠN", ["UBND TỈNH LẠNG SƠN"]),
        ("ỦY BAN NHÂN DÂN\nXÃ CHIẾN THẮNG", ["ỦY BAN NHÂN DÂN", "XÃ CHIẾN THẮNG"]),
    ],
)
def test_a_body_s_name_stands_in_the_usual_lines(name: str, lines: list[str]) -> None:
    assert frame(replace(PARTS, issuing_body=name)).issuer.split("\n") == lines


def test_a_long_name_fits_its_column() -> None:
    name = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG VÀ NÔNG NGHIỆP TỈNH"
    lines = frame(replace(PARTS, issuing_body=name)).issuer.split("\n")
    assert " ".join(lines) == name and len(lines) > 1
    assert all(text_width(line, LOOKS["issuer"]) <= COLUMNS[0] for line in lines)


def test_a_number_keeps_its_blank_and_recipients_their_signs() -> None:
    assert number_line("15/BC-UBND") == "Số: 15/BC-UBND"
    assert number_line("      /BC-UBND") == "Số:      /BC-UBND"
    assert punctuated(("UBND tỉnh (b/c),", "Sở Tài chính.", "Lưu: VT")) == (
        "UBND tỉnh (b/c);", "Sở Tài chính;", "Lưu: VT."
    )  # fmt: skip
    assert punctuated(()) == ()


def test_annexes_are_numbered_in_roman() -> None:
    assert [roman(number) for number in (1, 2, 3, 4, 5, 9, 14, 39)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "IX",
        "XIV",
        "XXXIX",
    ]


_WIDTHS = st.lists(st.integers(5, 120), min_size=1, max_size=12)


@given(_WIDTHS, st.integers(100, 300), st.data())
def test_columns_fit_between_the_margins(widths: list[int], room: int, data: st.DataObject) -> None:
    flexible = sorted(data.draw(st.sets(st.integers(0, len(widths) - 1))))
    found = fitted(widths, room, flexible)
    assert len(found) == len(widths) and sum(found) <= room and min(found) > 0
    wanted = sum(widths[place] for place in flexible)
    if wanted and room - sum(widths) + wanted >= LEAST_SHARE * wanted:
        assert sum(found) == room  # words take what the page leaves
        assert all(found[place] == width for place, width in enumerate(widths) if place not in flexible)
    elif sum(widths) <= room:
        assert found == tuple(widths)


@given(st.text())
def test_what_no_file_can_hold_is_dropped_and_nothing_else(text: str) -> None:
    kept = printable(text)
    assert kept == "".join(sign for sign in text if sign in "\t\n\r" or (
        sign >= " " and sign != "\x7f" and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"))  # fmt: skip
    assert printable({"a": (text, 1)}) == {"a": (kept, 1)}
