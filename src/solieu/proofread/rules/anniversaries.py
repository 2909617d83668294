"""Anniversaries and terms whose number of years differs from the two dates beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule

ANNIVERSARY = Rule(
    code="DOC223",
    name="years-between-dates-differ",
    title="Số năm kỷ niệm không khớp với hai mốc thời gian",
    looks_for="“kỷ niệm N năm …” kèm hai mốc ngày, năm trong ngoặc: (03/02/1930 - 03/02/2025).",
    why="Câu này thường được chép từ năm trước, chỉ sửa số năm hoặc chỉ sửa ngày.",
    leave="Không có trường hợp nào nên để nguyên.",
    example="Tổ chức kỷ niệm 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025).",
    counter_example="Tổ chức kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025).",
)
RULES = (ANNIVERSARY,)

_SAID = re.compile(
    r"kỷ niệm (?:lần thứ )?(?P<years>\d{1,4}) năm[^.;()\d]{2,120}\(\s*(?:ngày )?(?:\d{1,2}\s*[/.-]\s*){0,2}(?P<first>\d{4})"
    r"\s*[-–—]\s*(?:ngày )?(?:\d{1,2}\s*[/.-]\s*){0,2}(?P<last>\d{4})\s*\)",
    re.IGNORECASE,
)


def remarks(reading: Reading) -> Iterator[Remark]:
    if "năm" not in reading.text:
        return
    for found in _SAID.finditer(reading.text):
        years, first, last = (int(found[name]) for name in ("years", "first", "last"))
        at, end = found.span("years")
        if last - first == years:
            yield Remark(ANNIVERSARY.code, at, end, holds=True, is_claim=True)
            continue
        yield Remark(
            ANNIVERSARY.code,
            at,
            found.end(),
            f"ghi {years} năm nhưng từ {first} đến {last} là {last - first} năm.",
            found["years"],
            str(last - first) if last > first else "",
            related=(("mốc đầu", *found.span("first")), ("mốc cuối", *found.span("last"))),
            is_claim=True,
        )
