"""The journal names actor, action and object of everything, in a chain that shows what was done to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deeds import BACKUP, DEEDS, Deed
from hypothesis import given
from hypothesis import strategies as st

from solieu import actions
from solieu.actions import JournalRow, RefusalError, anchor, broken_rows, journal_faults
from solieu.actions.actor import RIGHTS
from solieu.actions.journal import START, digest_of
from workplace import DISTRICT, Workplace, budget, contents


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_every_deed_writes_one_row_that_names_who_did_what_to_which_object(anywhere: Workplace, deed: Deed) -> None:
    prepared = deed.prepare(anywhere)
    before = anywhere.workspace.store.journal()
    deed.act(anywhere.by(deed.user), prepared, anywhere)
    rows = anywhere.workspace.store.journal()
    assert rows[: len(before)] == before
    (row,) = rows[len(before) :]
    assert (row.actor, row.action, row.object) == (deed.user, deed.action, deed.object)
    assert row.at > before[-1].at
    assert journal_faults(anywhere.by()) == ()


def test_a_backup_is_a_deed_as_well(office_desk: Workplace) -> None:
    BACKUP.act(office_desk.by(), None, office_desk)
    last = office_desk.workspace.store.journal()[-1]
    assert (last.actor, last.action, last.object) == ("quan_tri", "workspace.backup", "ws")


def test_every_right_to_do_something_is_tried_by_a_deed() -> None:
    tried = {deed.action for deed in (*DEEDS, BACKUP)} | {
        "read",
        "journal.read",
        "user.read",
        "submission.submit_as_unit",
    }
    assert tried == set(RIGHTS)


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_deed_that_breaks_leaves_nothing(office_desk: Workplace, deed: Deed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of the journal is written in the transaction of the deed: one cannot be without the other."""
    prepared = deed.prepare(office_desk)
    before = contents()

    def broken(self: object, row: JournalRow) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("solieu.storage.store.DjangoStore.add_journal_row", broken)
    with pytest.raises(RuntimeError):
        deed.act(office_desk.by(deed.user), prepared, office_desk)
    assert contents() == before


# --- the chain


def chain(length: int) -> list[JournalRow]:
    from datetime import UTC, datetime, timedelta

    rows, previous = [], START
    for number in range(1, length + 1):
        at = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
        digest = digest_of(previous, number, at, "ai", "viec", f"vat{number}", {})
        rows.append(JournalRow(number, at, "ai", "viec", f"vat{number}", {}, digest))
        previous = digest
    return rows


@given(st.integers(2, 12), st.data())
def test_a_changed_removed_inserted_or_moved_row_is_found(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    assert broken_rows(rows) == ()
    at = data.draw(st.integers(0, length - 2), label="row")
    what = data.draw(st.sampled_from(["actor", "action", "object", "details", "removed", "inserted", "swapped"]))
    changed = list(rows)
    if what == "removed":
        del changed[at]
    elif what == "inserted":
        changed.insert(at, replace(rows[at], object="khac"))
    elif what == "swapped":
        changed[at], changed[at + 1] = changed[at + 1], changed[at]
    else:
        changed[at] = replace(rows[at], **{what: {"x": "y"} if what == "details" else "khac"})
    assert broken_rows(changed)


@given(st.integers(1, 12), st.data())
def test_rows_cut_off_the_end_show_only_against_an_anchor_that_was_kept(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    left = rows[: data.draw(st.integers(0, length - 1))]
    assert broken_rows(left) == ()  # a chain does not show its missing end: that is what the anchor is for


REVISIONS, FIRST = "storage_revisionrow", "(SELECT min(id) FROM storage_revisionrow)"
ROWS, LAST = "storage_journalentryrow", "(SELECT max(number) FROM storage_journalentryrow)"
COLUMNS = "key, unit, period, reading, submission_id, origin, accepted_at, accepted_by, status, provenance, note, stated_total"
TAMPERING = {
    "an actor is exchanged": f"UPDATE {ROWS} SET actor = 'ai_do' WHERE number = 3",
    "a row is taken out": f"DELETE FROM {ROWS} WHERE number = 3",
    "the end is cut off": f"DELETE FROM {ROWS} WHERE number >= {LAST}",
    "a figure is changed": f"UPDATE {REVISIONS} SET reading = '1|triệu đồng|0|' WHERE id = {FIRST}",
    "a figure is taken out": f"DELETE FROM {REVISIONS} WHERE id = {FIRST}",
    "a figure is added": f"INSERT INTO {REVISIONS} (number, {COLUMNS}) SELECT 2, {COLUMNS} FROM {REVISIONS} WHERE id = {FIRST}",
    "an original is exchanged": "UPDATE storage_originalrow SET content = X'6b'",
    "an original is taken out": "DELETE FROM storage_originalrow",
    "the hash of a send is exchanged": "UPDATE storage_submissionrow SET sha256 = 'abc'",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_whoever_gets_past_the_triggers_is_noticed(office_desk: Workplace, what: str) -> None:
    """An administrator of the database can take the triggers off; the journal still tells."""
    office_desk.accepted("b05_ns_q", DISTRICT, budget())
    kept = anchor(office_desk.workspace.store)
    assert journal_faults(office_desk.by(), kept) == ()
    _past_the_triggers(TAMPERING[what])
    assert journal_faults(office_desk.by(), kept)


def test_a_journal_that_was_written_anew_does_not_fit_the_anchor(office_desk: Workplace) -> None:
    kept = anchor(office_desk.workspace.store)
    number, _, digest = kept.partition(":")
    with pytest.raises(RefusalError):
        journal_faults(office_desk.by(), "mốc cũ")
    assert "không phải dòng" in journal_faults(office_desk.by(), f"{number}:{'0' * 64}")[0]
    assert "đã bị bớt" in journal_faults(office_desk.by(), f"{int(number) + 1}:{digest}")[0]
    assert journal_faults(office_desk.by(), f"{number}:{digest[:20]}") == ()


def test_a_clock_that_was_set_back_neither_hides_nor_overtakes_anything(anywhere: Workplace) -> None:
    anywhere.accepted("b05_ns_q", DISTRICT, budget())
    last = anywhere.workspace.store.journal()[-1]
    anywhere.clock.moment = anywhere.clock.moment.replace(year=2019)
    sent = anywhere.send("b05_ns_q", DISTRICT, budget("9.100"))
    assert sent.sent_at > last.at
    anywhere.accept(sent)
    assert anywhere.held(anywhere.key("b05_ns_q", DISTRICT, "01", "th")) == "9100"
    moments = [row.at for row in anywhere.workspace.store.journal()]
    assert moments == sorted(set(moments))
    assert journal_faults(anywhere.by()) == ()


def test_only_those_who_answer_for_the_workspace_read_the_journal(office_desk: Workplace) -> None:
    with pytest.raises(RefusalError):
        journal_faults(office_desk.by("phong_tckh"))
    assert actions.journal_faults(office_desk.by("chu_tich")) == ()


def _past_the_triggers(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)
