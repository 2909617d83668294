"""A form goes out blank and comes back: taken, refused with its own table, explained, returned, sent again, accepted."""

import io

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from page_checks import Page
from web_office import FORM, HOLDS, UNIT, Office, changed, text_of, upload

SENT = f"{FORM}.{UNIT}.2024-Q2.1"
EXPECTED = {"bieu": FORM, "don_vi": UNIT, "noi_gui": UNIT, "ky": "2024-Q2"}
TOTAL = {"G10": 13}  # typed over the sum 12,5 of the estimate


def page_of(client: Client, id: str = SENT) -> str:
    answer = client.get(f"/lan-gui/{id}/")
    assert answer.status_code == 200
    assert Page(text_of(answer)).faults == []
    return text_of(answer)


def state_of(office: Office, id: str = SENT) -> str:
    found = office.workspace.store.submission(id)
    return str(found.state) if found else ""


def deeds_of(office: Office, id: str = SENT) -> list[tuple[str, str]]:
    return [(row.actor, row.action.partition(".")[2]) for row in office.workspace.store.journal_of(id)]


def fingerprint_of(html: str) -> str:
    return html.partition('name="dau_van" value="')[2].partition('"')[0]


def test_the_blank_form_knows_its_unit_and_period(office: Office) -> None:
    answer = office.visitor(UNIT).get(f"/bieu/{FORM}/2024-Q2/{UNIT}/{UNIT}/bieu-trang")
    assert answer["Content-Disposition"] == f'attachment; filename="{FORM}.{UNIT}.2024-Q2.xlsx"'
    texts = {str(cell.value) for row in load_workbook(io.BytesIO(answer.content)).worksheets[0] for cell in row}
    assert "Đơn vị báo cáo: UBND xã Liên Sơn" in texts and "Quý II năm 2024" in texts


def test_a_good_form_is_taken_and_shown_as_it_was_sent(office: Office) -> None:
    client = office.visitor(UNIT)
    answer = upload(client, office.filled(), **EXPECTED)
    assert answer["Location"] == f"/lan-gui/{SENT}/"
    html = page_of(client)
    assert "Đã gửi" in html and "Kiểm tra không nêu điều gì" in html
    assert 'id="o-G11" title="ô G11">5,5</td>' in html
    assert deeds_of(office) == [(UNIT, "submit")]


def test_the_same_file_again_is_the_same_send(office: Office) -> None:
    client, content = office.visitor(UNIT), office.filled()
    upload(client, content)
    answer = client.get(upload(client, content)["Location"])
    assert "đã gửi trước đó" in text_of(answer)
    assert deeds_of(office) == [(UNIT, "submit")]


def test_a_file_with_a_fault_comes_back_as_its_own_table(office: Office) -> None:
    """Nothing is written; the doubt stands in the row, and the good cells are there to be recognised."""
    before = office.workspace.store.journal_state()
    answer = upload(office.visitor(UNIT), changed(office.filled(), {"F12": "12.5"}), "bieu.xlsx", **EXPECTED)
    html = text_of(answer)
    assert answer.status_code == 422
    assert "chưa nhận, không có gì được ghi" in html
    assert "ô F12: “12.5” có thể đọc theo hai cách: 12,5 hoặc 125" in html
    assert 'id="o-G11" title="ô G11">5,5</td>' in html
    assert Page(html).faults == []
    assert office.workspace.store.journal_state() == before


REFUSED = [
    ("not a workbook", b"khong phai excel", "tệp không phải bảng tính"),
    ("empty", b"", "bieu.xlsx"),
    ("a zip bomb's first bytes", b"PK\x03\x04" + b"\0" * 40, "bieu.xlsx"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_form_is_refused_calmly(office: Office, content: bytes, said: str) -> None:
    before = office.workspace.store.journal_state()
    answer = upload(office.visitor(UNIT), content)
    assert answer.status_code in (400, 422)
    assert said in text_of(answer)
    assert "Traceback" not in text_of(answer)
    assert office.workspace.store.journal_state() == before


def test_the_form_of_another_commune_is_refused(office: Office) -> None:
    """The button said which form; and without it, the right to send is the sender's own."""
    other = office.filled(unit="xa_van_an")
    client = office.visitor(UNIT)
    assert "tệp là đơn vị xã Vân An" in text_of(upload(client, other, **EXPECTED))
    answer = upload(client, other)
    assert answer.status_code == 422
    assert "không có quyền" in text_of(answer)


def test_several_files_are_answered_one_by_one(office: Office) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [SimpleUploadedFile("hong.xlsx", b"?"), SimpleUploadedFile("tot.xlsx", office.filled())]
    answer = office.visitor(UNIT).post("/gui-bieu/", {"tep": files})
    html = text_of(answer)
    assert answer.status_code == 200
    assert "hong.xlsx" in html and "chưa nhận" in html and f"/lan-gui/{SENT}/" in html


def test_nothing_chosen_is_said(office: Office) -> None:
    answer = office.visitor(UNIT).post("/gui-bieu/", EXPECTED)
    assert answer.status_code == 400
    assert "Chưa chọn tệp nào" in text_of(answer)


def test_a_doubt_is_explained_and_then_accepted(office: Office) -> None:
    sender, desk = office.visitor(UNIT), office.visitor("tong_hop")
    upload(sender, changed(office.filled(), TOTAL))
    html = page_of(sender)
    assert "tổng ghi 13,0 ha nhưng cộng các dòng 02–06 được 12,5 ha" in html
    refused = desk.post(f"/lan-gui/{SENT}/tiep-nhan", follow=True)
    assert "Còn phải giải trình" in text_of(refused) and state_of(office) == "sent"
    assert "Tiếp nhận</button>" not in page_of(desk)
    answer = sender.post(
        f"/lan-gui/{SENT}/giai-trinh",
        {"dau_van": fingerprint_of(html), "so": "1", "noi_dung": "Trồng xen", "can_cu": "BB 12"},
    )
    assert answer["Location"] == f"/lan-gui/{SENT}/#dieu-1"
    assert "Trồng xen (căn cứ: BB 12)" in page_of(desk)
    assert "Tiếp nhận</button>" in page_of(desk)
    desk.post(f"/lan-gui/{SENT}/tiep-nhan")
    assert state_of(office) == "accepted"
    assert deeds_of(office) == [(UNIT, "submit"), (UNIT, "explain"), ("tong_hop", "accept")]


def test_an_empty_reason_is_refused(office: Office) -> None:
    sender = office.visitor(UNIT)
    upload(sender, changed(office.filled(), TOTAL))
    fields = {"dau_van": fingerprint_of(page_of(sender)), "noi_dung": "  "}
    answer = sender.post(f"/lan-gui/{SENT}/giai-trinh", fields, follow=True)
    assert "Giải trình cần có nội dung" in text_of(answer)
    assert deeds_of(office) == [(UNIT, "submit")]


def test_a_doubt_that_is_gone_cannot_be_explained(office: Office) -> None:
    sender = office.visitor(UNIT)
    upload(sender, office.filled())
    answer = sender.post(f"/lan-gui/{SENT}/giai-trinh", {"dau_van": "0" * 16, "noi_dung": "vì sao"}, follow=True)
    assert "không còn được nêu" in text_of(answer)


def test_returned_with_a_reason_sent_again_and_the_difference_shown(office: Office) -> None:
    sender, desk = office.visitor(UNIT), office.visitor("tong_hop")
    upload(sender, office.filled())
    assert "cần nêu lý do" in text_of(desk.post(f"/lan-gui/{SENT}/tra-lai", {"ly_do": ""}, follow=True))
    desk.post(f"/lan-gui/{SENT}/tra-lai", {"ly_do": "Thiếu diện tích <ớt>"})
    assert state_of(office) == "returned"
    first = text_of(sender.get("/?ky=2024-Q2"))
    assert "Biểu bị trả lại" in first and "Thiếu diện tích &lt;ớt&gt;" in first
    assert "Thiếu diện tích" in page_of(sender)
    upload(sender, office.filled({**HOLDS, ("06", "uoc"): "4,5"}))
    html = page_of(sender, f"{FORM}.{UNIT}.2024-Q2.2")
    assert "<del>1,0</del> 4,5" in html and "2 ô khác lần gửi trước" in html
    desk.post(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.2/tiep-nhan")
    assert state_of(office) == "superseded"
    assert state_of(office, f"{FORM}.{UNIT}.2024-Q2.2") == "accepted"


def test_entered_on_behalf_waits_for_the_unit(office: Office) -> None:
    desk, sender = office.visitor("tong_hop"), office.visitor(UNIT)
    upload(desk, office.filled(), nhap_thay="theo điện thoại, 16 giờ 20 ngày 02/06", **EXPECTED)
    assert state_of(office) == "draft"
    assert "Xác nhận số liệu" not in page_of(desk)
    first = text_of(sender.get("/?ky=2024-Q2"))
    assert "chờ đơn vị xác nhận" in first and "16 giờ 20" in first
    assert "Xác nhận số liệu" in page_of(sender)
    sender.post(f"/lan-gui/{SENT}/xac-nhan")
    assert state_of(office) == "sent"


def test_a_closed_period_takes_nothing(office: Office) -> None:
    from solieu.actions import close_period
    from solieu.core import parse_period

    content = office.filled()
    close_period(office.workspace.context("tong_hop"), parse_period("2024-Q2"))
    answer: HttpResponse = upload(office.visitor(UNIT), content)
    assert answer.status_code == 422
    assert "đã đóng" in text_of(answer)
