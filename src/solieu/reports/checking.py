"""Checks of templates, phrases and narratives: unknown names, wrong arguments, figures that were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from solieu.catalog.model import Catalog, Phrase, Register, ReportDefinition
from solieu.core import Consequence, Finding, Where
from solieu.expressions import Expression, Reference, references
from solieu.expressions.model import Shift
from solieu.reports.faults import fault, unknown
from solieu.reports.naming import CITATIONS
from solieu.reports.phrases import inlines, slots_of
from solieu.reports.printing import DECIMALS, FIGURES
from solieu.reports.reading import read_template
from solieu.reports.slots import SlotError, read_reference
from solieu.reports.template import (
    EachNode,
    HeadingNode,
    IfNode,
    Inline,
    ListNode,
    NarrativeNode,
    Node,
    ParagraphNode,
    Slot,
    TableNode,
    Template,
    Words,
)
from solieu.reports.words import WORDS
from solieu.territory import Territory

STYLES = (*FIGURES, "danh_sach", "ten", "giai_trinh", "ngay_chot", "thang_chot", *CITATIONS)
SHIFTS = ("cung_ky", "ky_truoc", "uoc", "thuc_hien", "ca_ky", "ke_hoach")
_NUMBERING = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?|[IVXLC]+\.|[a-zđ]\))\s")
# What may be typed in prose: dates, periods, years, documents and numbered names are no figures of the period.
_NO_FIGURE = re.compile(
    r"(?:ngày\s+)?\d{1,2}[/-]\d{1,2}[/-]\d{4}|(?:tháng\s+)?\d{1,2}/\d{4}\b|quý\s+[IVX]+(?:/\d{4})?|năm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?"
    r"|\d{4}\s*[-–]\s*\d{4}|ngày\s+\d{1,2}|tháng\s+\d{1,2}|số\s+\d+[\w/.-]*|\d+(?:/\d{4})?[-/][A-ZĐ][\w/Đ-]*"
    r"|(?:Điều|Khoản|khoản|Chương|Phụ lục|Đề án|giai đoạn|nhiệm kỳ)\s+[\dIVX][\d\s–-]*|\b(?:19|20)\d{2}\b"
)


def check_reports(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    """Every mistake in the templates and phrases of a catalogue, in the order of the files."""
    found: list[Finding] = []
    for report in catalog.reports.values():
        for text in (*report.sections, *report.annexes):
            template = read_template(text)
            found += [*template.faults, *slot_faults(template, catalog, territory).values(), *typed_digits(template)]
            found += _block_faults(template, catalog, territory)
    for phrase in catalog.phrases.values():
        found += _phrase_faults(phrase, catalog, territory)
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.where.file, f.where.line or 0, f.where.column or 0)))


def slot_faults(template: Template, catalog: Catalog, territory: Territory) -> dict[str, Finding]:
    """By the text of the slot: what cannot be resolved against the catalogue."""
    names = _Names(catalog, territory)
    found = {}
    for inline, fields in _inlines_of(template, catalog):
        if isinstance(inline, Slot) and (mistake := names.slot(inline, fields)):
            found[inline.text] = mistake
    return found


def typed_digits(template: Template) -> Iterator[Finding]:
    """A template holds no figure: every digit outside a typed numbering is a fault."""
    for node in every_node(template):
        for words in _words_of(node):
            text = _NUMBERING.sub("", words, count=1)
            if re.search(r"\d", text):
                said = f"số “{_digits(text)}” gõ thẳng vào mẫu; dùng chỗ điền {{…}}"
                yield fault("REP105", said, Where(file=template.file, line=1, column=1))


def typed_figures(template: Template) -> Iterator[Finding]:
    """``figure-without-source``: a figure typed into a narrative that no form and no register stands behind."""
    for node in every_node(template):
        for words in _words_of(node):
            text = _NO_FIGURE.sub(" ", _NUMBERING.sub("", words, count=1))
            for match in re.finditer(r"\d[\d.,]*", text):
                yield Finding(
                    "REP501",
                    "figure-without-source",
                    Consequence.EXPLAIN,
                    f"Phần viết {template.id}: số “{match[0].rstrip('.,')}” không gắn với số liệu nào.",
                    Where(file=template.file, key=f"{template.file}:{match[0]}"),
                    printed=match[0].rstrip(".,"),
                    next_step="Đề nghị thay bằng chỗ điền {chỉ tiêu|so}, hoặc ghi lý do.",
                )


def narratives_of(report: ReportDefinition) -> tuple[NarrativeNode, ...]:
    """The places of a report that a person writes for each period, with who owes them."""
    templates = (read_template(text) for text in (*report.sections, *report.annexes))
    return tuple(node for template in templates for node in every_node(template) if isinstance(node, NarrativeNode))


def every_node(template: Template) -> Iterator[Node]:
    yield from _walk(template.blocks)
    for blocks in template.notes.values():
        yield from _walk(blocks)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        match node:
            case ListNode(_, items):
                for item in items:
                    yield from _walk(item)
            case IfNode(_, body, otherwise):
                yield from _walk((*body, *otherwise))
            case EachNode():
                yield from _walk(node.body)


def _words_of(node: Node) -> list[str]:
    match node:
        case HeadingNode(_, inlines) | ParagraphNode(inlines):
            return [inline.text for inline in inlines if isinstance(inline, Words)]
        case TableNode():
            return [node.title, node.measure, *(row.title for row in node.rows)]
    return []


def _inlines_of(template: Template, catalog: Catalog) -> Iterator[tuple[Inline, frozenset[str]]]:
    """Every inline with the fields that a surrounding ``each`` adds to the known names."""
    waiting: list[tuple[Node, frozenset[str]]] = [(node, frozenset()) for node in template.blocks]
    waiting += [(node, frozenset()) for blocks in template.notes.values() for node in blocks]
    while waiting:
        node, fields = waiting.pop(0)
        match node:
            case HeadingNode(_, inlines) | ParagraphNode(inlines):
                yield from ((inline, fields) for inline in inlines)
            case ListNode(_, items):
                waiting = [(part, fields) for item in items for part in item] + waiting
            case IfNode(_, body, otherwise):
                waiting = [(part, fields) for part in (*body, *otherwise)] + waiting
            case EachNode():
                register = catalog.registers.get(node.register)
                more = fields | {field.id for field in register.fields} | {"trang_thai"} if register else fields
                waiting = [(part, frozenset(more)) for part in node.body] + waiting


def _block_faults(template: Template, catalog: Catalog, territory: Territory) -> Iterator[Finding]:
    names = _Names(catalog, territory)
    for node in every_node(template):
        match node:
            case EachNode() if node.register not in catalog.registers:
                yield unknown("REP102", "sổ", node.register, catalog.registers, node.where)
            case NarrativeNode() if node.owner and node.owner not in territory.units:
                yield unknown("REP102", "đơn vị", node.owner, territory.units, node.where)
            case TableNode():
                for row in node.rows:
                    for reference in (row.chi_tieu, row.ke_hoach):
                        if reference is not None and (mistake := names.figure(reference, row.where)):
                            yield mistake
                for column in node.columns:
                    if column.level and column.level not in catalog.target_levels:
                        yield unknown("REP102", "cấp giao kế hoạch", column.level, catalog.target_levels, node.where)


def _phrase_faults(phrase: Phrase, catalog: Catalog, territory: Territory) -> Iterator[Finding]:
    names = _Names(catalog, territory)
    own = frozenset((*phrase.arguments, *phrase.lets, "gia_tri"))
    for variant in phrase.variants:
        for slot in slots_of(inlines(variant)):
            if mistake := names.slot(slot, own):
                yield mistake
        if re.search(r"\d", re.sub(r"\{[^}]*\}", "", variant.text)):
            yield fault("REP105", f"số gõ thẳng vào cụm từ “{variant.text}”", variant.where)


class _Names:
    """What a template may name."""

    def __init__(self, catalog: Catalog, territory: Territory) -> None:
        self._catalog, self._territory = catalog, territory
        members = {f"{d.id}.{member}" for d in catalog.dimensions.values() for member in d.members}
        self._titles = {*members, *catalog.target_levels, *territory.units, *catalog.indicators}

    def slot(self, slot: Slot, own: frozenset[str]) -> Finding | None:
        """``own`` are the fields of a surrounding entry, or the names of a phrase."""
        name, style = slot.reference.name, slot.phrase
        mistake = self._style(slot) or self._arguments(slot, own)
        if mistake or name in own or (name in WORDS and not style):
            return mistake
        if style == "ten":
            return None if name in self._titles else unknown("REP102", "tên", name, self._titles, slot.where)
        register = self._catalog.registers.get(name.partition(".")[0])
        if register is not None and style in (*CITATIONS, "danh_sach"):
            return self._list(slot, register) if style == "danh_sach" else None
        if not style:
            return unknown("REP102", "từ", name, WORDS, slot.where)
        return self.figure(slot.reference, slot.where)

    def figure(self, reference: Reference, where: Where) -> Finding | None:
        indicator = self._catalog.indicators.get(reference.name)
        if indicator is None:
            return unknown("REP102", "chỉ tiêu", reference.name, self._catalog.indicators, where)
        for dimension, member in reference.cut:
            if dimension not in indicator.dimensions:
                return unknown("REP102", "chiều phân tổ", dimension, indicator.dimensions, where)
            members = self._catalog.dimensions[dimension].members
            if member not in members:
                return unknown("REP102", "thành phần", member, members, where)
        return next((mistake for shift in reference.shifts if (mistake := self._shift(shift, where))), None)

    def _shift(self, shift: Shift, where: Where) -> Finding | None:
        if shift.name not in SHIFTS:
            return unknown("REP102", "cách chọn số liệu", shift.name, SHIFTS, where)
        if shift.name == "ke_hoach" and shift.argument not in self._catalog.target_levels:
            return unknown("REP102", "cấp giao kế hoạch", shift.argument, self._catalog.target_levels, where)
        return None

    def _style(self, slot: Slot) -> Finding | None:
        if not slot.phrase or slot.phrase in STYLES or slot.phrase in self._catalog.phrases:
            return None
        return unknown("REP103", "cụm từ", slot.phrase, (*STYLES, *self._catalog.phrases), slot.where)

    def _arguments(self, slot: Slot, own: frozenset[str]) -> Finding | None:
        phrase = self._catalog.phrases.get(slot.phrase)
        if phrase is not None:
            return self._phrase_arguments(slot, phrase, own)
        if slot.phrase == "tren" and not slot.arguments:
            return fault("REP104", "“tren” cần tên số liệu đứng sau dấu gạch chéo", slot.where)
        for argument in slot.arguments:
            if argument.quoted or argument.text in DECIMALS or argument.text in own or slot.phrase == "truong":
                continue
            if slot.phrase == "tren":
                return self._reference(argument.text, argument.where)
            return unknown("REP104", "tham số", argument.text, DECIMALS, argument.where)
        return None

    def _phrase_arguments(self, slot: Slot, phrase: Phrase, own: frozenset[str]) -> Finding | None:
        if len(slot.arguments) != len(phrase.arguments):
            said = f"cụm từ {phrase.id} cần {len(phrase.arguments)} tham số, ở đây có {len(slot.arguments)}"
            return fault("REP104", said, slot.where)
        levels = {shift.argument for _, tree in phrase.lets.values() for shift in _shifts(tree)}
        for name, argument in zip(phrase.arguments, slot.arguments, strict=True):
            if name in levels and argument.text not in (*self._catalog.target_levels, *own):
                return unknown(
                    "REP104", "cấp giao kế hoạch", argument.text, self._catalog.target_levels, argument.where
                )
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


def _shifts(expression: Expression) -> Iterator[Shift]:
    for reference in references(expression):
        yield from reference.shifts


def _digits(text: str) -> str:
    found = re.search(r"\d[\d.,]*", text)
    return found[0] if found else ""
