"""The chain walked both ways: from a printed figure to cells and entries, and from a fact to every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solieu.core import FactKey, Period, Reading, Trace
from solieu.documents import (
    Block,
    Cell,
    FigureRun,
    Gap,
    Heading,
    ListBlock,
    NoteMark,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
)
from solieu.facts import Provenance, Revision, Snapshot
from solieu.reports import Figure, Report
from solieu.vietnamese import write_quantity

MARKS = {Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa", Provenance.REPORTED: ""}
# A full stop ends a sentence only before a capital: "tr.đ" and a list after ";" do not.
_END = re.compile(r"(?<=\.)\s+(?=[^\W\d_a-zà-ỹđ])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A printed figure in its words, or in its row and column of a table; ``section`` is the heading above it."""

    section: str
    text: str
    figure: str
    is_cell: bool = False


def sentences(report: Report) -> Iterator[Sentence]:
    """Every figure of the report with the sentence or the cell in which it stands."""
    for section in report.sections:
        above = section.title
        for block in section.blocks:
            above = block.text if isinstance(block, Heading) else above
            yield from _of_block(block, above)


def sentences_with(report: Report, figures: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of some figures, in reading order."""
    return tuple(sentence for sentence in sentences(report) if sentence.figure in figures)


def history(snapshot: Snapshot, key: FactKey) -> tuple[Revision, ...]:
    return snapshot.history.get(key, ())


def facts_in_cells(snapshot: Snapshot, form: str, row: str, period: Period) -> tuple[Revision, ...]:
    """What holds now of one row of a form for a period, one fact a cell, in the order of the columns."""
    found = (
        fact
        for fact in snapshot.facts.values()
        if fact.origin.row == row
        and same_form(fact.origin.form, form)
        and (sent := snapshot.submissions.get(fact.submission))
        and sent.period == period
    )
    return tuple(sorted(found, key=lambda fact: (fact.key.unit, fact.origin.file, _column(fact.origin.cell))))


def figures_from_cell(report: Report, form: str, row: str) -> tuple[Figure, ...]:
    """Figures that a row of a form went into; ``form`` is the printed code or the id."""
    return tuple(figure for figure in report.figures if any(_stands_in(leaf, form, row) for leaf in _all(figure.trace)))


def shown(reading: Reading) -> str:
    return write_quantity(reading.quantity, prose=False) if reading.quantity else "chưa có số liệu"


def same_form(code: str, named: str) -> bool:
    """B05, B05/NS-Q and b05_ns_q name one form."""
    plain, wanted = _plain_code(code), _plain_code(named)
    return bool(wanted) and wanted in (plain, _plain_code(code.partition("/")[0]))


def _plain_code(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower().replace("đ", "d")


def _all(trace: Trace) -> Iterator[Trace]:
    yield trace
    for part in trace.inputs:
        yield from _all(part)


def _stands_in(trace: Trace, form: str, row: str) -> bool:
    origin = trace.origin
    return origin is not None and origin.row == row and same_form(origin.form, form)


def _column(cell: str) -> tuple[int, str]:
    letters = cell.rstrip("0123456789")
    return len(letters), letters


def _of_block(block: Block, section: str) -> Iterator[Sentence]:
    match block:
        case Paragraph(runs):
            yield from _of_runs(runs, section)
        case ListBlock(items):
            for item in items:
                yield from _of_runs(item, section)
        case Table():
            for row in block.rows:
                yield from _of_row(row, block, section)


def _of_row(row: tuple[Cell, ...], table: Table, section: str) -> Iterator[Sentence]:
    """Biểu II. Thu, chi ngân sách, dòng II “Tổng chi ngân sách”, cột 5 “Ước TH quý I/2024”: 185.002"""
    stt, name = (_words(cell.runs) for cell in row[:2])
    line = f"dòng {stt} “{name}”" if stt.strip("-+ ") else f"dòng “{name}”"
    place = f"{table.title}, {line}" if table.title else line
    for at, cell in enumerate(row):
        for run in cell.runs:
            if isinstance(run, FigureRun):
                mark = f"cột {table.marks[at]}" if at < len(table.marks) else "cột"
                yield Sentence(
                    section, f"{place}, {mark} “{_words(table.head[at].runs)}”: {run.text}", run.figure, True
                )


def _of_runs(runs: Runs, section: str) -> Iterator[Sentence]:
    """A note is a text of its own."""
    for part in _split(runs):
        text = _words(part).strip()
        for run in part:
            if isinstance(run, FigureRun):
                yield Sentence(section, text, run.figure)
            elif isinstance(run, NoteMark):
                for paragraph in run.note.paragraphs:
                    yield from _of_runs(paragraph, section)


def _split(runs: Runs) -> Iterator[tuple[Run, ...]]:
    sentence: list[Run] = []
    for run in runs:
        if not isinstance(run, Text):
            sentence.append(run)
            continue
        *ended, rest = _END.split(run.text)
        for text in ended:
            yield (*sentence, Text(text))
            sentence = []
        sentence.append(Text(rest))
    yield tuple(sentence)


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if isinstance(run, Text | FigureRun | Gap))
