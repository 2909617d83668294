"""An amount differs from people (or pieces) times the rate for one of them.

Why it matters
    A payment follows a rate that is published; when it does not, either the count or the amount lost a digit, or the
    payment holds something else (arrears) that the reader should be told.

How it is judged
    The count times the rate, with the rounding of both propagated, must have a number in common with what the amount may
    have been. How many the money would be for is said when it is a whole number.

When it is right to leave it
    Arrears, part payments or two rates in one row. Say so in the explanation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from solieu.core import Quantity
from solieu.rules.row import Missing, Operand, Row, Verdict, gap, missing_of
from solieu.vietnamese import write_quantity

PARAMETERS = ("count", "rate", "amount")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    count, rate, amount = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((count, rate, amount)):
        return missing
    if (count.interval * rate.interval).meets(amount.interval):
        return None
    assert amount.quantity is not None
    value = count.value * rate.value
    expected = write_quantity(Quantity(value, amount.quantity.unit, 0).rounded(amount.quantity.decimals), prose=False)
    said = f"ghi {amount.printed} nhưng {count.printed} × {rate.printed} được {expected} (chênh {gap(amount, value)})"
    return Verdict(amount, (count, rate), amount.printed, expected, said + _fits(count, rate, amount))


def _fits(count: Operand, rate: Operand, amount: Operand) -> str:
    """The count that the money is for: 655.200.000 at 1.400.000 each are 468, not 465."""
    assert count.quantity is not None
    if rate.value == 0 or amount.value % rate.value:
        return ""
    number = replace(count.quantity, value=Decimal(amount.value // rate.value), decimals=0)
    return f"; số tiền này khớp {write_quantity(number, prose=False)}"
