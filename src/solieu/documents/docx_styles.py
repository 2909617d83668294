"""The Word file before its text: named styles for every component, settings, the page, and nothing left over."""

from __future__ import annotations

from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from solieu.documents.official import (
    FIRST_LINE,
    HEADINGS,
    LINE_PITCH,
    LOOKS,
    MARGINS,
    PAGE,
    PAGE_NUMBER_FROM_TOP,
    WIDE_PITCH,
    Look,
)

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
WORD_2013 = "15"  # older modes show "Compatibility Mode" in the title of the window
_KEPT = {"Normal", "Header", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}


def empty_document() -> Any:
    """A document without text that has our styles and no others."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _forget_others(document)
    _styles(document)
    _settings(document.settings.element)
    return document


def style_ids(document: Any) -> dict[str, str]:
    """Name of a style -> its id. A paragraph that is given the id needs no search among the styles."""
    return {style.name: style.style_id for style in document.styles}


def set_page(section: Any, *, landscape: bool, first: bool) -> None:
    """A4, margins, and the page number centred at the top from the second page on, each part numbered from 1."""
    short, long = map(Mm, PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = section.footer_distance = Mm(PAGE_NUMBER_FROM_TOP)
    section.different_first_page_header_footer = True
    if first:
        section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
        paragraph = section.header.paragraphs[0]
        paragraph.style = "Header"
        paragraph.add_field("PAGE").dirty = False
    _number_from_one(section._sectPr)


def _number_from_one(properties: Any) -> None:
    """A new section is a copy of the last one, so that its start may stand there already."""
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    properties.find(qn("w:cols")).addprevious(start)


def _settings(settings: Any) -> None:
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    language = settings.find(qn("w:themeFontLang"))
    language.attrib.clear()
    language.set(qn("w:val"), LANGUAGE)


def _styles(document: Any) -> None:
    _defaults(document.styles.element)
    _font(document.styles["Normal"], LOOKS["body"].points)
    known = {style.name: style for style in document.styles}
    for key, look in LOOKS.items():
        spacing = _style(document, look, known, f"SoLieu_{key}").paragraph_format
        spacing.line_spacing = LINE_PITCH if key in WIDE_PITCH else 1.0
        if key in WIDE_PITCH:
            spacing.first_line_indent = Mm(FIRST_LINE)
        if key == "rule":
            spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.points)
    for level, look in enumerate(HEADINGS, 1):
        _heading(_style(document, look, known), level, known[LOOKS["body"].name])
    known[LOOKS["annex"].name].paragraph_format.outline_level = 0
    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True


def _defaults(styles: Any) -> None:
    """What a paragraph without a style of its own gets: our face, our language, no hidden spacing."""
    run = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = run.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    spacing = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    _name_font(run)


def _heading(style: Any, level: int, body: Any) -> None:
    spacing = style.paragraph_format
    spacing.keep_with_next = spacing.keep_together = True
    spacing.line_spacing, spacing.outline_level = LINE_PITCH, level - 1
    spacing.first_line_indent = Mm(0 if spacing.alignment == ALIGN["center"] else FIRST_LINE)
    style.next_paragraph_style = body


def _style(document: Any, look: Look, known: dict[str, Any], identity: str = "") -> Any:
    """The style of this look, made where the template has none; only what the look says stands in it."""
    if look.name not in known:
        built_in = look.name == LOOKS["note"].name
        known[look.name] = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
        known[look.name].element.set(qn("w:styleId"), "FootnoteText" if built_in else identity)
    style = known[look.name]
    for old in ("w:pPr", "w:rPr"):
        for properties in style.element.findall(qn(old)):
            style.element.remove(properties)
    style.base_style = known["Normal"]
    _font(style, look.points)
    style.font.bold, style.font.italic = look.bold or None, look.italic or None
    style.quick_style, style.hidden = True, False
    spacing = style.paragraph_format
    spacing.alignment = ALIGN[look.align]
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    return style


def _font(style: Any, points: int) -> None:
    properties = style.element.get_or_add_rPr()
    _name_font(properties)
    style.font.size = Pt(points)


def _name_font(properties: Any) -> None:
    """Times New Roman for every script; a theme font would win over it."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)


def _forget_others(document: Any) -> None:
    """The pane of styles shows an officer what a report has, not the hundred styles of a blank file."""
    kept = _KEPT | {look.name for look in (*LOOKS.values(), *HEADINGS)}
    styles = document.styles.element
    ours = {style.style_id for style in document.styles if style.name in kept}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in ours:
            styles.remove(style)
            continue
        for name in ("w:link", "w:next"):
            for other in style.findall(qn(name)):
                if other.get(qn("w:val")) not in ours:
                    style.remove(other)
