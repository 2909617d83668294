"""PDF files: letters put together to what a person reads over lines, pages and notes."""

from __future__ import annotations

import io
import json
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_case import passages
from sample_paper import MOMENT, PAPER
from typst_paper import typst_pdf

from solieu.documents.document import Document, PassageKind
from solieu.documents.docx import write_docx
from solieu.documents.pdf import write_pdf
from solieu.documents.read_pdf import read_pdf
from solieu.documents.reading import read_document
from solieu.documents.unread import Unread

LONG = (
    "Trong quý, các xã và thị trấn đã trồng được tổng cộng 800 cây bóng mát dọc các tuyến đường chính, đạt 80% kế hoạch "
    "năm, tăng 12,5% so với cùng kỳ năm trước; trong đó xã Bến Đò trồng 412 cây, xã Cầu Tre trồng 388 cây. "
)
WORDS = LONG.split()


def read(content: bytes) -> Document:
    found = read_pdf(content, "a.pdf")
    for passage in found.passages:
        (piece,) = passage.pieces
        assert found.text[piece.origin : piece.origin + piece.length] == passage.text
    return found


def test_a_process_of_its_own_answers_the_same() -> None:
    content = typst_pdf(f"Cả năm#footnote[Ước.] trồng.\n{TABLE}")
    assert read_document(content, "a.pdf") == read(content)


def test_lines_of_a_paragraph_are_one_text() -> None:
    document = read(typst_pdf(f"{LONG}\n\n{LONG}"))
    assert [passage.text for passage in document.passages] == [LONG.strip()] * 2


@pytest.mark.parametrize("justify", [True, False])
@pytest.mark.parametrize("indent", ["12.7mm", "0mm"])
def test_a_paragraph_goes_on_over_a_page(justify: bool, indent: str) -> None:
    long = LONG * 6 + "Hết đoạn một."
    document = read(typst_pdf(f"{long}\n\nĐoạn hai rất ngắn.", justify=justify, indent=indent))
    assert [passage.text for passage in document.passages] == [long, "Đoạn hai rất ngắn."]
    assert [passage.page for passage in document.passages] == [1, 2]


def test_note_marks_never_fuse_with_digits() -> None:
    body = "Cả năm 2025#footnote[Gồm 412 cây ở xã Bến Đò.] trồng 800#footnote[Ước.] cây, đào 120 m#super[3] đất."
    assert passages(read(typst_pdf(body))) == [
        "paragraph | Cả năm 2025⟨1⟩ trồng 800⟨2⟩ cây, đào 120 m³ đất.",
        "note 1 | Gồm 412 cây ở xã Bến Đò.",
        "note 2 | Ước.",
    ]


def test_a_sentence_torn_by_notes_and_a_note_torn_by_the_page() -> None:
    """The notes of page 1 are longer than the room for them; text and notes both go on on page 2."""
    note = " ".join(f"Tuyến {number}: {number * 7} cây;" for number in range(1, 120))
    body = f"Các tuyến đã trồng#footnote[{note} hết.] theo kế hoạch. {LONG * 6}"
    document = read(typst_pdf(body))
    text, *notes = document.passages
    assert text.text == f"Các tuyến đã trồng theo kế hoạch. {LONG * 6}".strip()
    assert [reference.note for reference in text.references] == ["1"]
    assert [(passage.kind, passage.note) for passage in notes] == [(PassageKind.NOTE, "1")]
    assert notes[0].text == f"{note} hết."


def test_running_heads_and_page_numbers_are_dropped() -> None:
    more = ", header: [UBND huyện Suối Mây], footer: context align(center)[Trang #counter(page).display()]"
    texts = [f"Tuyến {number}. {LONG * (number % 3 + 1)}".strip() for number in range(12)]
    document = read(typst_pdf("\n\n".join(texts), more=more))
    assert [passage.text for passage in document.passages] == texts


def test_a_figure_torn_off_at_the_top_of_a_page_is_no_page_number() -> None:
    body = "#set par(first-line-indent: 0mm)\nTrồng trong năm\n#pagebreak()\n2031\n#pagebreak()\nHết."
    texts = " ".join(passage.text for passage in read(typst_pdf(body)).passages)
    assert "2031" in texts


def test_a_stamp_in_the_head_is_seen() -> None:
    assert read(typst_pdf(LONG * 9, more=", header: align(center)[MẬT]")).stamp == "MẬT"


def test_two_columns_of_the_head_are_not_mixed() -> None:
    body = (
        "#grid(columns: (1fr, 1fr), [UBND HUYỆN SUỐI MÂY], [*CỘNG HÒA XÃ HỘI*], [Số: 12/BC-UBND], [Suối Mây, ngày 05])\n\n"
        + LONG
    )
    texts = [passage.text for passage in read(typst_pdf(body)).passages]
    assert texts == ["UBND HUYỆN SUỐI MÂY", "CỘNG HÒA XÃ HỘI", "Số: 12/BC-UBND", "Suối Mây, ngày 05", LONG.strip()]


TABLE = """
#table(columns: (auto, 30mm, 30mm),
  table.header([Xã], [Kế hoạch], [Thực hiện]),
  [Bến Đò], [500], [412#super[1]],
  [Cầu Tre, xã ở xa nhất của huyện Suối Mây], [], [388,5])
"""


def test_a_ruled_table_has_its_cells() -> None:
    document = read(typst_pdf(f"{LONG}\n\n#set par(first-line-indent: 0mm)\n{TABLE}\n\nHết."))
    assert passages(document)[1:-1] == [
        "cell 0.0.0 head | Xã",
        "cell 0.0.1 head | Kế hoạch",
        "cell 0.0.2 head | Thực hiện",
        "cell 0.1.0 | Bến Đò",
        "cell 0.1.1 | 500",
        "cell 0.1.2 | 412⟨1⟩",
        "cell 0.2.0 | Cầu Tre, xã ở xa nhất của huyện Suối Mây",
        "cell 0.2.2 | 388,5",
    ]
    assert document.passages[-1].text == "Hết."


def test_a_table_over_two_pages_is_one_table() -> None:
    rows = "\n".join(f"[Xã {number}], [{number * 10}]," for number in range(1, 31))
    body = f"#table(columns: (60mm, 40mm), table.header(repeat: true, [Xã], [Số cây]),\n{rows})"
    cells = [passage.cell for passage in read(typst_pdf(body)).passages if passage.cell]
    assert {place.table for place in cells} == {0}
    assert [place.row for place in cells if place.column == 0] == list(range(31))
    assert sum(place.is_head for place in cells) == 2


@pytest.mark.parametrize("turn", [-90, 90, 180])
@pytest.mark.parametrize("page_turn", [0, 90, 270])
def test_a_page_on_its_side_is_read(turn: int, page_turn: int) -> None:
    """However text and page are turned, with a table on it."""
    body = f"#set page(height: 210mm)\n#rotate({turn}deg, reflow: true, block(width: 130mm)[{LONG}\n{TABLE}])"
    pdf = pypdfium2.PdfDocument(typst_pdf(body))
    pdf[0].set_rotation(page_turn)
    target = io.BytesIO()
    pdf.save(target)
    document = read(target.getvalue())
    assert document.passages[0].text == LONG.strip()
    assert "cell 0.1.1 | 500" in passages(document)


def test_a_document_number_broken_at_the_end_of_a_line() -> None:
    """Whatever the width, the number is one."""
    for width in range(60, 110, 7):
        words = "Theo Quyết định số 5510/QĐ-UBND ngày 19/12/2030 và Kế hoạch số 37-KH/HU ngày 14/4/2031."
        body = f"#set page(width: {width + 45}mm)\n{words}"
        text = " ".join(passage.text for passage in read(typst_pdf(body, justify=False)).passages)
        assert "5510/QĐ-UBND" in text, (width, text)
        assert "37-KH/HU" in text, (width, text)


def test_scanned_pages_are_said() -> None:
    scanned = read_document(_raster_only(2), "quet.pdf")
    assert isinstance(scanned, Unread)
    assert "ảnh quét" in scanned.reason


def _raster_only(pages: int) -> bytes:
    """Pages that hold a bitmap and no letters."""
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = pdf.new_page(300, 300)
        bitmap = pypdfium2.PdfBitmap.new_native(20, 20, pypdfium2.raw.FPDFBitmap_BGR)
        image = pypdfium2.PdfImage.new(pdf)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(200, 200))
        page.insert_obj(image)
        page.gen_content()
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_one_scanned_page_among_others_is_said() -> None:
    pdf = pypdfium2.PdfDocument(typst_pdf(LONG))
    pdf.import_pages(pypdfium2.PdfDocument(_raster_only(1)))
    target = io.BytesIO()
    pdf.save(target)
    document = read(target.getvalue())
    assert document.passages[0].text == LONG.strip()
    assert any("Trang 2" in reason for reason in document.unread)


def test_our_pdf_and_our_word_file_read_the_same() -> None:
    word = read_document(write_docx(PAPER, moment=MOMENT), "a.docx")
    assert isinstance(word, Document)
    compare(word, read(write_pdf(PAPER, moment=MOMENT)))


def compare(word: Document, page: Document) -> None:
    """Two ways through two libraries end in the same words: every long paragraph, note and cell with a figure."""
    in_word = {_squeezed(passage.text) for passage in word.passages if passage.kind is not PassageKind.CELL}
    in_page = {_squeezed(passage.text) for passage in page.passages if passage.kind is not PassageKind.CELL}
    headings = {_squeezed(passage.text) for passage in word.passages if passage.kind is PassageKind.HEADING}
    long = {text for text in in_word - headings if len(text) > 60}
    assert long
    assert long <= in_page
    assert _cells(word) <= _cells(page) | in_page
    assert _marks(word) == _marks(page)


def _marks(document: Document) -> list[tuple[str, str]]:
    """The marks of notes with the last word before each."""
    return [
        (reference.note, passage.text[: reference.at].split()[-1])
        for passage in document.passages
        for reference in passage.references
    ]


def _cells(document: Document) -> set[str]:
    return {
        _squeezed(passage.text)
        for passage in document.passages
        if passage.cell is not None and "\n" not in passage.text and re.search(r"\d", passage.text)
    }


def _squeezed(text: str) -> str:
    return " ".join(text.split())


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=4, max_size=120).map(
    lambda words: "Đã " + " ".join(words).rstrip(".;,") + "."
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=8), st.booleans())
def test_whatever_is_set_is_read_back(sentences: list[str], justify: bool) -> None:
    """With first-line indents every paragraph is told from the next, over any line and page."""
    texts = [LONG.strip(), *sentences]  # a first paragraph of several lines, as every report has
    document = read(typst_pdf("\n\n".join(texts), justify=justify))
    assert [passage.text for passage in document.passages] == texts


def test_every_figure_of_the_compiler_is_read_back(sample_report: tuple[bytes, bytes, list[dict[str, str]]]) -> None:
    """In the Word file and in the PDF, in passages that are the same in both."""
    word, page = read_document(sample_report[0], "a.docx"), read(sample_report[1])
    assert isinstance(word, Document)
    for document in (word, page):
        texts = [_squeezed(passage.text) for passage in document.passages]
        printed = {_squeezed(figure["printed"]) for figure in sample_report[2]}
        assert printed
        assert not {one for one in printed if not any(one in text for text in texts)}
    compare(word, page)


@pytest.fixture(scope="module")
def sample_report(sample_folder):  # type: ignore[no-untyped-def]
    from solieu.app.demo import PERIOD, REPORT
    from solieu.app.publishing import compiled, printed
    from solieu.app.workspace import Workspace

    done = compiled(Workspace.open(sample_folder), REPORT, PERIOD)
    figures = json.loads(printed(done, "json"))
    listed = figures["figures"] if isinstance(figures, dict) else figures
    return printed(done, "docx"), printed(done, "pdf"), listed
