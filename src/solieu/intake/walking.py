"""Walking the rows and columns of one form over one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from solieu.catalog.model import Catalog, Column, ColumnKind, FormRow, Nature
from solieu.core import Consequence, FactKey, Finding, Quantity, Reading, SeriesKind, Where
from solieu.facts import Provenance, StagedFact, StatedRatio, Status
from solieu.intake import doubts, layout
from solieu.intake.blank_table import UNKNOWN
from solieu.intake.cells import NOTHING_WORDS, Answer, Asked, read_cell
from solieu.intake.layout import Occasion
from solieu.intake.matching import Table, Trouble, find_table
from solieu.intake.sheet import Cell, CellKind, Sheet, a1, plain, stored
from solieu.intake.surroundings import changed_measures, own_words, ticked_rows
from solieu.intake.totals import adds_exactly, is_number, sum_of
from solieu.vietnamese import Ambiguous, Certain, fold, read_number, write_quantity

# A slip of đồng for triệu đồng is a factor of a million, of tạ for tấn of ten: only what no year explains is asked.
UNLIKE = Decimal(500)
ANSWER_MARK = "Hệ thống trả lời:"  # our own words in a cell comment of an answered sheet; never the sender's


@dataclass(slots=True)
class Walk:
    """Fills ``staged``, ``stated`` and ``findings`` from one sheet."""

    sheet: Sheet
    at: Occasion
    catalog: Catalog
    prefill: Mapping[FactKey, Reading]
    where: Where
    knows_formulas: bool = True
    staged: list[StagedFact] = field(default_factory=list)
    stated: list[StatedRatio] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remark: str = ""
    _table: Table = field(default_factory=lambda: Table(0))
    _zeros: frozenset[str] = frozenset()  # codes of rows whose empty cells were ticked as Không phát sinh
    _stopped: frozenset[str] = frozenset()  # codes of rows that are in doubt as a whole
    _read: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def read(self) -> None:
        self._table = find_table(self.sheet, self.at)
        self.findings += [self._told(trouble) for trouble in self._table.troubles]
        self.remark = own_words(self.sheet, self.at)
        self._stopped = frozenset(self._rows_in_doubt())
        self._zeros = self._without_figures(frozenset(ticked_rows(self.sheet, self._table, self.at)))
        for row in self.at.form.rows:
            if row.indicator and row.code in self._table.rows and row.code not in self._stopped:
                for column in self.at.form.columns:
                    if layout.uses(row, column) and column.id in self._table.columns:
                        self._cell(row, column)
        self._look_at_the_whole()
        self._mark_totals()

    # --- the sheet as a whole

    def _told(self, trouble: Trouble) -> Finding:
        column = next((one for one in self.at.form.columns if one.id == trouble.column), None)
        head, mark = (layout.head(column, self.at), layout.cited(self.at.form, column)) if column else ("", "")
        where = replace(self.where, row=trouble.row, field=head, mark=mark, cell=trouble.at)
        return trouble.doubt.at(where, trouble.words)

    def _rows_in_doubt(self) -> Iterator[str]:
        """Rows that are not read: contested ones, and those whose unit of measure was changed."""
        yield from (one.row for one in self._table.troubles if one.row and one.doubt.consequence is doubts.STOP)
        for one in changed_measures(self.sheet, self._table, self.at, self.catalog):
            where = replace(self.where, row=one.row, cell=one.cell)
            self.findings.append(doubts.MEASURE_CHANGED.at(where, f"ĐVT ghi “{one.seen}”, biểu tính bằng {one.wanted}"))
            yield from [one.row] if one.row else [row.code for row in self.at.form.rows]

    def _without_figures(self, ticked: frozenset[str]) -> frozenset[str]:
        """Ticked rows, unless a tick stands beside figures: then nobody knows which of the two is a slip."""
        figures = 0
        for row in self.at.form.rows:
            if row.code in ticked and row.code in self._table.rows and not row.total_of and row.indicator:
                answers = [read_cell(self._at(row, column), self._asked(row, column)) for column in self._filled(row)]
                read = [answer.reading.quantity for answer in answers if answer.reading]
                figures += sum(quantity is not None and quantity.value != 0 for quantity in read)
        if not figures:
            return ticked
        words = f"đánh dấu “{layout.NOTHING_OCCURRED}” nhưng {figures} ô có số khác 0"
        self.findings.append(doubts.NOTHING_BESIDE_FIGURES.at(self.where, words))
        return frozenset()

    def _filled(self, row: FormRow) -> list[Column]:
        """Columns of a row that the sender fills in, as far as they are on the sheet."""
        return [column for column in self.at.form.columns if column.kind is ColumnKind.VALUE
                and layout.uses(row, column) and column.id in self._table.columns]  # fmt: skip

    def _look_at_the_whole(self) -> None:
        """What is said once for the form: nothing filled in, hidden rows."""
        if not self.staged and not any(one.consequence is doubts.STOP for one in self.findings):
            self.findings[:] = [one for one in self.findings if one.code != doubts.NOT_YET_REPORTED.code]
            self.findings.append(doubts.FORM_EMPTY.at(self.where, "biểu chưa có số liệu nào"))
        codes = [row.code for row in self.at.form.rows if self._table.rows.get(row.code) in self.sheet.hidden_rows]
        if codes:
            self.findings.append(doubts.ROWS_HIDDEN.at(self.where, f"dòng {', '.join(codes)} bị ẩn; số vẫn được đọc"))

    def _mark_totals(self) -> None:
        """A total that the form computed from generated or implied parts is no better known than they are."""
        known = {(fact.origin.row, fact.origin.field): fact.provenance for fact in self.staged}
        parts_of = {row.code: row.total_of for row in self.at.form.rows}
        for number, fact in enumerate(self.staged):
            parts = [known.get((code, fact.origin.field)) for code in parts_of.get(fact.origin.row, ())]
            worst = next((mark for mark in (Provenance.ILLUSTRATIVE, Provenance.IMPLIED) if mark in parts), None)
            if worst and not fact.stated_total:
                self.staged[number] = replace(fact, provenance=worst)

    # --- one cell

    def _cell(self, row: FormRow, column: Column) -> None:
        cell = self._at(row, column)
        if column.kind is ColumnKind.COMPUTED:
            self._ratio(row, column, cell)
        elif column.kind is ColumnKind.PREFILLED:
            self._compare_prefilled(row, column, cell)
        elif row.total_of:
            self._total(row, column, cell)
        else:
            answer = self._answer(row, column)
            self._say(row, column, cell, answer)
            if answer.reading is not None:
                self._stage(row, column, cell, answer.reading)
                self._compare_with_last_year(row, column, answer.reading)
            elif not answer.doubts:
                self._absent(row, column, cell)

    def _at(self, row: FormRow, column: Column) -> Cell:
        return self.sheet.cell(self._table.rows[row.code], self._table.columns[column.id])

    def _place(self, row: FormRow, column: Column) -> Where:
        cell = a1(self._table.rows[row.code], self._table.columns[column.id])
        key = "" if column.kind is ColumnKind.COMPUTED else str(layout.key_of(row, column, self.at))
        return replace(self.where, cell=cell, row=row.code, field=layout.head(column, self.at),
                       mark=layout.cited(self.at.form, column), key=key)  # fmt: skip

    def _answer(self, row: FormRow, column: Column) -> Answer:
        """What the cell of a row that is filled in says; read once."""
        place = (row.code, column.id)
        if place not in self._read:
            self._read[place] = self._spread(row, column) or read_cell(self._at(row, column), self._asked(row, column))
        return self._read[place]

    def _asked(self, row: FormRow, column: Column) -> Asked:
        indicator = self.catalog.indicators[column.indicator or row.indicator]
        zero = row.code in self._zeros or self._is_noted_as_nothing(row)
        signed = indicator.nature not in (Nature.FLOW, Nature.STOCK)
        measure = layout.measure_of(row, column, self.at.form, self.catalog)
        finest = layout.in_measure(Quantity(Decimal(1), indicator.measure, indicator.decimals), measure)
        return Asked(measure, finest.decimals, signed, zero)

    def _is_noted_as_nothing(self, row: FormRow) -> bool:
        """Ghi chú says "không phát sinh" of a row that is left empty throughout."""
        said = fold(self._note(row)).strip(" .") in NOTHING_WORDS
        return said and all(self._at(row, column).kind is CellKind.EMPTY for column in self._filled(row))

    def _spread(self, row: FormRow, column: Column) -> Answer | None:
        """A figure in cells merged over several rows or columns of the form cannot be given to one of them."""
        block = self.sheet.block_at(self._table.rows[row.code], self._table.columns[column.id])
        if block is None:
            return None
        rows = [code for code, number in self._table.rows.items() if block.top <= number <= block.bottom]
        columns = [id for id, number in self._table.columns.items() if block.left <= number <= block.right]
        own = (block.top, block.left) == (self._table.rows[row.code], self._table.columns[column.id])
        if own and len(rows) == 1 and len(columns) == 1:
            return None
        shown = self.sheet.text(block.top, block.left)
        return Answer(None, ((doubts.CELLS_MERGED, f"ô gộp chung với ô khác, ghi “{shown}”"),)) if shown else None

    def _say(self, row: FormRow, column: Column, cell: Cell, answer: Answer) -> None:
        for doubt, words in answer.doubts:
            self._add(doubt, row, column, words, cell)

    def _add(self, doubt: doubts.Doubt, row: FormRow, column: Column, words: str, cell: Cell, *,
             expected: str = "", consequence: Consequence | None = None) -> None:  # fmt: skip
        self.findings.append(
            doubt.at(self._place(row, column), words, printed=cell.shown, expected=expected, consequence=consequence)
        )

    def _absent(self, row: FormRow, column: Column, cell: Cell) -> None:
        """Asked for, unless the form lets it be or the sender gave the reason beside it."""
        if row.optional:
            return
        note = self._note(row) or own_comment(cell.comment)
        if note:
            self._add(doubts.NOT_YET_REPORTED, row, column, f"chưa có số liệu; đơn vị ghi: {note}", cell,
                      consequence=doubts.LOOK)  # fmt: skip
        else:
            self._add(doubts.NOT_YET_REPORTED, row, column, "chưa có số liệu", cell)

    def _note(self, row: FormRow) -> str:
        note = next((column for column in self.at.form.columns if column.kind is ColumnKind.NOTE), None)
        place = self._table.columns.get(note.id) if note else None
        return self.sheet.text(self._table.rows[row.code], place).strip() if place else ""

    def _stage(
        self, row: FormRow, column: Column, cell: Cell, reading: Reading, *, is_typed_total: bool = False
    ) -> None:
        key = layout.key_of(row, column, self.at)
        if reading.quantity is not None:
            reading = Reading.of(layout.in_measure(reading.quantity, self.catalog.indicators[key.indicator].measure))
        provenance, why = provenance_of(own_comment(cell.comment))
        estimate = key.series.kind is SeriesKind.ESTIMATE
        final = key.series.kind is SeriesKind.TARGET or (key.series.cut_off is None and not estimate)
        status = Status.ESTIMATED if estimate else Status.OFFICIAL if final else Status.PRELIMINARY
        words = "; ".join(part for part in (why, self._note(row)) if part)
        origin = self._place(row, column)
        self.staged.append(StagedFact(key, reading, origin, status, provenance, words, is_typed_total))

    # --- totals

    def _total(self, row: FormRow, column: Column, cell: Cell) -> None:
        """A total is recomputed. One that the sender typed, or computed another way, is kept as tổng do đơn vị ghi
        wherever it is not the sum of its parts."""
        computed = self._sum(row, column)
        as_issued = cell.formula is not None and self._adds_the_parts(row, column, cell.formula)
        if cell.kind is CellKind.EMPTY or as_issued:
            if computed is None:
                return
            self._stage(row, column, cell, computed)
            if cell.number is not None and not is_number(cell.number, computed):
                words = f"tổng hiện trên biểu là {cell.shown.strip()}, tính lại được {_written(computed)}"
                self._add(doubts.TOTAL_SHOWN_DIFFERS, row, column, words, cell, expected=_written(computed))
            return
        answer = self._answer(row, column)
        self._say(row, column, cell, answer)
        if answer.reading is not None:
            by_formula = cell.formula is not None or not self.knows_formulas
            agrees = computed is not None and answer.reading.quantity is not None and by_formula
            is_sum = agrees and computed is not None and is_number(answer.reading.quantity.value, computed)  # type: ignore[union-attr]
            self._stage(row, column, cell, answer.reading, is_typed_total=not is_sum)

    def _sum(self, row: FormRow, column: Column) -> Reading | None:
        """The sum of the parts; None when one of them is missing or in doubt."""
        by_code = {part.code: part for part in self.at.form.rows}
        readings = []
        for code in row.total_of:
            part = by_code[code]
            if code not in self._table.rows or code in self._stopped:
                return None
            nested = part.total_of and self._at(part, column).formula is not None
            readings.append(self._sum(part, column) if nested else self._answer(part, column).reading)
        return sum_of([reading for reading in readings if reading is not None]) if None not in readings else None

    def _adds_the_parts(self, row: FormRow, column: Column, formula: str) -> bool:
        place = self._table.columns[column.id]
        rows = [self._table.rows[code] for code in row.total_of if code in self._table.rows]
        return adds_exactly(formula, {a1(number, place) for number in rows})

    # --- columns that the sender does not fill

    def _ratio(self, row: FormRow, column: Column, cell: Cell) -> None:
        """A percentage typed over the live formula is kept and compared."""
        if cell.formula is not None or not self.knows_formulas or cell.shown.strip() in ("", "-", "x", "…"):
            return
        by_id = {other.id: other for other in self.at.form.columns}
        over, under = (layout.key_of(row, by_id[name], self.at) for name in (column.numerator, column.denominator))
        answer = read_cell(cell, Asked("%", 1, may_be_negative=True))
        if answer.reading is not None and answer.reading.quantity is not None:
            self.stated.append(StatedRatio(over, under, answer.reading, column.growth, self._place(row, column)))
        else:
            for doubt, words in answer.doubts:
                self._add(doubt, row, column, words, cell, consequence=doubts.LOOK)

    def _compare_prefilled(self, row: FormRow, column: Column, cell: Cell) -> None:
        """A settled figure stays; what the sender made of it is shown, whatever it is."""
        held, written = self._known(row, column), cell.text.strip() if cell.number is None else plain(cell.number)
        may_be = _typed(cell, self._asked(row, column))
        if written in ("", "-", "x", UNKNOWN) or (held is not None and stored(held.value) in may_be):
            return
        if held is None:
            self._add(doubts.PREFILLED_TYPED, row, column, f"đơn vị ghi “{written}”, hệ thống chưa có số này", cell)
            return
        expected, note = write_quantity(held, prose=False), self._note(row)
        words = f"số điền sẵn là {expected}, đơn vị sửa thành “{written}”" + (f" và nêu: {note}" if note else "")
        self._add(doubts.PREFILLED_DISPUTED, row, column, words, cell, expected=expected)

    def _known(self, row: FormRow, column: Column) -> Quantity | None:
        """What the system knows of a grey cell, in the form's unit of measure."""
        known = self.prefill.get(layout.key_of(row, column, self.at))
        measure = layout.measure_of(row, column, self.at.form, self.catalog)
        return layout.in_measure(known.quantity, measure) if known is not None and known.quantity is not None else None

    def _compare_with_last_year(self, row: FormRow, column: Column, reading: Reading) -> None:
        """A figure hundreds of times the same period's was as a rule written in another unit of measure."""
        grey = [other for other in self.at.form.columns if other.period == "same_last_year" and layout.uses(row, other)]
        base = self._known(row, grey[0]) if grey else None
        if base is None or reading.quantity is None:
            return
        now, before = abs(reading.quantity.value), abs(base.value)
        if now and before >= 10 and (now >= UNLIKE * before or before >= UNLIKE * now):
            was = write_quantity(base, prose=False)
            words = f"ghi {_written(reading)}, cùng kỳ {was}; có thể nhầm đơn vị tính"
            self._add(doubts.UNLIKE_LAST_YEAR, row, column, words, self._at(row, column), expected=was)


def _typed(cell: Cell, asked: Asked) -> frozenset[Decimal]:
    """What a prefilled cell may say, whatever the sender made of it."""
    if cell.number is not None:
        return frozenset({cell.number})
    reading = read_number(cell.text, decimals_expected=asked.decimals)
    match reading:
        case Certain(quantity):
            return frozenset({quantity.value})
        case Ambiguous(readings):
            return frozenset(quantity.value for quantity in readings)
    return frozenset()


def _written(reading: Reading) -> str:
    return write_quantity(reading.quantity, prose=False) if reading.quantity else "…"


def provenance_of(comment: str) -> tuple[Provenance, str]:
    """What a cell comment says of how a figure came to be known."""
    words = comment.strip()
    folded = fold(words)
    if folded.startswith("minh hoa"):
        return Provenance.ILLUSTRATIVE, words
    if folded.startswith("sui ra"):
        return Provenance.IMPLIED, words
    return Provenance.REPORTED, words


def own_comment(comment: str) -> str:
    """The sender's part of a comment, without what an answered sheet added to it."""
    return comment.partition(ANSWER_MARK)[0].strip()
