"""What Word keeps of the way of a file: living controls, tracked changes in text and notes, comments, what the file is."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from lxml import etree
from sample_paper import PARTS

from solieu.documents.docx import write_docx
from solieu.documents.docx_comments import Comment, with_comments
from solieu.documents.docx_returned import Returned, read_returned
from solieu.documents.paper import FigureRun, Note, NoteMark, Paper, Paragraph, Text
from solieu.vietnamese import VIETNAM

sys.path.insert(0, str(Path(__file__).parents[1] / "reports" / "taking_back"))
from word_edits import WordFile, letters_of, text_of, w

MOMENT = datetime(2024, 3, 14, 8, tzinfo=VIETNAM)


def written(identity: str = "") -> bytes:
    note = NoteMark(Note(((Text("Trong đó "), FigureRun("80 con", "fbbbbbb"), Text(" cái")),)))
    told = Paragraph((Text("Nuôi "), FigureRun("120 con", "faaaaaa"), Text(" trâu"), note))
    return write_docx(Paper("Báo cáo mẫu", PARTS, (told,), identity=identity), moment=MOMENT)


def read(content: bytes) -> Returned:
    return read_returned(content, "a.docx")


def test_controls_stand_where_their_figures_stand() -> None:
    found = read(written())
    said = {one.tag: found.document.text[one.start : one.end] for one in found.tags}
    assert said == {"faaaaaa": "120 con", "fbbbbbb": "80 con"}


def test_a_file_says_what_it_is() -> None:
    found = read(written("solieu bao_cao 2024-Q1 2024-03-14T08:00:00+07:00"))
    assert found.identity == "solieu bao_cao 2024-Q1 2024-03-14T08:00:00+07:00"
    assert found.created.startswith("2024-03-14T01:00:00")


def test_tracked_changes_are_told_with_their_authors_in_text_and_notes() -> None:
    file = WordFile(written(), "Trần Thị Biên Tập")
    for words, old, new in (("Nuôi 120 con trâu", "120", "121"), ("Trong đó 80 con cái", "80", "81")):
        paragraph = file.paragraph(words)
        at = text_of(paragraph).index(old)
        file.type_over(paragraph, at, at + len(old), new)
    found = read(file.saved())
    told = [(one.kind, one.author, one.words) for one in found.changes]
    assert sorted(told) == sorted(
        (kind, "Trần Thị Biên Tập", words)
        for kind, words in [("deleted", "120"), ("inserted", "121"), ("deleted", "80"), ("inserted", "81")]
    )
    for one in found.changes:
        if one.kind == "inserted":
            assert found.document.text[one.start : one.end] == one.words


def test_a_comment_is_told_with_the_words_that_it_is_about() -> None:
    content = written()
    at = read(content).document.text.index("120 con")
    (comment,) = read(
        with_comments(content, [Comment(at, at + 7, ("Số này đúng không?",))], author="Ông A", initials="A")
    ).comments
    assert (comment.author, comment.text, comment.words) == ("Ông A", "Số này đúng không?", "120 con")
    assert comment.start == at


def test_an_emptied_control_that_prompts_for_text_says_nothing() -> None:
    file = WordFile(written())
    control = file.control("faaaaaa")
    properties = control.find(w("sdtPr"))
    etree.SubElement(properties, w("showingPlcHdr"))
    for letter in letters_of(control)[:1]:
        letter.node.text = "Bấm để nhập"
    assert "Bấm để nhập" not in read(file.saved()).document.text
