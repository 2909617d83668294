"""The master sheet: official order, live totals, who is missing, the second source, where everything comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sheets_read import OFFICE, computed, number, opened, row_of

from solieu import actions
from solieu.actions import RefusalError
from solieu.app.exports.master import Master, master
from solieu.app.exports.master_sheet import master_workbook
from solieu.app.reception import blank, receive
from solieu.app.workspace import Workspace
from solieu.cli import cli
from solieu.core import Quantity, parse_period
from solieu.documents.workbook import MISSING_FILL
from solieu.intake import fill_form
from solieu.vietnamese import VIETNAM
from workplace import COMMUNE, NEIGHBOUR, Workplace

PERIOD = parse_period("2024-Q1")
FIRST_ROW, FIRST_COLUMN = 9, 4  # three lines of title, an empty one, four of headings
CELLS = {("02", "th"): "10,5", ("02", "uoc"): "12,25", ("03", "uoc"): "7"}


@pytest.fixture
def sample(sample_folder: Path) -> Workspace:
    """Opened again for each test: others work in offices of their own."""
    return _opened_sample(sample_folder)


def _opened_sample(folder: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        moment = datetime(2024, 3, 20, 9, 30, tzinfo=VIETNAM)
        return Workspace.open(folder, clock=lambda: moment)


@pytest.fixture(scope="module")
def sown(sample_folder: Path) -> Master:
    """B01 of the sample: twenty communes and the department as second source."""
    return master(_opened_sample(sample_folder), "b01_ktxh_q", PERIOD)


@pytest.fixture(scope="module")
def book(sown: Master) -> Any:
    return opened(master_workbook(sown))


def test_units_stand_in_the_official_order(book: Any, sample: Workspace) -> None:
    territory = sample.definitions().territory
    official = [territory.name(unit, PERIOD.end) for unit in territory.children("huyen_chi_lang", PERIOD.end)]
    sheet = book.worksheets[0]
    shown = [sheet.cell(FIRST_ROW + at, 2).value for at in range(len(official))]
    assert [name.lower() for name in shown] == [name.lower() for name in official]
    assert shown != sorted(shown)


def test_the_head_says_how_many(book: Any) -> None:
    said = " ".join(str(book.worksheets[0].cell(row, 1).value) for row in (1, 2, 3))
    assert "B01/KTXH-Q" in said and "Quý I năm 2024" in said and "20/20 xã, thị trấn; 1/1 cơ quan" in said


def test_every_cell_is_the_number_that_was_sent(book: Any, sown: Master) -> None:
    sheet = book.worksheets[0]
    for line, sender in enumerate(sown.body):
        for at, measured in enumerate(sown.measured):
            cell, sent = sheet.cell(FIRST_ROW + line, FIRST_COLUMN + at), sender.quantity(measured)
            assert sent is not None and number(cell.value) == sent.value, cell.coordinate
            assert cell.number_format.count("0") == 1 + sent.decimals


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("transposed", [False, True])
def test_totals_computed_by_a_spreadsheet_are_the_exact_sums(sown: Master, tmp_path: Path, transposed: bool) -> None:
    sheet = computed(master_workbook(sown, transposed=transposed), tmp_path).worksheets[0]
    total = len(sown.body)
    for at, measured in enumerate(sown.measured):
        quantities = [line.quantity(measured) for line in sown.body]
        expected = sum((quantity.value for quantity in quantities if quantity), Decimal(0))
        other = sown.second_sources[0].quantity(measured)
        assert other is not None
        shown = [_at(sheet, total + step, at, transposed) for step in range(4)]
        assert [number(value) for value in shown] == [expected, 20, other.value, expected - other.value]


def _at(sheet: Any, line: int, figure: int, transposed: bool) -> object:
    """Transposed: headings of two rows, four columns of words."""
    place = (7 + figure, 5 + line) if transposed else (FIRST_ROW + line, FIRST_COLUMN + figure)
    return sheet.cell(*place).value


def test_totals_are_live_formulas_with_the_value_of_now(sown: Master) -> None:
    content = master_workbook(sown)
    sheet = opened(content).worksheets[0]
    row = row_of(sheet, "Cộng 20/20")
    assert sheet.cell(row, FIRST_COLUMN).value == '=IF(COUNT(D9:D28)=0,"",SUM(D9:D28))'
    assert sheet.cell(row + 3, FIRST_COLUMN + 1).fill.fgColor.rgb.endswith("FFE699")  # 3.991,45 against 3.696,3


def test_it_prints_on_one_click(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows and sheet.freeze_panes and sheet.auto_filter.ref
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C9" and sheet.auto_filter.ref == "A8:R28"
    assert all(block.max_row < FIRST_ROW for block in sheet.merged_cells.ranges)  # the body can be sorted


def test_the_last_sheet_tells_where_each_row_comes_from(book: Any, sown: Master) -> None:
    sheet = book.worksheets[-1]
    assert sheet.title == "Nguồn số liệu"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=3 + len(sown.lines))]
    assert len(rows) == 21
    for row, line in zip(rows, sown.lines, strict=True):
        assert line.sent is not None
        assert row[1] == "B01/KTXH-Q" and row[4] == line.sent.actor and row[6] == line.sent.id
        assert row[5] == line.sent.sent_at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
        assert row[7] == "Đã tiếp nhận" and row[9] == len(line.held)
    assert rows[0][10] == "minh họa: 15 số" and not rows[-1][10]


# --- an office in the middle of a period


def _gathered(desk: Workplace) -> tuple[Master, Any]:
    desk.accepted("b01_ktxh_q", COMMUNE, CELLS)
    desk.send("b01_ktxh_q", NEIGHBOUR, {("02", "th"): "20,5"})
    back = desk.send("b01_ktxh_q", "xa_quan_son", {("02", "th"): "99"}, user=desk.workspace.owner, behalf="điện thoại")
    desk.clock.moment = datetime(2024, 3, 8, 8, tzinfo=VIETNAM)  # the forms were due on 5 March
    assert back.state.value == "draft"
    found = master(desk.workspace, "b01_ktxh_q", PERIOD)
    return found, opened(master_workbook(found))


def test_who_is_missing_is_an_empty_coloured_row(office_desk: Workplace) -> None:
    _, book = _gathered(office_desk)
    sheet = book.worksheets[0]
    row = row_of(sheet, "Thị trấn Đồng Mỏ")
    assert sheet.cell(row, 3).value == "Chưa gửi, quá hạn 03 ngày"
    for column in range(FIRST_COLUMN, FIRST_COLUMN + 15):
        cell = sheet.cell(row, column)
        assert cell.value is None and cell.fill.fgColor.rgb == f"FF{MISSING_FILL[1:]}"


def test_what_waits_is_in_italics_and_what_is_owed_a_sign(office_desk: Workplace) -> None:
    _, book = _gathered(office_desk)
    sheet = book.worksheets[0]
    accepted, waiting = row_of(sheet, "Xã Bằng Mạc"), row_of(sheet, "Xã Gia Lộc")
    assert sheet.cell(waiting, 3).value == "Đã gửi, chưa tiếp nhận"
    assert sheet.cell(waiting, 6).font.italic and not sheet.cell(accepted, 6).font.italic
    assert sheet.cell(accepted, 4).value == "…"  # row 01 was left empty
    assert sheet.cell(row_of(sheet, "Xã Quan Sơn"), 3).value == "Nhập thay, chờ đơn vị xác nhận"


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_a_total_of_some_says_of_how_many_and_nothing_is_no_zero(office_desk: Workplace, tmp_path: Path) -> None:
    found, _ = _gathered(office_desk)
    sheet = computed(master_workbook(found), tmp_path).worksheets[0]
    row = row_of(sheet, "Cộng 3/20 xã, thị trấn")
    assert number(sheet.cell(row, 6).value) == Decimal("130") and sheet.cell(row + 1, 6).value == 3
    assert sheet.cell(row, 4).value in (None, "") and sheet.cell(row + 1, 4).value == 0


def test_what_was_returned_is_not_shown_as_a_figure(office_desk: Workplace) -> None:
    sent = office_desk.send("b01_ktxh_q", COMMUNE, CELLS)
    actions.return_back(office_desk.by("tong_hop"), sent.id, "thiếu dòng 04")
    found = master(office_desk.workspace, "b01_ktxh_q", PERIOD)
    line = next(line for line in found.lines if line.duty.unit == COMMUNE)
    assert line.is_missing and line.standing == "Trả lại, chờ bổ sung"


def test_a_body_that_fills_rows_of_its_own_is_no_part_of_the_communes_total(sample: Workspace) -> None:
    found = master(sample, "b02_ktxh_q", PERIOD)
    fertiliser, buffaloes = (next(one for one in found.measured if one.row.code == code) for code in ("01", "21"))
    assert [found.body[place].duty.sender for place in found.contributors(fertiliser)] == ["tt_dvnn"]
    assert len(found.contributors(buffaloes)) == 20
    assert found.body[0].sign(fertiliser) == "x"


def test_what_does_not_add_up_has_no_total_and_nobody_is_counted_twice(sown: Master) -> None:
    measured = sown.measured[0]
    assert sown.contributors(replace(measured, adds_up=False)) == ()
    joined = replace(sown, lines=tuple(replace(line, is_second_source=False) for line in sown.lines))
    assert len(joined.body) == 21 and joined.contributors(measured) == tuple(range(20))


def test_a_hedge_is_shown_by_the_format_of_a_number(sample: Workspace) -> None:
    found = master(sample, "b03_ktxh_dx", PERIOD)
    at = next(place for place, one in enumerate(found.measured) if one.row.code == "02")
    sheet = opened(master_workbook(found)).worksheets[0]
    cells = [sheet.cell(FIRST_ROW + line, FIRST_COLUMN + at) for line in range(20)]
    hedged = [cell for cell in cells if cell.number_format == '"trên "#,##0']
    assert len(hedged) == 1 and isinstance(hedged[0].value, int)
    assert sheet.cell(row_of(sheet, "Cộng 20/20"), FIRST_COLUMN + at).number_format == '"trên "#,##0'


def test_only_who_reads_the_whole_area_gets_it(office_desk: Workplace) -> None:
    with pytest.raises(RefusalError):
        master(office_desk.workspace, "b01_ktxh_q", PERIOD, user=COMMUNE)


@pytest.mark.parametrize(("arguments", "said"), [
    (("b99", "--period", "2024-Q1"), "Không có biểu “b99”; có: b01_ktxh_q"),
    (("b01_ktxh_q", "--period", "2024"), "B01/KTXH-Q không thu cho kỳ 2024"),
])  # fmt: skip
def test_what_cannot_be_gathered_is_said_in_one_line(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    result = CliRunner().invoke(cli, ["--workspace", str(sample_folder), "master", *arguments])
    assert result.exit_code == 1 and said in result.output and "Traceback" not in result.output


def test_the_command_says_who_is_missing(office_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "ra" / "b01.xlsx"
    result = CliRunner().invoke(cli, ["--workspace", str(office_folder), "master", "b01_ktxh_q", "--period", "2024-Q1",
                                      "--output", str(target)])  # fmt: skip
    assert result.exit_code == 0 and "0/20 xã, thị trấn; 0/1 cơ quan" in result.output
    assert result.output.count("chưa gửi, quá hạn") == 21
    assert opened(target.read_bytes()).sheetnames == ["Tổng hợp B01", "Nguồn số liệu"]


def test_the_same_moment_gives_the_same_bytes(sown: Master) -> None:
    assert master_workbook(sown) == master_workbook(sown)


def _filled(desk: Workplace) -> bytes:
    """The blank of a commune with figures of its own."""
    at = desk.workspace.occasion("b01_ktxh_q", NEIGHBOUR, PERIOD)
    empty = blank(desk.workspace, "b01_ktxh_q", NEIGHBOUR, PERIOD)
    places = ("th", "uoc")
    rows = [row for row in at.form.rows if row.indicator and not row.total_of]
    cells = {(row.code, column): Quantity(Decimal(1)) for row in rows for column in places
             if not row.columns or column in row.columns}  # fmt: skip
    return fill_form(empty, cells, {}, at, moment=desk.clock())


def test_a_master_sheet_that_comes_back_is_told_apart_in_one_line(office_desk: Workplace) -> None:
    """By itself it is no form of anybody; beside a form in one workbook it is left aside."""
    office_desk.send("b01_ktxh_q", COMMUNE, CELLS)
    content = master_workbook(master(office_desk.workspace, "b01_ktxh_q", PERIOD))
    (alone,) = receive(office_desk.workspace, content, "tong-hop.xlsx", user="tong_hop")
    assert alone.submission is None
    assert [finding.code for finding in alone.findings] == ["SUB012"]

    filled = _filled(office_desk)
    form = load_workbook(BytesIO(filled))
    pasted = form.create_sheet("Tổng hợp cả huyện", 0)
    for row in opened(content).worksheets[0].iter_rows():
        for cell in row:
            if type(cell).__name__ == "Cell" and cell.value is not None:
                pasted[cell.coordinate] = cell.value
    target = BytesIO()
    form.save(target)
    (beside,) = receive(office_desk.workspace, target.getvalue(), "bieu.xlsx", user=NEIGHBOUR)
    assert [finding.code for finding in beside.findings] == ["SUB009"]
    assert beside.submission is not None and beside.submission.unit == NEIGHBOUR
    (clean,) = receive(office_desk.workspace, filled, "b.xlsx", user=NEIGHBOUR)
    assert {f.key: f.reading for f in beside.read.staged} == {f.key: f.reading for f in clean.read.staged}
