"""Who may open which page and do what: a table of pages and deeds against users."""

import pytest
from web_office import FORM, UNIT, Office, upload

OWN = f"{FORM}.{UNIT}.2024-Q1.1"
OTHERS = f"{FORM}.xa_van_an.2024-Q1.1"
WHOLE_AREA = f"{FORM}.huyen_chi_lang.2024-Q1.phong_nnptnt.1"
USERS = ("nobody", "xem", "xa_lien_son", "phong_nnptnt", "tong_hop", "lanh_dao_van_phong", "chu_tich", "quan_tri")

# page                                      nobody xem  xã  phòng tổng hợp lãnh đạo chủ tịch quản trị
PAGES = f"""
/                                           302    200  200  200  200  200  200  200
/?ky=2024-Q2                                302    200  200  200  200  200  200  200
/bieu/                                      302    200  200  200  200  200  200  200
/bieu/{FORM}/2024-Q2/{UNIT}/{UNIT}/bieu-trang 302  200  200  200  200  200  200  200
/bieu/{FORM}/2024-Q2/xa_van_an/xa_van_an/bieu-trang 302 200 403 200 200 200 200  200
/gui-bieu/                                  302    403  200  200  200  403  403  200
/gui-bieu/?bieu={FORM}&don_vi={UNIT}&ky=2024-Q2 302 403 200  403  200  403  403  200
/gui-bieu/?bieu={FORM}&don_vi=xa_van_an&ky=2024-Q2 302 403 403 403 200 403 403 200
/lan-gui/                                   302    200  200  200  200  200  200  200
/lan-gui/{OWN}/                             302    200  200  200  200  200  200  200
/lan-gui/{OWN}/tep                          302    200  200  200  200  200  200  200
/lan-gui/{OTHERS}/                          302    200  403  200  200  200  200  200
/lan-gui/{OTHERS}/tep                       302    200  403  200  200  200  200  200
/lan-gui/{WHOLE_AREA}/                      302    200  403  200  200  200  200  200
/lan-gui/khong_co/                          302    404  404  404  404  404  404  404
/bao-cao/                                   302    200  403  200  200  200  200  200
/bao-cao/bao_cao_quy/2024-Q1/               302    200  403  200  200  200  200  200
/bao-cao/bao_cao_quy/2024-Q2/               302    200  403  200  200  200  200  200
/bao-cao/bao_cao_quy/2024-Q9/               404    404  404  404  404  404  404  404
/bao-cao/khong_co/2024-Q1/                  302    404  403  404  404  404  404  404
/bao-cao/bao_cao_quy/2024-Q1/tai/json       302    200  403  200  200  200  200  200
/bao-cao/bao_cao_quy/2024-Q1/tai/exe        302    404  403  404  404  404  404  404
/bao-cao/bao_cao_quy/2024-Q1/so/fzzzzzz/    302    404  403  404  404  404  404  404
/so/                                        302    200  200  200  200  200  200  200
/so/cau/                                    302    200  200  200  200  200  200  200
/so/khong_co/                               302    404  404  404  404  404  404  404
/so/cau/muc/lung_na/                        302    200  403  200  200  200  200  200
/don-doc/2024-Q1/cong-van                   302    200  403  200  200  200  200  200
/bieu-cap-tren/                             302    200  403  200  200  200  200  200
/bieu-cap-tren/khong_co/                    302    404  403  404  404  404  404  404
/bieu-cap-tren/khong_co/tai                 302    404  403  404  404  404  404  404
/dang-nhap/                                 200    200  200  200  200  200  200  200
"""
TABLE = [line.split() for line in PAGES.strip().splitlines()]


@pytest.mark.parametrize("column", range(len(USERS)), ids=USERS)
def test_pages(office: Office, column: int) -> None:
    client = office.visitor("" if USERS[column] == "nobody" else USERS[column])
    answers = {page: client.get(page).status_code for page, *_ in TABLE}
    assert answers == {page: int(codes[column]) for page, *codes in TABLE}


# deed                          nobody xem xã phòng tổng hợp lãnh đạo chủ tịch quản trị
DEEDS = f"""
/lan-gui/{{sent}}/tiep-nhan     302 403 403 403 302 403 403 302
/lan-gui/{{sent}}/tra-lai       302 403 403 403 302 403 403 302
/lan-gui/{{sent}}/giai-trinh    302 403 302 403 302 403 403 302
/lan-gui/{OTHERS}/giai-trinh    302 403 403 403 302 403 403 302
/lan-gui/{{sent}}/xac-nhan      302 403 302 403 403 403 403 403
/bao-cao/bao_cao_quy/2024-Q1/du-thao 302 403 403 403 302 403 403 302
/bieu-cap-tren/them             302 403 403 403 302 403 403 302
/bieu-cap-tren/khong_co/sua     302 403 403 403 404 403 403 404
/chot-so/                       302 403 403 403 302 302 403 302
"""


@pytest.mark.parametrize("column", range(len(USERS)), ids=USERS)
def test_deeds(office: Office, column: int) -> None:
    """302 of a signed-in user goes back to the page, which says what was done or why not; none of these bodies says
    enough to change anything but a draft and an acceptance."""
    upload(office.visitor("xa_lien_son"), office.filled())
    sent = f"{FORM}.{UNIT}.2024-Q2.1"
    client = office.visitor("" if USERS[column] == "nobody" else USERS[column])
    choice = {"khoa": "trong_trot.dien_tich_gieo_trong/huyen_chi_lang/2024-Q1/estimate", "nguon": "units"}
    for line in DEEDS.strip().splitlines():
        address, *codes = line.split()
        answer = client.post(address.format(sent=sent), choice)
        assert answer.status_code == int(codes[column]), address
        if USERS[column] == "nobody":
            assert answer["Location"].startswith("/dang-nhap/?next=%2F")
        assert client.get(address.format(sent=sent)).status_code in (302, 405), "a deed is never done by a link"


def test_refused_deeds_leave_no_trace(office: Office) -> None:
    """Neither the state nor the journal knows of what was refused."""
    upload(office.visitor("xa_lien_son"), office.filled())
    sent, before = f"{FORM}.{UNIT}.2024-Q2.1", office.workspace.store.journal_state()
    for user in ("xem", "chu_tich", "xa_van_an"):
        for deed in ("tiep-nhan", "tra-lai", "giai-trinh", "xac-nhan"):
            office.visitor(user).post(f"/lan-gui/{sent}/{deed}", {"ly_do": "không phải việc của tôi"})
    assert office.workspace.store.journal_state() == before


def test_a_commune_sees_only_what_is_its_own(office: Office) -> None:
    client = office.visitor("xa_lien_son")
    listing = client.get("/lan-gui/").content.decode()
    assert OWN in listing
    assert OTHERS not in listing and WHOLE_AREA not in listing
    assert "Báo cáo</a>" not in client.get("/").content.decode()


def test_an_account_without_a_role_is_told_so(office: Office) -> None:
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user("nguoi_moi", password="mot-mat-khau-dai")
    answer = office.visitor("nguoi_moi").get("/")
    assert answer.status_code == 403
    assert "nguoi_moi" in answer.content.decode()
