"""The master sheet as a workbook: units by figures, or the reverse; live totals; the second source and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.app.exports.master import NO_SENSE, Line, Master, Measured
from solieu.app.exports.sources import submissions_sheet
from solieu.core import Hedge, Quantity
from solieu.documents.workbook import (
    HEAD_FILL,
    MISSING_FILL,
    Amount,
    Formula,
    Head,
    Look,
    Sheet,
    SheetCell,
    Words,
    cell_name,
    first_row,
    range_name,
    write_workbook,
)
from solieu.intake.layout import figures_up_to
from solieu.vietnamese import write_hedge, write_moment, write_period

PLAIN, CENTRED, FIGURE = Look(), Look("center"), Look("right")
TOTAL = Look("right", bold=True, fill=HEAD_FILL)
TOTAL_WORDS = Look(bold=True, fill=HEAD_FILL)
DIFFERENT = Look("right", bold=True, fill="#FFE699")
HAVE_FIGURES = "Số đơn vị có số liệu"
_UNIT_LEADS, _FIGURE_LEADS = 3, 4  # STT, Đơn vị, Tình trạng; Mã số, Chỉ tiêu, Cột, ĐVT
LEGEND = (
    "Ô nền đậm để trống: đơn vị chưa gửi, hoặc biểu đã trả lại chờ bổ sung; số in nghiêng: đã gửi, chưa tiếp nhận.",
    "“…”: đã gửi nhưng chưa có số liệu này; “x”: không áp dụng.",
    "Dòng cộng chỉ cộng những đơn vị đã có số liệu; xem dòng “Số đơn vị có số liệu”.",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a line (unit, total, second source) and a figure meet; ``transposed`` has the units across."""

    master: Master
    transposed: bool
    top: int

    def address(self, line: int, figure: int) -> tuple[int, int]:
        """0-based row and column of the sheet."""
        if self.transposed:
            return self.top + figure, _FIGURE_LEADS + line
        return self.top + line, _UNIT_LEADS + figure

    def cell(self, line: int, figure: int) -> str:
        return cell_name(*self.address(line, figure))

    def range(self, lines: tuple[int, ...], figure: int) -> str:
        return range_name(*self.address(lines[0], figure), *self.address(lines[-1], figure))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the grid in the order of the figures, with what stands in front of it."""

    name: str
    standing: str
    cells: tuple[SheetCell, ...]
    look: Look = PLAIN


def master_workbook(master: Master, *, transposed: bool = False) -> bytes:
    """The master sheet and, last, where its figures come from."""
    title = f"Bảng tổng hợp biểu {master.form.code}, {write_period(master.period)}"
    sheets = (master_sheet(master, transposed=transposed), submissions_sheet(master))
    return write_workbook(sheets, title=title, moment=master.moment)


def master_sheet(master: Master, *, transposed: bool = False) -> Sheet:
    above = _above(master)
    grid = Grid(master, transposed, first_row(len(above), 2 if transposed else 4))
    body = [_unit_row(line, master) for line in master.body]
    foot = list(_foot(grid))
    build = _figures_down if transposed else _units_down
    return build(master, above, body, foot)


# --- lines


def _unit_row(line: Line, master: Master) -> Row:
    look = Look(fill=MISSING_FILL) if line.is_missing else PLAIN
    return Row(line.name, line.standing, tuple(_sent(line, one) for one in master.measured), look)


def _sent(line: Line, measured: Measured) -> SheetCell:
    quantity = line.quantity(measured)
    if quantity is not None:
        look = FIGURE if line.is_accepted else replace(FIGURE, italic=True)
        hedge, note = write_hedge(quantity.hedge), line.note(measured)
        return Amount(quantity.value, quantity.decimals, hedge, look, note)
    sign = line.sign(measured)
    return Words(sign, CENTRED if sign else Look("center", fill=MISSING_FILL), line.note(measured))


def _foot(grid: Grid) -> Iterator[Row]:
    """Total, how many have figures, each second source and its difference; a single body has no total."""
    master, place = grid.master, len(grid.master.body)
    if len(master.body) > 1:
        counted = master.counted.partition(";")[0]
        yield Row(f"Cộng {counted}", "", _each(master, lambda at, one: _total(grid, at, one)), TOTAL_WORDS)
        yield Row(HAVE_FIGURES, "", _each(master, lambda at, one: _count(grid, at, one)))
    for number, line in enumerate(master.second_sources):
        second = place + 2 + 2 * number
        yield Row(f"{line.name} (nguồn thứ hai)", line.standing, tuple(_sent(line, one) for one in master.measured))
        yield Row("Chênh lệch (cộng trừ nguồn thứ hai)", "",
                  _each(master, lambda at, one, line=line, second=second: _difference(grid, line, second, at, one)))  # type: ignore[misc]  # fmt: skip


def _each(master: Master, make: Callable[[int, Measured], SheetCell]) -> tuple[SheetCell, ...]:
    return tuple(make(at, one) for at, one in enumerate(master.measured))


def _known(master: Master, measured: Measured) -> list[Quantity]:
    found = (master.body[place].quantity(measured) for place in master.contributors(measured))
    return [quantity for quantity in found if quantity is not None]


def _total(grid: Grid, at: int, measured: Measured) -> SheetCell:
    places, known = grid.master.contributors(measured), _known(grid.master, measured)
    if not places:
        return Words(NO_SENSE, replace(TOTAL, align="center"))
    cells = grid.range(places, at)
    value = sum((quantity.value for quantity in known), Decimal(0)) if known else ""
    decimals = max((quantity.decimals for quantity in known), default=0)
    hedge = write_hedge(Hedge.of_sum(quantity.hedge for quantity in known))
    return Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))', value, decimals, hedge, TOTAL)


def _count(grid: Grid, at: int, measured: Measured) -> SheetCell:
    places = grid.master.contributors(measured)
    if not places:
        return Words(NO_SENSE, CENTRED)
    return Formula(f"=COUNT({grid.range(places, at)})", Decimal(len(_known(grid.master, measured))))


def _difference(grid: Grid, line: Line, second: int, at: int, measured: Measured) -> SheetCell:
    """Nothing to compare where either side has no number."""
    known, other = _known(grid.master, measured), line.quantity(measured)
    if not grid.master.contributors(measured) or not line.owes(measured):
        return Words(NO_SENSE, CENTRED)
    total = grid.cell(len(grid.master.body), at)
    theirs = grid.cell(second, at)
    text = f'=IF(AND(ISNUMBER({total}),ISNUMBER({theirs})),{total}-{theirs},"")'
    if not known or other is None:
        return Formula(text, "")
    value = sum((quantity.value for quantity in known), -other.value)
    decimals = max(quantity.decimals for quantity in (*known, other))
    return Formula(text, value, decimals, look=DIFFERENT if value else FIGURE)


# --- the two ways to lay it out


def _units_down(master: Master, above: tuple[Words, ...], body: list[Row], foot: list[Row]) -> Sheet:
    heads = [Head(text, 0, at, rows=3) for at, text in enumerate(("STT", "Đơn vị", "Tình trạng"))]
    heads += [Head(letter, 3, at, look=_MARK) for at, letter in enumerate("ABC")]
    heads += _indicator_heads(master)
    for at, one in enumerate(master.measured, _UNIT_LEADS):
        heads += [Head(one.heading, 1, at), Head(one.measure, 2, at, look=_MEASURE), Head(one.mark, 3, at, look=_MARK)]
    rows = [[Amount(Decimal(number), look=Look("center", fill=row.look.fill)), *_lead(row), *row.cells]
            for number, row in enumerate(body, 1)]  # fmt: skip
    below = [[Words("", row.look), *_lead(row), *row.cells] for row in foot]
    longest = max((len(one.row.title) for one in master.measured), default=0)
    return Sheet(
        name=_name(master),
        widths=(5, 25, 16, *(10 for _ in master.measured)),
        above=above,
        head=heads,
        head_heights=(min(6, 1 + longest // 9), 2, 1, 1),
        rows=rows,
        foot=below,
        below=LEGEND,
    )


def _figures_down(master: Master, above: tuple[Words, ...], body: list[Row], foot: list[Row]) -> Sheet:
    lines = [*body, *foot]
    heads = [Head(text, 0, at, rows=2) for at, text in enumerate(("Mã số", "Chỉ tiêu", "Cột", "ĐVT"))]
    for at, row in enumerate(lines, _FIGURE_LEADS):
        fill = row.look.fill or HEAD_FILL
        heads += [Head(row.name, 0, at), Head(row.standing, 1, at, look=replace(_MEASURE, fill=fill))]
    rows: list[list[SheetCell]] = []
    for at, one in enumerate(master.measured):
        words = (one.mark, one.row.title, one.heading, one.measure)
        looks = (CENTRED, Look(bold=one.row.bold, indent=one.row.indent), PLAIN, CENTRED)
        rows.append([*map(Words, words, looks), *(row.cells[at] for row in lines)])
    return Sheet(
        name=_name(master),
        widths=(6, 34, 12, 9, *(9 for _ in lines)),
        above=above,
        head=heads,
        head_heights=(6, 3),
        rows=rows,
        below=LEGEND,
    )


_MARK = Look("center", italic=True, fill=HEAD_FILL, size=10)
_MEASURE = Look("center", fill=HEAD_FILL, size=10)


def _indicator_heads(master: Master) -> Iterator[Head]:
    """The name of a row of the form over all of its columns."""
    place = 0
    while place < len(master.measured):
        row = master.measured[place].row
        width = sum(one.row is row for one in master.measured)
        yield Head(row.title, 0, _UNIT_LEADS + place, columns=width)
        place += width


def _lead(row: Row) -> tuple[Words, Words]:
    return Words(row.name, row.look), Words(row.standing, row.look)


def _name(master: Master) -> str:
    return f"Tổng hợp {master.form.code.partition('/')[0]}"


def _above(master: Master) -> tuple[Words, ...]:
    title, line = Look(bold=True, size=14, boxed=False, wrap=False), Look(boxed=False, wrap=False)
    period = write_period(master.period)
    upto = figures_up_to(master.lines[0].at)
    return (
        Words(f"BẢNG TỔNG HỢP BIỂU {master.form.code}: {master.form.title.upper()}", title),
        Words(f"{period[:1].upper()}{period[1:]}" + (f" ({upto})" if upto else ""), line),
        Words(f"Số liệu tổng hợp từ {master.counted}. Lập lúc {write_moment(master.moment)}.", line),
    )
