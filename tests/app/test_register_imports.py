"""Exports of another system: mapped once in the definition, known again by their headings, read again when they change."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from solieu import actions
from solieu.app.register_files import Outcome, as_csv, prepare, record_import
from solieu.app.registers import entry
from solieu.catalog import load_bundle
from solieu.registers import Asked
from workplace import DISTRICT, Workplace

REGISTER = """
title: Sổ văn bản đến thử
owner: van_phong
label: "{so_ky_hieu}"
states: {cho: Chờ giải quyết, xong: Đã giải quyết}
fields:
  - {id: so_den, title: Số đến, type: number}
  - {id: so_ky_hieu, title: "Số, ký hiệu", type: text, required: true}
  - {id: loai, title: Loại, type: choice, required: true, choices: {cong_van: Công văn, quyet_dinh: Quyết định}}
  - {id: xu_ly, title: Đơn vị xử lý, type: unit, many: true}
  - {id: nguoi_lien_he, title: Người liên hệ, type: text, secrecy: personal}
  - {id: tra_loi, title: Văn bản trả lời, type: text}
events:
  - {id: den, title: Văn bản đến, to: cho}
  - {id: tra_loi, title: Trả lời, from: [cho], to: xong}
numbering:
  - {field: so_den}
imports:
  - id: he_thong_khac
    title: Xuất từ hệ thống văn bản
    key: [Mã, Năm]
    events:
      - event: den
        day: Ngày đến
        columns: {"Số/Ký hiệu": so_ky_hieu, "Loại VB": loai, "Đơn vị XL": xu_ly, "Liên hệ": nguoi_lien_he}
      - {event: tra_loi, day: Ngày trả lời, columns: {"VB trả lời": tra_loi}}
    values: {loai: {CV: cong_van, QĐ: quyet_dinh}}
"""
HEADS = ["STT", "Mã", "Năm", "Số/Ký hiệu", "Loại VB", "Ngày đến", "Đơn vị XL", "Liên hệ", "Ngày trả lời", "VB trả lời"]
FIRST = [1, "17", "2024", "05/UBND", "CV", "05/01/2024", "Phòng Nội vụ; xã Bằng Mạc", "ông Thử", None, None]
SECOND = [2, "18", "2024", "06/QĐ-UBND", "QĐ", "06/01/2024", None, None, "10/01/2024", "01/UBND-NV"]


@pytest.fixture
def desk(office_desk: Workplace) -> Workplace:
    context = office_desk.by()
    loaded = load_bundle({**context.catalog.files, "registers/van_ban_den_thu.yaml": REGISTER.encode()})
    assert loaded.catalog is not None, loaded.mistakes
    actions.activate_catalog(context, loaded.catalog)
    return office_desk


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH VĂN BẢN ĐẾN"])
    for row in ([], HEADS, *rows):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def imported(desk: Workplace, content: bytes) -> list[tuple[Outcome, str]]:
    context = desk.by("van_phong")
    register = context.catalog.registers["van_ban_den_thu"]
    done = prepare(context, register, content, "xuat.xlsx", DISTRICT)
    if not done.refused:
        record_import(desk.by("van_phong"), register, done)
    return [(answer.outcome, answer.message) for answer in done.answers]


def test_an_export_comes_in_and_comes_again(desk: Workplace) -> None:
    new = [(Outcome.NEW, "Văn bản đến")]
    assert imported(desk, workbook(FIRST, SECOND)) == [*new, *new, (Outcome.NEW, "Trả lời")]
    first = entry(desk.by("van_phong"), "van_ban_den_thu", "17-2024")
    assert dict(first.events[0].fields) == {
        "so_ky_hieu": "05/UBND", "loai": "cong_van", "xu_ly": "phong_noi_vu, xa_bang_mac", "nguoi_lien_he": "ông Thử",
        "so_den": "1",
    }  # fmt: skip
    assert desk.workspace.store.tally("van_ban_den_thu", first.events[0].happened_on) == {"cho": 1}
    assert imported(desk, workbook(FIRST, SECOND)) == [(Outcome.KNOWN, "")] * 3


def test_what_it_says_differently_later_is_a_correction_and_what_is_new_is_an_event(desk: Workplace) -> None:
    imported(desk, workbook(FIRST))
    later = [
        1,
        "17",
        "2024",
        "05/UBND-NV",
        "CV",
        "05/01/2024",
        "Phòng Nội vụ; xã Bằng Mạc",
        "ông Thử",
        "09/01/2024",
        "02/UBND-NV",
    ]
    assert imported(desk, workbook(later)) == [(Outcome.NEW, "Đính chính"), (Outcome.NEW, "Trả lời")]
    found = desk.workspace.store.find_entries(Asked("van_ban_den_thu", words="05 ubnd nv"))
    assert [one.id for one in found.entries] == ["17-2024"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([1, None, "2024", "05/UBND", "CV", "05/01/2024"], "thiếu Mã"),
        ([1, "17", "2024", "05/UBND", "CV", "hôm nọ"], "“hôm nọ” ở cột “Ngày đến” không phải ngày"),
        ([1, "17", "2024", "05/UBND", "Giấy", "05/01/2024"], "“Giấy” không thuộc: cong_van"),
        ([1, "17", "2024", None, "CV", "05/01/2024"], "cần “Số, ký hiệu”"),
        ([1, "17", "2024", "05/UBND", "CV", "05/01/2024", "xã Không Có"], "không có đơn vị “xã Không Có”"),
    ],
)
def test_a_row_that_cannot_be_taken(desk: Workplace, row: list[object], said: str) -> None:
    (answer,) = imported(desk, workbook(row))
    assert answer[0] is Outcome.REFUSED and said in answer[1]


def test_a_file_of_neither_layout_is_told_both(desk: Workplace) -> None:
    with pytest.raises(
        actions.RefusalError, match=r"các cột muc .*; hoặc của Xuất từ hệ thống văn bản: Mã, Năm, Ngày đến"
    ):
        imported(desk, b"a;b\n1;2\n")


def test_what_is_personal_does_not_leave_in_a_file(desk: Workplace) -> None:
    imported(desk, workbook(FIRST))
    context = desk.by("van_phong")
    out = as_csv(context.catalog.registers["van_ban_den_thu"], context.store.entries("van_ban_den_thu")).decode()
    assert "17-2024" in out and "ông Thử" not in out and "personal:" not in out
    assert imported(desk, out.encode()) == [(Outcome.KNOWN, "")], "and the file is known again without it"


def test_the_journal_and_the_history_hold_references_and_hashes(desk: Workplace) -> None:
    imported(desk, workbook(FIRST))
    store = desk.workspace.store
    (held,) = [
        value for _, value in store.entries("van_ban_den_thu")[0].events[0].fields if value.startswith("personal:")
    ]
    assert "Thử" not in held and all("Thử" not in str(row) for row in store.journal())
    assert "(thông tin cá nhân" in str(entry(desk.by("xem"), "van_ban_den_thu", "17-2024"))
    for user in ("van_phong", "tong_hop"):
        with pytest.raises(actions.RefusalError, match="không có quyền"):
            actions.redact(desk.by(user), "van_ban_den_thu", "17-2024", "theo yêu cầu")
    with pytest.raises(actions.RefusalError, match="cần lý do"):
        actions.redact(desk.by("lanh_dao_van_phong"), "van_ban_den_thu", "17-2024", " ")
    assert actions.redact(desk.by("lanh_dao_van_phong"), "van_ban_den_thu", "17-2024", "theo yêu cầu") == 1
    (value,) = store.personal([held.split(":")[1]]).values()
    assert (value.value, value.salt) == ("", "")
    assert "đã xóa" in str(entry(desk.by("van_phong"), "van_ban_den_thu", "17-2024"))
    with pytest.raises(actions.RefusalError, match="không còn dữ liệu cá nhân"):
        actions.redact(desk.by("lanh_dao_van_phong"), "van_ban_den_thu", "17-2024", "theo yêu cầu")
    assert not actions.broken_rows(store.journal())
