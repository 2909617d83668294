"""Errors planted into the compiled sample report, printed as Word and as PDF, are found again in the print."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from proofread.mutations import _digit, _exchange
from solieu.app.publishing import Compiled, compiled
from solieu.app.workspace import Workspace
from solieu.core import Consequence, parse_period
from solieu.documents import FigureRun, Paper, Paragraph, Text
from solieu.documents.document import Document
from solieu.documents.docx import write_docx
from solieu.documents.pdf import write_pdf
from solieu.documents.reading import read_document
from solieu.proofread import Proofreading, proofread
from solieu.proofread.figures import Figure
from solieu.proofread.proofreading import judge_scene
from solieu.proofread.report import read_report
from solieu.proofread.rules import RULES, Rule
from solieu.proofread.verdicts import Outcome

FORMS: dict[str, Callable[..., bytes]] = {"docx": write_docx, "pdf": write_pdf}
_STRUCTURED = ("|", "<sup>", "\n- ", "#", "d)")  # tables, notes and lists have their own tests
ANSWERED = (Consequence.STOP, Consequence.EXPLAIN)


@pytest.fixture(scope="module")
def done(sample_folder: Any) -> Compiled:
    return compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"))


def read(paper: Paper, form: str, moment: datetime) -> Document:
    document = read_document(FORMS[form](paper, moment=moment), f"bao_cao.{form}")
    assert isinstance(document, Document)
    return document


def answered(found: Proofreading) -> set[tuple[str, str]]:
    return {(one.code, one.printed) for one in found.findings if one.consequence in ANSWERED}


def sentences() -> Iterator[Rule]:
    """Rules whose example is plain paragraphs."""
    for rule in RULES.values():
        if rule.consequence in ANSWERED and not any(mark in rule.example for mark in _STRUCTURED):
            yield rule


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_error_is_seen_in_print(done: Compiled, form: str) -> None:
    """The wrong example of every rule, as paragraphs between those of the report."""
    paper, rules = done.paper, list(sentences())
    step = max(1, len(paper.blocks) // (len(rules) + 1))
    blocks = list(paper.blocks)
    for number, rule in reversed(list(enumerate(rules, 1))):
        blocks[number * step : number * step] = [Paragraph((Text(part),)) for part in rule.example.split("\n\n")]
    found = proofread(read(replace(paper, blocks=tuple(blocks)), form, done.snapshot.moment))
    missing = {rule.code for rule in rules} - {one.code for one in found.findings}
    assert not missing
    assert len(rules) >= 15


def unique_figures(paper: Paper, document: Document) -> list[Figure]:
    """Figures of relations that hold, whose numeral is printed once in the whole report and in one run: one a passage."""
    numerals = [run.text for run in runs(paper) if isinstance(run, FigureRun)]
    chosen = []
    for reading in read_report(document).readings:
        held = [one for one in judge_scene(reading.scene) if one.outcome is Outcome.HOLDS]
        figures = [
            figure
            for verdict in held
            for figure in (verdict.claim.figure, *(o.figure for o in verdict.formula.operands))
        ]
        alone = [
            one for one in figures
            if sum(one.numeral in text for text in numerals) == 1 and document.text.count(one.numeral) == 1
            and sum(letter.isdigit() for letter in one.numeral) > 2 and not one.is_fraction
        ]  # fmt: skip
        chosen += alone[:1]
    return chosen


def runs(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from runs(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from runs(one)


def with_text(value: Any, changes: dict[str, str]) -> Any:
    """The same paper with other numerals in its figures."""
    if isinstance(value, FigureRun):
        for old, new in changes.items():
            if old in value.text:
                return replace(value, text=value.text.replace(old, new))
        return value
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: with_text(getattr(value, field.name), changes) for field in fields(value)}
        return replace(value, **{name: new for name, new in found.items() if new is not getattr(value, name)})
    if isinstance(value, tuple):
        return tuple(with_text(one, changes) for one in value)
    return value


@pytest.mark.parametrize(("form", "seed"), [("docx", 1), ("pdf", 3)])
def test_a_changed_figure_of_the_report_itself_is_seen_in_print(done: Compiled, form: str, seed: int) -> None:
    """A digit or two neighbouring digits of one figure in every paragraph that has a relation."""
    chance = random.Random(seed)
    paper, moment = done.paper, done.snapshot.moment
    clean = read(paper, form, moment)
    before = answered(proofread(clean))
    changes: dict[str, str] = {}
    for figure in unique_figures(paper, clean):
        new = _leading(figure.numeral, chance)
        if new and new != figure.numeral:
            changes[figure.numeral] = new
    assert len(changes) >= 8
    found = proofread(read(with_text(paper, changes), form, moment))
    new = [one for one in found.findings if one.consequence in ANSWERED and (one.code, one.printed) not in before]
    words = [f"{one.printed} {' '.join(value.printed for value in one.related)} {one.message}" for one in new]
    missed = {old: changed for old, changed in changes.items() if not any(changed in said for said in words)}
    assert len(missed) <= len(changes) // 20, missed


def _leading(numeral: str, chance: random.Random) -> str:
    """Another first digit, or the first two exchanged: a change that no rounding hides."""
    new = _exchange(numeral) if chance.random() < 0.5 else ""
    while not new or new[0] == numeral[0] == new[0]:
        new = _digit(numeral, chance)
    return new
