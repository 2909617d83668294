"""A stated percentage differs from the figures that it is made of (share, percentage of a plan, growth).

Why it matters
    The percentage is what is quoted; a wrong one is usually left over from an earlier figure.

How it is judged
    The quotient of the two figures, with the rounding of both propagated, must have a number in common with what the
    stated percentage may have been before rounding.

When it is right to leave it
    The percentage is computed on another base. Explain it and name the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from solieu.core import Quantity, round_half_away
from solieu.rules.row import Missing, Operand, Row, Verdict, gap, missing_of
from solieu.vietnamese import write_quantity

PARAMETERS = ("part", "whole", "percent")
HUNDRED = Decimal(100)


def judge_share(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    return _judge(row, parameters, growth=False)


def judge_growth(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    return _judge(row, parameters, growth=True)


def _judge(row: Row, parameters: Mapping[str, object], *, growth: bool) -> Verdict | Missing | None:
    part, whole, percent = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((part, whole, percent)):
        return missing
    return compare(part, whole, percent, growth=growth)


def compare(part: Operand, whole: Operand, percent: Operand, *, growth: bool) -> Verdict | Missing | None:
    """Whether a stated percentage can be ``part / whole``; a whole that may be zero cannot be judged."""
    try:
        reach = (part.interval / whole.interval).scaled(HUNDRED)
    except ZeroDivisionError:
        return Missing((whole.name,))
    shift = HUNDRED if growth else Decimal(0)
    stated = percent.interval
    if type(stated)(stated.low + shift, stated.high + shift).meets(reach):
        return None
    assert percent.quantity is not None
    value = part.value / whole.value * HUNDRED - shift
    expected = write_quantity(Quantity(value, "%", percent.quantity.decimals).rounded(percent.quantity.decimals))
    off = gap(percent, round_half_away(value, percent.quantity.decimals))
    said = f"ghi {percent.printed} nhưng {part.printed} so với {whole.printed} là {expected} (chênh {off})"
    return Verdict(percent, (part, whole), percent.printed, expected, said)
