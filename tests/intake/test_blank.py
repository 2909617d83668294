"""The blank sheet as an office expects it (office-habits A1, A2, A5)."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import form_desk as desk
import pytest
from mishandled.by_office import OFFICE, convert
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from solieu.catalog import Catalog, load_catalog, shipped
from solieu.catalog.model import ColumnKind, Form
from solieu.core import Quantity, Reading, parse_period
from solieu.intake import Occasion, blank_form, fill_form, layout
from solieu.territory import Territory

GREY = "00E7E6E6"


@cache
def sample() -> tuple[Catalog, Territory]:
    loaded = load_catalog(shipped("chi_lang"))
    assert loaded.catalog is not None
    assert loaded.territory is not None
    return loaded.catalog, loaded.territory


def shipped_occasions(form: Form) -> list[Occasion]:
    """The form for each kind of its senders: they may have rows of their own."""
    catalog, territory = sample()
    period = parse_period("2024" if form.frequency == "N" else "2024-Q1")
    found = []
    for one in form.senders:
        units = territory.children(catalog.root_unit, period.end, one.kinds)
        unit, sender = (catalog.root_unit, one.organisation) if one.organisation else (units[0], units[0])
        found.append(layout.occasion(catalog, form, unit, sender, period))
    return found


def every_blank() -> list[tuple[str, Form, Worksheet]]:
    catalog, territory = sample()
    found = []
    for id, form in catalog.forms.items():
        for at in shipped_occasions(form):
            content = blank_form(at, catalog=catalog, territory=territory, prefill={}, moment=desk.MOMENT)
            found.append((f"{id}-{at.sender}", at.form, load_workbook(io.BytesIO(content)).worksheets[0]))
    own = [
        (id, form, load_workbook(io.BytesIO(desk.blank(id))).worksheets[0])
        for id, form in desk.definitions()[0].forms.items()
    ]
    return found + own


BLANKS = [pytest.param(form, sheet, id=id) for id, form, sheet in every_blank()]


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def cell_at(sheet: Worksheet, form: Form, row: str, column: str) -> Cell:
    rows, columns = {one.code: one for one in form.rows}, {one.id: one for one in form.columns}
    found = sheet.cell(layout.row_number(form, rows[row]), layout.column_number(form, columns[column]))
    assert isinstance(found, Cell)
    return found


# --- head and foot


def test_head_and_foot_stand_as_in_the_statistical_regime() -> None:
    sheet = load_workbook(io.BytesIO(desk.blank("m01"))).worksheets[0]
    lines = {text: cell for row in sheet.iter_rows() for cell in row if isinstance(text := cell.value, str)}
    left = [
        "Biểu số: M01/TT-Q",
        "Ban hành kèm theo Công văn số ……/UBND-…… ngày …/…/2024",
        "Ngày nhận báo cáo: trước ngày 05/3/2024",
    ]
    assert [lines[text].coordinate for text in left] == ["B1", "B2", "B3"]
    right = ["Đơn vị báo cáo: UBND xã An Bình", "Đơn vị nhận báo cáo: Phòng Nông nghiệp"]
    assert [lines[text].row for text in right] == [1, 2]
    assert len({lines[text].column for text in right}) == 1
    middle = ["DIỆN TÍCH GIEO TRỒNG", "Quý I năm 2024", "(Số liệu thực hiện đến 29/02/2024; ước đến 31/3/2024)"]
    assert [lines[text].row for text in middle] == [4, 5, 6]
    assert all(lines[text].alignment.horizontal == "center" for text in middle)
    assert lines["(Số liệu thực hiện đến 29/02/2024; ước đến 31/3/2024)"].font.i
    foot = [
        "Ghi chú / Thuyết minh:",
        "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký tên, đóng dấu)",
    ]
    assert all(text in lines for text in foot)
    assert lines["NGƯỜI LẬP BIỂU"].row == lines["THỦ TRƯỞNG ĐƠN VỊ"].row
    assert any(text.endswith("năm 2024") and "ngày" in text for text in lines)


def test_a_body_reports_under_its_own_name_and_a_place_through_its_committee() -> None:
    assert "Đơn vị báo cáo: Phòng Tài chính" in texts(load_workbook(io.BytesIO(desk.blank("m02"))).worksheets[0])


def test_one_unit_of_measure_stands_above_the_table_and_its_column_goes() -> None:
    sheet = load_workbook(io.BytesIO(desk.blank("m02"))).worksheets[0]
    (line,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "ĐVT: triệu đồng"]
    assert (line.font.i, line.alignment.horizontal, line.row) == (True, "right", desk.HEAD_ROW - 1)
    assert "ĐVT" not in [cell.value for cell in sheet[desk.HEAD_ROW]]
    marks = [cell.value for cell in sheet[desk.HEAD_ROW + 1]][1:]
    assert marks == ["A", "B", "1", "2", "3", "4=3/2", "5", "6=5/2", "7=5/1", "C"]


def test_marks_of_columns_stand_under_the_headings() -> None:
    sheet = load_workbook(io.BytesIO(desk.blank("m01"))).worksheets[0]
    assert [cell.value for cell in sheet[desk.HEAD_ROW]][1:] == [
        "Mã số", "Chỉ tiêu", "ĐVT", "TH quý I/2023", "TH đến 29/02/2024", "Ước TH quý I/2024", "So cùng kỳ (%)", "Ghi chú",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[desk.HEAD_ROW + 1]][1:] == ["A", "B", "C", "1", "2", "3", "4=3/1", "D"]


# --- cells


def test_prefilled_figures_are_grey_locked_real_numbers() -> None:
    sheet = load_workbook(io.BytesIO(desk.blank("m01"))).worksheets[0]
    form = desk.definitions()[0].forms["m01"]
    known = cell_at(sheet, form, "01", "ck")
    assert (known.value, known.data_type, known.number_format) == (1650.5, "n", "#,##0.0")
    assert (known.fill.fgColor.rgb, known.protection.locked) == (GREY, True)


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_only_what_is_filled_in_is_unlocked_and_no_password_stands_before_the_rest(
    form: Form, sheet: Worksheet
) -> None:
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for row in form.rows:
        for column in form.columns:
            if not layout.opens_block(row):
                open_ = column.kind is ColumnKind.NOTE or (
                    column.kind is ColumnKind.VALUE and layout.uses(row, column) and not row.total_of
                )
                assert cell_at(sheet, form, row.code, column.id).protection.locked is not open_, (row.code, column.id)
    unlocked = [cell for line in sheet.iter_rows(max_row=desk.HEAD_ROW) for cell in line if not cell.protection.locked]
    assert len(unlocked) == 1, "the tick"


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_every_validation_warns_and_none_blocks(form: Form, sheet: Worksheet) -> None:
    rules = sheet.data_validations.dataValidation
    assert rules
    for rule in rules:
        assert rule.errorStyle == "warning"
        assert rule.showErrorMessage
        assert rule.allow_blank
    covered = {
        cell for rule in rules if rule.type == "decimal" for part in rule.sqref.ranges for cell in cells_of(part)
    }
    for row in form.rows:
        for column in form.columns:
            if column.kind is ColumnKind.NOTE and not layout.opens_block(row):
                assert cell_at(sheet, form, row.code, column.id).coordinate not in covered


def cells_of(part: object) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [f"{get_column_letter(column)}{row}" for row, column in (place for line in part.rows for place in line)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_no_number_is_a_text_and_no_merged_cell_lies_in_the_table(form: Form, sheet: Worksheet) -> None:
    first, last = desk.HEAD_ROW, desk.FIRST_ROW + len(form.rows) - 1
    assert not [block for block in sheet.merged_cells.ranges if block.min_row <= last and block.max_row >= first]
    for row in sheet.iter_rows(min_row=desk.FIRST_ROW, max_row=last, min_col=layout.first_value_column(form)):
        for cell in row:
            assert cell.data_type in ("n", "f") or cell.value in ("x", "…", "Không phát sinh:"), cell.coordinate


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_codes_keep_their_zeros(form: Form, sheet: Worksheet) -> None:
    for row in form.rows:
        cell = sheet.cell(layout.row_number(form, row), layout.CODE_COLUMN)
        assert (cell.value, cell.data_type, cell.number_format) == (row.code, "s", "@")


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_every_letter_is_times_new_roman(form: Form, sheet: Worksheet) -> None:
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None and cell.column > 1}
    assert fonts == {"Times New Roman"}
    table = sheet.iter_rows(min_row=desk.FIRST_ROW, max_row=desk.FIRST_ROW + len(form.rows) - 1, min_col=2)
    assert {cell.font.sz for row in table for cell in row if cell.value is not None} <= {10, 11, 12}


# --- page


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_it_prints_well_on_one_click(form: Form, sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == (1 if len(form.rows) <= 18 else sheet.page_setup.fitToHeight)
    assert sheet.print_title_rows == f"${desk.HEAD_ROW}:${desk.HEAD_ROW + 1}"
    assert sheet.print_area.replace("'", "").endswith(str(sheet.max_row))
    assert "&P/&N" in sheet.oddFooter.center.text
    assert "Times New Roman" in sheet.oddFooter.center.font
    assert sheet.freeze_panes == sheet.cell(desk.FIRST_ROW, layout.first_value_column(form)).coordinate
    assert sheet.column_dimensions["A"].hidden


@pytest.mark.parametrize(("form", "sheet"), BLANKS)
def test_head_and_names_fit_their_columns(form: Form, sheet: Worksheet) -> None:
    """A name of two lines has a row of two lines: not every program makes room by itself."""
    width = sheet.column_dimensions["C"].width
    for row in form.rows:
        height = sheet.row_dimensions[layout.row_number(form, row)].height
        lines = -(-(len(row.title) + 2 * row.indent) * 9 // int(width * 10))
        assert lines == 1 or (height is not None and height >= 15 * lines), row.title


def test_blocks_have_a_tick_of_their_own() -> None:
    sheet = load_workbook(io.BytesIO(desk.blank("m03"))).worksheets[0]
    ticks = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Không phát sinh:"]
    assert [cell.row for cell in ticks] == [desk.row_of("m03", "I"), desk.row_of("m03", "II")]
    assert all(not sheet.cell(cell.row, cell.column + 1).protection.locked for cell in ticks)


# --- bytes


def test_the_same_form_gives_the_same_bytes() -> None:
    assert desk.blank("m01") == desk.blank("m01")
    assert desk.filled("m01") == desk.filled("m01")


def test_what_people_typed_stays_a_text_in_what_we_write() -> None:
    at = desk.occasion("m01")
    typed = {"02": "=cmd|' /C calc'!A0", "03": "+1", "04": "@x"}
    content = fill_form(desk.blank("m01"), {}, {}, at, moment=desk.MOMENT, remark=typed)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    for row in ("02", "03", "04"):
        cell = sheet[desk.cell_name("m01", row, "ghi_chu")]
        assert cell.data_type == "s"
        assert cell._style.quotePrefix == 1


# --- another unit of measure than the indicator's


def test_a_form_in_another_unit_of_measure_shows_and_reads_it_exactly() -> None:
    """The form asks in tỷ đồng what the system keeps in triệu đồng."""
    catalog, territory = desk.definitions()
    form = replace(catalog.forms["m02"], measure="tỷ đồng")
    catalog = replace(catalog, forms={"m02": form})
    at = replace(desk.occasion("m02"), form=form)
    content = blank_form(at, catalog=catalog, territory=territory, prefill=desk.known(at), moment=desk.MOMENT)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    known = cell_at(sheet, form, "01", "kh")
    assert (known.value, known.number_format) == (49.7, "#,##0.000")
    content = fill_form(
        content, {("01", "th"): Quantity(desk.number("15,477").value, "", 3)}, {}, at, moment=desk.MOMENT
    )
    from solieu.intake import read_forms

    (read,) = read_forms(content, "x.xlsx", catalog=catalog, territory=territory, prefill=desk.known)
    (fact,) = [one for one in read.staged if one.origin.row == "01"]
    assert fact.reading == Reading.of(Quantity(desk.number("15.477").value, "triệu đồng", 0))
    assert "SUB120" not in desk.codes(read)


# --- live formulas, computed by a spreadsheet program


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")
def test_live_formulas_show_totals_percentages_and_a_dash_for_a_missing_base() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m01.xlsx").write_bytes(desk.filled("m01", without=[("04", "uoc")]))
        (folder / "m02.xlsx").write_bytes(desk.filled("m02", without=[("02", "uoc")]))
        (folder / "leer.xlsx").write_bytes(desk.blank("m01"))
        (folder / "null.xlsx").write_bytes(with_zero_base())
        (folder / "out").mkdir()
        for one in ("m01", "m02", "leer", "null"):
            (folder / "out" / f"{one}.xlsx").write_bytes(b"")
        convert_to(folder, "m01.xlsx", "m02.xlsx", "leer.xlsx", "null.xlsx")
        shown = {
            path.stem: load_workbook(path, data_only=True).worksheets[0] for path in (folder / "out").glob("*.xlsx")
        }
    forms = desk.definitions()[0].forms

    def value(book: str, form: str, row: str, column: str) -> object:
        return cell_at(shown[book], forms[form], row, column).value

    assert value("m01", "m01", "01", "uoc") == pytest.approx(1578.85 + 120.4)
    assert value("m01", "m01", "02", "pct") == pytest.approx(105.3)
    assert value("m01", "m01", "04", "pct") == "-"
    assert value("m02", "m02", "01", "th_kh") == pytest.approx(31.1)
    assert value("m02", "m02", "01", "tang") == pytest.approx(52.6)
    assert value("m02", "m02", "02", "uoc_kh") == "-"
    assert value("leer", "m01", "01", "uoc") in (None, "")
    assert value("null", "m01", "02", "pct") == "-"
    assert not [text for sheet in shown.values() for text in texts(sheet) if text.startswith("#")]


def with_zero_base() -> bytes:
    book = desk.book("m01")
    book.worksheets[0][desk.cell_name("m01", "02", "ck")].value = 0
    return desk.saved(book)


def convert_to(folder: Path, *names: str) -> None:
    """Through .ods and back, so that every formula is computed."""
    convert(folder, "ods", *names)
    (folder / "out").mkdir(exist_ok=True)
    for name in names:
        stem = Path(name).stem
        (folder / "out" / f"{stem}.ods").write_bytes((folder / f"{stem}.ods").read_bytes())
    convert(folder / "out", "xlsx", *(f"{Path(name).stem}.ods" for name in names))


def test_a_column_shows_what_was_done_in_the_period_before() -> None:
    """Kỳ trước: the quarter before, also over the turn of the year."""
    catalog, _ = desk.definitions()
    form = catalog.forms["m01"]
    before = replace(form.columns[0], head="TH {previous_period}", period="previous")
    form = replace(form, columns=(before, *form.columns[1:]))
    for period, head, of in (("2024-Q2", "TH quý I/2024", "2024-Q1"), ("2024-Q1", "TH quý IV/2023", "2023-Q4")):
        unit = desk.occasion("m01").unit
        at = layout.occasion(catalog, form, unit, unit, parse_period(period))
        assert layout.head(before, at) == head
        assert layout.stands_for(before, at)[0] == parse_period(of)
        key = layout.key_of(form.rows[1], before, at)
        known = {key: Reading.of(Quantity(Decimal("12.5"), "ha", 1))}
        content = blank_form(at, catalog=catalog, territory=desk.definitions()[1], prefill=known, moment=desk.MOMENT)
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        shown = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float | Decimal)]
        assert head in [cell.value for cell in sheet[layout.HEAD_ROW]]
        assert shown == [12.5]
