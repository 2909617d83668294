"""The answers to a proofreading: for a terminal, for machines, as a page, as comments; and what has been accepted."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from solieu.core import Consequence, Finding, FindingValue, Where
from solieu.documents.document import Document
from solieu.documents.places import Places
from solieu.documents.reading import read_document
from solieu.documents.unread import Unread
from solieu.proofread import Coverage, NotJudged, Proofreading
from solieu.proofread.answers import Answer, exit_status, refused, settled
from solieu.proofread.answers.accepted import Acceptance, AcceptedFileError, read_accepted
from solieu.proofread.answers.as_docx import to_docx
from solieu.proofread.answers.as_html import to_fragment, to_page
from solieu.proofread.answers.as_json import to_json
from solieu.proofread.answers.as_text import to_text
from solieu.proofread.answers.evidence import evidence_of

TEXT = """# Báo cáo

Toàn huyện trồng được 800 cây<sup>1</sup>, tăng 12,5% so với cùng kỳ; xã Bến Đò 412 cây, xã Cầu Tre

398 cây.

<sup>1</sup> Trong đó cây sấu 212 cây.

| Xã | Số cây |
|---|---|
| Bến Đò | 412 |
"""


def document(text: str = TEXT, name: str = "bao_cao.md") -> Document:
    found = read_document(text.encode(), name)
    assert isinstance(found, Document)
    return found


def found_at(
    read: Document,
    words: str,
    consequence: Consequence = Consequence.EXPLAIN,
    *,
    related: tuple[str, ...] = (),
    code: str = "DOC201",
) -> Finding:
    """A finding on words of the document, as the rules make them."""

    def where(part: str) -> Where:
        start = read.text.index(part)
        line = read.line_of(start)
        return Where(file=read.file, line=line, end_line=line, start=start, end=start + len(part))

    values = tuple(FindingValue("phần", part, where(part)) for part in related)
    return Finding(code, "sum-of-parts-differs", consequence, f"Dòng 3: tổng ghi {words} nhưng cộng được 810 cây.", where(words),
                   values, words, "810 cây", "Đề nghị sửa hoặc ghi lý do.")  # fmt: skip


def reading(read: Document, *findings: Finding) -> Proofreading:
    counted = Coverage(quantities=6, claims=3, judged=2, held=1, failed=1)
    return Proofreading(
        read, findings, counted, (NotJudged(read.text.index("212"), read.text.index("212") + 3, "thiếu số gốc"),)
    )


READ = document()
FINDING = found_at(READ, "800 cây", related=("412 cây", "212 cây"))


# --- for a terminal


def test_the_terminal_shows_place_words_arithmetic_and_what_to_do() -> None:
    assert to_text([settled(reading(READ, FINDING))]).splitlines() == [
        "bao_cao.md:3:23: Cần giải trình [DOC201] Tổng số không bằng tổng các thành phần",
        "    Toàn huyện trồng được 800 cây, tăng 12,5% so với cùng kỳ; xã Bến Đò 412 cây, xã Cầu Tre 398 cây.",
        "                          ^^^^^^^",
        "  Tổng ghi 800 cây nhưng cộng được 810 cây.",
        "  Liên quan: 412 cây; 212 cây (chú thích 1, dòng 7)",
        "  → Đề nghị sửa hoặc ghi lý do.",
        "",
        "bao_cao.md: đọc 6 số liệu, thấy 3 quan hệ; xét được 2: 1 khớp, 1 không khớp; 1 chưa đủ căn cứ để xét. "
        "1 điều cần sửa hoặc giải trình.",
    ]


@pytest.mark.parametrize("words", ["800 cây", "12,5%", "412 cây", "398", "Tre\n\n398 cây"])
@pytest.mark.parametrize("width", [30, 60, 100])
def test_the_mark_stands_under_the_words(words: str, width: int) -> None:
    """Also where the sentence is cut to the width, and over the seam of a torn one."""
    evidence = evidence_of(found_at(READ, words), Places(READ), width)
    under = "".join(letter for letter, mark in zip(evidence.line, evidence.caret, strict=False) if mark == "^")
    assert under == words.replace("\n\n", " ")
    assert len(evidence.line) <= max(width, len(under)) + 30


def test_a_long_sentence_is_cut_at_words() -> None:
    read = document("Mở đầu " + "rất dài " * 40 + "trồng được 800 cây " + "và còn nữa " * 40 + ".")
    evidence = evidence_of(found_at(read, "800 cây"), Places(read))
    assert evidence.line.startswith("… ") and evidence.line.endswith(" …")
    assert evidence.line[evidence.start : evidence.end] == "800 cây"
    assert set(evidence.line[2:-2].split()) <= set(read.text.split())


def test_hints_are_shown_on_demand_and_counted_always() -> None:
    answer = settled(reading(READ, replace(FINDING, consequence=Consequence.HINT)))
    assert "1 gợi ý (xem bằng --hints)" in to_text([answer])
    assert "DOC201" not in to_text([answer])
    assert "DOC201" in to_text([answer], hints=True)


def test_what_was_not_judged_can_be_listed() -> None:
    assert "chú thích 1, dòng 7: thiếu số gốc" in to_text([settled(reading(READ))], not_judged=True)


def test_what_was_not_read_is_said() -> None:
    partly = replace(READ, unread=("Trang 3 không có chữ (ảnh quét). Đề nghị nhận dạng chữ",))
    text = to_text([settled(reading(partly)), refused(Unread("hong.docx", "Tệp Word bị hỏng. Đề nghị lưu lại"))])
    assert "chưa đọc hết. Trang 3" in text
    assert "hong.docx: không đọc được. Tệp Word bị hỏng" in text
    assert "Cộng 1 tệp, 1 tệp không đọc được" in text


def test_places_in_the_words_of_the_office() -> None:
    places = Places(READ)
    for words, said in (("800", "dòng 3"), ("212", "chú thích 1, dòng 7")):
        assert places.in_words(READ.text.index(words)) == said
    cell = READ.text.index("412", READ.text.index("|---|"))
    assert places.in_words(cell) == "bảng 1, hàng “Bến Đò”, cột “Số cây”, dòng 11"


# --- exit status


@pytest.mark.parametrize(
    ("consequences", "status"),
    [((), 0), (("hint", "look"), 0), (("look", "explain"), 1), (("stop",), 1)],
)
def test_exit_status(consequences: tuple[str, ...], status: int) -> None:
    answer = settled(reading(READ, *(replace(FINDING, consequence=Consequence(each)) for each in consequences)))
    assert exit_status([answer]) == status


def test_exit_status_of_what_was_not_read() -> None:
    """Silence about an unread part means nothing: it is never 0 or 1."""
    unread = refused(Unread("a.docx", "hỏng"))
    assert exit_status([settled(reading(READ, FINDING)), unread]) == 2
    assert exit_status([settled(reading(replace(READ, unread=("Trang 3",))))]) == 2


# --- for machines


def test_json_is_the_public_contract() -> None:
    answers = [settled(reading(READ, FINDING)), refused(Unread("hong.docx", "Tệp Word bị hỏng."))]
    data = json.loads(to_json(answers))
    (one,) = data["findings"]
    assert {key: one[key] for key in ("file", "start_line", "end_line", "start", "end", "code", "name", "consequence",
                                      "severity", "printed", "expected")} == {
        "file": "bao_cao.md", "start_line": 3, "end_line": 3, "start": READ.text.index("800 cây"),
        "end": READ.text.index("800 cây") + 7, "code": "DOC201", "name": "sum-of-parts-differs", "consequence": "explain",
        "severity": "error", "printed": "800 cây", "expected": "810 cây",
    }  # fmt: skip
    assert TEXT[one["start"] : one["end"]] == "800 cây"
    assert one["message"] and [each["printed"] for each in one["related"]] == ["412 cây", "212 cây"]
    assert data["coverage"] == {"quantities": 6, "claims": 3, "judged": 2, "held": 1, "failed": 1}
    assert data["unread"] == [{"file": "hong.docx", "reason": "Tệp Word bị hỏng."}]


@pytest.mark.parametrize(
    ("consequence", "severity"), [("stop", "error"), ("explain", "error"), ("look", "warning"), ("hint", "info")]
)
def test_severities(consequence: str, severity: str) -> None:
    answer = settled(reading(READ, replace(FINDING, consequence=Consequence(consequence))))
    assert json.loads(to_json([answer]))["findings"][0]["severity"] == severity


def test_coverage_adds_up_over_files() -> None:
    answers = [settled(reading(READ)), settled(reading(READ))]
    assert json.loads(to_json(answers))["coverage"]["quantities"] == 12
    assert len(json.loads(to_json(answers, not_judged=True))["not_judged"]) == 2


# --- as a page


class Seen(HTMLParser):
    """Text by tag and class, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "input", "link"):
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked[-1] += data


def test_the_page_marks_the_words_and_says_what_about_them() -> None:
    seen = Seen(to_page([settled(reading(READ, FINDING))]))
    assert seen.marked == ["800 cây"]
    assert "Tổng ghi 800 cây nhưng cộng được 810 cây." in seen.text
    ids = {attributes["id"] for _, attributes in seen.tags if "id" in attributes}
    links = {str(attributes["href"])[1:] for tag, attributes in seen.tags if tag == "a" and "href" in attributes}
    assert links and links <= ids


def test_the_page_stands_alone() -> None:
    html = to_page([settled(reading(READ, FINDING))])
    policy = re.search(r"style-src 'sha256-([^']+)'", html)
    assert policy and "default-src 'none'" in html
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|style=", html)
    css = re.search(r"<style>(.*)</style>", html, re.S)
    assert css and base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode() == policy[1]


def test_words_of_the_report_are_never_markup() -> None:
    read = document('Xã <b>Bến Đò</b> & <script>alert(1)</script> "trồng" 800 cây', "<img src=x>.txt")
    html = to_fragment([settled(reading(replace(read, text=TEXT), FINDING)), refused(Unread("<i>", "<u>"))])
    assert "<script>" not in html and "<img" not in html and "<u>" not in html
    Seen(html)


def test_overlapping_findings_and_torn_ones() -> None:
    findings = (
        found_at(READ, "800 cây"),
        found_at(READ, "trồng được 800", Consequence.LOOK),
        found_at(READ, "Tre\n\n398"),
    )
    seen = Seen(to_page([settled(reading(READ, *findings))]))
    assert "".join(seen.marked) == "trồng được 800 câyTre 398"
    assert sum(str(attributes.get("class", "")).startswith("ghi ") for _, attributes in seen.tags) == 3


def test_several_files_on_one_page_do_not_share_ids() -> None:
    seen = Seen(
        to_page([settled(reading(READ, FINDING)), settled(reading(READ, FINDING)), refused(Unread("c", "hỏng"))])
    )
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


# --- as comments


def test_comments_say_what_the_terminal_says() -> None:
    made = docx.Document()
    made.add_paragraph("Toàn huyện trồng được 800 cây, gồm 412 cây và 398 cây.")
    target = io.BytesIO()
    made.save(target)
    read = read_document(target.getvalue(), "a.docx")
    assert isinstance(read, Document)
    finding = found_at(read, "800 cây", related=("412 cây",))
    proofread = Proofreading(read, (finding, replace(finding, consequence=Consequence.HINT)), Coverage())
    (comment,) = docx.Document(io.BytesIO(to_docx(settled(proofread), target.getvalue()))).comments
    assert [each.text for each in comment.paragraphs] == [
        "Cần giải trình (DOC201)",
        finding.message,
        "Liên quan: 412 cây",
        finding.next_step,
    ]


# --- accepted findings

RECORD = '[[accepted]]\ncode = "DOC201"\nwords = "trồng được 800 cây"\nreason = "Kể cả cây trồng dặm"\n'


def record(tmp_path: Path, text: str) -> tuple[Acceptance, ...]:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    return read_accepted(tmp_path / "r.toml")


def test_an_accepted_finding_is_set_aside_and_counted_aloud(tmp_path: Path) -> None:
    answer = settled(reading(READ, FINDING), record(tmp_path, RECORD))
    assert answer.findings == () and exit_status([answer]) == 0
    text = to_text([answer])
    assert "đã chấp nhận, lý do: Kể cả cây trồng dặm" in text and "1 điều đã chấp nhận" in text
    assert json.loads(to_json([answer]))["accepted"][0]["reason"] == "Kể cả cây trồng dặm"
    assert "Kể cả cây trồng dặm" in to_page([answer])


@pytest.mark.parametrize(
    "change",
    [("DOC201", "DOC202"), ("trồng được 800", "trồng được 801"), ("trồng được 800 cây", "cây sấu 212 cây")],
    ids=["another rule", "other words", "words elsewhere"],
)
def test_a_record_that_does_not_fit_accepts_nothing_and_is_said(tmp_path: Path, change: tuple[str, str]) -> None:
    answer = settled(reading(READ, FINDING), record(tmp_path, RECORD.replace(*change)))
    assert answer.findings == (FINDING,)
    assert "không còn khớp với chỗ nào" in to_text([answer])


def test_words_over_a_seam_are_written_as_they_are_read(tmp_path: Path) -> None:
    finding = found_at(READ, "398 cây")
    answer = settled(
        reading(READ, finding), record(tmp_path, RECORD.replace("trồng được 800 cây", "xã Cầu Tre  398 cây"))
    )
    assert answer.accepted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[accepted]]\ncode = 'A'\nwords = 'b'\n", "thiếu reason"),
        ("[[accepted]]\ncode = 'A'\nwords = ' '\nreason = 3\n", "thiếu words, reason"),
        ("[chap_nhan]\n", "[[accepted]]"),
        ("code = ", "TOML"),
        ("accepted = 3\n", "[[accepted]]"),
    ],
)
def test_a_record_with_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AcceptedFileError, match=re.escape(said)):
        record(tmp_path, text)


def test_an_answer_of_a_refused_file_has_nothing_else() -> None:
    assert refused(Unread("a", "b")) == Answer("a", None, unread=("b",))
