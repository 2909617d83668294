"""One figure comes both from a form and from the count of a register, and the two differ.

Why it matters
    Whether a figure is typed into a form or counted from a register is the choice of the locality, figure by figure.
    Where both are kept, the office finds out here which entry is missing or which cell is wrong, not from a reader.

How it is judged
    What a send states is compared with the accepted figure that came the other way: a count is exact, a figure of a form
    stands for all that rounds to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from solieu.catalog import Catalog
from solieu.core import Consequence, Finding, FindingValue, Interval, Quantity
from solieu.facts import Revision, Snapshot, StagedFact, Submission
from solieu.rules.row import Judgement, Outcome
from solieu.territory import Territory
from solieu.vietnamese import write_period, write_quantity

CODE, NAME = "DAT903", "register-differs-from-form"
COUNTED = "register:"  # how the origin of a counted figure begins


def judge_two_ways(
    catalog: Catalog, territory: Territory, snapshot: Snapshot, submission: Submission
) -> Iterator[Judgement]:
    """One judgement for each figure of the send that is held from the other way already."""
    for fact in submission.staged:
        held = snapshot.facts.get(fact.key)
        if held is not None and is_counted(held) is not is_counted(fact) and held.submission != submission.id:
            yield _judged(catalog, territory, fact, held)


def is_counted(of: StagedFact | Revision) -> bool:
    """Whether a figure comes from a register."""
    return of.origin.key.startswith(COUNTED)


def _agree(counted: Quantity, stated: Quantity) -> bool:
    """A count is exact; what a form states may have been rounded."""
    return Interval.exactly(counted.value).meets(stated.interval)


def _judged(catalog: Catalog, territory: Territory, fact: StagedFact, held: Revision) -> Judgement:
    key = fact.key
    place = f"{territory.name(key.unit, key.period.end)}, {write_period(key.period, 'short')}"
    here, there = fact.reading.quantity, held.reading.quantity
    if here is None or there is None or _agree(*((here, there) if is_counted(fact) else (there, here))):
        return Judgement(CODE, Outcome.HOLDS, place)
    said = {
        "sổ": write_quantity(here if is_counted(fact) else there, prose=False),
        "biểu": write_quantity(there if is_counted(fact) else here, prose=False),
    }
    indicator = catalog.indicators[key.indicator]
    members = [
        catalog.dimensions[name].members.get(member, member) for name, member in key.cut if name in catalog.dimensions
    ]
    name = (indicator.noun or indicator.title) + (f" ({', '.join(members)})" if members else "")
    chosen = {"register": " (chỉ tiêu này lấy từ sổ)", "form": " (chỉ tiêu này lấy từ biểu)"}.get(indicator.source, "")
    finding = Finding(
        code=CODE,
        name=NAME,
        consequence=Consequence.EXPLAIN,
        message=f"{name[:1].upper()}{name[1:]}, {place}: sổ cho {said['sổ']}, biểu ghi {said['biểu']}{chosen}.",
        where=fact.origin,
        related=(FindingValue("số đã tiếp nhận", write_quantity(there, prose=False), held.origin),),
        printed=write_quantity(here, prose=False),
        expected=write_quantity(there, prose=False),
        next_step="Đề nghị bổ sung mục còn thiếu của sổ, sửa biểu, hoặc ghi lý do.",
    )
    return Judgement(CODE, Outcome.FAILS, place, finding)
