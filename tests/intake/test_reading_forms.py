"""What travels with a figure: total, note, comment, provenance, status, place; and what is said about it."""

from __future__ import annotations

from decimal import Decimal

import form_desk as desk
from mishandled.by_people import put, sheet_of, typed, with_results
from openpyxl.comments import Comment

from solieu.core import Consequence, Period, SeriesKind
from solieu.facts import Provenance, StagedFact, Status
from solieu.intake import ReadForm, read_forms


def only(content: bytes) -> ReadForm:
    (form,) = desk.read(content)
    return form


def fact(form: ReadForm, row: str, column: str) -> StagedFact:
    mark = {"th": "2", "uoc": "3"}[column]
    return next(one for one in form.staged if (one.origin.row, one.origin.mark) == (row, mark))


# --- totals


def test_a_total_that_the_form_computes_is_the_sum_and_not_the_units_own() -> None:
    total = fact(only(desk.filled("m01")), "01", "uoc")
    assert total.reading.quantity is not None
    assert (total.reading.quantity.value, total.reading.quantity.decimals) == (Decimal("1759.55"), 2)
    assert not total.stated_total


def test_a_total_typed_over_is_kept_as_the_units_own() -> None:
    assert fact(only(typed("m01", "01", "uoc", 1700)), "01", "uoc").stated_total


def test_a_total_typed_with_the_sum_is_still_typed() -> None:
    """The unit wrote 1.759,55 itself; it agrees, and it is the unit's own figure all the same."""
    assert fact(only(typed("m01", "01", "uoc", 1759.55)), "01", "uoc").stated_total


def test_a_total_by_another_formula_is_the_units_own_only_where_it_differs() -> None:
    for shown, is_own in (("1759.55", False), ("1800", True)):
        content = typed("m01", "01", "uoc", "=SUM(G11:G14)")
        content = with_results(content, {desk.cell_name("m01", "01", "uoc"): shown})
        assert fact(only(content), "01", "uoc").stated_total is is_own


def test_a_total_of_a_missing_part_is_absent_and_never_smaller() -> None:
    form = only(desk.filled("m01", without=[("03", "uoc")]))
    assert ("01", "uoc") not in desk.figures(form)


# --- words


def test_note_comment_and_status_travel_with_the_figure() -> None:
    book, sheet = sheet_of(remark={"02": "do mở rộng vùng lúa"})
    sheet[desk.cell_name("m01", "02", "uoc")].comment = Comment("hỏi lại thôn Đông", "cán bộ")
    form = only(desk.saved(book))
    assert fact(form, "02", "uoc").note == "hỏi lại thôn Đông; do mở rộng vùng lúa"
    assert fact(form, "02", "th").note == "do mở rộng vùng lúa"
    assert fact(form, "02", "uoc").status is Status.ESTIMATED
    assert fact(form, "02", "th").status is Status.PRELIMINARY
    assert fact(form, "02", "uoc").key.series.kind is SeriesKind.ESTIMATE


def test_generated_and_implied_figures_say_so_and_so_does_their_total() -> None:
    notes = {(row, "uoc"): "minh họa" for row in ("02", "03", "04")} | {("05", "uoc"): "suy ra: từ 104,2%"}
    form = only(desk.filled("m01", notes=notes))
    assert fact(form, "02", "uoc").provenance is Provenance.ILLUSTRATIVE
    assert fact(form, "01", "uoc").provenance is Provenance.ILLUSTRATIVE
    assert fact(form, "05", "uoc").provenance is Provenance.IMPLIED
    assert fact(form, "05", "uoc").note == "suy ra: từ 104,2%"
    assert fact(form, "02", "th").provenance is Provenance.REPORTED


def test_the_box_under_the_table_is_the_senders_word() -> None:
    book, sheet = sheet_of()
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "m01:thuyet_minh")
    sheet.cell(row, 2).value = "Rét đậm làm chậm thời vụ."
    assert only(desk.saved(book)).remark == "Rét đậm làm chậm thời vụ."


def test_a_hedge_and_a_dropped_word_are_said_on_demand() -> None:
    form = only(typed("m03", "01", "th", "trên 85 con"))
    (said,) = form.findings
    assert (said.code, said.consequence) == ("SUB124", Consequence.HINT)
    assert "ghi “trên 85 con”; đã đọc 85 con, giữ từ chỉ mức ước lượng" in said.message


# --- places and messages


def test_a_message_names_form_row_column_and_cell_then_what_was_seen_then_what_to_do() -> None:
    (said,) = only(typed("m01", "02", "uoc", "1.578")).findings
    assert said.message == (
        "Biểu M01/TT-Q, dòng 02, cột 3 “Ước TH quý I/2024”, ô G11: “1.578” có thể đọc theo hai cách: 1.578 hoặc 1,578."
    )
    assert said.next_step == "Đề nghị viết lại cho rõ."
    assert (said.where.sheet, said.where.cell, said.printed) == ("M01", "G11", "1.578")
    assert said.where.key == "trot.lua/xa_an_binh/2024-Q1/estimate"


def test_the_same_doubt_about_the_same_figure_is_one_doubt_in_every_file() -> None:
    """An explanation answers it again when the form is sent again, wherever the cell stands by then."""
    book, sheet = sheet_of("m03")
    put("m03", sheet, "03", "th", "-")
    first = only(desk.saved(book)).findings[0]
    sheet.insert_rows(1, 2)
    (second,) = [one for one in only(desk.saved(book)).findings if one.code == "SUB105"]
    assert first.where.cell != second.where.cell
    assert first.fingerprint == second.fingerprint
    put_other = only(typed("m03", "03", "th", "…")).findings[0]
    assert put_other.fingerprint != first.fingerprint


def test_no_message_blames_or_speaks_of_invalid_values() -> None:
    from solieu.intake import DOUBTS

    for doubt in DOUBTS.values():
        text = f"{doubt.meaning} {doubt.next_step}".lower()
        assert "không hợp lệ" not in text
        assert "!" not in text
        assert doubt.next_step == "" or doubt.next_step.endswith(".")
    assert len({doubt.name for doubt in DOUBTS.values()}) == len(DOUBTS)


# --- prefilled figures


def test_a_settled_figure_that_the_sender_changed_stays_and_is_shown() -> None:
    book, sheet = sheet_of(remark={"02": "năm trước đã điều chỉnh"})
    put("m01", sheet, "02", "ck", "1.490 ha")
    (said,) = only(desk.saved(book)).findings
    assert (said.code, said.consequence, said.expected) == ("SUB120", Consequence.LOOK, "1.500 ha")
    assert said.message.endswith(
        "số điền sẵn là 1.500 ha, đơn vị sửa thành “1.490 ha” và nêu: năm trước đã điều chỉnh."
    )


def test_a_figure_where_nothing_is_known_is_not_lost() -> None:
    catalog, territory = desk.definitions()
    (form,) = read_forms(desk.filled("m01"), "x.xlsx", catalog=catalog, territory=territory)
    assert {said.code for said in form.findings} == {"SUB121"}
    assert "“1650,5”" in form.findings[0].message


def test_prefilled_figures_of_many_digits_are_not_disputed_by_the_spreadsheet() -> None:
    assert only(desk.filled("m02")).findings == ()


# --- percentages


def test_a_percentage_typed_over_the_formula_is_compared_later() -> None:
    form = only(typed("m02", "01", "uoc_kh", 39.4))
    (ratio,) = form.stated
    assert ratio.percent.quantity is not None
    assert (ratio.percent.quantity.value, ratio.growth) == (Decimal("39.4"), False)
    (growth,) = only(typed("m02", "01", "tang", "tăng 52,6%")).stated or (None,)
    assert growth is None or growth.growth


def test_a_live_percentage_is_never_a_statement() -> None:
    content = with_results(desk.filled("m02"), {desk.cell_name("m02", "01", "uoc_kh"): "77"})
    assert only(content).stated == ()


def test_nothing_is_read_from_a_period_that_is_not_the_forms() -> None:
    form = only(desk.filled("m01"))
    assert {one.key.period for one in form.staged} == {desk.Q1}
    assert isinstance(desk.Q1, Period)
