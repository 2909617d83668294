"""The last sheet of every workbook that goes out, *Nguồn số liệu*: who sent what, when, in which state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from solieu.app.exports.master import Line, Master
from solieu.app.tracing import MARKS
from solieu.documents.workbook import Amount, At, Head, Look, Sheet, SheetCell, Words
from solieu.facts import Provenance
from solieu.vietnamese import VIETNAM, write_date

NAME = "Nguồn số liệu"
_COLUMNS = (("STT", 5), ("Biểu", 13), ("Đơn vị", 20), ("Cơ quan gửi", 25), ("Người gửi", 16), ("Thời điểm gửi", 17),
            ("Mã lần gửi", 30), ("Trạng thái", 16), ("Hạn gửi", 11), ("Số liệu", 9), ("Dấu", 17), ("Tệp", 30))  # fmt: skip
CENTRED, PLAIN = Look("center"), Look()


def titled(text: str) -> tuple[Words, ...]:
    return (Words(text, Look(bold=True, size=14, boxed=False, wrap=False)),)


def heads(columns: Sequence[tuple[str, int]]) -> list[Head]:
    return [Head(text, 0, at) for at, (text, _) in enumerate(columns)]


def submissions_sheet(master: Master) -> Sheet:
    """One row for each sender of a master sheet, those who have not sent included."""
    rows = [[Amount(Decimal(number), look=CENTRED), *_cells(line)] for number, line in enumerate(master.lines, 1)]
    return Sheet(NAME, [width for _, width in _COLUMNS], heads(_COLUMNS), rows, titled(NAME.upper()), kept_columns=3)


def _cells(line: Line) -> Iterator[SheetCell]:
    duty, sent = line.duty, line.duty.last
    yield Words(duty.form.code)
    yield Words(line.area)
    yield Words(line.name)
    yield Words(sent.actor if sent else "")
    yield At(sent.sent_at.astimezone(VIETNAM)) if sent else Words("")
    yield Words(sent.id if sent else "")
    yield Words(line.standing)
    yield Words(write_date(duty.due), CENTRED)
    yield Amount(Decimal(len(line.held))) if line.held else Words("")
    yield Words(_marks(line))
    yield Words(sent.filename if sent else "")


def _marks(line: Line) -> str:
    """minh họa: 23 số; suy ra: 2 số"""
    known = [fact.provenance for fact in line.held.values()]
    counted = ((MARKS[kind], known.count(kind)) for kind in (Provenance.ILLUSTRATIVE, Provenance.IMPLIED))
    return "; ".join(f"{mark}: {count} số" for mark, count in counted if count)
