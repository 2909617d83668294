"""No text breaks a file: every sign of Unicode, at every place of a paper, in every format."""

import io
from dataclasses import replace

import docx
import pypdfium2
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_paper import MOMENT, PAPER, say

from solieu.documents import Annex, Cell, FigureRun, Gap, Heading, Note, NoteMark, Paper, Paragraph, Table, Text
from solieu.documents.docx import write_docx
from solieu.documents.html import write_html
from solieu.documents.pdf import write_pdf


def _everywhere(text: str) -> Paper:
    table = Table((20, 30), (Cell(say(text)), Cell(say("b"))), (text, "B"),
                  ((Cell(say(text)), Cell((FigureRun(text, "f1", (text,)),))),), text, (text,), text)  # fmt: skip
    parts = replace(PAPER.parts, parent_body=text, issuing_body=text, number=text, place_and_date=text, type_name=text,
                    subject=text, draft_mark=text, recipients=(text, "Lưu"), authority=text, signer=text)  # fmt: skip
    runs = (Text(text, bold=True), FigureRun(text, "f2"), Gap(text), NoteMark(Note((say(text),))))
    return Paper(text, parts, (Heading(2, text), Paragraph(runs), table), (Annex(text, text, text, ()),))


_ANY = st.text(st.characters() | st.sampled_from("#$@\\<>&\"'*_`~=/[]{}|\t"), max_size=25)


@settings(max_examples=40, deadline=None)
@given(_ANY)
@example("\u0fb7")
@example("a\u0300\u0fb7 \t\U0001f642\ud800 漢字")
@example("\x00\x0b\ufffe\u200d\u2028\u202e")
def test_any_text_gives_a_file_that_opens(text: str) -> None:
    paper = _everywhere(text)
    assert docx.Document(io.BytesIO(write_docx(paper, moment=MOMENT))).paragraphs
    assert len(pypdfium2.PdfDocument(write_pdf(paper, moment=MOMENT))) >= 1
    assert write_html(paper).endswith("</html>\n")
