"""Who may do what where: every deed against every role, over its own unit, the unit above, another unit, everything."""

from __future__ import annotations

from datetime import date

import pytest
from deeds import BACKUP, DEEDS, Deed

from solieu import actions
from solieu.actions import Actor, RefusalError
from solieu.actions.actor import RIGHTS, ROLES
from solieu.app import queries
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace, budget, contents

ROLE_ORDER = ("nguoi_lap_bieu", "tong_hop", "lanh_dao_van_phong", "chu_tich", "quan_tri", "xem")
# deed                 người lập biểu  tổng hợp  lãnh đạo VP  chủ tịch  quản trị  xem
TABLE = """
submit                 x               .         .            .         x         .
submit on behalf       x               x         .            .         x         .
confirm                x               .         .            .         .         .
explain                x               x         .            .         x         .
accept                 .               x         .            .         x         .
return                 .               x         .            .         x         .
decide                 .               x         x            .         x         .
record                 x               x         .            .         x         .
count                  .               x         .            .         x         .
redact                 .               .         x            .         x         .
narrate                x               x         .            .         x         .
take back              .               x         x            .         x         .
decide change          .               x         x            .         x         .
keep figure            .               x         x            .         x         .
end override           .               x         x            .         x         .
ask owner              .               x         x            .         x         .
answer                 x               x         .            .         x         .
answer opinion         .               x         x            .         x         .
close period           .               x         .            .         x         .
reopen period          .               .         x            .         x         .
activate catalogue     .               .         .            .         x         .
grant                  .               .         .            .         x         .
revoke                 .               .         .            .         x         .
password               .               .         .            .         x         .
draft                  .               x         .            .         x         .
sign content           .               .         x            x         .         .
sign layout            .               x         x            .         .         .
issue                  .               .         x            x         .         .
replace                .               .         x            x         .         .
recall                 .               .         x            x         .         .
"""
ROWS = [(line[:22].strip(), line[22:].split()) for line in TABLE.strip().splitlines()]


def test_the_table_knows_every_deed_and_every_role() -> None:
    assert {name for name, _ in ROWS} == {deed.name for deed in DEEDS}
    assert set(ROLE_ORDER) == set(ROLES)


class UndoneError(Exception):
    """Takes back what a role was able to do, so that the next one finds the office as it was."""


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_role_over_the_unit(office_desk: Workplace, deed: Deed) -> None:
    for role in ROLE_ORDER:
        actions.grant(office_desk.by(), f"thu_{role}", role, deed.scope)
    prepared = deed.prepare(office_desk)
    before, able = contents(), set()
    for role in ROLE_ORDER:
        try:
            with office_desk.workspace.store.transaction():
                deed.act(office_desk.by(f"thu_{role}"), prepared, office_desk)
                assert contents() != before
                raise UndoneError
        except UndoneError:
            able.add(role)
        except RefusalError:
            pass
        assert contents() == before
    marks = next(marks for name, marks in ROWS if name == deed.name)
    assert able == {role for role, mark in zip(ROLE_ORDER, marks, strict=True) if mark == "x"}


@pytest.mark.parametrize("deed", [*DEEDS, BACKUP], ids=str)
def test_a_role_over_another_unit_is_none(office_desk: Workplace, deed: Deed) -> None:
    for role in ROLES:
        actions.grant(office_desk.by(), "can_bo_thu", role, NEIGHBOUR)
    prepared = deed.prepare(office_desk)
    before = contents()
    with pytest.raises(RefusalError):
        deed.act(office_desk.by("can_bo_thu"), prepared, office_desk)
    assert contents() == before


def test_nobody_acts_without_a_role(office_desk: Workplace) -> None:
    with pytest.raises(RefusalError, match="không có người dùng"):
        office_desk.by("nguoi_la")
    actions.grant(office_desk.by(), "moi_den", "xem", COMMUNE)
    actions.revoke(office_desk.by(), "moi_den", "xem", COMMUNE)
    with pytest.raises(RefusalError, match="không có người dùng"):
        office_desk.by("moi_den")


def test_the_last_administrator_stays(office_desk: Workplace) -> None:
    with pytest.raises(RefusalError, match="quản trị cuối cùng"):
        actions.revoke(office_desk.by(), "quan_tri", "quan_tri", "")
    actions.grant(office_desk.by(), "ke_nhiem", "quan_tri", "")
    actions.revoke(office_desk.by("ke_nhiem"), "quan_tri", "quan_tri", "")


@pytest.mark.parametrize(
    ("user", "role", "unit"),
    [("", "xem", ""), ("hai từ", "xem", ""), ("a" * 151, "xem", ""), ("a", "vua", ""), ("a", "xem", "xa_khac")],
)
def test_what_cannot_be_granted(office_desk: Workplace, user: str, role: str, unit: str) -> None:
    before = contents()
    with pytest.raises(RefusalError):
        actions.grant(office_desk.by(), user, role, unit)
    assert contents() == before


# --- scopes


@pytest.mark.parametrize(
    ("scope", "unit", "day", "may"),
    [
        ("", COMMUNE, date(2024, 3, 1), True),
        (DISTRICT, COMMUNE, date(2024, 3, 1), True),
        (COMMUNE, COMMUNE, date(2024, 3, 1), True),
        (COMMUNE, DISTRICT, date(2024, 3, 1), False),
        (COMMUNE, NEIGHBOUR, date(2024, 3, 1), False),
        (COMMUNE, "", date(2024, 3, 1), False),
        ("tinh_lang_son", COMMUNE, date(2024, 3, 1), True),
        (DISTRICT, COMMUNE, date(2026, 3, 1), True),  # the unit is gone: it stands where it stood last
        ("xa_bang_mac_2025", COMMUNE, date(2026, 3, 1), True),  # who took it over corrects its figures
        ("xa_nhan_ly_2025", COMMUNE, date(2026, 3, 1), False),
        (COMMUNE, "xa_bang_mac_2025", date(2026, 3, 1), False),
        (DISTRICT, "xa_khong_co", date(2024, 3, 1), False),
    ],
)
def test_a_scope_covers_what_lies_below_it(office_desk: Workplace, scope: str, unit: str, day: date, may: bool) -> None:
    territory = office_desk.workspace.definitions().territory
    assert Actor("ai", (("tong_hop", scope),)).may("submission.accept", unit, territory, day) is may


def test_a_role_that_does_not_allow_it_is_no_help_elsewhere(office_desk: Workplace) -> None:
    """Two roles do not add up to a right that neither gives."""
    territory = office_desk.workspace.definitions().territory
    actor = Actor("ai", (("xem", ""), ("tong_hop", NEIGHBOUR)))
    assert not actor.may("submission.accept", COMMUNE, territory, date(2024, 3, 1))
    assert actor.may("read", COMMUNE, territory, date(2024, 3, 1))


def test_the_day_is_the_day_of_the_office(office_desk: Workplace) -> None:
    """At half past midnight in Chi Lăng it is still yesterday in Greenwich."""
    from datetime import datetime

    from solieu.vietnamese import VIETNAM

    office_desk.clock.moment = datetime(2025, 7, 1, 0, 30, tzinfo=VIETNAM)
    assert office_desk.by().today == date(2025, 7, 1)


# --- questions


@pytest.fixture
def two_communes(office_desk: Workplace) -> Workplace:
    for unit in (COMMUNE, NEIGHBOUR):
        office_desk.accepted("b01_ktxh_q", unit, {("02", "uoc"): "10"})
    office_desk.accepted("b05_ns_q", DISTRICT, budget())
    return office_desk


READERS = {
    COMMUNE: {COMMUNE},
    "phong_tckh": {"phong_tckh"},
    "tong_hop": {COMMUNE, NEIGHBOUR, "phong_tckh"},
    "chu_tich": {COMMUNE, NEIGHBOUR, "phong_tckh"},
    "xem": {COMMUNE, NEIGHBOUR, "phong_tckh"},
}


@pytest.mark.parametrize("user", READERS)
def test_everybody_reads_what_is_his(two_communes: Workplace, user: str) -> None:
    context = two_communes.by(user)
    assert {sent.sender for sent in queries.submissions(context)} == READERS[user]
    for sent in two_communes.workspace.store.submissions():
        if sent.sender in READERS[user]:
            assert queries.submission(context, sent.id).id == sent.id
        else:
            with pytest.raises(RefusalError, match="chỉ xem được"):
                queries.submission(context, sent.id)


def test_what_others_sent_is_not_named_in_a_refusal(two_communes: Workplace) -> None:
    with pytest.raises(RefusalError) as refused:
        queries.submission(two_communes.by(COMMUNE), "b01_ktxh_q")
    assert COMMUNE in str(refused.value) and NEIGHBOUR not in str(refused.value)


@pytest.mark.parametrize(
    ("user", "journal", "users", "area"),
    [(COMMUNE, False, False, False), ("tong_hop", True, False, True), ("chu_tich", True, False, True),
     ("lanh_dao_van_phong", True, True, True), ("xem", False, False, True), ("quan_tri", True, True, True)],
)  # fmt: skip
def test_who_reads_the_journal_the_users_and_reports(
    office_desk: Workplace, user: str, journal: bool, users: bool, area: bool
) -> None:
    for may, ask in ((journal, queries.journal), (users, queries.users), (area, queries.require_whole_area)):
        if may:
            ask(office_desk.by(user))
        else:
            with pytest.raises(RefusalError):
                ask(office_desk.by(user))


def test_every_right_names_roles_that_there_are() -> None:
    assert all(roles and roles <= set(ROLES) for roles in RIGHTS.values())
