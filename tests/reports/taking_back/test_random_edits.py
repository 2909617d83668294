"""Edits at random places: many figures changed, a unit gone, moved or said twice; every one is named and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from edits import other_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solieu.app.publishing import Compiled
from solieu.documents.document import Document
from solieu.documents.docx_returned import Returned
from solieu.reports.taking_back import Owners, TakenBack, Unit, printed_units, take_back
from solieu.reports.taking_back.units import CELLS, Span, row_of

NOTHING = Returned(Document("", "", ()))
SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(repr=False)
class Sheet:
    done: Compiled
    units: tuple[Unit, ...]

    def taken(self, after: Sequence[Unit]) -> TakenBack:
        owners = Owners(self.done.held.catalog, self.done.snapshot)
        return take_back(self.done.report, self.units, NOTHING, after, owners)

    @property
    def places(self) -> list[tuple[int, int]]:
        """Every figure with a digit: number of its unit, and of the figure in it."""
        return [
            (at, number) for at, unit in enumerate(self.units) for number, span in enumerate(unit.figures)
            if any(letter.isdecimal() for letter in unit.text[span.start : span.end])
        ]  # fmt: skip

    @property
    def single(self) -> list[int]:
        """Units that can be told from all others, long enough not to be alike by chance."""
        keys = [unit.mask for unit in self.units]
        return [at for at, unit in enumerate(self.units) if len(unit.text) > 60 and keys.count(unit.mask) == 1
                and unit.kind == "text" and not unit.marks and not unit.is_frame]  # fmt: skip


@pytest.fixture(scope="module")
def sheet(done: Compiled) -> Sheet:
    return Sheet(done, printed_units(done.report, done.paper))


def changed(unit: Unit, number: int) -> tuple[Unit, str, str]:
    """The unit with one figure typed over; what it was and is."""
    span = unit.figures[number]
    was = unit.text[span.start : span.end]
    now = other_value(was)
    if unit.cells:
        at, cells = 0, []
        for cell in unit.cells:
            inside = at <= span.start < at + len(cell.text)
            first = span.start - at
            text = cell.text[:first] + now + cell.text[first + len(was) :] if inside else cell.text
            cells.append(replace(cell, text=text))
            at += len(cell.text) + len(CELLS)
        return replace(row_of(cells), section=unit.section, figures=unit.figures), was, now
    return replace(unit, text=unit.text[: span.start] + now + unit.text[span.end :]), was, now


def without_controls(unit: Unit) -> Unit:
    cells = tuple(replace(cell, figures=()) for cell in unit.cells)
    return replace(unit, figures=(), slots=(), cells=cells)


@SETTINGS
@given(data=st.data(), alive=st.booleans())
def test_figures_changed_anywhere_are_named(sheet: Sheet, data: st.DataObject, alive: bool) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sheet.places), min_size=1, max_size=12, unique=True))
    after, wanted = list(sheet.units), []
    for at, number in chosen:
        after[at], was, now = changed(after[at], number)
        wanted.append(("changed", sheet.units[at].figures[number].name, was, now))
    taken = sheet.taken(after if alive else [without_controls(unit) for unit in after])
    named = [(one.kind.value, one.figure.id if one.figure else "", one.was, one.now) for one in taken.figures]
    assert sorted(named) == sorted(wanted)
    assert taken.prose == ()
    assert taken.kept == sum(len(unit.figures) for unit in sheet.units) - len(chosen)


@SETTINGS
@given(data=st.data(), alive=st.booleans(), what=st.sampled_from(["deleted", "duplicated", "moved"]))
def test_a_unit_that_is_gone_moved_or_said_twice_is_named(
    sheet: Sheet, data: st.DataObject, alive: bool, what: str
) -> None:
    at = data.draw(st.sampled_from(sheet.single))
    unit, after = sheet.units[at], list(sheet.units)
    if what == "duplicated":
        after.insert(at + 1, unit)
    else:
        del after[at]
    if what == "moved":
        other = data.draw(st.sampled_from([one for one in sheet.single if abs(one - at) > 6]))
        after.insert(after.index(sheet.units[other]) + 1, unit)
    number = data.draw(st.sampled_from([place for place in sheet.places if place[0] != at]))
    place = next(index for index, one in enumerate(after) if one is sheet.units[number[0]])
    after[place], was, now = changed(after[place], number[1])
    taken = sheet.taken(after if alive else [without_controls(one) for one in after])
    assert [change.kind.value for change in taken.prose] == [what]
    named = sorted((one.kind.value, one.was) for one in taken.figures)
    whole = [(what, unit.text[span.start : span.end]) for span in unit.figures]
    assert named == sorted([*whole, ("changed", was)])
    assert next(one.now for one in taken.figures if one.kind.value == "changed") == now


def test_a_span_is_what_the_text_says(sheet: Sheet) -> None:
    printed = {figure.id: figure.printed for figure in sheet.done.report.figures}
    for unit in sheet.units:
        for span in unit.figures:
            assert isinstance(span, Span) and unit.text[span.start : span.end] == " ".join(printed[span.name].split())
