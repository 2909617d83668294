"""A superior's own blank: what its words are taken for, what is written, and that nothing else is touched."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from foreign_blank import FIRST, MACRO, ROWS, SHEET, blank
from lxml import etree
from sheets_read import OFFICE, computed, number, opened

from solieu.cli import cli
from solieu.documents.xlsx_filling import fill_cells

NAME = "so_nn"


class Desk:
    """The sample, with a blank on the desk."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--workspace", str(self.workspace), "foreign", *arguments])

    def map(self, content: bytes, filename: str = "Biểu NN (Sở).xlsx", name: str = NAME) -> Result:
        (self.folder / filename).write_bytes(content)
        return self.run("map", str(self.folder / filename), "--name", name)

    def fill(self, *more: str, period: str = "2024-Q1") -> Result:
        return self.run("fill", NAME, "--period", period, "--output", str(self.folder / "ra.xlsx"), *more)

    @property
    def mapping(self) -> Path:
        return self.workspace / "bieu_cap_tren" / f"{NAME}.yaml"

    @property
    def filled(self) -> bytes:
        return (self.folder / "ra.xlsx").read_bytes()

    @property
    def sheet(self) -> Any:
        return opened(self.filled)[SHEET]

    def edit(self, old: str, new: str) -> None:
        text = self.mapping.read_text(encoding="utf-8")
        assert old in text
        self.mapping.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(sample_copy: Path, tmp_path: Path) -> Desk:
    return Desk(sample_copy, tmp_path)


# --- proposing


def test_what_the_words_of_the_blank_are_taken_for(desk: Desk) -> None:
    assert "13 ô nhận ra, 2 gợi ý cần xem lại" in desk.map(blank()).output
    lines = desk.mapping.read_text(encoding="utf-8").splitlines()
    said = {line.split("cell: ")[1].split(",")[0]: line for line in lines if "cell: " in line}
    assert "trong_trot.cay_luong_thuc, series: actual" in said["D8"] and "period: same_last_year" in said["D8"]
    assert "series: estimate, measure: ha" in said["E8"] and "period" not in said["E8"].replace("{Period}", "")
    assert "cut: {vat_nuoi: trau}" in said["E13"] and 'measure: "tỷ đồng"' in said["E16"]
    assert said["A3"].endswith('- {cell: A3, text: "KẾT QUẢ SẢN XUẤT {Period}"}')
    assert said["D14"].strip().startswith("# -") and "“km” không đổi được từ “ha”" in said["D14"]
    assert not {"D7", "D11", "F8", "G8"} & set(said)  # blocks, formulas, percentages, remarks


def test_a_mapping_is_never_overwritten_and_names_are_names(desk: Desk) -> None:
    desk.map(blank())
    before = desk.mapping.read_text(encoding="utf-8")
    assert (
        "đã có bảng ánh xạ" in desk.map(blank()).output.lower() and desk.mapping.read_text(encoding="utf-8") == before
    )
    for name in ("../ra", "a/b", "Sở", ""):
        assert desk.map(blank(), name=name).exit_code == 1


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"PK\x03\x04 torn", b"a;b\n1;2\n"]
)
def test_what_cannot_be_edited_is_refused_in_one_line(desk: Desk, content: bytes) -> None:
    result = desk.map(content)
    assert result.exit_code == 1 and "Traceback" not in result.output and not desk.mapping.exists()


# --- filling


def test_figures_stand_in_the_units_of_the_blank(desk: Desk) -> None:
    desk.map(blank())
    assert "Đã điền 12 ô" in desk.fill().output
    sheet = desk.sheet
    assert number(sheet["E8"].value) == Decimal("1578.85") and number(sheet["D8"].value) == Decimal("1575.7")
    assert number(sheet["E16"].value) == Decimal("19.594")  # 19.594 triệu đồng
    assert sheet["E13"].value == 8226 and sheet["D13"].value is None
    assert sheet["A3"].value == "KẾT QUẢ SẢN XUẤT Quý I năm 2024" and sheet["E14"].value is None


def test_what_has_no_value_is_told_and_left_empty(desk: Desk) -> None:
    desk.map(blank())
    result = desk.fill()
    assert result.exit_code == 0 and "Để trống vì chưa có số liệu (1)" in result.output
    assert f"{SHEET}!D13 “Tổng đàn trâu”: Chưa có số liệu" in result.output
    later = desk.fill(period="2024-Q2")
    assert desk.sheet["E8"].value is None and f"{SHEET}!E8" in later.output
    assert desk.sheet["D5"].value == "Thực hiện quý II/2023"


def test_every_other_part_of_the_file_is_the_same_bytes(desk: Desk) -> None:
    content = blank()
    desk.map(content)
    desk.fill()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(BytesIO(desk.filled)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert changed == ["xl/worksheets/sheet1.xml", "xl/workbook.xml"]
        assert after.read("xl/vbaProject.bin") == MACRO
        old, new = (_without_cells(archive.read("xl/worksheets/sheet1.xml")) for archive in (before, after))
    assert old == new  # widths, merged cells, validations, conditional formats, protection, drawing


def _without_cells(sheet: bytes) -> bytes:
    """The sheet with the place and the style of every cell, without what stands in it."""
    root = etree.fromstring(sheet)
    for cell in root.iter("{*}c"):
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        cell.text = None
    return bytes(etree.tostring(root, method="c14n"))


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_the_formulas_of_the_blank_are_kept_and_compute(desk: Desk, tmp_path: Path) -> None:
    desk.map(blank())
    line = "    - {cell: E11, indicator: trong_trot.dien_tich_gieo_trong, series: estimate, measure: ha}"
    desk.edit('  "Hướng dẫn": []', f'{line}\n  "Hướng dẫn": []')
    assert f"{SHEET}!E11: ô có công thức của biểu, giữ nguyên" in desk.fill().output
    assert desk.sheet["E11"].value == "=SUM(E8:E10)"
    sheet = computed(desk.filled, tmp_path)[SHEET]
    assert number(sheet["E11"].value) == Decimal("2311.95") and round(sheet["F8"].value, 1) == 100.2


def test_old_results_of_formulas_are_not_left_beside_new_figures() -> None:
    stale = _part(blank(), _with_a_result)
    assert b"<v>99</v>" in _read(stale)
    filled = fill_cells(stale, {(SHEET, "E8"): Decimal(1)}).content
    assert b"<v>99</v>" not in _read(filled) and b"SUM(E8:E10)" in _read(filled)
    assert b'fullCalcOnLoad="1"' in _read(filled, "xl/workbook.xml")


def _with_a_result(sheet: bytes) -> bytes:
    """As Excel leaves a total; openpyxl writes an empty result."""
    bare = sheet.replace(b"<v></v>", b"").replace(b"<v />", b"").replace(b"<v/>", b"")
    return bare.replace(b"<f>SUM(E8:E10)</f>", b"<f>SUM(E8:E10)</f><v>99</v>")


def _read(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(part)


def _part(content: bytes, edit: Any) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(name, edit(raw) if name == "xl/worksheets/sheet1.xml" else raw)
    return packed.getvalue()


def test_a_new_blank_with_rows_moved_is_filled_by_its_words(desk: Desk, tmp_path: Path) -> None:
    desk.map(blank())
    moved = tmp_path / "ky_nay.xlsx"
    moved.write_bytes(blank(rows=(ROWS[0], ("1", "Cây dược liệu", "ha"), *ROWS[1:])))
    desk.fill("--blank", str(moved))
    assert desk.sheet["E8"].value is None and number(desk.sheet["E9"].value) == Decimal("1578.85")


def test_words_that_are_gone_or_doubled_are_told_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.map(blank())
    other = tmp_path / "khac.xlsx"
    rows = (*(row for row in ROWS if row[1] != "Nhóm cây có củ"), ("9", "Nhóm cây lương thực", "ha"))
    other.write_bytes(blank(rows=rows))
    result = desk.fill("--blank", str(other))
    assert "“Nhóm cây có củ”" in result.output and "Không ghi" in result.output
    lines = {desk.sheet.cell(row, 2).value: desk.sheet.cell(row, 5).value for row in range(FIRST, FIRST + 9)}
    assert number(lines["Nhóm cây thực phẩm"]) == Decimal("709.1")  # the others still find their rows


def test_a_hedge_that_a_number_cannot_hold_is_told(desk: Desk) -> None:
    desk.map(blank(rows=(*ROWS[:7], ("2", "Trồng rừng", "ha"), *ROWS[8:])))
    result = desk.fill()
    assert desk.sheet["E14"].value == 150
    assert "Cần xem lại (1)" in result.output and "số gốc là “trên 150”" in result.output


# --- mistakes in the mapping


@pytest.mark.parametrize(("old", "new", "said"), [
    ("trong_trot.cay_luong_thuc", "trong_trot.cay_luong_tuc", "Có phải là “trong_trot.cay_luong_thuc”?"),
    ("series: estimate, measure: ha", "series: estimate, measure: km", "không đổi được"),
    ("series: estimate", "series: estimat", "estimat"),
    ("vat_nuoi: trau", "vat_nuoi: trauu", "Có phải là “trau”?"),
    ("cell: E8", "cell: 8E", "không phải địa chỉ ô"),
    ("{Period}", "{ky}", "ky"),
    ("measure: ha", "mesure: ha", "không có khóa “mesure”"),
])  # fmt: skip
def test_a_mistake_has_its_line_and_the_nearest_word(desk: Desk, old: str, new: str, said: str) -> None:
    desk.map(blank())
    desk.edit(old, new)
    result = desk.fill()
    assert result.exit_code == 1 and said in result.output and f"{NAME}.yaml:" in result.output
    assert not (desk.folder / "ra.xlsx").exists()


def test_rows_and_columns_may_be_named_without_an_address(desk: Desk) -> None:
    desk.map(blank())
    desk.edit("cell: E9, row", "row")
    desk.fill()
    assert desk.sheet["E9"].value == 24


def test_who_reads_only_a_commune_fills_nothing(desk: Desk) -> None:
    desk.map(blank())
    result = desk.fill("--as", "xa_bang_mac")
    assert result.exit_code == 1 and not (desk.folder / "ra.xlsx").exists()


# --- writing into cells


def test_cells_that_there_are_not_yet_and_merged_blocks() -> None:
    content = blank(decorated=False)
    values = {(SHEET, "B3"): "chữ", (SHEET, "AB2"): Decimal("1.5"), (SHEET, "C200"): Decimal(7), (SHEET, "A2"): "=1+1"}
    sheet = opened(fill_cells(content, values).content)[SHEET]
    assert sheet["A3"].value == "chữ"  # A3:G3 is one block
    assert sheet["AB2"].value == 1.5 and sheet["C200"].value == 7
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type in ("s", "inlineStr")


def test_nothing_to_write_gives_the_same_parts() -> None:
    content = blank()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(BytesIO(fill_cells(content, {}).content)) as after,
    ):
        assert all(before.read(name) == after.read(name) for name in before.namelist())


def test_an_unknown_sheet_is_our_own_failure() -> None:
    with pytest.raises(KeyError):
        fill_cells(blank(), {("Không có", "A1"): Decimal(1)})


def test_a_backup_holds_the_mapping(desk: Desk, tmp_path: Path) -> None:
    content = blank()
    desk.map(content)
    saved, restored = tmp_path / "sao.zip", tmp_path / "lai"
    run = CliRunner().invoke
    assert run(cli, ["--workspace", str(desk.workspace), "backup", "--output", str(saved)]).exit_code == 0
    assert run(cli, ["restore", str(saved), str(restored)]).exit_code == 0
    kept = restored / "bieu_cap_tren"
    assert (kept / f"{NAME}.xlsx").read_bytes() == content
    assert (kept / f"{NAME}.yaml").read_text(encoding="utf-8") == desk.mapping.read_text(encoding="utf-8")
