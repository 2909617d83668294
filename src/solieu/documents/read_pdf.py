"""PDF files: paragraphs joined over lines and pages, notes lifted from the foot, ruled tables, furniture dropped."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from solieu.documents.assembly import Found, HungNote, extracted_document, hung_at_marks
from solieu.documents.document import CellPlace, Document, Passage, PassageKind
from solieu.documents.headings import is_item, item_level, typed_heading
from solieu.documents.limits import PDF_PAGES, PDF_SECONDS, PDF_TABLE_PAGES
from solieu.documents.pdf_furniture import without_furniture
from solieu.documents.pdf_lines import Line, lines_of
from solieu.documents.pdf_notes import note_size, part
from solieu.documents.pdf_paragraphs import Frame, Paragraph, frame_of, goes_on_over_page, paragraphs_of
from solieu.documents.pdf_sheets import Sheet, open_pdf, sheet_of
from solieu.documents.pdf_tables import Grid, grids_of, may_have_tables
from solieu.documents.seams import is_unfinished
from solieu.documents.strands import Strand
from solieu.documents.table_shape import head_rows
from solieu.documents.text_encoding import legacy_font
from solieu.documents.unread import UnreadableError

_SCANNED = "PDF không có chữ, là ảnh quét hoặc hình vẽ. Đề nghị nhận dạng chữ (OCR) hoặc xin bản Word rồi đọc soát"
_NO_LETTERS = "PDF không giữ bảng mã chữ nên không đọc được chữ. Đề nghị xin bản Word hoặc xuất lại PDF"
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
_LINES_OF_A_FRAME = 12  # from which a page tells its own edges
_FEW = 0.2  # share of letters without a code from which a text is not readable


def read_pdf(content: bytes, name: str) -> Document:
    """Raises UnreadableError."""
    pdf = open_pdf(content)
    try:
        pages = len(pdf)
        sheets = list(_sheets(pdf, min(pages, PDF_PAGES)))
    finally:
        pdf.close()
    reader = _Reader(sheets)
    found = reader.read()
    found.unread += _left_out(sheets, pages, reader.tables_left_out)
    document, _ = extracted_document(found, file=name, kind="pdf")
    _check(document)
    return document


def _sheets(pdf: Any, count: int) -> Iterator[Sheet]:
    """So many pages, or those that could be taken apart in time."""
    end = time.process_time() + PDF_SECONDS
    for index in range(count):
        if time.process_time() > end:
            return
        yield sheet_of(pdf, index)


def _check(document: Document) -> None:
    letters = sum(letter.isalnum() for letter in document.text)
    if len(_UNMAPPED.findall(document.text)) > _FEW * max(letters, 1):
        raise UnreadableError(_NO_LETTERS)
    if not letters:
        raise UnreadableError(_SCANNED)
    legacy = legacy_font(document.text)
    if legacy:
        raise UnreadableError(
            f"Chữ trong PDF theo bảng mã cũ {legacy}. Đề nghị xin bản Word, chuyển sang Unicode rồi lưu lại"
        )


def _left_out(sheets: Sequence[Sheet], pages: int, tables: Sequence[int]) -> Iterator[str]:
    if pages > len(sheets):
        yield f"Chỉ đọc {len(sheets)} trang đầu trong {pages} trang. Đề nghị tách tệp để đọc phần còn lại"
    scanned = [sheet.number for sheet in sheets if not sheet.letters and sheet.has_image]
    if scanned and len(scanned) < len(sheets):
        yield f"Trang {_list(scanned)} không có chữ (ảnh quét). Đề nghị nhận dạng chữ (OCR) các trang này"
    cut = [sheet.number for sheet in sheets if sheet.cut]
    if cut:
        yield f"Trang {_list(cut)} có quá nhiều ký tự, chỉ đọc phần đầu"
    if tables:
        yield f"Bảng ở trang {_list(tables)} không đọc theo ô (chỉ đọc bảng của {PDF_TABLE_PAGES} trang)"


def _list(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return f"{shown} và {len(numbers) - 10} trang khác" if len(numbers) > 10 else shown


@dataclass
class _TextSoFar:
    """Where the reading of the running text, or of the notes, stands: its last paragraph may go on on the next page."""

    last: Paragraph | None = None
    frame: Frame | None = None

    def goes_on(self, following: Paragraph, frame: Frame) -> bool:
        if self.last is None or self.frame is None:
            return False
        return goes_on_over_page(self.last, self.frame, following, frame)


@dataclass
class _TableSoFar:
    number: int = -1
    rows: int = 0
    grid: Grid | None = None  # the table at the very end of the page before


@dataclass(frozen=True)
class _Note:
    after: int  # group of the main text
    mark: str
    paragraphs: list[Paragraph]
    page: int


@dataclass
class _Reader:
    sheets: Sequence[Sheet]
    found: Found = field(default_factory=Found)
    tables_left_out: list[int] = field(default_factory=list)
    _pages: Sequence[Sequence[Line]] = ()
    _text: _TextSoFar = field(default_factory=_TextSoFar)
    _foot: _TextSoFar = field(default_factory=_TextSoFar)
    _table: _TableSoFar = field(default_factory=_TableSoFar)
    _open_marks: set[str] = field(default_factory=set)  # marks whose notes have not been met
    _paragraphs: list[tuple[int, Paragraph, int]] = field(default_factory=list)  # group, paragraph, page
    _notes: list[_Note] = field(default_factory=list)

    def read(self) -> Found:
        grids, pages = self._grids_and_lines()
        cleared = without_furniture(pages, [sheet.height for sheet in self.sheets])
        self.found.around += [line.text for line in cleared.furniture]
        self._pages, size = cleared.pages, note_size(cleared.pages)
        for sheet, lines, tables in zip(self.sheets, cleared.pages, grids, strict=True):
            foot = part(lines, sheet.rules, sheet.width, size, open_marks=self._open_marks)
            self._open_marks |= {mark.note for line in foot.text for mark in line.strand.references}
            self._read_page(sheet, foot.text, tables)
            self._read_notes(sheet, foot.notes)
        self._settle()
        self.found.notes = hung_at_marks(self.found)
        return self.found

    def _grids_and_lines(self) -> tuple[list[list[Grid]], list[list[Line]]]:
        grids: list[list[Grid]] = []
        pages: list[list[Line]] = []
        ruled = [sheet.number for sheet in self.sheets if may_have_tables(sheet)]
        self.tables_left_out = ruled[PDF_TABLE_PAGES:]
        looked_at = frozenset(ruled[:PDF_TABLE_PAGES])
        for sheet in self.sheets:
            tables, letters = grids_of(sheet) if sheet.number in looked_at else ([], list(sheet.letters))
            grids.append(tables)
            pages.append(lines_of(letters, sheet.number))
        return grids, pages

    def _read_page(self, sheet: Sheet, lines: Sequence[Line], grids: Sequence[Grid]) -> None:
        """Text and tables of a page from top to bottom."""
        frame = self._frame(sheet, lines)
        for index, grid in enumerate(grids):
            above = [line for line in lines if line.y > grid.top]
            self._read_text(above, frame, sheet.number)
            self._read_table(grid, sheet.number, is_first=index == 0 and not above)
            self._text.last = None
            lines = [line for line in lines if line.y <= grid.top]
        self._read_text(lines, frame, sheet.number)
        if lines or not grids:
            self._table.grid = None

    def _frame(self, sheet: Sheet, lines: Sequence[Line]) -> Frame:
        """A page with little text has the frame of the others of its format."""
        if sum(line.alone for line in lines) >= _LINES_OF_A_FRAME:
            return frame_of(lines, sheet.width)
        pages = zip(self.sheets, self._pages, strict=True)
        like = [line for other, page in pages if abs(other.width - sheet.width) < 1 for line in page]
        return frame_of(like, sheet.width)

    def _read_text(self, lines: Sequence[Line], frame: Frame, page: int) -> None:
        """The first paragraph of a page may continue the page before."""
        paragraphs = paragraphs_of(lines, frame)
        last = self._text.last
        if paragraphs and last is not None and last.last.page != page and self._text.goes_on(paragraphs[0], frame):
            last.lines += paragraphs[0].lines
            del paragraphs[0]
        for paragraph in paragraphs:
            self.found.main.append([])
            self._paragraphs.append((len(self.found.main) - 1, paragraph, page))
        if paragraphs:
            self._text.last = paragraphs[-1]
        if lines:
            self._text.frame = frame

    def _read_table(self, grid: Grid, page: int, *, is_first: bool) -> None:
        """A table with the same columns at the top of the next page is the same one; its repeated head is dropped."""
        so_far, rows = self._table, grid.rows
        skipped = 0
        if is_first and so_far.grid is not None and so_far.grid.continues(grid):
            head = so_far.grid.rows[: head_rows(so_far.grid.rows)]
            skipped = len(head) if rows[: len(head)] == head else 0
        else:
            so_far.number, so_far.rows = so_far.number + 1, 0
        head_count = 0 if so_far.rows else head_rows(rows)
        for row in range(skipped, len(rows)):
            at = so_far.rows + row - skipped
            cells = [cell for cell in grid.cells if cell.row == row and cell.strand.text]
            places = [CellPlace(so_far.number, at, cell.column, at < head_count) for cell in cells]
            self.found.main.append(
                [
                    _passage(cell.strand, PassageKind.CELL, page, cell=place)
                    for cell, place in zip(cells, places, strict=True)
                ]
            )
        so_far.rows += len(rows) - skipped
        so_far.grid = grid

    def _read_notes(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        """Paragraphs of notes; the first one without a mark continues the last note of the page before."""
        frame = frame_of(lines, sheet.width)
        for index, paragraph in enumerate(paragraphs_of(lines, frame)):
            mark = paragraph.lines[0].mark
            self._open_marks.discard(mark)
            if mark or not self._notes:
                self._notes.append(_Note(len(self.found.main) - 1, mark, [paragraph], sheet.number))
            elif index == 0 and self._note_goes_on(paragraph, frame):
                self._notes[-1].paragraphs[-1].lines += paragraph.lines
            else:
                self._notes[-1].paragraphs.append(paragraph)
        if lines:
            self._foot = _TextSoFar(self._notes[-1].paragraphs[-1], frame)

    def _note_goes_on(self, following: Paragraph, frame: Frame) -> bool:
        last = self._notes[-1].paragraphs[-1]
        return is_unfinished(last.last.text) or self._foot.goes_on(following, frame)

    def _settle(self) -> None:
        """Passages are made last, when no later page can add a line to a paragraph."""
        for group, paragraph, page in self._paragraphs:
            strand = paragraph.strand
            self.found.main[group] = [_text_passage(strand, page, stressed=paragraph.stressed)] if strand.text else []
        for note in self._notes:
            strands = [paragraph.strand for paragraph in note.paragraphs]
            passages = [
                _passage(strand, PassageKind.NOTE, note.page, note=note.mark) for strand in strands if strand.text
            ]
            if passages:
                self.found.notes.append(HungNote(note.after, passages))


def _text_passage(strand: Strand, page: int, *, stressed: bool) -> Passage:
    level = typed_heading(strand.text, stressed=stressed)
    if level:
        return _passage(strand, PassageKind.HEADING, page, level=level)
    if is_item(strand.text):
        return _passage(strand, PassageKind.LIST_ITEM, page, level=item_level(strand.text))
    return _passage(strand, PassageKind.PARAGRAPH, page)


def _passage(
    strand: Strand, kind: PassageKind, page: int, *, level: int = 0, note: str = "", cell: CellPlace | None = None
) -> Passage:
    return Passage(kind, strand.text, strand.pieces, level, note, strand.references, cell, page)
