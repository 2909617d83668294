"""Every state of a submission and of a report with every verb: what is not in the table is refused with what was
expected, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from deeds import DOUBT, Q1, REPORT

from solieu import actions
from solieu.actions import RefusalError, findings_of
from solieu.actions.transitions import IN_VIETNAMESE, VERBS
from solieu.actions.transitions import REPORT as REPORT_TABLE
from solieu.actions.transitions import SUBMISSION as SUBMISSION_TABLE
from solieu.facts import SubmissionState
from workplace import DISTRICT, Workplace, budget, contents

# verb             draft     sent      returned    accepted    superseded
SUBMISSION = """
confirm            sent      -         -           -           -
explain            -         sent      -           accepted    -
accept             -         accepted  -           -           -
return             returned  returned  -           -           -
"""
# verb             nothing  draft           content_signed  layout_signed  issued    replaced  recalled
REPORTS = """
draft              draft    draft           draft           draft          -         draft     draft
sign_content       -        content_signed  -               -              -         -         -
sign_layout        -        -               layout_signed   -              -         -         -
issue              -        -               -               issued         -         -         -
replace            -        -               -               -              replaced  -         -
recall             -        -               -               -              recalled  -         -
"""
SUBMISSION_STATES = ("draft", "sent", "returned", "accepted", "superseded")
REPORT_STATES = ("nothing", "draft", "content_signed", "layout_signed", "issued", "replaced", "recalled")


def pairs(table: str, states: tuple[str, ...]) -> list[tuple[str, str, str]]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [(state, verb, target) for verb, *targets in rows for state, target in zip(states, targets, strict=True)]


def in_state(office: Workplace, state: str) -> str:
    """A submission that has come into a state by the actions that lead there."""
    if state == "draft":
        return office.send(
            "b05_ns_q", DISTRICT, budget(), user="tong_hop", behalf="theo điện thoại", doubts=(DOUBT,)
        ).id
    sent = office.send("b05_ns_q", DISTRICT, budget(), doubts=(DOUBT,))
    if state == "returned":
        actions.return_back(office.by("tong_hop"), sent.id, "thiếu dòng 02")
    if state in ("accepted", "superseded"):
        explained(office, sent.id)
        office.accept(sent)
    if state == "superseded":
        office.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    return sent.id


def explained(office: Workplace, id: str) -> None:
    submission = office.workspace.store.submission(id)
    assert submission is not None
    for finding in findings_of(office.by(), submission):
        actions.explain(office.by("phong_tckh"), id, finding, "chưa tổng hợp được")


SUBMISSION_VERBS: dict[str, Callable[[Workplace, str], Any]] = {
    "confirm": lambda office, id: actions.confirm(office.by("phong_tckh"), id),
    "explain": explained,
    "accept": lambda office, id: actions.accept(office.by("tong_hop"), id),
    "return": lambda office, id: actions.return_back(office.by("tong_hop"), id, "thiếu dòng 02"),
}


@pytest.mark.parametrize(("state", "verb", "target"), pairs(SUBMISSION, SUBMISSION_STATES))
def test_a_submission(office_desk: Workplace, state: str, verb: str, target: str) -> None:
    id = in_state(office_desk, state)
    assert state_of(office_desk, id) == state
    if verb == "accept" and target != "-":
        explained(office_desk, id)
    before = contents()
    if target != "-":
        SUBMISSION_VERBS[verb](office_desk, id)
        assert state_of(office_desk, id) == target
        return
    with pytest.raises(RefusalError) as refused:
        SUBMISSION_VERBS[verb](office_desk, id)
    assert contents() == before
    assert expected_said(str(refused.value), verb, state, SUBMISSION_TABLE)


def state_of(office: Workplace, id: str) -> str:
    found = office.workspace.store.submission(id)
    assert found is not None
    assert office.workspace.snapshot().submissions[id].state == found.state, "as of now is now"
    return found.state.value


def expected_said(text: str, verb: str, state: str, table: Any) -> bool:
    """Names the verb, the state and every state from which it would have been possible."""
    wanted = [IN_VIETNAMESE[start] for start, known in table if known == verb]
    return VERBS[verb] in text and IN_VIETNAMESE[state] in text and all(word in text for word in wanted)


def test_the_table_of_submissions_is_the_one_that_is_tried() -> None:
    tried = {(state, verb): target for state, verb, target in pairs(SUBMISSION, SUBMISSION_STATES) if target != "-"}
    known = {(str(state), verb): str(target) for (state, verb), target in SUBMISSION_TABLE.items()}
    assert tried == {pair: target for pair, target in known.items() if pair[1] != "supersede"}
    superseded = {state for state, verb in known if verb == "supersede"}
    assert superseded == {"draft", "sent", "returned", "accepted"}
    assert set(SUBMISSION_STATES) == set(SubmissionState)


@pytest.mark.parametrize("state", ["draft", "sent", "returned", "accepted"])
def test_accepting_a_later_send_supersedes_what_came_before(office_desk: Workplace, state: str) -> None:
    id = in_state(office_desk, state)
    office_desk.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    assert state_of(office_desk, id) == "superseded"


# --- reports


REPORT_VERBS: dict[str, Callable[[Workplace], Any]] = {
    "draft": lambda office: actions.draft_report(office.by("tong_hop"), REPORT, Q1),
    "sign_content": lambda office: actions.sign_content(office.by("chu_tich"), REPORT, Q1),
    "sign_layout": lambda office: actions.sign_layout(office.by("lanh_dao_van_phong"), REPORT, Q1),
    "issue": lambda office: actions.issue(office.by("chu_tich"), REPORT, Q1, number="15", gaps=0),
    "replace": lambda office: actions.replace_report(office.by("chu_tich"), REPORT, Q1),
    "recall": lambda office: actions.recall(office.by("chu_tich"), REPORT, Q1),
}
WAY = {
    "nothing": (),
    "draft": ("draft",),
    "content_signed": ("draft", "sign_content"),
    "layout_signed": ("draft", "sign_content", "sign_layout"),
    "issued": ("draft", "sign_content", "sign_layout", "issue"),
    "replaced": ("draft", "sign_content", "sign_layout", "issue", "replace"),
    "recalled": ("draft", "sign_content", "sign_layout", "issue", "recall"),
}


@pytest.mark.parametrize(("state", "verb", "target"), pairs(REPORTS, REPORT_STATES))
def test_a_report(office_desk: Workplace, state: str, verb: str, target: str) -> None:
    for step in WAY[state]:
        REPORT_VERBS[step](office_desk)
    before = contents()
    if target != "-":
        assert REPORT_VERBS[verb](office_desk).state == target
        return
    with pytest.raises(RefusalError) as refused:
        REPORT_VERBS[verb](office_desk)
    assert contents() == before
    if state != "nothing":
        assert expected_said(str(refused.value), verb, state, REPORT_TABLE)


def test_the_table_of_reports_is_the_one_that_is_tried() -> None:
    tried = {(state, verb): target for state, verb, target in pairs(REPORTS, REPORT_STATES) if target != "-"}
    assert {pair: target for pair, target in tried.items() if pair[0] != "nothing"} == dict(REPORT_TABLE)


def test_a_new_draft_takes_the_signatures_away(office_desk: Workplace) -> None:
    for step in WAY["layout_signed"]:
        REPORT_VERBS[step](office_desk)
    again = REPORT_VERBS["draft"](office_desk)
    assert (again.draft, again.content_signed_by, again.layout_signed_by) == (2, "", "")


def test_content_and_layout_are_answered_for_by_two_people(office_desk: Workplace) -> None:
    REPORT_VERBS["draft"](office_desk)
    actions.sign_content(office_desk.by("lanh_dao_van_phong"), REPORT, Q1)
    with pytest.raises(RefusalError, match="không ký duyệt thể thức của cùng văn bản"):
        actions.sign_layout(office_desk.by("lanh_dao_van_phong"), REPORT, Q1)


def test_a_report_with_gaps_goes_out_only_by_a_recorded_decision(office_desk: Workplace) -> None:
    for step in WAY["layout_signed"]:
        REPORT_VERBS[step](office_desk)
    for said in (
        {"number": "15", "gaps": 2},
        {"number": "15", "gaps": 2, "gaps_accepted": " "},
        {"number": " ", "gaps": 0},
    ):
        with pytest.raises(RefusalError):
            actions.issue(office_desk.by("chu_tich"), REPORT, Q1, **said)
    row = actions.issue(office_desk.by("chu_tich"), REPORT, Q1, number="15", gaps=2, gaps_accepted="Chủ tịch đồng ý")
    assert (row.number, row.gaps_accepted, row.state) == ("15", "Chủ tịch đồng ý", "issued")
    assert office_desk.workspace.store.journal()[-1].details["gaps_accepted"] == "Chủ tịch đồng ý"
