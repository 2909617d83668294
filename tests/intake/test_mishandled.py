"""Each mishandled workbook reads right or is answered; none is read wrong.

Every accepted figure is compared with the one that the sender meant, and every figure that was not accepted must have
been asked about.
"""

from __future__ import annotations

from functools import cache

import form_desk as desk
import mishandled.by_hand
import mishandled.by_office
import mishandled.by_people  # noqa: F401 - the modules fill CASES
import pytest
from mishandled import CASES, Case
from mishandled.by_office import OFFICE

from solieu.core import Consequence
from solieu.intake import ReadForm

CHOSEN = [
    pytest.param(
        one, id=one.name, marks=pytest.mark.skipif(one.needs_office and OFFICE is None, reason="no LibreOffice")
    )
    for one in CASES
]


@cache
def readings(one: Case) -> tuple[ReadForm, ...]:
    return desk.read(one.make(), one.filename, expected=one.expected)


def test_there_are_more_than_fifty_of_them() -> None:
    assert len(CASES) > 50
    assert len({one.name for one in CASES}) == len(CASES)


@pytest.mark.parametrize("one", CHOSEN)
def test_no_figure_is_read_wrong_and_none_is_lost_silently(one: Case) -> None:
    forms = readings(one)
    meant = {**desk.meant(one.form), **one.changes}
    accepted = [(place, value) for form in forms if form.at for place, value in desk.figures(form).items()]
    wrong = {place: (value, meant.get(place)) for place, value in accepted if meant.get(place) != value}
    assert wrong == {} or is_stopped(forms, wrong), wrong
    taken = {place for place, _ in accepted}
    lost = [place for place in desk.meant(one.form) if place not in taken and not is_answered(place, forms)]
    assert lost == []


@pytest.mark.parametrize("one", CHOSEN)
def test_it_is_answered_by_what_needs_an_answer_and_by_nothing_else(one: Case) -> None:
    forms = readings(one)
    asked = [finding for form in forms for finding in form.findings if finding.consequence is not Consequence.HINT]
    assert sorted({finding.code for finding in asked}) == sorted(set(one.answers)), [f.message for f in asked]
    wanted = sum(code in ("SUB119", "SUB126", "SUB113") for code in one.answers)
    assert sum(finding.code in ("SUB119", "SUB126", "SUB113") for finding in asked) == wanted


def is_stopped(forms: tuple[ReadForm, ...], wrong: object) -> bool:
    """Two sheets that contradict one another: both are read and neither is taken."""
    return len(forms) > 1 and all(form.is_stopped for form in forms)


def is_answered(place: desk.Place, forms: tuple[ReadForm, ...]) -> bool:
    """Whether something was said about a figure: at its cell, its row, its column, the total it goes into, the form."""
    row, column = place
    at = next((form.at for form in forms if form.at), None)
    if at is None or any(form.is_stopped and not finding.where.row for form in forms for finding in form.findings):
        return True
    rows = {known.code: known for known in at.form.rows}
    spoken = {(finding.where.row, finding.where.mark) for form in forms for finding in form.findings}
    marks = {known.id: str(number) for number, known in enumerate(at.form.columns, 1)}
    wanted = [row, *rows[row].total_of]
    says_x = any(fact.origin.row == row and not fact.reading.is_present for form in forms for fact in form.staged)
    return says_x or any(code in wanted and mark in ("", marks[column]) for code, mark in spoken)
