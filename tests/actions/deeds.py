"""Every action of the house once: who does it, what must be there before, and what the journal then says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from solieu import actions
from solieu.actions import Context, findings_of
from solieu.app.accounts import set_password
from solieu.app.backup import make_backup
from solieu.core import Consequence, Finding, Where, parse_period
from solieu.facts import EntryEvent, Override, Remark, RemarkKind, ReplyKind, ReturnedFile, Source, Verdict
from solieu.vietnamese import VIETNAM
from workplace import COMMUNE, DISTRICT, Workplace, budget, content_of

Q1, REPORT = parse_period("2024-Q1"), "bao_cao_quy"
SECTION = "danh_gia_ngan_sach"
DOUBT = Finding(
    "SUB110", "figure-not-yet-reported", Consequence.EXPLAIN, "chưa có số liệu", Where(form="B05/NS-Q", row="02")
)
OPENED = EntryEvent(
    "khoi_cong", date(2024, 2, 1), datetime(2024, 3, 1, tzinfo=VIETNAM), "", (("ten", "Cầu Thử"), ("xa", COMMUNE))
)
STARTED = replace(OPENED, name="thi_cong", happened_on=date(2024, 2, 20), fields=())


@dataclass(frozen=True, slots=True)
class Deed:
    """``scope`` is the unit that the right is asked for, "" for the whole workspace; ``object`` what the journal names."""

    name: str
    action: str
    user: str
    object: str
    prepare: Callable[[Workplace], Any]
    act: Callable[[Context, Any, Workplace], Any]
    scope: str = ""

    def __str__(self) -> str:
        return self.name


def _nothing(_: Workplace) -> None:
    return None


def _draft(office: Workplace) -> Any:
    return office.draft("b05_ns_q", DISTRICT, budget()), content_of(budget())


def _behalf(office: Workplace) -> Any:
    return office.draft("b05_ns_q", DISTRICT, budget(), behalf="theo điện thoại"), content_of(budget())


def _sent(office: Workplace) -> str:
    return office.send("b05_ns_q", DISTRICT, budget()).id


def _unconfirmed(office: Workplace) -> str:
    return office.send("b05_ns_q", DISTRICT, budget(), user="tong_hop", behalf="theo điện thoại").id


def _doubtful(office: Workplace) -> str:
    return office.send("b05_ns_q", DISTRICT, budget(), doubts=(DOUBT,)).id


def _two_sources(office: Workplace) -> Any:
    """The department states the district's total, the communes add up to another one, and a second office a third."""
    cells = {("02", "th"): "5", ("02", "uoc"): "6"}
    sent = office.accepted("b01_ktxh_q", DISTRICT, cells, sender="phong_nnptnt")
    return office.key("b01_ktxh_q", DISTRICT, "02", "uoc", sender="phong_nnptnt"), sent


def _opened(office: Workplace) -> None:
    actions.record_events(office.by("phong_ktht"), "cau", [("cau_thu", OPENED)], unit=DISTRICT)


def _received_a_citizen(office: Workplace) -> None:
    """An entry with a personal field; no name of anybody."""
    fields = (("so", "1"), ("hinh_thuc", "thuong_xuyen"), ("so_nguoi", "1"), ("cong_dan", "một công dân"))
    actions.record_events(office.by("tong_hop"), "tiep_cong_dan", [("luot_thu", replace(OPENED, name="tiep", fields=fields))],
                          unit=DISTRICT)  # fmt: skip


def _closed(office: Workplace) -> None:
    actions.close_period(office.by("tong_hop"), Q1)


def _granted(office: Workplace) -> None:
    actions.grant(office.by(), "can_bo", "xem", "")


def _drafted(office: Workplace) -> None:
    actions.draft_report(office.by("tong_hop"), REPORT, Q1)


def _content_signed(office: Workplace) -> None:
    _drafted(office)
    actions.sign_content(office.by("chu_tich"), REPORT, Q1)


def _signed(office: Workplace) -> None:
    _content_signed(office)
    actions.sign_layout(office.by("lanh_dao_van_phong"), REPORT, Q1)


def _issued(office: Workplace) -> None:
    _signed(office)
    actions.issue(office.by("chu_tich"), REPORT, Q1, number="15", gaps=0)


def _explain(context: Context, id: str, office: Workplace) -> Any:
    submission = context.store.submission(id)
    assert submission is not None
    return actions.explain(context, id, findings_of(context, submission)[0], "chưa tổng hợp được")


def _narrate(context: Context, _: Any, office: Workplace) -> Any:
    return actions.accept_narrative(context, report=REPORT, section=SECTION, period=Q1, unit=DISTRICT, sender="phong_tckh",
                                    text="Thu ngân sách thuận lợi.")  # fmt: skip


RETURNED = b"a Word file that came back"
SHA256 = hashlib.sha256(RETURNED).hexdigest()
DAY = datetime(2024, 3, 1, tzinfo=VIETNAM)
FILE = ReturnedFile(SHA256, REPORT, Q1, 1, DAY, "bao_cao.docx", "", DAY)
OPINION = Remark("", RemarkKind.OPINION, REPORT, Q1, "Lãnh đạo", "Đề nghị nêu rõ nguyên nhân", "", DAY)
QUESTION = replace(OPINION, kind=RemarkKind.QUESTION, owner="phong_tckh", sha256=SHA256, figure="fabcdef")
KEPT = Override(REPORT, Q1, "fabcdef", "9.100", "9.000", "số liệu chốt lại sau", "", DAY, SHA256)


def _returned(office: Workplace) -> None:
    actions.take_back(office.by("tong_hop"), FILE, RETURNED, [OPINION])


def _kept(office: Workplace) -> Override:
    _returned(office)
    return actions.keep_figure(office.by("tong_hop"), KEPT, "s1")


def _asked(office: Workplace) -> str:
    _returned(office)
    return actions.ask_owner(office.by("tong_hop"), QUESTION, "s1").id


B05 = f"b05_ns_q.{DISTRICT}.2024-Q1.phong_tckh.1"
DRAFT = f"{REPORT}/2024-Q1/1"
DEEDS = (
    Deed("submit", "submission.submit", "phong_tckh", B05, _draft, lambda c, p, o: actions.submit(c, *p), "phong_tckh"),
    Deed(
        "submit on behalf",
        "submission.submit",
        "tong_hop",
        B05,
        _behalf,
        lambda c, p, o: actions.submit(c, *p),
        "phong_tckh",
    ),
    Deed(
        "confirm",
        "submission.confirm",
        "phong_tckh",
        B05,
        _unconfirmed,
        lambda c, p, o: actions.confirm(c, p),
        "phong_tckh",
    ),
    Deed("explain", "submission.explain", "phong_tckh", B05, _doubtful, _explain, "phong_tckh"),
    Deed("accept", "submission.accept", "tong_hop", B05, _sent, lambda c, p, o: actions.accept(c, p), DISTRICT),
    Deed(
        "return",
        "submission.return",
        "tong_hop",
        B05,
        _sent,
        lambda c, p, o: actions.return_back(c, p, "thiếu dòng 02"),
        DISTRICT,
    ),
    Deed(
        "decide",
        "fact.decide",
        "tong_hop",
        f"trong_trot.cay_luong_thuc/{DISTRICT}/2024-Q1/estimate",
        _two_sources,
        lambda c, p, o: actions.decide(c, p[0], Source.STATED, "họp thống nhất số liệu"),
        DISTRICT,
    ),
    Deed(
        "record",
        "register.record",
        "phong_ktht",
        "cau/cau_thu",
        _nothing,
        lambda c, p, o: actions.record_events(c, "cau", [("cau_thu", OPENED), ("cau_thu", STARTED)], unit=DISTRICT),
        "phong_ktht",
    ),
    Deed(
        "redact",
        "register.redact",
        "lanh_dao_van_phong",
        "tiep_cong_dan/luot_thu",
        _received_a_citizen,
        lambda c, p, o: actions.redact(c, "tiep_cong_dan", "luot_thu", "người dân đề nghị"),
        "thanh_tra",
    ),
    Deed(
        "count",
        "register.count",
        "tong_hop",
        f"register_cau.{DISTRICT}.2024-Q1.phong_ktht.1",
        _opened,
        lambda c, p, o: actions.count_register(c, "cau", DISTRICT, Q1),
        DISTRICT,
    ),
    Deed(
        "narrate",
        "narrative.accept",
        "phong_tckh",
        f"{REPORT}/{SECTION}/2024-Q1/{DISTRICT}",
        _nothing,
        _narrate,
        "phong_tckh",
    ),
    Deed(
        "take back",
        "report.take_back",
        "tong_hop",
        DRAFT,
        _nothing,
        lambda c, p, o: actions.take_back(c, FILE, RETURNED, [OPINION]),
    ),
    Deed(
        "decide change",
        "report.decide_change",
        "tong_hop",
        f"{REPORT}/2024-Q1/p1",
        _returned,
        lambda c, p, o: actions.decide_change(c, SHA256, "p1", Verdict.UNDO, report=REPORT, period=Q1),
    ),
    Deed(
        "keep figure",
        "report.keep_figure",
        "tong_hop",
        f"{REPORT}/2024-Q1/fabcdef",
        _returned,
        lambda c, p, o: actions.keep_figure(c, KEPT, "s1"),
    ),
    Deed(
        "end override",
        "report.keep_figure",
        "tong_hop",
        f"{REPORT}/2024-Q1/fabcdef",
        _kept,
        lambda c, p, o: actions.end_override(c, p, "đã có số chính thức"),
    ),
    Deed(
        "ask owner",
        "figure.ask",
        "tong_hop",
        f"{SHA256[:10]}-s1",
        _returned,
        lambda c, p, o: actions.ask_owner(c, QUESTION, "s1"),
    ),
    Deed(
        "answer",
        "figure.answer",
        "phong_tckh",
        f"{SHA256[:10]}-s1",
        _asked,
        lambda c, p, o: actions.reply(c, p, ReplyKind.ANSWERED, "số cũ đúng"),
        "phong_tckh",
    ),
    Deed(
        "answer opinion",
        "report.answer_opinion",
        "tong_hop",
        f"{SHA256[:10]}-1",
        _returned,
        lambda c, p, o: actions.reply(c, f"{SHA256[:10]}-1", ReplyKind.EXPLAINED, "đã nêu ở mục II"),
    ),
    Deed("close period", "period.close", "tong_hop", "2024-Q1", _nothing, lambda c, p, o: actions.close_period(c, Q1)),
    Deed(
        "reopen period",
        "period.reopen",
        "lanh_dao_van_phong",
        "2024-Q1",
        _closed,
        lambda c, p, o: actions.reopen_period(c, Q1, "bổ sung số liệu"),
    ),
    Deed(
        "activate catalogue",
        "catalog.activate",
        "quan_tri",
        "chi_lang",
        _nothing,
        lambda c, p, o: actions.activate_catalog(c, o.workspace.definitions().catalog),
    ),
    Deed("grant", "user.grant", "quan_tri", "can_bo", _nothing, lambda c, p, o: actions.grant(c, "can_bo", "xem", "")),
    Deed(
        "revoke", "user.revoke", "quan_tri", "can_bo", _granted, lambda c, p, o: actions.revoke(c, "can_bo", "xem", "")
    ),
    Deed(
        "password",
        "user.password",
        "quan_tri",
        "can_bo",
        _granted,
        lambda c, p, o: set_password(c, "can_bo", "mat-khau-dai-lam"),
    ),
    Deed(
        "draft",
        "report.draft",
        "tong_hop",
        DRAFT,
        _nothing,
        lambda c, p, o: actions.draft_report(c, REPORT, Q1),
        DISTRICT,
    ),
    Deed(
        "sign content",
        "report.sign_content",
        "chu_tich",
        DRAFT,
        _drafted,
        lambda c, p, o: actions.sign_content(c, REPORT, Q1),
        DISTRICT,
    ),
    Deed(
        "sign layout",
        "report.sign_layout",
        "lanh_dao_van_phong",
        DRAFT,
        _content_signed,
        lambda c, p, o: actions.sign_layout(c, REPORT, Q1),
        DISTRICT,
    ),
    Deed(
        "issue",
        "report.issue",
        "chu_tich",
        DRAFT,
        _signed,
        lambda c, p, o: actions.issue(c, REPORT, Q1, number="15", gaps=0, copies={"docx": b"tep", "pdf": b"tep khac"}),
        DISTRICT,
    ),
    Deed(
        "replace",
        "report.replace",
        "chu_tich",
        DRAFT,
        _issued,
        lambda c, p, o: actions.replace_report(c, REPORT, Q1),
        DISTRICT,
    ),
    Deed(
        "recall", "report.recall", "chu_tich", DRAFT, _issued, lambda c, p, o: actions.recall(c, REPORT, Q1), DISTRICT
    ),
)
BACKUP = Deed("backup", "workspace.backup", "quan_tri", "ws", _nothing,
              lambda c, p, o: make_backup(o.workspace, c.actor.user))  # fmt: skip


def named(name: str) -> Deed:
    return next(deed for deed in DEEDS if deed.name == name)
