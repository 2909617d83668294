"""Two sources give different values for one figure, and nobody has decided yet which one holds.

Why it matters
    A department's figure and the sum over the communes are both accepted; a report that silently takes one of them is
    argued about after it was sent.

How it is judged
    The values of all sources of a key (stated, sum over units, formula), compared by the decimals that each prints. A
    số chốt settles the doubt; nobody's submission is altered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solieu.core import Consequence, FactKey, Finding, FindingValue, Where
from solieu.derive import Evaluator
from solieu.facts import Source
from solieu.rules.row import Judgement, Outcome
from solieu.vietnamese import write_period, write_quantity

CODE, NAME = "DAT901", "sources-differ"
WORDS = {
    Source.STATED: "số đơn vị ghi",
    Source.UNITS: "cộng các đơn vị cấp dưới",
    Source.FORMULA: "tính theo công thức",
}


def judge_sources(evaluator: Evaluator, keys: Iterable[FactKey]) -> list[Judgement]:
    """One judgement for each key that more than one source knows."""
    return [found for key in keys if (found := _judge(evaluator, key)) is not None]


def _judge(evaluator: Evaluator, key: FactKey) -> Judgement | None:
    known = {source: trace.reading.quantity for source, trace in evaluator.sources(key).items()}
    values = {source: quantity for source, quantity in known.items() if quantity is not None}
    if len(values) < 2:
        return None
    place = f"{evaluator.territory.name(key.unit, key.period.end)}, {write_period(key.period, 'short')}"
    first, *others = values.values()
    if key in evaluator.snapshot.decisions or all(first.interval.meets(other.interval) for other in others):
        return Judgement(CODE, Outcome.HOLDS, place)
    indicator = evaluator.catalog.indicators[key.indicator]
    said = {source: write_quantity(quantity, prose=False) for source, quantity in values.items()}
    both = "; ".join(f"{WORDS[source]} là {text}" for source, text in said.items())
    stated = evaluator.sources(key)[Source.STATED] if Source.STATED in values else None
    origin = stated.origin if stated is not None and stated.origin else Where()
    finding = Finding(
        code=CODE,
        name=NAME,
        consequence=Consequence.LOOK,
        message=f"{(indicator.noun or indicator.title)[:1].upper()}{(indicator.noun or indicator.title)[1:]}, {place}: {both}.",
        where=replace(origin, key=str(key)),
        related=tuple(FindingValue(WORDS[source], text) for source, text in said.items()),
        printed=next(iter(said.values())),
        expected=list(said.values())[1],
        next_step="Đề nghị cơ quan tổng hợp chốt số và ghi lý do.",
    )
    return Judgement(CODE, Outcome.FAILS, place, finding)
