"""A file is dropped on the page, proofread and forgotten."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from page_checks import Page
from web_office import Office, text_of

from solieu.web import proofreading

Visit = Callable[[str], Client]
WRONG = "Toàn huyện trồng 800 cây, gồm xã Bến Đò 412 cây và xã Cầu Tre 398 cây.\n"


def drop(client: Client, content: bytes, name: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post("/doc-soat/", {"tep": SimpleUploadedFile(name, content), **fields})


def word(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text.strip())
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize("user", ["", "tong_hop", "xa_lien_son"])
def test_the_page_is_there_for_everybody_who_is_signed_in(visit: Visit, user: str) -> None:
    page = Page(text_of(visit(user).get("/doc-soat/")))
    assert page.faults == []
    assert visit(user).get("/tinh/doc-soat.css")["Content-Type"].startswith("text/css")


def test_nobody_is_sent_to_sign_in(office: Office) -> None:
    answer = drop(office.visitor(""), WRONG.encode(), "bao_cao.txt")
    assert answer.status_code == 302 and "/dang-nhap/" in answer["Location"]


def test_the_result_stands_on_the_page(visit: Visit) -> None:
    answer = drop(visit("xa_lien_son"), WRONG.encode(), "bao_cao.txt")
    html = text_of(answer)
    assert answer.status_code == 200
    assert Page(html).faults == []
    assert "800 cây" in html and "810" in html and "Cần giải trình" in html
    assert "no-store" in answer["Cache-Control"]


def test_words_of_the_file_are_never_markup(visit: Visit) -> None:
    html = text_of(drop(visit("tong_hop"), b"<script>alert(1)</script> 12 & <b>3</b>", "<img src=x>.txt"))
    assert "<script>alert" not in html and "<img src=x>" not in html


def test_the_word_file_comes_back_with_comments(visit: Visit) -> None:
    answer = drop(visit("tong_hop"), word(WRONG), "báo cáo.docx", dang="docx")
    assert "nhan-xet.docx" in answer["Content-Disposition"]
    comments = docx.Document(io.BytesIO(answer.content)).comments
    assert any("810" in comment.text for comment in comments)


def test_a_page_to_keep(visit: Visit) -> None:
    answer = drop(visit("tong_hop"), WRONG.encode(), "bao_cao.md", dang="html")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("content", "name", "fields", "status", "words"),
    [
        (b"\x00\x01\x02" * 900, "a.docx", {}, 422, "không phải tệp Word"),
        ("MẬT\n\nTrồng 412 cây.".encode(), "a.txt", {}, 422, "tài liệu mật"),
        (WRONG.encode(), "a.txt", {"dang": "docx"}, 422, "tệp .docx"),
    ],
    ids=["random bytes", "a stamp of secrecy", "comments into a text"],
)
def test_refusals_are_one_line(
    visit: Visit, content: bytes, name: str, fields: dict[str, str], status: int, words: str
) -> None:
    answer = drop(visit("tong_hop"), content, name, **fields)
    assert answer.status_code == status
    assert words in text_of(answer)


def test_nothing_chosen_and_too_much(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert visit("tong_hop").post("/doc-soat/").status_code == 400
    monkeypatch.setattr(proofreading, "LARGEST_FILE", 10)
    assert drop(visit("tong_hop"), WRONG.encode(), "a.txt").status_code == 413


def test_a_third_file_waits_for_its_turn(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofreading, "_AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(proofreading, "_PATIENCE", 0.01)
    with proofreading._AT_ONCE:
        assert drop(visit("tong_hop"), WRONG.encode(), "a.txt").status_code == 503
    assert drop(visit("tong_hop"), WRONG.encode(), "a.txt").status_code == 200


def test_nothing_is_kept(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file, no line of the journal, not even a temporary file for a large upload."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tam"))
    (tmp_path / "tam").mkdir()
    client = office.visitor("tong_hop")
    client.get("/doc-soat/")
    journal = office.workspace.store.journal()
    folder = {path: path.stat().st_mtime_ns for path in office.workspace.folder.rglob("*") if "sqlite" not in path.name}
    assert drop(client, WRONG.encode() + "Các đội tưới cây. ".encode() * 150_000, "lon.txt").status_code == 200
    assert list((tmp_path / "tam").iterdir()) == []
    assert office.workspace.store.journal() == journal
    assert {
        path: path.stat().st_mtime_ns for path in office.workspace.folder.rglob("*") if "sqlite" not in path.name
    } == folder


def test_a_form_from_elsewhere_is_refused(office: Office) -> None:
    client = office.visitor("tong_hop")
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    assert drop(strict, WRONG.encode(), "a.txt").status_code == 403
