"""Word files: what a person sees with all changes accepted, and where every letter stands."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from reading_case import passages
from sample_paper import MOMENT, PAPER
from word_file import STRICT, W, cell, footnote, footnotes, paragraph, row, run, table, word_file

from solieu.documents import Block, Heading, ListBlock, NoteMark, Paragraph, Runs, Table
from solieu.documents.document import Document, PassageKind
from solieu.documents.docx import write_docx
from solieu.documents.reading import read_document
from solieu.documents.unread import Unread

BOX = "<w:txbxContent>{}</w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def read(content: bytes) -> Document:
    found = read_document(content, "a.docx")
    assert isinstance(found, Document), found
    for passage in found.passages:
        (piece,) = passage.pieces
        assert found.text[piece.origin : piece.origin + piece.length] == passage.text
    return found


BODIES = [
    (
        "runs of one paragraph",
        paragraph(run("Trồng được "), run("412"), run(" cây.")),
        ["paragraph | Trồng được 412 cây."],
    ),
    (
        "insertions and moves are accepted, deletions are out",
        paragraph(
            run("Trồng "),
            '<w:del w:id="1" w:author="a"><w:r><w:delText>398</w:delText></w:r></w:del>',
            f'<w:ins w:id="2" w:author="a">{run("412")}</w:ins>',
            f'<w:moveFrom w:id="3" w:author="a">{run(" bỏ")}</w:moveFrom>',
            f'<w:moveTo w:id="4" w:author="a">{run(" cây")}</w:moveTo>',
        ),
        ["paragraph | Trồng 412 cây"],
    ),
    (
        "a paragraph whose end is deleted goes on with the next",
        f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>{run("Trồng được ")}</w:p>'
        + paragraph(run("412 cây.")),
        ["paragraph | Trồng được 412 cây."],
    ),
    (
        "content controls around runs, paragraphs and cells",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Đợt 1.'))}</w:sdtContent></w:sdt>"
        + paragraph(run("Trồng "), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('412')}</w:sdtContent></w:sdt>", run(" cây."))
        + table(
            row(cell("Xã"), f"<w:sdt><w:sdtContent>{cell('Số cây')}</w:sdtContent></w:sdt>"),
            row(cell("Bến Đò"), cell("412")),
        ),
        [
            "paragraph | Đợt 1.",
            "paragraph | Trồng 412 cây.",
            "cell 0.0.0 head | Xã",
            "cell 0.0.1 head | Số cây",
            "cell 0.1.0 | Bến Đò",
            "cell 0.1.1 | 412",
        ],
    ),
    (
        "the result of a field, not its instruction, also when fields are nested",
        paragraph(
            run("Trang "),
            FIELD.format("begin"),
            "<w:r><w:instrText>IF </w:instrText></w:r>",
            FIELD.format("begin"),
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            FIELD.format("separate"),
            run("99"),
            FIELD.format("end"),
            FIELD.format("separate"),
            run("3"),
            FIELD.format("end"),
            run(" có "),
            f'<w:fldSimple w:instr="REF x">{run("412")}</w:fldSimple>',
            run(" cây"),
        ),
        ["paragraph | Trang 3 có 412 cây"],
    ),
    (
        "a field that never ends does not eat the report",
        paragraph(FIELD.format("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>")
        + paragraph(run("Trồng 412 cây.")),
        ["paragraph | Trồng 412 cây."],
    ),
    (
        "breaks, tabs, hyphens, hidden text",
        paragraph(
            "<w:r><w:t>Dòng</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UB</w:t><w:softHyphen/>"
            "<w:t>ND</w:t></w:r>",
            run("ẩn", "<w:vanish/>"),
        ),
        ["paragraph | Dòng 1\nQĐ-UBND"],
    ),
    (
        "raised figures: power of a unit, typed mark, đồng",
        paragraph(
            run("Làm 120m"),
            run("3", '<w:vertAlign w:val="superscript"/>'),
            run(" đất"),
            run("1", '<w:vertAlign w:val="superscript"/>'),
            run("2", '<w:vertAlign w:val="superscript"/>'),
            run(", giá 5.000"),
            run("đ", '<w:vertAlign w:val="superscript"/>'),
        ),
        ["paragraph | Làm 120m³ đất⟨12⟩, giá 5.000đ"],
    ),
    (
        "a text box once, in whichever of the two drawings",
        paragraph(
            run("Sơ đồ"),
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>"
            + BOX.format(paragraph(run("Cây sấu 212")))
            + "</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            + BOX.format(paragraph(run("Cây sấu 212")))
            + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        ["paragraph | Sơ đồ", "paragraph | Cây sấu 212"],
    ),
    (
        "merged cells keep the place of the others",
        table(
            row(cell("Xã", '<w:vMerge w:val="restart"/>'), cell("Số cây", '<w:gridSpan w:val="2"/>')),
            row(cell("", "<w:vMerge/>"), cell("Kế hoạch"), cell("Thực hiện")),
            row(cell("Bến Đò"), cell("500"), cell("412")),
        ),
        [
            "cell 0.0.0 head | Xã",
            "cell 0.0.1 head | Số cây",
            "cell 0.1.1 head | Kế hoạch",
            "cell 0.1.2 head | Thực hiện",
            "cell 0.2.0 | Bến Đò",
            "cell 0.2.1 | 500",
            "cell 0.2.2 | 412",
        ],
    ),
    (
        "rows that Word repeats are the head; deleted rows are out",
        table(
            row(cell("Bến Đò"), cell("412"), properties="<w:tblHeader/>"),
            row(cell("Cầu Tre"), cell("388")),
            row(cell("Bỏ"), cell("1"), properties='<w:del w:id="1" w:author="a"/>'),
        ),
        ["cell 0.0.0 head | Bến Đò", "cell 0.0.1 head | 412", "cell 0.1.0 | Cầu Tre", "cell 0.1.1 | 388"],
    ),
    (
        "headings by outline, items by numbering or by a typed dash",
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + run("Kết quả") + "</w:p>"
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        + run("Cây sấu 212")
        + "</w:p>"
        + paragraph(run("- Cây bàng 200;"))
        + paragraph(run("II. NHIỆM VỤ", "<w:b/>")),
        [
            "heading 2 | Kết quả",
            "list-item 2 | Cây sấu 212",
            "list-item 1 | - Cây bàng 200;",
            "heading 2 | II. NHIỆM VỤ",
        ],
    ),
    (
        "a formula in one line",
        paragraph(
            run("Tỷ lệ "),
            "<m:oMath><m:f><m:num><m:r><m:t>412</m:t></m:r></m:num><m:den><m:r><m:t>500</m:t></m:r></m:den></m:f></m:oMath>",
        ),
        ["paragraph | Tỷ lệ 412/500"],
    ),
]


@pytest.mark.parametrize(("name", "body", "expected"), BODIES, ids=[case[0] for case in BODIES])
def test_body(name: str, body: str, expected: list[str]) -> None:
    assert passages(read(word_file(body))) == expected


def test_strict_files_are_read_too() -> None:
    content = word_file(paragraph(run("Trồng 412 cây.")))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(W.encode(), STRICT.encode()))
    assert passages(read(strict.getvalue())) == ["paragraph | Trồng 412 cây."]


def test_notes_follow_the_paragraph_with_their_mark() -> None:
    body = paragraph(run("Trồng 800 cây"), footnote(2), run(" và tưới 3 lượt"), footnote(1), run(".")) + paragraph(
        run("Hết.")
    )
    content = word_file(body, parts={"footnotes": footnotes("Lượt ba do mưa ít.", "Gồm 412 và 388 cây.")})
    assert passages(read(content)) == [
        "paragraph | Trồng 800 cây⟨1⟩ và tưới 3 lượt⟨2⟩.",
        "note 1 | Gồm 412 và 388 cây.",
        "note 2 | Lượt ba do mưa ít.",
        "paragraph | Hết.",
    ]


def test_notes_in_cells_endnotes_and_own_marks() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    marked = f"<w:tc><w:tcPr/>{paragraph(run('412'), footnote(2))}</w:tc>"
    body = (
        paragraph(run("Trồng 800 cây"), own, '<w:r><w:endnoteReference w:id="5"/></w:r>', run("."))
        + table(row(cell("Xã"), cell("Số cây")), row(cell("Bến Đò"), marked))
    )  # fmt: skip
    endnotes = f'<w:endnote w:id="5">{paragraph(run("Nguồn: phòng chuyên môn."))}</w:endnote>'
    content = word_file(body, parts={"footnotes": footnotes("Ước.", "Kể cả dặm."), "endnotes": endnotes})
    assert passages(read(content)) == [
        "paragraph | Trồng 800 cây⟨*⟩⟨i⟩.",
        "note * | Ước.",
        "note i | Nguồn: phòng chuyên môn.",
        "cell 0.0.0 head | Xã",
        "cell 0.0.1 head | Số cây",
        "cell 0.1.0 | Bến Đò",
        "cell 0.1.1 | 412⟨2⟩",
        "note 2 | Kể cả dặm.",
    ]


def test_the_table_of_contents_is_no_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph(run("I. Kết quả 3"), style="ML1") + paragraph(run("Trồng 412 cây."))
    assert passages(read(word_file(body, parts={"styles": styles}))) == ["paragraph | Trồng 412 cây."]


def test_heading_styles_by_name_and_by_what_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Mục nhỏ"/><w:basedOn w:val="a"/></w:style>'
    )
    assert passages(read(word_file(paragraph(run("Vườn ươm"), style="b"), parts={"styles": styles}))) == [
        "heading 3 | Vườn ươm"
    ]


def test_what_cannot_be_read_is_said() -> None:
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    document = read(word_file(paragraph(run("Bảng sau:"), sheet) + "<w:altChunk/>"))
    assert len(document.unread) == 2
    assert any("Excel" in reason for reason in document.unread)


@pytest.mark.parametrize("words", ["TỐI MẬT", " MẬT ", "T U Y Ệ T  M Ậ T", "Độ mật: Tối mật"])
def test_a_stamp_is_seen_in_text_heads_boxes_and_watermarks(words: str) -> None:
    stamp = "TUYỆT MẬT" if "T U Y" in words else "TỐI MẬT" if "ỐI" in words.upper() else "MẬT"
    plain = paragraph(run("Trồng 412 cây."))
    body = paragraph(run(words)) + plain
    box = paragraph(f"<w:r><w:pict><v:textbox>{BOX.format(paragraph(run(words)))}</v:textbox></w:pict></w:r>") + plain
    mark = paragraph(f'<w:r><w:pict><v:shape><v:textpath string="{words}"/></v:shape></w:pict></w:r>')
    for content in (
        word_file(body),
        word_file(box),
        word_file(plain, parts={"header1": paragraph(run(words))}),
        word_file(plain, parts={"header1": mark}),
    ):
        assert read(content).stamp == stamp


def test_the_word_in_a_sentence_is_no_stamp() -> None:
    body = (
        paragraph(run("BẢO VỆ BÍ MẬT NHÀ NƯỚC"))
        + paragraph(run("Đã ban hành 22 văn bản mật."))
        + paragraph(run("Mật ong"))
    )
    assert read(word_file(body)).stamp == ""


def test_what_we_write_is_read_as_written() -> None:
    """Paragraphs, items, headings, notes and cells of our own paper, each as one passage with its words."""
    document = read(write_docx(PAPER, moment=MOMENT))
    assert {passage.kind for passage in document.passages} == set(PassageKind)
    read_texts = [passage.text for passage in document.passages]
    blocks = (*PAPER.blocks, *(block for annex in PAPER.annexes for block in annex.blocks))
    for block in blocks:
        for text in _texts(block):
            assert any(text in one for one in read_texts), text


def _texts(block: Block) -> list[str]:
    match block:
        case Heading(_, text):
            return [text]
        case Paragraph(runs):
            return [
                _plain(runs),
                *(_plain(part) for run in runs if isinstance(run, NoteMark) for part in run.note.paragraphs),
            ]
        case ListBlock(items):
            return [_plain(item) for item in items]
        case Table():
            return [_plain(cell.runs) for line in (block.head, *block.rows) for cell in line]
    return []


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs if not isinstance(run, NoteMark)).strip()


def test_the_library_agrees_on_the_words() -> None:
    """python-docx sees the same paragraphs in a file of its own making."""
    made = docx.Document()
    made.add_heading("Kết quả", 2)
    made.add_paragraph("Trồng được 412 cây, đạt 82,4% kế hoạch.")
    grid = made.add_table(2, 2)
    for index, text in enumerate(("Xã", "Số cây", "Bến Đò", "412")):
        grid.cell(index // 2, index % 2).text = text
    target = io.BytesIO()
    made.save(target)
    assert passages(read(target.getvalue())) == [
        "heading 2 | Kết quả",
        "paragraph | Trồng được 412 cây, đạt 82,4% kế hoạch.",
        "cell 0.0.0 head | Xã",
        "cell 0.0.1 head | Số cây",
        "cell 0.1.0 | Bến Đò",
        "cell 0.1.1 | 412",
    ]


def test_old_fonts_are_named() -> None:
    found = read_document(
        word_file(paragraph(run("Céng hßa x· héi chñ nghÜa ViÖt Nam, tæng thu ®¹t 45 tû ®ång"))), "a.docx"
    )
    assert isinstance(found, Unread)
    assert "TCVN3" in found.reason


def test_a_file_of_pictures_is_said_to_be_one() -> None:
    found = read_document(word_file(paragraph("<w:r><w:drawing/></w:r>")), "a.docx")
    assert isinstance(found, Unread)
    assert "ảnh quét" in found.reason
