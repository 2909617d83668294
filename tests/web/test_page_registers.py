"""Registers: lists by state and day, entries with history, the way down from a count, personal fields kept back."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from page_checks import Page
from web_office import Office, text_of

from solieu.facts import EntryEvent

Visit = Callable[[str], Client]
COUNTS = "/lan-gui/register_cau.huyen_chi_lang.2024-Q1.phong_ktht.1/"


def test_every_register_with_its_states(visit: Visit) -> None:
    html = text_of(visit("").get("/so/"))
    for said in ("Sổ theo dõi cầu, ngầm tràn dân sinh", "Hoàn thành: 4", "Đang xây dựng: 2", "Khởi công: 2"):
        assert said in html


def test_search_without_marks_and_by_state(visit: Visit) -> None:
    client = visit("")
    found = text_of(client.get("/so/cau/", {"q": "lung na"}))
    assert "Cầu Lũng Na" in found and "1/8 mục" in found
    done = text_of(client.get("/so/cau/", {"trang_thai": "hoan_thanh"}))
    assert "4/8 mục" in done and "Cầu Bản Dù" not in done


def test_a_count_leads_to_exactly_its_entries(visit: Visit) -> None:
    client = visit("")
    links = [link for link in Page(text_of(client.get(COUNTS))).links if "?dem=" in link]
    totals = [text_of(client.get(link)).partition(" mục</p>")[0].rpartition(">")[2] for link in links]
    assert totals == ["4/4", "2/2", "2/2"]


@pytest.mark.parametrize("text", ["khong_co:x", "register_cau.huyen_chi_lang.2024-Q1.phong_ktht.1:x", ":", "a"])
def test_a_count_that_is_none(visit: Visit, text: str) -> None:
    assert visit("").get("/so/cau/", {"dem": text}).status_code in (200, 404)


def test_the_state_on_a_day(visit: Visit) -> None:
    """A bridge that was finished this year was not finished last year."""
    client = visit("")
    then = text_of(client.get("/so/cau/", {"ngay": "01/01/2024", "trang_thai": "hoan_thanh"}))
    assert "Không có mục nào" in then or int(then.partition("/")[0][-1]) < 4
    assert client.get("/so/cau/", {"ngay": "hôm nọ"}).status_code == 200


def test_an_entry_with_its_history(visit: Visit) -> None:
    client = visit("")
    link = next(link for link in Page(text_of(client.get("/so/cau/", {"q": "lung na"}))).links if "/muc/" in link)
    html = text_of(client.get(link))
    assert html.index("Hoàn thành</th>") < html.index("Khởi công</th>"), "newest first"
    assert "Phòng Kinh tế và Hạ tầng" in html and "Xã Vạn Linh" in html


def test_entry_names_with_slashes(office: Office) -> None:
    """Numbers of documents are names too: 18/KH-UBND."""
    from solieu.actions import record_events

    fields = (("loai", "Kế hoạch"), ("so_ky_hieu", "18/KH-UBND"), ("co_quan", "UBND huyện"))
    event = EntryEvent("vao_so", date(2024, 1, 15), office.clock(), "van_phong", fields)
    record_events(office.workspace.context("van_phong"), "van_ban", [("18/KH-UBND", event)], unit="huyen_chi_lang")
    client = office.visitor("tong_hop")
    assert "Kế hoạch số 18/KH-UBND" in text_of(client.get("/so/van_ban/", {"q": "18/kh"}))
    assert client.get("/so/van_ban/muc/18/KH-UBND/").status_code == 200


PETITIONS = """
title: Sổ đơn thử
owner: thanh_tra
label: "Đơn số {so}"
access: ACCESS
states: {moi: Mới tiếp nhận, xong: Đã giải quyết}
fields:
  - {id: so, title: Số, type: text}
  - {id: loai, title: Loại đơn, type: choice, required: true, choices: {khieu_nai: Khiếu nại, to_cao: Tố cáo}}
  - {id: nguoi_gui, title: Người gửi, type: text, secrecy: personal}
  - {id: so_nguoi, title: Số người, type: number}
events:
  - {id: tiep_nhan, title: Tiếp nhận, to: moi}
  - {id: giai_quyet, title: Giải quyết xong, from: [moi], to: xong, by: [{role: chu_tich}, {unit: thanh_tra}]}
numbering:
  - {field: so, per: [year]}
deadlines:
  - {id: giai_quyet, title: Hạn giải quyết, starts: tiep_nhan, days: 30, ends: [giai_quyet]}
"""


def with_petitions(office: Office, access: str = "open") -> None:
    """The catalogue in use with one more register, and somebody who keeps it."""
    from solieu.actions import activate_catalog, grant
    from solieu.catalog import load_bundle

    context = office.workspace.context()
    files = {**context.catalog.files, "registers/don_thu_thu.yaml": PETITIONS.replace("ACCESS", access).encode()}
    loaded = load_bundle(files)
    assert loaded.catalog is not None, loaded.mistakes
    activate_catalog(context, loaded.catalog)
    grant(office.workspace.context(), "thanh_tra", "nguoi_lap_bieu", "thanh_tra")


def record(client: Client, event: str, **typed: str) -> object:
    fields = {name if name in ("muc", "ngay_viec") else f"truong_{name}": value for name, value in typed.items()}
    return client.post(f"/so/don_thu_thu/ghi/{event}/", {"ngay_viec": "20/05/2024", **fields})


def test_an_entry_is_recorded_and_goes_on_by_forms(office: Office) -> None:
    with_petitions(office)
    keeper = office.visitor("thanh_tra")
    form = text_of(keeper.get("/so/don_thu_thu/ghi/tiep_nhan/"))
    assert "Tố cáo</option>" in form and 'name="truong_so_nguoi"' in form
    refused = record(keeper, "tiep_nhan", loai="", so_nguoi="12.5")
    assert "cần “Loại đơn”" in text_of(refused) and 'value="12.5"' in text_of(refused), "what was typed stays"
    answer = record(keeper, "tiep_nhan", loai="to_cao", nguoi_gui="Nguyễn Văn Thử", so_nguoi="1.200")
    assert answer.status_code == 302 and answer["Location"].startswith("/so/don_thu_thu/muc/2024-")
    entry = answer["Location"]
    html = text_of(keeper.get(entry))
    assert "Đơn số 1" in html and "Nguyễn Văn Thử" in html and "19/06/2024" in html and "Giải quyết xong" in html
    id = entry.rstrip("/").rpartition("/")[2]
    assert "ngày 21/05/2025 chưa đến" not in html
    early = record(keeper, "giai_quyet", muc=id, ngay_viec="19/05/2024")
    assert "trước việc gần nhất 20/5/2024" in text_of(early)
    assert record(keeper, "giai_quyet", muc=id, ngay_viec="21/05/2024").status_code == 302
    assert "Đã xong đúng hạn" in text_of(keeper.get(entry))
    again = text_of(record(keeper, "giai_quyet", muc=id, ngay_viec="22/05/2024"))
    assert "cần mục ở trạng thái “Mới tiếp nhận”" in again


def test_who_may_record_and_who_is_told_who_may(office: Office) -> None:
    with_petitions(office)
    keeper, reader, office_desk = (office.visitor(name) for name in ("thanh_tra", "xem", "tong_hop"))
    entry = record(keeper, "tiep_nhan", loai="to_cao")["Location"]
    id = entry.rstrip("/").rpartition("/")[2]
    assert "/ghi/" not in text_of(reader.get(entry)) and "/ghi/" not in text_of(reader.get("/so/don_thu_thu/"))
    assert "không có quyền" in text_of(record(reader, "tiep_nhan", loai="to_cao"))
    said = text_of(record(reader, "giai_quyet", muc=id))
    assert "“Giải quyết xong” do chủ tịch hoặc người ghi sổ của" in said
    assert record(office.visitor("chu_tich"), "giai_quyet", muc=id).status_code == 302
    assert office_desk.get("/so/don_thu_thu/ghi/khong_co/").status_code == 404


def test_personal_fields_are_for_those_who_keep_the_register(office: Office) -> None:
    """Whoever only reads sees that something is there and not what; nobody finds an entry by it."""
    with_petitions(office)
    entry = record(office.visitor("thanh_tra"), "tiep_nhan", loai="to_cao", nguoi_gui="Nguyễn Văn Thử")["Location"]
    for user, sees in (("xem", False), ("chu_tich", False), ("thanh_tra", True)):
        client = office.visitor(user)
        html = text_of(client.get(entry))
        assert ("Nguyễn Văn Thử" in html) is sees, user
        assert ("thông tin cá nhân, không hiển thị" in html) is not sees, user
        assert "Nguyễn Văn Thử" not in text_of(client.get("/so/don_thu_thu/")), "a list never shows personal fields"
        assert "0/1 mục" in text_of(client.get("/so/don_thu_thu/", {"q": "van thu"}))
    from solieu.actions import redact

    redact(office.workspace.context(), "don_thu_thu", entry.rstrip("/").rpartition("/")[2], "theo yêu cầu")
    assert "đã xóa theo yêu cầu" in text_of(office.visitor("thanh_tra").get(entry))


def test_a_restricted_register_shows_totals_only(office: Office) -> None:
    with_petitions(office, "restricted")
    keeper, leader = office.visitor("thanh_tra"), office.visitor("chu_tich")
    entry = record(keeper, "tiep_nhan", loai="to_cao")["Location"]
    assert "Đơn số 1" in text_of(keeper.get("/so/don_thu_thu/"))
    html = text_of(leader.get("/so/don_thu_thu/", {"q": "don"}))
    assert "Sổ hạn chế" in html and "Đơn số 1" not in html and "<dt>Mới tiếp nhận</dt><dd>1</dd>" in html
    assert leader.get(entry).status_code == 403 and leader.get("/so/don_thu_thu/tai").status_code == 403
    assert "Sổ hạn chế" in text_of(office.visitor("tong_hop").get("/so/don_thu_thu/"))


def test_a_file_of_many_rows(office: Office) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    keeper = office.visitor("phong_ktht")
    heads = "muc;ngay_viec;viec;ten;xa\n"
    rows = "thu_1;2024-03-01;khoi_cong;Cầu Thử Một;xã Bằng Mạc\nthu_2;2024-03-02;khoi_cong;Cầu Thử Hai;xã Không Có\n"
    send = lambda text: text_of(keeper.post("/so/cau/nhap/", {"tep": SimpleUploadedFile("cau.csv", text.encode())}))  # noqa: E731
    html = send(heads + rows)
    assert "Dòng 3 (thu_2)" in html and "không có đơn vị “xã Không Có”" in html and "Chưa dòng nào được ghi" in html
    assert "Đã ghi 1 việc" in send(heads + rows.splitlines(keepends=True)[0])
    assert "<b>1</b> việc đã có" in send(heads + rows.splitlines(keepends=True)[0])
    assert office.visitor("xem").get("/so/cau/nhap/").status_code == 403


def test_a_whole_register_as_a_workbook(visit: Visit) -> None:
    answer = visit("").get("/so/cau/tai")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")


def test_tasks_by_unit_with_what_is_late(visit: Visit) -> None:
    client = visit("")
    html = text_of(client.get("/nhiem-vu/", {"ngay": "20/04/2024"}))
    assert "Nhiệm vụ" in html and "quá hạn" in html.lower() and "Người phụ trách" in html
    late = text_of(client.get("/nhiem-vu/", {"ngay": "20/04/2024", "xem": "qua_han"}))
    assert "Còn " not in late
    assert client.get("/nhiem-vu/", {"don_vi": "khong_co", "xem": "x"}).status_code == 200
    mine = text_of(visit("phong_ktht").get("/"))
    assert "Nhiệm vụ được giao" in mine and "Nhiệm vụ được giao" not in text_of(client.get("/"))


def test_entries_of_other_units_are_not_listed(office: Office) -> None:
    html = text_of(office.visitor("xa_lien_son").get("/so/cau/"))
    assert "Không có mục nào phù hợp" in html and "Lũng Na" not in html


def test_the_clock_of_events_is_vietnam(visit: Visit) -> None:
    """The bridges were recorded on 4 March at eight in the morning, one in UTC."""
    assert re.search(r"08 giờ \d\d ngày 04/03/2024", text_of(visit("").get("/so/cau/muc/lung_na/")))
