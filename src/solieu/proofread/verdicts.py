"""Verdict: a claim recomputed. Intervals meet or they do not; there is no tolerance to tune.

within           a list after "trong đó" that is less than the whole
holds            the printed figure is the rounded result
rounded          they agree once the rounding of the printed operands is allowed for
truncated        the decimals were cut off instead of rounded (32,58% printed as 32%)
fails            no reading agrees, and the words leave no doubt, or one slip of the usual kind would repair it
unknown          seen, and not judged
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from solieu.core import Interval
from solieu.proofread.claims import Claim, Strength
from solieu.proofread.formulas import Formula, Operand, Operation
from solieu.proofread.slips import Slip, find_slip


class Outcome(StrEnum):
    HOLDS = "holds"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    WITHIN = "within"  # a list that may leave something out, and does
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    claim: Claim
    outcome: Outcome
    formula: Formula  # the reading that holds, or the most plausible one that does not
    slip: Slip | None = None


# The share of all numbers that may lie one slip away before a coincidence is believed to be one.
_SELDOM, _RARELY = Decimal("0.10"), Decimal("0.05")
_ORDER = (Outcome.HOLDS, Outcome.ROUNDED, Outcome.TRUNCATED)
_CUT = frozenset({Operation.RATIO, Operation.GROWTH, Operation.QUOTIENT, Operation.CHANGE_OF_NOW, Operation.TIMES})
_AT_MOST = frozenset({Strength.AT_MOST, Strength.AT_MOST_LIKELY})


def judge(claim: Claim) -> Verdict:
    """The best that any reading of the claim gives."""
    found = [(compare(claim.stated, reading), reading) for reading in claim.readings]
    for outcome in _ORDER:
        for result, reading in found:
            if result is outcome:
                return Verdict(claim, outcome, reading)
    judged = [reading for result, reading in found if result is Outcome.FAILS]
    if not judged:
        return Verdict(claim, Outcome.UNKNOWN, claim.readings[0])
    return _failing(claim, judged)


def _failing(claim: Claim, readings: list[Formula]) -> Verdict:
    first = readings[0]
    if claim.strength in _AT_MOST and not _exceeds(claim.stated, first):
        if claim.strength is Strength.AT_MOST:
            return Verdict(claim, Outcome.WITHIN, first)
        slip = find_slip(claim.stated, first, chance=_RARELY)
        return Verdict(claim, Outcome.FAILS if slip else Outcome.WITHIN, first, slip)
    if claim.strength in (Strength.LIKELY, Strength.HINTED):
        chance = _SELDOM if claim.strength is Strength.LIKELY else _RARELY
        slip = next(filter(None, (find_slip(claim.stated, one, chance=chance) for one in readings[:2])), None)
        return Verdict(claim, Outcome.FAILS if slip else Outcome.UNKNOWN, first, slip)
    return Verdict(claim, Outcome.FAILS, first, find_slip(claim.stated, first))


def compare(stated: Operand, formula: Formula) -> Outcome:
    """One stated figure against one reading; unknown when a divisor may be zero or a figure cannot be read."""
    if not _readable(stated) or not all(_readable(operand) for operand in formula.operands):
        return Outcome.UNKNOWN
    try:
        value, reach = formula.value(), formula.interval()
    except ZeroDivisionError:
        return Outcome.UNKNOWN
    own = stated.interval
    if own.holds(value):
        return Outcome.HOLDS
    if own.meets(reach):
        return Outcome.ROUNDED
    if formula.operation in _CUT and _truncated(stated).holds(value):
        return Outcome.TRUNCATED
    return Outcome.FAILS


def _readable(operand: Operand) -> bool:
    mention = operand.figure.mention
    return mention.of is not None if operand.denominator else mention.value is not None


def _truncated(stated: Operand) -> Interval:
    found = stated.figure.truncated or stated.interval
    return -found if stated.sign < 0 else found


def _exceeds(stated: Operand, formula: Formula) -> bool:
    return formula.interval().low > stated.interval.high
