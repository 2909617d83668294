"""Running the rules of a catalogue over facts: what holds, what fails, and what could not be judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from solieu.catalog.model import Adding, Catalog, RuleDefinition
from solieu.core import (
    Consequence,
    FactKey,
    Finding,
    FindingValue,
    Period,
    Series,
    SeriesKind,
    Trace,
    Where,
)
from solieu.derive import Evaluator
from solieu.expressions import Expression, Reference, parse_expression
from solieu.facts import (
    Decision,
    Explanation,
    Laid,
    Provenance,
    Revision,
    Snapshot,
    Source,
    Submission,
    SubmissionState,
)
from solieu.rules import counts, sources
from solieu.rules.counts import judge_counts
from solieu.rules.kinds import KINDS, Kind
from solieu.rules.row import Judgement, Missing, Operand, Outcome, Verdict
from solieu.rules.sources import judge_sources
from solieu.rules.stated import judge_stated
from solieu.rules.two_ways import judge_two_ways
from solieu.territory import Territory
from solieu.vietnamese import write_date, write_period

SERIES = {"thuc_hien": "actual_at_cut_off", "uoc": "estimate", "ca_ky": "actual"}
_SPOKEN = {SeriesKind.ESTIMATE: "ước thực hiện", SeriesKind.TARGET: "kế hoạch", SeriesKind.ACTUAL: "thực hiện"}


@dataclass(frozen=True, slots=True)
class Checked:
    judgements: tuple[Judgement, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(judgement.finding for judgement in self.judgements if judgement.finding is not None)

    def count(self, outcome: Outcome) -> int:
        return sum(judgement.outcome is outcome for judgement in self.judgements)


@dataclass(frozen=True, slots=True)
class FactRow:
    """Figures of one unit, period and series behind the references of a rule."""

    evaluator: Evaluator
    unit: str
    period: Period
    series: Series

    def key(self, text: str) -> FactKey:
        return self.evaluator.scope(self.unit, self.period, self.series).key(_reference(text))

    def operand(self, text: str) -> Operand:
        """A figure that the rule names with its series is spoken of with it, and with its period where that is another
        one: two figures of one indicator stand side by side then."""
        key = self.key(text)
        found = operand_of(self.evaluator.trace(key), self.evaluator)
        named = _reference(text).shifts and key.series.kind is not SeriesKind.TARGET
        other = f" {write_period(key.period, 'short')}" if key.period != self.period else ""
        return replace(found, name=f"{found.name} {spoken_series(key.series)}{other}") if named else found

    @property
    def place(self) -> str:
        name = self.evaluator.territory.name(self.unit, self.period.end)
        return f"{name}, {write_period(self.period, 'short')}, {spoken_series(self.series)}"


def _reference(text: str) -> Reference:
    found = parsed(text)
    if not isinstance(found, Reference):
        raise TypeError(f"a rule names figures, it does not compute: {text}")
    return found


@cache
def parsed(text: str) -> Expression:
    return parse_expression(text)


def operand_of(trace: Trace, evaluator: Evaluator) -> Operand:
    """A traced value with its name, its place and how it is known."""
    key = trace.key
    leaves = tuple(trace.leaves())
    marks = {_provenance(leaf, evaluator.snapshot) for leaf in leaves}
    worst = Provenance.IMPLIED if Provenance.IMPLIED in marks else Provenance.REPORTED
    where = replace(trace.origin or Where(), key=str(key) if key else trace.formula)
    stated_in = {(leaf.origin.form, leaf.origin.row) if leaf.origin else ("", "") for leaf in leaves}
    row = next(iter(stated_in))[1] if len(stated_in) == 1 else ""
    return Operand(name_of(key, evaluator.catalog) if key else trace.formula, trace.reading.quantity, where, worst, row)


def spoken_series(series: Series) -> str:
    """thực hiện đến 29/02/2024, ước thực hiện."""
    return _SPOKEN[series.kind] + (f" đến {write_date(series.cut_off)}" if series.cut_off else "")


def name_of(key: FactKey, catalog: Catalog) -> str:
    """How a figure is spoken of: kế hoạch vốn (Thu tiền sử dụng đất)."""
    indicator = catalog.indicators.get(key.indicator)
    noun = (indicator.noun or indicator.title) if indicator else key.indicator
    dimensions = catalog.dimensions
    members = [dimensions[name].members.get(member, member) for name, member in key.cut if name in dimensions]
    return f"{noun} ({', '.join(members)})" if members else noun


def _provenance(leaf: Trace, snapshot: Snapshot) -> Provenance:
    fact = snapshot.facts.get(leaf.key) if leaf.key else None
    return fact.provenance if fact else Provenance.REPORTED


def check_facts(
    evaluator: Evaluator, period: Period, units: Iterable[str], codes: Collection[str] | None = None
) -> Checked:
    """All rules over all units for one period; one finding per rule and figure. ``codes`` names the rules that are
    asked, where not all of them are."""
    found: list[Judgement] = []
    for unit in units:
        for rule in evaluator.catalog.rules.values():
            if codes is None or rule.code in codes:
                found += _judgements(rule, evaluator, unit, period, None)
        if codes is None or sources.CODE in codes:
            found += judge_sources(evaluator, evaluator.snapshot.keys_of(unit, period))
        if codes is None or counts.CODE in codes:
            found += judge_counts(evaluator, unit, period)
    return Checked(tuple(found))


def check_submission(catalog: Catalog, territory: Territory, snapshot: Snapshot, submission: Submission) -> Checked:
    """The rules that concern what a submission states, as if it were accepted already; and its own percentages."""
    evaluator = Evaluator(catalog, territory, _as_if_accepted(snapshot, submission))
    staged = {fact.key for fact in submission.staged}
    found = [
        judge_stated(ratio, evaluator.trace, lambda trace: operand_of(trace, evaluator)) for ratio in submission.stated
    ]
    periods = {key.period for key in staged} | {submission.period}
    for rule in catalog.rules.values():
        for period in sorted(periods, key=str):
            found += _judgements(rule, evaluator, submission.unit, period, staged)
    beside = Evaluator(catalog, territory, replace(evaluator.snapshot, decisions=snapshot.decisions))
    found += judge_sources(beside, sorted(staged, key=str))
    found += judge_two_ways(catalog, territory, snapshot, submission)
    register = submission.form.removeprefix("register:")
    if submission.state is SubmissionState.ACCEPTED and register != submission.form:
        found += judge_counts(evaluator, submission.unit, submission.period, only=register)
    return Checked(tuple(found))


def _as_if_accepted(snapshot: Snapshot, submission: Submission) -> Snapshot:
    staged = {
        fact.key: Revision(fact.key, 0, fact.reading, submission.id, fact.origin, submission.sent_at, submission.actor,
                           fact.status, fact.provenance, fact.note, fact.stated_total)
        for fact in submission.staged
    }  # fmt: skip
    # What the sender states is judged by itself, not by the sum of other senders that would be preferred to it.
    own = {key: Decision(key, Source.STATED, "", submission.actor, submission.sent_at) for key in staged}
    return replace(snapshot, facts=Laid(staged, snapshot.facts), decisions=Laid(own, snapshot.decisions))


def _judgements(rule: RuleDefinition, evaluator: Evaluator, unit: str, period: Period,
                only: set[FactKey] | None) -> Iterator[Judgement]:  # fmt: skip
    """The judgements of one rule on one unit and period: one a series. A series of which no figure is there yet says
    nothing beside one that could be judged."""
    kind = KINDS[rule.kind]
    if (rule.since is not None and period.end < rule.since) or not _concerns(rule, evaluator, unit):
        return
    seen: set[FactKey] = set()
    found: list[tuple[bool, Judgement]] = []
    for series in _series(rule, evaluator, kind, period):
        row = FactRow(evaluator, unit, period, series)
        key = row.key(_stands_on(rule, kind))
        asked = {row.key(text) for text in _figures(rule.parameters)}
        if key in seen or (only is not None and not asked & only):
            continue
        seen.add(key)
        is_there = any(evaluator.trace(one).reading.is_present for one in asked)
        found.append((is_there, _judgement(rule, kind, row)))
    some = any(is_there for is_there, _ in found)
    yield from (judgement for is_there, judgement in (found if some else found[:1]) if is_there or not some)


def _concerns(rule: RuleDefinition, evaluator: Evaluator, unit: str) -> bool:
    """A figure that is not added up over units exists only for the area that reports it."""
    if unit == evaluator.catalog.root_unit:
        return True
    indicators = (evaluator.catalog.indicators[_reference(text).name] for text in _figures(rule.parameters))
    return all(indicator.over_units is not Adding.NONE for indicator in indicators)


def _series(rule: RuleDefinition, evaluator: Evaluator, kind: Kind, period: Period) -> Iterator[Series]:
    written = rule.parameters.get("series", ("thuc_hien", "uoc"))
    names = written if isinstance(written, tuple) else (str(written),)
    indicator = _reference(_stands_on(rule, kind)).name
    for name in names:
        match SERIES[name]:
            case "actual_at_cut_off":
                yield Series.actual(evaluator.cut_off(indicator, period))
            case "estimate":
                yield Series.estimate()
            case _:
                yield Series.actual()


def _stands_on(rule: RuleDefinition, kind: Kind) -> str:
    return str(rule.parameters[kind.stands_on])


def _figures(parameters: Mapping[str, object]) -> Iterator[str]:
    for name, value in parameters.items():
        if name not in ("series", "units"):
            yield from (value if isinstance(value, tuple) else (str(value),))


def _judgement(rule: RuleDefinition, kind: Kind, row: FactRow) -> Judgement:
    result = kind.judge(row, rule.parameters)
    if isinstance(result, Missing):
        return Judgement(rule.code, Outcome.CANNOT_JUDGE, row.place, missing=result.names, note=result.note)
    if result is None:
        return Judgement(rule.code, Outcome.HOLDS, row.place)
    before = kind.judge(replace(row, period=row.period.same_last_year(), series=Series.actual()), rule.parameters)
    finding = _finding(rule, result, row.place, before if isinstance(before, Verdict) else None)
    return Judgement(rule.code, Outcome.FAILS, row.place, finding)


def _finding(rule: RuleDefinition, verdict: Verdict, place: str, before: Verdict | None) -> Finding:
    where = verdict.at.where
    head = where.for_officer() if where.form else f"{verdict.at.name[:1].upper()}{verdict.at.name[1:]}, {place}"
    related = tuple(FindingValue(one.name, one.printed, one.where) for one in verdict.related)
    # Said, but no part of the fingerprint: a correction of last year asks for no second explanation of this year.
    also = f" Cùng kỳ cũng không khớp: {before.printed} so với {before.expected}." if before is not None else ""
    implied = any(one.provenance is Provenance.IMPLIED for one in (verdict.at, *verdict.related))
    return Finding(
        code=rule.code,
        name=rule.name,
        consequence=Consequence.LOOK if implied else rule.consequence,
        message=f"{head}: {rule.message or verdict.message}.{also}",
        where=where,
        related=related,
        printed=verdict.printed,
        expected=verdict.expected,
        next_step=rule.next_step or "Đề nghị sửa hoặc ghi lý do.",
    )


def open_findings(findings: Iterable[Finding], explanations: Mapping[str, Explanation]) -> tuple[Finding, ...]:
    """What still has to be answered before the figures can be accepted."""
    blocking = (Consequence.STOP, Consequence.EXPLAIN)
    return tuple(f for f in findings if f.consequence in blocking and f.fingerprint not in explanations)
