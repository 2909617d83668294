"""A process that dies in the middle of a deed, at every statement that it sends, leaves all of it or nothing.

The process is a fork that ends itself by ``os._exit``: no handler runs, nothing is tidied up, as with a power cut.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from deeds import DEEDS, Deed, named

from solieu import actions
from solieu.actions import journal_faults
from solieu.facts import EntryEvent
from workplace import DISTRICT, Workplace, budget, contents

KILLED = 137
TRIED = [named(name) for name in ("submit", "accept", "record", "decide", "issue")]


def in_a_process_that_dies(work: Callable[[], object], statement: int) -> int:
    """Exit status of a child that dies just after its n-th statement, before it could be committed."""
    from django.db import connection, connections

    connection.close()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        seen = 0

        def counted(execute: Callable[..., Any], *call: Any) -> Any:
            nonlocal seen
            result = execute(*call)
            seen += 1
            if seen == statement:
                os._exit(KILLED)
            return result

        with connections["default"].execute_wrapper(counted):
            work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the child must never come back into the test
        os._exit(1)


@pytest.mark.parametrize("deed", TRIED, ids=str)
def test_all_or_nothing_at_every_statement(anywhere: Workplace, deed: Deed) -> None:
    prepared = deed.prepare(anywhere)
    before, moment = contents(), anywhere.clock.moment

    def work() -> object:
        return deed.act(anywhere.by(deed.user), prepared, anywhere)

    deaths = 0
    for statement in range(1, 200):
        status = in_a_process_that_dies(work, statement)
        if status == 0:
            break
        assert status == KILLED
        deaths += 1
        anywhere.clock.moment = moment
        assert contents() == before, f"something is left after statement {statement}"
    else:
        pytest.fail("the deed never ended")
    assert deaths >= 8, "a deed of so few statements was not watched"
    assert contents() != before
    assert len(anywhere.workspace.store.journal()) == len(before["JournalEntryRow"]) + 1
    assert journal_faults(anywhere.by()) == ()


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed not in TRIED], ids=str)
def test_a_deed_that_died_can_be_done_again(office_desk: Workplace, deed: Deed) -> None:
    """Half of the way, where most is written."""
    prepared = deed.prepare(office_desk)
    before = contents()
    for statement in (3, 6, 9):
        in_a_process_that_dies(lambda: deed.act(office_desk.by(deed.user), prepared, office_desk), statement)
        after = contents()
        if after != before:  # it ended before it was killed
            assert len(after["JournalEntryRow"]) == len(before["JournalEntryRow"]) + 1
            return
    deed.act(office_desk.by(deed.user), prepared, office_desk)
    assert journal_faults(office_desk.by()) == ()


def test_accepting_again_after_every_death_gives_the_same_facts(anywhere: Workplace) -> None:
    first = anywhere.send("b05_ns_q", DISTRICT, budget())
    for statement in (2, 5, 8, 11):
        in_a_process_that_dies(lambda: anywhere.accept(first), statement)
    found = anywhere.workspace.store.submission(first.id)
    if found is not None and found.state == "sent":
        anywhere.accept(first)
    assert anywhere.held(anywhere.key("b05_ns_q", DISTRICT, "01", "th")) == "9000"
    history = anywhere.workspace.snapshot().history[anywhere.key("b05_ns_q", DISTRICT, "01", "th")]
    assert [revision.number for revision in history] == [1]
    assert journal_faults(anywhere.by()) == ()


def test_a_large_acceptance_is_one_deed_too(anywhere: Workplace) -> None:
    """More rows than one statement takes: between the statements there is something to tear."""
    opened = EntryEvent("khoi_cong", date(2024, 2, 1), anywhere.clock(), "", (("ten", "Cầu"), ("xa", "xa_bang_mac")))
    events = [(f"cau_{number}", opened) for number in range(400)]
    before = contents()
    for statement in (10, 14, 18):
        status = in_a_process_that_dies(
            lambda: actions.record_events(anywhere.by("phong_ktht"), "cau", events, unit=DISTRICT), statement
        )
        assert status == KILLED and contents() == before
