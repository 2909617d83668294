"""A letter (công văn, Decree 30/2020/NĐ-CP, form 1.5): no name of a type, what it is about under the number, addressees."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from lxml import etree
from sample_paper import MOMENT, PAPER, PARTS

from solieu.documents import PageParts, Paper
from solieu.documents.docx import write_docx
from solieu.documents.html import write_html
from solieu.documents.official import frame
from solieu.documents.pdf import write_pdf

NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NAMES['w']}}}"
SEVERAL = ("UBND các xã, thị trấn", "Phòng Tài chính - Kế hoạch;", "Trạm giống cây huyện")
LETTER_PARTS = replace(
    PARTS,
    type_name="",
    subject="",
    number="        /UBND-VP",
    about="đôn đốc gửi số liệu trồng cây bóng mát quý I năm 2031",
    addressees=SEVERAL,
    recipients=("Như trên", "Chủ tịch UBND huyện (b/c)", "Lưu: VT, VP"),
)


def letter(parts: PageParts = LETTER_PARTS) -> Paper:
    return replace(PAPER, parts=parts, annexes=())


def lines(paper: Paper) -> Iterator[tuple[str, str, etree._Element]]:
    """Name of the style, text and element of every paragraph of the body, in reading order."""
    with zipfile.ZipFile(io.BytesIO(write_docx(paper, moment=MOMENT))) as archive:
        document, styles = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles"))
    named = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in styles.iter(f"{W}style")}
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in paragraph.iter(f"{W}t", f"{W}br"))
        yield named[style.get(f"{W}val")] if style is not None else "", text, paragraph


def texts(paper: Paper, style: str) -> list[str]:
    return [text for name, text, _ in lines(paper) if name == style]


def test_what_a_letter_is_about_stands_under_its_number_in_the_same_cell() -> None:
    assert texts(letter(), "Trích yếu công văn") == ["V/v đôn đốc gửi số liệu trồng\ncây bóng mát quý I năm 2031"]
    (about,) = (element for name, _, element in lines(letter()) if name == "Trích yếu công văn")
    before = about.getprevious()
    assert before is not None and "".join(node.text or "" for node in before.iter(f"{W}t")) == "Số:        /UBND-VP"
    assert about.getparent().tag == f"{W}tc"


@pytest.mark.parametrize(
    ("style", "size", "before", "align"),
    [("Trích yếu công văn", (12, 13), 6, "center"), ("Kính gửi", (13, 14), None, "center"),
     ("Danh sách kính gửi", (13, 14), None, "left")],
)  # fmt: skip
def test_components_of_a_letter_look_as_the_decree_says(
    style: str, size: tuple[int, int], before: int | None, align: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(letter(), moment=MOMENT))) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    (found,) = styles.xpath(f'//w:style[w:name/@w:val="{style}"]', namespaces=NAMES)
    assert size[0] <= int(found.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2 <= size[1]
    assert found.find(f"{W}rPr/{W}b") is None and found.find(f"{W}rPr/{W}i") is None
    assert found.find(f"{W}pPr/{W}jc").get(f"{W}val") == align
    if before is not None:
        assert int(found.find(f"{W}pPr/{W}spacing").get(f"{W}before")) == before * 20


def test_a_letter_has_no_name_of_a_type_and_no_rule_below_it() -> None:
    assert not texts(letter(), "Tên loại") and not texts(letter(), "Trích yếu")
    assert len(texts(letter(), "Đường kẻ")) == len(texts(replace(PAPER, annexes=()), "Đường kẻ")) - 1
    assert "<h1>" not in write_html(letter())


def test_several_addressees_stand_on_lines_of_their_own_below_the_colon() -> None:
    assert texts(letter(), "Kính gửi") == ["Kính gửi:"]
    assert texts(letter(), "Danh sách kính gửi") == [
        "- UBND các xã, thị trấn;",
        "- Phòng Tài chính - Kế hoạch;",
        "- Trạm giống cây huyện.",
    ]
    first, *others = (
        int(element.find(f"{W}pPr/{W}ind").get(f"{W}left")) + int(element.find(f"{W}pPr/{W}ind").get(f"{W}hanging") or 0) * -1
        for name, _, element in lines(letter())
        if name in ("Kính gửi", "Danh sách kính gửi")
    )  # fmt: skip
    assert len(set(others)) == 1 and 15 < (others[0] - first) / 1440 * 25.4 < 25  # the words "Kính gửi" are so wide


def test_one_addressee_stands_on_the_same_line() -> None:
    one = letter(replace(LETTER_PARTS, addressees=("Ủy ban nhân dân tỉnh",)))
    assert texts(one, "Kính gửi") == ["Kính gửi: Ủy ban nhân dân tỉnh"]
    assert not texts(one, "Danh sách kính gửi")


def test_a_report_to_a_superior_body_has_both_its_type_and_its_addressee() -> None:
    report = letter(replace(PARTS, addressees=("Ủy ban nhân dân tỉnh",)))
    order = [name for name, _, _ in lines(report) if name in ("Tên loại", "Trích yếu", "Kính gửi")]
    assert order == ["Tên loại", "Trích yếu", "Kính gửi"]


def test_without_addressees_nothing_is_said() -> None:
    assert frame(PARTS).addressed == frame(PARTS).about == "" and frame(PARTS).addressees == ()
    assert not texts(PAPER, "Kính gửi")


def test_recipients_of_a_letter_begin_with_those_above() -> None:
    assert texts(letter(), "Danh sách nơi nhận")[0] == "- Như trên;"


def test_pdf_and_page_say_the_same() -> None:
    page = pypdfium2.PdfDocument(write_pdf(letter(), moment=MOMENT))[0].get_textpage().get_text_range()
    html = write_html(letter())
    for words in ("V/v đôn đốc gửi số liệu", "Kính gửi:", "- UBND các xã, thị trấn;", "- Trạm giống cây huyện."):
        assert words in page and words in html
    assert page.index("/UBND-VP") < page.index("V/v") < page.index("Kính gửi:") < page.index("KẾT QUẢ QUÝ I")
    assert "BÁO CÁO" not in page
