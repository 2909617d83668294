"""One figure has two values in two places.

Why it matters
    A reader who finds both trusts neither.

How it is judged
    What the two printed numbers may have been has no number in common.

When it is right to leave it
    They are two figures after all (another cut-off, another scope). Say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from solieu.rules.row import Missing, Row, Verdict, gap, missing_of

PARAMETERS = ("first", "second")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    first, second = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((first, second)):
        return missing
    if first.interval.meets(second.interval):
        return None
    off = gap(first, second.value, decimals=second.quantity.decimals if second.quantity else 0)
    said = f"{first.name} {first.printed} khác {second.name} {second.printed} (chênh {off})"
    return Verdict(first, (second,), first.printed, second.printed, said)
