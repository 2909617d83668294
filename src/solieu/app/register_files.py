"""Registers as office files: every event of every entry a row, out and in again.

A file may be sent twice: a row that is in the register already is told so and left. Each row gets its answer, and a
file with one row that cannot be taken is not taken at all.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

import xlsxwriter

from solieu.actions import Context, RefusalError, record_events
from solieu.catalog.model import FieldType, Register, RegisterField
from solieu.core import Finding
from solieu.documents.spreadsheet_text import csv_text, from_csv_text
from solieu.facts import Entry, EntryEvent, Provenance
from solieu.intake.opening import RefusedFileError, open_file
from solieu.intake.opening.delimited import decoded
from solieu.intake.sheet import Cell, CellKind, Sheet
from solieu.registers import RESERVED, LaidShelf, apply_event, event_title, numbered, references, revealed
from solieu.territory import Territory
from solieu.vietnamese import fold, read_date, write_moment, write_number

HEADS = {"muc": "Mã mục", "ngay_viec": "Ngày của việc", "viec": "Việc", "van_ban": "Văn bản", "don_vi": "Đơn vị",
         "danh_dau": "Đánh dấu"}  # fmt: skip
NEEDED = ("muc", "ngay_viec", "viec")
MARKS = {Provenance.REPORTED: "", Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa"}
MOST_HEAD_ROWS = 20
FIRST_SERIAL_DAY = date(1899, 12, 30)  # spreadsheets count days from here


class Outcome(StrEnum):
    NEW = "ghi"
    KNOWN = "đã có"
    REFUSED = "không ghi"


@dataclass(frozen=True, slots=True)
class RowAnswer:
    line: int
    entry: str
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One event as a file states it; ``faults`` are its cells that cannot be read."""

    line: int
    entry: str
    event: EntryEvent
    unit: str
    provenance: Provenance
    faults: tuple[str, ...] = ()


# --- out


def as_csv(register: Register, entries: Iterable[Entry]) -> bytes:
    """For programmes: ids, ISO dates, ";" between the values."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([*HEADS, *(field.id for field in register.fields)])
    for entry in entries:
        for event in entry.events:
            values = dict(event.fields)
            head = [entry.id, event.happened_on.isoformat(), event.name, event.document, entry.unit]
            row = [*head, MARKS[entry.provenance], *(values.get(one.id, "") for one in register.fields)]
            writer.writerow(map(csv_text, row))
    return text.getvalue().encode()


def as_xlsx(register: Register, entries: Iterable[Entry], territory: Territory) -> bytes:
    """For people (office-habits A5.8): one block of headings, frozen, with a filter; real dates; a last sheet that says
    who recorded each row and when."""
    known = [(entry, event) for entry in entries for event in entry.events]
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Sổ")
    heads = [*HEADS.values(), *(_head(field, register) for field in register.fields)]
    sheet.write_row(0, 0, heads, bold)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(known), 1), len(heads) - 1)
    sheet.set_column(0, len(heads) - 1, 18)
    for number, (entry, event) in enumerate(known, 1):
        values = dict(event.fields)
        shown = [_shown(one, values.get(one.id, ""), territory, event.happened_on) for one in register.fields]
        unit = territory.name(entry.unit, event.happened_on)
        row = [entry.id, "", event_title(register, event.name), event.document, unit, MARKS[entry.provenance], *shown]
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, plain)
        sheet.write_datetime(number, 1, event.happened_on, day)
    _sources(book, bold, known)
    book.close()
    return packed.getvalue()


def _head(field: RegisterField, register: Register) -> str:
    """The heading of a field; with its id where another column is called the same."""
    titles = [*HEADS.values(), *(one.title for one in register.fields)]
    return f"{field.title} ({field.id})" if titles.count(field.title) > 1 else field.title


def _sources(book: xlsxwriter.Workbook, bold: object, known: Iterable[tuple[Entry, EntryEvent]]) -> None:
    sheet = book.add_worksheet("Nguồn số liệu")
    sheet.write_row(0, 0, ["Dòng của sổ", "Mã mục", "Người ghi", "Thời điểm ghi"], bold)
    sheet.set_column(0, 3, 22)
    for number, (entry, event) in enumerate(known, 1):
        sheet.write_number(number, 0, number + 1)
        sheet.write_row(number, 1, [entry.id, event.actor, write_moment(event.recorded_at)])


def _shown(field: RegisterField, value: str, territory: Territory, day: date) -> str:
    match field.type:
        case FieldType.UNIT if value in territory.units:
            return territory.name(value, day)
        case FieldType.CHOICE:
            return field.choices.get(value, value)
        case FieldType.YES_NO:
            return {"co": "có", "khong": "không"}.get(value, value)
    return value


# --- in


@dataclass(slots=True)
class Import:
    """What a file asks for: an answer for every row, and what would be recorded."""

    answers: list[RowAnswer] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # the new ones

    @property
    def refused(self) -> int:
        return sum(answer.outcome is Outcome.REFUSED for answer in self.answers)


def prepare(context: Context, register: Register, content: bytes, filename: str, unit: str) -> Import:
    """Read a file and try every row on the register as it is, in the order of the file; nothing is written yet.
    ``unit`` is the area of entries for which the file names none. Raises RefusalError for a file with no such table."""
    done = Import()
    rows = list(_rows(context, register, content, filename, unit))
    known = {entry.id: entry for entry in context.store.entries_named(register.id, {row.entry for row in rows})}
    before = {id: Counter(map(_said, _plain(context, entry).events)) for id, entry in known.items()}
    shelf, spoiled = LaidShelf(register, context.store), set[str]()
    for row in rows:
        seen = before.setdefault(row.entry, Counter())
        if row.faults:
            fault = "; ".join(row.faults)
        elif seen[_said(row.event)] > 0:
            seen[_said(row.event)] -= 1
            done.answers.append(RowAnswer(row.line, row.entry, Outcome.KNOWN))
            continue
        elif row.entry in spoiled:
            fault = "chưa xét, vì một dòng trước của mục này chưa ghi được"
        else:
            entry = known.get(row.entry, Entry(register.id, row.entry, row.unit, (), row.provenance))
            event = numbered(register, entry, row.event, shelf)
            after = apply_event(register, entry, event, context.territory, shelf)
            fault = after.message if isinstance(after, Finding) else ""
            if not isinstance(after, Finding):
                known[row.entry] = after
                shelf.put(after)
        if fault:
            spoiled.add(row.entry)
            done.answers.append(RowAnswer(row.line, row.entry, Outcome.REFUSED, fault))
        else:
            done.rows.append(row)
            title = event_title(register, row.event.name)
            done.answers.append(RowAnswer(row.line, row.entry, Outcome.NEW, title))
    return done


def record_import(context: Context, register: Register, done: Import) -> int:
    """Record the new rows, all of them or none; how many there were."""
    if done.refused:
        raise RefusalError(f"{done.refused} dòng chưa ghi được, nên không dòng nào được ghi")
    if done.rows:
        events = [(row.entry, row.event) for row in done.rows]
        opened = {row.entry: (row.unit, row.provenance) for row in reversed(done.rows)}
        record_events(context, register.id, events, unit=context.catalog.root_unit, opened=opened)
    return len(done.rows)


def _plain(context: Context, entry: Entry) -> Entry:
    """With what is kept apart: a row that was recorded is known again."""
    return revealed(entry, context.store.personal(references(entry)))


def _said(event: EntryEvent) -> tuple[object, ...]:
    """What makes two rows the same: not who recorded it when."""
    return event.name, event.happened_on, event.document, tuple(sorted(pair for pair in event.fields if pair[1]))


def _rows(context: Context, register: Register, content: bytes, filename: str, unit: str) -> Iterator[Row]:
    columns = {fold(text): one.id for one in register.fields for text in (one.id, _head(one, register))}
    columns |= {fold(text): name for name, title in HEADS.items() for text in (name, title)}
    sheet, head_row, found = _table(content, filename, columns)
    strange = [text for text, name in found.values() if not name]
    if strange:
        there = ", ".join([*HEADS, *(one.id for one in register.fields)])
        raise RefusalError(f"“{register.title}” không có cột “{strange[0]}”; có: {there}")
    for number, cells in sheet.lines.items():
        named = {name: cells[column] for column, (_, name) in found.items() if column in cells}
        if number > head_row and any(cell.shown.strip() for cell in named.values()):
            yield _row(context, register, number, named, unit)


def _table(content: bytes, filename: str, columns: Mapping[str, str]) -> tuple[Sheet, int, dict[int, tuple[str, str]]]:
    """The sheet and row with the headings, and which column is what ("" for a heading that is not known)."""
    for sheet in _sheets(content, filename):
        for number, cells in islice(sheet.lines.items(), MOST_HEAD_ROWS):
            written = {column: cell.shown for column, cell in cells.items() if cell.shown.strip()}
            heads = {column: (text, columns.get(fold(text), "")) for column, text in written.items()}
            if {name for _, name in heads.values()} >= set(NEEDED):
                return sheet, number, heads
    raise RefusalError(f"không thấy bảng có các cột {', '.join(f'{name} ({HEADS[name]})' for name in NEEDED)}")


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
        (one.id, _value(one, cells[one.id], context.territory, day, faults))
        for one in register.fields
        if one.id in cells and cells[one.id].shown.strip()
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
