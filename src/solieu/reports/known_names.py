"""What a template, a narrative or a phrase may name, and which of its names lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from solieu.catalog.model import Catalog, Phrase, Register
from solieu.catalog.register_model import CLOCK
from solieu.core import Finding, Where
from solieu.expressions import Expression, Reference, Shift, references
from solieu.reports.faults import fault, unknown
from solieu.reports.naming import CITATIONS
from solieu.reports.printing import DECIMALS, FIGURES
from solieu.reports.slots import SlotError, read_reference
from solieu.reports.template import Argument, Slot, TableNode
from solieu.reports.words import WORDS
from solieu.territory import Territory

STYLES = (*FIGURES, "danh_sach", "ten", "giai_trinh", "ngay_chot", "thang_chot", *CITATIONS)
SHIFTS = ("cung_ky", "ky_truoc", "uoc", "thuc_hien", "ca_ky", "ke_hoach", "ke_hoach_ky")


class KnownNames:
    """The names of one catalogue. Every question answers with the first mistake, or None."""

    def __init__(self, catalog: Catalog, territory: Territory) -> None:
        self.catalog, self.territory = catalog, territory
        members = {f"{d.id}.{member}" for d in catalog.dimensions.values() for member in d.members}
        self.titles = {*members, *catalog.target_levels, *territory.units, *catalog.indicators}

    def slot(self, slot: Slot, own: frozenset[str]) -> Finding | None:
        """``own`` are the fields of a surrounding entry, or the names of a phrase."""
        name, style = slot.reference.name, slot.phrase
        mistake = self._style(slot) or self._arguments(slot, own)
        if mistake or name in own or (name in WORDS and not style):
            return mistake
        if style == "ten":
            return self.title(name, slot.where)
        register = self.catalog.registers.get(name.partition(".")[0])
        if register is not None and style in (*CITATIONS, "danh_sach"):
            return self._list(slot, register) if style == "danh_sach" else None
        if not style:
            return unknown("REP102", "từ", name, WORDS, slot.where)
        at = slot.reference.at
        return self.figure(slot.reference, replace(slot.where, line=at.line, column=at.column))

    def title(self, name: str, where: Where) -> Finding | None:
        return None if name in self.titles else unknown("REP102", "tên", name, self.titles, where)

    def figure(self, reference: Reference, where: Where) -> Finding | None:
        indicator = self.catalog.indicators.get(reference.name)
        if indicator is None:
            return unknown("REP102", "chỉ tiêu", reference.name, self.catalog.indicators, where)
        for dimension, member in reference.cut:
            if dimension not in indicator.dimensions:
                return unknown("REP102", "chiều phân tổ", dimension, indicator.dimensions, where)
            members = self.catalog.dimensions[dimension].members
            if member not in members:
                return unknown("REP102", "thành phần", member, members, where)
        return next((mistake for shift in reference.shifts if (mistake := self._shift(shift, where))), None)

    def figures(self, expression: Expression, where: Where) -> Finding | None:
        """The first figure of a condition that is not known."""
        found = (self.figure(reference, where) for reference in references(expression))
        return next((mistake for mistake in found if mistake), None)

    def register(self, name: str, condition: Expression | None, where: Where) -> Finding | None:
        """A register and what a condition asks of its entries."""
        register = self.catalog.registers.get(name)
        if register is None:
            return unknown("REP102", "sổ", name, self.catalog.registers, where)
        fields = fields_of(register)
        for reference in references(condition) if condition is not None else ():
            if reference.name not in fields:
                return unknown("REP102", "trường", reference.name, fields, where)
        return None

    def unit(self, name: str, where: Where) -> Finding | None:
        if not name or name in self.territory.units:
            return None
        return unknown("REP102", "đơn vị", name, self.territory.units, where)

    def level(self, name: str, where: Where, code: str = "REP102") -> Finding | None:
        if not name or name in self.catalog.target_levels:
            return None
        return unknown(code, "cấp giao kế hoạch", name, self.catalog.target_levels, where)

    def table(self, node: TableNode) -> Iterator[Finding]:
        for row in node.rows:
            for reference in (row.chi_tieu, row.ke_hoach):
                if reference is not None and (mistake := self.figure(reference, row.where)):
                    yield mistake
        for column in node.columns:
            if mistake := self.level(column.level, node.where):
                yield mistake

    # --- parts of a slot

    def _shift(self, shift: Shift, where: Where) -> Finding | None:
        if shift.name not in SHIFTS:
            return unknown("REP102", "cách chọn số liệu", shift.name, SHIFTS, where)
        return self.level(shift.argument or "?", where) if shift.name.startswith("ke_hoach") else None

    def _style(self, slot: Slot) -> Finding | None:
        if not slot.phrase or slot.phrase in STYLES or slot.phrase in self.catalog.phrases:
            return None
        return unknown("REP103", "cụm từ", slot.phrase, (*STYLES, *self.catalog.phrases), slot.where)

    def _arguments(self, slot: Slot, own: frozenset[str]) -> Finding | None:
        phrase = self.catalog.phrases.get(slot.phrase)
        if phrase is not None:
            return self._phrase_arguments(slot, phrase, own)
        if slot.phrase != "tren":
            return None if slot.phrase == "truong" else self._decimals(slot.arguments, own)
        if not slot.arguments:
            return fault("REP104", "“tren” cần tên số liệu đứng sau dấu gạch chéo", slot.where)
        below, *more = slot.arguments
        return self._reference(below.text, below.where) or self._decimals(more, own)

    def _decimals(self, arguments: Iterable[Argument], own: frozenset[str]) -> Finding | None:
        for argument in arguments:
            if not (argument.quoted or argument.text in DECIMALS or argument.text in own):
                return unknown("REP104", "tham số", argument.text, DECIMALS, argument.where)
        return None

    def _phrase_arguments(self, slot: Slot, phrase: Phrase, own: frozenset[str]) -> Finding | None:
        if len(slot.arguments) != len(phrase.arguments):
            said = f"cụm từ {phrase.id} cần {len(phrase.arguments)} tham số, ở đây có {len(slot.arguments)}"
            return fault("REP104", said, slot.where)
        levels = {shift.argument for _, tree in phrase.lets.values() for shift in _shifts(tree)}
        for name, argument in zip(phrase.arguments, slot.arguments, strict=True):
            if argument.text not in own and (mistake := self._handed_over(argument, name in levels)):
                return mistake
        return None

    def _handed_over(self, argument: Argument, is_level: bool) -> Finding | None:
        """A phrase takes the name of a level, of a number of decimals or of a figure; never a text."""
        if is_level:
            return self.level(argument.text or "?", argument.where, "REP104")
        known = (*DECIMALS, *self.titles)
        if argument.quoted or argument.text not in known:
            return unknown("REP104", "tham số", argument.text, known, argument.where)
        return None

    def _reference(self, text: str, where: Where) -> Finding | None:
        try:
            return self.figure(read_reference(text, where), where)
        except SlotError as error:
            return fault("REP104", error.message, error.where)

    def _list(self, slot: Slot, register: Register) -> Finding | None:
        cuts = [count.cut for count in register.counts if count.kind == "count"]
        if slot.reference.cut in cuts:
            return None
        return fault("REP104", f"sổ {register.id} không đếm theo {dict(slot.reference.cut)}", slot.where)


def fields_of(register: Register) -> frozenset[str]:
    """What a block ``each`` may ask of an entry."""
    clocks = (f"{CLOCK}{deadline.id}" for deadline in register.deadlines)
    return frozenset((*(field.id for field in register.fields), "trang_thai", *clocks))


def _shifts(expression: Expression) -> Iterator[Shift]:
    for reference in references(expression):
        yield from reference.shifts
