"""Slip: the one small mistake of the hand that would explain why a claim fails.

A guess of the cause helps the officer to find the right figure. It also decides doubtful cases: where the position of
the figures only suggests a relation, a gap that a single slip repairs is no accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from solieu.core import Hedge
from solieu.proofread.formulas import Formula, Operand, Operation


class SlipKind(StrEnum):
    TRANSPOSED = "transposed"  # 27,0 for 72,0
    DIGIT = "digit"  # 1.978 for 1.942: one digit (or its twin in both) typed wrong
    MAGNITUDE = "magnitude"  # triệu for tỷ, a comma one place off
    INVERTED = "inverted"  # base and figure exchanged
    WRONG_BASE = "wrong base"  # the change divided by the new figure
    RATIO_FOR_GROWTH = "ratio for growth"  # bằng for tăng
    SIGN = "sign"  # tăng for giảm


@dataclass(frozen=True, slots=True)
class Slip:
    """``operand`` is the figure that was mistyped, ``repaired`` what it would have to be (in its base)."""

    kind: SlipKind
    operand: Operand
    repaired: Decimal


def find_slip(stated: Operand, formula: Formula, *, chance: Decimal | None = None) -> Slip | None:
    """The most likely single slip that repairs the claim. With ``chance`` only one that is no accident: at most that
    share of all numbers may lie one slip away."""
    figures = [operand.figure for operand in (stated, *formula.operands)]
    if any(figure.mention.value is None for figure in figures):
        return None
    try:
        expected = formula.value()
    except ZeroDivisionError:
        return None
    if chance is None:
        found = _reasoning(stated, formula) or _in_stated(stated, expected, strict=False)
        return found or _in_operands(stated, formula, deep=_is_additive(formula))
    if any(figure.mention.hedge is not Hedge.NONE for figure in figures):
        return None
    if not _is_surprising(stated, formula, chance):
        return _other_unit(stated, formula)
    found = _in_stated(stated, expected, strict=True)
    return found or _in_operands(stated, formula, deep=_is_additive(formula))


def _other_unit(stated: Operand, formula: Formula) -> Slip | None:
    """triệu for tỷ, where the figures of a sum do not all have one unit: a thousandfold gap is never chance."""
    if len({one.figure.mention.multiplier for one in (stated, *formula.operands)}) < 2:
        return None
    found = _in_operands(stated, formula, deep=False)
    return found if found is not None and found.kind is SlipKind.MAGNITUDE else None


def _is_additive(formula: Formula) -> bool:
    return formula.operation in (Operation.SUM, Operation.REST, Operation.SAME)


def _is_surprising(stated: Operand, formula: Formula, chance: Decimal) -> bool:
    """Whether few enough numbers lie one slip away from the printed ones."""
    if not _is_additive(formula):
        return len(_digits(stated)) >= 3
    figures = (stated, *formula.operands)
    largest = max(figures, key=lambda one: abs(one.value))
    # All figures may be round to the same place: then only the digits above it could have differed.
    round_to = min(len(str(_scaled(one))) - len(str(_scaled(one)).rstrip("0")) for one in figures)
    digits = _digits(largest)[: -round_to or None]
    return Decimal(10 * len(digits)) <= chance * int(digits or "0")


def _reasoning(stated: Operand, formula: Formula) -> Slip | None:
    """Slips of thought: the right figures computed in the wrong way."""
    values = [operand.value for operand in formula.operands]
    hundred = Decimal(100)
    tries: list[tuple[SlipKind, Decimal]] = []
    if formula.operation in (Operation.RATIO, Operation.GROWTH) and len(values) == 2 and all(values):
        now, base = values
        if formula.operation is Operation.RATIO:
            tries = [
                (SlipKind.INVERTED, base / now * hundred),
                (SlipKind.RATIO_FOR_GROWTH, now / base * hundred - hundred),
            ]
        else:
            tries = [
                (SlipKind.SIGN, -(now / base * hundred - hundred)),
                (SlipKind.WRONG_BASE, (now - base) / now * hundred),
                (SlipKind.RATIO_FOR_GROWTH, now / base * hundred),
            ]
    elif formula.operation is Operation.REST and len(values) == 2:
        tries = [(SlipKind.SIGN, values[1] - values[0])]
    own = stated.interval
    return next((Slip(kind, stated, value) for kind, value in tries if own.holds(value) or own.holds(-value)), None)


def _digits(operand: Operand) -> str:
    """The printed digits without separators and leading zeros."""
    return str(abs(_scaled(operand)))


def _scaled(operand: Operand) -> int:
    """The printed number as a whole number of its last place."""
    mention = operand.figure.mention
    value = mention.of if operand.denominator else mention.value
    assert value is not None
    return int((value / mention.multiplier).scaleb(mention.decimals))


def _place(operand: Operand) -> Decimal:
    """What one unit of the last printed place is worth in the base of the figure."""
    mention = operand.figure.mention
    return mention.multiplier * operand.figure.dimension.factor * Decimal(1).scaleb(-mention.decimals) * operand.sign


def _in_stated(stated: Operand, expected: Decimal, *, strict: bool) -> Slip | None:
    """``strict`` leaves out a lost or added digit and round numbers: too many numbers are that near."""
    place = _place(stated)
    wanted = int((expected / place).to_integral_value(rounding="ROUND_HALF_UP"))
    kind = slip_between(abs(_scaled(stated)), abs(wanted))
    if strict and kind is SlipKind.DIGIT and not _is_telling(stated, wanted):
        return None
    if kind is None:
        kind = _magnitude(stated, expected)
    return Slip(kind, stated, expected) if kind else None


def _is_telling(stated: Operand, wanted: int) -> bool:
    """Whether one other digit is no accident: as many digits, and not a round number."""
    digits = _digits(stated)
    exact = digits if stated.figure.mention.decimals else digits.rstrip("0")
    return len(str(abs(wanted))) == len(digits) and len(exact) >= 3


def _magnitude(stated: Operand, expected: Decimal) -> SlipKind | None:
    own = stated.interval
    for power in (1, 2, 3, -1, -2, -3):
        shifted = expected.scaleb(power)
        if own.holds(shifted):
            return SlipKind.MAGNITUDE
    return None


def _in_operands(stated: Operand, formula: Formula, *, deep: bool) -> Slip | None:
    values = [operand.value for operand in formula.operands]
    own = stated.interval
    for number, operand in enumerate(formula.operands):
        place = _place(operand)
        for kind, scaled in _variants(_scaled(operand), deep=deep):
            try:
                found = formula.of([*values[:number], scaled * place, *values[number + 1 :]])
            except ZeroDivisionError:
                continue
            if own.holds(found):
                return Slip(kind, operand, scaled * place)
    return None


def _variants(scaled: int, *, deep: bool) -> Iterator[tuple[SlipKind, int]]:
    digits = str(abs(scaled))
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield SlipKind.TRANSPOSED, int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    for power in (10, 100, 1000):
        yield SlipKind.MAGNITUDE, abs(scaled) * power
        if scaled % power == 0:
            yield SlipKind.MAGNITUDE, abs(scaled) // power
    if not deep:
        return
    for at, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield SlipKind.DIGIT, int(digits[:at] + new + digits[at + 1 :])


def slip_between(printed: int, wanted: int) -> SlipKind | None:
    """The slip of the hand that turns one whole number into another."""
    one, other = str(printed), str(wanted)
    if one == other:
        return None
    if len(one) == len(other):
        apart = [at for at in range(len(one)) if one[at] != other[at]]
        if len(apart) == 1:
            return SlipKind.DIGIT
        if len(apart) == 2:
            first, second = apart
            if one[first] == other[second] and one[second] == other[first]:
                return SlipKind.TRANSPOSED
    if one.rstrip("0") == other.rstrip("0"):
        return SlipKind.MAGNITUDE
    shorter, longer = sorted((one, other), key=len)
    if len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
        return SlipKind.DIGIT
    return None
