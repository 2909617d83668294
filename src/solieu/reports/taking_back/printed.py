"""The units of a compiled report, in the order in which its Word file prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest

from solieu.documents import (
    Block,
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
from solieu.documents.official import MOTTO, NATION, RECIPIENTS, Frame, frame, printable
from solieu.reports.model import Report
from solieu.reports.taking_back.units import NOTE, TEXT, Piece, Unit, row_of, spoken, unit_of


def printed_units(report: Report, paper: Paper) -> tuple[Unit, ...]:
    """Every unit that an unedited file gives when it is read."""
    return tuple(spoken(_Printer(report, paper).units()))


@dataclass(slots=True)
class _Printer:
    report: Report
    paper: Paper
    _notes: Iterator[int] = field(default_factory=lambda: count(1))
    _head: str = ""

    def units(self) -> Iterator[Unit]:
        parts = frame(printable(self.paper.parts))
        yield from map(_framed, _above(parts))
        homes = [section.id for section in self.report.sections if not section.is_annex for _ in section.blocks]
        for block, section in zip_longest(self.paper.blocks, homes, fillvalue=""):
            if isinstance(block, str):
                raise AssertionError("a section of the report is not on its paper")
            units = self._block(block, section)
            yield from units if section else map(_framed, units)  # the closing
        yield from map(_framed, _below(parts))
        annexes = [section for section in self.report.sections if section.is_annex]
        for section_, annex in zip(annexes, self.paper.annexes, strict=True):
            for line in (annex.title, annex.subtitle, annex.attached_to):
                yield replace(_line(line), is_frame=True)
            self._head = annex.subtitle or annex.title
            for block in annex.blocks:
                yield from self._block(block, section_.id)

    def _block(self, block: Block, section: str) -> Iterator[Unit]:
        for unit in self._units(block):
            if isinstance(block, Heading):
                self._head = unit.text
            narrative = getattr(block, "narrative", "")
            yield replace(unit, section=section, narrative=narrative, head=self._head)

    def _units(self, block: Block) -> Iterator[Unit]:
        match block:
            case Heading(level, text):
                yield replace(_line(text), level=level)
            case Paragraph(runs):
                yield from self._paragraph(runs)
            case ListBlock(items):
                for item in items:
                    yield from self._paragraph((Text("- "), *item))
            case Table():
                yield from self._table(block)

    def _paragraph(self, runs: Runs, kind: str = TEXT, note: str = "") -> Iterator[Unit]:
        pieces: list[Piece] = []
        behind: list[Unit] = []
        for run in runs:
            if isinstance(run, NoteMark):
                number = str(next(self._notes))
                pieces.append(Piece("", mark=number))
                for paragraph in run.note.paragraphs:
                    behind += self._paragraph(paragraph, NOTE, number)
            else:
                pieces.append(piece_of(run))
        yield replace(unit_of(kind, pieces), note=note)
        yield from behind

    def _table(self, table: Table) -> Iterator[Unit]:
        for line in (table.title, table.unit_line):
            yield _line(line)
        rows = [(cell.runs for cell in table.head), ((Text(mark),) for mark in table.marks)]
        rows += [(cell.runs for cell in row) for row in table.rows]
        for row in rows:
            cells = (unit_of(TEXT, map(piece_of, runs)) for runs in row)
            yield row_of([replace(cell, column=column) for column, cell in enumerate(cells)])
        yield from map(_line, table.notes)


def piece_of(run: Run) -> Piece:
    match run:
        case FigureRun(text, figure, _, bold, italic, slot):
            return Piece(printable(text), figure, slot, bold=bold, italic=italic)
        case Gap(text, slot):
            return Piece(printable(text), slot=slot, is_gap=True)
        case Text(text, bold, italic, _, slot):
            return Piece(printable(text), slot=slot, bold=bold, italic=italic)
    raise AssertionError("a note mark is no piece of text")


def _line(text: str) -> Unit:
    return unit_of(TEXT, [Piece(printable(text))])


def _row(*cells: str) -> Unit:
    return row_of([replace(_line(cell), column=column) for column, cell in enumerate(cells)])


def _framed(unit: Unit) -> Unit:
    return replace(unit, is_frame=True)


def _above(parts: Frame) -> Iterator[Unit]:
    yield _row("\n".join(filter(None, (parts.parent, parts.issuer))), f"{NATION}\n{MOTTO}")
    yield _row("\n".join(filter(None, (parts.number, parts.about))), parts.place)
    for line in (parts.type_name, parts.subject if parts.type_name else "", parts.addressed, *parts.addressees):
        yield _line(line)


def _below(parts: Frame) -> Iterator[Unit]:
    yield _line(parts.closing)
    to = "\n".join((RECIPIENTS, *(f"- {line}" for line in parts.recipients)))
    yield _row(to, "\n".join((*parts.authority, parts.signer)))
