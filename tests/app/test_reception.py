"""A file arrives: sent, sent twice, for a closed period, of another unit, several forms at once; answered in its own sheet."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from solieu.actions import accept, close_period, explain, findings_of
from solieu.app.reception import Received, answer_to, answers, blank, receive
from solieu.core import parse_period
from solieu.intake import Identity, fill_form
from solieu.vietnamese import Certain, read_number
from workplace import COMMUNE, NEIGHBOUR, Workplace

Q1 = parse_period("2024-Q1")
BUDGET = {("01", "th"): "9.000", ("01", "uoc"): "12.000", ("02", "th"): "80.000", ("02", "uoc"): "120.000"}
ROADS = {("11", "th"): "1.283", ("12", "th"): "90", ("13", "th"): "11,042"}


def number(text: str):  # type: ignore[no-untyped-def]
    reading = read_number(text, decimals_expected=0)
    assert isinstance(reading, Certain)
    return reading.quantity


def filled(office: Workplace, form: str, values: dict[tuple[str, str], str], *, sender: str = "") -> bytes:
    at = office.workspace.occasion(form, "huyen_chi_lang", Q1, sender)
    content = blank(office.workspace, form, at.unit, Q1, at.sender)
    return fill_form(content, {place: number(text) for place, text in values.items()}, {}, at, moment=office.clock())


def budget(office: Workplace, **changes: str) -> bytes:
    return filled(
        office, "b05_ns_q", BUDGET | {(name[:3].strip("r"), name[4:]): text for name, text in changes.items()}
    )


def sent(office: Workplace, content: bytes, filename: str = "b05.xlsx", **said: object) -> Received:
    (one,) = receive(office.workspace, content, filename, **said)  # type: ignore[arg-type]
    return one


def test_a_form_is_sent_with_its_bytes_and_its_words(office_desk: Workplace) -> None:
    content = budget(office_desk)
    received = sent(office_desk, content, user="phong_tckh")
    assert received.submission is not None
    assert (received.submission.form, received.submission.sender) == ("b05_ns_q", "phong_tckh")
    assert office_desk.workspace.store.content(received.submission.sha256) == content
    assert not received.again


def test_the_same_file_twice_is_one_submission(office_desk: Workplace) -> None:
    content = budget(office_desk)
    first, second = (sent(office_desk, content, name) for name in ("b05.xlsx", "b05 (1).xlsx"))
    assert first.submission is not None
    assert second.submission is not None
    assert (first.submission.id, second.again) == (second.submission.id, True)
    assert len(office_desk.workspace.store.submissions()) == 1


def test_a_closed_period_takes_nothing_and_says_so(office_desk: Workplace) -> None:
    content = budget(office_desk)
    close_period(office_desk.by("tong_hop"), Q1)
    received = sent(office_desk, content)
    assert received.submission is None
    assert "đã đóng" in received.refused
    assert office_desk.workspace.store.submissions() == ()


def test_a_neighbours_form_is_not_ours_to_send(office_desk: Workplace) -> None:
    at = office_desk.workspace.occasion("b01_ktxh_q", NEIGHBOUR, Q1)
    content = blank(office_desk.workspace, "b01_ktxh_q", NEIGHBOUR, Q1)
    content = fill_form(content, {("02", "th"): number("5,0")}, {}, at, moment=office_desk.clock())
    received = sent(office_desk, content, user=COMMUNE)
    assert received.submission is None
    assert "không có quyền" in received.refused
    said = sent(office_desk, content, user=COMMUNE, expected=Identity("b01_ktxh_q", COMMUNE, COMMUNE, "2024-Q1"))
    assert said.submission is None
    assert {finding.code for finding in said.findings} == {"SUB004"}


def test_a_stop_leaves_nothing_behind(office_desk: Workplace) -> None:
    book = load_workbook(io.BytesIO(budget(office_desk)))
    book.worksheets[0]["G10"].value = "15.4.77"
    received = sent(office_desk, saved(book))
    assert received.submission is None
    assert [finding.code for finding in received.findings] == ["SUB107"]
    assert office_desk.workspace.store.submissions() == ()


def test_forms_of_one_workbook_and_of_one_archive_are_sends_of_their_own(office_desk: Workplace) -> None:
    """One is stopped and does not keep the other out; the file sent again is known."""
    together = Workbook()
    together.remove(together.worksheets[0])
    for content in (budget(office_desk), filled(office_desk, "b04_ktxh_q", ROADS)):
        source = load_workbook(io.BytesIO(content)).worksheets[0]
        target = together.create_sheet(source.title)
        for row in source.iter_rows():
            for cell in row:
                target.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
    content = saved(together)
    forms = receive(office_desk.workspace, content, "hai biểu.xlsx")
    assert [one.submission.form for one in forms if one.submission] == ["b05_ns_q", "b04_ktxh_q"]
    again = receive(office_desk.workspace, content, "hai biểu.xlsx")
    assert [one.again for one in again] == [True, True]

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("b05.xlsx", budget(office_desk, r01_th="9.100"))
        out.writestr("hỏng.xlsx", budget(office_desk)[:400])
    forms = receive(office_desk.workspace, archive.getvalue(), "nộp.zip")
    assert [(one.read.filename, one.submission is not None) for one in forms] == [
        ("b05.xlsx", True),
        ("hỏng.xlsx", False),
    ]
    taken = next(one.submission for one in forms if one.submission)
    assert taken.filename == "b05.xlsx"


def test_an_explanation_answers_the_form_sent_again_with_equal_figures(office_desk: Workplace) -> None:
    first = sent(office_desk, budget(office_desk, r01_uoc="8.000")).submission
    assert first is not None
    (doubt,) = findings_of(office_desk.by("tong_hop"), first)
    assert (doubt.code, doubt.where.row, doubt.where.mark) == ("DAT307", "01", "4")
    assert doubt.message == (
        "Biểu B05/NS-Q, dòng 01, cột 4 “TH đến 29/02/2024”, ô G10: tổng thu ngân sách nhà nước trên địa bàn thực hiện đến "
        "29/02/2024 9.000 triệu đồng lớn hơn tổng thu ngân sách nhà nước trên địa bàn ước thực hiện 8.000 triệu đồng "
        "(vượt 1.000 triệu đồng)."
    )
    explain(office_desk.by("phong_tckh"), first.id, doubt, "hoàn trả thuế")
    book = load_workbook(io.BytesIO(budget(office_desk, r01_uoc="8.000")))
    for block in list(book.worksheets[0].merged_cells.ranges):
        book.worksheets[0].unmerge_cells(str(block))
    book.worksheets[0].insert_rows(1)
    again = sent(office_desk, saved(book)).submission
    assert again is not None
    assert again.id != first.id
    accept(office_desk.by("tong_hop"), again.id)


def test_the_answer_holds_what_the_reader_and_the_rules_say(office_desk: Workplace) -> None:
    submission = sent(office_desk, budget(office_desk, r01_uoc="8.000")).submission
    assert submission is not None
    context = office_desk.by("tong_hop")
    book = load_workbook(io.BytesIO(answer_to(context, submission, findings_of(context, submission))))
    assert book.sheetnames[0] == "Trả lời"
    assert "lớn hơn" in book["B05"]["G10"].comment.text
    refused = receive(office_desk.workspace, budget(office_desk)[:300], "b05.xlsx")
    ((name, content),) = answers(refused, moment=office_desk.clock())
    assert name == "b05.tra_loi.xlsx"
    assert load_workbook(io.BytesIO(content)).sheetnames == ["Trả lời"]


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", ["../../x.xlsx", "biểu\n1.xlsx", "a" * 300 + ".xlsx"])
def test_a_file_name_identifies_nothing_and_leads_nowhere(office_desk: Workplace, name: str) -> None:
    received = sent(office_desk, budget(office_desk), name)
    assert received.submission is not None
    assert received.submission.form == "b05_ns_q"
