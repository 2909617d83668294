"""What a finding says to an officer: where, what was compared with the numbers in it, what to do (office-habits A3)."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from solieu.core.quantity import PRECISION, round_half_away
from solieu.proofread.figures import Figure
from solieu.proofread.formulas import Formula, Operand, Operation
from solieu.proofread.slips import Slip, SlipKind
from solieu.vietnamese import write_number

_SIGNS = {
    Operation.SUM: " + ",
    Operation.REST: " − ",
    Operation.PRODUCT: " × ",
    Operation.QUOTIENT: " : ",
    Operation.TIMES: " : ",
}
_CHANGES = frozenset(
    {Operation.GROWTH, Operation.CHANGE_OF_NOW, Operation.REST, Operation.RATIO, Operation.OVER_HUNDRED}
)


def write_like(value: Decimal, figure: Figure, decimals: int | None = None) -> str:
    """A value in the base of the figure's dimension, printed in the figure's own unit and style."""
    mention = figure.mention
    own = abs(value) / figure.dimension.factor / mention.multiplier
    places = mention.decimals if decimals is None else decimals
    number = write_number(round_half_away(own, places), places)
    if figure.is_fraction:
        return _FRACTION.sub(number, figure.printed, count=1)
    return figure.printed.replace(figure.numeral, number, 1)


_FRACTION = re.compile(r"\d[\d.,]*\s*/\s*\d[\d.,]*")


def expected_of(stated: Operand, formula: Formula) -> str:
    """The result as it would be printed in place of the stated figure."""
    if stated.denominator:
        return write_number(round_half_away(abs(formula.value()), 0), 0)
    return write_like(formula.value(), stated.figure, _places(stated, formula))


def _places(stated: Operand, formula: Formula) -> int | None:
    """A sum has as many decimals as the finest addend has, in the unit of the stated figure."""
    if formula.operation in (Operation.TIMES, Operation.TIMES_MORE):
        return max(stated.figure.mention.decimals, 1)
    if formula.operation not in (Operation.SUM, Operation.REST):
        return None
    mention = stated.figure.mention
    unit = mention.multiplier * stated.figure.dimension.factor
    finest = min(
        Decimal(1).scaleb(-one.figure.mention.decimals) * one.figure.mention.multiplier * one.figure.dimension.factor
        for one in formula.operands
    )
    return max(mention.decimals, -int((finest / unit).adjusted()), 0)


def arithmetic(formula: Formula, stated: Operand | None = None) -> str:
    """The computation in signs of arithmetic: 412 con + 6.938 con + 13.100 con; with what the units hide (: 10)."""
    shown = [operand.printed for operand in formula.operands]
    match formula.operation:
        case Operation.GROWTH:
            return f"{shown[0]} : {shown[1]} × 100 − 100"
        case Operation.CHANGE_OF_NOW:
            sign = "+" if formula.operands[0].sign < 0 else "−"
            return f"{shown[0]} : ({shown[1]} {sign} {shown[0]}) × 100"
        case Operation.RATIO:
            return f"{shown[0]} : {shown[1]} × 100"
        case Operation.SAME_BASE:
            return f"{shown[1]} là {shown[2]} thì {shown[0]} là {shown[0]} × {shown[2]} : {shown[1]}"
        case Operation.OVER_HUNDRED:
            return f"{shown[0]} − 100%"
        case Operation.COMPLEMENT:
            return "100% − " + " − ".join(shown)
        case Operation.REST:
            later = [(" + " if one.sign < 0 else " − ") + one.printed for one in formula.operands[1:]]
            return shown[0] + "".join(later)
        case Operation.TIMES_MORE:
            return f"{shown[0]} : {shown[1]} − 1"
        case Operation.PAIRS:
            half = len(shown) // 2
            return " + ".join(f"{one} × {rate}" for one, rate in zip(shown[:half], shown[half:], strict=True))
        case Operation.PRICE:
            return f"{shown[0]} × ({' + '.join(shown[1:])})"
        case _:
            return _SIGNS.get(formula.operation, ", ").join(shown) + _hidden_factor(formula, stated)


def _hidden_factor(formula: Formula, stated: Operand | None) -> str:
    """What the printed numbers have to be multiplied or divided by, because their units differ: ha × tạ/ha : 10."""
    if stated is None or formula.operation not in (Operation.PRODUCT, Operation.QUOTIENT) or not formula.value():
        return ""
    with localcontext() as context:
        context.prec = PRECISION
        plain = formula.of([_as_printed(one) for one in formula.operands])
        unit = stated.figure.mention.multiplier * stated.figure.dimension.factor
        factor = (formula.value() / unit / plain).normalize()
    if factor == 1:
        return ""
    return f" × {write_number(factor, 0)}" if factor > 1 else f" : {write_number(1 / factor, 0)}"


def _as_printed(operand: Operand) -> Decimal:
    return operand.value / operand.figure.mention.multiplier / operand.figure.dimension.factor


def said_difference(stated: Operand, formula: Formula, expected: str) -> str:
    """The comparison in one sentence, with both numbers and the computation between them."""
    printed, first = stated.printed, formula.operands[0].printed
    if formula.operation is Operation.SUM and len(formula.operands) == 1:
        return f"phần {first} lớn hơn tổng số {printed}."
    if formula.operation is Operation.SUM:
        gap = write_like(abs(formula.value() - stated.value), stated.figure, _places(stated, formula))
        return f"tổng ghi {printed} nhưng cộng các thành phần được {expected} ({arithmetic(formula)}; chênh {gap})."
    said, computed = _directions(stated, formula)
    return f"ghi {said}{printed} nhưng tính ra {computed}{expected} ({arithmetic(formula, stated)})."


def _directions(stated: Operand, formula: Formula) -> tuple[str, str]:
    """tăng or giảm in front of both numbers, where they speak of a change."""
    if not stated.figure.sign or formula.operation not in _CHANGES:
        return "", ""
    return "giảm " if stated.sign < 0 else "tăng ", "giảm " if formula.value() < 0 else "tăng "


def cause_of(slip: Slip | None) -> str:
    """A guess of the cause, said as a guess."""
    if slip is None:
        return ""
    operand = slip.operand
    repaired = (
        "" if operand.denominator else f": {operand.printed} lẽ ra là {write_like(slip.repaired, operand.figure)}"
    )
    match slip.kind:
        case SlipKind.TRANSPOSED:
            return f"Có thể đảo chữ số{repaired}."
        case SlipKind.DIGIT:
            return f"Có thể gõ nhầm một chữ số{repaired}."
        case SlipKind.MAGNITUDE:
            return f"Có thể nhầm hàng đơn vị hoặc dấu phẩy{repaired}."
        case SlipKind.INVERTED:
            return "Có thể đã chia ngược hai số."
        case SlipKind.WRONG_BASE:
            return "Có thể đã chia cho số mới thay vì số cũ."
        case SlipKind.RATIO_FOR_GROWTH:
            return "Có thể đã lẫn “bằng x%” với “tăng x%”."
        case SlipKind.SIGN:
            return "Có thể đã ghi nhầm “tăng” với “giảm”."
