"""Word files: paragraphs, tables with the place of every cell, real notes, text boxes once, changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from solieu.documents.assembly import Found, HungNote, Moved, extracted_document
from solieu.documents.document import CellPlace, Document, Passage, PassageKind
from solieu.documents.docx_names import attribute, child, every, is_on, short, value
from solieu.documents.docx_package import Package
from solieu.documents.docx_runs import Walk, Words, box_contents
from solieu.documents.docx_styling import Styling
from solieu.documents.headings import is_item, item_level, typed_heading
from solieu.documents.strands import Strand, StrandBuilder
from solieu.documents.table_shape import head_rows
from solieu.documents.text_encoding import legacy_font
from solieu.documents.unread import UnreadableError

_NO_TEXT = "Tệp Word không có chữ (có thể chỉ có ảnh quét). Đề nghị nhận dạng chữ (OCR) rồi đọc soát tệp văn bản"


@dataclass(frozen=True, slots=True)
class Places:
    """The way back from the text of the document to the letters in the file, for comments."""

    package: Package
    root: Any  # of the part with the text, whose elements the walk holds
    walk: Walk
    moved: tuple[Moved, ...]
    notes: tuple[Any, ...] = ()  # roots of the parts with the notes


def read_docx(content: bytes, name: str) -> Document:
    """Raises UnreadableError."""
    return read_with_places(content, name)[0]


def read_with_places(content: bytes, name: str) -> tuple[Document, Places]:
    package = Package(content)
    reader = _Reader(package)
    found = reader.read()
    document, moved = extracted_document(found, file=name, kind="docx")
    if not any(letter.isalnum() for letter in document.text):
        raise UnreadableError(_NO_TEXT)
    legacy = legacy_font(document.text)
    if legacy:
        raise UnreadableError(
            f"Chữ trong tệp theo bảng mã cũ {legacy}. Đề nghị chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi lưu lại"
        )
    return document, Places(package, reader.root, reader.walk, moved, tuple(reader.note_roots))


_WRAPPERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))


def _unwrapped(parent: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows or cells, also those inside content controls and accepted insertions."""
    for each in parent:
        if short(each.tag) in _WRAPPERS:
            yield from _unwrapped(each)
        else:
            yield each


@dataclass
class _Reader:
    package: Package
    walk: Walk = field(default_factory=Walk)
    found: Found = field(default_factory=Found)
    tables: int = 0
    note_roots: list[Any] = field(default_factory=list)
    _open: Words | None = None  # a paragraph whose end was deleted: the next one continues it

    def __post_init__(self) -> None:
        main = self.package.main
        self.root = self.package.xml(main)
        self.styling = Styling(self._related("styles"))
        settings = self._related("settings")
        self.first = {kind: _first_number(settings, kind) for kind in ("footnote", "endnote")}

    def _related(self, kind: str) -> Any | None:
        return next(map(self.package.xml, self.package.related(self.package.main, kind)), None)

    def read(self) -> Found:
        body = child(self.root, "w:body")
        if body is None:
            raise UnreadableError("Tệp Word không có phần thân. Đề nghị mở bằng Word, lưu lại rồi thử lại")
        self._blocks(body)
        self._notes()
        self._around()
        return self.found

    def _blocks(self, parent: Any) -> None:
        for each in _unwrapped(parent):
            name = short(each.tag)
            if name == "w:p":
                self._paragraph(each)
            elif name == "w:tbl":
                self._table(each)
            elif name in ("w:altChunk", "w:subDoc"):
                self.found.unread.append(
                    "Một phần được nhúng từ tệp khác, không đọc được. Đề nghị chép nội dung vào tệp này"
                )

    def _paragraph(self, paragraph: Any) -> None:
        words = self._words(paragraph)
        if words is None or self.styling.is_contents(paragraph):
            return
        strand = words.builder.built().stripped()
        group = [] if not strand.text else [self._passage(paragraph, strand, words)]
        self.found.main.append([*group, *self._boxes(words)])

    def _words(self, paragraph: Any) -> Words | None:
        """The words of a paragraph; None when its end is a deleted one and the next paragraph continues it."""
        words, self._open = self._open or Words(self.walk, self.first), None
        words.read(paragraph)
        words.close()
        if child(paragraph, "w:pPr", "w:rPr", "w:del") is not None:
            self._open = words
            return None
        return words

    def _passage(self, paragraph: Any, strand: Strand, words: Words) -> Passage:
        level = self.styling.heading(paragraph)
        if not level:
            stressed = bool(words.runs) and all(self.styling.stressed(paragraph, run) for run in words.runs)
            level = typed_heading(strand.text, stressed=stressed)
        if level:
            return _of(strand, PassageKind.HEADING, level=level)
        listed = child(paragraph, "w:pPr", "w:numPr")
        if listed is not None and value(listed, "w:numId") != "0":
            depth = value(listed, "w:ilvl")
            return _of(strand, PassageKind.LIST_ITEM, level=int(depth) + 1 if depth.isdigit() else 1)
        if is_item(strand.text):
            return _of(strand, PassageKind.LIST_ITEM, level=item_level(strand.text))
        return _of(strand, PassageKind.PARAGRAPH)

    def _boxes(self, words: Words) -> list[Passage]:
        """Text boxes as passages after the paragraph that they hang on; embedded sheets are said."""
        passages: list[Passage] = []
        for element, run in words.boxes:
            if any(attribute(ole, "ProgID").startswith("Excel") for ole in every(element, "o:OLEObject")):
                self.found.unread.append(
                    "Một bảng Excel nhúng trong tệp Word không đọc được. Đề nghị chép thành bảng Word"
                )
            outer, self.walk.anchor = self.walk.anchor, self.walk.anchor if self.walk.anchor is not None else run
            for box in box_contents(element):
                passages += self._inside(box)
            self.walk.anchor = outer
        return passages

    def _inside(self, box: Any) -> list[Passage]:
        outer, self.found.main = self.found.main, []
        self._blocks(box)
        inner, self.found.main = self.found.main, outer
        return [passage for group in inner for passage in group]

    def _table(self, table: Any) -> None:
        number = self.tables
        self.tables += 1
        rows = [row for row in _unwrapped(table) if short(row.tag) == "w:tr" and child(row, "w:trPr", "w:del") is None]
        read = [self._cells(row) for row in rows]
        head = _head(rows, read)
        for index, cells in enumerate(read):
            self.found.main.append(
                [
                    _of(cell.strand, PassageKind.CELL, cell=CellPlace(number, index, cell.column, index < head))
                    for cell in cells
                    if cell.strand.text
                ]
            )
            for group in (group for cell in cells for group in cell.inner):
                self.found.main.append(group)

    def _cells(self, row: Any) -> list[_Cell]:
        """Cells by the column in which they begin; what a vertical merge continues stays empty."""
        cells: list[_Cell] = []
        column = int(value(row, "w:trPr", "w:gridBefore", default="0") or 0)
        for each in _unwrapped(row):
            if short(each.tag) != "w:tc" or child(each, "w:tcPr", "w:cellDel") is not None:
                continue
            merged = child(each, "w:tcPr", "w:vMerge")
            if merged is None or attribute(merged, "val") == "restart":
                cells.append(self._cell(each, column))
            span = value(each, "w:tcPr", "w:gridSpan", default="1")
            column += int(span) if span.isdigit() else 1
        return cells

    def _cell(self, cell: Any, column: int) -> _Cell:
        """Paragraphs of a cell are one text, a line each; a table or text box inside stands after it."""
        builder = StrandBuilder()
        inner: list[Sequence[Passage]] = []
        for each in _unwrapped(cell):
            if short(each.tag) == "w:tbl":
                outer, self.found.main = self.found.main, []
                self._table(each)
                inner += self.found.main
                self.found.main = outer
            elif short(each.tag) == "w:p":
                words = self._words(each)
                strand = words.builder.built().stripped() if words else Strand()
                if strand.text and builder.tail:
                    builder.sign("\n", self.walk.take(1, None, None))
                builder.strand(strand)
                inner += [boxes for boxes in [self._boxes(words) if words else []] if boxes]
        return _Cell(column, builder.built(), inner)

    def _notes(self) -> None:
        """Paragraphs of every note that has a mark, after the paragraph with the mark."""
        held = {kind: self._note_elements(kind) for kind in ("footnote", "endnote")}
        keys = {mark: key for key, mark in self.walk.notes.items()}
        for index, group in enumerate(tuple(self.found.main)):
            for passage in group:
                for reference in passage.references:
                    key = keys.pop(reference.note, "")
                    kind, _, id = key.partition(" ")
                    if key and id in held[kind]:
                        self._note(index, key, held[kind][id], reference.note)

    def _note_elements(self, kind: str) -> dict[str, Any]:
        root = self._related(f"{kind}s")
        if root is not None:
            self.note_roots.append(root)
        return {} if root is None else {attribute(note, "id"): note for note in root if short(note.tag) == f"w:{kind}"}

    def _note(self, index: int, key: str, element: Any, mark: str) -> None:
        self.walk.anchor = self.walk.references[key]
        passages = self._inside(element)
        self.walk.anchor = None
        own = [
            Passage(PassageKind.NOTE, each.text, each.pieces, each.level, mark, each.references, each.cell)
            for each in passages
        ]
        if own:
            self.found.notes.append(HungNote(index, own))

    def _around(self) -> None:
        """Running heads and watermarks are no text, but a stamp may stand in them."""
        parts = [part for kind in ("header", "footer") for part in self.package.related(self.package.main, kind)]
        for root in (self.root, *map(self.package.xml, parts)):
            self.found.around += [attribute(each, "string") for each in every(root, "v:textpath")]
            if root is not self.root:
                self.found.around += [_plain(paragraph) for paragraph in every(root, "w:p")]


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    strand: Strand
    inner: list[Sequence[Passage]]


def _of(strand: Strand, kind: PassageKind, *, level: int = 0, cell: CellPlace | None = None) -> Passage:
    return Passage(kind, strand.text, strand.pieces, level, references=strand.references, cell=cell)


def _head(rows: Sequence[Any], read: Sequence[Sequence[_Cell]]) -> int:
    """Rows that Word repeats on every page, or what looks like a head."""
    marked = [bool(is_on(row, "w:trPr", "w:tblHeader")) for row in rows]
    if any(marked):
        return next((index for index, head in enumerate(marked) if not head), len(marked))
    return head_rows([[cell.strand.text for cell in cells] for cells in read])


def _first_number(settings: Any | None, kind: str) -> int:
    start = "" if settings is None else value(settings, f"w:{kind}Pr", "w:numStart")
    return int(start) if start.isdigit() else 1


def _plain(paragraph: Any) -> str:
    return "".join(each.text or "" for each in every(paragraph, "w:t"))
