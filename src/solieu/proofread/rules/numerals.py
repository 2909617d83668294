"""Numerals that break the official style: without digits behind the comma, or with a dot where a comma is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from solieu.core import Consequence
from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese import write_number
from solieu.vietnamese.mentions import Mention, MentionKind

DEFECTIVE = Rule(
    code="DOC301",
    name="defective-number",
    title="Số viết thiếu hoặc thừa dấu",
    looks_for="Số thiếu chữ số sau dấu phẩy (75,%), có hai dấu phẩy hoặc dấu chấm đặt sai hàng nghìn.",
    why="Người đọc không biết chữ số nào đã mất; máy tổng hợp không đọc được.",
    leave="Không có trường hợp nào nên để nguyên.",
    example="Cải tạo 24 ha vườn tạp, đạt 75,% mục tiêu.",
    counter_example="Cải tạo 24 ha vườn tạp, đạt 75,0% mục tiêu.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị viết lại số cho đủ chữ số.",
)
AMBIGUOUS = Rule(
    code="DOC302",
    name="ambiguous-number",
    title="Số có thể đọc theo hai cách",
    looks_for="Dấu chấm dùng làm dấu thập phân (575.22 tấn) hoặc số đếm có phần thập phân (6,000 cây).",
    why="Theo cách viết chính thức dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân; người đọc có thể hiểu sai 1.000 lần.",
    leave="Số trích nguyên văn từ tài liệu nước ngoài.",
    example="Sản lượng chè búp tươi đạt 575.22 tấn.",
    counter_example="Sản lượng chè búp tươi đạt 575,22 tấn.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị viết dấu chấm cho hàng nghìn, dấu phẩy cho phần thập phân.",
)
RULES = (DEFECTIVE, AMBIGUOUS)

_GROUP = 3


def remarks(reading: Reading) -> Iterator[Remark]:
    for mention in reading.mentions:
        if not mention.is_data:
            continue
        if len(mention.readings) > 1:
            yield _two_readings(mention, mention.readings)
        elif mention.kind is MentionKind.COUNT and mention.decimals == _GROUP and mention.value and mention.unit:
            yield _two_readings(mention, (mention.value, mention.value.scaleb(_GROUP)))
        elif mention.value is None and mention.low is None:
            said = f"“{mention.surface}” viết thiếu hoặc thừa dấu, không đọc được giá trị."
            yield Remark(DEFECTIVE.code, mention.start, mention.end, said, mention.surface)


def _two_readings(mention: Mention, values: tuple[Decimal, ...]) -> Remark:
    shown = [_written(mention, value) for value in values]
    said = f"“{mention.surface}” có thể đọc là {' hoặc '.join(shown)}."
    return Remark(AMBIGUOUS.code, mention.start, mention.end, said, mention.surface, shown[0])


def _written(mention: Mention, value: Decimal) -> str:
    own = value / mention.multiplier
    decimals = max(0, -int(own.normalize().as_tuple().exponent))
    number = write_number(own, decimals)
    return re.sub(r"[+\-−]?\d[\d.,]*\d|\d", number, mention.surface, count=1)
