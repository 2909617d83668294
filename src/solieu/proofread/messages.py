"""What a finding says to an officer: where, what was compared with the numbers in it, what to do (office-habits A3)."""

from __future__ import annotations

from decimal import Decimal

from solieu.core.quantity import round_half_away
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
    Operation.RATIO: " : ",
}


def write_like(value: Decimal, figure: Figure, decimals: int | None = None) -> str:
    """A value in the base of the figure's dimension, printed in the figure's own unit and style."""
    mention = figure.mention
    own = abs(value) / figure.dimension.factor / mention.multiplier
    places = mention.decimals if decimals is None else decimals
    number = write_number(round_half_away(own, places), places)
    return figure.printed.replace(figure.numeral, number, 1)


def expected_of(stated: Operand, formula: Formula) -> str:
    """The result as it would be printed in place of the stated figure."""
    decimals = None
    if formula.operation in (Operation.SUM, Operation.REST):
        decimals = _common_places(stated, formula)
    if stated.denominator:
        return write_number(round_half_away(abs(formula.value()), 0), 0)
    return write_like(formula.value(), stated.figure, decimals)


def _common_places(stated: Operand, formula: Formula) -> int:
    """As many decimals as the finest operand has, in the unit of the stated figure."""
    mention = stated.figure.mention
    unit = mention.multiplier * stated.figure.dimension.factor
    finest = min(
        Decimal(1).scaleb(-one.figure.mention.decimals) * one.figure.mention.multiplier * one.figure.dimension.factor
        for one in formula.operands
    )
    return max(mention.decimals, -int((finest / unit).adjusted()), 0)


def arithmetic(formula: Formula) -> str:
    """The computation in words of arithmetic: 412 con + 6.938 con + 13.100 con."""
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
        case _:
            return _SIGNS.get(formula.operation, ", ").join(shown)


def cause_of(slip: Slip | None) -> str:
    """A guess of the cause, said as a guess."""
    if slip is None:
        return ""
    operand = slip.operand
    repaired = write_like(slip.repaired, operand.figure) if not operand.denominator else ""
    match slip.kind:
        case SlipKind.TRANSPOSED:
            return f"Có thể đảo chữ số: {operand.printed} lẽ ra là {repaired}."
        case SlipKind.DIGIT:
            return f"Có thể gõ nhầm một chữ số: {operand.printed} lẽ ra là {repaired}."
        case SlipKind.MAGNITUDE:
            return f"Có thể nhầm hàng đơn vị hoặc dấu phẩy: {operand.printed} lẽ ra là {repaired}."
        case SlipKind.INVERTED:
            return "Có thể đã chia ngược hai số."
        case SlipKind.WRONG_BASE:
            return "Có thể đã chia cho số mới thay vì số cũ."
        case SlipKind.RATIO_FOR_GROWTH:
            return "Có thể đã lẫn “bằng x%” với “tăng x%”."
        case SlipKind.SIGN:
            return "Có thể đã ghi nhầm “tăng” với “giảm”."
