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

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from solieu.core import Interval, Quantity
from solieu.rules.row import Missing, Operand, Row, Verdict, gap, missing_of
from solieu.vietnamese import write_quantity

PARAMETERS = ("total", "parts")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    total = row.operand(str(parameters["total"]))
    parts = tuple(row.operand(str(part)) for part in parameters["parts"])  # type: ignore[attr-defined]
    if missing := missing_of((total, *parts)):
        return replace(missing, note=_so_far(total, [part for part in parts if part.is_known]))
    if Interval.sum(part.interval for part in parts).meets(total.interval):
        return None
    added = _added(total, parts)
    expected = write_quantity(added, prose=False)
    said = f"tổng ghi {total.printed} nhưng cộng {_rows(parts)} được {expected}"
    return Verdict(
        total, parts, total.printed, expected, f"{said} (chênh {gap(total, added.value, decimals=added.decimals)})"
    )


def _added(total: Operand, parts: Iterable[Operand]) -> Quantity:
    """The sum with the most decimals of its parts, in the unit of the total."""
    assert total.quantity is not None
    known = tuple(parts)
    return Quantity(sum((part.value for part in known), Decimal(0)), total.quantity.unit, max(map(_decimals, known)))


def _decimals(operand: Operand) -> int:
    return operand.quantity.decimals if operand.quantity else 0


def _so_far(total: Operand, known: list[Operand]) -> str:
    """What the parts that are known come to. It proves nothing: the missing ones need not be zero."""
    if not known or not total.is_known:
        return ""
    return f"các số đã có cộng được {write_quantity(_added(total, known), prose=False)}, tổng ghi {total.printed}"


def _rows(parts: Iterable[Operand]) -> str:
    """các dòng 02–06, where every part has a row of the form."""
    codes = [part.row or part.where.row for part in parts]
    if not all(codes):
        return "các thành phần"
    numbers = [int(code) for code in codes if code.isdigit()]
    run = len(numbers) == len(codes) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"các dòng {codes[0]}–{codes[-1]}" if run else f"các dòng {', '.join(codes)}"
