"""The chain walked both ways: from a printed figure to cells and entries, and from a fact to every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solieu.core import FactKey, Reading, Trace, TraceKind
from solieu.documents import Block, FigureRun, Gap, NoteMark, Paragraph, Run, Runs, Table, Text
from solieu.facts import Provenance, Revision, Snapshot
from solieu.reports import Figure, Report
from solieu.territory import Territory
from solieu.vietnamese import write_moment, write_quantity

KINDS = {
    TraceKind.FACT: "số đã tiếp nhận",
    TraceKind.FORMULA: "tính theo công thức",
    TraceKind.SUM_OF_UNITS: "cộng các đơn vị",
    TraceKind.CONSTANT: "hằng số",
    TraceKind.ABSENT: "chưa có số liệu",
}
MARKS = {Provenance.IMPLIED: "suy ra", Provenance.ILLUSTRATIVE: "minh họa", Provenance.REPORTED: ""}
_END = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A printed figure in its words."""

    section: str
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace for an officer; ``depth`` is its indentation."""

    depth: int
    what: str  # printed value
    how: str
    key: str
    place: str = ""  # form, row, column, cell; or the entry of a register
    sent: str = ""  # submission, sender, time
    mark: str = ""  # suy ra, minh họa
    note: str = ""


def sentences(report: Report) -> Iterator[Sentence]:
    """Every figure of the report with the sentence or table row in which it stands."""
    for section in report.sections:
        for block in section.blocks:
            yield from _of_block(block, section.title)


def sentences_with(report: Report, figures: frozenset[str]) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in sentences(report) if sentence.figure in figures)


def steps(trace: Trace, snapshot: Snapshot, territory: Territory, depth: int = 0) -> Iterator[Step]:
    """The tree of a value, top down."""
    yield _step(trace, snapshot, territory, depth)
    for part in trace.inputs:
        yield from steps(part, snapshot, territory, depth + 1)


def history(snapshot: Snapshot, key: FactKey) -> tuple[Revision, ...]:
    return snapshot.history.get(key, ())


def figures_from_cell(report: Report, form: str, row: str) -> tuple[Figure, ...]:
    """Figures that a row of a form went into; ``form`` is the printed code or the id."""

    def fits(trace: Trace) -> bool:
        origin = trace.origin
        named = origin is not None and origin.row == row and _same_form(origin.form, form)
        return named or any(fits(part) for part in trace.inputs)

    return tuple(figure for figure in report.figures if fits(figure.trace))


def shown(reading: Reading) -> str:
    return write_quantity(reading.quantity, prose=False) if reading.quantity else "chưa có số liệu"


def _same_form(code: str, named: str) -> bool:
    plain = re.sub(r"\W+", "", code).lower().replace("đ", "d")
    wanted = re.sub(r"[\W_]+", "", named).lower().replace("đ", "d")
    return bool(wanted) and plain.startswith(wanted)


def _step(trace: Trace, snapshot: Snapshot, territory: Territory, depth: int) -> Step:
    sent = snapshot.submissions.get(trace.submission)
    fact = snapshot.facts.get(trace.key) if trace.key and trace.submission else None
    how = KINDS[trace.kind] + (f": {trace.formula}" if trace.formula and trace.kind is TraceKind.FORMULA else "")
    who = ""
    if sent is not None:
        name = territory.name(sent.sender, sent.period.end)
        who = f"{sent.id}, {name} gửi {write_moment(sent.sent_at)}, lần {trace.revision}"
    return Step(
        depth=depth,
        what=shown(trace.reading),
        how=how,
        key=str(trace.key) if trace.key else "",
        place=place_of(trace),
        sent=who,
        mark=MARKS[fact.provenance] if fact else "",
        note=fact.note if fact else "",
    )


def place_of(trace: Trace) -> str:
    """Form, row, column and cell; for a register the ids of the entries that were counted."""
    origin = trace.origin
    if origin is None:
        return ""
    if origin.key.startswith("register:"):
        return f"{origin.form}: {origin.key.split(':', 2)[2].replace(',', ', ')}"
    return f"{origin.for_officer()} ({origin.file})" if origin.file else origin.for_officer()


def _of_block(block: Block, section: str) -> Iterator[Sentence]:
    match block:
        case Paragraph(runs):
            yield from _of_runs(runs, section)
        case Table(rows=rows):
            for row in rows:
                text = " | ".join("".join(_plain(run) for run in cell.runs) for cell in row)
                for run in (run for cell in row for run in cell.runs):
                    if isinstance(run, FigureRun):
                        yield Sentence(section, text, run.figure)


def _of_runs(runs: Runs, section: str) -> Iterator[Sentence]:
    """A sentence ends at "." or ";" before a space; a note is a paragraph of its own."""
    for part in _split(runs):
        text = "".join(map(_plain, part)).strip()
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


def _plain(run: Run) -> str:
    return run.text if isinstance(run, Text | FigureRun | Gap) else ""
