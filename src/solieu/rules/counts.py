"""A register was corrected after it was counted: the accepted count is no longer what the register gives.

Why it matters
    A count pins its cut-off, its moment and its entries. An entry that is recorded or corrected later must not move a
    figure that was reported; but nobody should learn of the difference from a reader of the report.

How it is judged
    The register is counted again for the same area and period with all that is known now, and compared figure by
    figure, also by which entries a figure stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from solieu.catalog.model import Register
from solieu.core import Consequence, FactKey, Finding, FindingValue, Period
from solieu.derive import Evaluator
from solieu.facts import Revision, StagedFact, SubmissionState
from solieu.registers import count_submission
from solieu.rules.row import Judgement, Outcome
from solieu.vietnamese import write_period, write_quantity

CODE, NAME = "DAT902", "count-differs-from-accepted"


def judge_counts(evaluator: Evaluator, unit: str, period: Period, only: str = "") -> list[Judgement]:
    """One judgement for each accepted figure that a register of the catalogue was counted for; ``only`` names one."""
    return [
        _judged(evaluator, register, fact, held)
        for register in _counted_registers(evaluator, unit, period)
        if only in ("", register.id)
        for fact, held in _pairs(evaluator, register, unit, period)
    ]


def _counted_registers(evaluator: Evaluator, unit: str, period: Period) -> Iterator[Register]:
    accepted = {
        sent.form
        for sent in evaluator.snapshot.submissions.values()
        if (sent.unit, sent.period, sent.state) == (unit, period, SubmissionState.ACCEPTED)
    }
    return (register for register in evaluator.catalog.registers.values() if f"register:{register.id}" in accepted)


def _pairs(
    evaluator: Evaluator, register: Register, unit: str, period: Period
) -> Iterator[tuple[StagedFact, Revision]]:
    """What the register gives now beside what was accepted from it."""
    below = frozenset(evaluator.territory.subtree(unit, period.end))
    entries = (entry for entry in evaluator.snapshot.entries.get(register.id, ()) if entry.unit in below)
    again = count_submission(register, entries, catalog=evaluator.catalog, unit=unit, period=period,
                             moment=evaluator.snapshot.moment, actor="")  # fmt: skip
    facts: Mapping[FactKey, Revision] = evaluator.snapshot.facts
    for fact in again.staged:
        held = facts.get(fact.key)
        if held is not None and held.origin.key.startswith(f"register:{register.id}:"):
            yield fact, held


def _judged(evaluator: Evaluator, register: Register, fact: StagedFact, held: Revision) -> Judgement:
    key = fact.key
    place = f"{evaluator.territory.name(key.unit, key.period.end)}, {write_period(key.period, 'short')}"
    if (fact.reading, fact.origin.key) == (held.reading, held.origin.key):
        return Judgement(CODE, Outcome.HOLDS, place)
    indicator = evaluator.catalog.indicators[key.indicator]
    name = indicator.noun or indicator.title
    accepted, now = _shown(held), _shown(fact)
    said = f"đã tiếp nhận {accepted}, sổ nay cho {now}" if accepted != now else f"vẫn là {now} nhưng của những mục khác"
    finding = Finding(
        code=CODE,
        name=NAME,
        consequence=Consequence.EXPLAIN,
        message=f"{register.title}, {name}{_members(evaluator, key)}, {place}: {said}.",
        where=replace(held.origin, key=str(key)),
        related=(
            FindingValue("mục đã đếm", _ids(held), held.origin),
            FindingValue("mục nay có", _ids(fact), fact.origin),
        ),
        printed=accepted,
        expected=now,
        next_step="Đề nghị đếm lại sổ và tiếp nhận, hoặc ghi lý do giữ số đã tiếp nhận.",
    )
    return Judgement(CODE, Outcome.FAILS, place, finding)


def _members(evaluator: Evaluator, key: FactKey) -> str:
    """(Khởi công mới, Nguồn ...): the cut in the words of the catalogue."""
    dimensions = evaluator.catalog.dimensions
    named = [dimensions[name].members.get(member, member) for name, member in key.cut if name in dimensions]
    return f" ({', '.join(named)})" if named else ""


def _shown(of: StagedFact | Revision) -> str:
    quantity = of.reading.quantity
    return write_quantity(quantity, prose=False) if quantity else "chưa có số liệu"


def _ids(of: StagedFact | Revision) -> str:
    return of.origin.key.rpartition(":")[2].replace(",", ", ")
