"""Registers: lists by state and day, entries with history, the way down from a count, personal fields kept back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from page_checks import Page
from web_office import Office, text_of

from solieu.facts import EntryEvent
from solieu.web import registers

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


def test_personal_fields_are_for_those_who_keep_the_register(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample has no personal field, so its bridges get one for this test: whoever only reads sees that something
    is there and not what."""
    plain = registers._definition

    def with_personal_name(name: str) -> object:
        found = plain(name)
        secret = [replace(field, secrecy="personal") if field.id == "ten" else field for field in found.fields]
        return replace(found, fields=tuple(secret), label="{xa}")

    monkeypatch.setattr(registers, "_definition", with_personal_name)
    for user, sees in (("xem", False), ("chu_tich", False), ("phong_ktht", True), ("tong_hop", True)):
        client = office.visitor(user)
        pages = [text_of(client.get("/so/cau/")), text_of(client.get("/so/cau/muc/lung_na/"))]
        assert ("Lũng Na" in pages[1]) is sees, user
        assert "Lũng Na" not in pages[0], "a list never shows personal fields"
        hits = text_of(client.get("/so/cau/", {"q": "lung na"}))
        assert ("1/8 mục" in hits) is sees, "a search must not tell what a page does not show"
        if not sees:
            assert "thông tin cá nhân, không hiển thị" in pages[1]


def test_entries_of_other_units_are_not_listed(office: Office) -> None:
    html = text_of(office.visitor("xa_lien_son").get("/so/cau/"))
    assert "Không có mục nào phù hợp" in html and "Lũng Na" not in html


def test_the_clock_of_events_is_vietnam(visit: Visit) -> None:
    """The bridges were recorded on 4 March at eight in the morning, one in UTC."""
    assert re.search(r"08 giờ \d\d ngày 04/03/2024", text_of(visit("").get("/so/cau/muc/lung_na/")))
