"""Reading .xlsx and .xlsm (ISO/IEC 29500, transitional and strict) as Excel, WPS, LibreOffice and Google write them.

One pass over each sheet yields value, formula and number format together, which no reading library offers; nothing is
evaluated, no link is followed, no entity is expanded, and a macro is only noticed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import range_boundaries

from solieu.intake.opening.limits import (
    LARGEST_PART,
    LAST_COLUMN,
    MOST_CELLS,
    MOST_MERGED,
    MOST_SHEETS,
    RefusedFileError,
    SheetTooLargeError,
)
from solieu.intake.sheet import Block, Book, Cell, CellKind, Sheet, stored

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General|Standard|E\+', re.IGNORECASE)
_TRUE = ("1", "true")


def read_ooxml(archive: zipfile.ZipFile) -> Book:
    """All sheets of a workbook. Raises RefusedFileError."""
    package = _Package(archive)
    main = next(iter(package.related("", "officeDocument").values()), "")
    if not main:
        raise RefusedFileError("tệp không phải tệp Excel; đề nghị lưu lại dạng .xlsx và gửi lại")
    workbook = package.tree(main)
    targets = package.related(main, "worksheet")
    shared = [_rich_text(item) for item in package.items(main, "sharedStrings", "si")]
    formats = _formats(package, main)
    sheets, remarks = [], list(_remarks(package, main))
    listed = [node for node in workbook.iter("{*}sheet") if _relation(node) in targets]
    if len(listed) > MOST_SHEETS:
        raise RefusedFileError(f"tệp có {len(listed)} trang tính, nhiều hơn mức {MOST_SHEETS}")
    for node in listed:
        part = targets[_relation(node)]
        try:
            sheets.append(_sheet(package, part, str(node.get("name")), shared, formats))
        except SheetTooLargeError:
            remarks.append(f"trang tính “{node.get('name')}” quá lớn nên không được đọc")
    return Book(tuple(sheets), _property(package), tuple(remarks))


@dataclass(frozen=True, slots=True)
class _Package:
    """Parts of an archive and how they refer to one another."""

    archive: zipfile.ZipFile

    def names(self) -> set[str]:
        return set(self.archive.namelist())

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Part names by relation id, of one kind of relation ("worksheet", "comments")."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for node in self.tree(rels) if rels in self.names() else ():
            target = str(node.get("Target", ""))
            if str(node.get("Type", "")).endswith(f"/{kind}") and node.get("TargetMode") != "External":
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                if path in self.names():
                    found[str(node.get("Id"))] = path
        return found

    def tree(self, part: str) -> Any:
        return etree.fromstring(self.content(part), _parser())

    def content(self, part: str) -> bytes:
        if self.archive.getinfo(part).file_size > LARGEST_PART:
            raise RefusedFileError("tệp nén bất thường, không được mở")
        return self.archive.read(part)

    def items(self, part: str, kind: str, tag: str) -> Iterator[Any]:
        """Elements of all related parts of a kind, one at a time."""
        for path in self.related(part, kind).values():
            for _, node in self.stream(path, tag):
                yield node
                node.clear()

    def stream(self, part: str, *tags: str) -> Iterator[tuple[str, Any]]:
        if self.archive.getinfo(part).file_size > LARGEST_PART:
            raise SheetTooLargeError
        yield from etree.iterparse(self.archive.open(part), events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                                   resolve_entities=False, no_network=True, load_dtd=False)  # fmt: skip


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _relation(node: Any) -> str:
    return next((str(value) for name, value in node.attrib.items() if name.endswith("}id")), "")


def _remarks(package: _Package, main: str) -> Iterator[str]:
    names = package.names()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield "tệp có macro; macro không được chạy, chỉ các ô được đọc"
    if package.related(main, "externalLink"):
        yield "tệp lấy số từ tệp khác; số được đọc như lần lưu cuối"


def _formats(package: _Package, main: str) -> list[str]:
    """The number format of every cell style."""
    for part in package.related(main, "styles").values():
        tree = package.tree(part)
        own = {node.get("numFmtId"): node.get("formatCode") or "" for node in tree.iter("{*}numFmt")}
        uses = [node.get("numFmtId", "0") for node in tree.iterfind("{*}cellXfs/{*}xf")]
        return [own.get(number) or BUILTIN_FORMATS.get(int(number), "General") for number in uses]
    return []


def _sheet(package: _Package, part: str, name: str, shared: list[str], formats: list[str]) -> Sheet:
    reader = _Rows(shared, formats)
    merged: list[Block] = []
    for _, node in package.stream(part, "row", "mergeCell"):
        if etree.QName(node).localname == "row":
            reader.add(node)
        elif len(merged) < MOST_MERGED:
            left, top, right, bottom = range_boundaries(node.get("ref"))
            merged.append(Block(top or 1, left or 1, bottom or 2**20, right or 2**14))
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]
    for (row, column), words in _comments(package, part).items():
        known = reader.cells.get((row, column), Cell())
        reader.cells[row, column] = Cell(known.kind, known.text, known.number, known.format, known.formula, words)
    return Sheet(name, reader.cells, tuple(merged), frozenset(reader.hidden))


class _Rows:
    """Takes the rows of one sheet in order."""

    def __init__(self, shared: list[str], formats: list[str]) -> None:
        self.shared, self.formats = shared, formats
        self.dates = [is_date(code) for code in formats]
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden: set[int] = set()
        self._row = 0

    def add(self, node: Any) -> None:
        self._row = int(node.get("r") or self._row + 1)
        if node.get("hidden") in _TRUE:
            self.hidden.add(self._row)
        column = 0
        for item in node:
            reference = item.get("r")
            column = column_of(reference) if reference else column + 1
            cell = self._cell(item) if column <= LAST_COLUMN else None
            if cell is not None:
                self.cells[self._row, column] = cell
        if len(self.cells) > MOST_CELLS:
            raise SheetTooLargeError

    def _cell(self, node: Any) -> Cell | None:
        value = formula = inline = None
        for child in node:
            tag = child.tag
            if tag.endswith("}v"):
                value = child.text
            elif tag.endswith("}is"):
                inline = _rich_text(child)
            elif tag.endswith("}f"):
                formula = f"={child.text}" if child.text else ""
        if value is None and inline is None:
            return Cell(formula=formula) if formula is not None else None
        return self._told(node.get("t") or "n", value or "", inline, int(node.get("s") or 0), formula)

    def _told(self, kind: str, value: str, inline: str | None, style: int, formula: str | None) -> Cell | None:
        if kind == "n" and value:
            return self._number(value, style, formula)
        if kind == "s":
            value = self.shared[int(value)] if value.isdigit() and int(value) < len(self.shared) else ""
        text = inline if inline is not None else unescaped(value)
        if kind in ("b", "e", "d"):
            word = {"b": CellKind.TRUTH, "e": CellKind.ERROR, "d": CellKind.DATE}[kind]
            return Cell(word, {"0": "FALSE", "1": "TRUE"}.get(text, text) if kind == "b" else text, formula=formula)
        if not text and formula is None:
            return None
        return Cell(CellKind.TEXT if text else CellKind.EMPTY, text, None, "", formula)

    def _number(self, value: str, style: int, formula: str | None) -> Cell:
        code = self.formats[style] if style < len(self.formats) else "General"
        try:
            number = stored(Decimal(value))
        except InvalidOperation:
            return Cell(CellKind.ERROR, value, formula=formula)
        if not number.is_finite():
            return Cell(CellKind.ERROR, value, formula=formula)
        is_day = style < len(self.dates) and self.dates[style]
        return Cell(CellKind.DATE if is_day else CellKind.NUMBER, "", number, code, formula)


def _rich_text(node: Any) -> str:
    """The words of a string item, without the reading aids of East Asian texts."""
    parts = []
    for child in node:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts += [run.text or "" for run in child if str(run.tag).endswith("}t")]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _comments(package: _Package, part: str) -> dict[tuple[int, int], str]:
    """Notes and threaded comments by cell; the name of the author in front of a note is left out."""
    found: dict[tuple[int, int], str] = {}
    for path in package.related(part, "comments").values():
        tree = package.tree(path)
        authors = [node.text or "" for node in tree.iter("{*}author")]
        for node in tree.iter("{*}comment"):
            words = "".join(text.text or "" for text in node.iter("{*}t")).strip()
            author = authors[int(node.get("authorId") or 0)] if authors else ""
            found[place_of(node.get("ref"))] = words.removeprefix(f"{author}:").strip() if author else words
    threads: dict[tuple[int, int], list[str]] = {}
    for path in package.related(part, "threadedComment").values():
        for node in package.tree(path).iter("{*}threadedComment"):
            threads.setdefault(place_of(node.get("ref")), []).append("".join(node.itertext()).strip())
    return found | {place: "; ".join(words) for place, words in threads.items()}


def _property(package: _Package) -> Mapping[str, str]:
    for path in package.related("", "custom-properties").values():
        for node in package.tree(path):
            if node.get("name") == "solieu":
                text = "".join(node.itertext())
                return dict(pair.split("=", 1) for pair in text.split(";") if "=" in pair)
    return {}


@lru_cache(maxsize=4096)
def is_date(code: str) -> bool:
    """Whether a number format shows a date or a time."""
    return bool(_DATE_LETTERS.search(_NO_DATE.sub("", code.partition(";")[0]))) or bool(re.match(r"\[[hms]+\]", code))


@lru_cache(maxsize=65536)
def column_of(reference: str) -> int:
    """G12 -> 7."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def place_of(reference: str) -> tuple[int, int]:
    """G12 -> (12, 7)."""
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$")), column_of(reference)
