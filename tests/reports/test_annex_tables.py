"""Annex tables in the columns of the office: heads, marks, signs for what is missing, and what stands under them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from solieu.app.publishing import Compiled
from solieu.app.workspace import Definitions
from solieu.catalog.model import TemplateText
from solieu.core import Absence, FactKey, Hedge, Period, PeriodKind, Quantity, Reading, Where, parse_fact_key
from solieu.documents import NoteMark, Table
from solieu.facts import Revision, Snapshot
from solieu.reports import Report, compile_report
from solieu.reports.table_notes import ROUNDED

MOMENT = datetime(2024, 3, 20, tzinfo=UTC)
PERIOD = Period(2024, PeriodKind.QUARTER, 1)
SOWN, REVENUE, ROOTS = "trong_trot.dien_tich_gieo_trong", "ngan_sach.thu_tren_dia_ban", "trong_trot.cay_co_cu"


def _text(runs: object) -> str:
    return "".join(run.text for run in runs if not isinstance(run, NoteMark))  # type: ignore[attr-defined]


def _rows(table: Table) -> list[list[str]]:
    return [[_text(cell.runs) for cell in row] for row in table.rows]


def _tables(report: Report) -> dict[str, Table]:
    return {block.title: block for section in report.sections for block in section.blocks if isinstance(block, Table)}


def _made(
    held: Definitions,
    columns: str,
    rows: str,
    values: dict[str, Reading],
    *,
    measure: str = "",
    period: Period = PERIOD,
) -> tuple[Table, Report]:
    """One table over facts that are given by key."""
    text = f"::: table thu\ntitle: Biểu thử\n{f'measure: {measure}' if measure else ''}\ncolumns: [{columns}]\nrows:\n{rows}\n:::\n"
    definition = replace(held.catalog.reports["bao_cao_quy"], sections=(TemplateText("t", "t.md", text),), annexes=())
    facts = {}
    for name, reading in values.items():
        key: FactKey = parse_fact_key(name.replace("/H/", "/huyen_chi_lang/"))
        facts[key] = Revision(key, 1, reading, "s", Where(), MOMENT, "x")
    catalog = replace(held.catalog, reports={"thu": definition})
    report = compile_report(catalog, held.territory, Snapshot(MOMENT, facts), "thu", period)
    return _tables(report)["Biểu thử"], report


def _of(value: str, decimals: int = 1, unit: str = "ha", hedge: Hedge = Hedge.NONE) -> Reading:
    return Reading.of(Quantity(Decimal(value), unit, decimals, hedge))


# --- the shipped annex


def _shipped(done: Compiled) -> list[Table]:
    """Sown area, budget, capital."""
    tables = _tables(done.report)
    return [next(table for title, table in tables.items() if word in title)
            for word in ("gieo trồng", "ngân sách", "Kế hoạch vốn")]  # fmt: skip


def test_heads_and_marks_are_those_of_the_office(done: Compiled) -> None:
    one, two, three = _shipped(done)
    assert [_text(cell.runs) for cell in one.head] == [
        "STT", "Chỉ tiêu", "ĐVT", "TH quý I/2023", "TH đến 29/02/2024", "Ước TH quý I/2024", "% so cùng kỳ", "Ghi chú"
    ]  # fmt: skip
    assert one.marks == ("A", "B", "C", "1", "2", "3", "4=3/1", "D") and one.unit_line == ""
    assert two.marks == ("A", "B", "1", "2", "3", "4", "5", "6=5/2", "7=5/3", "8=5/1", "C")
    assert [_text(cell.runs) for cell in two.head][3:5] == ["KH năm 2024 tỉnh giao", "KH năm 2024 điều hành"]
    assert two.unit_line == three.unit_line == "ĐVT: triệu đồng"


def test_cells_hold_bare_numbers(done: Compiled) -> None:
    """No unit, no percent sign, no leading zero; percentages are ratios."""
    _, two, three = _shipped(done)
    assert _rows(two)[0] == ["I", "Tổng thu ngân sách nhà nước trên địa bàn", "12.840", "49.700", "84.700", "15.477", "19.594",
                             "39,4", "23,1", "152,6", "Số cùng kỳ: suy ra."]  # fmt: skip
    assert _rows(three)[0][2:5] == ["135.188", "28.561", "21,1"]
    assert _rows(three)[2][2:5] == ["50.000", "…", "…"]
    assert _rows(three)[5] == ["-", "Vốn huy động khác", "269", "x", "x", ""]
    assert three.notes == ("Ký hiệu: “…” chưa có số liệu; “x” không áp dụng.",)


def test_an_explanation_lands_in_the_remarks(done: Compiled) -> None:
    first, *_ = _shipped(done)
    assert _rows(first)[0][-1].startswith("Minh họa: các nhóm cây") and _rows(first)[0][-1].endswith(
        "Số cùng kỳ: suy ra."
    )


# --- signs


@pytest.mark.parametrize(
    ("estimate", "base", "shown"),
    [
        ("120", "100", ["100,0", "120,0", "120,0"]),
        ("120", "0", ["0,0", "120,0", "-"]),
        ("120", None, ["…", "120,0", "-"]),
        (None, "100", ["100,0", "…", "…"]),
        (None, None, ["…", "…", "…"]),
        ("0", "100", ["100,0", "0,0", "0,0"]),
        ("0", "0", ["0,0", "0,0", "-"]),
    ],
)
def test_what_is_missing_or_has_no_base_is_a_sign(
    held: Definitions, estimate: str | None, base: str | None, shown: list[str]
) -> None:
    values = {}
    if estimate is not None:
        values[f"{REVENUE}/H/2024-Q1/estimate"] = _of(estimate, unit="triệu đồng")
    if base is not None:
        values[f"{REVENUE}/H/2023-Q1/actual"] = _of(base, unit="triệu đồng")
    table, report = _made(held, "cung_ky, uoc, phan_tram_cung_ky", f"  - {{chi_tieu: {REVENUE}}}", values)
    assert _rows(table)[0][3:] == shown
    assert len(report.gaps) == (estimate is None) + (base is None)  # a percentage owes nothing of its own
    legend = table.notes[0] if table.notes else ""
    assert all((f"“{sign}”" in legend) == (sign in shown) for sign in ("…", "-"))


def test_what_does_not_apply_is_no_gap(held: Definitions) -> None:
    table, report = _made(held, "uoc", f"  - {{chi_tieu: {REVENUE}}}",
                          {f"{REVENUE}/H/2024-Q1/estimate": Reading.absent(Absence.DOES_NOT_APPLY)})  # fmt: skip
    assert _rows(table)[0][3:] == ["x"] and report.gaps == ()


def test_a_hedge_stays_with_its_number(held: Definitions) -> None:
    table, report = _made(held, "uoc", f"  - {{chi_tieu: {REVENUE}}}",
                          {f"{REVENUE}/H/2024-Q1/estimate": _of("85", 0, "triệu đồng", Hedge.OVER)})  # fmt: skip
    assert _rows(table)[0][3:] == ["trên 85"] and report.figures[0].printed == "85"


def test_a_row_without_figures_is_empty_and_x_marks_what_makes_no_sense(held: Definitions) -> None:
    rows = f'  - {{stt: I, title: Thu, bold: true}}\n  - {{stt: "-", chi_tieu: {REVENUE}, x: [cung_ky, phan_tram_cung_ky]}}'
    table, report = _made(
        held, "cung_ky, uoc, phan_tram_cung_ky", rows, {f"{REVENUE}/H/2024-Q1/estimate": _of("5", 0, "triệu đồng")}
    )
    assert _rows(table) == [
        ["I", "Thu", "", "", "", ""],
        ["-", "Tổng thu ngân sách nhà nước trên địa bàn", "triệu đồng", "x", "5", "x"],
    ]
    assert report.gaps == ()


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "measure", "shown"),
    [
        ("1.5", 1, "tỷ đồng", "triệu đồng", "1.500"),
        ("15477", 0, "triệu đồng", "tỷ đồng", "15,5"),
        ("15477000000", 0, "đồng", "", "15.477"),
        ("0.25", 2, "tỷ đồng", "triệu đồng", "250"),
    ],
)
def test_one_table_prints_in_one_unit(
    held: Definitions, value: str, decimals: int, unit: str, measure: str, shown: str
) -> None:
    table, report = _made(held, "uoc", f"  - {{chi_tieu: {REVENUE}}}",
                          {f"{REVENUE}/H/2024-Q1/estimate": _of(value, decimals, unit)}, measure=measure)  # fmt: skip
    assert _rows(table)[0][-1] == shown
    assert report.figures[0].unit == (measure or "triệu đồng")


# --- rounding


PARTS = ("trong_trot.cay_luong_thuc", ROOTS, "trong_trot.cay_thuc_pham")


def _sums(held: Definitions, total: str, parts: tuple[str, ...], decimals: int) -> Table:
    rows = "\n".join(
        [f"  - {{chi_tieu: {SOWN}, bold: true}}", *(f"  - {{chi_tieu: {part}, indent: 1}}" for part in PARTS)]
    )
    values = {
        f"{name}/H/2024-Q1/estimate": _of(value, decimals)
        for name, value in zip((SOWN, *PARTS), (total, *parts), strict=True)
    }
    return _made(held, "uoc", rows, values)[0]


def test_parts_that_do_not_meet_by_rounding_are_explained(held: Definitions) -> None:
    """1,04 + 2,04 + 3,04 = 6,12: as printed 1,0 + 2,0 + 3,0 is 6,0, but the sum prints 6,1."""
    table = _sums(held, "6.12", ("1.04", "2.04", "3.04"), 1)
    assert [row[3] for row in _rows(table)] == ["6,1", "1,0", "2,0", "3,0"]
    assert ROUNDED in table.notes


@pytest.mark.parametrize(("total", "parts"), [
    ("6.0", ("1.0", "2.0", "3.0")),  # meets
    ("7.0", ("1.0", "2.0", "3.0")),  # does not meet, and rounding is not why
])  # fmt: skip
def test_the_note_is_only_for_rounding(held: Definitions, total: str, parts: tuple[str, ...]) -> None:
    assert ROUNDED not in _sums(held, total, parts, 1).notes


def test_a_sum_with_a_missing_part_says_nothing_of_rounding(held: Definitions, done: Compiled) -> None:
    assert all(ROUNDED not in table.notes for table in _tables(done.report).values())


# --- cumulative figures


SECOND, THIRD = (Period(2024, PeriodKind.QUARTER, number) for number in (2, 3))
YEARS = {
    f"{REVENUE}/H/2024-Q3/estimate": "30", f"{REVENUE}/H/2024-Q2/actual": "20", f"{REVENUE}/H/2024-Q1/actual": "10",
    f"{REVENUE}/H/2023-Q3/actual": "25", f"{REVENUE}/H/2023-Q2/actual": "15", f"{REVENUE}/H/2023-Q1/actual": "10",
    f"{REVENUE}/H/2024-Q2/estimate": "21", f"{REVENUE}/H/2024/target:tinh": "120",
}  # fmt: skip
COLUMNS = "cung_ky, ke_hoach(tinh), uoc, luy_ke, phan_tram_ke_hoach(tinh), phan_tram_cung_ky"


def _cumulative(held: Definitions, period: Period, *, without: str = "") -> tuple[Table, Report]:
    values = {key: _of(value, 0, "triệu đồng") for key, value in YEARS.items() if key != f"{REVENUE}/H/{without}"}
    return _made(held, COLUMNS, f"  - {{chi_tieu: {REVENUE}}}", values, period=period)


def test_from_the_second_quarter_on_the_year_is_added_up(held: Definitions) -> None:
    table, _ = _cumulative(held, THIRD)
    assert [_text(cell.runs) for cell in table.head][3:7] == [
        "TH 9 tháng năm 2023", "KH năm 2024 tỉnh giao", "Ước TH quý III/2024", "Lũy kế 9 tháng năm 2024"
    ]  # fmt: skip
    assert table.marks == ("A", "B", "C", "1", "2", "3", "4", "5=4/2", "6=4/1")
    assert _rows(table)[0][3:] == ["50", "120", "30", "60", "50,0", "120,0"]
    table, _ = _cumulative(held, SECOND)
    assert _text(table.head[3].runs) == "TH 6 tháng đầu năm 2023"
    assert _rows(table)[0][3:] == ["25", "120", "21", "31", "25,8", "124,0"]


def test_in_the_first_quarter_the_column_goes(held: Definitions) -> None:
    table, _ = _cumulative(held, PERIOD)
    assert not [cell for cell in table.head if "Lũy kế" in _text(cell.runs)]
    assert table.marks == ("A", "B", "C", "1", "2", "3", "4=3/2", "5=3/1")


def test_a_missing_quarter_makes_the_year_missing_never_smaller(held: Definitions) -> None:
    table, report = _cumulative(held, THIRD, without="2024-Q1/actual")
    assert _rows(table)[0][3:] == ["50", "120", "30", "…", "…", "…"]
    assert ["quý I/2024" in gap.text for gap in report.gaps] == [True]


def test_a_stock_is_not_added_up(held: Definitions) -> None:
    values = {f"{ROOTS}/H/2024-Q2/estimate": _of("24"), f"{ROOTS}/H/2024-Q1/actual": _of("20")}
    table, _ = _made(held, "uoc, luy_ke", f"  - {{chi_tieu: {ROOTS}}}", values, period=SECOND)
    assert _rows(table)[0][3:] == ["24,0", "24,0"]
