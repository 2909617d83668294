"""Dates that cannot be: 30/02/2024, ngày 31 tháng 4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.core import Consequence
from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese import read_date
from solieu.vietnamese.mentions import MentionKind

IMPOSSIBLE = Rule(
    code="DOC321",
    name="impossible-date",
    title="Ngày không có trong lịch",
    looks_for="Ngày, tháng không tồn tại: 30/02, 31/4, tháng 13.",
    why="Ngày sai làm sai căn cứ pháp lý và thời điểm chốt số liệu.",
    leave="Ngày âm lịch: ghi rõ “âm lịch”.",
    example="Số liệu tính đến ngày 30/02/2023.",
    counter_example="Số liệu tính đến ngày 28/02/2023.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị kiểm tra lại ngày.",
)
RULES = (IMPOSSIBLE,)

_FULL = re.compile(
    r"(?:ngày\s+)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\Z", re.IGNORECASE
)


def remarks(reading: Reading) -> Iterator[Remark]:
    for mention in reading.mentions:
        if mention.kind is not MentionKind.DATE or mention.when or not _FULL.match(mention.surface):
            continue
        if read_date(mention.surface) is None and "âm lịch" not in reading.text[mention.end : mention.end + 20].lower():
            said = f"“{mention.surface}” không phải là ngày có trong lịch."
            yield Remark(IMPOSSIBLE.code, mention.start, mention.end, said, mention.surface)
