"""The PDF against Decree 30/2020/NĐ-CP, measured on the finished pages."""

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pdfplumber
import pytest
from sample_paper import MOMENT, PAPER, say

from solieu.documents import Annex, Cell, Paper, Paragraph, Table
from solieu.documents.pdf import write_pdf

MM = 25.4 / 72


@cache
def _pages() -> list[Any]:
    return pdfplumber.open(io.BytesIO(write_pdf(PAPER, moment=MOMENT))).pages


def _text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def _phrase(page: Any, words: str) -> tuple[float, float, float, str, float]:
    """Left, right and top in millimetres, face and size in points of the letters of a phrase."""
    wanted = words.replace(" ", "")
    letters = [char for char in page.chars if char["text"].strip()]
    text = "".join(char["text"] for char in letters)
    at = text.find(wanted)
    assert at >= 0, f"“{words}” is not on the page"
    found = letters[at : at + len(wanted)]
    return (found[0]["x0"] * MM, found[-1]["x1"] * MM, found[0]["top"] * MM,
            found[0]["fontname"].partition("+")[2], round(found[0]["size"], 2))  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sizes", "face"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), "Tinos-Bold"),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), "Tinos-Bold"),
        ("UBND TỈNH HẢI ĐÔNG", (12, 13), "Tinos-Regular"),
        ("HUYỆN SUỐI MÂY", (12, 13), "Tinos-Bold"),
        ("Số:", (13, 13), "Tinos-Regular"),
        ("Suối Mây, ngày", (13, 14), "Tinos-Italic"),
        ("BÁO CÁO", (13, 14), "Tinos-Bold"),
        ("Kết quả trồng cây bóng mát", (13, 14), "Tinos-Bold"),
        ("KẾT QUẢ QUÝ I", (13, 14), "Tinos-Bold"),
        ("I. TRỒNG MỚI", (13, 14), "Tinos-Bold"),
        ("1. Cây bóng mát", (13, 14), "Tinos-Bold"),
        ("a) Trên đường huyện", (13, 14), "Tinos-Regular"),
        ("Đến ngày 31/3/2031", (13, 14), "Tinos-Regular"),
        ("Dự thảo lần 2", (13, 14), "Tinos-Italic"),
        ("Trong đó: xã Bến Đò", (10, 11), "Tinos-Regular"),
    ],
)
def test_a_component_of_the_first_page(words: str, sizes: tuple[int, int], face: str) -> None:
    *_, font, size = _phrase(_pages()[0], words)
    assert sizes[0] <= size <= sizes[1] and font == face


@pytest.mark.parametrize(
    ("words", "sizes", "face"),
    [
        ("Nơi nhận:", (12, 12), "Tinos-BoldItalic"),
        ("- UBND tỉnh (b/c);", (11, 11), "Tinos-Regular"),
        ("TM. ỦY BAN NHÂN DÂN", (13, 14), "Tinos-Bold"),
        ("CHỦ TỊCH", (13, 14), "Tinos-Bold"),
        ("Đinh Thị Mẫu", (13, 14), "Tinos-Bold"),
    ],
)
def test_a_component_of_the_foot(words: str, sizes: tuple[int, int], face: str) -> None:
    page = next(page for page in _pages() if "Nơi nhận" in _text(page))
    *_, font, size = _phrase(page, words)
    assert sizes[0] <= size <= sizes[1] and font == face


def _rules(page: Any) -> list[tuple[float, float, float]]:
    lines = [line for line in page.lines if abs(line["x1"] - line["x0"]) > 20]
    return [(line["x0"] * MM, line["x1"] * MM, line["top"] * MM) for line in lines]


def _rule_below(page: Any, words: str) -> tuple[float, tuple[float, float]]:
    """Length of the text and of the rule nearest below it; both stand on one middle."""
    left, right, top, *_ = _phrase(page, words)
    x0, x1, _ = min((rule for rule in _rules(page) if top < rule[2] < top + 10), key=lambda rule: abs(
        (rule[0] + rule[1]) - (left + right)))  # fmt: skip
    assert (x0 + x1) / 2 == pytest.approx((left + right) / 2, abs=0.7)
    return right - left, (x0, x1)


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    length, (left, right) = _rule_below(_pages()[0], "Độc lập - Tự do - Hạnh phúc")
    assert right - left == pytest.approx(length, abs=1)


@pytest.mark.parametrize(("last_line", "longest"), [
    ("HUYỆN SUỐI MÂY", "ỦY BAN NHÂN DÂN"),
    ("năm 2031 và việc cần làm trong quý II năm 2031", "Kết quả trồng cây bóng mát, chăm sóc vườn ươm quý I"),
])  # fmt: skip
def test_rules_under_issuer_and_subject_are_a_third_to_a_half(last_line: str, longest: str) -> None:
    _, (left, right) = _rule_below(_pages()[0], last_line)
    x0, x1, *_ = _phrase(_pages()[0], longest)
    assert (x1 - x0) / 3 <= right - left <= (x1 - x0) / 2


def test_head_stands_in_two_columns_with_number_and_date_on_one_line() -> None:
    page = _pages()[0]
    nation, number, date = (_phrase(page, words) for words in ("CỘNG HÒA", "Số:", "Suối Mây, ngày"))
    issuer = _phrase(page, "UBND TỈNH HẢI ĐÔNG")
    assert nation[2] == pytest.approx(issuer[2], abs=0.5) and nation[2] == pytest.approx(20, abs=1)
    assert number[2] == pytest.approx(date[2], abs=0.5)
    assert issuer[1] < nation[0]


def test_text_keeps_the_margins_and_both_edges() -> None:
    for page in _pages()[:3]:
        letters = [char for char in page.chars if char["text"].strip() and char["top"] * MM > 19]
        assert min(char["x0"] for char in letters) * MM >= 30 - 0.2
        assert max(char["x1"] for char in letters) * MM <= 210 - 15 + 0.2
        assert max(char["bottom"] for char in letters) * MM <= 297 - 20 + 0.5
    lines = [line for line in _pages()[1].extract_text_lines() if abs(line["chars"][0]["size"] - 14) < 0.1]
    full = [line for line in lines if line["x1"] * MM > 190]
    assert len(full) > 20 and all(line["x1"] * MM == pytest.approx(195, abs=0.3) for line in full)


def test_first_lines_are_indented() -> None:
    left, *_ = _phrase(_pages()[0], "Đến ngày 31/3/2031")
    assert left == pytest.approx(30 + 12.7, abs=0.2)


def test_pages_are_numbered_from_the_second_on_and_anew_in_every_annex() -> None:
    found = []
    for page in _pages():
        top = [char for char in page.chars if char["top"] * MM < 18 and char["text"].isdigit()]
        number = "".join(char["text"] for char in top if abs(char["size"] - 13) < 0.1)
        middle = (30 + page.width * MM - 15) / 2
        if number and "Dự" not in _text(page)[:2]:
            assert (top[0]["x0"] + top[-1]["x1"]) / 2 * MM == pytest.approx(middle, abs=0.5)
        found.append(number if page.page_number > 1 else "")
    assert found[:5] == ["", "2", "3", "", "2"]
    assert found[-1] == ""


def test_an_annex_is_landscape_when_it_says_so() -> None:
    shapes = [round(page.width * MM) for page in _pages()]
    first = next(at for at, page in enumerate(_pages()) if "Phụ lục I " in _text(page))
    assert shapes[:first] == [210] * first and shapes[first] == 297 and shapes[-1] == 210
    assert "(Kèm theo Báo cáo số /BC-UBND ngày tháng 4 năm 2031" in _text(_pages()[first])


def test_a_long_table_repeats_its_head_and_begins_where_there_is_room() -> None:
    pages = [_text(page) for page in _pages()]
    with_head = [text for text in pages if "STT Tên xã" in text]
    assert len(with_head) >= 2
    assert "Phụ lục I " in with_head[0]
    assert all("A B 1 2 3 4=2/1 C" in text for text in with_head)


def _with_table(rows: int, before: int, notes: tuple[str, ...]) -> Paper:
    table = Table((20, 60), (Cell(say("STT")), Cell(say("Việc"))), (), tuple(
        (Cell(say(str(row))), Cell(say(f"Việc {row}"))) for row in range(rows)), notes=notes, title="Biểu thử")  # fmt: skip
    text = tuple(Paragraph(say(f"Đoạn {at}.")) for at in range(before))
    return replace(PAPER, blocks=(*text, table), annexes=())


@pytest.mark.parametrize("notes", [(), ("Hết.",)])
def test_a_short_table_is_not_torn(notes: tuple[str, ...]) -> None:
    """Title, table and note stand on one page, wherever the text before them ends."""
    for before in range(17, 25):
        pages = pdfplumber.open(io.BytesIO(write_pdf(_with_table(9, before, notes), moment=MOMENT))).pages
        (page,) = [page for page in pages if "Biểu thử" in _text(page)]
        assert all(words in _text(page) for words in (*(f"Việc {row}" for row in range(9)), *notes))


def test_title_and_name_never_stand_alone() -> None:
    for before in range(12, 30, 2):
        paper = replace(PAPER, blocks=tuple(Paragraph(say(f"Đoạn {at}.")) for at in range(before)), annexes=())
        pages = pdfplumber.open(io.BytesIO(write_pdf(paper, moment=MOMENT))).pages
        (page,) = [page for page in pages if "CHỦ TỊCH" in _text(page)]
        assert "kính báo cáo./." in _text(page) and "Đinh Thị Mẫu" in _text(page) and "Lưu: VT" in _text(page)


def test_it_is_an_archival_pdf_with_our_fonts_inside() -> None:
    raw = write_pdf(PAPER, moment=MOMENT)
    assert b"<pdfaid:part>2</pdfaid:part>" in raw and b"<pdfaid:conformance>B</pdfaid:conformance>" in raw
    fonts = {char["fontname"].partition("+")[2] for page in _pages() for char in page.chars}
    assert fonts == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_a_letter_that_no_font_has_shows_as_one_sign() -> None:
    paper = replace(PAPER, blocks=(Paragraph(say("Chữ 漢 và 🙂 lạ.")),), annexes=(Annex("Phụ lục", "", "", ()),))
    text = _text(pdfplumber.open(io.BytesIO(write_pdf(paper, moment=MOMENT))).pages[0])
    assert "Chữ" in text and "lạ." in text and "漢" not in text
