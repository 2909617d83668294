"""Percentages that a sender typed where the form computes: compared with the figures of the same row."""

from __future__ import annotations

from collections.abc import Callable

from solieu.core import Consequence, FactKey, Finding, FindingValue, SeriesKind, Trace
from solieu.facts import StatedRatio
from solieu.rules.kinds import ratios
from solieu.rules.row import Judgement, Missing, Operand, Outcome

CODE = "SUB204"


def judge_stated(
    ratio: StatedRatio, trace: Callable[[FactKey], Trace], operand: Callable[[Trace], Operand]
) -> Judgement:
    part, whole = operand(trace(ratio.numerator)), operand(trace(ratio.denominator))
    percent = Operand("tỷ lệ", ratio.percent.quantity, ratio.origin)
    place = ratio.origin.for_officer()
    if part.quantity is None or whole.quantity is None or percent.quantity is None:
        names = tuple(one.name for one in (part, whole, percent) if one.quantity is None)
        return Judgement(CODE, Outcome.CANNOT_JUDGE, place, missing=names)
    verdict = ratios.compare(part, whole, percent, growth=ratio.growth)
    if verdict is None:
        return Judgement(CODE, Outcome.HOLDS, place)
    if isinstance(verdict, Missing):
        return Judgement(CODE, Outcome.CANNOT_JUDGE, place, missing=verdict.names)
    finding = Finding(
        code=CODE,
        name=_name(ratio),
        consequence=Consequence.EXPLAIN,
        message=f"{place}: {verdict.message}.",
        where=ratio.origin,
        related=tuple(FindingValue(one.name, one.printed, one.where) for one in verdict.related),
        printed=verdict.printed,
        expected=verdict.expected,
        next_step="Đề nghị sửa tỷ lệ, hoặc để hệ thống tính.",
    )
    return Judgement(CODE, Outcome.FAILS, place, finding)


def _name(ratio: StatedRatio) -> str:
    if ratio.denominator.series.kind is SeriesKind.TARGET:
        return "plan-percentage-differs"
    return "growth-differs" if ratio.growth else "ratio-differs"
