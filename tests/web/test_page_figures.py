"""One click from a printed number to its sources, and the way back to every sentence that uses it."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from page_checks import Page
from web_office import Office, text_of

REPORT = "/bao-cao/bao_cao_quy/2024-Q1/"
SOWN = "trong_trot.dien_tich_gieo_trong/huyen_chi_lang/2024-Q1/estimate"
Visit = Callable[[str], Client]


def link_to(report: str, printed: str, nth: int = 0) -> str:
    """The address behind the n-th place that prints this text."""
    found = re.findall(rf'href="([^"]+/so/\w+/[^"]*)"[^>]*>(?:<\w+>)*{re.escape(printed)}<', report)
    return unescape(found[nth])


def words_of(html: str) -> str:
    """The text of the page's own part, spaces as one."""
    main = html.partition('<article class="sheet middle source"')[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.fixture
def source(visit: Visit) -> Callable[..., str]:
    client = visit("")
    report = text_of(client.get(REPORT))

    def words(printed: str, nth: int = 0) -> str:
        return words_of(text_of(client.get(link_to(report, printed, nth))))

    return words


def test_a_stated_figure_names_form_row_column_cell_sender_and_time(source: Callable[..., str]) -> None:
    words = source("19.594 triệu đồng")
    assert "Biểu B05/NS-Q, dòng 01, cột “Ước TH quý I/2024”, ô " in words
    assert "Phòng Tài chính - Kế hoạch gửi 08 giờ" in words and "ngày 05/03/2024" in words
    assert "tiếp nhận 08 giờ" in words and "lần 1" in words
    assert "Chưa sửa lần nào" in words


def test_a_computed_figure_shows_its_formula_in_words_and_in_numbers(source: Callable[..., str]) -> None:
    words = source("13,6%")
    assert "(3.696,3 ha ÷ 3.253,8 ha − 1) × 100 = 13,5995 ≈ 13,6%" in words
    assert "[tổng diện tích gieo trồng vụ Đông - Xuân, ước thực hiện quý I/2024]" in words
    assert "có số suy ra" in words, "the same period is implied, and that is said at the top"
    assert "3.991,45 ha" in words and "Giải trình: Minh họa:" in words


def test_a_sum_shows_every_unit_with_its_mark(source: Callable[..., str]) -> None:
    words = source("2.988,3 ha")
    assert "Cộng 20/20 đơn vị" in words
    assert words.count("minh họa") >= 20
    assert "Thị trấn Đồng Mỏ" in words and "Xã Liên Sơn" in words


def test_competing_sources_stand_side_by_side_with_the_decision(source: Callable[..., str]) -> None:
    words = source("3.696,3 ha")
    beside = words.partition("Các nguồn cạnh nhau")[2]
    assert re.search(r"Số đơn vị ghi \(Phòng Nông nghiệp và Phát triển nông thôn\) 3\.696,3 ha ✓ số chốt", beside)
    assert re.search(r"Cộng các đơn vị cấp dưới \(20/20\) 3\.991,45 ha", beside)
    assert "Chốt bởi Chuyên viên tổng hợp" in beside


def test_a_count_leads_to_its_entries(visit: Visit) -> None:
    client = visit("")
    page = text_of(client.get(link_to(text_of(client.get(REPORT)), "146 công trình")))
    entries = next(link for link in Page(page).links if link.startswith("/so/du_an/?dem="))
    listing = text_of(client.get(entries))
    assert "146/146 mục" in listing and "Thanh toán khối lượng hoàn thành" in listing


def test_other_sentences_that_use_the_figure(source: Callable[..., str]) -> None:
    used = source("19.594 triệu đồng").partition("Câu khác dùng số liệu này")[2]
    assert re.search(r"Biểu \w+\. .*?dòng .*?“Tổng thu ngân sách nhà nước trên địa bàn”, cột ", used)
    assert "39,4%" in used and "(tính từ số này)" in used


def test_the_right_one_of_two_equal_figures_is_marked(visit: Visit) -> None:
    """Two bridges are being built and two were begun; both sentences say "02 cầu"."""
    client = visit("")
    report = text_of(client.get(REPORT))
    pages = [text_of(client.get(link_to(report, "02 cầu", nth))) for nth in (0, 1)]
    before = [re.sub(r"<[^>]+>", "", page.partition("<blockquote>")[2].partition("<mark>")[0])[-20:] for page in pages]
    assert before[0].rstrip().endswith("đang xây dựng") and before[1].rstrip().endswith("khởi công")


def test_the_past_stays_as_it_was(office: Office) -> None:
    """After a correction the report of before the correction still shows, and leads to, the earlier figure."""
    from datetime import datetime

    from web_office import upload

    from solieu.core import parse_period
    from solieu.vietnamese import VIETNAM

    office.clock.moment = datetime(2024, 3, 25, 9, tzinfo=VIETNAM)
    values = {("01", "th"): "15.477", ("01", "uoc"): "20000", ("02", "th"): "133.903", ("02", "uoc"): "185.002"}
    values = {place: text.replace(".", "") for place, text in values.items()}
    content = office.filled(
        values, unit="huyen_chi_lang", form="b05_ns_q", sender="phong_tckh", period=parse_period("2024-Q1")
    )
    answer = upload(office.visitor("phong_tckh"), content)
    desk = office.visitor("tong_hop")
    desk.post(f"{answer['Location']}tiep-nhan")
    now = text_of(desk.get(REPORT))
    before = text_of(desk.get(REPORT, {"thoi-diem": "20/03/2024 08:00"}))
    assert "20.000 triệu đồng" in now and "19.594 triệu đồng" not in now
    assert "19.594 triệu đồng" in before and "08 giờ 00 ngày 20/03/2024" in before
    changed = words_of(text_of(desk.get(link_to(now, "20.000 triệu đồng"))))
    history = changed.partition("Lịch sử sửa")[2]
    assert re.search(r"2 20\.000 triệu đồng .* 1 19\.594 triệu đồng", history)
    old = link_to(before, "19.594 triệu đồng")
    assert "thoi-diem=" in old
    assert "Chưa sửa lần nào" in words_of(text_of(desk.get(old)))


def test_a_draft_fixes_the_moment(office: Office) -> None:
    desk = office.visitor("tong_hop")
    said = text_of(desk.post(f"{REPORT}du-thao", follow=True))
    assert "Đã lập dự thảo lần 2." in said and "Lần 1, 08 giờ 00 ngày 14/03/2024" in said


def test_a_decision_is_taken_on_the_page(office: Office) -> None:
    desk = office.visitor("tong_hop")
    fields = {"khoa": SOWN, "nguon": "units", "ly_do": "Theo biên bản", "can_cu": "BB 01", "ve": REPORT}
    answer = desk.post("/chot-so/", fields)
    assert answer["Location"] == REPORT
    assert "3.696,3 ha" not in text_of(desk.get(REPORT)).partition("Phụ lục")[0]
    assert office.workspace.store.journal()[-1].details["source"] == "units"
    refused = desk.post("/chot-so/", {**fields, "ly_do": ""}, follow=True)
    assert "Chốt số cần nêu lý do" in text_of(refused)
    assert desk.post("/chot-so/", {**fields, "khoa": "khong/phai/khoa"}).status_code == 400


MOMENTS = [("14/03/2024 08:00", 200), ("14/3/2024", 200), ("8 giờ 00 ngày 14/03/2024", 200), ("2024-03-14T08:00:00+07:00", 200),
           ("2024-03-14", 200), ("hôm qua", 404), ("2024-13-01", 404), ("01/01/1999", 404)]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), MOMENTS)
def test_moments_as_officers_type_them(visit: Visit, text: str, status: int) -> None:
    answer = visit("").get(REPORT, {"thoi-diem": text})
    assert answer.status_code == status
    assert "Traceback" not in text_of(answer)


def test_gaps_of_the_next_quarter_stand_with_who_owes_them(visit: Visit) -> None:
    html = text_of(visit("").get("/bao-cao/bao_cao_quy/2024-Q2/"))
    assert re.search(r"<summary>Phòng Tài chính - Kế hoạch <b>\d+</b></summary>", html)
    assert '<mark class="gap" id="thieu-' in html
    assert Page(html).faults == []


def test_findings_stand_beside_their_words(visit: Visit) -> None:
    html = text_of(visit("").get(REPORT))
    remark = html.index('<aside role="note" class="settled">')
    assert remark < html.index("2.988,3 ha") < remark + 2500
    assert "Đã giải trình · DAT201" in html


FILES = [("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"["), ("html", b"<!doctype html>")]


@pytest.mark.parametrize(("format", "begins"), FILES)
def test_downloads(visit: Visit, format: str, begins: bytes) -> None:
    answer = visit("").get(f"{REPORT}tai/{format}")
    assert answer.content.lstrip().startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="bao_cao_quy.2024-Q1.{format}"'


def test_lists_and_citations_lead_to_their_entries(visit: Visit) -> None:
    client = visit("")
    html = text_of(client.get(REPORT))
    for words, entry in (("Cầu Lũng Na, xã Vạn Linh", "/so/cau/muc/lung_na/"), ("5388/QĐ-UBND", "/so/van_ban/muc/")):
        found = re.search(rf'<a class="muc-so" href="({re.escape(entry)}[^"]*)">(?:<em>)?[^<]*{re.escape(words)}', html)
        assert found, words
        assert words.partition(",")[0] in text_of(client.get(found[1]))
