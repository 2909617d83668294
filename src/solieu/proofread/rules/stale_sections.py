"""Passages that only changed their dates since an earlier report: the figures may have been left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.core import Consequence
from solieu.documents.document import PassageKind
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese.mentions import MentionKind

STALE = Rule(
    code="DOC341",
    name="only-dates-changed",
    title="Đoạn chỉ đổi ngày tháng so với báo cáo trước",
    looks_for="Đoạn có số liệu mà so với báo cáo trước chỉ khác ngày, tháng, quý, năm.",
    why="Đoạn có thể được chép lại mà chưa cập nhật số liệu.",
    leave="Số liệu kỳ này đúng bằng kỳ trước: ghi “không thay đổi so với kỳ trước”.",
    example="Đến ngày 30/6/2024, toàn huyện có 12/16 xã đạt chuẩn nông thôn mới, bình quân 17,5 tiêu chí/xã.",
    counter_example="Đến ngày 30/6/2024, toàn huyện có 13/16 xã đạt chuẩn nông thôn mới, bình quân 17,9 tiêu chí/xã.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị kiểm tra số liệu đã được cập nhật cho kỳ này.",
)
#: The earlier report that the example and the counter-example are held against.
EXAMPLE_BEFORE = "Đến ngày 31/3/2024, toàn huyện có 12/16 xã đạt chuẩn nông thôn mới, bình quân 17,5 tiêu chí/xã."
RULES = (STALE,)

_LONG = 60  # characters below which two passages may be alike by chance
_SHOWN = 80


def compare(report: Report, previous: Report) -> Iterator[tuple[Reading, Remark]]:
    """Passages of the report that say the same as one of the earlier report but for dates."""
    before = {_without_dates(reading): reading.text for reading in previous.readings if _counts(reading)}
    for reading in report.readings:
        if not _counts(reading):
            continue
        earlier = before.get(_without_dates(reading))
        if earlier is not None and earlier != reading.text:
            end = min(len(reading.text), _SHOWN)
            yield (
                reading,
                Remark(STALE.code, 0, end, "so với báo cáo trước đoạn này chỉ đổi ngày, tháng.", reading.text[:end]),
            )


def _counts(reading: Reading) -> bool:
    body = reading.passage.kind not in (PassageKind.HEADING, PassageKind.CELL)
    return body and len(reading.text) > _LONG and any(mention.is_data for mention in reading.mentions)


def _without_dates(reading: Reading) -> str:
    """The text with every date and period taken out."""
    text, at = "", 0
    for mention in reading.mentions:
        if mention.kind is MentionKind.DATE:
            text, at = text + reading.text[at : mention.start] + "@", mention.end
    text += reading.text[at:]
    text = re.sub(r"\b(?:quý|tháng|năm|kỳ) (?:[ivx]+|\d+)\b|\b(?:19|20)\d{2}\b", "@", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", text).strip().lower()
