"""Reading filled forms, from bytes to staged facts with all doubts, against reading the same cells with calamine alone.

65 units send 10 forms of 200 figures each. One workbook a form is made and read for every unit: the bytes of the
others differ in their figures only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import python_calamine

from bench.timing import Row, side_by_side
from solieu.catalog import Catalog, load_bundle
from solieu.core import Quantity, parse_period
from solieu.intake import blank_form, fill_form, layout, read_forms
from solieu.territory import Territory

UNITS, FORMS, ROWS = 65, 10, 40
COLUMNS = {
    "ck": "{id: ck, head: 'TH {same_period}', kind: value, period: same_last_year}",
    "th": "{id: th, head: 'TH đến {cut_off}', kind: value, series: actual_at_cut_off}",
    "ca": "{id: ca, head: 'TH {period}', kind: value}",
    "uoc": "{id: uoc, head: 'Ước TH {period}', kind: value, series: estimate}",
    "nam": "{id: nam, head: 'TH {year}', kind: value, period: year}",
}
MOMENT = datetime(2024, 3, 1, tzinfo=UTC)


def rows() -> Iterator[Row]:
    catalog, territory = large_forms()
    books = [filled(catalog, territory, f"lon_{number}") for number in range(FORMS)]
    figures = sum(len(read.staged) for book in books for read in _read(book, catalog, territory))
    assert figures == FORMS * ROWS * len(COLUMNS)
    yield side_by_side(
        f"read {UNITS * FORMS} forms of {ROWS * len(COLUMNS)} figures into staged facts",
        lambda: [_read(book, catalog, territory) for book in books for _ in range(UNITS)],
        "calamine: the cells of the same workbooks",
        lambda: [_cells(book) for book in books for _ in range(UNITS)],
        runs=3,
    )


def _read(content: bytes, catalog: Catalog, territory: Territory):  # type: ignore[no-untyped-def]
    return read_forms(content, "bieu.xlsx", catalog=catalog, territory=territory)


def _cells(content: bytes) -> list[object]:
    book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def large_forms() -> tuple[Catalog, Territory]:
    """A catalogue of an invented district (minh họa) with forms as long as the longest that offices send."""
    files = {
        "catalog.yaml": "name: lon\ntitle: Huyện Lớn (minh họa)\nroot_unit: huyen\n",
        "cut_offs/cuoi.yaml": "title: hết tháng trước\nmonths_before_end: 1\n",
        "units/don_vi.yaml": (
            'huyen: [{from: 2000-01-01, kind: huyen, name: Lớn, code: "900", parent: "", order: 1}]\n'
            'phong: [{from: 2000-01-01, kind: co_quan, name: Phòng Lớn, code: "", parent: huyen, order: 100}]\n'
            'xa_mot: [{from: 2000-01-01, kind: xa, name: Một, code: "90001", parent: huyen, order: 1}]\n'
        ),
    }
    for number in range(FORMS):
        for row in range(1, ROWS + 1):
            files[f"indicators/lon_{number}/dong_{row}.yaml"] = (
                f"title: Chỉ tiêu {number}.{row}\nmeasure: ha\nnature: flow\nover_time: none\nover_units: none\ndecimals: 1\n"
            )
        lines = [f'  - {{code: "{row:02}", title: Chỉ tiêu số {row}, indicator: lon_{number}.dong_{row}}}'
                 for row in range(1, ROWS + 1)]  # fmt: skip
        columns = [f"  - {text}" for text in (*COLUMNS.values(), "{id: ghi_chu, head: Ghi chú, kind: note}")]
        files[f"forms/lon_{number}.yaml"] = "\n".join(
            [f"code: L{number}/LON-Q", f"title: Biểu lớn số {number}", "frequency: Q", "senders: [{kinds: [xa]}]",
             "receiver: phong", "due_days: 5", "cut_off: cuoi", "columns:", *columns, "rows:", *lines]
        )  # fmt: skip
    loaded = load_bundle({path: text.encode() for path, text in files.items()})
    assert loaded.catalog is not None, [mistake.message for mistake in loaded.mistakes]
    assert loaded.territory is not None
    return loaded.catalog, loaded.territory


def filled(catalog: Catalog, territory: Territory, form: str, unit: str = "xa_mot") -> bytes:
    """A form with a figure in every cell."""
    at = layout.occasion(catalog, catalog.forms[form], unit, unit, parse_period("2024-Q1"))
    content = blank_form(at, catalog=catalog, territory=territory, prefill={}, moment=MOMENT)
    values = {
        (row.code, column): Quantity(Decimal(1000 + 7 * line + place) / 10, "", 1)
        for line, row in enumerate(at.form.rows)
        for place, column in enumerate(COLUMNS)
    }
    return fill_form(content, values, {}, at, moment=MOMENT)
