"""Superiors' blanks on the page: kept, mapped, corrected, filled; and nothing that a mistake could spoil."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from web_office import Office, text_of

NAME = "so_tai_chinh"
PAGE = f"/bieu-cap-tren/{NAME}/"


def blank() -> bytes:
    book = Workbook()
    sheet = book.active
    rows = [["THU, CHI NGÂN SÁCH QUÝ I NĂM 2024"], ["STT", "Chỉ tiêu", "ĐVT", "Ước thực hiện quý I/2024"],
            [1, "Tổng thu ngân sách nhà nước trên địa bàn", "triệu đồng", None], [2, "Chi khác", "triệu đồng", None]]  # fmt: skip
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def kept(office: Office) -> Office:
    file = SimpleUploadedFile("biểu của sở.xlsx", blank())
    answer = office.visitor("tong_hop").post("/bieu-cap-tren/them", {"ten": NAME, "tep": file})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    return office


def test_a_blank_is_kept_and_says_what_its_cells_take(kept: Office) -> None:
    desk = kept.visitor("tong_hop")
    assert NAME in text_of(desk.get("/bieu-cap-tren/"))
    html = text_of(desk.get(f"{PAGE}?ky=2024-Q1"))
    assert "Sheet!D3" in html and "ước thực hiện, kỳ này" in html and "19.594" in html
    assert "Sheet!D4" not in html.partition("<textarea")[0], "a doubtful cell is only a proposal"


def test_it_is_filled_for_a_period(kept: Office) -> None:
    answer = kept.visitor("xem").get(f"{PAGE}tai?ky=2024-Q1")
    assert f"{NAME}.2024-Q1.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert (sheet["D3"].value, sheet["D4"].value) == (19594, None)
    html = text_of(kept.visitor("xem").get(f"{PAGE}?ky=2024-Q2"))
    assert "Để trống vì chưa có số liệu" in html


def test_a_mapping_is_corrected_and_a_mistaken_one_is_not_kept(kept: Office) -> None:
    desk = kept.visitor("tong_hop")
    path = kept.workspace.folder / "bieu_cap_tren" / f"{NAME}.yaml"
    before = path.read_text(encoding="utf-8")
    wrong = before.replace("thu_tren_dia_ban", "thu_tren_dia_bam")
    answer = desk.post(f"{PAGE}sua", {"bang": wrong})
    assert answer.status_code == 422
    assert "thu_tren_dia_ban" in text_of(answer) and "thu_tren_dia_bam" in text_of(answer), (
        "shown as typed, with the way out"
    )
    assert path.read_text(encoding="utf-8") == before
    right = before.replace("triệu đồng", "tỷ đồng", 1) if "triệu đồng" in before else before
    assert desk.post(f"{PAGE}sua", {"bang": right.replace("\n", "\r\n")}).status_code == 302
    assert path.read_text(encoding="utf-8") == right
    assert "19,594" in text_of(desk.get(f"{PAGE}?ky=2024-Q1"))
    last = kept.workspace.store.last_journal_row()
    assert last is not None and (last.actor, last.action, last.object) == ("tong_hop", "foreign.map", NAME)


@pytest.mark.parametrize(
    ("name", "file"),
    [("", b"x"), ("Hoa", b"x"), ("../x", b"x"), ("so", b"not a workbook"), ("so", b""), (NAME, b"x")],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(kept: Office, name: str, file: bytes) -> None:
    folder = kept.workspace.folder / "bieu_cap_tren"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    desk = kept.visitor("tong_hop")
    answer = desk.post("/bieu-cap-tren/them", {"ten": name, "tep": SimpleUploadedFile("a.xlsx", file)}, follow=True)
    assert 'class="said said-error"' in text_of(answer)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
