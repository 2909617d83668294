"""The Word file against Decree 30/2020/NĐ-CP, Appendix I, read from its XML alone."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree
from sample_paper import MOMENT, PAPER

from solieu.documents import FigureRun, NoteMark, Paper, runs_of
from solieu.documents.docx import write_docx

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMES['w']}}}"
TWIPS_PER_MM = 1440 / 25.4

# component: style, sizes, bold, italic, capitals, alignment (domain: Appendix I, II.1 to II.14)
COMPONENTS = [
    ("Quốc hiệu", (12, 13), True, False, True, "center"),
    ("Tiêu ngữ", (13, 14), True, False, False, "center"),
    ("Cơ quan chủ quản", (12, 13), False, False, True, "center"),
    ("Cơ quan ban hành", (12, 13), True, False, True, "center"),
    ("Số và ký hiệu", (13, 13), False, False, False, "center"),
    ("Địa danh và ngày tháng", (13, 14), False, True, False, "center"),
    ("Tên loại", (13, 14), True, False, True, "center"),
    ("Trích yếu", (13, 14), True, False, False, "center"),
    ("Body Text", (13, 14), False, False, False, "both"),
    ("heading 1", (13, 14), True, False, False, "center"),
    ("heading 2", (13, 14), True, False, False, "both"),
    ("heading 3", (13, 14), True, False, False, "both"),
    ("heading 4", (13, 14), False, False, False, "both"),
    ("Nơi nhận", (12, 12), True, True, False, "left"),
    ("Danh sách nơi nhận", (11, 11), False, False, False, "left"),
    ("Quyền hạn chức vụ", (13, 14), True, False, True, "center"),
    ("Họ tên người ký", (13, 14), True, False, False, "center"),
    ("Phụ lục", (14, 14), True, False, False, "center"),
    ("Tên phụ lục", (13, 14), True, False, True, "center"),
    ("Kèm theo", (13, 14), False, True, False, "center"),
    ("header", (13, 14), False, False, False, "center"),
    ("footnote text", (10, 11), False, False, False, "both"),
]


@cache
def _parts() -> dict[str, bytes]:
    return _parts_of(PAPER)


def _parts_of(paper: Paper) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_docx(paper, moment=MOMENT))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _xml(name: str) -> etree._Element:
    return etree.fromstring(_parts()[name])


def _find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=NAMES)  # type: ignore[no-any-return]


def _val(element: etree._Element, path: str) -> str:
    found = _find(element, path)
    return found[0].get(f"{W}val") if found else ""


def _style(name: str) -> etree._Element:
    (style,) = _find(_xml("word/styles.xml"), f'//w:style[w:name/@w:val="{name}"]')
    return style


def _texts(style: str) -> list[str]:
    """The texts of all paragraphs with a style, wherever they stand."""
    identity = _style(style).get(f"{W}styleId")
    found = []
    for part in ("word/document.xml", "word/footnotes.xml", *(name for name in _parts() if "header" in name)):
        for paragraph in _find(_xml(part), f'//w:p[w:pPr/w:pStyle/@w:val="{identity}"]'):
            found.append("".join(node.text or "" if node.tag == f"{W}t" else "\n"
                                 for node in paragraph.iter(f"{W}t", f"{W}br")))  # fmt: skip
    return found


@pytest.mark.parametrize(("name", "sizes", "bold", "italic", "capitals", "align"), COMPONENTS)
def test_a_component_looks_as_the_decree_says(
    name: str, sizes: tuple[int, int], bold: bool, italic: bool, capitals: bool, align: str
) -> None:
    style = _style(name)
    assert sizes[0] <= int(_val(style, "w:rPr/w:sz")) / 2 <= sizes[1]
    assert bool(_find(style, "w:rPr/w:b")) is bold
    assert bool(_find(style, "w:rPr/w:i")) is italic
    assert _val(style, "w:pPr/w:jc") == align
    texts = _texts(name)
    assert texts, "no paragraph has this style"
    if capitals:
        assert all(text == text.upper() for text in texts)
    for paragraph_run in _find(
        _xml("word/document.xml"), f'//w:p[w:pPr/w:pStyle/@w:val="{style.get(f"{W}styleId")}"]/w:r'
    ):
        if name not in ("Body Text", "footnote text"):
            assert not _find(paragraph_run, "w:rPr/w:sz")  # nothing overrides the style by hand


def test_the_head_holds_the_prescribed_words() -> None:
    assert _texts("Quốc hiệu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert _texts("Tiêu ngữ") == ["Độc lập - Tự do - Hạnh phúc"]
    assert _texts("Cơ quan ban hành") == ["ỦY BAN NHÂN DÂN\nHUYỆN SUỐI MÂY"]
    assert _texts("Số và ký hiệu")[0].startswith("Số: ")
    assert re.fullmatch(r"[^,]+, ngày +tháng 4 năm 2031", _texts("Địa danh và ngày tháng")[0])


def test_every_style_and_run_is_times_new_roman() -> None:
    for part in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
        for fonts in _find(_xml(part), "//w:rFonts"):
            assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
            assert not [name for name in fonts.attrib if "Theme" in name]
    assert _find(_xml("word/styles.xml"), "//w:docDefaults//w:rFonts")
    assert not _find(_xml("word/document.xml"), "//w:rFonts")


def test_body_has_first_line_indent_spacing_and_pitch() -> None:
    for name in ("Body Text", "List Paragraph", "heading 3"):
        spacing, indent = (_find(_style(name), f"w:pPr/w:{tag}")[0] for tag in ("spacing", "ind"))
        assert 10 * TWIPS_PER_MM <= int(indent.get(f"{W}firstLine")) <= 12.75 * TWIPS_PER_MM
        assert int(spacing.get(f"{W}after")) >= 6 * 20
        assert 240 <= int(spacing.get(f"{W}line")) <= 360 and spacing.get(f"{W}lineRule") == "auto"


def _sections() -> list[etree._Element]:
    return _find(_xml("word/document.xml"), "//w:sectPr")


def test_page_is_a4_with_the_margins_of_the_decree() -> None:
    sections = _sections()
    assert len(sections) == 1 + len(PAPER.annexes)
    for section, landscape in zip(sections, (False, *(annex.landscape for annex in PAPER.annexes)), strict=True):
        size, margins = _find(section, "w:pgSz")[0], _find(section, "w:pgMar")[0]
        shape = (int(size.get(f"{W}w")), int(size.get(f"{W}h")))
        assert shape == ((16838, 11906) if landscape else (11906, 16838))
        assert (size.get(f"{W}orient") == "landscape") is landscape
        for side, least, most in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
            assert least - 0.01 <= int(margins.get(f"{W}{side}")) / TWIPS_PER_MM <= most


def _header(section: etree._Element, kind: str) -> etree._Element | None:
    """The header of a kind, None where it is that of the section before."""
    found = _find(section, f'w:headerReference[@w:type="{kind}"]')
    if not found:
        return None
    relations = etree.fromstring(_parts()["word/_rels/document.xml.rels"])
    target = {node.get("Id"): node.get("Target") for node in relations}[found[0].get(f"{{{NAMES['r']}}}id")]
    return _xml(f"word/{target.rpartition('/')[2]}")


def test_pages_are_numbered_at_the_top_from_the_second_on_and_anew_in_every_annex() -> None:
    first, *annexes = _sections()
    for section in (first, *annexes):
        assert _find(section, "w:titlePg")
        assert _find(section, "w:pgNumType")[0].get(f"{W}start") == "1"
    running = _header(first, "default")
    assert running is not None
    assert "".join(node.text or "" for node in _find(running, "//w:instrText")).strip() == "PAGE"
    assert _val(running, "//w:pStyle") == "Header"
    assert all(_header(section, "default") is None for section in annexes)
    opening = [_header(section, "first") for section in (first, *annexes)]
    assert not any(_find(header, "//w:instrText") for header in opening if header is not None)
    assert _texts("Dự thảo") == [PAPER.parts.draft_mark]
    assert opening[1] is not None and not _find(opening[1], "//w:t")  # the mark of a draft is not repeated


def test_without_a_draft_mark_nothing_stands_above() -> None:
    paper = replace(PAPER, parts=replace(PAPER.parts, draft_mark=""))
    headers = [content for name, content in _parts_of(paper).items() if "header" in name]
    assert b"D\xe1\xbb\xb1 th\xe1\xba\xa3o" not in b"".join(headers)


# --- notes, fields, controls


def test_notes_are_real_footnotes() -> None:
    marks = [run for block in PAPER.blocks for run in runs_of(block) if isinstance(run, NoteMark)]
    references = _find(_xml("word/document.xml"), "//w:footnoteReference")
    notes = {note.get(f"{W}id"): note for note in _find(_xml("word/footnotes.xml"), "//w:footnote[not(@w:type)]")}
    assert len(references) == len(marks) == len(notes) == 2
    for reference, mark in zip(references, marks, strict=True):
        note = notes[reference.get(f"{W}id")]
        paragraphs = _find(note, "w:p")
        assert len(paragraphs) == len(mark.note.paragraphs)
        assert all(_val(paragraph, "w:pPr/w:pStyle") == "FootnoteText" for paragraph in paragraphs)
        assert _find(paragraphs[0], ".//w:footnoteRef")
        style = _val(reference.getparent(), "w:rPr/w:rStyle")
        assert _find(_xml("word/styles.xml"), f'//w:style[@w:styleId="{style}"]//w:vertAlign[@w:val="superscript"]')


def _controls() -> Iterator[etree._Element]:
    for part in ("word/document.xml", "word/footnotes.xml"):
        yield from _find(_xml(part), "//w:sdt")


def _printed(paper: Paper) -> list[FigureRun]:
    blocks = (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks))
    return [run for block in blocks for run in runs_of(block) if isinstance(run, FigureRun)]


def test_every_figure_stands_in_an_invisible_control_of_its_own() -> None:
    found = {_val(control, "w:sdtPr/w:tag"): control for control in _controls()}
    assert {run.figure: run.text for run in _printed(PAPER)} == {
        tag: "".join(node.text or "" for node in control.iter(f"{W}t")) for tag, control in found.items()
    }
    identities = [_val(control, "w:sdtPr/w:id") for control in found.values()]
    assert len(set(identities)) == len(identities) and all(0 < int(identity) < 2**31 for identity in identities)
    for control in found.values():
        appearance = _find(control, "w:sdtPr/w15:appearance")[0]
        assert appearance.get(f"{{{NAMES['w15']}}}val") == "hidden"
        assert not _find(control, "w:sdtPr/w:lock | w:sdtPr/w:alias | w:sdtPr/w:placeholder | w:sdtPr/w:showingPlcHdr")
        assert control.getparent().tag == f"{W}p"  # inline: a paragraph pasted elsewhere takes no frame along
    for part in (b"word/document.xml", b"word/footnotes.xml"):
        root = _xml(part.decode())
        assert "w15" in root.get(f"{{{NAMES['mc']}}}Ignorable").split()  # a Word of 2010 opens it without a word


def test_the_keys_of_the_figures_travel_in_a_part_of_their_own() -> None:
    item = etree.fromstring(_parts()["customXml/item1.xml"])
    space = {"f": "urn:solieu:figures:1"}
    keys = {node.get("id"): tuple(key.text for key in node.findall("f:key", space)) for node in item}
    assert all(keys[run.figure] == (PAPER.figures.get(run.figure) or run.keys) for run in _printed(PAPER))
    types = _parts()["[Content_Types].xml"].decode()
    assert "/customXml/itemProps1.xml" in types
    assert "itemProps1.xml" in _parts()["customXml/_rels/item1.xml.rels"].decode()
    assert "customXml/item1.xml" in _parts()["word/_rels/document.xml.rels"].decode()


def test_gaps_are_marked() -> None:
    marked = _find(_xml("word/document.xml"), '//w:r[w:rPr/w:highlight/@w:val="yellow"]/w:t')
    assert [node.text for node in marked] == ["[chưa có số: Trạm giống cây]"]


# --- tables, head and foot


def _tables() -> list[etree._Element]:
    return _find(_xml("word/document.xml"), "//w:tbl")


def test_head_and_foot_are_borderless_tables_whose_rows_never_break() -> None:
    head, foot = _tables()[0], _tables()[2]
    for table in (head, foot):
        assert not _find(table, "w:tblPr/w:tblBorders | w:tblPr/w:tblStyle")
        assert len(_find(table, "w:tblGrid/w:gridCol")) == 2
        assert all(_find(row, "w:trPr/w:cantSplit") for row in _find(table, "w:tr"))
    before = foot.getprevious()
    assert before.tag == f"{W}p" and _find(before, "w:pPr/w:keepNext")  # title and name never stand alone


def test_number_and_date_share_a_row() -> None:
    (_, row) = _find(_tables()[0], "w:tr")
    assert [_val(cell, ".//w:pStyle") for cell in _find(row, "w:tc")] == ["SoLieu_number", "SoLieu_place"]


def test_data_tables_repeat_their_head_and_fit_the_page() -> None:
    body, wide = _tables()[1], _tables()[3]
    for table, room in ((body, 165), (wide, 252)):
        heads = [row for row in _find(table, "w:tr") if _find(row, "w:trPr/w:tblHeader")]
        assert len(heads) == 2
        grid = [int(column.get(f"{W}w")) for column in _find(table, "w:tblGrid/w:gridCol")]
        assert sum(grid) <= room * TWIPS_PER_MM + len(grid)
        for row in _find(table, "w:tr"):
            assert _find(row, "w:trPr/w:cantSplit")
            assert [int(cell.get(f"{W}w")) for cell in _find(row, "w:tc/w:tcPr/w:tcW")] == grid


def test_a_short_table_stays_on_one_page() -> None:
    body, wide = _tables()[1], _tables()[3]
    kept = [bool(_find(row, "w:tc[1]/w:p/w:pPr/w:keepNext")) for row in _find(body, "w:tr")]
    assert all(kept)  # its note too
    assert not _find(_find(wide, "w:tr")[10], ".//w:keepNext")


def test_rules_are_as_long_as_the_decree_says() -> None:
    """Motto: as its text. Issuer and subject: a third to a half. Lengths follow from the indents of the paragraph."""
    widths = {}
    for paragraph in _find(_xml("word/document.xml"), "//w:p[w:pPr/w:pBdr/w:top]"):
        cell = paragraph.getparent()
        room = _find(cell, "w:tcPr/w:tcW")
        column = int(room[0].get(f"{W}w")) if room else round(165 * TWIPS_PER_MM)
        indent = _find(paragraph, "w:pPr/w:ind")[0]
        left, right = int(indent.get(f"{W}left")), int(indent.get(f"{W}right"))
        assert abs(left - right) <= 1
        before = paragraph.getprevious()
        widths[_val(before, "w:pPr/w:pStyle")] = (column - left - right) / TWIPS_PER_MM
    assert widths["SoLieu_motto"] == pytest.approx(56, abs=1)
    assert 46 / 3 <= widths["SoLieu_issuer"] <= 46 / 2 + 1  # ỦY BAN NHÂN DÂN in 12 points bold is some 44 mm long
    assert 40 <= widths["SoLieu_subject"] <= 75


def test_headings_are_real_headings_and_their_numbers_are_typed() -> None:
    for level in range(1, 6):
        style = _style(f"heading {level}")
        assert _val(style, "w:pPr/w:outlineLvl") == str(level - 1)
        assert _find(style, "w:pPr/w:keepNext") and not _find(style, "w:pPr/w:numPr")
        assert len(_texts(f"heading {level}")) >= 1
    assert _texts("heading 3")[0].startswith("1. ")


def test_only_styles_that_a_report_has_are_shown() -> None:
    shown = [_val(style, "w:name") for style in _find(_xml("word/styles.xml"), "//w:style[w:qFormat]")]
    assert {"Body Text", "heading 1", "Trích yếu", "Tên biểu"} <= set(shown) and len(shown) < 40


def test_language_is_vietnamese_and_word_needs_no_compatibility_mode() -> None:
    assert _val(_xml("word/settings.xml"), "//w:themeFontLang") == "vi-VN"
    mode = _find(_xml("word/settings.xml"), '//w:compatSetting[@w:name="compatibilityMode"]')[0]
    assert mode.get(f"{W}val") == "15"
