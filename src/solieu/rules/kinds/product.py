"""An output differs from area times yield (sản lượng tấn = diện tích ha × năng suất tạ/ha / 10).

Why it matters
    Output is usually computed; when it does not follow from its factors one of the three was changed alone.

How it is judged
    The rounding of area and yield is propagated through the product and compared with what the output may have been.

When it is right to leave it
    The yield is an average over another area. Explain which.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from solieu.core import Quantity, round_half_away
from solieu.rules.row import Missing, Row, Verdict, gap, missing_of
from solieu.vietnamese import write_quantity

PARAMETERS = ("area", "rate", "output")
TONNES_PER_QUINTAL = Decimal("0.1")


def judge(row: Row, parameters: Mapping[str, object]) -> Verdict | Missing | None:
    area, rate, output = (row.operand(str(parameters[name])) for name in PARAMETERS)
    if missing := missing_of((area, rate, output)):
        return missing
    if (area.interval * rate.interval).scaled(TONNES_PER_QUINTAL).meets(output.interval):
        return None
    assert output.quantity is not None
    value = Quantity(area.value * rate.value * TONNES_PER_QUINTAL, output.quantity.unit, output.quantity.decimals)
    expected = write_quantity(value.rounded(output.quantity.decimals), prose=False)
    off = gap(output, round_half_away(value.value, output.quantity.decimals))
    said = f"ghi {output.printed} nhưng {area.printed} × {rate.printed} được {expected} (chênh {off})"
    return Verdict(output, (area, rate), output.printed, expected, said)
