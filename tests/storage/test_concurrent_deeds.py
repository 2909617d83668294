"""Several people at once: one wins, the other gets the same answer or is told why not; the journal stays one chain."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from django.db import OperationalError

from solieu import actions
from solieu.actions import RefusalError, journal_faults
from solieu.core import parse_period
from solieu.facts import EntryEvent
from solieu.storage.database import fault_text
from workplace import COMMUNE, DISTRICT, Workplace, budget, content_of

FORK = multiprocessing.get_context("fork")
Q1 = parse_period("2024-Q1")


def at_once(*works: Callable[[], Any]) -> list[str]:
    """What each of several processes came to, all let go at the same moment; "refused: ..." for a refusal."""
    from django.db import connection

    connection.close()
    gate, answers = FORK.Barrier(len(works)), FORK.Queue()

    def run(number: int, work: Callable[[], Any]) -> None:
        connection.ensure_connection()
        gate.wait(20)
        try:
            answers.put((number, str(work())))
        except RefusalError as refusal:
            answers.put((number, f"refused: {refusal}"))
        except Exception as error:  # noqa: BLE001 - a failure of ours must reach the test
            answers.put((number, f"failed: {type(error).__name__}: {error}"))
        connection.close()

    children = [FORK.Process(target=run, args=(number, work)) for number, work in enumerate(works)]
    for child in children:
        child.start()
    try:
        found = dict(answers.get(timeout=40) for _ in works)
    except Empty:
        pytest.fail("a process hangs")
    for child in children:
        child.join(20)
    return [found[number] for number in range(len(works))]


def whole(office: Workplace) -> None:
    assert journal_faults(office.by()) == ()


def test_two_accept_the_same_submission(anywhere: Workplace) -> None:
    sent = anywhere.send("b05_ns_q", DISTRICT, budget())
    found = at_once(*[lambda: len(actions.accept(anywhere.by("tong_hop"), sent.id))] * 3)
    assert sorted(found)[0] == "4"
    assert [answer[:8] for answer in sorted(found)[1:]] == ["refused:", "refused:"]
    assert all("đã tiếp nhận" in answer for answer in sorted(found)[1:])
    history = anywhere.workspace.snapshot().history[anywhere.key("b05_ns_q", DISTRICT, "01", "th")]
    assert [revision.number for revision in history] == [1]
    whole(anywhere)


def test_two_send_with_the_same_key(anywhere: Workplace) -> None:
    draft = anywhere.draft("b05_ns_q", DISTRICT, budget(), key="iOffice-77")
    content = content_of(budget())
    found = at_once(*[lambda: actions.submit(anywhere.by("phong_tckh"), draft, content).id] * 3)
    assert found == ["b05_ns_q.huyen_chi_lang.2024-Q1.phong_tckh.1"] * 3
    assert len(anywhere.workspace.store.submissions()) == 1
    whole(anywhere)


def test_two_send_the_same_file_without_a_key(anywhere: Workplace) -> None:
    draft = anywhere.draft("b05_ns_q", DISTRICT, budget())
    found = at_once(*[lambda: actions.submit(anywhere.by("phong_tckh"), draft, content_of(budget())).id] * 3)
    assert len(set(found)) == 1 and len(anywhere.workspace.store.submissions()) == 1
    whole(anywhere)


def test_two_send_different_files_with_one_key(anywhere: Workplace) -> None:
    drafts = [
        (anywhere.draft("b05_ns_q", DISTRICT, cells, key="K1"), content_of(cells))
        for cells in (budget(), budget("9.500"))
    ]
    found = at_once(
        *[lambda d=draft, c=content: actions.submit(anywhere.by("phong_tckh"), d, c).id for draft, content in drafts]
    )
    assert sorted(answer.startswith("refused: mã lần gửi “K1” đã dùng cho một tệp khác") for answer in found) == [
        False,
        True,
    ]
    whole(anywhere)


def test_two_versions_of_a_form_get_two_numbers(anywhere: Workplace) -> None:
    files = [budget(), budget("9.500"), budget("9.600")]
    found = at_once(
        *[
            lambda cells=cells: (
                actions.submit(
                    anywhere.by("phong_tckh"), anywhere.draft("b05_ns_q", DISTRICT, cells), content_of(cells)
                ).id
            )
            for cells in files
        ]
    )
    assert {answer.rpartition(".")[2] for answer in found} == {"1", "2", "3"}
    whole(anywhere)


def test_an_entry_is_opened_once(anywhere: Workplace) -> None:
    opened = EntryEvent("khoi_cong", date(2024, 2, 1), anywhere.clock(), "", (("ten", "Cầu Thử"), ("xa", COMMUNE)))
    found = at_once(
        *[lambda: len(actions.record_events(anywhere.by("phong_ktht"), "cau", [("c", opened)], unit=DISTRICT))] * 2
    )
    assert sorted(found)[0] == "1" and "đã có trong sổ" in sorted(found)[1]
    whole(anywhere)


def test_drafts_of_a_report_are_numbered_one_after_the_other(anywhere: Workplace) -> None:
    found = at_once(*[lambda: actions.draft_report(anywhere.by("tong_hop"), "bao_cao_quy", Q1).draft] * 3)
    assert sorted(found) == ["1", "2", "3"]
    moments = [row.moment for row in anywhere.workspace.store.reports()]
    assert len(set(moments)) == 3
    whole(anywhere)


def test_many_writers_keep_one_chain(anywhere: Workplace) -> None:
    opened = EntryEvent("khoi_cong", date(2024, 2, 1), anywhere.clock(), "", (("ten", "Cầu Thử"), ("xa", COMMUNE)))

    def writes(name: str) -> int:
        for number in range(6):
            event = replace(opened, fields=(("ten", f"Cầu {name} {number}"), ("xa", COMMUNE)))
            actions.record_events(anywhere.by("phong_ktht"), "cau", [(f"{name}_{number}", event)], unit=DISTRICT)
        return number

    before = len(anywhere.workspace.store.journal())
    assert at_once(*[lambda name=name: writes(name) for name in "abcd"]) == ["5"] * 4
    assert len(anywhere.workspace.store.entries("cau")) == 24
    assert len(anywhere.workspace.store.journal()) == before + 24
    whole(anywhere)


def test_a_reader_sees_a_report_whole_while_others_write(anywhere: Workplace) -> None:
    """A moment that was drafted keeps its figures, whatever is accepted meanwhile."""
    anywhere.accepted("b05_ns_q", DISTRICT, budget())
    row = actions.draft_report(anywhere.by("tong_hop"), "bao_cao_quy", Q1)
    key = anywhere.key("b05_ns_q", DISTRICT, "01", "th")
    later = [anywhere.send("b05_ns_q", DISTRICT, budget(f"{9100 + number}")).id for number in range(3)]

    def reads() -> str:
        seen = {str(anywhere.workspace.snapshot(row.moment).facts[key].reading.quantity) for _ in range(40)}
        return str(len(seen))

    def accepts() -> str:
        return str(len([actions.accept(anywhere.by("tong_hop"), id) for id in later]))

    assert at_once(reads, accepts) == ["1", "3"]
    assert anywhere.held(key) == "9102"
    whole(anywhere)


def test_a_writer_that_never_ends_is_not_waited_for_for_ever(
    anywhere: Workplace, any_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection, connections

    monkeypatch.setattr("solieu.storage.database.PATIENCE", 1)
    if connection.vendor == "sqlite":
        connections.databases["default"]["OPTIONS"] = {**connections.databases["default"]["OPTIONS"], "timeout": 1}
        connection.close()
    holds, done = FORK.Event(), FORK.Event()

    def hangs() -> None:
        connection.close()
        with anywhere.workspace.store.transaction():
            holds.set()
            done.wait(20)

    other = FORK.Process(target=hangs)
    connection.close()
    other.start()
    try:
        assert holds.wait(20)
        with pytest.raises(OperationalError) as busy:
            actions.close_period(anywhere.by("tong_hop"), Q1)
        assert "đang bận" in fault_text(busy.value)
    finally:
        done.set()
        other.join(20)
    actions.close_period(anywhere.by("tong_hop"), Q1)
    whole(anywhere)
