"""Proofreading a document: every figure, what is said of it, and whether it is so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from solieu.core import Finding
from solieu.documents.document import Document, Passage
from solieu.proofread.claims import Claim, Strength
from solieu.proofread.findings import Lines, finding_of
from solieu.proofread.model import Coverage, NotJudged, Proofreading
from solieu.proofread.outline import read_outline
from solieu.proofread.relations import Scene, read_scene
from solieu.proofread.rules import CLAIM_MAKERS
from solieu.proofread.verdicts import Outcome, Verdict, judge
from solieu.vietnamese.mentions import Mention


def proofread(document: Document, *, previous: Document | None = None, units: Sequence[str] = ()) -> Proofreading:
    """Read every figure of the document, recompute what is said of it, and answer in reading order.

    ``previous`` is an earlier report of the same kind, against which sections that only changed their dates are told.
    ``units`` are the names of the areas as the register spells them.
    """
    from solieu.vietnamese import find_mentions

    lines = Lines.of(document)
    findings: list[Finding] = []
    not_judged: list[NotJudged] = []
    coverage = Coverage()
    for passage in document.passages:
        mentions = find_mentions(passage.text)
        scene = read_scene(read_outline(passage.text, mentions))
        verdicts = judge_scene(scene)
        coverage += count(mentions, verdicts)
        for verdict in verdicts:
            if verdict.outcome in (Outcome.FAILS, Outcome.TRUNCATED):
                findings.append(finding_of(verdict, passage, lines))
            elif verdict.outcome is Outcome.UNKNOWN:
                not_judged.append(_unjudged(verdict, passage))
    ordered = sorted(findings, key=lambda one: (one.where.start or 0, one.code))
    return Proofreading(document, tuple(ordered), coverage, tuple(not_judged))


def judge_scene(scene: Scene) -> list[Verdict]:
    """The verdicts on all claims of one passage, each stated figure and rule once."""
    verdicts = [judge(claim) for claim in _once(claim for make in CLAIM_MAKERS for claim in make(scene))]
    return [one for one in verdicts if not (one.outcome is Outcome.UNKNOWN and one.claim.strength is Strength.HINTED)]


def _once(claims: Iterable[Claim]) -> list[Claim]:
    found: dict[tuple[int, str, tuple[int, ...]], Claim] = {}
    for claim in claims:
        first = claim.readings[0]
        key = (claim.figure.index, claim.rule, tuple(one.figure.index for one in first.operands))
        found.setdefault(key, claim)
    return list(found.values())


def count(mentions: Sequence[Mention], verdicts: Sequence[Verdict]) -> Coverage:
    held = sum(one.outcome in (Outcome.HOLDS, Outcome.ROUNDED, Outcome.TRUNCATED) for one in verdicts)
    failed = sum(one.outcome is Outcome.FAILS for one in verdicts)
    quantities = sum(mention.is_data for mention in mentions)
    return Coverage(quantities, len(verdicts), held + failed, held, failed)


def _unjudged(verdict: Verdict, passage: Passage) -> NotJudged:
    figure = verdict.claim.figure
    start, end = passage.span(figure.start, figure.end)
    return NotJudged(start, end, f"{figure.printed}: không rõ được tính từ những số nào trong câu")
