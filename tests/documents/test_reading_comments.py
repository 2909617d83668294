"""Comments in the same Word file: on the words, and nothing else of the file changed."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_paper import MOMENT, PAPER
from word_file import cell, footnote, footnotes, paragraph, row, run, table, word_file

from solieu.documents.document import Document
from solieu.documents.docx import write_docx
from solieu.documents.docx_comments import Comment, with_comments
from solieu.documents.reading import read_document

MARKS = re.compile(r'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>')
OURS = write_docx(PAPER, moment=MOMENT)


def read(content: bytes) -> Document:
    found = read_document(content, "a.docx")
    assert isinstance(found, Document), found
    return found


def commented(content: bytes, *words: str) -> bytes:
    text = read(content).text
    places = [(text.index(word), text.index(word) + len(word), word) for word in words]
    return with_comments(
        content, [Comment(start, end, (f"về {word}",)) for start, end, word in places], author="Soát", initials="S"
    )


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def anchored(content: bytes) -> dict[str, str]:
    """Comment text -> the words between its marks, as any reader of the format finds them."""
    xml = part(content, "word/document.xml")
    texts = dict(
        re.findall(r'<w:comment [^>]*w:id="(\d+)".*?<w:t[^>]*>(.*?)</w:t>', part(content, "word/comments.xml"))
    )
    found = {}
    for id, text in texts.items():
        start = xml.index(f'<w:commentRangeStart w:id="{id}"/>')
        end = xml.index(f'<w:commentRangeEnd w:id="{id}"/>')
        found[text] = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml[start:end]))
    return found


CASES = [
    ("inside one run", paragraph(run("Trồng được 412 cây.")), "412"),
    ("a whole run", paragraph(run("Trồng "), run("412"), run(" cây.")), "412"),
    ("the start and the end of a run", paragraph(run("412 cây, xã 388")), "412"),
    ("across runs", paragraph(run("Trồng được 4"), run("1", "<w:b/>"), run("2 cây.")), "412 cây"),
    (
        "in a content control",
        paragraph(run("Trồng "), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('412')}</w:sdtContent></w:sdt>"),
        "412",
    ),
    (
        "from outside a content control to its inside",
        paragraph(run("đạt "), f"<w:sdt><w:sdtContent>{run('82,4%')}</w:sdtContent></w:sdt>", run(" kế hoạch")),
        "đạt 82,4% kế",
    ),
    ("in a cell", table(row(cell("Xã"), cell("Số cây")), row(cell("Bến Đò"), cell("412"))), "412"),
    ("in an accepted insertion", paragraph(f'<w:ins w:id="9" w:author="a">{run("Trồng 412 cây")}</w:ins>'), "412"),
    ("behind an entity", paragraph(run("HĐND&amp;UBND &lt; 412 cây")), "412"),
    (
        "between other contents of a run",
        paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>412</w:t><w:br/><w:t>b</w:t></w:r>"),
        "412",
    ),
    ("a text that had lost its spaces", paragraph("<w:r><w:t>Trồng 412 cây</w:t></w:r>"), "412"),
]


@pytest.mark.parametrize(("name", "body", "words"), CASES, ids=[case[0] for case in CASES])
def test_the_comment_stands_on_the_words(name: str, body: str, words: str) -> None:
    content = word_file(body)
    made = commented(content, words)
    assert anchored(made) == {f"về {words}": words}
    assert read(made) == read(content)


def test_two_comments_in_one_run_and_touching_ones() -> None:
    content = word_file(paragraph(run("Đạt 412/500 cây, bằng 82,4%", "<w:b/><w:sz w:val='28'/>")))
    made = commented(content, "412/", "500", "82,4%")
    assert anchored(made) == {"về 412/": "412/", "về 500": "500", "về 82,4%": "82,4%"}
    xml = part(made, "word/document.xml")
    assert xml.count("<w:b/><w:sz w:val='28'/>") == xml.count("<w:t ")
    assert read(made) == read(content)


def test_what_stands_in_a_note_is_commented_at_its_mark() -> None:
    """Word allows no comments in notes."""
    body = paragraph(run("Trồng 800 cây"), footnote(1), run("."))
    content = word_file(body, parts={"footnotes": footnotes("Gồm 412 và 388 cây.")})
    made = commented(content, "388")
    xml = part(made, "word/document.xml")
    assert re.search(
        r'commentRangeStart w:id="0"/><w:r><w:rPr>.{0,60}footnoteReference w:id="1"/></w:r><w:commentRangeEnd', xml
    )
    assert part(made, "word/footnotes.xml") == part(content, "word/footnotes.xml")


def test_what_stands_in_a_text_box_is_commented_at_the_box() -> None:
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(run('Sấu 212'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    made = commented(word_file(paragraph(run("Sơ đồ "), box)), "212")
    xml = part(made, "word/document.xml")
    assert '<w:commentRangeStart w:id="0"/><w:r><w:pict>' in xml
    assert "commentRange" not in xml[xml.index("<w:txbxContent>") : xml.index("</w:txbxContent>")]


def test_every_other_part_stays_byte_for_byte() -> None:
    made = commented(OURS, "412", "388,5")
    before, after = zipfile.ZipFile(io.BytesIO(OURS)), zipfile.ZipFile(io.BytesIO(made))
    changed = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert after.namelist() == [*before.namelist(), "word/comments.xml"]
    for name in before.namelist():
        if name not in changed:
            assert before.read(name) == after.read(name), name
    for name in changed - {"word/document.xml"}:
        old, new = before.read(name).decode(), after.read(name).decode()
        assert len(new) > len(old)
        assert _without_addition(old, new) == old


def _without_addition(old: str, new: str) -> str:
    start = next(index for index in range(len(old)) if old[index] != new[index])
    return new[:start] + new[start + len(new) - len(old) :]


def test_without_its_marks_the_text_is_what_it_was() -> None:
    """A comment on a whole content control splits nothing: then not a byte of the text part differs."""
    content = word_file(paragraph(run("Trồng "), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('412')}</w:sdtContent></w:sdt>"))
    made = commented(content, "412")
    assert MARKS.sub("", part(made, "word/document.xml")) == part(content, "word/document.xml")


def test_comments_that_are_there_stay() -> None:
    first, second = "Suối Mây, ngày", "Vườn ươm"
    once = commented(OURS, first)
    twice = commented(once, second)
    assert anchored(twice) == {f"về {first}": first, f"về {second}": second}
    assert [comment.text for comment in docx.Document(io.BytesIO(twice)).comments] == [f"về {first}", f"về {second}"]
    assert zipfile.ZipFile(io.BytesIO(twice)).namelist() == zipfile.ZipFile(io.BytesIO(once)).namelist()


def test_the_library_reads_the_comments() -> None:
    made = with_comments(
        OURS, [Comment(0, 3, ("Cần giải trình (A1)", "Tổng < phần & lớn"))], author="Soát", initials="S"
    )
    (comment,) = docx.Document(io.BytesIO(made)).comments
    assert comment.author == "Soát"
    assert [each.text for each in comment.paragraphs] == ["Cần giải trình (A1)", "Tổng < phần & lớn"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_spans_of_our_paper(data: st.DataObject) -> None:
    """Wherever comments stand, overlap and touch: the words stay, and every comment has one start, end and balloon."""
    text = read(OURS).text
    count = len(text)
    spans = data.draw(st.lists(st.tuples(st.integers(0, count - 2), st.integers(1, 60)), min_size=1, max_size=6))
    comments = [
        Comment(start, min(start + length, count), ("x",))
        for start, length in spans
        if text[start : start + length].strip()
    ]
    made = with_comments(OURS, comments, author="Soát", initials="S")
    assert read(made) == read(OURS)
    xml = part(made, "word/document.xml")
    for number in range(len(comments)):
        start, end = xml.index(f'RangeStart w:id="{number}"/>'), xml.index(f'RangeEnd w:id="{number}"/>')
        assert start < end
        assert xml.count(f'commentReference w:id="{number}"') == 1
