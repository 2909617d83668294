"""The language of registers: guards, clocks, numbers, doubles, secrecy, counts by member; on registers of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.app.workspace import catalog_folder
from solieu.catalog import Register, load_bundle
from solieu.catalog.bundles import layers, stacked
from solieu.catalog.mistakes import Mistakes
from solieu.core import Finding
from solieu.facts import Entry, EntryEvent
from solieu.registers import LaidShelf, apply_event, clock_of, numbered, state_of

PETITIONS = """
title: Sổ đơn thử
owner: thanh_tra
label: "Đơn số {so}"
states: {moi: Mới, thu_ly: Đang giải quyết, tam_dung: Tạm đình chỉ, xong: Đã giải quyết}
fields:
  - {id: so, title: Số, type: number}
  - {id: loai, title: Loại đơn, type: choice, required: true, choices: {khieu_nai: Khiếu nại, to_cao: Tố cáo}}
  - {id: ngay_don, title: Ngày ghi trên đơn, type: date}
  - {id: tiep_nhan, title: Thửa tiếp nhận, type: number}
  - {id: da_xong, title: Thửa đã xong, type: number}
  - {id: da_chi, title: Đã chi, type: number, measure: triệu đồng, adds: true}
  - {id: cho, title: Chờ đơn, type: entry, register: don_thu, many: true}
events:
  - {id: tiep_nhan, title: Tiếp nhận, to: moi, needs: [loai]}
  - id: thu_ly
    title: Thụ lý
    from: [moi]
    to: thu_ly
    guards: [{holds: ngay_don <= ngay_viec, says: Ngày thụ lý không trước ngày ghi trên đơn}]
  - {id: tam_dinh_chi, title: Tạm đình chỉ, from: [thu_ly], to: tam_dung}
  - {id: tiep_tuc, title: Tiếp tục, from: [tam_dung], to: thu_ly}
  - {id: chi, title: Chi trả, from: [thu_ly], to: thu_ly, needs: [da_chi]}
  - {id: giai_quyet, title: Giải quyết xong, from: [thu_ly], to: xong, waits: {field: cho, states: [xong]}}
  - {id: mo_lai, title: Mở lại, from: [xong], to: thu_ly}
guards:
  - {holds: da_xong <= tiep_nhan, says: Số thửa đã xong không quá số thửa tiếp nhận}
numbering:
  - {field: so, per: [year, loai], ordered: true}
unique:
  - {fields: [ngay_don, loai]}
deadlines:
  - {id: thu_ly, title: Hạn thụ lý, starts: tiep_nhan, days: 10, ends: [thu_ly]}
  - {id: thu_ly, title: Hạn thụ lý, starts: tiep_nhan, days: 7, count: working, ends: [thu_ly], from: 2024-02-01}
  - {id: giai_quyet, title: Hạn giải quyết, starts: thu_ly, days: 30, ends: [giai_quyet], pauses: [tam_dung], warn: 5}
"""
SECRET = """
title: Sổ văn bản thử
label: "{so}"
states: {da_di: Đã phát hành}
fields:
  - {id: so, title: Số, type: text, required: true}
  - {id: do_mat, title: Độ mật, type: choice, required: true, choices: {thuong: Thường, mat: Mật}}
  - {id: trich_yeu, title: Trích yếu, type: text}
events:
  - {id: phat_hanh, title: Phát hành, to: da_di, needs: [so, do_mat]}
secret: {field: do_mat, values: [mat], keeps: [so]}
"""
LOADED = load_bundle(
    {
        **stacked(layers(catalog_folder("chi_lang"), Mistakes())),
        "registers/don_thu.yaml": PETITIONS.encode(),
        "registers/van_ban_mat.yaml": SECRET.encode(),
    }
)
assert LOADED.catalog is not None and LOADED.territory is not None, LOADED.mistakes
TERRITORY = LOADED.territory
DESK, DOCUMENTS = LOADED.catalog.registers["don_thu"], LOADED.catalog.registers["van_ban_mat"]
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)


def event(name: str, day: str, **fields: str) -> EntryEvent:
    return EntryEvent(name, date.fromisoformat(day), NOW, "ai", tuple(fields.items()))


def record(shelf: LaidShelf, id: str, *events: EntryEvent, register: Register = DESK) -> Entry | str:
    """The entry after its events, or the words with which one was refused."""
    entry = Entry(register.id, id, "huyen_chi_lang")
    for one in events:
        after = apply_event(register, entry, numbered(register, entry, one, shelf), TERRITORY, shelf)
        if isinstance(after, Finding):
            return after.message
        entry = after
        shelf.put(entry)
    return entry


def opened(shelf: LaidShelf, *events: EntryEvent, id: str = "m") -> Entry:
    entry = record(shelf, id, *events)
    assert isinstance(entry, Entry), entry
    return entry


# --- guards


def test_a_guard_compares_the_day_of_the_event_with_a_field() -> None:
    first = event("tiep_nhan", "2024-03-04", loai="to_cao", ngay_don="2024-03-01")
    said = record(LaidShelf(DESK), "m", first, event("thu_ly", "2024-03-05", ngay_don="06/3/2024"))
    assert said == "Ngày thụ lý không trước ngày ghi trên đơn; “Ngày ghi trên đơn” là 06/3/2024."
    opened(LaidShelf(DESK), first, event("thu_ly", "2024-03-05"))


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"tiep_nhan": "1.600", "da_xong": "3.938"}, True),
        ({"tiep_nhan": "1.600", "da_xong": "1.600"}, False),
        ({"da_xong": "3.938"}, False),  # what is not there is not compared
    ],
)
def test_a_later_step_is_never_above_an_earlier_one(fields: dict[str, str], refused: bool) -> None:
    said = record(LaidShelf(DESK), "m", event("tiep_nhan", "2024-03-04", loai="to_cao", **fields))
    assert (
        said == "Số thửa đã xong không quá số thửa tiếp nhận; “Thửa tiếp nhận” là 1.600, “Thửa đã xong” là 3.938."
    ) is refused


def test_a_correction_cannot_go_round_a_guard() -> None:
    shelf = LaidShelf(DESK)
    opening = event("tiep_nhan", "2024-03-04", loai="to_cao", tiep_nhan="10", da_xong="8")
    assert "không quá" in str(record(shelf, "m", opening, event("dinh_chinh", "2024-03-04", tiep_nhan="7")))


# --- numbers and doubles


def test_numbers_run_in_each_year_and_kind() -> None:
    shelf = LaidShelf(DESK)
    wanted = [("khieu_nai", "2024-01-05", "1"), ("to_cao", "2024-01-08", "1"), ("khieu_nai", "2024-02-01", "2"),
              ("khieu_nai", "2025-01-02", "1")]  # fmt: skip
    for at, (kind, day, number) in enumerate(wanted):
        entry = opened(shelf, event("tiep_nhan", day, loai=kind), id=f"m{at}")
        assert dict(entry.events[0].fields)["so"] == number


def test_a_number_that_is_taken_or_out_of_order_is_refused() -> None:
    shelf = LaidShelf(DESK)
    opened(shelf, event("tiep_nhan", "2024-01-05", loai="to_cao", so="5"), id="a")
    assert record(shelf, "b", event("tiep_nhan", "2024-01-09", loai="to_cao", so="05")) == "“Số” 05 đã có ở mục “a”."
    out = record(shelf, "b", event("tiep_nhan", "2024-01-04", loai="to_cao", so="6"))
    assert out == "“Số” 6 ngày 04/01/2024 trái thứ tự: số 5 (mục “a”) có ngày 05/01/2024, sau ngày này."
    assert "số 5 (mục “a”) có ngày 05/01/2024, trước ngày này" in str(
        record(shelf, "b", event("tiep_nhan", "2024-01-06", loai="to_cao", so="4"))
    )
    opened(shelf, event("tiep_nhan", "2025-01-04", loai="to_cao", so="5"), id="b")


def test_a_double_is_refused_whatever_its_spelling() -> None:
    shelf = LaidShelf(DESK)
    opened(shelf, event("tiep_nhan", "2024-01-05", loai="to_cao", ngay_don="2024-01-02"), id="a")
    again = event("tiep_nhan", "2024-01-06", loai="to_cao", ngay_don="2024-01-02")
    assert record(shelf, "b", again) == "“Ngày ghi trên đơn” 2024-01-02, “Loại đơn” to_cao đã có ở mục “a”."
    opened(shelf, event("tiep_nhan", "2024-01-06", loai="khieu_nai", ngay_don="2024-01-02"), id="b")


def test_what_an_entry_waits_for() -> None:
    shelf = LaidShelf(DESK)
    opened(shelf, event("tiep_nhan", "2024-01-05", loai="to_cao"), event("thu_ly", "2024-01-08"), id="truoc")
    steps = event("tiep_nhan", "2024-01-06", loai="khieu_nai", cho="truoc"), event("thu_ly", "2024-01-09")
    done = event("giai_quyet", "2024-02-01")
    said = record(shelf, "sau", *steps, done)
    assert (
        said == "“Giải quyết xong” chờ mục “truoc” đến trạng thái “Đã giải quyết”, nhưng mục đó đang “Đang giải quyết”."
    )
    opened(shelf, event("tiep_nhan", "2024-01-05", loai="to_cao"), event("thu_ly", "2024-01-08"), done, id="truoc")
    opened(shelf, *steps, done, id="sau")
    nowhere = event("tiep_nhan", "2024-03-06", loai="khieu_nai", cho="truoc, khong_co")
    assert "sổ “don_thu” không có mục “khong_co”" in str(record(shelf, "la", nowhere))


# --- secrecy


def test_a_secret_document_is_a_number_and_nothing_else() -> None:
    shelf = LaidShelf(DOCUMENTS)
    number = event("phat_hanh", "2024-01-05", so="01", do_mat="mat")
    assert isinstance(record(shelf, "a", number, register=DOCUMENTS), Entry)
    content = event("phat_hanh", "2024-01-05", so="02", do_mat="mat", trich_yeu="gì đó")
    said = record(shelf, "b", content, register=DOCUMENTS)
    assert said == "văn bản mật chỉ ghi “Số”, “Độ mật”; không ghi “Trích yếu”."
    later = event("dinh_chinh", "2024-01-05", trich_yeu="gì đó")
    assert "không ghi “Trích yếu”" in str(record(shelf, "c", number, later, register=DOCUMENTS))
    stamped = event("phat_hanh", "2024-01-05", so="03", do_mat="thuong", trich_yeu="TỐI MẬT")
    assert "dấu “TỐI MẬT”" in str(record(shelf, "d", stamped, register=DOCUMENTS))
    spoken = event("phat_hanh", "2024-01-05", so="03", do_mat="thuong", trich_yeu="Bảo vệ bí mật nhà nước")
    assert isinstance(record(shelf, "d", spoken, register=DOCUMENTS), Entry)


# --- clocks


@pytest.mark.parametrize(
    ("events", "on", "clock", "standing", "due", "left"),
    [
        # 10 days end on a Sunday: the Monday after; 7 working days over Tết Giáp Thìn (08/02-14/02)
        ([("tiep_nhan", "2024-01-11")], "2024-01-12", "thu_ly", "con_han", "2024-01-22", 10),
        ([("tiep_nhan", "2024-02-05")], "2024-02-15", "thu_ly", "con_han", "2024-02-21", 4),
        ([("tiep_nhan", "2024-02-05")], "2024-02-21", "thu_ly", "sap_den_han", "2024-02-21", 0),
        ([("tiep_nhan", "2024-02-05")], "2024-02-22", "thu_ly", "qua_han", "2024-02-21", -1),
        ([("tiep_nhan", "2024-02-05"), ("thu_ly", "2024-02-21")], "2024-05-01", "thu_ly", "dung_han", "2024-02-21", 0),
        ([("tiep_nhan", "2024-02-05"), ("thu_ly", "2024-02-23")], "2024-05-01", "thu_ly", "tre_han", "2024-02-21", -2),
        # 30 days from 01/03, stopped 11/03-21/03: ten days later
        ([("tiep_nhan", "2024-03-01"), ("thu_ly", "2024-03-01")], "2024-03-02", "giai_quyet", "con_han", "2024-04-01", 30),
        (
            [("tiep_nhan", "2024-03-01"), ("thu_ly", "2024-03-01"), ("tam_dinh_chi", "2024-03-11")],
            "2024-12-31", "giai_quyet", "tam_dung", None, 0,
        ),
        (
            [("tiep_nhan", "2024-03-01"), ("thu_ly", "2024-03-01"), ("tam_dinh_chi", "2024-03-11"), ("tiep_tuc", "2024-03-21")],
            "2024-04-08", "giai_quyet", "sap_den_han", "2024-04-10", 2,
        ),
        (
            [("tiep_nhan", "2024-03-01"), ("thu_ly", "2024-03-01"), ("giai_quyet", "2024-03-20"), ("mo_lai", "2024-03-25")],
            "2024-05-01", "giai_quyet", "qua_han", "2024-04-01", -30,
        ),
    ],
)  # fmt: skip
def test_how_a_deadline_stands(
    events: list[tuple[str, str]], on: str, clock: str, standing: str, due: str | None, left: int
) -> None:
    first, *rest = events
    entry = opened(LaidShelf(DESK), event(*first, loai="to_cao"), *(event(*one) for one in rest))
    state = state_of(DESK, entry, date.fromisoformat(on))
    assert state is not None
    found = clock_of(state, clock)
    assert found is not None
    assert (found.standing, str(found.due) if found.due else None, found.left) == (standing, due, left)


def test_a_clock_that_never_started() -> None:
    entry = opened(LaidShelf(DESK), event("tiep_nhan", "2024-01-11", loai="to_cao"))
    state = state_of(DESK, entry, date(2024, 6, 1))
    assert state is not None and clock_of(state, "giai_quyet") is None


@given(st.integers(1, 60), st.dates(date(2023, 1, 1), date(2026, 6, 30)), st.dates(date(2023, 1, 1), date(2026, 6, 30)))
def test_a_term_of_working_days_holds_so_many_of_them(count: int, start: date, other: date) -> None:
    calendar = DESK.calendar
    last = calendar.after_working_days(start, count)
    assert last is not None and calendar.is_working(last)
    assert calendar.working_days_between(start, last) == count
    assert calendar.working_days_between(start, other) == -calendar.working_days_between(other, start)
    paused = calendar.after_working_days(start, count, lambda day: day == start + timedelta(days=1))
    assert paused is not None and paused >= last


def test_a_year_without_its_days_off_is_said_to_be_unknown() -> None:
    entry = opened(LaidShelf(DESK), event("tiep_nhan", "2026-05-20", loai="to_cao"))
    forgetful = replace(DESK, calendar=replace(DESK.calendar, years=frozenset({2025})))
    state = state_of(forgetful, entry, date(2026, 6, 1))
    assert state is not None
    found = clock_of(state, "thu_ly")
    assert found is not None and not found.certain


# --- fields that add


def test_what_is_paid_adds_up_and_is_known_of_every_day() -> None:
    shelf = LaidShelf(DESK)
    entry = opened(shelf, event("tiep_nhan", "2024-01-05", loai="to_cao"), event("thu_ly", "2024-01-08"),
                   event("chi", "2024-01-10", da_chi="1.200,5"), event("chi", "2024-02-10", da_chi="0,8 tỷ đồng"),
                   event("chi", "2024-03-10", da_chi="1"))  # fmt: skip
    paid = {day: state_of(DESK, entry, date.fromisoformat(day)) for day in ("2024-01-31", "2024-02-29", "2024-03-31")}
    assert [state.fields["da_chi"] for state in paid.values() if state] == ["1.200,5", "2.000,5", "2.001,5"]
    said = record(LaidShelf(DESK), "m", *entry.events[:3], event("dinh_chinh", "2024-01-10", da_chi="5"))
    assert "cộng dồn qua từng việc" in str(said)
