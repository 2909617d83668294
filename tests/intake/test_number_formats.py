"""What a number format does to the number that an officer sees."""

from decimal import Decimal

import pytest

from solieu.core import Hedge
from solieu.intake.cells import Asked, read_cell
from solieu.intake.number_formats import Shown, shown
from solieu.intake.sheet import Cell, CellKind


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shown()),
        ("", Shown()),
        ("@", Shown()),
        ("#,##0", Shown(0)),
        ("#,##0.00", Shown(2)),
        ("#,##0.##", Shown(0)),
        ("0.0%", Shown(1, is_percent=True)),
        ("#,##0,", Shown(0, divided=1)),
        ("#,##0.0,,", Shown(1, divided=2)),
        ('#,##0 "tấn"', Shown(0, words="tấn")),
        ('#,##0" tỷ"', Shown(0, words="tỷ")),
        ("#,##0.00\\ [$₫-42A]", Shown(2, words="đồng")),
        ('"trên "#,##0', Shown(0, before="trên")),
        ('"trên "#,##0.0" ha"', Shown(1, before="trên", words="ha")),
        ('"số 0: "#,##0', Shown(0, before="số 0:")),
        ("_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-", Shown(2)),
        ("[Red]0.0;[Blue]-0.0", Shown(1)),
        ("0.00E+00", Shown()),
        ("?", Shown(hides=True)),
    ],
)
def test_formats(code: str, expected: Shown) -> None:
    assert shown(code) == expected


def test_a_hedge_in_the_format_belongs_to_the_value() -> None:
    cell = Cell(CellKind.NUMBER, number=Decimal(85), format='"trên "#,##0')
    answer = read_cell(cell, Asked("điểm"))
    assert answer.reading is not None
    assert answer.reading.quantity is not None
    assert answer.reading.quantity.hedge is Hedge.OVER
