"""The page that takes back a report edited in Word: handed in, every change named, decided one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from page_checks import Page
from web_office import Office, text_of

from solieu.app.publishing import compiled, printed
from solieu.core import parse_period
from solieu.reports.taking_back import printed_units

sys.path.insert(0, str(Path(__file__).parents[1] / "reports" / "taking_back"))
from edits import EDITS, Bench
from word_edits import WordFile

REPORT, Q1 = "bao_cao_quy", parse_period("2024-Q1")


def edited(office: Office, *edits: tuple[str, str]) -> bytes:
    row = office.workspace.store.last_report(REPORT, Q1)
    assert row is not None
    done = compiled(office.workspace, REPORT, Q1, as_of=row.moment)
    file = WordFile(printed(done, "docx"))
    for what, where in edits:
        EDITS[what](Bench(file, printed_units(done.report, done.paper)), where)
    return file.saved()


def hand_in(office: Office, user: str, content: bytes) -> str:
    answer = office.visitor(user).post("/nhan-lai/", {"tep": SimpleUploadedFile("sua.docx", content)})
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def test_changes_are_shown_and_decided_one_by_one(office: Office) -> None:
    content = edited(office, ("change a figure", "paragraph"), ("change a figure", "note"), ("add a sentence", "prose"))
    where = hand_in(office, "tong_hop", content)
    client = office.visitor("tong_hop")
    html = text_of(client.get(where))
    assert Page(html).faults == []
    assert html.count("đổi số") == 2 and "sửa lời" in html and "nơi gửi" in html
    client.post(where, {"muc": "S1", "viec": "keep", "ly_do": ""})
    assert "cần ghi lý do" in text_of(client.get(where))
    client.post(where, {"muc": "S1", "viec": "keep", "ly_do": "chốt lại"})
    client.post(where, {"muc": "S2", "viec": "ask"})
    client.post(where, {"muc": "L1", "viec": "accept"})
    html = text_of(client.get(where))
    assert "giữ riêng cho văn bản này: chốt lại" in html and "đã hỏi nơi gửi" in html and "đã tiếp nhận" in html
    assert "còn 0 thay đổi" in html
    assert office.workspace.snapshot().overrides[-1].reason == "chốt lại"
    assert client.get(f"{where}so-sanh").content[:2] == b"PK"
    assert where in text_of(client.get("/nhan-lai/"))


@pytest.mark.parametrize(("user", "status"), [("xem", 403), ("xa_lien_son", 403), ("", 302)])
def test_only_those_who_may_hand_a_file_in(office: Office, user: str, status: int) -> None:
    answer = office.visitor(user).post("/nhan-lai/", {"tep": SimpleUploadedFile("sua.docx", b"PK")})
    assert answer.status_code == status
    assert office.workspace.store.returned_files() == ()


def test_what_cannot_be_read_is_said(office: Office) -> None:
    client = office.visitor("tong_hop")
    assert client.post("/nhan-lai/", {}).status_code == 400
    answer = client.post("/nhan-lai/", {"tep": SimpleUploadedFile("hong.docx", b"\x00 no Word file")})
    assert answer.status_code == 422 and Page(text_of(answer)).faults == []
    assert client.get("/nhan-lai/khong-co/").status_code == 404
