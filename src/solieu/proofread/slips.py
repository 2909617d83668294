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
        return _other_unit(stated, formula) or _exchanged(stated, formula, chance)
    found = _in_stated(stated, expected, strict=True)
    found = found or _in_operands(stated, formula, deep=_is_additive(formula))
    return found or (_other_unit(stated, formula) if _is_additive(formula) else None)


def _other_unit(stated: Operand, formula: Formula) -> Slip | None:
    """triệu for tỷ, where the figures of a sum do not all have one unit: a thousandfold gap is never chance."""
    if len({_unit(one) for one in (stated, *formula.operands)}) < 2:
        return None
    own = stated.interval
    values = [operand.value for operand in formula.operands]
    for number, operand in enumerate(formula.operands):
        for power in _UNIT_STEPS:
            value = operand.value.scaleb(power)
            if own.holds(formula.of([*values[:number], value, *values[number + 1 :]])):
                return Slip(SlipKind.MAGNITUDE, operand, value)
    expected = formula.value()
    held = any(own.holds(expected.scaleb(power)) for power in _UNIT_STEPS)
    return Slip(SlipKind.MAGNITUDE, stated, expected) if held else None


_UNIT_STEPS = (3, -3, 4, -4, 6, -6, 9, -9, 1, -1, 2, -2)  # triệu and tỷ, kg and tấn, m² and ha, đồng and triệu đồng


def _unit(operand: Operand) -> Decimal:
    return operand.figure.mention.multiplier * operand.figure.dimension.factor


def _exchanged(stated: Operand, formula: Formula, chance: Decimal) -> Slip | None:
    """Two neighbouring digits exchanged (106 for 160): there are so few ways to do it that even small numbers tell."""
    figures = (stated, *formula.operands)
    largest = max(abs(_scaled(one)) for one in figures)
    ways = sum(len(_digits(one)) - 1 for one in figures)
    if not _is_additive(formula) or Decimal(ways) > chance * largest or _round_to(figures):
        return None
    found = _in_stated(stated, formula.value(), strict=True) or _in_operands(stated, formula, deep=False)
    return found if found is not None and found.kind is SlipKind.TRANSPOSED else None


def _round_to(figures: tuple[Operand, ...]) -> int:
    """The zeros that all figures end with: then only the digits above them could have differed."""
    return min(len(str(_scaled(one))) - len(str(_scaled(one)).rstrip("0")) for one in figures)


def _is_additive(formula: Formula) -> bool:
    return formula.operation in (Operation.SUM, Operation.REST, Operation.SAME)


def _is_surprising(stated: Operand, formula: Formula, chance: Decimal) -> bool:
    """Whether few enough numbers lie one slip away from the printed ones."""
    if not _is_additive(formula):
        return len(_digits(stated)) >= 3
    figures = (stated, *formula.operands)
    largest = max(figures, key=lambda one: abs(one.value))
    digits = _digits(largest)[: -_round_to(figures) or None]
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


def _variants(scaled: int, *, deep: bool) -> Iterator[tuple[SlipKind, Decimal]]:
    digits = str(abs(scaled))
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield SlipKind.TRANSPOSED, Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    for power in (1, 2, 3):
        yield SlipKind.MAGNITUDE, Decimal(abs(scaled)).scaleb(power)
        yield SlipKind.MAGNITUDE, Decimal(abs(scaled)).scaleb(-power)
    if not deep:
        return
    for at, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield SlipKind.DIGIT, Decimal(digits[:at] + new + digits[at + 1 :])


def variants(operand: Operand) -> Iterator[Decimal]:
    """What the figure may have been meant to be: every value that one slip of the hand leads away from."""
    place = _place(operand)
    return (scaled * place for _, scaled in _variants(_scaled(operand), deep=True))


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
