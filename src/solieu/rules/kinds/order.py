"""A figure is larger than one that bounds it (an actual above its own estimate, disbursement above the plan).

Why it matters
    The two figures cannot both be right as they are understood.

How it is judged
    The smallest number that the first may have been is above the largest that the second may have been.

When it is right to leave it
    The bound was revised, or the two are counted on different bases. Explain which.
"""

from __future__ import annotations

from collections.abc import Mapping

from solieu.rules.row import Missing, Operand, Row, Verdict, gap, missing_of

PARAMETERS = ("less", "more")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    less, more = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((less, more)):
        return missing
    if less.interval.low <= more.interval.high:
        return None
    said = f"{less.name} {less.printed} lớn hơn {more.name} {more.printed} (vượt {_over(less, more)})"
    return Verdict(less, (more,), less.printed, f"không quá {more.printed}", said)


def _over(less: Operand, more: Operand) -> str:
    return gap(less, more.value, decimals=more.quantity.decimals if more.quantity else 0)
