"""A mapped blank filled for one period: what was written, what had no value, what was left and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from solieu.actions import RefusalError, deed
from solieu.actions.journal import record
from solieu.app.foreign.mapping import BlankMap, MappedCell, lines_of, paths, read_mapping
from solieu.app.foreign.places import Layout
from solieu.app.foreign.proposing import Proposal, proposals
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Definitions, Workspace
from solieu.core import FactKey, Finding, Period, Trace
from solieu.core.quantity import round_half_away
from solieu.derive import Evaluator
from solieu.derive.measures import in_unit
from solieu.documents.xlsx_filling import Value, fill_cells
from solieu.intake.layout import series_of
from solieu.intake.opening import open_file
from solieu.intake.sheet import Book
from solieu.reports.gaps import missing_figure
from solieu.reports.setting import Setting
from solieu.vietnamese import write_date, write_hedge, write_number, write_period

EDITABLE = (".xlsx", ".xlsm")
_SPARE_DECIMALS = 6  # of a computed value: more than any blank shows


class MistakenMappingError(RefusalError):
    """A mapping that cannot be used; every mistake has its place."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"bảng ánh xạ có {len(findings)} lỗi, chưa điền ô nào; đề nghị sửa rồi điền lại")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Mapped:
    """What mapping a blank came to: the file written, and how many lines are sure and doubtful."""

    path: Path
    lines: tuple[Proposal, ...]

    @property
    def sure(self) -> int:
        return sum(not line.doubt for line in self.lines)


@dataclass(slots=True)
class Outcome:
    """``without_value`` and ``left`` are lines for the officer, in the order of the mapping."""

    content: bytes = b""
    written: dict[tuple[str, str], Value] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    hedged: list[str] = field(default_factory=list)
    placed: list[tuple[str, str, MappedCell]] = field(default_factory=list)  # sheet, cell ("" where not found), line


def map_blank(workspace: Workspace, content: bytes, filename: str, name: str, *, user: str = "") -> Mapped:
    """Keep the blank and write a mapping with what its words seem to say. An existing mapping is never overwritten."""
    context = workspace.context(user)
    context.require("report.draft", "")
    path, folder = paths(workspace, name)
    if path.exists():
        raise RefusalError(f"đã có bảng ánh xạ {path}; sửa tệp ấy, hoặc dùng tên khác")
    suffix = Path(filename).suffix.lower()
    book = _opened(content, filename)
    held = workspace.definitions()
    found: list[Proposal] = []
    text = [f"# {filename}: mỗi dòng một ô lấy một số liệu. Sửa, bỏ, thêm dòng; bỏ dấu # đầu dòng để dùng gợi ý.",
            f"blank: {name}{suffix}", "sheets:"]  # fmt: skip
    for sheet in book.sheets:
        lines = list(proposals(sheet, held.catalog))
        found += lines
        text += [f"  {_key(sheet.name)}:" + ("" if any(not line.doubt for line in lines) else " []")]
        text += [line.line() for line in lines]
    with deed(context) as doing:
        folder.mkdir(exist_ok=True)
        (folder / f"{name}{suffix}").write_bytes(content)
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        record(doing, "foreign.map", name, sha256=workspace.store.seal(content))
    return Mapped(path, tuple(found))


def fill_blank(workspace: Workspace, name: str, period: Period, *, user: str = "", blank: bytes = b"") -> Outcome:
    """The blank with the figures that hold now; ``blank`` is this period's file where the superior sent a new one."""
    context = workspace.context(user)
    require_whole_area(context)
    path, folder = paths(workspace, name)
    if not path.is_file():
        raise RefusalError(f"chưa có bảng ánh xạ “{name}”; lập bằng: solieu foreign map TỆP --name {name}")
    held = workspace.definitions()
    mapping, mistakes = read_mapping(path.read_text(encoding="utf-8-sig"), str(path), held)
    if mistakes or mapping is None:
        raise MistakenMappingError(mistakes)
    content = blank or (folder / mapping.blank).read_bytes()
    outcome = _Filler(workspace, held, period, _opened(content, mapping.blank)).fill(mapping)
    filled = fill_cells(content, outcome.written)
    for sheet, cell in filled.kept:
        outcome.left.append(f"{sheet}!{cell}: ô có công thức của biểu, giữ nguyên")
        del outcome.written[sheet, cell]
    outcome.content = filled.content
    return outcome


def _opened(content: bytes, filename: str) -> Book:
    """Raises RefusalError for what is no workbook, or none whose cells can be edited in place."""
    opened = open_file(content, filename)[0]
    if opened.book is None:
        raise RefusalError(f"{filename}: {opened.refused}")
    if not content.startswith(b"PK") or not opened.book.knows_formulas or not filename.lower().endswith(EDITABLE):
        raise RefusalError(f"{filename}: chỉ điền được tệp .xlsx hoặc .xlsm; đề nghị mở, lưu lại dạng .xlsx")
    return opened.book


class _Filler:
    def __init__(self, workspace: Workspace, held: Definitions, period: Period, book: Book) -> None:
        self._held, self._period = held, period
        snapshot = workspace.snapshot()
        evaluator = Evaluator(held.catalog, held.territory, snapshot)
        self._setting = Setting(evaluator, "", period, held.catalog.root_unit)
        self._layouts = {sheet.name: Layout(sheet) for sheet in book.sheets}

    def fill(self, mapping: BlankMap) -> Outcome:
        outcome = Outcome()
        for sheet, line in lines_of(mapping):
            layout = self._layouts.get(sheet)
            outcome.placed.append((sheet, layout.find(line.row, line.column, line.cell) if layout else "", line))
            if layout is None:
                outcome.left.append(f"{line.where}: tệp không có trang tính “{sheet}”")
                continue
            cell = outcome.placed[-1][1]
            if not cell:
                words = ", ".join(f"“{text}”" for text in (line.row, line.column) if text)
                outcome.left.append(f"{line.where}: không thấy, hoặc thấy nhiều chỗ có {words} trên “{sheet}”")
            elif line.text:
                outcome.written[sheet, cell] = self._words(line)
            else:
                self._figure(line, sheet, cell, outcome)
        return outcome

    def _figure(self, line: MappedCell, sheet: str, cell: str, outcome: Outcome) -> None:
        trace = self._setting.evaluator.trace(self._key(line))
        quantity = trace.reading.quantity
        place = f"{sheet}!{cell}" + (f" “{line.row}”" if line.row else "")
        if quantity is None:
            outcome.without_value.append(f"{place}: {self._why(trace)}")
            return
        shown = in_unit(quantity, line.measure)
        if shown is None:
            outcome.left.append(f"{place}: {quantity.unit} không đổi được sang {line.measure}, không ghi")
            return
        spare = max(shown.decimals, _SPARE_DECIMALS)
        outcome.written[sheet, cell] = _plain(round_half_away(shown.value, spare))
        if shown.hedge:
            said = f"{write_hedge(shown.hedge)}{write_number(shown.value, shown.decimals)}"
            outcome.hedged.append(f"{place}: số gốc là “{said}”, biểu chỉ nhận số")

    def _key(self, line: MappedCell) -> FactKey:
        this = self._period
        periods = {"previous": this.previous(), "same_last_year": this.same_last_year(), "year": this.whole_year()}
        period = periods.get(line.period, this)
        cut_off = self._setting.evaluator.cut_off(line.indicator, period)
        unit = line.unit or self._setting.unit
        return FactKey(line.indicator, unit, period, series_of(line.series, cut_off), line.cut)

    def _why(self, trace: Trace) -> str:
        return missing_figure(trace, self._setting)[0].strip("[]")

    def _words(self, line: MappedCell) -> str:
        period, before = write_period(self._period), self._period.same_last_year()
        return line.text.format(
            period=period,
            Period=period[:1].upper() + period[1:],
            short=write_period(self._period, "short"),
            same_period=write_period(before),
            same_short=write_period(before, "short"),
            cut_off=write_date(self._cut_off()),
            end=write_date(self._period.end),
            year=self._period.year,
            unit=self._setting.unit_name(self._setting.unit),
        )

    def _cut_off(self) -> date:
        rules = self._held.catalog.cut_offs.values()
        return self._period.end_of_month(max((rule.months_before_end for rule in rules), default=0))


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point: the blank says how many decimals it shows."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _key(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
