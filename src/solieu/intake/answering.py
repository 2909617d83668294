"""The answer to a sender: the sender's own workbook, each doubt in its cell, and a list of all of them on a first sheet.

The answered workbook can be corrected and sent again as it is: its marks of identity stay, the list is skipped on the
way back, and our words in a comment are told from the sender's.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from solieu.core import Consequence, Finding
from solieu.documents.spreadsheet_text import put_text
from solieu.intake.blank import save
from solieu.intake.blank_table import BOX, HEAD, MIDDLE, font
from solieu.intake.opening import open_file
from solieu.intake.opening.ooxml import place_of
from solieu.intake.recognition import ANSWER_SHEET
from solieu.intake.sheet import CellKind, Sheet
from solieu.intake.walking import ANSWER_MARK

COLOURS = {
    Consequence.STOP: PatternFill("solid", fgColor="F8CBAD"),
    Consequence.EXPLAIN: PatternFill("solid", fgColor="FFE699"),
    Consequence.LOOK: PatternFill("solid", fgColor="DDEBF7"),
}
_HEADS = {"STT": 6, "Mức độ": 16, "Biểu": 14, "Dòng": 8, "Cột": 8, "Ô": 8, "Nội dung": 66, "Đề nghị": 44}


def answer_workbook(content: bytes, filename: str, findings: Sequence[Finding], *, moment: datetime) -> bytes:
    """The workbook that came, with the findings in it. What cannot be opened gets the list alone."""
    came = [sheet for opened in open_file(content, filename) if opened.book for sheet in opened.book.sheets]
    book = _opened(content, came)
    for finding in findings:
        _mark(book, finding)
    _list(book, filename, findings)
    results = {f"xl/worksheets/sheet{number}.xml": sheet for number, name in enumerate(book.sheetnames, 1)
               for sheet in came if sheet.name == name}  # fmt: skip
    return save(book, moment, lambda part, data: _with_results(data, results[part]) if part in results else data)


def _opened(content: bytes, came: Sequence[Sheet]) -> Workbook:
    """The sender's workbook as it is, without macros and links; other formats and damaged ones cell by cell."""
    try:
        book = load_workbook(io.BytesIO(content), keep_links=False)
    except Exception:  # noqa: BLE001 - a damaged or foreign file may break the library anywhere
        return _copied(came)
    if {sheet.name for sheet in came} - set(book.sheetnames):
        return _copied(came)  # a dialect that the library does not read
    for name in [sheet.title for sheet in book.worksheets if sheet.title == ANSWER_SHEET]:
        del book[name]
    return book


def _with_results(data: bytes, came: Sheet) -> bytes:
    """The library writes formulas without their results; put back what the sheet showed when it came."""
    tree = etree.fromstring(data)
    for node in tree.iter("{*}c"):
        formula = node.find("{*}f")
        known = came.cell(*place_of(node.get("r"))) if formula is not None else None
        if formula is None or known is None or known.kind is CellKind.EMPTY:
            continue
        for old in node.findall("{*}v"):
            node.remove(old)
        value = etree.SubElement(node, f"{{{etree.QName(node).namespace}}}v")
        value.text = str(known.number) if known.number is not None else known.text
        kind = {CellKind.TEXT: "str", CellKind.ERROR: "e"}.get(known.kind, "n")
        node.set("t", kind)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[no-any-return]


def _copied(came: Sequence[Sheet]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in came:
        if sheet.name != ANSWER_SHEET:
            _copy_sheet(sheet, book)
    return book


def _copy_sheet(sheet: Sheet, book: Workbook) -> None:
    target = book.create_sheet(sheet.name[:31])
    for (row, column), known in sheet.cells.items():
        cell = target.cell(row, column)
        if known.number is not None and known.kind is CellKind.NUMBER:
            cell.value, cell.number_format = known.number, known.format or "General"
        elif known.shown:
            put_text(cell, known.shown)
        if known.comment:
            cell.comment = Comment(known.comment, "")
    if sheet.name == "_meta":
        target.sheet_state = "hidden"
    if any(column == 1 and known.text.startswith("solieu:") for (_, column), known in sheet.cells.items()):
        target.column_dimensions["A"].hidden = True


def _mark(book: Workbook, finding: Finding) -> None:
    """Colour and comment at the cell of a finding; the graver of two colours stays."""
    where = finding.where
    if not where.cell or where.sheet not in book.sheetnames or finding.consequence not in COLOURS:
        return
    cell = book[where.sheet][where.cell]
    if isinstance(cell, MergedCell):
        cell = _first_of_merged(book[where.sheet], cell)
    words = cell.comment.text if cell.comment else ""
    own, _, ours = words.partition(ANSWER_MARK)
    line = f"- {finding.consequence.in_vietnamese}: {finding.message} {finding.next_step}".strip()
    if ours:
        text = f"{words}\n{line}"
    else:
        cell.fill = COLOURS[finding.consequence]
        text = "\n".join(part for part in (own.strip(), ANSWER_MARK, line) if part)
    if finding.consequence is Consequence.STOP:
        cell.fill = COLOURS[Consequence.STOP]
    cell.comment = Comment(text, "SoLieu", height=60 + 40 * text.count("\n"), width=320)


def _first_of_merged(sheet: Worksheet, cell: MergedCell) -> WorkbookCell:
    block = next(block for block in sheet.merged_cells.ranges if cell.coordinate in block)
    first: WorkbookCell = sheet.cell(block.min_row, block.min_col)
    return first


def _list(book: Workbook, filename: str, findings: Sequence[Finding]) -> None:
    sheet: Worksheet = book.create_sheet(ANSWER_SHEET, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    _line(sheet, 1, "TRẢ LỜI VỀ BIỂU ĐÃ GỬI", size=14, bold=True)
    _line(sheet, 2, f"Tệp: {filename}")
    _line(sheet, 3, _summary(findings), bold=True)
    _line(sheet, 4, "Đề nghị sửa ngay trong tệp này (các ô tô màu) rồi gửi lại cả tệp.", italic=True)
    for number, (head, width) in enumerate(_HEADS.items(), 1):
        cell = sheet.cell(6, number)
        put_text(cell, head)
        cell.font, cell.fill, cell.border, cell.alignment = font(bold=True), HEAD, BOX, MIDDLE
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, finding in enumerate(_in_order(findings), 1):
        _row(sheet, line, finding, book.sheetnames)
    sheet.freeze_panes = "A7"
    sheet.print_title_rows = "6:6"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line(sheet: Worksheet, row: int, text: str, *, size: int = 11, bold: bool = False, italic: bool = False) -> None:
    cell = sheet.cell(row, 1)
    put_text(cell, text)
    cell.font = font(size, bold=bold, italic=italic)


def _summary(findings: Iterable[Finding]) -> str:
    """Sai, phải sửa: 3; Cần giải trình: 2; Lưu ý: 1."""
    counted = Counter(finding.consequence for finding in findings)
    return (
        "; ".join(f"{kind.in_vietnamese}: {counted[kind]}" for kind in Consequence if counted[kind])
        or "Không có ý kiến"
    )


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    order = list(Consequence)
    return sorted(findings, key=lambda finding: order.index(finding.consequence))


def _row(sheet: Worksheet, line: int, finding: Finding, names: list[str]) -> None:
    where = finding.where
    message = finding.message.removeprefix(f"{where.for_officer()}: ")
    texts = [str(line), finding.consequence.in_vietnamese, where.form, where.row, where.mark or where.field, where.cell,
             message[:1].upper() + message[1:], finding.next_step]  # fmt: skip
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(6 + line, column)
        put_text(cell, text)
        cell.font, cell.border = font(), BOX
        cell.alignment = Alignment(horizontal=None if column > 6 else "center", vertical="top", wrap_text=True)
    sheet.cell(6 + line, 2).fill = COLOURS.get(finding.consequence, PatternFill())
    if where.cell and where.sheet in names:
        quoted = where.sheet.replace("'", "''")
        place = sheet.cell(6 + line, 6)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{quoted}'!{where.cell}")
        sheet.cell(6 + line, 6).font = font(italic=True)
