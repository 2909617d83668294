"""Prose of a period: typed figures are found, whatever was typed prints as it stands, nothing that is typed breaks."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solieu.app.publishing import Compiled
from solieu.app.workspace import Definitions
from solieu.documents import Gap, NoteMark, Paper, runs_of
from solieu.documents.docx import write_docx
from solieu.documents.html import write_html
from solieu.documents.pdf import write_pdf
from solieu.facts import Narrative, Snapshot
from solieu.reports import Report, compile_report, to_paper

SECTION = "danh_gia_ngan_sach"
MOMENT = datetime(2024, 3, 20, tzinfo=UTC)


def _compiled(done: Compiled, held: Definitions, text: str) -> Report:
    """The report of the sample with another prose in one of its places."""
    narrative = Narrative(
        "bao_cao_quy", SECTION, done.report.period, "huyen_chi_lang", 9, text, "phong_tckh", "x", MOMENT
    )
    snapshot = replace(done.snapshot, narratives=(narrative,))
    return compile_report(held.catalog, held.territory, snapshot, "bao_cao_quy", done.report.period)


@pytest.fixture(scope="module")
def empty(held: Definitions, done: Compiled) -> Snapshot:
    return Snapshot(MOMENT, {})


def _alone(held: Definitions, done: Compiled, text: str) -> tuple[Report, Paper]:
    """A report that is nothing but one narrative, without any data behind it."""
    from solieu.catalog.model import TemplateText

    definition = replace(
        held.catalog.reports["bao_cao_quy"],
        sections=(TemplateText("thu", "thu.md", f"::: narrative {SECTION} phong_tckh\nĐánh giá\n:::\n"),),
        annexes=(), closing="",
    )  # fmt: skip
    catalog = replace(held.catalog, reports={"thu": definition})
    narrative = Narrative("thu", SECTION, done.report.period, "huyen_chi_lang", 1, text, "phong_tckh", "x", MOMENT)
    snapshot = Snapshot(MOMENT, {}, narratives=(narrative,))
    report = compile_report(catalog, held.territory, snapshot, "thu", done.report.period)
    return report, to_paper(report, definition)


# --- figures without a source


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Đã hoàn thành 25 công trình.", ["25"]),
        ("Thu 1.250,5 triệu đồng, đạt 31,1% kế hoạch.", ["1.250,5", "31,1"]),
        ("25 công trình đã xong.", ["25"]),
        ("Trồng 150 ha/1.100 ha.", ["150", "1.100"]),
        ("Có 2024 hộ được hỗ trợ.", ["2024"]),
        ("Đạt 20/20 xã.", ["20", "20"]),
        ("- Hỗ trợ 5 hộ.", ["5"]),
        ("a) Hỗ trợ 5 hộ.", ["5"]),
        ("Sau {ngan_sach.thu_tren_dia_ban@uoc|so}, còn 12 khoản.", ["12"]),
        ("Đã thu 90m2 và 3 m².", ["90", "3"]),
        ("Khoản nợ[^a].\n\n[^a]: Gồm 7 khoản.", ["7"]),
        ("Ngày 15/3/2024 đã thu, kỳ họp tháng 02/2024 và quý I/2024 đã bàn.", []),
        ("Theo Nghị quyết số 16/2021/NQ-HĐND ngày 10/12/2021, Kế hoạch 37-KH/HU, Nghị định 30/2020/NĐ-CP.", []),
        ("Giai đoạn 2021 - 2025, năm 2024, năm học 2023-2024, nhiệm kỳ 2020-2025.", []),
        ("Điều 5, khoản 2, Đề án 06, Quốc lộ 1A, QL1A, lúc 16 giờ 20 phút.", []),
        ("Hai chương trình, ba công trình, một số đơn vị.", []),
        ("1. Về thu.\n\n1.1. Về chi.\n\nI. Chung.", []),
        ("Thu {ngan_sach.thu_tren_dia_ban@uoc|so}.", []),
    ],
)
def test_a_typed_figure_is_found(done: Compiled, held: Definitions, text: str, numbers: list[str]) -> None:
    report, _ = _alone(held, done, text)
    found = [finding for finding in report.findings if finding.name == "figure-without-source"]
    assert [finding.printed for finding in found] == numbers
    assert all(
        finding.where.line and finding.where.key.startswith("thu/danh_gia_ngan_sach/2024-Q1:") for finding in found
    )


def test_the_same_typed_figure_is_the_same_doubt_in_the_next_version(done: Compiled, held: Definitions) -> None:
    """An explanation that was given goes on to hold."""
    one, two = (_alone(held, done, f"{start} đã có 25 khoản.")[0] for start in ("Nay", "Đến nay"))
    prints = [{finding.fingerprint for finding in report.findings if finding.printed == "25"} for report in (one, two)]
    assert prints[0] == prints[1] != set()


def test_the_narratives_of_the_sample_hold_no_typed_figure(done: Compiled) -> None:
    assert [finding for finding in done.report.findings if finding.name == "figure-without-source"] == []


def test_a_narrative_binds_figures_and_documents(done: Compiled, held: Definitions) -> None:
    report = _compiled(
        done, held, "Thu {ngan_sach.thu_tren_dia_ban@uoc|so}, theo {van_ban.qd_5388_qd_ubnd_2023|trich}."
    )
    text = "".join(run.text for section in report.sections for block in section.blocks for run in runs_of(block)
                   if not isinstance(run, NoteMark))  # fmt: skip
    assert "Thu 19.594 triệu đồng, theo Quyết định số 5388/QĐ-UBND ngày 15/12/2023 của UBND huyện." in text
    said = [[figure.printed for figure in one.figures].count("19.594 triệu đồng") for one in (done.report, report)]
    assert said[1] == said[0] + 1


# --- nothing that is typed breaks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thu {khong.co|so}.", "[Không hiểu chỗ điền {khong.co|so}]"),
        ("Theo {van_ban.khong_co|trich}.", "[Không có văn bản “van_ban.khong_co” trong sổ]"),
        ("::: narrative danh_gia_ngan_sach\nLại nữa\n:::", "[phần viết không chứa phần viết khác]"),
        ("::: each khong_co\n- {ten}\n:::", "[không có sổ “khong_co”]"),
        ("::: if khong.co > 0\nCó.\n:::", "[không có chỉ tiêu “khong.co”]"),
        ("::: table a\ncolumns: [uoc]\nrows:\n  - {chi_tieu: khong.co}\n:::", "[không có chỉ tiêu “khong.co”]"),
        ("# Đạt {ngan_sach.thu_tren_dia_ban|so}", "[tiêu đề chỉ có chữ, không có số liệu hay chú thích]"),
    ],
)
def test_what_leads_nowhere_is_a_marked_gap_and_a_finding(
    done: Compiled, held: Definitions, text: str, said: str
) -> None:
    report = _compiled(done, held, text)
    gaps = [run.text for section in report.sections for block in section.blocks for run in runs_of(block)
            if isinstance(run, Gap)]  # fmt: skip
    assert said in gaps
    assert said in [gap.text for gap in report.gaps]


_REVENUE = "ngan_sach.thu_tren_dia_ban"
_SLOTS = (
    "{ky}", "{khong.co|so}", f"{{{_REVENUE}|so}}", f"{{{_REVENUE}@uoc|so_ke_hoach(tinh)}}", '{x|so_ke_hoach("a b")}',
    f"{{{_REVENUE}|tren(1 +)}}", f"{{{_REVENUE}|giai_trinh}}", f"{{{_REVENUE}|ten|hoa}}", "{cau|danh_sach}",
    "{cau[trang_thai=hoan_thanh]|danh_sach}", "{van_ban.x|trich}", "{van_ban|trich}", "{nguon.nq16|ten}", "{tinh|ten}",
)  # fmt: skip
_BLOCKS = ("::: if a > 0\n", "::: else\n", "::: each cau\n", "::: table a\n", "::: narrative b\n", ":::\n", ":::")
_MARKS = (
    "{",
    "}",
    "*",
    "**",
    "`",
    "\\",
    "|",
    "[^a]",
    "[^a]: ",
    "^[a]",
    "[a](b)",
    "![a](b)",
    "<b>",
    "&amp;",
    "chữ ",
    "12 ",
)
_LINES = ("\n\n", "\n", "# ", "###### ", "- ", "1. ", "> ", "```\n", "    ", "columns: [uoc]\n", "rows: []\n", "\u0000",
          "| a | b |\n|---|---|\n")  # fmt: skip
_PIECES = st.sampled_from((*_SLOTS, *_BLOCKS, *_MARKS, *_LINES))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join))
@example("[^a][^a]\n\n[^a]: [^a]")
@example("::: if ngan_sach.thu_tren_dia_ban > 0\n::: narrative danh_gia_ngan_sach\n:::\n:::")
@example("- [^a]: ::: table a")
def test_no_narrative_breaks_a_report(held: Definitions, done: Compiled, text: str) -> None:
    report, paper = _alone(held, done, text)
    assert len(write_html(paper)) > 500 and report.sections


# --- and prints as it stands, in every format

_LITERAL = [
    "<script>alert('x')</script>", "<b>đậm</b> & < > \" '", "#set text(red) $x^2$ @nguon \\ ~ a_ = b -- c", "]]> <!-- -->",
    "// không phải chú giải /* */", "`mã` [liên kết](http://a) ![ảnh](b)", "#import \"x\": y", "<w:t>&lt;</w:t>", "100 %  $ 5",
    "> trích", "```\nmã\n```", "&nbsp;&#60;", "%s %(a)s {{}}".replace("{{}}", ""),
    "https://vi.wikipedia.org/ a@b.vn", "a\u00a0b\u2011c",
]  # fmt: skip


def _docx_text(raw: bytes) -> str:
    body = docx.Document(io.BytesIO(raw)).element.body
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))
    )


def _pdf_text(raw: bytes) -> str:
    document = pypdfium2.PdfDocument(raw)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def _html_text(text: str) -> str:
    body = re.sub(r"<(?:style|title)>.*?</(?:style|title)>", "", text, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", body))


def _bare(text: str) -> str:
    return re.sub(r"[\s\u2010\u2011\ufffe-]+", "", text)  # a line of a pdf may end anywhere


@pytest.mark.parametrize("text", _LITERAL)
def test_whatever_is_typed_prints_literally(held: Definitions, done: Compiled, text: str) -> None:
    _, paper = _alone(held, done, f"Ghi: {text} hết.")
    wanted = _bare(f"Ghi: {text} hết.")
    assert wanted in _bare(_docx_text(write_docx(paper, moment=MOMENT)))
    assert wanted in _bare(_pdf_text(write_pdf(paper, moment=MOMENT)))
    assert wanted in _bare(_html_text(write_html(paper)))
    assert "<script>alert" not in write_html(paper)


_SIGNS = st.text(st.sampled_from("aĐộ 1,.%<>&\"'#$@~_=/-+()[]|;:!?^"), min_size=1, max_size=90)


@settings(max_examples=12, deadline=None)
@given(_SIGNS.filter(lambda text: text.strip() and not re.search(r"\[\^|:::", text)))
def test_signs_print_literally(held: Definitions, done: Compiled, text: str) -> None:
    """Every sign but those that Markdown means (*, \\, {, }); in front stands a word, so that no list begins."""
    report, paper = _alone(held, done, f"Ghi {text} hết")
    wanted = _bare(f"Ghi {text} hết").replace("_", "")
    for printed in (
        _docx_text(write_docx(paper, moment=MOMENT)),
        _html_text(write_html(paper)),
        _pdf_text(write_pdf(paper, moment=MOMENT)),
    ):
        assert wanted in _bare(printed).replace("_", "")
    assert report.gaps == ()
