"""A submission on the page is the form that was sent: same rows, columns, values, marks."""

import re
from collections.abc import Callable
from html import unescape

from django.test import Client
from web_office import FORM, UNIT, Office, changed, text_of, upload

Visit = Callable[[str], Client]


def rows_of(html: str) -> dict[str, list[str]]:
    """Texts of the cells by row code; rows of doubts are left out."""
    body = html.partition('<table class="sheet-table">')[2].partition("</table>")[0]
    rows = re.findall(r'<tr(?: class="bold")?><td class="center">(.*?)</td>(.*?)</tr>', body, re.S)
    return {
        code: [cell_text(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", rest, re.S)] for code, rest in rows
    }


def cell_text(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", cell)).strip()


def test_the_budget_form(visit: Visit) -> None:
    """One unit of measure stands above the table; plans and same period are filled in, percentages computed."""
    html = text_of(visit("").get("/lan-gui/b05_ns_q.huyen_chi_lang.2024-Q1.phong_tckh.1/"))
    assert "ĐVT: triệu đồng" in html
    assert rows_of(html)["01"] == [
        "Tổng thu ngân sách nhà nước trên địa bàn", "12.840", "49.700", "84.700", "15.477", "31,1", "18,3", "19.594",
        "39,4", "23,1", "152,6", "",
    ]  # fmt: skip


def test_a_stated_total_and_its_doubt(visit: Visit) -> None:
    html = text_of(visit("").get(f"/lan-gui/{FORM}.huyen_chi_lang.2024-Q1.phong_nnptnt.1/"))
    row = rows_of(html)["01"]
    assert row[1:3] == ["ha", "3.253,8"] and re.match(r"3\.696,3\s+\[1\]\s+tổng ghi", row[4])
    assert "cộng các dòng 02–06 được 3.991,45 ha" in html
    assert "Giải trình:" in html and "Minh họa" in html


def test_generated_cells_of_a_commune_are_marked(visit: Visit) -> None:
    html = text_of(visit("").get(f"/lan-gui/{FORM}.{UNIT}.2024-Q1.1/"))
    rows = rows_of(html)
    assert all("minh họa" in row[3] for code, row in rows.items() if row[3] not in ("x", ""))
    assert "Nhập thay:" in html and "đơn vị xác nhận số liệu nhập thay" in html


def test_zero_nothing_and_does_not_apply_look_different(office: Office) -> None:
    content = changed(office.filled(), {"F11": 0, "F12": None, "F13": "x"})
    client = office.visitor(UNIT)
    upload(client, content)
    rows = rows_of(text_of(client.get(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.1/")))
    assert [rows[code][3] for code in ("02", "03", "04")] == ["0,0", "[1]", "x"]


def test_the_note_of_the_sender_stands_in_its_column(office: Office) -> None:
    client = office.visitor(UNIT)
    upload(client, changed(office.filled(), {"I11": "Trồng muộn <b>"}))
    html = text_of(client.get(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.1/"))
    assert rows_of(html)["02"][-1] == "Trồng muộn <b>"
    assert "Trồng muộn <b>" not in html


def test_the_original_bytes_come_back(office: Office) -> None:
    client, content = office.visitor(UNIT), office.filled()
    upload(client, content, "Biểu 1 (sửa lại) cuối.xlsx")
    answer = client.get(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.1/tep")
    assert answer.content == content
    assert "filename*=utf-8''Bi%E1%BB%83u%201" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_search_needs_no_marks(visit: Visit) -> None:
    client = visit("")
    for words, expected in (("lien son", "Xã Liên Sơn"), ("XA Y TICH", "Xã Y Tịch"), ("ngan sach", "B05/NS-Q")):
        html = text_of(client.get("/lan-gui/", {"q": words}))
        assert expected in html and "Xã Vân Thủy" not in html
    assert "Không có lần gửi nào phù hợp" in text_of(client.get("/lan-gui/", {"q": "khong co gi nhu the"}))


def test_pages_of_a_long_list_keep_the_search(visit: Visit) -> None:
    html = text_of(visit("").get("/so/du_an/", {"q": "cong trinh", "trang": "2"}))
    assert 'href="?q=cong+trinh&amp;trang=3"' in html or "Trang 2/" in html
