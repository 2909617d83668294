"""Compile, take back, accept all, compile: what came back is what is printed, and a second round changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from edits import EDITS, Bench
from hypothesis import given, settings
from hypothesis import strategies as st
from word_edits import WordFile, letters_of, text_of

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


@settings(max_examples=20)  # each compiles, prints, reads and takes back a whole report
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


# --- prose that nobody had written yet, and figures that were missing


def test_prose_typed_over_its_gap_becomes_the_narrative(next_quarter: Compiled) -> None:
    file = WordFile(printed(next_quarter, "docx"))
    unit = next(unit for unit in units_of(next_quarter) if unit.narrative and unit.gaps)
    paragraph = file.paragraph(unit.text)
    file.type_over(paragraph, 0, len(letters_of(paragraph)), "Các phòng, ban đã triển khai nhiệm vụ ngay từ đầu quý.")
    taken = taken_from(next_quarter, file.saved())
    texts = rewritten(taken, {change.id for change in taken.prose})
    assert texts == {unit.narrative: "Các phòng, ban đã triển khai nhiệm vụ ngay từ đầu quý."}
    assert [change.belongs for change in taken.prose] == [Belongs.NARRATIVE]


def test_a_figure_typed_over_its_gap_is_named_with_who_owes_it(next_quarter: Compiled) -> None:
    file = WordFile(printed(next_quarter, "docx"))
    gaps = {" ".join(gap.text.split()): gap for gap in next_quarter.report.gaps if gap.owner and gap.key}
    unit, gap = next(
        (unit, gaps[text]) for unit in units_of(next_quarter) if unit.kind == "text" and len(unit.gaps) == 1
        for text in [unit.text[unit.gaps[0].start : unit.gaps[0].end]] if text in gaps and not unit.narrative
    )  # fmt: skip
    paragraph = file.paragraph(unit.text)
    start = text_of(paragraph).index(gap.text)
    file.type_over(paragraph, start, start + len(gap.text), "1.234 ha")
    (named,) = taken_from(next_quarter, file.saved()).figures
    assert (named.kind.value, named.now, named.owner) == ("added", "1.234 ha", gap.owner)


# --- prose of several paragraphs

SEVERAL = """Các xã đã **chủ động** lập kế hoạch ngay từ đầu vụ, phân công người theo dõi từng thôn[^a].

- Nhóm xã vùng cao làm đất xong trước Tết, xuống giống đúng khung thời vụ;

- Nhóm xã ven quốc lộ còn chậm vì thiếu nước tưới, phải chờ đợt điều tiết sau.

Cơ quan chuyên môn *thường xuyên* kiểm tra đồng ruộng và hướng dẫn phòng trừ sâu bệnh cho bà con.

[^a]: Riêng hai xã mới chia tách thôn thì giao cho công chức văn hóa theo dõi thay.
"""


@pytest.fixture(scope="module")
def several(done: Compiled) -> Compiled:
    unit = next(unit for unit in units_of(done) if unit.narrative)
    return with_narratives(done, {unit.narrative: SEVERAL})


def own(done: Compiled) -> list[Unit]:
    first = next(unit for unit in units_of(done) if unit.text.startswith("Các xã đã chủ động"))
    return [unit for unit in units_of(done) if unit.narrative == first.narrative]


def _note(file: WordFile, units: list[Unit]) -> None:
    paragraph = file.paragraph(units[1].text)
    file.type_over(paragraph, len(letters_of(paragraph)) - 1, len(letters_of(paragraph)) - 1, " cho đến hết quý")


def _last_first(file: WordFile, units: list[Unit]) -> None:
    file.move(file.paragraph(units[-1].text), file.paragraph(units[0].text))


def _all_of_it(file: WordFile, units: list[Unit]) -> None:
    _note(file, units)
    _last_first(file, units)
    file.delete(file.paragraph(units[2].text))
    file.add_behind(
        file.paragraph(units[0].text), "Huyện đã thành lập ba đoàn kiểm tra và phân công lãnh đạo phụ trách."
    )


@pytest.mark.parametrize("edit", [_note, _last_first, _all_of_it])
def test_prose_of_several_paragraphs_is_printed_as_it_came_back(several: Compiled, edit) -> None:  # type: ignore[no-untyped-def]
    """With notes, items and letters in bold; words that stayed keep their looks."""
    file = WordFile(printed(several, "docx"))
    edit(file, own(several))
    taken = taken_from(several, file.saved())
    assert all(change.belongs is Belongs.NARRATIVE for change in taken.prose)
    (text,) = rewritten(taken, {change.id for change in taken.prose}).values()
    assert "**chủ động**" in text and ("*thường xuyên*" in text) and "[^" in text
    again = with_narratives(several, {taken.prose[0].narrative: text})
    assert [unit.key for unit in units_of(again)] == [unit.key for unit in taken.returned]
    assert taken_from(again, printed(again, "docx")).is_unchanged
