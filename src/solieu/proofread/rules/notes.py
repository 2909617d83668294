"""Notes without a mark, marks without a note, and a note that breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.core import Consequence
from solieu.documents.document import PassageKind
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule

NO_MARK = Rule(
    code="DOC312",
    name="note-without-mark",
    title="Chú thích không có dấu gọi trong bài",
    looks_for="Chú thích cuối trang mà trong bài không có số gọi chú thích.",
    why="Người đọc không biết chú thích nói về số nào.",
    leave="Chú thích chung của cả trang.",
    example="Đã trồng 150 ha rừng[^1].\n\n[^1]: Trong đó rừng sản xuất 120 ha.\n\n[^2]: Số liệu đến ngày 30/6.",
    counter_example="Đã trồng 150 ha rừng[^1].\n\n[^1]: Trong đó rừng sản xuất 120 ha.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị thêm dấu gọi hoặc bỏ chú thích.",
)
NO_NOTE = Rule(
    code="DOC313",
    name="mark-without-note",
    title="Dấu gọi không có chú thích",
    looks_for="Số gọi chú thích trong bài mà không có chú thích tương ứng.",
    why="Chi tiết mà câu dựa vào đã bị mất khi cắt dán.",
    leave="Không có trường hợp nào nên để nguyên.",
    example="Đã trồng 150 ha rừng[^1], chăm sóc 900 ha[^2].\n\n[^1]: Trong đó rừng sản xuất 120 ha.",
    counter_example="Đã trồng 150 ha rừng[^1].\n\n[^1]: Trong đó rừng sản xuất 120 ha.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị bổ sung chú thích hoặc bỏ dấu gọi.",
)
BROKEN = Rule(
    code="DOC314",
    name="note-breaks-off",
    title="Chú thích bị đứt giữa câu",
    looks_for="Chú thích cuối cùng không có dấu kết câu trong khi các chú thích khác đều có.",
    why="Phần cuối của chú thích có thể đã mất khi sang trang hoặc quét.",
    leave="Chú thích ngắn không thành câu.",
    example="Trồng 150 ha[^1], chăm sóc 90 ha[^2], bảo vệ 800 ha[^3], thanh tra 02 cuộc[^4].\n\n[^1]: Tại 05 xã.\n\n"
    "[^2]: Tại 03 xã.\n\n[^3]: Tại 09 xã.\n\n[^4]: Trong quý đã ban hành 12 quyết định xử phạt vi phạm hành chính đối với",
    counter_example="Trồng 150 ha[^1], chăm sóc 90 ha[^2], bảo vệ 800 ha[^3], thanh tra 02 cuộc[^4].\n\n[^1]: Tại 05 xã.\n\n"
    "[^2]: Tại 03 xã.\n\n[^3]: Tại 09 xã.\n\n[^4]: Trong quý đã ban hành 12 quyết định xử phạt vi phạm hành chính.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị đối chiếu với bản gốc.",
)
RULES = (NO_MARK, NO_NOTE, BROKEN)

_ENDS = re.compile(r"[.;!?…:)\]”\"’*_]\s*\Z|\.\.+\s*\Z")
_FEW = 4  # notes of a report below which no habit can be told
_LONG = 60  # characters: a shorter note may well be no sentence
_SHOWN = 40


def report_remarks(report: Report) -> Iterator[tuple[Reading, Remark]]:
    notes = [one for one in report.readings if one.passage.kind is PassageKind.NOTE]
    marks = {reference.note for one in report.readings for reference in one.passage.references}
    known = {one.passage.note for one in notes}
    first = {note.passage.note: note for note in reversed(notes)}
    for name, note in first.items():
        if name not in marks:
            yield (
                note,
                Remark(
                    NO_MARK.code, 0, min(len(note.text), _SHOWN), f"chú thích {name} không có dấu gọi trong bài.", name
                ),
            )
    for reading in report.readings:
        for reference in reading.passage.references:
            if reference.note not in known:
                at = max(0, min(reference.at, len(reading.text)) - 1)
                said = f"có dấu gọi chú thích {reference.note} nhưng không có chú thích {reference.note}."
                yield reading, Remark(NO_NOTE.code, at, at + 1, said, reference.note)
    yield from _broken(notes)


def _broken(notes: list[Reading]) -> Iterator[tuple[Reading, Remark]]:
    """The last passage of each note, where nearly all other notes end like sentences."""
    last = {note.passage.note: note for note in notes}
    open_ended = [one for one in last.values() if not _ENDS.search(one.text) and len(one.text) > _LONG]
    if len(last) < _FEW or len(open_ended) * _FEW > len(last):
        return
    for one in open_ended:
        end = len(one.text)
        said = f"chú thích {one.passage.note} dừng ở “…{one.text[-_SHOWN:].strip()}”, không có dấu kết câu."
        yield one, Remark(BROKEN.code, max(0, end - _SHOWN), end, said, one.text[-_SHOWN:])
