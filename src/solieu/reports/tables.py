"""An annex table in the columns of the office (office-habits A1): every cell a figure, every missing one marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from solieu.core import Trace
from solieu.documents import Cell, FigureRun, Gap, Runs, Table, Text
from solieu.expressions import Binary, Expression, Number, Reference, evaluate
from solieu.expressions.model import Position, Shift
from solieu.facts import Provenance
from solieu.reports.collecting import Collected, explanations_of
from solieu.reports.gaps import member_title, missing_figure
from solieu.reports.model import MissingFigure
from solieu.reports.printing import print_figure
from solieu.reports.setting import Setting
from solieu.reports.table_reading import COLUMNS
from solieu.reports.template import TableColumn, TableNode, TableRow
from solieu.vietnamese import write_date, write_period

MISSING = "…"
LEGEND = "Ký hiệu: “…” chưa có số liệu; “-” không tính được vì số gốc bằng không hoặc chưa có."
_NOWHERE = Position(1, 1)
_HUNDRED = Decimal(100)
_TEXT_WIDTHS = {"stt": 12, "title": 62, "measure": 20, "ghi_chu": 42}
_FIGURE_WIDTH = 20


def table_block(node: TableNode, collected: Collected, section: str) -> Table:
    """The table with head, marks and rows; figures and gaps are noted in ``collected`` row by row."""
    return _TableWriter(node, collected, section).table()


@dataclass(slots=True)
class _TableWriter:
    node: TableNode
    collected: Collected
    section: str

    @property
    def setting(self) -> Setting:
        return self.collected.setting

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        return self.node.columns or tuple(
            TableColumn(kind) for kind in COLUMNS if kind not in ("ke_hoach", "phan_tram_ke_hoach")
        )

    @property
    def base(self) -> str:
        """The series that percentages stand on."""
        return "uoc" if any(column.kind == "uoc" for column in self.columns) else "thuc_hien"

    def table(self) -> Table:
        rows = tuple(tuple(self._cells(row)) for row in self.node.rows)
        has_gap = any(isinstance(run, Gap) for row in rows for cell in row for run in cell.runs)
        measure = [] if self.node.measure else ["ĐVT"]
        head = ["STT", "Chỉ tiêu", *measure, *(self._head(column) for column in self.columns)]
        widths = [_TEXT_WIDTHS["stt"], _TEXT_WIDTHS["title"], *([_TEXT_WIDTHS["measure"]] if measure else [])]
        widths += [_TEXT_WIDTHS.get(column.kind, _FIGURE_WIDTH) for column in self.columns]
        return Table(
            widths=tuple(widths),
            head=tuple(Cell((Text(text),), "center", True) for text in head),
            marks=self._marks(),
            rows=rows,
            unit_line=f"ĐVT: {self.node.measure}" if self.node.measure else "",
            notes=(LEGEND,) if has_gap else (),
        )

    def _head(self, column: TableColumn) -> str:
        period = self.setting.period
        level = self.setting.catalog.target_levels.get(column.level, column.level)
        short = level.removeprefix("kế hoạch").strip()
        match column.kind:
            case "cung_ky":
                return f"TH {write_period(period.same_last_year(), 'short')}"
            case "ke_hoach":
                return f"KH năm {period.year} {short}"
            case "thuc_hien":
                return f"TH đến {write_date(self._cut_off())}"
            case "uoc":
                return f"Ước TH {write_period(period, 'short')}"
            case "phan_tram_ke_hoach":
                return f"% TH/KH {short}"
            case "phan_tram_cung_ky":
                return "% so cùng kỳ"
        return "Ghi chú"

    def _cut_off(self) -> date:
        reference = next(row.chi_tieu for row in self.node.rows if row.chi_tieu)
        return self.setting.cut_off(self.setting.catalog.indicators[reference.name])

    def _marks(self) -> tuple[str, ...]:
        """A B C 1 2 3=2/1: officers cite columns by these."""
        letters = ["A", "B"] if self.node.measure else ["A", "B", "C"]
        numbers = {column: str(number) for number, column in enumerate(self._numbered(), 1)}
        base = numbers.get(TableColumn(self.base), "")
        marks = []
        for column in self.columns:
            number = numbers.get(column, "")
            if column.kind == "phan_tram_ke_hoach":
                number += f"={base}/{numbers.get(TableColumn('ke_hoach', column.level), '')}"
            elif column.kind == "phan_tram_cung_ky":
                number += f"={base}/{numbers.get(TableColumn('cung_ky'), '')}"
            marks.append(number.rstrip("=/") or chr(ord("A") + len(letters)))
        return (*letters, *marks)

    def _numbered(self) -> list[TableColumn]:
        return [column for column in self.columns if column.kind != "ghi_chu"]

    def _cells(self, row: TableRow) -> Iterator[Cell]:
        yield Cell((Text(row.stt),), "center", row.bold)
        yield Cell((Text(self._title(row)),), "left", row.bold, row.indent)
        if not self.node.measure:
            yield Cell((Text(self._measure(row)),), "center")
        for column in self.columns:
            if column.kind == "ghi_chu":
                yield Cell((Text(self._remark(row)),), "left")
            else:
                yield Cell(self._figure(row, column) if row.chi_tieu else (), "right", row.bold)

    def _title(self, row: TableRow) -> str:
        if row.title or row.chi_tieu is None:
            return row.title
        if row.chi_tieu.cut:
            return ", ".join(member_title(name, member, self.setting) for name, member in row.chi_tieu.cut)
        return self.setting.catalog.indicators[row.chi_tieu.name].title

    def _measure(self, row: TableRow) -> str:
        return self.setting.catalog.indicators[row.chi_tieu.name].measure if row.chi_tieu else ""

    def _figure(self, row: TableRow, column: TableColumn) -> Runs:
        assert row.chi_tieu is not None
        meant = self._meant(row, column)
        trace = evaluate(meant, self.setting)
        subject = self.setting.key(self._value(row.chi_tieu, self.base))
        if trace.reading.quantity is None:
            return (self._missing(trace, column),)
        indicator = self.setting.catalog.indicators.get(trace.key.indicator) if trace.key else None
        style = "phan_tram" if column.kind.startswith("phan_tram") else "so_tran"
        printed = print_figure(trace.reading.quantity, style, (), indicator, prose=False)
        shown = replace(printed, text=printed.text.removesuffix("%"))
        role = f"{self.node.id}.{column.kind}{f'.{column.level}' if column.level else ''}"
        figure = self.collected.add(shown, trace, trace.key or subject, self.section, role)
        return (FigureRun(shown.text, figure.id, tuple(dict.fromkeys(str(key) for key in trace.every_key()))),)

    def _missing(self, trace: Trace, column: TableColumn) -> Gap | Text:
        """A percentage without its base is "-"; the base itself is what is owed and marked."""
        if column.kind.startswith("phan_tram"):
            return Text("-")
        text, owner, key = missing_figure(trace, self.setting)
        self.collected.gaps.append(MissingFigure(text, self.section, owner, key))
        return Gap(MISSING)

    def _meant(self, row: TableRow, column: TableColumn) -> Expression:
        assert row.chi_tieu is not None
        plan = row.ke_hoach or row.chi_tieu
        match column.kind:
            case "cung_ky":
                return _shifted(self._value(row.chi_tieu, self.base), Shift("cung_ky"))
            case "ke_hoach":
                return _shifted(plan, Shift("ke_hoach", column.level))
            case "phan_tram_ke_hoach":
                return _percent(self._value(row.chi_tieu, self.base), _shifted(plan, Shift("ke_hoach", column.level)))
            case "phan_tram_cung_ky":
                base = self._value(row.chi_tieu, self.base)
                return _percent(base, _shifted(base, Shift("cung_ky")))
            case kind:
                return self._value(row.chi_tieu, kind)

    def _value(self, reference: Reference, series: str) -> Reference:
        return reference if reference.shifts else _shifted(reference, Shift(series))

    def _remark(self, row: TableRow) -> str:
        """Explanations of flagged figures land here, then how a figure is known and what its sender noted."""
        if row.chi_tieu is None:
            return ""
        said: list[str] = []
        for kind in ("thuc_hien", "uoc"):
            trace = self.setting.resolve(self._value(row.chi_tieu, kind))
            said += [found.text for found in explanations_of(trace, self.collected.doubts, self.setting)]
        if not any("cung_ky" in column.kind for column in self.columns):
            return "; ".join(dict.fromkeys(said))
        before = self.setting.resolve(_shifted(self._value(row.chi_tieu, self.base), Shift("cung_ky")))
        fact = self.setting.snapshot.facts.get(before.key) if before.key else None
        if fact is not None and fact.provenance is Provenance.IMPLIED:
            said.append("Số cùng kỳ: suy ra")
        return "; ".join(dict.fromkeys(said))


def _shifted(reference: Reference, shift: Shift) -> Reference:
    return replace(reference, shifts=(*reference.shifts, shift))


def _percent(part: Expression, whole: Expression) -> Expression:
    ratio = Binary("/", part, whole, _NOWHERE)
    return Binary("*", ratio, Number(_HUNDRED, _NOWHERE), _NOWHERE)
