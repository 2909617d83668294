"""Rows of an office file as events of a register: the table is found by its headings, each cell read as a person wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from solieu.actions import Context, RefusalError
from solieu.catalog.register_model import FieldType, ForeignEvent, ForeignExport, Register, RegisterField
from solieu.documents.spreadsheet_text import from_csv_text
from solieu.facts import EntryEvent, Provenance
from solieu.intake.opening import RefusedFileError, open_file
from solieu.intake.opening.delimited import decoded
from solieu.intake.sheet import Cell, CellKind, Sheet
from solieu.registers import RESERVED
from solieu.territory import Territory
from solieu.vietnamese import fold, read_date, write_number

HEADS = {"muc": "Mã mục", "ngay_viec": "Ngày của việc", "viec": "Việc", "van_ban": "Văn bản", "don_vi": "Đơn vị",
         "danh_dau": "Đánh dấu"}  # fmt: skip
NEEDED = ("muc", "ngay_viec", "viec")
_OF = "field:"
MARKS = {Provenance.REPORTED: "", Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa"}
MOST_HEAD_ROWS = 20
FIRST_SERIAL_DAY = date(1899, 12, 30)  # spreadsheets count days from here


@dataclass(frozen=True, slots=True)
class Row:
    """One event as a file states it; ``faults`` are its cells that cannot be read."""

    line: int
    entry: str
    event: EntryEvent
    unit: str
    provenance: Provenance
    faults: tuple[str, ...] = ()
    is_foreign: bool = False  # of another system's export, which knows no corrections


def rows_of(context: Context, register: Register, content: bytes, filename: str, unit: str) -> Iterator[Row]:
    """The rows of our own layout (one event a row), or of an export of another system that the register knows.
    ``unit`` is the area of entries for which the file names none. Raises RefusalError for a file with no such table."""
    tables = [*_tables(content, filename)]
    for sheet, number, heads in tables:
        named = _named(register, heads)
        if {name for _, name in named.values()} >= set(NEEDED):
            yield from _own_rows(context, register, sheet, number, named, unit)
            return
    for export in register.imports:
        wanted = {fold(text) for text in needed_heads(export)}
        for sheet, number, heads in tables:
            if {fold(text) for text in heads.values()} >= wanted:
                yield from _foreign_rows(context, register, export, sheet, number, heads, unit)
                return
    known = "; ".join(f"{one.title}: {', '.join(needed_heads(one))}" for one in register.imports)
    ours_said = ", ".join(f"{name} ({HEADS[name]})" for name in NEEDED)
    raise RefusalError(f"không thấy bảng có các cột {ours_said}" + (f"; hoặc của {known}" if known else ""))


def _named(register: Register, heads: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """What stands in each column: one of ``HEADS``, a field as ``_OF + its id``, or "". A register may have a field
    that is called like one of our own columns (don_vi); ours stands in front of it."""
    own = {fold(text): name for name, title in HEADS.items() for text in (name, title)}
    fields = {fold(text): _OF + one.id for one in register.fields for text in (one.id, head_of(one, register))}
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for column, text in sorted(heads.items()):
        name = own.get(fold(text), "")
        if not name or name in taken:
            name = fields.get(fold(text), "")
        taken.add(name)
        found[column] = (text, name)
    return found


def _tables(content: bytes, filename: str) -> Iterator[tuple[Sheet, int, dict[int, str]]]:
    """Every row near the top of every sheet, as it would be one of headings."""
    for sheet in _sheets(content, filename):
        for number, cells in islice(sheet.lines.items(), MOST_HEAD_ROWS):
            yield sheet, number, {column: cell.shown for column, cell in cells.items() if cell.shown.strip()}


def _own_rows(context: Context, register: Register, sheet: Sheet, head_row: int,
              found: Mapping[int, tuple[str, str]], unit: str) -> Iterator[Row]:  # fmt: skip
    strange = [text for text, name in found.values() if not name]
    if strange:
        there = ", ".join([*HEADS, *(one.id for one in register.fields)])
        raise RefusalError(f"“{register.title}” không có cột “{strange[0]}”; có: {there}")
    for number, cells in sheet.lines.items():
        named = {name: cells[column] for column, (_, name) in found.items() if column in cells}
        if number > head_row and any(cell.shown.strip() for cell in named.values()):
            yield _row(context, register, number, named, unit)


def needed_heads(export: ForeignExport) -> tuple[str, ...]:
    """The headings by which an export is known again."""
    return (*export.key, export.events[0].day)


def _foreign_rows(context: Context, register: Register, export: ForeignExport, sheet: Sheet, head_row: int,
                  heads: Mapping[int, str], unit: str) -> Iterator[Row]:  # fmt: skip
    """Every event of every row whose day is filled, in the order of the mapping. Columns that are not mapped stay out."""
    columns = {fold(text): column for column, text in heads.items()}
    for number, cells in sheet.lines.items():
        named = {text: cells[column] for text, column in columns.items() if column in cells}
        if number <= head_row or not any(cell.shown.strip() for cell in named.values()):
            continue
        for event in export.events:
            if _text(named.get(fold(event.day))).strip() or event is export.events[0]:
                yield _foreign_row(context, register, export, event, number, named, unit)


def _foreign_row(context: Context, register: Register, export: ForeignExport, event: ForeignEvent, line: int,
                 cells: Mapping[str, Cell], unit: str) -> Row:  # fmt: skip
    faults: list[str] = []
    parts = [_text(cells.get(fold(head))).strip() for head in export.key]
    day = _day(cells.get(fold(event.day)))
    if not all(parts):
        faults.append(f"thiếu {', '.join(head for head, part in zip(export.key, parts, strict=True) if not part)}")
    if day is None:
        faults.append(f"“{_text(cells.get(fold(event.day)))}” ở cột “{event.day}” không phải ngày")
    happened = day or context.today
    fields = dict(event.given)
    for head, id in event.columns.items():
        cell, field = cells.get(fold(head)), register.field(id)
        if cell is not None and field is not None and cell.shown.strip():
            words = {fold(word): value for word, value in export.values.get(id, {}).items()}
            held = words.get(fold(_text(cell).strip()))
            fields[id] = held if held is not None else _value(field, cell, context.territory, happened, faults)
    area = _unit(_text(cells.get(fold(export.unit))), context.territory, happened, faults) if export.unit else ""
    recorded = EntryEvent(event.event, happened, context.now, context.actor.user, tuple(fields.items()), "")
    return Row(line, "-".join(parts), recorded, area or unit, Provenance.REPORTED, tuple(faults), is_foreign=True)


def _sheets(content: bytes, filename: str) -> Iterator[Sheet]:
    """Of a workbook, or of a csv: the reader of forms asks for more rows than a register may have."""
    if not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield _delimited(content, filename)
        return
    for opened in open_file(content, filename):
        if opened.book is None:
            raise RefusalError(opened.refused)
        yield from opened.book.sheets


def _delimited(content: bytes, filename: str) -> Sheet:
    try:
        rows = list(csv.reader(io.StringIO(decoded(content), newline=""), delimiter=";"))
    except (RefusedFileError, csv.Error):
        raise RefusalError(
            "tệp không phải bảng tính; đề nghị gửi tệp .xlsx, hoặc .csv có dấu “;” giữa các cột"
        ) from None
    cells = {
        (line, column): Cell(CellKind.TEXT, from_csv_text(value))
        for line, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value.strip()
    }
    return Sheet(filename, cells)


def _row(context: Context, register: Register, line: int, cells: Mapping[str, Cell], unit: str) -> Row:
    faults: list[str] = []
    entry = _text(cells.get("muc")).strip()
    happened = _day(cells.get("ngay_viec"))
    if not entry:
        faults.append("thiếu mã mục")
    if happened is None:
        faults.append(f"“{_text(cells.get('ngay_viec'))}” không phải ngày; viết 31/12/2024 hoặc 2024-12-31")
    day = happened or context.today
    area = _unit(_text(cells.get("don_vi")), context.territory, day, faults) or unit
    mark = _mark(_text(cells.get("danh_dau")), faults)
    fields = [
        (one.id, _value(one, cells[_OF + one.id], context.territory, day, faults))
        for one in register.fields
        if _OF + one.id in cells and cells[_OF + one.id].shown.strip()
    ]
    name = _event(register, _text(cells.get("viec")).strip())
    event = EntryEvent(name, day, context.now, context.actor.user, tuple(fields), _text(cells.get("van_ban")).strip())
    return Row(line, entry, event, area, mark, tuple(faults))


def _event(register: Register, text: str) -> str:
    titles = {fold(title): id for id, title in RESERVED.items()}
    titles |= {fold(event.title): event.id for event in register.events}
    return titles.get(fold(text), text)


def _value(field: RegisterField, cell: Cell, territory: Territory, day: date, faults: list[str]) -> str:
    """As the register keeps it: ids for units and choices, numbers and dates as an officer writes them."""
    text = _text(cell).strip()
    if field.many:
        single, parts = replace(field, many=False), [one.strip() for one in re.split("[,;]", text)]
        texts = [Cell(CellKind.TEXT, one) for one in parts if one]
        return ", ".join(_value(single, one, territory, day, faults) for one in texts)
    match field.type:
        case FieldType.UNIT:
            return _unit(text, territory, day, faults)
        case FieldType.CHOICE:
            return {fold(title): id for id, title in field.choices.items()}.get(fold(text), text)
        case FieldType.YES_NO:
            return {"co": "co", "khong": "khong", "x": "co"}.get(fold(text), text)
        case FieldType.NUMBER if cell.number is not None:
            exponent = cell.number.as_tuple().exponent
            return write_number(cell.number, max(0, -exponent) if isinstance(exponent, int) else 0)
        case FieldType.DATE:
            found = _day(cell)
            return found.isoformat() if found else text
    return text


def _unit(text: str, territory: Territory, day: date, faults: list[str]) -> str:
    text = text.strip()
    if not text or text in territory.units:
        return text
    found = territory.find(text, day)
    if len(found) == 1:
        return found[0]
    many = f"“{text}” là tên của {len(found)} đơn vị: {', '.join(found)}; viết mã đơn vị"
    faults.append(many if found else f"không có đơn vị “{text}” vào ngày {day:%d/%m/%Y}")
    return ""


def _mark(text: str, faults: list[str]) -> Provenance:
    known = {fold(word): mark for mark, word in MARKS.items()}
    mark = known.get(fold(text.strip()))
    if mark is None:
        faults.append(f"đánh dấu “{text}” không thuộc: {', '.join(word for word in MARKS.values() if word)}")
    return mark or Provenance.REPORTED


def _day(cell: Cell | None) -> date | None:
    if cell is not None and cell.kind is CellKind.DATE and cell.number is not None:
        return FIRST_SERIAL_DAY + timedelta(days=int(cell.number))
    text = _text(cell).strip()
    try:
        return date.fromisoformat(text[:10]) if text[:4].isdigit() else read_date(text)
    except ValueError:
        return None


def _text(cell: Cell | None) -> str:
    return cell.shown if cell else ""


def head_of(field: RegisterField, register: Register) -> str:
    """The heading of a field; with its id where another column is called the same."""
    titles = [*HEADS.values(), *(one.title for one in register.fields)]
    return f"{field.title} ({field.id})" if titles.count(field.title) > 1 else field.title
