"""What was written stays: the store offers no way to change it, and the database itself refuses one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from solieu import actions
from solieu.core import parse_period
from solieu.facts import EntryEvent, Override, Remark, RemarkKind, ReplyKind, ReturnedFile, Source
from solieu.registers import Key, PersonalValue, index_of
from solieu.storage import database
from workplace import COMMUNE, DISTRICT, Workplace, budget, contents

MAY_CHANGE = {
    "RoleRow",
    "EntryKeyRow",
    "FoundEntryRow",
    "StateSpanRow",
    "StateTallyRow",
}  # the last four follow from events
Q1 = parse_period("2024-Q1")


@pytest.fixture
def full(anywhere: Workplace) -> Workplace:
    """An office with a row in every table."""
    anywhere.accepted("b05_ns_q", DISTRICT, budget())
    key = anywhere.key("b05_ns_q", DISTRICT, "01", "th")
    opened = EntryEvent("khoi_cong", date(2024, 2, 1), anywhere.clock(), "", (("ten", "Cầu Thử"), ("xa", COMMUNE)))
    actions.record_events(anywhere.by("phong_ktht"), "cau", [("cau_thu", opened)], unit=DISTRICT)
    store = anywhere.workspace.store
    index = index_of(anywhere.by().catalog.registers["cau"], store.entries("cau")[0], anywhere.by().territory)
    store.put_indexes([replace(index, keys=(Key("number:so", "[]", 1),))])
    store.add_personal([PersonalValue("a", "cau", "cau_thu", "nguoi", "muối", "Nguyễn Văn A")])
    actions.decide(anywhere.by("tong_hop"), key, Source.STATED, "họp")
    actions.accept_narrative(anywhere.by("phong_tckh"), report="bao_cao_quy", section="danh_gia_ngan_sach", period=Q1,
                             unit=DISTRICT, sender="phong_tckh", text="Thuận lợi.")  # fmt: skip
    actions.draft_report(anywhere.by("tong_hop"), "bao_cao_quy", Q1)
    count = anywhere.workspace.store.submission(actions.count_register(anywhere.by("tong_hop"), "cau", DISTRICT, Q1).id)
    assert count is not None
    anywhere.workspace.store.add_explanation(_explanation(anywhere), count.id)
    _taken_back(anywhere)
    actions.close_period(anywhere.by("tong_hop"), Q1)
    assert all(contents().values()), "a table was left empty"
    return anywhere


def _taken_back(office: Workplace) -> None:
    """A returned file, a figure kept by hand, a question and its answer."""
    now = office.clock()
    by = office.by("tong_hop")
    came = actions.take_back(by, ReturnedFile("", "bao_cao_quy", Q1, 1, now, "a.docx", "", now), b"docx")
    kept = Override("bao_cao_quy", Q1, "fabcdef", "9.100", "9.000", "chốt lại", "", now, came.sha256)
    actions.keep_figure(by, kept, "s1")
    asked = Remark(
        "", RemarkKind.QUESTION, "bao_cao_quy", Q1, "", "9.100?", "", now, owner="phong_tckh", sha256=came.sha256
    )
    question = actions.ask_owner(by, asked, "s2")
    actions.reply(office.by("phong_tckh"), question.id, ReplyKind.ANSWERED, "số cũ đúng")


def _explanation(office: Workplace):  # type: ignore[no-untyped-def]
    from solieu.facts import Explanation

    return Explanation("a" * 16, "DAT201", "vì trồng xen", "tong_hop", office.clock())


def test_no_row_is_changed_or_removed(full: Workplace) -> None:
    """Table by table and column by column: SQL from whoever holds the connection."""
    before, tried = contents(), 0
    for table in apps.get_app_config("storage").get_models():
        if table.__name__ in MAY_CHANGE:
            continue
        for field in table._meta.fields:
            if field.column not in database.CHANGING.get(table.__name__.lower(), ()):
                _refused(f"UPDATE {table._meta.db_table} SET {field.column} = {field.column}")
                tried += 1
        _refused(f"DELETE FROM {table._meta.db_table}")
    assert tried > 90
    assert contents() == before


def test_the_state_of_a_submission_is_all_that_moves(full: Workplace) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE storage_submissionrow SET state = 'superseded'")
    _refused("UPDATE storage_submissionrow SET state = 'sent', sender = 'x'")


def test_no_table_is_emptied_at_once(full: Workplace) -> None:
    """SQLite has no statement for it: there it is a DELETE of all rows."""
    for name in database.APPEND_ONLY if connection.vendor == "postgresql" else ():
        _refused(f"TRUNCATE storage_{name} CASCADE")


def test_every_table_is_protected_or_named_here(office_desk: Workplace) -> None:
    tables = {table.__name__.lower() for table in apps.get_app_config("storage").get_models()}
    assert tables == set(database.APPEND_ONLY) | {name.lower() for name in MAY_CHANGE}


def test_the_store_has_no_way_to_change_what_was_written() -> None:
    """Its source changes the state of a submission and takes roles away, and nothing else."""
    text = Path(database.__file__).with_name("store.py").read_text(encoding="utf-8")
    changing = re.findall(r"models\.(\w+)\.objects[^\n]*\.(update|delete|bulk_update|update_or_create)\(", text)
    assert sorted(changing) == [("RoleRow", "delete"), ("SubmissionRow", "update")]
    assert ".save(" not in text.replace(".save(force_insert=True)", "")


def _refused(statement: str) -> None:
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
