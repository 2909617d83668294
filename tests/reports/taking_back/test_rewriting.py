"""Compile, take back, accept all, compile: what came back is what is printed, and a second round changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from edits import EDITS, Bench
from hypothesis import given
from hypothesis import strategies as st
from word_edits import WordFile, letters_of

from solieu.app.publishing import Compiled, printed
from solieu.documents.docx_returned import read_returned
from solieu.facts import Narrative, Provenance
from solieu.reports import compile_report
from solieu.reports.taking_back import Belongs, Owners, TakenBack, Unit, printed_units, returned_units, take_back
from solieu.reports.taking_back.rewriting import rewritten


def taken_from(done: Compiled, content: bytes) -> TakenBack:
    returned = read_returned(content, "bao_cao.docx")
    known = frozenset(figure.id for figure in done.report.figures)
    units = returned_units(returned, known)
    return take_back(done.report, units_of(done), returned, units, Owners(done.held.catalog, done.snapshot))


def units_of(done: Compiled) -> tuple[Unit, ...]:
    return printed_units(done.report, done.paper)


def with_narratives(done: Compiled, texts: dict[str, str]) -> Compiled:
    """The report compiled anew with these texts as the newest versions of their narratives."""
    report, snapshot = done.report, done.snapshot
    newest = max((one.version for one in snapshot.narratives), default=0) + 1
    added = tuple(
        Narrative(report.id, name, report.period, report.unit, newest, text, report.unit, "tong_hop",
                  snapshot.moment + timedelta(seconds=1), Provenance.REPORTED)
        for name, text in texts.items()
    )  # fmt: skip
    later = replace(snapshot, narratives=(*snapshot.narratives, *added))
    compiled = compile_report(done.held.catalog, done.held.territory, later, report.id, report.period)
    return replace(done, report=compiled, snapshot=later)


def prose_of(units: tuple[Unit, ...]) -> list[str]:
    return [unit.key for unit in units if unit.narrative]


def test_prose_written_anew_without_a_change_prints_the_same(done: Compiled) -> None:
    taken = taken_from(done, printed(done, "docx"))
    assert taken.is_unchanged
    names = dict.fromkeys(unit.narrative for unit in taken.printed if unit.narrative)
    assert names, "the sample has prose"
    from solieu.reports.taking_back.rewriting import _Narrative, plain_text

    texts = {name: _Narrative(taken, name, (), plain_text).text() for name in names}
    again = with_narratives(done, {name: text for name, text in texts.items() if text})
    assert [unit.text for unit in units_of(again)] == [unit.text for unit in units_of(done)]
    assert [figure.printed for figure in again.report.figures] == [figure.printed for figure in done.report.figures]


ACCEPTED = [
    ("reword", "prose"), ("add a sentence", "prose"), ("add a paragraph", "prose"), ("delete", "prose"), ("duplicate", "prose"),
    ("split", "prose"), ("add a paragraph with a strange figure", "prose"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "where"), ACCEPTED)
def test_accepted_prose_is_printed_as_it_came_back(done: Compiled, what: str, where: str) -> None:
    file = WordFile(printed(done, "docx"))
    EDITS[what](Bench(file, units_of(done)), where)
    taken = taken_from(done, file.saved())
    texts = rewritten(taken, {change.id for change in taken.prose})
    assert len(texts) == 1 and all(change.belongs is Belongs.NARRATIVE for change in taken.prose)
    if not any(texts.values()):
        return  # nothing is left of a narrative: its place asks for it again
    again = with_narratives(done, dict(texts))
    assert [unit.key for unit in units_of(again)] == [unit.key for unit in taken.returned]
    assert taken_from(again, printed(again, "docx")).is_unchanged


def test_what_is_not_accepted_stays_as_it_was(done: Compiled) -> None:
    file = WordFile(printed(done, "docx"))
    bench = Bench(file, units_of(done))
    EDITS["add a sentence"](bench, "prose")
    EDITS["reword"](bench, "paragraph")
    taken = taken_from(done, file.saved())
    assert sorted(change.belongs.value for change in taken.prose) == ["narrative", "template"]
    assert rewritten(taken, ()) == {}
    fixed = [change.id for change in taken.prose if change.belongs is Belongs.TEMPLATE]
    assert rewritten(taken, fixed) == {}, "fixed words belong to the template"


@given(words=st.text(st.sampled_from("abc đêm {}[]*_#\\`<>^:-+|!&12.,()“”"), min_size=1, max_size=40))
def test_typed_signs_print_as_they_were_typed(done: Compiled, words: str) -> None:
    """Whatever is typed is words: no sign of it becomes Markdown."""
    if "{" in words or "}" in words:
        words = words.replace("{", "(").replace("}", ")")
    file = WordFile(_content(done))
    bench = Bench(file, units_of(done))
    paragraph = bench.element(bench.unit("prose"))
    place = len(letters_of(paragraph))
    file.type_over(paragraph, place, place, f" Ghi: {words} hết")
    taken = taken_from(done, file.saved())
    texts = rewritten(taken, {change.id for change in taken.prose})
    again = with_narratives(done, dict(texts))
    assert prose_of(units_of(again)) == prose_of_returned(taken)


def prose_of_returned(taken: TakenBack) -> list[str]:
    back = {new: old for old, new in taken.partners.items()}
    return [unit.key for at, unit in enumerate(taken.returned) if taken.printed[back[at]].narrative]


_KEPT: dict[int, bytes] = {}


def _content(done: Compiled) -> bytes:
    if id(done) not in _KEPT:
        _KEPT[id(done)] = printed(done, "docx")
    return _KEPT[id(done)]
