"""Registers as office files: every event of every entry a row, out and in again.

A file may be sent twice: a row that is in the register already is told so and left. Each row gets its answer, and a
file with one row that cannot be taken is not taken at all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

import xlsxwriter

from solieu.actions import Context, RefusalError, record_events
from solieu.app.register_rows import HEADS, MARKS, Row, head_of, rows_of
from solieu.catalog.model import FieldType, Register, RegisterField
from solieu.core import Finding
from solieu.documents.spreadsheet_text import csv_text
from solieu.facts import Entry, EntryEvent
from solieu.registers import CORRECTION, LaidShelf, apply_event, event_title, is_sealed, numbered, state_of
from solieu.territory import Territory
from solieu.vietnamese import write_moment


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


# --- out


def as_csv(register: Register, entries: Iterable[Entry]) -> bytes:
    """For programmes: ids, ISO dates, ";" between the values."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([*HEADS, *(field.id for field in register.fields)])
    for entry in entries:
        for event in entry.events:
            values = _open_fields(event)
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
    heads = [*HEADS.values(), *(head_of(field, register) for field in register.fields)]
    sheet.write_row(0, 0, heads, bold)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(known), 1), len(heads) - 1)
    sheet.set_column(0, len(heads) - 1, 18)
    for number, (entry, event) in enumerate(known, 1):
        values = _open_fields(event)
        shown = [_shown(one, values.get(one.id, ""), territory, event.happened_on) for one in register.fields]
        unit = territory.name(entry.unit, event.happened_on)
        row = [entry.id, "", event_title(register, event.name), event.document, unit, MARKS[entry.provenance], *shown]
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, plain)
        sheet.write_datetime(number, 1, event.happened_on, day)
    _sources(book, bold, known)
    book.close()
    return packed.getvalue()


def _open_fields(event: EntryEvent) -> dict[str, str]:
    """What may leave the house in a file: personal fields stay where they are kept."""
    return {name: "" if is_sealed(value) else value for name, value in event.fields}


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
    rows = list(rows_of(context, register, content, filename, unit))
    known = {entry.id: entry for entry in context.store.entries_named(register.id, {row.entry for row in rows})}
    before = {id: list(entry.events) for id, entry in known.items()}
    shelf, spoiled = LaidShelf(register, context.store), set[str]()
    for row in (_as_correction(register, row, known.get(row.entry)) for row in rows):
        again = next((one for one in before.get(row.entry, ()) if _is_same(register, one, row.event)), None)
        if row.faults:
            fault = "; ".join(row.faults)
        elif again is not None:
            before[row.entry].remove(again)
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


def _as_correction(register: Register, row: Row, entry: Entry | None) -> Row:
    """Another system shows what it holds now: where it says something else of an event that is known, that is a
    correction of its fields."""
    if not row.is_foreign or entry is None or row.faults:
        return row
    state = state_of(register, entry, date.max)
    if state is None or state.happened(row.event.name) != row.event.happened_on:
        return row
    personal = {field.id for field in register.fields if field.secrecy}
    differ = [
        (name, value)
        for name, value in row.event.fields
        if name not in personal and state.fields.get(name, "") != value
    ]
    if not differ:
        known = next(one for one in state.events if one.name == row.event.name)
        return replace(row, event=replace(known, recorded_at=row.event.recorded_at))
    return replace(row, event=replace(row.event, name=CORRECTION, fields=tuple(differ)))


def _is_same(register: Register, recorded: EntryEvent, row: EntryEvent) -> bool:
    """Not who recorded it when, not what is kept apart, and not a number that the register gave by itself."""
    if (recorded.name, recorded.happened_on, recorded.document) != (row.name, row.happened_on, row.document):
        return False
    brought = {name: value for name, value in row.fields if value}
    given = {rule.field for rule in register.numbering} - brought.keys()
    apart = given | {field.id for field in register.fields if field.secrecy}
    before, now = ({n: v for n, v in fields if v and n not in apart} for fields in (recorded.fields, row.fields))
    return before == now
