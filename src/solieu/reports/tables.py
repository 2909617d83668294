"""An annex table in the columns of the office (office-habits A1): every cell a figure, every missing one marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from solieu.catalog.model import Indicator
from solieu.core import Absence, Quantity, Trace
from solieu.documents import Cell, FigureRun, Gap, Run, Runs, Table, Text
from solieu.expressions import Binary, Expression, Number, Reference
from solieu.expressions.model import Position, Shift
from solieu.facts import Provenance
from solieu.reports.collecting import Collected, explanations_of
from solieu.reports.cumulative import cumulated, has_cumulative, write_cumulative
from solieu.reports.gaps import member_title, missing_figure
from solieu.reports.model import MissingFigure
from solieu.reports.printing import Printed, print_figure
from solieu.reports.setting import Setting
from solieu.reports.table_notes import MISSING, NO_BASE, NO_SENSE, Shown, notes_of
from solieu.reports.table_order import lowest_first, year_passed
from solieu.reports.table_reading import COLUMNS, PERCENTAGES
from solieu.reports.template import Argument, TableColumn, TableNode, TableRow
from solieu.vietnamese import write_date, write_period

_NOWHERE = Position(1, 1)
_HUNDRED = Decimal(100)
_STT, _TITLE, _MEASURE, _FIGURE, _REMARK = 11, 62, 16, 21, 44  # millimetres


def table_block(node: TableNode, collected: Collected, section: str) -> Table:
    """The table with head, marks and rows; figures and gaps are noted in ``collected`` row by row."""
    return _TableWriter(node, collected, section).table()


@dataclass(slots=True)
class _TableWriter:
    node: TableNode
    collected: Collected
    section: str
    shown: dict[tuple[int, TableColumn], Shown] = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        return self.collected.setting

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        asked_for = ("ke_hoach", "ca_ky", "phan_tram_ke_hoach", "so_thoi_gian")
        plain = tuple(TableColumn(kind) for kind in COLUMNS if kind not in asked_for)
        shown = has_cumulative(self.setting.period)
        return tuple(column for column in self.node.columns or plain if shown or column.kind != "luy_ke")

    @property
    def base(self) -> str:
        """The column that percentages stand on."""
        kinds = {column.kind for column in self.columns}
        return next((kind for kind in ("luy_ke", "uoc", "ca_ky") if kind in kinds), "thuc_hien")

    def table(self) -> Table:
        if self.node.sort:
            self.node = lowest_first(self.node, self._sorted_by)
        rows = tuple(tuple(self._cells(place, row)) for place, row in enumerate(self.node.rows))
        head = [("STT", _STT), ("Chỉ tiêu", _TITLE), *([] if self.node.measure else [("ĐVT", _MEASURE)])]
        head += [(self._head(column), _REMARK if column.kind == "ghi_chu" else _FIGURE) for column in self.columns]
        return Table(
            widths=tuple(width for _, width in head),
            head=tuple(Cell((Text(text),), "center", True) for text, _ in head),
            marks=self._marks(),
            rows=rows,
            unit_line=f"ĐVT: {self.node.measure}" if self.node.measure else "",
            notes=notes_of(self.node.rows, rows, self.shown),
            title=self.node.title,
            flexible=tuple(place for place, (_, width) in enumerate(head) if width in (_TITLE, _REMARK)),
        )

    # --- head

    def _head(self, column: TableColumn) -> str:
        period = self.setting.period
        level = self.setting.catalog.target_levels.get(column.level, column.level)
        short = level.removeprefix("kế hoạch").strip()
        match column.kind:
            case "cung_ky":
                before = period.same_last_year()
                return f"TH {write_cumulative(before) if self.base == 'luy_ke' else write_period(before, 'short')}"
            case "luy_ke":
                return f"Lũy kế {write_cumulative(period)}"
            case "ke_hoach":
                return f"KH năm {period.year} {short}"
            case "thuc_hien":
                return f"TH đến {write_date(self._cut_off())}"
            case "ca_ky":
                return f"TH {write_period(period, 'short')}"
            case "uoc":
                return f"Ước TH {write_period(period, 'short')}"
            case "phan_tram_ke_hoach":
                return f"% TH/KH {short}".strip()
            case "so_thoi_gian":
                return "So thời gian (điểm %)"
            case "phan_tram_cung_ky":
                return "% so cùng kỳ"
        return "Ghi chú"

    def _cut_off(self) -> date:
        measured = next((row.chi_tieu for row in self.node.rows if row.chi_tieu), None)
        indicator = self.setting.catalog.indicators.get(measured.name) if measured else None
        return self.setting.cut_off(indicator) if indicator else self.setting.period.end

    def _marks(self) -> tuple[str, ...]:
        """A B C 1 2 3=2/1: officers cite columns by these."""
        letters = ["A", "B"] if self.node.measure else ["A", "B", "C"]
        figures = [column for column in self.columns if column.kind != "ghi_chu"]
        numbers = {column: str(number) for number, column in enumerate(figures, 1)}
        last = chr(ord("A") + len(letters))
        return (*letters, *(self._mark(column, numbers) or last for column in self.columns))

    def _mark(self, column: TableColumn, numbers: dict[TableColumn, str]) -> str:
        number = numbers.get(column, "")
        below = {"phan_tram_ke_hoach": "ke_hoach", "phan_tram_cung_ky": "cung_ky"}.get(column.kind)
        if below is None:
            return number
        parts = numbers.get(TableColumn(self.base)), numbers.get(TableColumn(below, column.level))
        return f"{number}={parts[0]}/{parts[1]}" if all(parts) else number

    # --- rows

    def _cells(self, place: int, row: TableRow) -> Iterator[Cell]:
        yield Cell((Text(row.stt),), "center", row.bold)
        yield Cell((Text(self._title(row)),), "left", row.bold, row.indent)
        if not self.node.measure:
            yield Cell((Text(self._measure(row)),), "center")
        for column in self.columns:
            if column.kind == "ghi_chu":
                yield Cell((Text(self._remark(row)),), "left")
            else:
                yield Cell(self._figure(place, row, column), "right", row.bold)

    def _title(self, row: TableRow) -> str:
        named = row.chi_tieu or row.ke_hoach
        if row.title or named is None:
            return row.title
        if named.cut:
            return ", ".join(member_title(name, member, self.setting) for name, member in named.cut)
        return self.setting.catalog.indicators[named.name].title

    def _measure(self, row: TableRow) -> str:
        named = row.chi_tieu or row.ke_hoach
        return self.setting.catalog.indicators[named.name].measure if named else ""

    def _figure(self, place: int, row: TableRow, column: TableColumn) -> Runs:
        if row.chi_tieu is None and row.ke_hoach is None:
            return ()
        meant = None if column.kind in row.x else self._meant(row, column)
        if meant is None:
            return (Text(NO_SENSE),)
        trace = self.setting.value(meant)
        if trace.reading.quantity is None:
            return (self._missing(trace, column),)
        indicator = self.setting.catalog.indicators.get(trace.key.indicator) if trace.key else None
        printed = self._printed(trace.reading.quantity, row, column, indicator)
        printed = replace(printed, text=printed.text.removesuffix("%"))
        self.shown[place, column] = Shown(trace.reading.quantity, printed.quantity)
        subject = trace.key or self.setting.key(self._series(row.chi_tieu or row.ke_hoach, self.base))
        role = f"{self.node.id}.{column.kind}{f'.{column.level}' if column.level else ''}"
        figure = self.collected.add(printed, trace, subject, self.section, role)
        run = FigureRun(figure.printed, figure.id, tuple(dict.fromkeys(str(key) for key in trace.every_key())))
        return (Text(printed.hedge), run) if printed.hedge else (run,)

    def _printed(self, quantity: Quantity, row: TableRow, column: TableColumn, indicator: Indicator | None) -> Printed:
        """In the unit of the table, or of the row; one table never mixes them (office-habits A4.5)."""
        if column.kind in PERCENTAGES:
            return print_figure(quantity, "phan_tram", (), indicator, prose=False)
        measure = Argument(self.node.measure or self._measure(row), True, row.where)
        return print_figure(quantity, "so_tran", (measure,), indicator, prose=False)

    def _missing(self, trace: Trace, column: TableColumn) -> Run:
        """What does not apply is no gap. A percentage owes nothing of its own: what is owed are its parts."""
        if column.kind in PERCENTAGES:
            trace = trace.inputs[0] if column.kind == "so_thoi_gian" and trace.inputs else trace
            part = trace.inputs[0].inputs[0] if trace.inputs and trace.inputs[0].inputs else trace
            return Text(NO_BASE) if part.reading.is_present else Gap(MISSING)
        if trace.reading.absence is Absence.DOES_NOT_APPLY:
            return Text(NO_SENSE)
        text, owner, key = missing_figure(trace, self.setting)
        self.collected.gaps.append(MissingFigure(text, self.section, owner, key))
        return Gap(MISSING)

    def _meant(self, row: TableRow, column: TableColumn) -> Expression | None:
        """What the cell is computed from; None where it makes no sense: a row with a plan and nothing done."""
        plan = row.ke_hoach or row.chi_tieu
        whole = _planned(plan, column.level) if plan else None
        if column.kind == "ke_hoach" or row.chi_tieu is None:
            return whole if column.kind == "ke_hoach" else None
        base = self._value(row.chi_tieu, self.base)
        before = self._value(row.chi_tieu, self.base, Shift("cung_ky"))
        match column.kind:
            case "cung_ky":
                return before
            case "phan_tram_ke_hoach":
                return _percent(base, whole) if whole else None
            case "so_thoi_gian":
                passed = Number(year_passed(self.setting.period), _NOWHERE)
                return Binary("-", _percent(base, whole), passed, _NOWHERE) if whole else None
            case "phan_tram_cung_ky":
                return _percent(base, before)
        return self._value(row.chi_tieu, column.kind)

    def _sorted_by(self, row: TableRow) -> Quantity | None:
        column = next(one for one in self.columns if one.kind == self.node.sort)
        meant = self._meant(row, column)
        return self.setting.value(meant).reading.quantity if meant else None

    def _value(self, reference: Reference, column: str, *shifts: Shift) -> Expression:
        """What a column shows of an indicator; ``shifts`` move it to the same period."""
        latest = self._series(reference, column)
        latest = replace(latest, shifts=(*latest.shifts, *shifts))
        if column != "luy_ke":
            return latest
        return cumulated(latest, self.setting.catalog.indicators.get(reference.name), self.setting.period)

    def _series(self, reference: Reference | None, column: str) -> Reference:
        assert reference is not None
        series = "uoc" if column == "luy_ke" else column
        return reference if reference.shifts else _shifted(reference, Shift(series))

    def _remark(self, row: TableRow) -> str:
        """Explanations of flagged figures land here, then how the same period is known."""
        if row.chi_tieu is None:
            return ""
        said: list[str] = []
        for kind in ("thuc_hien", "ca_ky", "uoc"):
            trace = self.setting.resolve(self._series(row.chi_tieu, kind))
            said += [found.text for found in explanations_of(trace, self.collected.doubts, self.setting)]
        if any("cung_ky" in column.kind and column.kind not in row.x for column in self.columns):
            before = self.setting.resolve(_shifted(self._series(row.chi_tieu, self.base), Shift("cung_ky")))
            fact = self.setting.snapshot.facts.get(before.key) if before.key else None
            said += ["Số cùng kỳ: suy ra."] if fact and fact.provenance is Provenance.IMPLIED else []
        return " ".join(dict.fromkeys(said))


def _shifted(reference: Reference, shift: Shift) -> Reference:
    return replace(reference, shifts=(*reference.shifts, shift))


def _planned(plan: Reference, level: str) -> Reference:
    """A row may name the level of its own plan."""
    named = any(shift.name == "ke_hoach" for shift in plan.shifts)
    return plan if named else _shifted(plan, Shift("ke_hoach", level))


def _percent(part: Expression, whole: Expression) -> Expression:
    ratio = Binary("/", part, whole, _NOWHERE)
    return Binary("*", ratio, Number(_HUNDRED, _NOWHERE), _NOWHERE)
