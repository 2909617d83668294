"""The tolerant reader: a sheet that people worked in becomes staged facts, doubts and nothing else.

Rows are found by their hidden id, then by code and name; columns by their heading. What cannot be read for certain is
a finding at its cell and is not staged. An empty cell is not yet reported; it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from solieu.catalog.model import Catalog, Column, ColumnKind, FormRow
from solieu.core import (
    Absence,
    Consequence,
    FactKey,
    Finding,
    Period,
    Quantity,
    Reading,
    SeriesKind,
    Where,
    parse_period,
)
from solieu.facts import Provenance, RawCell, StagedFact, StatedRatio, Status
from solieu.intake import layout
from solieu.intake.layout import Occasion
from solieu.intake.recognition import Identity, Recognised, recognise
from solieu.intake.workbook import RefusedFileError, Sheet, open_book
from solieu.territory import Territory
from solieu.vietnamese import Ambiguous, Certain, Marked, Sign, fold, read_number, write_quantity

MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What one file says. ``at`` is None when the file could not be told; the findings then say why."""

    at: Occasion | None
    staged: tuple[StagedFact, ...] = ()
    stated: tuple[StatedRatio, ...] = ()
    findings: tuple[Finding, ...] = ()
    recognised_by: tuple[str, ...] = ()


def read_form(
    content: bytes,
    filename: str,
    *,
    catalog: Catalog,
    territory: Territory,
    prefill: Mapping[FactKey, Reading] | None = None,
    expected: Identity | None = None,
) -> ReadForm:
    """Read one workbook with one form. ``expected`` says what the sender claims to hand in; a contradiction stops."""
    try:
        book = open_book(content, filename)
    except RefusedFileError as refused:
        return ReadForm(None, findings=(_stop("SUB001", "file-not-readable", Where(file=filename), str(refused)),))
    found = recognise(book, catalog, expected)
    if found is None:
        said = "không nhận ra biểu nào của danh mục trong tệp; đề nghị dùng biểu trắng do hệ thống phát hành"
        return ReadForm(None, findings=(_stop("SUB002", "form-not-recognised", Where(file=filename), said),))
    doubts = list(_identity_doubts(found, expected, catalog, territory, filename))
    period = _period(found.identity.period)
    if (
        period is None
        or found.identity.unit not in territory.units
        or any(d.consequence is Consequence.STOP for d in doubts)
    ):
        if not doubts:
            said = "không rõ biểu của đơn vị nào hoặc kỳ nào; đề nghị nêu đơn vị và kỳ khi gửi"
            doubts.append(_stop("SUB003", "identity-missing", Where(file=filename, form=found.form.code), said))
        return ReadForm(None, findings=tuple(doubts))
    at = layout.occasion(catalog, found.form, found.identity.unit, found.identity.sender, period)
    reader = _Reader(found.sheet, at, catalog, prefill or {}, doubts)
    reader.read()
    return ReadForm(at, tuple(reader.staged), tuple(reader.stated), tuple(reader.findings), found.by)


def _identity_doubts(found: Recognised, expected: Identity | None, catalog: Catalog, territory: Territory,
                     filename: str) -> Iterator[Finding]:  # fmt: skip
    where = Where(file=filename, form=found.form.code)
    if expected is not None:
        for mine, theirs, what in (
            (expected.form, found.form.id, "biểu"),
            (expected.unit, found.identity.unit, "đơn vị"),
            (expected.period, found.identity.period, "kỳ"),
            (expected.sender, found.identity.sender, "nơi gửi"),
        ):
            if mine and theirs and mine != theirs:
                yield _stop("SUB004", "belongs-elsewhere", where, f"tệp là {what} {theirs}, không phải {what} {mine}")
    if len(found.by) < 2:
        said = f"biểu được nhận ra chỉ theo {', '.join(found.by)}; đề nghị xác nhận đúng biểu {found.form.code}"
        yield Finding("SUB005", "recognised-by-content", Consequence.LOOK, said, where)
    if found.identity.version and found.identity.version != found.form.version:
        said = f"biểu {found.form.code} gửi theo mẫu cũ; đã đọc theo mẫu hiện hành"
        yield Finding("SUB006", "form-of-an-older-version", Consequence.LOOK, said, where)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _stop(code: str, name: str, where: Where, message: str) -> Finding:
    return Finding(code, name, Consequence.STOP, message, where)


@dataclass(slots=True)
class _Reader:
    """Walks the rows and columns of one form over one sheet."""

    sheet: Sheet
    at: Occasion
    catalog: Catalog
    prefill: Mapping[FactKey, Reading]
    findings: list[Finding]
    staged: list[StagedFact] = field(default_factory=list)
    stated: list[StatedRatio] = field(default_factory=list)

    def read(self) -> None:
        rows, columns = self._rows(), self._columns()
        nothing = self._nothing_occurred()
        for row in self.at.form.rows:
            if not row.indicator:
                continue
            if row.code not in rows:
                said = (
                    f"Biểu {self.at.form.code}: không thấy dòng {row.code} “{row.title}”. Đề nghị khôi phục dòng này."
                )
                self._add("SUB102", "row-missing", Consequence.STOP, said, row, None, RawCell(Where()))
                continue
            for column in self.at.form.columns:
                if layout.uses(row, column):
                    where = self._where(row, column, rows[row.code], columns.get(column.id))
                    raw = self.sheet.cells.get((rows[row.code], columns.get(column.id, 0)), RawCell(where))
                    self._cell(row, column, replace(raw, where=where), self._note(rows, columns, row), nothing)
        self._mark_totals()

    def _mark_totals(self) -> None:
        """A total that the form computed from generated or implied parts is no better known than they are."""
        known = {(fact.origin.row, fact.origin.field): fact.provenance for fact in self.staged}
        parts_of = {row.code: row.total_of for row in self.at.form.rows}
        for number, fact in enumerate(self.staged):
            parts = [known.get((code, fact.origin.field)) for code in parts_of.get(fact.origin.row, ())]
            worst = next((mark for mark in (Provenance.ILLUSTRATIVE, Provenance.IMPLIED) if mark in parts), None)
            if worst and not fact.stated_total:
                self.staged[number] = replace(fact, provenance=worst)

    def _rows(self) -> dict[str, int]:
        """Row numbers by code: hidden ids first, then the text of code and name."""
        prefix = f"{self.at.form.id}:"
        ids = {
            c.text.removeprefix(prefix): row for (row, _), c in self.sheet.cells.items() if c.text.startswith(prefix)
        }
        by_name = {(self.sheet.text(row, column), fold(self.sheet.text(row, column + 1))): row
                   for row, column in self.sheet.cells}  # fmt: skip
        named = {row.code: by_name.get((row.code, fold(row.title))) for row in self.at.form.rows}
        return {code: number for code, number in (named | ids).items() if number}

    def _columns(self) -> dict[str, int]:
        """Column numbers by the heading; equal headings are taken from left to right."""
        head_row = self._head_row()
        heads = [
            (column, fold(self.sheet.text(head_row, column)))
            for row, column in sorted(self.sheet.cells)
            if row == head_row
        ]
        found: dict[str, int] = {}
        for column in self.at.form.columns:
            wanted = fold(layout.head(column, self.at))
            free = [number for number, text in heads if text == wanted and number not in found.values()]
            if free:
                found[column.id] = free[0]
        return found

    def _head_row(self) -> int:
        wanted = {fold(layout.head(column, self.at)) for column in self.at.form.columns}
        counts: dict[int, int] = {}
        for (row, _), cell in self.sheet.cells.items():
            if cell.text and fold(cell.text) in wanted:
                counts[row] = counts.get(row, 0) + 1
        return max(counts, key=lambda row: counts[row], default=layout.HEAD_ROW)

    def _nothing_occurred(self) -> bool:
        label = fold(layout.NOTHING_OCCURRED)
        rows = [row for (row, _), cell in self.sheet.cells.items() if cell.text and fold(cell.text).startswith(label)]
        return any(self.sheet.text(row, column).strip().lower() == "x" for row in rows for column in range(1, 12))

    def _note(self, rows: Mapping[str, int], columns: Mapping[str, int], row: FormRow) -> str:
        note = next((column for column in self.at.form.columns if column.kind is ColumnKind.NOTE), None)
        return self.sheet.text(rows[row.code], columns.get(note.id, 0)) if note else ""

    def _where(self, row: FormRow, column: Column, number: int, position: int | None) -> Where:
        raw = self.sheet.cells.get((number, position or 0))
        cell = raw.where.cell if raw else (f"{_letter(position)}{number}" if position else "")
        file = next(iter(self.sheet.cells.values())).where.file
        head = layout.head(column, self.at)
        computed = column.kind in (ColumnKind.COMPUTED, ColumnKind.NOTE)
        key = "" if computed else str(layout.key_of(row, column, self.at))
        return Where(file=file, sheet=self.sheet.name, cell=cell, form=self.at.form.code, row=row.code, field=head,
                     key=key)  # fmt: skip

    def _cell(self, row: FormRow, column: Column, raw: RawCell, note: str, nothing: bool) -> None:
        if column.kind is ColumnKind.COMPUTED:
            self._ratio(row, column, raw)
            return
        key = layout.key_of(row, column, self.at)
        if column.kind is ColumnKind.PREFILLED:
            self._compare_prefilled(row, column, raw, key)
            return
        reading = self._reading(row, column, raw, nothing)
        if reading is not None:
            self.staged.append(self._fact(key, reading, row, raw, note))

    def _fact(self, key: FactKey, reading: Reading, row: FormRow, raw: RawCell, note: str) -> StagedFact:
        provenance, why = provenance_of(raw.comment)
        estimate = key.series.kind is SeriesKind.ESTIMATE
        final = key.series.kind is SeriesKind.TARGET or (key.series.cut_off is None and not estimate)
        status = Status.ESTIMATED if estimate else Status.OFFICIAL if final else Status.PRELIMINARY
        words = "; ".join(part for part in (why, note) if part)
        return StagedFact(key, reading, raw.where, status, provenance, words, bool(row.total_of) and not raw.formula)

    def _reading(self, row: FormRow, column: Column, raw: RawCell, nothing: bool) -> Reading | None:
        """The value of a cell; None when it is in doubt (and a finding says so)."""
        if row.total_of and raw.formula:
            return self._total(row, column)
        if raw.formula and raw.number is None and not raw.text:
            said = f"{raw.where.for_officer()}: công thức chưa có kết quả. Đề nghị mở bằng Excel, lưu lại rồi gửi."
            return self._doubted("SUB103", "formula-without-value", Consequence.STOP, said, row, column, raw)
        indicator = self.catalog.indicators[column.indicator or row.indicator]
        if raw.number is not None:
            quantity = Quantity(raw.number, indicator.measure, raw.decimals)
            return self._sized(quantity, row, column, raw)
        return self._text(row, column, raw, indicator.measure, indicator.decimals, nothing)

    def _sized(self, quantity: Quantity, row: FormRow, column: Column, raw: RawCell) -> Reading | None:
        if len(quantity.value.as_tuple().digits) > MOST_DIGITS or abs(quantity.value) >= Decimal(10) ** 15:
            said = f"{raw.where.for_officer()}: số {quantity.value} lớn khác thường. Đề nghị kiểm tra lại ô này."
            return self._doubted("SUB104", "number-out-of-reach", Consequence.STOP, said, row, column, raw)
        return Reading.of(quantity)

    def _text(
        self, row: FormRow, column: Column, raw: RawCell, measure: str, decimals: int, nothing: bool
    ) -> Reading | None:
        reading = read_number(raw.text, decimals_expected=decimals)
        match reading:
            case Certain(quantity) if reading.high is None and reading.of is None:
                return self._measured(quantity, measure, row, column, raw)
            case Marked(Sign.EMPTY):
                if nothing:
                    return Reading.of(Quantity(Decimal(0), measure, 0))
                return self._absent(row, column, raw)
            case Marked(Sign.CROSS):
                return Reading.absent(Absence.DOES_NOT_APPLY)
            case Marked():
                said = f"{raw.where.for_officer()}: ghi “{raw.text}”. "
                said += "Đề nghị ghi 0 nếu không phát sinh, để trống nếu chưa có số liệu."
                return self._doubted("SUB105", "mark-without-meaning", Consequence.EXPLAIN, said, row, column, raw)
            case Ambiguous(readings, why):
                both = " hoặc ".join(write_quantity(quantity, prose=False) for quantity in readings)
                said = f"{raw.where.for_officer()}: {why}: {both}. Đề nghị viết lại cho rõ."
                return self._doubted("SUB106", "number-ambiguous", Consequence.STOP, said, row, column, raw)
        said = f"{raw.where.for_officer()}: không đọc được “{raw.text}” là số. Đề nghị chỉ ghi số."
        return self._doubted("SUB107", "number-not-readable", Consequence.STOP, said, row, column, raw)

    def _measured(self, quantity: Quantity, measure: str, row: FormRow, column: Column, raw: RawCell) -> Reading | None:
        if quantity.unit and quantity.unit != measure:
            said = f"{raw.where.for_officer()}: ghi “{raw.text}” trong khi dòng này tính bằng {measure}. "
            said += f"Đề nghị ghi theo {measure}."
            return self._doubted("SUB108", "other-unit-of-measure", Consequence.STOP, said, row, column, raw)
        return self._sized(replace(quantity, unit=measure), row, column, raw)

    def _absent(self, row: FormRow, column: Column, raw: RawCell) -> Reading | None:
        if not row.optional and not row.total_of:
            said = f"{raw.where.for_officer()}: chưa có số liệu. Đề nghị điền, hoặc nêu lý do."
            self._add("SUB110", "figure-not-yet-reported", Consequence.EXPLAIN, said, row, column, raw)
        return None

    def _total(self, row: FormRow, column: Column) -> Reading | None:
        """A total that the form computes: the sum of its parts as staged; absent when one of them is."""
        parts = dict.fromkeys(row.total_of)
        by_code = {
            fact.origin.row: fact.reading for fact in self.staged if fact.origin.field == layout.head(column, self.at)
        }
        later = [code for code in parts if code not in by_code]
        if later:
            return self._total_of_later_rows(row, column)
        return _sum([by_code[code] for code in parts])

    def _total_of_later_rows(self, row: FormRow, column: Column) -> Reading | None:
        """The total stands above its parts: read those cells first, without noting their doubts twice."""
        ahead = _Reader(self.sheet, self.at, self.catalog, self.prefill, [])
        rows, columns, nothing = self._rows(), self._columns(), self._nothing_occurred()
        readings = []
        for part in self.at.form.rows:
            if part.code in row.total_of and part.code in rows:
                where = self._where(part, column, rows[part.code], columns.get(column.id))
                raw = self.sheet.cells.get((rows[part.code], columns.get(column.id, 0)), RawCell(where))
                readings.append(ahead._reading(part, column, replace(raw, where=where), nothing))
        if len(readings) < len(row.total_of) or any(reading is None for reading in readings):
            return None
        return _sum([reading for reading in readings if reading is not None])

    def _ratio(self, row: FormRow, column: Column, raw: RawCell) -> None:
        """A percentage typed over the live formula is kept and compared."""
        if raw.formula or (raw.number is None and raw.text in ("", "-")):
            return
        by_id = {other.id: other for other in self.at.form.columns}
        over, under = (layout.key_of(row, by_id[name], self.at) for name in (column.numerator, column.denominator))
        typed = read_number(raw.text) if raw.number is None else Certain(Quantity(raw.number, "%", raw.decimals))
        if isinstance(typed, Certain):
            percent = Reading.of(replace(typed.quantity, unit="%"))
            self.stated.append(StatedRatio(over, under, percent, column.growth, raw.where))
        else:
            said = f"{raw.where.for_officer()}: không đọc được “{raw.text}”. Đề nghị khôi phục công thức của ô."
            self._add("SUB107", "number-not-readable", Consequence.LOOK, said, row, column, raw)

    def _compare_prefilled(self, row: FormRow, column: Column, raw: RawCell, key: FactKey) -> None:
        known = self.prefill.get(key)
        typed = raw.number if raw.number is not None else None
        if typed is None or known is None or known.quantity is None or typed == known.quantity.value:
            return
        said = (
            f"{raw.where.for_officer()}: số điền sẵn là {write_quantity(known.quantity, prose=False)}, "
            f"đơn vị sửa thành {typed}. Số đã chốt được giữ; đề nghị nêu ý kiến ở cột Ghi chú."
        )
        self._add("SUB120", "prefilled-disputed", Consequence.LOOK, said, row, column, raw)

    def _doubted(self, code: str, name: str, consequence: Consequence, message: str, row: FormRow,
                 column: Column | None, raw: RawCell) -> Reading | None:  # fmt: skip
        """Note a doubt; there is no value then."""
        self._add(code, name, consequence, message, row, column, raw)
        return None

    def _add(self, code: str, name: str, consequence: Consequence, message: str, row: FormRow, column: Column | None,
             raw: RawCell) -> None:  # fmt: skip
        where = raw.where if raw.where.form else Where(form=self.at.form.code, row=row.code)
        self.findings.append(Finding(code, name, consequence, message, where, printed=raw.text))


def _sum(readings: list[Reading]) -> Reading | None:
    quantities = [reading.quantity for reading in readings]
    if not quantities or any(quantity is None for quantity in quantities):
        return None
    known = [quantity for quantity in quantities if quantity is not None]
    total = sum((quantity.value for quantity in known), Decimal(0))
    return Reading.of(Quantity(total, known[0].unit, max(quantity.decimals for quantity in known)))


def provenance_of(comment: str) -> tuple[Provenance, str]:
    """What a cell comment says of how a figure came to be known."""
    words = comment.strip()
    folded = fold(words)
    if folded.startswith("minh hoa"):
        return Provenance.ILLUSTRATIVE, words
    if folded.startswith("sui ra"):
        return Provenance.IMPLIED, words
    return Provenance.REPORTED, words


def _letter(position: int) -> str:
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
