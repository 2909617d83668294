"""The rules of proofreading, by code. A rule is a small module: what it looks for, and the claims that it makes.

``claims`` of a module speak of the figures of one passage, ``report_claims`` of figures across passages; ``remarks`` and
``report_remarks`` say what no arithmetic decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from solieu.proofread.claims import Claim
from solieu.proofread.relations import Scene
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules import (
    anniversaries,
    breakdowns,
    changes,
    cited_documents,
    counted_lists,
    dates,
    directions,
    names,
    notes,
    numbering,
    numerals,
    oddities,
    orders,
    percentages,
    petitions,
    products,
    remainders,
    repeats,
    shared_bases,
    stale_sections,
    structures,
    sums,
    table_sums,
    unit_styles,
)
from solieu.proofread.rules.rule import Remark, Rule

_OF_PASSAGE = (sums, percentages, changes, remainders, products, structures, orders, shared_bases, petitions)
_OF_REPORT = (breakdowns, repeats, table_sums)
_REMARKS_OF_PASSAGE = (counted_lists, directions, anniversaries, numerals, dates, oddities)
_REMARKS_OF_REPORT = (numbering, notes, cited_documents, unit_styles)

#: What makes claims of the figures of one passage.
CLAIM_MAKERS: tuple[Callable[[Scene], Iterable[Claim]], ...] = tuple(module.claims for module in _OF_PASSAGE)
#: What makes claims across passages.
REPORT_MAKERS: tuple[Callable[[Report], Iterable[Claim]], ...] = tuple(module.report_claims for module in _OF_REPORT)

_MODULES = (*_OF_PASSAGE, *_OF_REPORT, *_REMARKS_OF_PASSAGE, *_REMARKS_OF_REPORT, names, stale_sections)
RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
}


def remarks_on(report: Report, previous: Report | None, units: Sequence[str]) -> Iterator[tuple[Reading, Remark]]:
    """Everything that is said without arithmetic of figures, with the reading that it stands in."""
    for reading in report.readings:
        for module in _REMARKS_OF_PASSAGE:
            yield from ((reading, remark) for remark in module.remarks(reading))
    for whole in _REMARKS_OF_REPORT:
        yield from whole.report_remarks(report)
    yield from names.report_remarks(report, units)
    if previous is not None:
        yield from stale_sections.compare(report, previous)


__all__ = ["CLAIM_MAKERS", "REPORT_MAKERS", "RULES", "Remark", "Rule", "remarks_on"]
