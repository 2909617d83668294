"""Chasing: who has sent, who has not, who is late by how many days; on the clock of an office."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest

from solieu.actions import RefusalError, grant, return_back
from solieu.app.chasing import Chase, chase, chat_text, standing, table_text
from solieu.app.letters import printed, reminder, request
from solieu.app.worklist import duties
from solieu.core import parse_period
from solieu.documents import Gap, Paper, Table, Text, runs_of
from solieu.vietnamese import VIETNAM
from workplace import COMMUNE, DISTRICT, Workplace, budget

Q1 = parse_period("2024-Q1")
CROPS = {("02", "th"): "40", ("02", "uoc"): "78,85", ("07", "uoc"): "0", ("09", "uoc"): "0", ("10", "uoc"): "0"}


def chased(desk: Workplace, day: str, form: str = "") -> Chase:
    desk.clock.moment = datetime.fromisoformat(f"{day}T16:20").replace(tzinfo=VIETNAM)
    return chase(desk.workspace, Q1, form)


def due(desk: Workplace, form: str, period: str = "2024-Q1") -> str:
    found = {duty.form.id: duty.due.isoformat() for duty in duties(desk.workspace, parse_period(period))}
    return found[form]


DUE = [
    # form          period     due           why
    ("b01_ktxh_q", "2024-Q1", "2024-03-05"),  # five days after the end of February
    ("b05_ns_q", "2024-Q1", "2024-03-08"),
    ("b03_ktxh_dx", "2024-Q2", "2024-06-10"),  # 8 June 2024 is a Saturday
    ("ct01_ktxh_q", "2024-Q1", "2024-04-22"),  # official figures: 20 days after the quarter, 20 April is a Saturday
    ("ct05_ns_q", "2024-Q2", "2024-07-22"),
    ("kh01_gct_n", "2024", "2024-01-15"),  # a plan is assigned before its year has run
]


@pytest.mark.parametrize(("form", "period", "day"), DUE)
def test_a_form_is_due_so_many_days_after_its_cut_off(office_desk: Workplace, form: str, period: str, day: str) -> None:
    assert due(office_desk, form, period) == day


@pytest.mark.parametrize(
    ("cut_off", "day", "why"),
    [
        ("2024-01-31", "2024-02-05", "a Monday"),
        ("2024-02-03", "2024-02-15", "8 to 14 February 2024 are Tết"),
        ("2024-04-13", "2024-04-19", "18 April 2024 is the day of the Hùng kings"),
        ("2024-04-24", "2024-05-02", "a Monday off in exchange, 30 April and 1 May"),
        ("2024-04-29", "2024-05-04", "the Saturday that is worked in its place"),
        ("2024-06-03", "2024-06-10", "a Saturday"),
    ],
)
def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day(
    office_desk: Workplace, cut_off: str, day: str, why: str
) -> None:
    at = office_desk.workspace.occasion("b01_ktxh_q", COMMUNE, parse_period("2024-Q1"))
    assert replace(at, cut_off=date.fromisoformat(cut_off)).due == date.fromisoformat(day), why


def test_official_figures_are_not_asked_for_while_the_period_runs(office_desk: Workplace) -> None:
    running, over = chased(office_desk, "2024-03-31"), chased(office_desk, "2024-04-01")
    codes = [form.form.code for form in running.later]
    assert codes[:3] == ["CT01/KTXH-Q", "CT02/KTXH-Q", "CT05/NS-Q"]
    assert all(code.startswith("CT") for code in codes)
    assert over.later == ()
    assert "Thu sau khi hết kỳ: CT01/KTXH-Q (hạn 22/4/2024)" in table_text(running)
    assert not [duty for duty in over.late if duty.form.code.startswith("CT")]


def test_who_has_sent_is_counted_and_named_in_official_order(office_desk: Workplace) -> None:
    office_desk.send("b01_ktxh_q", COMMUNE, CROPS)
    (form,) = chased(office_desk, "2024-03-07", "b01_ktxh_q").forms
    assert (form.sent, len(form.duties), len(form.late)) == (1, 21, 20)
    text = table_text(chased(office_desk, "2024-03-07", "b01_ktxh_q"))
    lines = text.splitlines()
    assert (
        lines[0] == "B01/KTXH-Q Diện tích gieo trồng, thu hoạch vụ Đông - Xuân: đã gửi 1/21, tiếp nhận 0, hạn 05/3/2024"
    )
    assert [line.split("  ")[1] for line in lines[1:4]] == ["Thị trấn Đồng Mỏ", "Thị trấn Chi Lăng", "Xã Chi Lăng"]
    assert next(line for line in lines if "Bằng Mạc" in line).endswith("Đã gửi, chưa tiếp nhận")
    assert lines[1].endswith("Chưa gửi, quá hạn 02 ngày")


def test_the_chat_text_is_grouped_by_form_and_polite(office_desk: Workplace) -> None:
    sent = office_desk.send("b01_ktxh_q", COMMUNE, CROPS)
    office_desk.send("b05_ns_q", DISTRICT, budget(), sender="phong_tckh")
    return_back(office_desk.by("tong_hop"), sent.id, "thiếu dòng 03")
    lines = chat_text(chased(office_desk, "2024-03-07")).splitlines()
    assert lines[0] == "Đến 16 giờ 20 ngày 07/3/2024, còn 24 đơn vị chưa gửi đủ biểu quý I/2024:"
    assert lines[1].startswith("1. B01/KTXH-Q (hạn 05/3/2024, quá hạn 02 ngày), đã gửi 1/21; còn: thị trấn Đồng Mỏ,")
    assert "xã Bằng Mạc (đã trả lại, chờ bổ sung)" in lines[1]
    assert lines[2].startswith("2. B02/KTXH-Q") and "còn: cả 20 xã, thị trấn, Trung tâm Dịch vụ" in lines[2]
    assert not [line for line in lines if "B05" in line or "CT0" in line], "sent, or not due yet"
    assert lines[-1].startswith("Đề nghị các đơn vị")


def test_before_the_day_nobody_is_late(office_desk: Workplace) -> None:
    found = chased(office_desk, "2024-03-05")
    assert chat_text(found) == "" and {standing(duty) for duty in found.forms[0].duties} == {"Chưa gửi, hạn hôm nay"}
    with pytest.raises(RefusalError, match="không có đơn vị nào chậm gửi biểu quý I/2024"):
        reminder(found, office_desk.workspace.definitions().catalog)


def test_as_it_stood_at_a_moment(office_desk: Workplace) -> None:
    """Proof of time: what was late at noon stays so, whatever comes in the afternoon."""
    office_desk.clock.moment = datetime(2024, 3, 7, 12, 0, tzinfo=VIETNAM)
    noon = office_desk.workspace.now()
    office_desk.send("b01_ktxh_q", COMMUNE, CROPS)
    before, after = (chase(office_desk.workspace, Q1, "b01_ktxh_q", moment) for moment in (noon, None))
    assert (before.forms[0].sent, after.forms[0].sent) == (0, 1)


def test_what_is_asked_for_must_exist(office_desk: Workplace) -> None:
    with pytest.raises(RefusalError, match="không có biểu “b99”; có: b01_ktxh_q"):
        chase(office_desk.workspace, Q1, "b99")
    with pytest.raises(RefusalError, match="không thu biểu nào cho tháng 02 năm 2024"):
        chase(office_desk.workspace, parse_period("2024-M02"))


def words(paper: Paper) -> str:
    return "\n".join(
        "".join(run.text for run in runs_of(block) if isinstance(run, Text | Gap)) for block in paper.blocks
    )


def table_of(paper: Paper) -> list[tuple[str, ...]]:
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    return [
        tuple("".join(run.text for run in cell.runs if isinstance(run, Text)) for cell in row) for row in table.rows
    ]


def test_the_reminder_lists_late_units_with_their_forms(office_desk: Workplace) -> None:
    office_desk.send("b01_ktxh_q", COMMUNE, CROPS)
    found = chased(office_desk, "2024-03-07")
    paper = reminder(found, office_desk.workspace.definitions().catalog)
    rows = table_of(paper)
    assert rows[0] == ("1", "Thị trấn Đồng Mỏ", "B01/KTXH-Q, B02/KTXH-Q", "05/3/2024", "Quá hạn 02 ngày")
    assert ("Xã Bằng Mạc", "B02/KTXH-Q") in [row[1:3] for row in rows]
    assert sum(len(row[2].split(", ")) for row in rows) == len(found.late), "every late form once"
    assert paper.parts.about == "đôn đốc gửi biểu số liệu quý I năm 2024" and not paper.parts.type_name
    assert paper.parts.number.strip() == "/UBND-VP" and "ngày      tháng 3 năm 2024" in paper.parts.place_and_date
    assert paper.parts.addressees[-1] == "UBND các xã, thị trấn"
    assert "đã nhận được 1/44 biểu đến hạn; còn 24 đơn vị chưa gửi hoặc chưa gửi bổ sung 43 biểu" in words(paper)
    gaps = [run.text for block in paper.blocks for run in runs_of(block) if isinstance(run, Gap)]
    assert "[họ tên, số điện thoại]" in gaps, "nobody is invented"
    assert words(paper).endswith("./.")


def test_few_late_communes_are_named_among_the_addressees(office_desk: Workplace) -> None:
    units = [duty.sender for duty in duties(office_desk.workspace, Q1) if duty.form.id == "b01_ktxh_q"]
    for unit in units[2:20]:
        grant(office_desk.by(), unit, "nguoi_lap_bieu", unit)
        office_desk.send("b01_ktxh_q", unit, CROPS)
    paper = reminder(chased(office_desk, "2024-03-07", "b01_ktxh_q"), office_desk.workspace.definitions().catalog)
    assert paper.parts.addressees == (
        "Phòng Nông nghiệp và Phát triển nông thôn",
        "UBND các xã, thị trấn: thị trấn Đồng Mỏ, thị trấn Chi Lăng",
    )


def test_the_request_has_outline_forms_senders_and_days(office_desk: Workplace) -> None:
    catalog = office_desk.workspace.definitions().catalog
    paper = request(chased(office_desk, "2024-02-15"), catalog)
    assert "số thực hiện chốt đến ngày 29/02/2024, số ước thực hiện tính đến hết ngày 31/3/2024" in words(paper)
    assert "(sớm nhất 05/3/2024, muộn nhất 22/4/2024)" in words(paper) and "viết theo đề cương" in words(paper)
    outline, forms = paper.annexes
    headings = [getattr(block, "text", "") for block in outline.blocks]
    assert "1. Lĩnh vực kinh tế" in headings and outline.subtitle.endswith("QUÝ I NĂM 2024")
    asked = ["".join(run.text for run in runs_of(block) if isinstance(run, Text)) for block in outline.blocks]
    assert "Phát động Tết trồng cây và ra quân đầu xuân (Văn phòng HĐND và UBND)" in asked
    (table,) = forms.blocks
    assert isinstance(table, Table) and len(table.rows) == len(
        {duty.form.id for duty in duties(office_desk.workspace, Q1)}
    )
    first = [run.text for cell in table.rows[0] for run in cell.runs if isinstance(run, Text)]
    assert first[1] == "B01/KTXH-Q" and first[3].startswith("20 xã, thị trấn; Phòng Nông nghiệp")
    assert first[4] == "05/3/2024"


def test_a_year_has_forms_and_no_outline_of_the_quarterly_report(office_desk: Workplace) -> None:
    office_desk.clock.moment = datetime(2023, 12, 20, 8, tzinfo=VIETNAM)
    paper = request(chase(office_desk.workspace, parse_period("2024")), office_desk.workspace.definitions().catalog)
    assert [annex.title for annex in paper.annexes] == ["Phụ lục"] and "đề cương" not in words(paper)


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_letters_are_printed(office_desk: Workplace, format: str) -> None:
    from solieu.documents.reading import read_document

    found = chased(office_desk, "2024-03-07")
    paper = reminder(found, office_desk.workspace.definitions().catalog)
    content = printed(paper, format, found.at)
    read = read_document(io.BytesIO(content).getvalue(), f"x.{format}")
    assert "V/v đôn đốc" in read.text.replace("\n", " ")
