"""A total differs from the sum of its parts.

Why it matters
    Readers add the column up. A gap often means that one part was updated after the total was copied.

How it is judged
    Each printed number stands for all numbers that round to it; the finding comes only when the total and the sum of
    the parts have no number in common. There is no tolerance to tune.

When it is right to leave it
    The parts overlap by definition, or the total follows another method. Explain it and name the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from solieu.core import Interval, Quantity
from solieu.rules.row import Missing, Row, Verdict, missing_of
from solieu.vietnamese import write_quantity

PARAMETERS = ("total", "parts")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    total = row.operand(str(parameters["total"]))
    parts = tuple(row.operand(str(part)) for part in parameters["parts"])  # type: ignore[attr-defined]
    if missing := missing_of((total, *parts)):
        return missing
    if Interval.sum(part.interval for part in parts).meets(total.interval):
        return None
    value = sum((part.value for part in parts), Decimal(0))
    decimals = max(part.quantity.decimals for part in parts if part.quantity)
    assert total.quantity is not None
    expected = write_quantity(Quantity(value, total.quantity.unit, decimals), prose=False)
    gap = Quantity(abs(value - total.value), total.quantity.unit, max(decimals, total.quantity.decimals))
    of = _rows([part.where.row for part in parts])
    said = f"tổng ghi {total.printed} nhưng cộng {of} được {expected} (chênh {write_quantity(gap, prose=False)})"
    return Verdict(total, parts, total.printed, expected, said)


def _rows(codes: list[str]) -> str:
    known = [code for code in codes if code]
    if len(known) != len(codes) or not known:
        return "các thành phần"
    numbers = [int(code) for code in known if code.isdigit()]
    run = len(numbers) == len(known) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"các dòng {known[0]}–{known[-1]}" if run else f"các dòng {', '.join(known)}"
