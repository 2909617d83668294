"""Text files: torn sentences and notes are sewn together, and every letter knows where it stood."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_case import Case, cases, check_origins, passages

from solieu.documents.document import Document
from solieu.documents.limits import PASSAGE_LETTERS
from solieu.documents.reading import read_document
from solieu.documents.unread import Unread

CASES = cases("reading_cases.md")


def read(text: str, name: str = "bao_cao.txt") -> Document:
    found = read_document(text.encode(), name)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    document = read(case.text, "bao_cao.md" if case.kind == "markdown" else "bao_cao.txt")
    assert passages(document) == list(case.passages)
    check_origins(document)
    assert document.text == case.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_windows_line_ends_change_no_words(case: Case) -> None:
    """The text keeps its line ends, so that offsets are those of the file."""
    text = case.text.replace("\n", "\r\n")
    document = read(text)
    assert passages(document) == list(case.passages)
    assert document.text == text
    check_origins(document)


def test_offsets_lead_to_the_words_over_a_seam() -> None:
    text = "Trong quý trồng được 212\n\ncây sấu, chăm sóc **1.900** cây."
    document = read(text)
    (passage,) = document.passages
    for words in ("212", "cây sấu", "1.900 cây"):
        start, end = passage.span(passage.text.index(words), passage.text.index(words) + len(words))
        assert document.text[start:end].replace("*", "") == words
    start, end = passage.span(passage.text.index("212 cây"), passage.text.index("212 cây") + len("212 cây"))
    assert document.text[start:end] == "212\n\ncây"


def test_decomposed_letters_are_composed_before_offsets_count() -> None:
    text = "Tổng số cây trồng được là 412 cây."
    document = read(unicodedata.normalize("NFD", text))
    assert document.text == text
    assert document.text[document.passages[0].span(26, 29)[0] :].startswith("412")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    ],
    ids=["utf-8 with mark", "utf-16 with mark", "utf-16-le", "utf-16-be", "decomposed"],
)
def test_unicode_in_any_dress(encode) -> None:  # type: ignore[no-untyped-def]
    text = "Xã Bến Đò trồng được 412 cây bóng mát, tăng 12,5% so với cùng kỳ năm trước.\n"
    found = read_document(encode(text), "a.txt")
    assert isinstance(found, Document)
    assert found.text == text


def test_windows_1258_is_read() -> None:
    """Base letters and tone marks apart, as Vietnamese Windows 98 wrote them."""
    text = "Xã Bến Đò trồng được 412 cây, tăng 12,5% so với cùng kỳ"
    raw = b"".join(_in_1258(letter) for letter in text)
    found = read_document(raw, "a.txt")
    assert isinstance(found, Document)
    assert found.text == text


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        return (base + "".join(tones)).encode("cp1258")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam, tæng thu ng©n s¸ch ®¹t 45 tû ®ång", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, toång thu ngaân saùch ñaït 45 tyû ñoàng", "VNI"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_old_encodings_are_named_and_not_guessed(words: str, named: str, encoding: str) -> None:
    found = read_document(words.encode(encoding), "cu.txt")
    assert isinstance(found, Unread)
    assert named in found.reason and "UniKey" in found.reason


def test_a_foreign_name_is_no_old_encoding() -> None:
    text = "Đoàn công tác thành phố Köln, Zürich và Besançon thăm vườn ươm, trồng 12 cây lưu niệm tại xã Bến Đò."
    assert read(text).text == text


def test_western_bytes_without_vietnamese_are_refused_with_the_line() -> None:
    found = read_document("Báo cáo\ncâu này hỏng".encode("latin-1", "replace"), "a.txt")
    assert isinstance(found, Unread)
    assert "dòng 1" in found.reason


def test_a_very_long_line_is_read_in_part_and_said() -> None:
    document = read("số 1 " * (PASSAGE_LETTERS // 4) + "\n\nXã Bến Đò trồng 412 cây.")
    assert len(document.passages[0].text) == PASSAGE_LETTERS
    assert document.passages[1].text == "Xã Bến Đò trồng 412 cây."
    assert any("100.000 ký tự đầu" in reason for reason in document.unread)
    check_origins(document)


def test_pages_with_heads_and_numbers() -> None:
    """As pdftotext writes them: a break of page right before the first line of the next one."""
    names = ["Bến Đò", "Cầu Tre", "Suối Vàng", "Đồi Chè", "Nà Cà"]
    texts = [f"Xã {name} trồng được {'rất ' * line}nhiều cây." for name in names for line in (9, 0, 5, 2)]
    pages = [
        "\n".join([f"Báo cáo, trang {number + 1}", *texts[4 * number : 4 * number + 4], str(number + 1)]) + "\n"
        for number in range(5)
    ]
    document = read("\f".join(pages))
    assert [passage.text for passage in document.passages] == texts
    check_origins(document)


def test_unseen_characters_are_left_out_of_the_words() -> None:
    document = read("Tổng\u00a0số là 1.2\u00ad34\u200b cây.")
    assert document.passages[0].text == "Tổng số là 1.234 cây."
    check_origins(document)


LINES = st.lists(
    st.sampled_from(
        [
            "Xã Bến Đò trồng 412 cây<sup>1</sup>.",
            "Xã Cầu Tre trồng được",
            "388 cây, đạt 77,6%.",
            "<sup>1</sup> Trong đó có 12 cây",
            "trồng dặm.",
            "---",
            "",
            "",
            "## Nhiệm vụ",
            "- Cây sấu: 950 cây;",
            "| Xã | 412 |",
            "|---|---|",
            "**Đậm** và *nghiêng*",
            "a)",
            "\\*",
            "m<sup>2</sup>",
        ]
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    """However pages and notes are mixed, every word of the text is in exactly one passage, at its place."""
    text = "\n".join(lines)
    if not text.strip():
        return
    document = read(text, "a.md")
    check_origins(document)
    taken = sorted(
        (piece.origin, piece.origin + piece.length)
        for passage in document.passages
        for piece in passage.pieces
        if passage.text[piece.at : piece.at + piece.length].strip()
    )
    assert all(before[1] <= after[0] for before, after in pairwise(taken))
    words = "".join(sorted("".join(passage.text for passage in document.passages).replace(" ", "")))
    plain = text.replace("m<sup>2</sup>", "m²")
    for mark in ("<sup>1</sup>", "---", "## ", "|", "**", "\\*"):
        plain = plain.replace(mark, "*" if mark == "\\*" else "")
    plain = plain.replace("*nghiêng*", "nghiêng")
    assert words == "".join(sorted("".join(plain.split())))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1 .,\n*_#|<>sup/^[]()-–\\`&;²é\u0301\ufeff\r\t", max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = read_document(text.encode(), "a.md")
    if isinstance(found, Document):
        check_origins(found)
