"""Figures that one document prints otherwise than its facts say, by a recorded decision: still figures, with the trace of
what they replace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solieu.core import Consequence, Finding, FindingValue, Quantity, Reading, Trace, TraceKind, Where
from solieu.facts import Override
from solieu.reports.model import Figure
from solieu.reports.setting import Setting
from solieu.vietnamese import Certain, normalise, read_number, to_base


def kept_figures(setting: Setting) -> Mapping[str, Override]:
    """By id of the place: the last decision of each, without those that were ended."""
    wanted = setting.report, setting.period
    last = {one.figure: one for one in setting.snapshot.overrides if (one.report, one.period) == wanted}
    return {id: one for id, one in last.items() if one.printed}


def overridden(figure: Figure, override: Override) -> Figure | None:
    """None when what was typed is no figure."""
    quantity = quantity_typed(override.printed, figure.quantity)
    if quantity is None:
        return None
    trace = Trace(
        TraceKind.OVERRIDE,
        Reading.of(quantity),
        inputs=(figure.trace,),
        note=f"Giữ riêng cho văn bản này: {override.reason}",
    )
    return replace(figure, printed=override.printed, quantity=quantity, base=to_base(quantity), key=None, trace=trace)


def quantity_typed(text: str, printed: Quantity) -> Quantity | None:
    """A typed figure: its number, and its unit where it names one, else the unit of the one that it replaces."""
    said = normalise(text).strip()
    end = next((at for at, letter in enumerate(said) if not (letter.isdecimal() or letter in ".,")), len(said))
    found = read_number(said[:end].rstrip(".,"))
    if not isinstance(found, Certain):
        return None
    unit = said[end:].strip() or printed.unit
    return Quantity(found.quantity.value, unit, found.quantity.decimals)


def said_of(figure: Figure, override: Override) -> Finding:
    """Shown with the report; asked about when the figure behind it has moved since it was decided."""
    moved = normalise(figure.printed) != normalise(override.replaces)
    where = Where(key=f"{override.report}/{override.period}/{figure.id}")
    value = (FindingValue("theo số liệu", figure.printed),)
    if moved:
        said = f"Số “{override.printed}” giữ riêng thay cho “{override.replaces}”, nay số liệu là “{figure.printed}”."
        return Finding("REP503", "kept-figure-has-moved", Consequence.EXPLAIN, said, where, value, override.printed,
                       figure.printed, "Đề nghị bỏ số giữ riêng hoặc giữ lại với lý do mới.")  # fmt: skip
    said = f"Số “{override.printed}” giữ riêng cho văn bản này, thay cho “{figure.printed}”: {override.reason.rstrip('.')}."
    return Finding("REP502", "figure-kept-for-this-document", Consequence.LOOK, said, where, value, override.printed,
                   figure.printed, "Khi số liệu đã sửa ở nơi gửi, đề nghị bỏ số giữ riêng.")  # fmt: skip
