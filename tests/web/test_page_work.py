"""Việc của tôi: what is owed until when, and the matrix of units × forms."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from web_office import FORM, Q2, UNIT, Office, text_of, upload

from solieu import actions
from solieu.app import worklist
from solieu.app.publishing import issue_report
from solieu.app.sample_day import keep_moment, sample_clock
from solieu.app.worklist import Duty, DutyState
from solieu.core import parse_period
from solieu.vietnamese import VIETNAM

Q1 = parse_period("2024-Q1")


def own(office: Office, user: str = UNIT) -> dict[str, Duty]:
    found = worklist.own(worklist.duties(office.workspace, Q2), office.workspace.actor(user))
    return {duty.form.id: duty for duty in found}


DAYS = [
    # on the day   state                 left  words
    ("2024-06-02", DutyState.NOT_SENT, 3, "Còn 3 ngày"),
    ("2024-06-04", DutyState.NOT_SENT, 1, "Còn 1 ngày"),
    ("2024-06-05", DutyState.NOT_SENT, 0, "Hạn hôm nay"),
    ("2024-06-06", DutyState.OVERDUE, -1, "Quá hạn 01 ngày"),
    ("2024-06-17", DutyState.OVERDUE, -12, "Quá hạn 12 ngày"),
]


@pytest.mark.parametrize(("day", "state", "left", "words"), DAYS)
def test_days_left(office: Office, day: str, state: DutyState, left: int, words: str) -> None:
    """B01 is due five days after the cut-off of 31 May."""
    office.clock.moment = datetime.fromisoformat(f"{day}T23:30:00").replace(tzinfo=VIETNAM)
    duty = own(office)[FORM]
    assert (duty.state, duty.days_left) == (state, left)
    assert words in text_of(office.visitor(UNIT).get("/?ky=2024-Q2"))


def test_the_clock_of_vietnam_decides_the_day(office: Office) -> None:
    """At 00:30 in Vietnam it is still the day before in UTC."""
    office.clock.moment = datetime.fromisoformat("2024-06-06T00:30:00+07:00")
    assert own(office)[FORM].state is DutyState.OVERDUE


def test_a_department_owes_what_it_owes_although_it_reads_the_whole_area(office: Office) -> None:
    assert set(own(office, "phong_nnptnt")) >= {"b01_ktxh_q", "ct01_ktxh_q"}
    assert not set(own(office, "phong_nnptnt")) & {"b05_ns_q", "b07_gtnt_q"}
    assert {duty.sender for duty in own(office, "phong_nnptnt").values()} == {"phong_nnptnt"}
    assert own(office, "tong_hop") == {}


def test_the_newest_send_counts(office: Office) -> None:
    sender, desk = office.visitor(UNIT), office.visitor("tong_hop")
    seen = [own(office)[FORM].state]
    upload(sender, office.filled())
    seen.append(own(office)[FORM].state)
    desk.post(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.1/tra-lai", {"ly_do": "thiếu"})
    seen.append(own(office)[FORM].state)
    upload(sender, office.filled())
    seen.append(own(office)[FORM].state)
    desk.post(f"/lan-gui/{FORM}.{UNIT}.2024-Q2.2/tiep-nhan")
    seen.append(own(office)[FORM].state)
    assert seen == [DutyState.NOT_SENT, DutyState.SENT, DutyState.RETURNED, DutyState.SENT, DutyState.ACCEPTED]


def test_matrix_of_the_consolidator(office: Office) -> None:
    """Counts are those of the duties; every colour has its letter; units stand in official order, towns first."""
    upload(office.visitor(UNIT), office.filled())
    html = text_of(office.visitor("tong_hop").get("/?ky=2024-Q2"))
    total = len(worklist.owed(worklist.duties(office.workspace, Q2)))
    assert f"<b>1/{total}</b> biểu đã gửi" in html and f"<b>0/{total}</b> đã tiếp nhận" in html
    matrix = html.partition('<table class="matrix">')[2].partition("</table>")[0]
    assert matrix.count('aria-hidden="true">G</span>') == 1
    assert matrix.count('aria-hidden="true">C</span>') == total - 1
    assert matrix.index("Thị trấn Đồng Mỏ") < matrix.index("Xã Chi Lăng") < matrix.index("Xã Liên Sơn")
    assert matrix.index("Xã Liên Sơn") < matrix.index("Phòng Tài chính - Kế hoạch")


def test_the_text_of_late_units_names_who_what_and_since_when(office: Office) -> None:
    upload(office.visitor(UNIT), office.filled())
    office.clock.moment = datetime(2024, 6, 7, 16, 20, tzinfo=VIETNAM)
    html = text_of(office.visitor("tong_hop").get("/?ky=2024-Q2"))
    late = html.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0].splitlines()
    found = [duty for duty in worklist.duties(office.workspace, Q2) if duty.state is DutyState.OVERDUE]
    owing, forms = {duty.sender for duty in found}, {duty.form.id for duty in found}
    assert late[0] == f"Đến 16 giờ 20 ngày 07/6/2024, còn {len(owing)} đơn vị chưa gửi đủ biểu quý II/2024:"
    assert len(late) == len(forms) + 2
    assert late[1].startswith("1. B01/KTXH-Q (hạn 05/6/2024, quá hạn 02 ngày), đã gửi 1/21; còn: thị trấn Đồng Mỏ, ")
    assert "Liên Sơn" not in late[1], "it has sent that form"
    assert late[-1].startswith("Đề nghị")


def test_nobody_is_late_before_the_day(office: Office) -> None:
    assert "Không có đơn vị nào chậm" in text_of(office.visitor("tong_hop").get("/?ky=2024-Q2"))


def test_periods_to_choose_from(office: Office) -> None:
    found = [str(period) for period in worklist.periods(office.workspace)]
    assert found == ["2025", "2024", "2024-Q2", "2024-Q1", "2023-Q1"]
    assert worklist.current_period(office.workspace) == parse_period("2024-Q1")


def test_a_closed_period_is_left_behind(office: Office) -> None:
    from solieu.actions import close_period

    close_period(office.workspace.context("tong_hop"), parse_period("2024-Q1"))
    assert worklist.current_period(office.workspace) == Q2
    assert "đã đóng" in text_of(office.visitor("tong_hop").get("/?ky=2024-Q1"))


def test_what_waits_for_the_consolidator(office: Office) -> None:
    upload(office.visitor(UNIT), office.filled())
    html = text_of(office.visitor("tong_hop").get("/"))
    waiting = html.partition("Chờ tiếp nhận")[2].partition("</section>")[0]
    assert "Xã Liên Sơn" in waiting and "tiếp nhận được" in waiting


def test_a_silly_period_falls_back(office: Office) -> None:
    for text in ("", "abc", "2024-Q9", "9999", "2024-Q2'--"):
        assert office.visitor("tong_hop").get("/", {"ky": text}).status_code == 200


def test_the_reminder_letter_is_one_button_away(office: Office) -> None:
    office.clock.moment = datetime(2024, 6, 7, 16, 20, tzinfo=VIETNAM)
    desk = office.visitor("tong_hop")
    assert "/don-doc/2024-Q2/cong-van" in text_of(desk.get("/?ky=2024-Q2"))
    answer = desk.get("/don-doc/2024-Q2/cong-van")
    assert "cong_van_don_doc.2024-Q2.docx" in answer["Content-Disposition"]
    document = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert "quý II năm 2024" in document and "Xã Vân An" in document
    office.clock.moment = datetime(2024, 6, 2, 9, 0, tzinfo=VIETNAM)
    assert "cong-van" not in text_of(desk.get("/?ky=2024-Q2")), "nobody is late yet"


def test_the_first_page_and_the_list_say_the_same_of_a_report(office: Office) -> None:
    """Before and after its issue."""
    said = ["Dự thảo lần 1"]
    for deed in (
        lambda: actions.sign_content(office.workspace.context("chu_tich"), "bao_cao_quy", Q1),
        lambda: actions.sign_layout(office.workspace.context("lanh_dao_van_phong"), "bao_cao_quy", Q1),
        lambda: issue_report(
            office.workspace,
            "bao_cao_quy",
            Q1,
            user="chu_tich",
            number="15/BC-UBND",
            gaps_accepted="Minh họa: bổ sung sau",
        ),
    ):
        pages = [text_of(office.visitor("tong_hop").get(address)) for address in ("/?ky=2024-Q1", "/bao-cao/")]
        assert all(said[-1] in page for page in pages), said[-1]
        deed()
        said.append({1: "Đã ký duyệt nội dung", 2: "Đã ký duyệt thể thức", 3: "Đã phát hành, số 15/BC-UBND"}[len(said)])
    for address in ("/?ky=2024-Q1", "/bao-cao/", "/bao-cao/bao_cao_quy/2024-Q1/"):
        html = text_of(office.visitor("tong_hop").get(address))
        assert "Đã phát hành, số 15/BC-UBND" in html and "ự thảo lần 1," not in html


def test_a_page_of_the_sample_names_the_day_on_which_it_stands(office: Office, tmp_path: Path) -> None:
    assert "Trang đứng ở ngày" not in text_of(office.visitor("tong_hop").get("/"))
    keep_moment(tmp_path, datetime(2024, 3, 14, 8, tzinfo=VIETNAM))
    office.workspace.clock = sample_clock(tmp_path) or office.workspace.clock
    assert "Trang đứng ở ngày 14/03/2024 của mẫu" in text_of(office.visitor("tong_hop").get("/"))
