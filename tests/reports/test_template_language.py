"""Templates hold structure only; what is wrong in one is named with its place."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from solieu.app.publishing import Compiled
from solieu.app.workspace import Definitions
from solieu.catalog.model import Phrase, TemplateText
from solieu.documents import Gap, NoteMark, runs_of
from solieu.reports import check_reports
from solieu.reports.phrases import inlines
from solieu.reports.reading import read_template
from solieu.reports.template import (
    HeadingNode,
    NarrativeNode,
    ParagraphNode,
    TableNode,
    Template,
    Words,
    every_node,
)

FAULTS = [  # a template, and what is said of it: code, line, column, a word of the message
    ("Đạt {khong.co|so}.", "REP102", 1, 6, "khong.co"),
    ("Đạt {trong_trot.cay_co_cu@uocc|so}.", "REP102", 1, 6, "uocc"),
    ("Đạt {dau_tu.giai_ngan[nguon=nq61]|so}.", "REP102", 1, 6, "nq61"),
    ("Đạt {dau_tu.giai_ngan[loai=gpmb]|so}.", "REP102", 1, 6, "loai"),
    ("Đạt {trong_trot.cay_co_cu@ke_hoach(xa)|so}.", "REP102", 1, 6, "xa"),
    ("Đạt {trong_trot.cay_co_cu|soo}.", "REP103", 1, 5, "soo"),
    ("Đạt {trong_trot.cay_co_cu@uoc|so_ke_hoach}.", "REP104", 1, 5, "1 tham số"),
    ("Đạt {trong_trot.cay_co_cu@uoc|so_ke_hoach(tin)}.", "REP104", 1, 43, "tin"),
    ('Đạt {trong_trot.cay_co_cu@uoc|so_ke_hoach("tinh b")}.', "REP104", 1, 43, "tinh b"),
    ("Đạt {trong_trot.cay_co_cu|so(nhieu_so_le)}.", "REP104", 1, 30, "nhieu_so_le"),
    ("Đạt {trong_trot.cay_co_cu|tren}.", "REP104", 1, 5, "gạch chéo"),
    ("Đạt {trong_trot.cay_co_cu|tren(trong_trot.cay_co_cuu)}.", "REP102", 1, 32, "cay_co_cuu"),
    ("Đạt {trong_trot.cay_co_cu * 2|so}.", "REP101", 1, 6, "phép tính"),
    ("Đạt {trong_trot.cay_co_cu|so.", "REP101", 1, 5, "trọn vẹn"),
    ("Đạt {a|b|c|d}.", "REP101", 1, 5, "quá nhiều phần"),
    ("Đạt {kyy}.", "REP102", 1, 5, "kyy"),
    ("{nguon.nq99|ten}", "REP102", 1, 1, "nguon.nq99"),
    ("{cau[trang_thai=bo_hoang]|danh_sach}", "REP104", 1, 1, "bo_hoang"),
    ("Dòng đầu\n\nTrồng được 25 ha.", "REP105", 3, 1, "25"),
    ("Trồng được {ky}, tức 1.250,5 ha.", "REP105", 1, 16, "1.250,5"),
    ("## III. Kết quả 6 tháng", "REP105", 1, 4, "6"),
    ("12 xã đã gửi.", "REP105", 1, 1, "12"),
    ("Trong quý I đã gửi.", "REP105", 1, 1, "quý I"),
    ("::: narrative x phong_tckh\nĐánh giá 3 tháng\n:::", "REP105", 1, None, "3"),
    ("::: narrative x phong_tckhh\nĐánh giá\n:::", "REP102", 1, None, "phong_tckhh"),
    ("::: if khong.co > 0\nA\n:::", "REP102", 1, None, "khong.co"),
    ("::: if khong. > 0\nA\n:::", "REP101", 1, None, ""),
    ("::: else\nA\n:::", "REP106", 1, None, "else"),
    ("::: each caau\n- {ten}\n:::", "REP102", 1, None, "caau"),
    ('::: each cau where xaa = "a"\n- {ten}\n:::', "REP102", 1, None, "xaa"),
    ("::: each cau\n- {tenn}\n:::", "REP102", 2, 3, "tenn"),
    ("::: khoi la\nA\n:::", "REP106", 1, None, "khoi"),
    ("::: if ngan_sach.thu_tren_dia_ban > 0\nA", "REP106", 1, None, "chưa có dòng :::"),
    ("Có[^a] và có[^a].\n\n[^a]: Chú thích.", "REP107", None, None, "hai lần"),
    ("Không.\n\n[^a]: Chú thích.", "REP107", 3, 1, "không được đánh dấu"),
    ("Có[^b].", "REP107", 1, 3, "không có nội dung"),
    ("### 1. Đạt {ngan_sach.thu_tren_dia_ban|so}", "REP106", 1, 1, "tiêu đề"),
    ("::: table a\ncolumns: [uocc]\nrows: []\n:::", "REP108", 2, 11, "uocc"),
    ("::: table a\ncolumns: [ke_hoach]\nrows: []\n:::", "REP108", 2, 11, "ke_hoach(tinh)"),
    ("::: table a\ncolumns: [ke_hoach(huyenn)]\nrows: []\n:::", "REP102", 2, None, "huyenn"),
    ("::: table a\ncolumns: [uoc]\nrows:\n  - {chi_tieu: khong.co}\n:::", "REP102", 4, None, "khong.co"),
    ("::: table a\ncolumns: [uoc]\nrows:\n  - {title: 5 xã}\n:::", "REP105", 4, None, "5"),
    ("::: table a\ncolumns: [uoc]\nrows:\n  - {title: Cây, x: [uooc]}\n:::", "REP108", None, None, "uooc"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column", "word"), FAULTS)
def test_a_mistake_is_named_with_its_place(
    held: Definitions, text: str, code: str, line: int | None, column: int | None, word: str
) -> None:
    found = [
        fault for fault in check_reports(_catalog_with(held, text), held.territory) if fault.where.file == "thu.md"
    ]
    fitting = [fault for fault in found if fault.code == code and word in fault.message]
    assert fitting, [(fault.code, fault.message) for fault in found]
    assert line in (None, fitting[0].where.line)
    assert column in (None, fitting[0].where.column)


FINE = [
    "## II. Kết quả",
    "#### a) Trồng trọt",
    "1. Về nông nghiệp",
    "1.1. Về nông nghiệp",
    "- Về nông nghiệp: {ngan_sach.thu_tren_dia_ban@uoc|so_ke_hoach(tinh)}.",
    "{nguon.nq16|ten} và {van_ban.nq_16|trich_so}, {van_ban.nq_16|truong(trich_yeu)}.",
    '{dau_tu.so_du_an[loai=gpmb]|dem("dự án")}, {dau_tu.giai_ngan|tren(dau_tu.ke_hoach_von@ke_hoach(giao); hai_so_le)}',
    "### {ky|hoa} VÀ {ky_sau_ngan}",
    '::: each du_an where nguon = "nq16" and von > 0\n- {ten}: {von|so}, {trang_thai}\n:::',
    "::: if ngan_sach.thu_tren_dia_ban@uoc > 0\nTăng.\n:::\n::: else\nGiảm.\n:::",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_right_is_left_alone(held: Definitions, text: str) -> None:
    found = check_reports(_catalog_with(held, text), held.territory)
    assert [(fault.code, fault.message) for fault in found if fault.where.file == "thu.md"] == []


def test_the_head_of_a_report_names_only_what_it_knows(held: Definitions) -> None:
    report = held.catalog.reports["bao_cao_quy"]
    for text, code in (("Báo cáo {kyy}", "REP102"), ("Báo cáo {ky", "REP101"), ("Báo cáo năm 2024", "REP105")):
        catalog = replace(held.catalog, reports={"x": replace(report, closing=text)})
        assert [fault.code for fault in check_reports(catalog, held.territory)] == [code]


# --- the shipped templates


def _typed(template: Template) -> Iterator[str]:
    for node in every_node(template):
        match node:
            case HeadingNode(_, inlines_) | ParagraphNode(inlines_):
                yield from (word.text for word in inlines_ if isinstance(word, Words))
            case NarrativeNode():
                yield node.guidance
            case TableNode():
                yield from (node.title, node.measure, *(row.title for row in node.rows))


def test_no_digit_of_a_quantity_stands_in_a_template(held: Definitions) -> None:
    """Nothing but the numbering of headings and items; not in a phrase, not in the head either."""
    report = held.catalog.reports["bao_cao_quy"]
    texts = [text for section in (*report.sections, *report.annexes) for text in _typed(read_template(section))]
    assert len(texts) > 100
    texts += [variant.text for phrase in held.catalog.phrases.values() for variant in phrase.variants]
    texts += [*report.head.values(), *report.recipients, report.closing]
    with_digits = [text for text in texts if re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))]
    assert all(re.fullmatch(r"\d{1,2}\.(\d\.)? \D+", text) for text in with_digits), with_digits


def test_raw_templates_hold_no_number_outside_slots_and_blocks(held: Definitions) -> None:
    """The same by another way: the text of the files without slots, notes' marks and tables."""
    report = held.catalog.reports["bao_cao_quy"]
    for section in (*report.sections, *report.annexes):
        unprinted = r"(?ms)^::: table.*?^:::$|^ *:{3,} if [^\n]*$"
        bare = re.sub(r"\{[^}]*\}", "", re.sub(unprinted, "", section.text))
        assert re.findall(r"(?m)^(?!#+ \d{1,2}\.(?:\d\.)? \D+$).*\d.*", bare) == []


# --- the next quarter on the same templates


def _text(done: Compiled) -> str:
    paper = done.paper
    blocks = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    said = [run.text for block in blocks for run in runs_of(block) if not isinstance(run, NoteMark)]
    said += [note for block in blocks for note in getattr(block, "notes", ())]
    return "\n".join(
        [*said, paper.parts.subject, paper.parts.place_and_date, *(annex.subtitle for annex in paper.annexes)]
    )


def test_the_next_quarter_says_nothing_of_the_last_one(done: Compiled, next_quarter: Compiled) -> None:
    text = _text(next_quarter)
    assert "quý II/2024" in text and "quý III năm 2024" in text
    for stale in (r"quý I\b", r"29/02", r"\b02/2024", r"31/3", r"tháng 3 ", r"minh họa", r"Minh họa", r"Cầu \w"):
        assert not re.search(stale, text, flags=re.IGNORECASE if stale == r"quý I\b" else 0), stale
    for narrative in done.snapshot.narratives:
        for sentence in re.split(r"[.;{}]", narrative.text):
            assert len(sentence.strip()) < 12 or sentence.strip() not in text
    for citation in done.report.citations:
        assert citation.printed not in text


def test_no_figure_of_the_next_quarter_was_made_in_the_last_one(done: Compiled, next_quarter: Compiled) -> None:
    """What is left are figures of the year: its plan, and the share of its parts."""
    used = {key for figure in next_quarter.report.figures for key in figure.trace.every_key()}
    assert used
    assert done.report.period not in {key.period for key in used}
    assert not [finding for finding in next_quarter.report.findings if "2024-Q1" in finding.where.key]


def test_every_gap_names_who_owes(next_quarter: Compiled, held: Definitions) -> None:
    gaps = next_quarter.report.gaps
    assert len(gaps) > 60
    for gap in gaps:
        name = held.territory.name(gap.owner, next_quarter.report.period.end)
        assert gap.owner and name in gap.text
    marked = {run.text for section in next_quarter.report.sections for block in section.blocks for run in runs_of(block)
              if isinstance(run, Gap)}  # fmt: skip
    assert "[Chưa có phần viết “Chỉ đạo, điều hành thu, chi ngân sách trong kỳ” – Phòng Tài chính - Kế hoạch]" in marked
    assert not any(re.search(r"\d", re.sub(r"quý \w+/\d{4}|\d{1,2}/\d{1,2}/\d{4}|năm \d{4}|giai đoạn \d{4} - \d{4}"
                   r"|số \d+/\d{4}/NQ-HĐND", "", gap)) for gap in marked)  # fmt: skip


def _catalog_with(held: Definitions, text: str):  # type: ignore[no-untyped-def]
    """The shipped catalogue with one more report, whose only section is this text."""
    report = replace(held.catalog.reports["bao_cao_quy"], sections=(TemplateText("thu", "thu.md", text),), annexes=())
    phrases: dict[str, Phrase] = dict(held.catalog.phrases)
    assert all(inlines(variant) for phrase in phrases.values() for variant in phrase.variants)
    return replace(held.catalog, reports={"thu": report}, phrases=phrases)
