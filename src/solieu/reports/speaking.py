"""Slots at work: words, figures, phrases and lists become runs; what is missing becomes a gap, said once a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from solieu.catalog.model import Good, Register
from solieu.core import FactKey, Trace
from solieu.documents import FigureRun, Gap, Run, Text
from solieu.expressions import Reference
from solieu.registers import EntryState, FieldScope
from solieu.reports import naming
from solieu.reports.collecting import Collected, explanations_of
from solieu.reports.gaps import missing_figure, missing_list
from solieu.reports.model import Citation, MissingFigure
from solieu.reports.phrases import Speaking, bind, inlines
from solieu.reports.printing import FIGURES, print_figure
from solieu.reports.setting import Setting
from solieu.reports.slots import read_reference
from solieu.reports.template import Argument, Slot, Words
from solieu.reports.words import WORDS, cut_off_word, in_case, title_of, word

LIST, TITLE, REASON = "danh_sach", "ten", "giai_trinh"
CUT_OFFS = ("ngay_chot", "thang_chot")


@dataclass(slots=True)
class Speaker:
    """Speaks the slots of one paragraph."""

    collected: Collected
    section: str
    entry: tuple[Register, EntryState] | None = None
    _said: set[str] = field(default_factory=set)

    @property
    def setting(self) -> Setting:
        return self.collected.setting

    def slot(self, slot: Slot) -> list[Run]:
        if slot.phrase in naming.CITATIONS:
            return self._citation(slot)
        said = self._words(slot)
        if said is not None:
            return [Text(in_case(said, slot.case), slot.bold, slot.italic)] if said else []
        if slot.phrase == LIST:
            return self._list(slot)
        phrase = self.setting.catalog.phrases.get(slot.phrase)
        if phrase is not None:
            indicator = self.setting.catalog.indicators.get(slot.reference.name)
            good = indicator.good if indicator else Good.NONE
            return self._phrase(bind(phrase, slot.reference, slot.arguments, good), slot)
        if slot.phrase == "tren":
            return self._ratio(slot)
        return self._figure(self._trace(slot.reference), slot, role=slot.phrase or "so")

    # --- words

    def _words(self, slot: Slot) -> str | None:
        name, style = slot.reference.name, slot.phrase
        if self.entry is not None and style in ("", "ten") and self._has_field(name):
            return naming.field_text(*self.entry, name, self.setting)
        if name in WORDS and not style:
            return word(name, self.setting)
        if style == TITLE:
            return title_of(slot.reference, self.setting)
        if style in CUT_OFFS and name in self.setting.catalog.indicators:
            return cut_off_word(style, self.setting.cut_off(self.setting.catalog.indicators[name]))
        if style == REASON:
            trace = self.setting.resolve(slot.reference)
            found = explanations_of(trace, self.collected.doubts, self.setting)
            return " ".join(explanation.text for explanation in found)
        return None

    def _has_field(self, name: str) -> bool:
        register = self.entry[0] if self.entry else None
        return register is not None and (name == "trang_thai" or any(field.id == name for field in register.fields))

    def _citation(self, slot: Slot) -> list[Run]:
        found = naming.register_of(slot.reference.name, self.setting)
        state = naming.entry_state(*found, self.setting) if found else None
        if found is None or state is None:
            said = f"[Không có văn bản “{slot.reference.name}” trong sổ]"
            return [self._noted(MissingFigure(said, self.section, found[0].owner if found else "", where=slot.where))]
        field = slot.arguments[0].text if slot.arguments else ""
        text = naming.citation(state, slot.phrase, field)
        self.collected.citations.append(Citation(text, found[0].id, found[1], self.section))
        source = f"{found[0].id}/{found[1]}"
        return [Text(in_case(text, slot.case), slot.bold, slot.italic, source)] if text else []

    def _list(self, slot: Slot) -> list[Run]:
        register = self.setting.catalog.registers[slot.reference.name]
        count = naming.count_behind(register, slot.reference, self.setting)
        revision = self.setting.snapshot.facts.get(count[1]) if count else None
        if revision is None:
            said = missing_list(register.title, register.owner, self.setting)
            return [self._noted(MissingFigure(said, self.section, register.owner, where=slot.where))]
        joint = slot.arguments[0].text if slot.arguments else "; "
        labels = naming.pinned(register, revision, self.setting)
        named = [Text(text, slot.bold, slot.italic, f"{register.id}/{id}") for id, text in labels.items()]
        between = Text(joint, slot.bold, slot.italic)
        joined = [run for text in named for run in (between, text)][1:]
        return [*joined] if joined else [Text("không có", slot.bold, slot.italic)]

    # --- figures

    def _trace(self, reference: Reference) -> Trace:
        if self.entry is not None and self._has_field(reference.name):
            return FieldScope(self.entry[1]).field(reference.name)
        return self.setting.resolve(reference)

    def _figure(self, trace: Trace, slot: Slot, *, role: str, subject: FactKey | None = None) -> list[Run]:
        if trace.reading.quantity is None:
            return [self._missing(trace)]
        indicator = self.setting.catalog.indicators.get(trace.key.indicator) if trace.key else None
        printed = print_figure(trace.reading.quantity, slot.phrase or "so", slot.arguments, indicator)
        figure = self.collected.add(printed, trace, subject or trace.key, self.section, role)
        keys = tuple(dict.fromkeys(str(key) for key in trace.every_key()))
        run = FigureRun(figure.printed, figure.id, keys, slot.bold, slot.italic)
        return [Text(printed.hedge, slot.bold, slot.italic), run] if printed.hedge else [run]

    def _ratio(self, slot: Slot) -> list[Run]:
        """28.561/135.188 triệu đồng: two figures, the unit once."""
        second = read_reference(slot.arguments[0].text, slot.arguments[0].where)
        below = replace(slot, phrase="so", arguments=slot.arguments[1:])
        traces = self._trace(slot.reference), self._trace(second)
        if not all(trace.reading.is_present for trace in traces):
            return [self._missing(next(trace for trace in traces if not trace.reading.is_present))]
        above = self._figure(traces[0], replace(slot, phrase="so_tran"), role="so_tran")
        return [*above, Text("/", slot.bold, slot.italic), *self._figure(traces[1], below, role="so")]

    # --- phrases

    def _phrase(self, speaking: Speaking, slot: Slot) -> list[Run]:
        variant, missing = speaking.choose(self.setting)
        if variant is None:
            return [self._missing(missing)] if missing is not None else []
        absent = self._absent_value(speaking)
        if absent is not None:
            return [self._missing(absent)]
        found: list[Run] = []
        for inline in inlines(variant):
            if isinstance(inline, Words):
                found.append(Text(inline.text, slot.bold or inline.bold, slot.italic or inline.italic))
            elif isinstance(inline, Slot):
                found += self._bound(replace(inline, bold=slot.bold, italic=slot.italic), speaking)
        return _capital(found) if slot.case == "hoa_dau" else found

    def _absent_value(self, speaking: Speaking) -> Trace | None:
        trace = self._trace(speaking.value)
        return None if trace.reading.is_present else trace

    def _bound(self, slot: Slot, speaking: Speaking) -> list[Run]:
        """A slot inside a phrase: its names are the phrase's own."""
        name = slot.reference.name
        arguments = tuple(_handed_over(argument, speaking) for argument in slot.arguments)
        slot = replace(slot, arguments=arguments)
        meant = speaking.stands_for(slot.reference)
        if isinstance(meant, Reference):
            return self.slot(replace(slot, reference=meant))
        subject = self.setting.key(speaking.value)
        return self._figure(self.setting.value(meant), slot, role=f"{speaking.phrase.id}.{name}", subject=subject)

    # --- gaps

    def _missing(self, trace: Trace) -> Gap:
        """The whole text once a paragraph; a second doubt about the same missing figure is only marked."""
        text, owner, key = missing_figure(trace, self.setting)
        return self._noted(MissingFigure(text, self.section, owner, key))

    def _noted(self, missing: MissingFigure) -> Gap:
        what = str(missing.key) if missing.key else missing.text
        again = what in self._said
        self._said.add(what)
        self.collected.gaps.append(missing)
        return Gap("[…]" if again else missing.text)


def _handed_over(argument: Argument, speaking: Speaking) -> Argument:
    return speaking.arguments.get(argument.text, argument) if not argument.quoted else argument


def _capital(runs: list[Run]) -> list[Run]:
    first = runs[0] if runs else None
    if isinstance(first, Text):
        return [replace(first, text=in_case(first.text, "hoa_dau")), *runs[1:]]
    return runs


KNOWN_STYLES = (*FIGURES, LIST, TITLE, REASON, *CUT_OFFS, *naming.CITATIONS)
