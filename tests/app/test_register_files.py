"""Registers out to office files and in again: an answer for every line, nothing in part, the same file twice is once."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from solieu import actions
from solieu.actions import RefusalError
from solieu.app.register_files import Outcome, as_csv, as_xlsx, prepare, record_import
from solieu.facts import EntryEvent, Provenance
from solieu.registers import EMPTY_SHELF
from workplace import COMMUNE, DISTRICT, Workplace, contents

HEAD = "muc;ngay_viec;viec;van_ban;don_vi;danh_dau;ten;xa;ngay"


def file_of(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def tried(office: Workplace, content: bytes, name: str = "cau.csv", register: str = "cau"):  # type: ignore[no-untyped-def]
    context = office.by("phong_ktht")
    return prepare(context, context.catalog.registers[register], content, name, DISTRICT)


def imported(office: Workplace, content: bytes, name: str = "cau.csv") -> int:
    context = office.by("phong_ktht")
    return record_import(context, context.catalog.registers["cau"], tried(office, content, name))


GOOD = file_of(
    "a;2024-01-10;khoi_cong;QĐ 01/QĐ-UBND;;;Cầu A;xa_bang_mac;",
    "a;01/02/2024;Đang thi công;;;;;;",
    "b;2024-01-11;Khởi công;;xã Bằng Mạc;minh họa;Cầu B;xã Gia Lộc;11/01/2024",
)


def test_every_line_gets_its_answer(office_desk: Workplace) -> None:
    done = tried(office_desk, GOOD)
    assert [(one.line, one.entry, one.outcome, one.message) for one in done.answers] == [
        (2, "a", Outcome.NEW, "Khởi công"),
        (3, "a", Outcome.NEW, "Đang thi công"),
        (4, "b", Outcome.NEW, "Khởi công"),
    ]


def test_titles_names_and_dates_of_the_office_become_ids(office_desk: Workplace) -> None:
    assert imported(office_desk, GOOD) == 3
    a, b = office_desk.workspace.store.entries("cau")
    assert [(e.name, e.happened_on, e.document) for e in a.events] == [
        ("khoi_cong", date(2024, 1, 10), "QĐ 01/QĐ-UBND"), ("thi_cong", date(2024, 2, 1), "")
    ]  # fmt: skip
    assert (b.unit, b.provenance, dict(b.events[0].fields)) == (
        COMMUNE, Provenance.ILLUSTRATIVE, {"ten": "Cầu B", "xa": "xa_gia_loc", "ngay": "2024-01-11"}
    )  # fmt: skip
    assert {event.actor for event in (*a.events, *b.events)} == {"phong_ktht"}


def test_the_same_file_again_changes_nothing(office_desk: Workplace) -> None:
    imported(office_desk, GOOD)
    before = contents()
    again = tried(office_desk, GOOD)
    assert [one.outcome for one in again.answers] == [Outcome.KNOWN] * 3
    assert record_import(office_desk.by("phong_ktht"), office_desk.by().catalog.registers["cau"], again) == 0
    assert contents() == before


def test_a_file_that_has_grown_adds_what_is_new(office_desk: Workplace) -> None:
    imported(office_desk, GOOD)
    grown = GOOD + b"\na;2024-03-01;hoan_thanh;;;;;;"
    assert [one.outcome for one in tried(office_desk, grown).answers] == [*[Outcome.KNOWN] * 3, Outcome.NEW]
    assert imported(office_desk, grown) == 1


def test_one_bad_line_keeps_the_file_out_and_all_bad_lines_are_named(office_desk: Workplace) -> None:
    content = file_of(
        "a;2024-01-10;khoi_cong;;;;Cầu A;xa_bang_mac;",
        "b;hôm qua;khoi_cong;;;;Cầu B;xa_bang_mac;",
        ";2024-01-10;khoi_cong;;;;Cầu C;xa_bang_mac;",
        "d;2024-01-10;khoi_cong;;;;Cầu D;Chi Lăng;",
        "e;2024-01-10;khoi_cong;;;;Cầu E;xã Mường Phăng;",
        "f;2024-01-10;hoan_thanh;;;;;;",
        "f;2024-01-12;khoi_cong;;;;Cầu F;xa_bang_mac;",
        "g;2024-01-10;khoi_cong;;;giả;Cầu G;xa_bang_mac;",
    )
    done, before = tried(office_desk, content), contents()
    refused = {one.line: one.message for one in done.answers if one.outcome is Outcome.REFUSED}
    assert set(refused) == {3, 4, 5, 6, 7, 8, 9} and done.refused == 7
    words = {
        3: "“hôm qua” không phải ngày",
        4: "thiếu mã mục",
        5: "là tên của 3 đơn vị: huyen_chi_lang, tt_chi_lang, xa_chi_lang",
        6: "không có đơn vị “xã Mường Phăng”",
        7: "cần mục ở trạng thái “Đang xây dựng”",
        8: "chưa xét",
        9: "đánh dấu “giả”",
    }
    for line, said in words.items():
        assert said in refused[line]
    with pytest.raises(RefusalError, match="không dòng nào được ghi"):
        record_import(office_desk.by("phong_ktht"), office_desk.by().catalog.registers["cau"], done)
    assert contents() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không thấy bảng"),
        (b"ten;xa\nA;B", "không thấy bảng có các cột muc (Mã mục)"),
        (bytes(range(256)) * 9, "không phải bảng tính"),
        (b"PK\x03\x04 torn", ""),
        (b"%PDF-1.4 something", "không thấy bảng"),
        (f"{HEAD};mau\na;2024-01-10;khoi_cong;;;;A;xa_bang_mac;;xanh".encode(), "không có cột “mau”"),
    ],
)
def test_what_is_no_such_table(office_desk: Workplace, content: bytes, said: str) -> None:
    with pytest.raises(RefusalError) as refused:
        tried(office_desk, content)
    assert said in str(refused.value) and "\n" not in str(refused.value)


def history(office: Workplace) -> Workplace:
    """Corrected, annulled, with signs that tear tables."""
    imported(office, GOOD)
    for name, day, fields in (
        ("hoan_thanh", date(2024, 3, 1), {}),
        ("huy_viec", date(2024, 3, 2), {}),
        ("dinh_chinh", date(2024, 1, 10), {"ten": '=A1; "Cầu" Ổ\nhai dòng'}),
    ):
        happened = EntryEvent(name, day, office.clock(), "", tuple(fields.items()))
        actions.record_events(office.by("phong_ktht"), "cau", [("a", happened)], unit=DISTRICT)
    return office


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_imported_elsewhere_as_it_was(office_desk: Workplace, kind: str) -> None:
    office = history(office_desk)
    context = office.by("phong_ktht")
    register, entries = context.catalog.registers["cau"], office.workspace.store.entries("cau")
    content = as_csv(register, entries) if kind == "csv" else as_xlsx(register, entries, context.territory)
    assert {one.outcome for one in tried(office, content, f"cau.{kind}").answers} == {Outcome.KNOWN}

    empty = prepare_empty(office, content, kind)
    assert [one.outcome for one in empty.answers] == [Outcome.NEW] * 6
    said = [(row.entry, row.unit, row.provenance, row.event.name, row.event.happened_on, row.event.document,
             tuple(sorted(row.event.fields))) for row in empty.rows]  # fmt: skip
    kept = [(entry.id, entry.unit, entry.provenance, event.name, event.happened_on, event.document,
             tuple(sorted(event.fields))) for entry in entries for event in entry.events]  # fmt: skip
    assert said == kept


def prepare_empty(office: Workplace, content: bytes, kind: str):  # type: ignore[no-untyped-def]
    """As if nothing were in the register yet."""
    from dataclasses import replace

    context = office.by("phong_ktht")

    class Empty(type(EMPTY_SHELF)):  # type: ignore[misc]
        def entries_named(self, register: str, ids: object) -> tuple[()]:
            return ()

    return prepare(replace(context, store=Empty()), context.catalog.registers["cau"], content, f"cau.{kind}", DISTRICT)  # type: ignore[arg-type]


def test_the_workbook_is_made_for_people(office_desk: Workplace) -> None:
    office = history(office_desk)
    context = office.by("phong_ktht")
    content = as_xlsx(context.catalog.registers["cau"], office.workspace.store.entries("cau"), context.territory)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:I7"
    assert [cell.value for cell in sheet[1]] == [
        "Mã mục", "Ngày của việc", "Việc", "Văn bản", "Đơn vị", "Đánh dấu", "Tên cầu", "Xã, thị trấn", "Ngày"
    ]  # fmt: skip
    first = [cell.value for cell in sheet[2]]
    assert first[0] == "a" and first[1].date() == date(2024, 1, 10) and first[2] == "Khởi công"
    assert first[4] == "huyện Chi Lăng" and first[7] == "xã Bằng Mạc"
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == [], "what somebody typed is never run"
    sources = book.worksheets[-1]
    assert sources.title == "Nguồn số liệu" and sources["C2"].value == "phong_ktht"


def test_only_the_keeper_or_the_unit_itself_records(office_desk: Workplace) -> None:
    context = office_desk.by(COMMUNE)
    register = context.catalog.registers["cau"]
    own = prepare(
        context, register, file_of("m;2024-01-10;khoi_cong;;xa_bang_mac;;Cầu;xa_bang_mac;"), "x.csv", DISTRICT
    )
    assert record_import(context, register, own) == 1
    other = prepare(
        context, register, file_of("n;2024-01-10;khoi_cong;;xa_gia_loc;;Cầu;xa_gia_loc;"), "x.csv", DISTRICT
    )
    with pytest.raises(RefusalError, match="không có quyền"):
        record_import(context, register, other)


def test_a_field_that_is_called_like_a_column_of_ours_stands_behind_it(office_desk: Workplace) -> None:
    """kiem_tra_ky_luat has a field don_vi, the unit that is inspected; the column don_vi in front is the entry's area."""
    head = "muc;ngay_viec;viec;van_ban;don_vi;danh_dau;ten;don_vi;ton_tai;han_khac_phuc"
    line = f"kt_1;2024-02-01;len_ke_hoach;Kế hoạch số 31/KH-UBND;;minh họa;Kiểm tra thử;{COMMUNE};;"
    context = office_desk.by("tong_hop")
    register = context.catalog.registers["kiem_tra_ky_luat"]
    done = prepare(context, register, f"{head}\n{line}\n".encode(), "so.csv", DISTRICT)
    assert record_import(context, register, done) == 1
    (entry,) = office_desk.workspace.store.entries("kiem_tra_ky_luat")
    assert entry.unit == DISTRICT
    assert dict(entry.events[0].fields) == {"ten": "Kiểm tra thử", "don_vi": COMMUNE}
    again = as_csv(register, [entry])
    assert [one.outcome for one in prepare(context, register, again, "so.csv", DISTRICT).answers] == [Outcome.KNOWN]
