"""One unit written in two styles in one report: m2 and m², tỉ and tỷ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.core import Consequence
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule

STYLE = Rule(
    code="DOC332",
    name="mixed-unit-styles",
    title="Một đơn vị tính viết nhiều kiểu",
    looks_for="m2 và m², m3 và m³, tỉ đồng và tỷ đồng trong cùng một báo cáo.",
    why="Một văn bản nên dùng một kiểu.",
    leave="Trích nguyên văn tên dự án.",
    example="Giải phóng mặt bằng 12.500 m2, thu hồi thêm 3.200 m², bàn giao 1.500 m2.",
    counter_example="Giải phóng mặt bằng 12.500 m2, thu hồi thêm 3.200 m2, bàn giao 1.500 m2.",
    consequence=Consequence.HINT,
    next_step="Đề nghị dùng một kiểu.",
)
RULES = (STYLE,)

_STYLES = tuple(
    tuple(re.compile(pattern) for pattern in pair)
    for pair in (
        (r"\d\s?m2\b", r"\d\s?m²"),
        (r"\d\s?m3\b", r"\d\s?m³"),
        (r"\d\s?tỉ đồng", r"\d\s?tỷ đồng"),
        (r"\d\s?héc-?ta\b", r"\d\s?ha\b"),
    )
)


def report_remarks(report: Report) -> Iterator[tuple[Reading, Remark]]:
    for one, other in _STYLES:
        first, second = _places(report, one), _places(report, other)
        if not first or not second:
            continue
        rare, usual = (first, second) if len(first) <= len(second) else (second, first)
        reading, match = rare[0]
        said = f"“{match[0].lstrip('0123456789')}” và “{usual[0][1][0].lstrip('0123456789')}” cùng được dùng."
        yield reading, Remark(STYLE.code, match.start(), match.end(), said, match[0])


def _places(report: Report, pattern: re.Pattern[str]) -> list[tuple[Reading, re.Match[str]]]:
    return [(reading, match) for reading in report.readings for match in pattern.finditer(reading.text)]
