"""One number stands for one thing in two units of measure (90 m of culverts here, 90 culverts there).

Why it matters
    At least one of the two is wrong by whatever a culvert is long, and nobody can tell which from the report.

How it is judged
    The two printed numbers are the same although their units of measure are not alike. Other numbers in other units may
    both be right; units of one magnitude (triệu and tỷ đồng) are no case for this kind.

When it is right to leave it
    The numbers meet by chance. Say what each of them counts.
"""

from __future__ import annotations

from collections.abc import Mapping

from solieu.rules.row import Missing, Row, Verdict, missing_of
from solieu.vietnamese import convert

PARAMETERS = ("here", "there")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    here, there = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((here, there)):
        return missing
    assert here.quantity is not None
    assert there.quantity is not None
    alike = convert(here.value, here.quantity.unit, there.quantity.unit) is not None
    if alike or here.value == 0 or here.value != there.value:
        return None
    said = f"{here.name} ghi {here.printed}, {there.name} ghi {there.printed}: một con số, hai đơn vị tính"
    return Verdict(here, (there,), here.printed, there.printed, said)
