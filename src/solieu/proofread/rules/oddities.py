"""Percentages so unusual that a comma may be lost: they may be true, so they are only shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from solieu.core import Consequence
from solieu.proofread.figures import Base, Role
from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule

ODD = Rule(
    code="DOC351",
    name="unusual-percentage",
    title="Tỷ lệ thực hiện kế hoạch bất thường",
    looks_for="Tỷ lệ so với kế hoạch từ 300% trở lên, giảm trên 100%.",
    why="Thường do mất dấu phẩy (155,7% thành 1557%); cũng có thể là thật khi kế hoạch giao thấp.",
    leave="Số thật: ghi thêm lý do vượt cao.",
    example="Cấp mới 62 chủng loại sản phẩm, đạt 557,7% kế hoạch năm.",
    counter_example="Cấp mới 62 chủng loại sản phẩm, đạt 157,7% kế hoạch năm.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị kiểm tra dấu phẩy; nếu đúng, ghi thêm lý do.",
)
RULES = (ODD,)

_HIGH, _ALL = Decimal(300), Decimal(100)


def remarks(reading: Reading) -> Iterator[Remark]:
    for figure in reading.figures:
        value = figure.mention.value
        if not figure.is_percent or value is None:
            continue
        if figure.role is Role.RATIO and figure.base is Base.PLAN and value >= _HIGH:
            said = f"{figure.printed} so với kế hoạch là tỷ lệ hiếm gặp."
        elif figure.role is Role.GROWTH and figure.sign < 0 and value > _ALL:
            said = f"không thể giảm {figure.printed}."
        else:
            continue
        yield Remark(ODD.code, figure.start, figure.end, said, figure.printed)
