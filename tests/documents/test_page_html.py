"""The page: well-formed, without scripts, every figure a way to its source, every sign escaped."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from sample_paper import PAPER, say

from solieu.documents import (
    Annex,
    Cell,
    FigureRun,
    Gap,
    Heading,
    Note,
    NoteMark,
    Paper,
    Paragraph,
    Table,
    Text,
    runs_of,
)
from solieu.documents.html import Remark, write_html

VOID = {"meta", "br", "hr", "col", "img", "input", "link"}


class _Reader(HTMLParser):
    """Elements in order, texts, ids; an element that is not closed in its place is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    def targets(self) -> list[str]:
        return [attrs["href"] for tag, attrs in self.elements if tag == "a" and "href" in attrs]


def _figures(paper: Paper) -> list[FigureRun]:
    blocks = (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks))
    return [run for block in blocks for run in runs_of(block) if isinstance(run, FigureRun)]


SOURCES = {run.figure: (f"{run.text} (mã {run.figure})", f"  Biểu <mẫu> của {run.figure}") for run in _figures(PAPER)}


def test_the_page_is_well_formed_and_carries_no_script() -> None:
    page = _Reader(write_html(PAPER, sources=SOURCES))
    assert not {"script", "iframe", "object", "img"} & {tag for tag, _ in page.elements}
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"]
    assert ("html", {"lang": "vi"}) in page.elements
    assert len(set(page.ids())) == len(page.ids())


def test_every_link_inside_the_page_has_its_target() -> None:
    page = _Reader(write_html(PAPER, sources=SOURCES))
    assert len(page.targets()) > 2 * len(SOURCES)
    assert {target.removeprefix("#") for target in page.targets()} <= set(page.ids())


def test_every_figure_leads_to_its_source_and_back() -> None:
    page = _Reader(write_html(PAPER, sources=SOURCES))
    links = {
        attrs["id"]: attrs["href"] for tag, attrs in page.elements if tag == "a" and "so-lieu" in attrs.get("class", "")
    }
    assert links == {run.figure: f"#nguon-{run.figure}" for run in _figures(PAPER)}
    assert {f"#{run.figure}" for run in _figures(PAPER)} <= set(page.targets())


def test_figures_with_one_source_share_its_entry() -> None:
    sources = {"T01": ("1.250", "  Biểu A"), "T02": ("62,5%", "  Biểu A"), "T03": ("412", "  Biểu B")}
    page = _Reader(write_html(PAPER, sources=sources))
    assert sum(tag == "details" for tag, _ in page.elements) == 2
    assert {"nguon-T01", "nguon-T02", "nguon-T03"} <= set(page.ids())


def test_links_may_be_given_by_the_one_who_serves_the_page() -> None:
    inside = write_html(PAPER, link=lambda figure: f"/so/{figure}?a=1&b=2", standalone=False)
    assert "<html" not in inside and "/so/T01?a=1&amp;b=2" in inside
    assert "data-figure" in write_html(PAPER) and "NGUỒN SỐ LIỆU" not in write_html(PAPER)


def test_head_foot_and_annexes_say_what_the_paper_says() -> None:
    said = " ".join(" ".join(_Reader(write_html(PAPER)).said).split())
    for words in ("UBND TỈNH HẢI ĐÔNG ỦY BAN NHÂN DÂN HUYỆN SUỐI MÂY", "Độc lập - Tự do - Hạnh phúc", "Số: /BC-UBND",
                  "Dự thảo lần 2", "Nơi nhận: - UBND tỉnh (b/c); - Sở Xây dựng;", "Lưu: VT, KT (Lan).",
                  "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Đinh Thị Mẫu", "Phụ lục I SỐ CÂY TRỒNG THEO XÃ (Kèm theo Báo cáo số"):  # fmt: skip
        assert words in said


def test_tables_have_the_widths_of_the_paper() -> None:
    widths = [int(attrs["width"].rstrip("%")) for tag, attrs in _Reader(write_html(PAPER)).elements if tag == "col"]
    assert len(widths) == 3 + 7
    assert 97 <= sum(widths[:3]) <= 103 and 97 <= sum(widths[3:]) <= 103


def test_remarks_stand_before_the_block_that_they_are_about() -> None:
    page = write_html(PAPER, beside={"T01": (Remark("Cần giải trình", "a < b", "vì <c>", settled=True),)})
    assert page.index("<aside") < page.index("1.250") and "a &lt; b" in page and "vì &lt;c&gt;" in page


_TEXTS = st.lists(
    st.sampled_from(
        ("<b>", "</td>", "<script>", "&amp;", "&lt;", "<!--", "]]>", "<", ">", "&", '"', "'", "onclick=x", "chữ")
    ),
    max_size=5,
).map("".join)


@given(_TEXTS)
def test_every_text_is_escaped_wherever_it_stands(text: str) -> None:
    """The page that is read back says the text as often as it was put in, and holds no element that nobody wrote."""
    plain = _Reader(write_html(_everywhere("chữ")))
    page = _Reader(write_html(_everywhere(text)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert "".join(page.said).count(f"»{text}«") == "".join(plain.said).count("»chữ«") >= 16


def _everywhere(text: str) -> Paper:
    text = f"»{text}«"
    note = Note((say(text),))
    table = Table((20, 30), (Cell(say(text)), Cell(say("b"))), (text, "B"), ((Cell(say(text)), Cell(say("b"))),),
                  unit_line=text, notes=(text,), title=text)  # fmt: skip
    parts = replace(PAPER.parts, parent_body=text, issuing_body=text, number=text, place_and_date=text, type_name=text,
                    subject=text, draft_mark=text, recipients=(text, "Lưu"), authority=text, signer=text)  # fmt: skip
    blocks = (
        Heading(2, text),
        Paragraph((Text(text, bold=True), FigureRun(text, "f1"), Gap(text), NoteMark(note))),
        table,
    )
    return Paper(text, parts, blocks, (Annex(text, text, text, ()),))
