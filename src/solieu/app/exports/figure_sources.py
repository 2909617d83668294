"""Every figure of a report in one row: what it is, where it is printed, how it came about, who sent it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from solieu.app.exports.sources import CENTRED, NAME, heads, titled
from solieu.app.tracing import MARKS
from solieu.core import Trace, TraceKind
from solieu.documents.workbook import Amount, At, Sheet, SheetCell, Words
from solieu.facts import Provenance, Submission
from solieu.reports import Figure
from solieu.vietnamese import VIETNAM, write_period

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled

_COLUMNS = (("STT", 5), ("Biểu, mục", 14), ("Ô", 7), ("Dòng", 30), ("Cột", 17), ("Số in", 13), ("ĐVT", 11), ("Chỉ tiêu", 32),
            ("Đơn vị", 18), ("Kỳ", 13), ("Cách có số", 36), ("Biểu, dòng, cột nguồn", 34), ("Nơi gửi", 26),
            ("Gửi gần nhất", 17), ("Mã lần gửi", 30), ("Dấu", 12), ("Giải trình", 36), ("Mã số liệu", 11))  # fmt: skip
_NAMED = 3  # senders or places that are named one by one


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the workbook, with the words of its row and column."""

    sheet: str
    cell: str
    row: str
    column: str


def figures_sheet(done: Compiled, places: Mapping[str, Place]) -> Sheet:
    rows = [[Amount(Decimal(number), look=CENTRED), *_cells(figure, done, places.get(figure.id))]
            for number, figure in enumerate(done.report.figures, 1)]  # fmt: skip
    return Sheet(NAME, [width for _, width in _COLUMNS], heads(_COLUMNS), rows, titled(NAME.upper()), kept_columns=3)


def _cells(figure: Figure, done: Compiled, place: Place | None) -> Iterator[SheetCell]:
    territory, indicator = done.held.territory, done.held.catalog.indicators.get(figure.indicator)
    leaves = _facts(figure.trace)
    sent = _sends(leaves, done)
    yield Words(place.sheet if place else _section(figure, done))
    yield Words(place.cell if place else "", CENTRED)
    yield Words(place.row if place else "")
    yield Words(place.column if place else "")
    yield Amount(figure.value, figure.quantity.decimals)
    yield Words(figure.unit, CENTRED)
    yield Words(indicator.title if indicator else "")
    yield Words(territory.name(figure.area, figure.period.end))
    yield Words(write_period(figure.period, "short"))
    yield Words(_how(figure.trace))
    yield Words(_named({leaf.origin.for_officer() for leaf in leaves if leaf.origin}, "ô"))
    yield Words(_named({territory.name(one.sender, one.period.end) for one in sent}, "nơi gửi"))
    yield _newest([one.sent_at for one in sent])
    yield Words(_named({one.id for one in sent}, "lần gửi"))
    yield Words("; ".join(MARKS[kind] for kind in figure.provenance if kind is not Provenance.REPORTED))
    yield Words(" ".join(explanation.text for explanation in figure.explanations))
    yield Words(figure.id)


def _section(figure: Figure, done: Compiled) -> str:
    return next((section.title for section in done.report.sections if section.id == figure.section), figure.section)


def _facts(trace: Trace) -> list[Trace]:
    return [leaf for leaf in trace.leaves() if leaf.kind is TraceKind.FACT]


def _sends(leaves: list[Trace], done: Compiled) -> list[Submission]:
    known = (done.snapshot.submissions.get(id) for id in dict.fromkeys(leaf.submission for leaf in leaves))
    return [sent for sent in known if sent is not None]


def _how(trace: Trace) -> str:
    match trace.kind:
        case TraceKind.FACT:
            return "Số đã tiếp nhận"
        case TraceKind.SUM_OF_UNITS:
            return f"Cộng {sum(part.reading.is_present for part in trace.inputs)}/{len(trace.inputs)} đơn vị"
        case TraceKind.CONSTANT:
            return "Ghi trong sổ"
        case TraceKind.OVERRIDE:
            return trace.note
    return f"Tính: {trace.formula}" if trace.formula else ""


def _named(texts: set[str], noun: str) -> str:
    """A few by name; many are counted, the command ``trace`` and the page name all of them."""
    return "; ".join(sorted(texts)) if len(texts) <= _NAMED else f"{len(texts)} {noun}"


def _newest(moments: list[datetime]) -> SheetCell:
    return At(max(moments).astimezone(VIETNAM)) if moments else Words("")
