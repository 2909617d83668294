"""Walking the cells of one form over one sheet: what each states, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from solieu.catalog.model import Catalog, ColumnKind, FormRow
from solieu.core import Consequence, FactKey, Finding, Quantity, Reading, SeriesKind, Where
from solieu.facts import Provenance, StagedFact, StatedRatio, Status
from solieu.intake import doubts, layout
from solieu.intake.blank_table import UNKNOWN
from solieu.intake.cells import NOTHING_WORDS, Answer, Asked, read_cell
from solieu.intake.doubts import Doubt
from solieu.intake.layout import Occasion
from solieu.intake.matching import Table, Trouble, find_table
from solieu.intake.sheet import Cell, CellKind, Sheet, a1, plain, stored
from solieu.intake.spots import Spot, Spots, notes_of, shared_cells, spots_of
from solieu.intake.surroundings import changed_measures, own_words, ticked_rows
from solieu.intake.totals import adds_exactly, is_number, sum_of
from solieu.vietnamese import Ambiguous, Certain, fold, read_number, write_quantity

# A slip of đồng for triệu đồng is a factor of a million, of kg for tấn of a thousand: only what no year explains is asked.
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
    _spots: Spots = field(default_factory=dict)
    _notes: Mapping[str, str] = field(default_factory=dict)
    _shared: Mapping[tuple[str, str], str] = field(default_factory=dict)  # merged cells, with what they show
    _zeros: frozenset[str] = frozenset()  # codes of rows whose empty cells were ticked as Không phát sinh
    _stopped: frozenset[str] = frozenset()  # codes of rows that are in doubt as a whole
    _read: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def read(self) -> None:
        self._table = find_table(self.sheet, self.at)
        self._spots = spots_of(self.sheet, self._table, self.at, self.catalog, self.where)
        self._notes = notes_of(self.sheet, self._table, self.at)
        self._shared = dict(shared_cells(self.sheet, self._table, self._spots))
        self.findings += [self._told(trouble) for trouble in self._table.troubles]
        self.remark = own_words(self.sheet, self.at)
        self._stopped = frozenset(self._rows_in_doubt())
        self._zeros = self._without_figures(frozenset(ticked_rows(self.sheet, self._table, self.at)))
        for spot in self._spots.values():
            if spot.row.code not in self._stopped:
                self._cell(spot)
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
        filled = [spot for spot in self._spots.values() if spot.row.code in ticked and _is_filled_in(spot)]
        read = [read_cell(spot.cell, self._asked(spot)).reading for spot in filled]
        figures = sum(one is not None and one.quantity is not None and one.quantity.value != 0 for one in read)
        if not figures:
            return ticked
        words = f"đánh dấu “{layout.NOTHING_OCCURRED}” nhưng {figures} ô có số khác 0"
        self.findings.append(doubts.NOTHING_BESIDE_FIGURES.at(self.where, words))
        return frozenset()

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
        parts_of = {row.code: row.total_of for row in self.at.form.rows if row.total_of}
        known = {(fact.origin.row, fact.origin.field): fact.provenance for fact in self.staged} if parts_of else {}
        for number, fact in enumerate(self.staged):
            parts = [known.get((code, fact.origin.field)) for code in parts_of.get(fact.origin.row, ())]
            worst = next((mark for mark in (Provenance.ILLUSTRATIVE, Provenance.IMPLIED) if mark in parts), None)
            if worst and not fact.stated_total:
                self.staged[number] = replace(fact, provenance=worst)

    # --- one cell

    def _cell(self, spot: Spot) -> None:
        if spot.column.kind is ColumnKind.COMPUTED:
            self._ratio(spot)
        elif spot.column.kind is ColumnKind.PREFILLED:
            self._compare_prefilled(spot)
        elif spot.row.total_of:
            self._total(spot)
        else:
            answer = self._answer(spot)
            self._say(spot, answer)
            if answer.reading is not None:
                self._stage(spot, answer.reading)
                self._compare_with_last_year(spot, answer.reading)
            elif not answer.doubts:
                self._absent(spot)

    def _answer(self, spot: Spot) -> Answer:
        """What the cell of a row that is filled in says; read once."""
        place = (spot.row.code, spot.column.id)
        if place not in self._read:
            shared = self._shared.get(place)
            merged = (doubts.CELLS_MERGED, f"ô gộp chung với ô khác, ghi “{shared}”")
            self._read[place] = Answer(None, (merged,)) if shared else read_cell(spot.cell, self._asked(spot))
        return self._read[place]

    def _asked(self, spot: Spot) -> Asked:
        zero = spot.row.code in self._zeros or self._is_noted_as_nothing(spot.row)
        return Asked(spot.measure, spot.decimals, spot.may_be_negative, zero)

    def _is_noted_as_nothing(self, row: FormRow) -> bool:
        """Ghi chú says "không phát sinh" of a row that is left empty throughout."""
        note = self._notes.get(row.code, "")
        if not note or fold(note).strip(" .") not in NOTHING_WORDS:
            return False
        filled = (spot for spot in self._spots.values() if spot.row is row and _is_filled_in(spot))
        return all(spot.cell.kind is CellKind.EMPTY for spot in filled)

    def _say(self, spot: Spot, answer: Answer, *, consequence: Consequence | None = None) -> None:
        for doubt, words in answer.doubts:
            self._add(doubt, spot, words, consequence=consequence)

    def _add(self, doubt: Doubt, spot: Spot, words: str, *, expected: str = "",
             consequence: Consequence | None = None) -> None:  # fmt: skip
        found = doubt.at(spot.where, words, printed=spot.cell.shown, expected=expected, consequence=consequence)
        self.findings.append(found)

    def _absent(self, spot: Spot) -> None:
        """Asked for, unless the form lets it be or the sender gave the reason beside it."""
        note = self._notes.get(spot.row.code, "") or own_comment(spot.cell.comment)
        if spot.row.optional:
            return
        if note:
            self._add(doubts.NOT_YET_REPORTED, spot, f"chưa có số liệu; đơn vị ghi: {note}", consequence=doubts.LOOK)
        else:
            self._add(doubts.NOT_YET_REPORTED, spot, "chưa có số liệu")

    def _stage(self, spot: Spot, reading: Reading, *, is_typed_total: bool = False) -> None:
        if reading.quantity is not None and spot.measure != spot.indicator_measure:
            reading = Reading.of(layout.in_measure(reading.quantity, spot.indicator_measure))
        provenance, why = provenance_of(own_comment(spot.cell.comment))
        words = "; ".join(part for part in (why, self._notes.get(spot.row.code, "")) if part)
        status = status_of(spot.key)
        self.staged.append(StagedFact(spot.key, reading, spot.where, status, provenance, words, is_typed_total))

    # --- totals

    def _total(self, spot: Spot) -> None:
        """A total is recomputed. One that the sender typed, or computed another way, is kept as tổng do đơn vị ghi
        wherever it is not the sum of its parts."""
        cell, computed = spot.cell, self._sum(spot)
        as_issued = cell.formula is not None and self._adds_the_parts(spot, cell.formula)
        if cell.kind is CellKind.EMPTY or as_issued:
            if computed is not None:
                self._stage(spot, computed)
                self._compare_shown(spot, computed)
            return
        answer = self._answer(spot)
        self._say(spot, answer)
        if answer.reading is not None:
            by_formula = cell.formula is not None or not self.knows_formulas
            stated = answer.reading.quantity
            is_sum = by_formula and computed is not None and stated is not None and is_number(stated.value, computed)
            self._stage(spot, answer.reading, is_typed_total=not is_sum)

    def _compare_shown(self, spot: Spot, computed: Reading) -> None:
        """A spreadsheet does not add what stands as a text: the sender saw another total than we take."""
        if spot.cell.number is not None and not is_number(spot.cell.number, computed):
            right = _written(computed)
            words = f"tổng hiện trên biểu là {spot.cell.shown}, tính lại được {right}"
            self._add(doubts.TOTAL_SHOWN_DIFFERS, spot, words, expected=right)

    def _sum(self, spot: Spot) -> Reading | None:
        """The sum of the parts; None when one of them is missing or in doubt."""
        readings = []
        for code in spot.row.total_of:
            part = self._spots.get((code, spot.column.id))
            if part is None or code in self._stopped:
                return None
            nested = part.row.total_of and part.cell.formula is not None
            readings.append(self._sum(part) if nested else self._answer(part).reading)
        return sum_of([reading for reading in readings if reading is not None]) if None not in readings else None

    def _adds_the_parts(self, spot: Spot, formula: str) -> bool:
        rows = [self._table.rows[code] for code in spot.row.total_of if code in self._table.rows]
        return adds_exactly(formula, {a1(number, spot.place) for number in rows})

    # --- columns that the sender does not fill

    def _ratio(self, spot: Spot) -> None:
        """A percentage typed over the live formula is kept and compared."""
        cell, row = spot.cell, spot.row
        if cell.formula is not None or not self.knows_formulas or cell.shown.strip() in ("", "-", "x", UNKNOWN):
            return
        by_id = {other.id: other for other in self.at.form.columns}
        names = (spot.column.numerator, spot.column.denominator)
        over, under = (layout.key_of(row, by_id[name], self.at) for name in names)
        answer = read_cell(cell, Asked("%", 1, may_be_negative=True))
        if answer.reading is not None and answer.reading.quantity is not None:
            self.stated.append(StatedRatio(over, under, answer.reading, spot.column.growth, spot.where))
        else:
            self._say(spot, answer, consequence=doubts.LOOK)

    def _compare_prefilled(self, spot: Spot) -> None:
        """A settled figure stays; what the sender made of it is shown, whatever it is."""
        cell, held = spot.cell, self._known(spot)
        written = cell.text.strip() if cell.number is None else plain(cell.number)
        if written in ("", "-", "x", UNKNOWN) or (
            held is not None and stored(held.value) in _may_be(cell, spot.decimals)
        ):
            return
        if held is None:
            self._add(doubts.PREFILLED_TYPED, spot, f"đơn vị ghi “{written}”, hệ thống chưa có số này")
            return
        expected, note = write_quantity(held, prose=False), self._notes.get(spot.row.code, "")
        words = f"số điền sẵn là {expected}, đơn vị sửa thành “{written}”" + (f" và nêu: {note}" if note else "")
        self._add(doubts.PREFILLED_DISPUTED, spot, words, expected=expected)

    def _known(self, spot: Spot) -> Quantity | None:
        """What the system knows of a grey cell, in the form's unit of measure."""
        known = self.prefill.get(spot.key)
        return layout.in_measure(known.quantity, spot.measure) if known is not None and known.quantity else None

    def _compare_with_last_year(self, spot: Spot, reading: Reading) -> None:
        """A figure hundreds of times the same period's was as a rule written in another unit of measure."""
        if not self.prefill or reading.quantity is None:
            return
        grey = [column for column in self.at.form.columns if column.period == "same_last_year"]
        beside = next(
            (self._spots[spot.row.code, one.id] for one in grey if (spot.row.code, one.id) in self._spots), None
        )
        base = self._known(beside) if beside is not None else None
        if base is None:
            return
        now, before = abs(reading.quantity.value), abs(base.value)
        if now and before >= 10 and (now >= UNLIKE * before or before >= UNLIKE * now):
            was = write_quantity(base, prose=False)
            words = f"ghi {_written(reading)}, cùng kỳ {was}; có thể nhầm đơn vị tính"
            self._add(doubts.UNLIKE_LAST_YEAR, spot, words, expected=was)


def _is_filled_in(spot: Spot) -> bool:
    return spot.column.kind is ColumnKind.VALUE and not spot.row.total_of


def _may_be(cell: Cell, decimals: int) -> frozenset[Decimal]:
    """The numbers that a prefilled cell may mean, whatever the sender made of it."""
    if cell.number is not None:
        return frozenset({cell.number})
    match read_number(cell.text, decimals_expected=decimals):
        case Certain(quantity):
            return frozenset({quantity.value})
        case Ambiguous(readings):
            return frozenset(quantity.value for quantity in readings)
    return frozenset()


def _written(reading: Reading) -> str:
    return write_quantity(reading.quantity, prose=False) if reading.quantity else "…"


def status_of(key: FactKey) -> Status:
    """Ước tính for estimates, sơ bộ up to a cut-off, chính thức for whole periods and plans."""
    if key.series.kind is SeriesKind.ESTIMATE:
        return Status.ESTIMATED
    return Status.PRELIMINARY if key.series.cut_off is not None else Status.OFFICIAL


def provenance_of(comment: str) -> tuple[Provenance, str]:
    """What a cell comment says of how a figure came to be known."""
    if not comment:
        return Provenance.REPORTED, ""
    folded = fold(comment)
    if folded.startswith("minh hoa"):
        return Provenance.ILLUSTRATIVE, comment
    if folded.startswith("sui ra"):
        return Provenance.IMPLIED, comment
    return Provenance.REPORTED, comment


def own_comment(comment: str) -> str:
    """The sender's part of a comment, without what an answered sheet added to it."""
    return comment.partition(ANSWER_MARK)[0].strip() if comment else ""
