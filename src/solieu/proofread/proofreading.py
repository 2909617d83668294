"""Proofreading a document: every figure, what is said of it, and whether it is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from solieu.core import Finding
from solieu.documents.document import Document
from solieu.proofread.claims import Claim, Strength
from solieu.proofread.findings import Lines, finding_of, remark_finding
from solieu.proofread.model import Coverage, NotJudged, Proofreading
from solieu.proofread.relations import Scene
from solieu.proofread.report import Reading, Report, read_report
from solieu.proofread.rules import CLAIM_MAKERS, REPORT_MAKERS, Remark, remarks_on
from solieu.proofread.verdicts import Outcome, Verdict, judge

_HELD = frozenset({Outcome.HOLDS, Outcome.ROUNDED, Outcome.TRUNCATED, Outcome.WITHIN})


def proofread(document: Document, *, previous: Document | None = None, units: Sequence[str] = ()) -> Proofreading:
    """Read every figure of the document, recompute what is said of it, and answer in reading order.

    ``previous`` is an earlier report of the same kind, against which sections that only changed their dates are told.
    ``units`` are the names of the areas as the register spells them.
    """
    report = read_report(document)
    verdicts = list(_verdicts(report))
    remarks = list(remarks_on(report, read_report(previous) if previous is not None else None, units))
    lines = Lines.of(document)
    findings = [
        finding_of(one, report.passages, lines) for one in verdicts
        if one.outcome in (Outcome.FAILS, Outcome.TRUNCATED)
    ]  # fmt: skip
    findings += [remark_finding(remark, reading.passage, lines) for reading, remark in remarks if not remark.holds]
    return Proofreading(
        document,
        tuple(sorted(_distinct(findings), key=lambda one: (one.where.start or 0, one.code))),
        _coverage(report, verdicts, [remark for _, remark in remarks]),
        tuple(_not_judged(report, verdicts)),
    )


def _verdicts(report: Report) -> Iterator[Verdict]:
    found = [verdict for reading in report.readings for verdict in judge_scene(reading.scene)]
    yield from _by_habit(found)
    claims = (claim for make in REPORT_MAKERS for claim in make(report))
    yield from (verdict for verdict in map(judge, claims) if not _is_silent(verdict))


def _by_habit(verdicts: list[Verdict]) -> Iterator[Verdict]:
    """A report whose lists after "trong đó" are complete, every one, means them so: a single other one is asked about."""
    lists = [one for one in verdicts if one.claim.strength is Strength.AT_MOST_LIKELY and len(one.formula.operands) > 1]
    complete = sum(one.outcome in (Outcome.HOLDS, Outcome.ROUNDED) for one in lists)
    incomplete = [one for one in lists if one.outcome is Outcome.WITHIN]
    habit = complete >= _ALWAYS and len(incomplete) == 1
    for one in verdicts:
        yield judge(replace(one.claim, strength=Strength.PLAIN)) if habit and one in incomplete else one


_ALWAYS = 8


def judge_scene(scene: Scene) -> list[Verdict]:
    """The verdicts on all claims of one passage, each stated figure and rule once."""
    verdicts = [judge(claim) for claim in _once(claim for make in CLAIM_MAKERS for claim in make(scene))]
    return [one for one in verdicts if not _is_silent(one)]


def _is_silent(verdict: Verdict) -> bool:
    """Where only the position hints at a relation, there may be no claim at all."""
    return verdict.outcome is Outcome.UNKNOWN and verdict.claim.strength is Strength.HINTED


def _once(claims: Iterable[Claim]) -> list[Claim]:
    found: dict[tuple[int, str, tuple[int, ...]], Claim] = {}
    for claim in claims:
        first = claim.readings[0]
        key = (claim.figure.index, claim.rule, tuple(one.figure.index for one in first.operands))
        found.setdefault(key, claim)
    return list(found.values())


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for one place and fault."""
    found: dict[tuple[str, int | None, str], Finding] = {}
    for one in findings:
        found.setdefault((one.code, one.where.start, one.expected), one)
    return list(found.values())


def _coverage(report: Report, verdicts: Sequence[Verdict], remarks: Sequence[Remark]) -> Coverage:
    counted = [one for one in remarks if one.is_claim]
    held = sum(one.outcome in _HELD for one in verdicts) + sum(one.holds for one in counted)
    failed = sum(one.outcome is Outcome.FAILS for one in verdicts) + sum(not one.holds for one in counted)
    quantities = sum(mention.is_data for reading in report.readings for mention in reading.mentions)
    return Coverage(quantities, len(verdicts) + len(counted), held + failed, held, failed)


def _not_judged(report: Report, verdicts: Iterable[Verdict]) -> Iterator[NotJudged]:
    for verdict in verdicts:
        if verdict.outcome is Outcome.UNKNOWN:
            figure = verdict.claim.figure
            start, end = report.passages[id(figure)].span(figure.start, figure.end)
            yield NotJudged(start, end, f"{figure.printed}: không rõ được tính từ những số nào trong câu")


__all__ = ["Reading", "judge_scene", "proofread"]
