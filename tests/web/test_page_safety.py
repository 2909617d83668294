"""The doors hold: sign-in, sessions, headers, uploads, and words that try to be code."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from page_checks import Page
from web_office import FORM, UNIT, Office, changed, text_of, upload

from solieu.app.accounts import set_password
from solieu.web import serving, tries

Visit = Callable[[str], Client]
PASSWORD = "lua-xuan-2024"
SENT = f"{FORM}.{UNIT}.2024-Q2.1"


def sign_in(client: Client, password: str = PASSWORD, name: str = UNIT, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/dang-nhap/", {"name": name, "password": password, **more})


@pytest.fixture
def known(office: Office) -> Office:
    set_password(office.workspace.context(), UNIT, PASSWORD)
    return office


def browser() -> Client:
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False, enforce_csrf_checks=False)


# --- signing in


def test_the_right_password_opens_and_leaving_shuts(known: Office) -> None:
    client = browser()
    answer = sign_in(client, next="/lan-gui/")
    assert (answer.status_code, answer["Location"]) == (302, "/lan-gui/")
    assert "Xã Liên Sơn" in text_of(client.get("/"))
    client.post("/dang-xuat/")
    assert client.get("/")["Location"] == "/dang-nhap/?next=%2F"


def test_a_wrong_name_and_a_wrong_password_look_alike(known: Office) -> None:
    answers = [sign_in(browser(), "sai-mat-khau"), sign_in(browser(), "sai-mat-khau", name="khong-co-ai")]
    assert [answer.status_code for answer in answers] == [401, 401]
    said = [re.sub(r'value="[^"]*"', "", text_of(answer)) for answer in answers]
    assert said[0] == said[1] and "không đúng" in said[0]


def test_an_account_without_a_password_cannot_sign_in(known: Office) -> None:
    for password in ("", "!", "unusable"):
        assert sign_in(browser(), password, name="tong_hop").status_code == 401


def test_after_five_wrong_tries_the_door_stays_shut_for_a_while(known: Office) -> None:
    for _ in range(tries.LIMITS["name and address"]):
        assert sign_in(browser(), "sai").status_code == 401
    shut = sign_in(browser())
    assert shut.status_code == 429
    assert "chờ 15 phút" in text_of(shut)
    assert sign_in(browser(), name="xa_van_an", password="sai").status_code == 401, "others are not shut out"


def test_a_right_password_forgets_the_slips_before_it(known: Office) -> None:
    for _ in range(3):
        for _ in range(4):
            sign_in(browser(), "sai")
        assert sign_in(browser()).status_code == 302


def test_many_names_from_one_address_are_stopped(known: Office) -> None:
    answers = [sign_in(browser(), "sai", name=f"nguoi_{n}").status_code for n in range(tries.LIMITS["address"] + 2)]
    assert answers[-1] == 429 and answers[0] == 401


ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "///example.org",
    "/\\example.org",
    "javascript:alert(1)",
    "http:example.org",
    " //x.org",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_link_leads_elsewhere_after_signing_in(known: Office, target: str) -> None:
    assert sign_in(browser(), next=target)["Location"] == "/"
    page = browser().get("/dang-nhap/", {"next": target})
    assert 'name="next" value="/"' in text_of(page)
    language = browser().post("/ngon-ngu/", {"next": target, "ngon_ngu": "en"})
    assert language["Location"] == "/"


def test_session_cookie(known: Office) -> None:
    client = browser()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_the_session_changes_when_somebody_signs_in(known: Office) -> None:
    client = browser()
    sign_in(client)
    first = client.cookies["sessionid"].value
    client.post("/dang-xuat/")
    sign_in(client)
    assert client.cookies["sessionid"].value != first


def test_forms_need_their_token(known: Office) -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(username="tong_hop"))
    before = known.workspace.store.journal_state()
    answer = client.post("/bao-cao/bao_cao_quy/2024-Q1/du-thao")
    assert answer.status_code == 403
    assert "tải lại trang" in text_of(answer)
    assert known.workspace.store.journal_state() == before


def test_a_role_that_was_taken_away_is_gone_at_once(known: Office) -> None:
    from solieu.storage.models import RoleRow

    client = known.visitor(UNIT)
    assert client.get("/").status_code == 200
    RoleRow.objects.filter(user=UNIT).delete()
    assert client.get("/").status_code == 403


# --- headers

HEADERS = [
    ("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]  # fmt: skip
PLACES = ["/", "/bao-cao/bao_cao_quy/2024-Q1/", "/bao-cao/bao_cao_quy/2024-Q1/tai/html", "/khong-co", "/dang-nhap/"]


@pytest.mark.parametrize("address", PLACES)
def test_headers(visit: Visit, address: str) -> None:
    answer = visit("").get(address)
    assert {name: answer.get(name) for name, _ in HEADERS} == dict(HEADERS)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy
    for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert directive in policy


def test_pages_of_people_are_not_kept_on_shared_machines(visit: Visit) -> None:
    assert "no-store" in visit("").get("/")["Cache-Control"]


def test_only_known_hosts_are_answered(visit: Visit) -> None:
    visit("")
    answer = Client(SERVER_NAME="evil.example", raise_request_exception=False).get("/")
    assert answer.status_code == 400
    assert "evil.example" not in text_of(answer)


# --- what comes in


def test_words_that_try_to_be_code_stay_words(office: Office) -> None:
    evil = '"><script>alert(1)</script>'
    sender, desk = office.visitor(UNIT), office.visitor("tong_hop")
    upload(sender, changed(office.filled(), {"I11": evil, "G10": 13}), f"{evil}.xlsx")
    html = text_of(sender.get(f"/lan-gui/{SENT}/"))
    fingerprint = html.partition('name="dau_van" value="')[2].partition('"')[0]
    sender.post(f"/lan-gui/{SENT}/giai-trinh", {"dau_van": fingerprint, "noi_dung": evil, "can_cu": evil})
    desk.post(f"/lan-gui/{SENT}/tra-lai", {"ly_do": evil})
    for address in (
        f"/lan-gui/{SENT}/",
        "/?ky=2024-Q2",
        "/lan-gui/?q=" + evil,
        "/so/cau/?q=" + evil,
        "/dang-nhap/?next=" + evil,
    ):
        html = text_of(sender.get(address))
        assert "<script>alert" not in html
        assert Page(html).faults == []


def test_a_file_name_leads_nowhere(office: Office) -> None:
    """Neither a path nor a line break gets through; the file comes back under a plain name."""
    client = office.visitor(UNIT)
    upload(client, office.filled(), "../../etc/pass\r\nSet-Cookie: a=b\nwd.xlsx")
    found = office.workspace.store.submission(SENT)
    assert found is not None and "/" not in found.filename
    answer = client.get(f"/lan-gui/{SENT}/tep")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers and "\n" not in answer["Content-Disposition"]


def test_long_names_keep_their_ending(office: Office) -> None:
    upload(office.visitor(UNIT), office.filled(), "b" * 240 + ".xlsx")
    found = office.workspace.store.submission(SENT)
    assert found is not None and len(found.filename) <= 160 and found.filename.endswith(".xlsx")


PATHS = ["/tinh/../solieu.toml", "/tinh/%2e%2e/%2e%2e/solieu.toml", "/lan-gui/..%2f..%2fsolieu.toml/tep",
         "/tinh/thu-vien/../../serving.py",
         "/solieu.sqlite3", "/bao-cao/bao_cao_quy/2024-Q1/tai/..%2f..%2fx", "/.env", "/admin/"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(visit: Visit, path: str) -> None:
    answer = visit("").get(path)
    assert answer.status_code == 404
    assert "secret" not in text_of(answer)


def answer_of(length: str) -> tuple[str, str]:
    """Status and path that a request with this Content-Length gets to."""
    seen: dict[str, str] = {}

    def inner(environ, start):  # type: ignore[no-untyped-def]
        seen.update(path=environ["PATH_INFO"], method=environ["REQUEST_METHOD"], length=environ["CONTENT_LENGTH"])
        return []

    door = serving.bounded(inner)
    door({"PATH_INFO": "/gui-bieu/", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": length}, lambda *_: None)
    return seen["path"], seen["method"]


@pytest.mark.parametrize(
    ("length", "passes"),
    [("", True), ("0", True), (str(25 * 2**20), True), (str(25 * 2**20 + 1), False), ("-1", False), ("9" * 30, False)],
)
def test_what_is_too_large_is_refused_before_it_is_read(length: str, passes: bool) -> None:
    assert answer_of(length) == (("/gui-bieu/", "POST") if passes else ("/qua-lon/", "GET"))


def test_the_page_of_what_is_too_large(visit: Visit) -> None:
    answer = visit("").get("/qua-lon/")
    assert answer.status_code == 413 and "25 MB" in text_of(answer)


# --- what goes wrong


def test_faults_speak_vietnamese_and_show_nothing_of_the_inside(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from solieu.web import work

    client = office.visitor("tong_hop")
    not_found = client.get("/khong-co-trang-nay/")
    assert (not_found.status_code, "Không có trang này" in text_of(not_found)) == (404, True)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("bí mật bên trong")

    monkeypatch.setattr(work, "asked_period", broken)
    failed = client.get("/")
    assert failed.status_code == 500
    assert "Hệ thống gặp trục trặc" in text_of(failed)
    assert "ZeroDivision" not in text_of(failed) and "bí mật" not in text_of(failed)
    for answer in (not_found, failed):
        assert Page(text_of(answer)).faults == []


def test_nothing_is_said_twice_or_lost_between_pages(office: Office) -> None:
    """A message is shown once."""
    client = office.visitor(UNIT)
    answer = upload(client, office.filled())
    assert "Đã nhận tệp" in text_of(client.get(answer["Location"]))
    assert "Đã nhận tệp" not in text_of(client.get(answer["Location"]))


@pytest.mark.parametrize("address", ["/chot-so/", "/dang-xuat/", "/ngon-ngu/", "/bieu-cap-tren/them"])
@pytest.mark.parametrize("user", ["", "tong_hop"])
def test_an_address_of_a_button_answers_a_visitor_with_a_page(office: Office, address: str, user: str) -> None:
    answer = office.visitor(user).get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "chỉ nhận việc gửi từ nút trên trang" in text_of(answer)
