"""The Word file in the layout of Decree 30/2020/NĐ-CP, Appendix I, with real styles, fields and footnotes.

Every figure stands in an invisible content control whose tag is its short id; the full keys are in a custom XML part.
The controls are neither locked nor framed: searching, copying and editing work as in any other file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_LINE_STYLE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from solieu.documents.archive import in_utc, repack
from solieu.documents.docx_parts import W15, finished, keep_keys
from solieu.documents.docx_styles import ALIGN, LANGUAGE, empty_document, set_page, style_ids
from solieu.documents.official import (
    CELL_INSET,
    COLUMNS,
    HANGING,
    HEADINGS,
    INDENT,
    LOOKS,
    MOTTO,
    MOTTO_WIDTH,
    NATION,
    RECIPIENTS,
    SHORT_TABLE,
    Frame,
    Look,
    fitted,
    frame,
    printable,
    room,
)
from solieu.documents.paper import (
    Annex,
    Block,
    Cell,
    FigureRun,
    Gap,
    Heading,
    ListBlock,
    NoteMark,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
)


def write_docx(paper: Paper, *, moment: datetime) -> bytes:
    """The bytes of a .docx; ``moment`` is the only time inside. Equal papers give equal bytes."""
    moment, paper = in_utc(moment), printable(paper)
    writer = _Writer()
    writer.write(paper)
    properties = writer.document.core_properties
    properties.title, properties.subject, properties.comments = (
        paper.title,
        paper.parts.subject or paper.parts.about,
        "",
    )
    properties.author = properties.last_modified_by = "SoLieu"
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)
    properties.revision, properties.language = 1, LANGUAGE
    properties.keywords = paper.identity  # stays when Word, WPS or LibreOffice saves the file, in any of their formats
    keep_keys(writer.document, paper)
    raw = io.BytesIO()
    writer.document.save(raw)
    return repack(raw.getvalue(), moment, finished)


class _Writer:
    def __init__(self) -> None:
        self.document = empty_document()
        self._styles = style_ids(self.document)
        self._ids = count(1)
        self._room = room(landscape=False)

    def write(self, paper: Paper) -> None:
        set_page(self.document.sections[0], landscape=False, first=True)
        parts = frame(paper.parts)
        self.head(parts)
        for block in paper.blocks:
            self.block(block)
        self.foot(parts)
        for annex in paper.annexes:
            self.annex(annex)

    def head(self, parts: Frame) -> None:
        """Number and date stand in a row of their own, so that they share a line however long the names above are."""
        if parts.draft:
            self.lines(self.document.sections[0].first_page_header, [("draft", parts.draft)])
        self.line(self.document, "rule", "")  # LibreOffice sets an empty line before a table that stands first
        (issuer, nation), (number, place) = self.columns(2)
        lines = [("parent", parts.parent)] if parts.parent else []
        self.lines(issuer, [*lines, ("issuer", parts.issuer)])
        self.rule(issuer, COLUMNS[0], parts.issuer_rule)
        self.lines(nation, [("nation", NATION), ("motto", MOTTO)])
        self.rule(nation, COLUMNS[1], MOTTO_WIDTH)
        self.lines(number, [("number", parts.number), *([("about", parts.about)] if parts.about else [])])
        self.lines(place, [("place", parts.place)])
        if parts.type_name:
            self.name(parts)
        self.address(parts)

    def name(self, parts: Frame) -> None:
        """What kind of document it is and what it is about; a letter says the latter under its number."""
        self.line(self.document, "type_name", parts.type_name)
        spacing = self.line(self.document, "subject", parts.subject).paragraph_format
        spacing.left_indent = spacing.right_indent = Mm(parts.subject_side)
        self.rule(self.document, self._room, parts.subject_rule).paragraph_format.space_after = Pt(10)

    def address(self, parts: Frame) -> None:
        if not parts.addressed:
            return
        first = self.line(self.document, "addressed", parts.addressed)
        lines = [first, *(self.line(self.document, "addressee", line) for line in parts.addressees)]
        if parts.addressees:
            first.alignment = ALIGN["left"]
            first.paragraph_format.left_indent = Mm(parts.addressed_indent)
            first.paragraph_format.space_after = Pt(LOOKS["addressee"].after)
        for line in lines[1:]:
            spacing = line.paragraph_format
            spacing.left_indent = Mm(parts.addressee_indent + HANGING)
            spacing.first_line_indent = Mm(-HANGING)
        lines[-1].paragraph_format.space_after = Pt(10)

    def foot(self, parts: Frame) -> None:
        """Title and name never stand alone on a page: the last paragraph goes with them."""
        if parts.closing:
            self.line(self.document, "body", parts.closing)
        last = self.document.element.body[-2]  # before the properties of the section
        if last.tag == qn("w:p"):
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        ((to, signing),) = self.columns(1)
        self.lines(to, [("recipients", RECIPIENTS), *(("recipient", f"- {line}") for line in parts.recipients)])
        self.lines(signing, [*(("authority", line) for line in parts.authority), ("signer", parts.signer)])

    def annex(self, annex: Annex) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.dress(self.document.paragraphs[-1], LOOKS["rule"])  # the break needs a paragraph; it takes no room
        set_page(section, landscape=annex.landscape, first=False)
        section.first_page_header.is_linked_to_previous = False  # the mark of a draft stands on the first page only
        self._room = room(landscape=annex.landscape)
        for look, text in (("annex", annex.title), ("annex_title", annex.subtitle), ("attached_to", annex.attached_to)):
            if text:
                self.line(self.document, look, text)
        for block in annex.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.dress(self.document.add_paragraph(text), HEADINGS[min(level, len(HEADINGS)) - 1])
            case Paragraph(runs):
                self.put(self.line(self.document, "body", ""), runs)
            case ListBlock(items):
                for item in items:
                    self.put(self.line(self.document, "list", "- "), item)
            case Table():
                self.table(block)

    def table(self, table: Table) -> None:
        widths = fitted(table.widths, self._room, table.flexible)
        side = Mm((self._room - sum(widths)) / 2)
        if table.title:
            self.line(self.document, "table_title", table.title).paragraph_format.keep_with_next = True
        if table.unit_line:
            spacing = self.line(self.document, "unit_line", table.unit_line).paragraph_format
            spacing.right_indent, spacing.keep_with_next = side, True
        self.grid(table, widths)
        for note in table.notes:
            self.line(self.document, "table_note", note).paragraph_format.left_indent = side
        # Word joins tables that touch, and a file may not end with one.
        self.line(self.document, "rule", "").paragraph_format.space_after = Pt(6)

    def grid(self, table: Table, widths: Sequence[int]) -> None:
        head = [("table_head", [Cell(cell.runs, "center", bold=True) for cell in table.head])]
        if table.marks:
            head.append(("table_marks", [Cell((Text(mark),), "center") for mark in table.marks]))
        rows = [*head, *(("table", list(row)) for row in table.rows)]
        grid = self.new_table(len(rows), widths, inset=CELL_INSET, style="Table Grid")
        for number, (row, (look, cells)) in enumerate(zip(grid.rows, rows, strict=True)):
            row.dont_split = True
            if number < len(head):
                row.repeat_as_header = True
            for target, cell in zip(row.cells, cells, strict=False):
                self.cell(target, cell, look)
        held = [*(grid.rows[:-1] if len(table.rows) <= SHORT_TABLE else ()), *(grid.rows[-1:] if table.notes else ())]
        for target in (target for row in held for target in row.cells):
            target.paragraphs[0].paragraph_format.keep_with_next = True

    def cell(self, target: Any, cell: Cell, look: str) -> None:
        target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = target.paragraphs[0]
        self.dress(paragraph, LOOKS[look])
        paragraph.alignment = ALIGN[cell.align]
        if cell.indent:
            paragraph.paragraph_format.left_indent = Mm(INDENT * cell.indent)
        self.put(paragraph, cell.runs, bold=cell.bold)

    def put(self, paragraph: Any, runs: Runs, *, bold: bool = False) -> None:
        for run in runs:
            self.run(paragraph, run, bold)

    def run(self, paragraph: Any, run: Run, bold: bool) -> None:
        if isinstance(run, NoteMark):
            self.note(paragraph, run)
            return
        written = paragraph.add_run(run.text)
        if isinstance(run, Gap):
            written.font.highlight_color = WD_COLOR_INDEX.YELLOW
            return
        written.bold, written.italic = (run.bold or bold) or None, run.italic or None
        if isinstance(run, FigureRun):
            self.control(written._r, run.figure)

    def control(self, run: Any, figure: str) -> None:
        """Wrap a run in an inline content control that shows nothing of itself."""
        control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
        tag, identity = OxmlElement("w:tag"), OxmlElement("w:id")
        tag.set(qn("w:val"), figure)
        identity.set(qn("w:val"), str(next(self._ids)))
        appearance = properties.makeelement(f"{{{W15}}}appearance", nsmap={"w15": W15})
        appearance.set(f"{{{W15}}}val", "hidden")
        for part in (tag, identity, appearance):
            properties.append(part)
        run.addprevious(control)
        control.append(properties)
        control.append(content)
        content.append(run)

    def note(self, paragraph: Any, mark: NoteMark) -> None:
        first, *rest = mark.note.paragraphs
        note = self.document.footnotes.add_footnote(" ")
        paragraph.add_run().add_footnote_reference(note)
        target = note.paragraphs[0]
        self.put(self.dress(target, LOOKS["note"]), first)
        for runs in rest:
            self.put(self.line(note, "note", ""), runs)

    def columns(self, rows: int) -> list[tuple[Any, Any]]:
        """The cells of the borderless two-column table of head and foot; its rows never break over a page."""
        table = self.new_table(rows, COLUMNS, inset=0)
        for row in table.rows:
            row.dont_split = True
        return [tuple(row.cells) for row in table.rows]

    def new_table(self, rows: int, widths: Sequence[int], *, inset: float, style: str | None = None) -> Any:
        """Both columns and cells carry the width: LibreOffice asks the one, Word the other."""
        table = self.document.add_table(rows, len(widths), style=style)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        table.cell_margins.left = table.cell_margins.right = Mm(inset)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def lines(self, target: Any, lines: Sequence[tuple[str, str]]) -> None:
        """Paragraphs of a cell; the first takes the place of the empty one that every cell has."""
        (look, text), *more = lines
        self.dress(target.paragraphs[0], LOOKS[look]).add_run(text)
        for look, text in more:
            self.line(target, look, text)

    def line(self, target: Any, look: str, text: str) -> Any:
        paragraph = self.dress(target.add_paragraph(), LOOKS[look])
        if text:
            paragraph.add_run(text)
        return paragraph

    def dress(self, paragraph: Any, look: Look) -> Any:
        paragraph._p.style = self._styles[look.name]
        return paragraph

    def rule(self, target: Any, width: int, length: int) -> Any:
        """A solid line of so many millimetres, centred in a column of ``width``."""
        paragraph = self.line(target, "rule", "")
        spacing = paragraph.paragraph_format
        spacing.left_indent = spacing.right_indent = Mm((width - length) / 2)
        spacing.space_before = spacing.space_after = Pt(2)
        top = spacing.borders["top"]
        top.line, top.size = WD_LINE_STYLE.SINGLE, Pt(0.75)
        return paragraph
