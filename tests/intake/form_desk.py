"""A desk in a small invented district: its catalogue, its blanks, filled forms and the reader.

Three forms hold what forms have: m01 a total with parts, same period, estimate, percentage, several units of measure;
m02 one unit of measure for all, plans, two columns with one heading; m03 blocks, counts and a single figure a row.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from solieu.catalog import Catalog, load_bundle
from solieu.core import FactKey, Period, Quantity, Reading, parse_period
from solieu.intake import Identity, Occasion, ReadForm, blank_form, fill_form, layout, read_forms
from solieu.territory import Territory
from solieu.vietnamese import Certain, read_number

MOMENT = datetime(2024, 3, 5, 1, tzinfo=UTC)
Q1 = parse_period("2024-Q1")
Place = tuple[str, str]  # row code, column id

_INDICATORS = """
trot.tong      | Tổng diện tích       | ha         | flow | 1
trot.lua       | Diện tích lúa        | ha         | flow | 1
trot.ngo       | Diện tích ngô        | ha         | flow | 1
trot.rau       | Diện tích rau        | ha         | flow | 1
trot.san_luong | Sản lượng lúa        | tấn        | flow | 0
trot.nuoc      | Hộ dùng nước sạch    | %          | ratio| 1
ngan.thu       | Tổng thu ngân sách   | triệu đồng | flow | 0
ngan.chi       | Tổng chi ngân sách   | triệu đồng | flow | 0
dan.trau       | Đàn trâu             | con        | stock| 0
dan.lon        | Đàn lợn              | con        | stock| 0
dan.tiem       | Tiêm phòng trâu      | lượt con   | flow | 0
dan.duong      | Đường bê tông        | km         | flow | 3
"""
_M01 = """
code: M01/TT-Q
title: Diện tích gieo trồng
frequency: Q
senders:
  - {kinds: [xa]}
  - {organisation: phong_nn, second_source: true}
receiver: phong_nn
due_days: 5
cut_off: cuoi_thang_truoc
columns:
  - {id: ck, head: "TH {same_period}", kind: prefilled, period: same_last_year}
  - {id: th, head: "TH đến {cut_off}", kind: value, series: actual_at_cut_off}
  - {id: uoc, head: "Ước TH {period}", kind: value, series: estimate}
  - {id: pct, head: "So cùng kỳ (%)", kind: computed, numerator: uoc, denominator: ck}
  - {id: ghi_chu, head: Ghi chú, kind: note}
rows:
  - {code: "01", title: Tổng diện tích gieo trồng, indicator: trot.tong, total_of: ["02", "03", "04"], bold: true}
  - {code: "02", title: "Cây lúa", indicator: trot.lua, indent: 1}
  - {code: "03", title: "Cây ngô", indicator: trot.ngo, indent: 1}
  - {code: "04", title: "Rau, đậu các loại", indicator: trot.rau, indent: 1}
  - {code: "05", title: "Sản lượng lúa", indicator: trot.san_luong, columns: [uoc]}
  - {code: "06", title: "Tỷ lệ hộ dùng nước sạch", indicator: trot.nuoc, columns: [ck, uoc]}
remarks:
  - Dòng 05 chỉ ghi ở cột ước.
"""
_M02 = """
code: M02/NS-Q
title: Thu, chi ngân sách
frequency: Q
senders:
  - {organisation: phong_tc}
receiver: phong_tc
due_days: 8
cut_off: cuoi_thang_truoc
measure: triệu đồng
columns:
  - {id: ck, head: "TH {same_period}", kind: prefilled, period: same_last_year}
  - {id: kh, head: "KH {year}", kind: prefilled, period: year, series: "target:tinh"}
  - {id: th, head: "TH đến {cut_off}", kind: value, series: actual_at_cut_off}
  - {id: th_kh, head: "% KH", kind: computed, numerator: th, denominator: kh}
  - {id: uoc, head: "Ước TH {period}", kind: value, series: estimate}
  - {id: uoc_kh, head: "% KH", kind: computed, numerator: uoc, denominator: kh}
  - {id: tang, head: "Tăng (+), giảm (-) %", kind: computed, numerator: uoc, denominator: ck, growth: true}
  - {id: ghi_chu, head: Ghi chú, kind: note}
rows:
  - {code: "01", title: Tổng thu ngân sách nhà nước, indicator: ngan.thu, bold: true}
  - {code: "02", title: Tổng chi ngân sách nhà nước, indicator: ngan.chi, bold: true}
"""
_M03 = """
code: M03/VN-Q
title: Chăn nuôi, giao thông nông thôn
frequency: Q
senders:
  - {kinds: [xa]}
receiver: phong_nn
due_days: 5
cut_off: cuoi_thang_truoc
columns:
  - {id: th, head: "TH {period}", kind: value}
  - {id: ghi_chu, head: Ghi chú, kind: note}
rows:
  - {code: "I", title: Chăn nuôi, bold: true}
  - {code: "01", title: Đàn trâu, indicator: dan.trau}
  - {code: "02", title: Đàn lợn, indicator: dan.lon}
  - {code: "03", title: Tiêm phòng trâu, indicator: dan.tiem}
  - {code: "II", title: Giao thông nông thôn, bold: true}
  - {code: "04", title: Đường bê tông làm mới, indicator: dan.duong}
"""
_UNITS = """
huyen_mau: [{from: 2000-01-01, kind: huyen, name: Mẫu, code: "900", parent: "", order: 1}]
xa_an_binh: [{from: 2000-01-01, kind: xa, name: An Bình, code: "90001", parent: huyen_mau, order: 1}]
xa_an_phu: [{from: 2000-01-01, kind: xa, name: An Phú, code: "90002", parent: huyen_mau, order: 2}]
phong_nn: [{from: 2000-01-01, kind: co_quan, name: Phòng Nông nghiệp, code: "", parent: huyen_mau, order: 101}]
phong_tc: [{from: 2000-01-01, kind: co_quan, name: Phòng Tài chính, code: "", parent: huyen_mau, order: 102}]
"""
_HEAD = """
name: mau
title: Huyện Mẫu (minh họa)
root_unit: huyen_mau
"""
# What the desk of the commune means to say, whatever becomes of its file.
M01 = {
    ("02", "th"): "812,5", ("03", "th"): "96,1", ("04", "th"): "41",
    ("02", "uoc"): "1.578,85", ("03", "uoc"): "120,4", ("04", "uoc"): "60,3",
    ("05", "uoc"): "1.397", ("06", "uoc"): "85,3",
}  # fmt: skip
M02 = {("01", "th"): "15.477", ("02", "th"): "133.903", ("01", "uoc"): "19.594", ("02", "uoc"): "185.002"}
M03 = {("01", "th"): "8.226", ("02", "th"): "13.650", ("03", "th"): "724", ("04", "th"): "11,042"}
LAST_YEAR = {
    ("01", "ck"): "1.650,5",
    ("02", "ck"): "1.500",
    ("03", "ck"): "100,5",
    ("04", "ck"): "50",
    ("06", "ck"): "84",
}
BUDGET = {("01", "ck"): "12.840", ("02", "ck"): "152.894", ("01", "kh"): "49.700", ("02", "kh"): "776.000"}
FORMS: dict[str, tuple[str, str, dict[Place, str], dict[Place, str]]] = {
    "m01": ("xa_an_binh", "xa_an_binh", M01, LAST_YEAR),
    "m02": ("huyen_mau", "phong_tc", M02, BUDGET),
    "m03": ("xa_an_binh", "xa_an_binh", M03, {}),
}


@cache
def definitions() -> tuple[Catalog, Territory]:
    files = {"catalog.yaml": _HEAD, "units/units.yaml": _UNITS}
    files["target_levels/tinh.yaml"] = "title: kế hoạch tỉnh giao\n"
    files["cut_offs/cuoi_thang_truoc.yaml"] = "title: hết tháng trước\nmonths_before_end: 1\n"
    files |= {"forms/m01.yaml": _M01, "forms/m02.yaml": _M02, "forms/m03.yaml": _M03}
    for line in _INDICATORS.strip().splitlines():
        id, title, measure, nature, decimals = (part.strip() for part in line.split("|"))
        files[f"indicators/{id.replace('.', '/')}.yaml"] = (
            f"title: {title}\nmeasure: {measure!r}\nnature: {nature}\nover_time: none\nover_units: none\n"
            f"decimals: {decimals}\n"
        )
    loaded = load_bundle({path: text.encode() for path, text in files.items()})
    assert loaded.mistakes == (), [f"{mistake.where}: {mistake.message}" for mistake in loaded.mistakes]
    assert loaded.catalog is not None
    assert loaded.territory is not None
    return loaded.catalog, loaded.territory


def number(text: str) -> Quantity:
    """1.578,85 as it is meant in these tables: dots for thousands."""
    reading = read_number(text, decimals_expected=0)
    assert isinstance(reading, Certain)
    return reading.quantity


def occasion(form: str, *, period: Period = Q1, unit: str = "", sender: str = "") -> Occasion:
    catalog, _ = definitions()
    own_unit, own_sender, _, _ = FORMS[form]
    return layout.occasion(catalog, catalog.forms[form], unit or own_unit, sender or unit or own_sender, period)


def known(at: Occasion) -> Mapping[FactKey, Reading]:
    """What the system knows already for the grey cells."""
    table = FORMS[at.form.id][3]
    rows, columns = {row.code: row for row in at.form.rows}, {column.id: column for column in at.form.columns}
    catalog, _ = definitions()
    return {
        layout.key_of(rows[row], columns[column], at): Reading.of(
            Quantity(number(text).value, catalog.indicators[rows[row].indicator].measure, number(text).decimals)
        )
        for (row, column), text in table.items()
    }


def blank(form: str, **where: Any) -> bytes:
    catalog, territory = definitions()
    at = occasion(form, **where)
    return blank_form(at, catalog=catalog, territory=territory, prefill=known(at), moment=MOMENT)


def filled(form: str, *, without: Iterable[Place] = (), notes: Mapping[Place, str] | None = None,
           remark: Mapping[str, str] | None = None, **where: Any) -> bytes:  # fmt: skip
    """The form as the desk fills it in."""
    values = {place: number(text) for place, text in FORMS[form][2].items() if place not in set(without)}
    at = occasion(form, **where)
    return fill_form(blank(form, **where), values, notes or {}, at, moment=MOMENT, remark=remark)


def meant(form: str) -> dict[Place, Decimal]:
    """The figures that the desk means, the total of m01 included."""
    figures = {place: number(text).value for place, text in FORMS[form][2].items()}
    if form == "m01":
        figures |= {("01", column): sum((figures[row, column] for row in ("02", "03", "04")), Decimal(0))
                    for column in ("th", "uoc")}  # fmt: skip
    return figures


def book(form: str, **options: Any) -> Workbook:
    return load_workbook(io.BytesIO(filled(form, **options)))


def cell_name(form: str, row: str, column: str) -> str:
    """Where a figure stands on the blank: G12."""
    at = occasion(form)
    rows, columns = {one.code: one for one in at.form.rows}, {one.id: one for one in at.form.columns}
    return f"{get_column_letter(layout.column_number(at.form, columns[column]))}{layout.row_number(at.form, rows[row])}"


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def read(content: bytes, filename: str = "bieu.xlsx", *, expected: Identity | None = None) -> tuple[ReadForm, ...]:
    catalog, territory = definitions()
    return read_forms(content, filename, catalog=catalog, territory=territory, prefill=known, expected=expected)


def figures(form: ReadForm) -> dict[Place, Decimal]:
    """What was accepted, by row code and column id."""
    assert form.at is not None
    heads = {layout.cited(form.at.form, column): column.id for column in form.at.form.columns}
    return {
        (fact.origin.row, heads[fact.origin.mark]): fact.reading.quantity.value
        for fact in form.staged
        if fact.reading.quantity is not None
    }


def codes(form: ReadForm) -> list[str]:
    return [finding.code for finding in form.findings]


def row_of(form: str, code: str) -> int:
    at = occasion(form)
    return next(layout.row_number(at.form, row) for row in at.form.rows if row.code == code)


FIRST_ROW, HEAD_ROW, TICK_ROW = layout.FIRST_ROW, layout.HEAD_ROW, layout.TICK_ROW
