"""Checks of templates and narratives: unknown names, wrong arguments, blocks that lead nowhere, typed figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solieu.catalog.model import Catalog, ReportDefinition
from solieu.core import Finding, Where
from solieu.reports.faults import fault, unknown
from solieu.reports.known_names import KnownNames, fields_of
from solieu.reports.phrase_checking import phrase_faults
from solieu.reports.printed_page import HEAD_WORDS, head_words
from solieu.reports.reading import read_template
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
    every_node,
)
from solieu.reports.typed import typed_digits
from solieu.reports.words import WORDS
from solieu.territory import Territory


@dataclass(frozen=True, slots=True)
class Unfit:
    """What of a template cannot be compiled: slots by their text, blocks by their place."""

    slots: dict[str, Finding]
    blocks: dict[Where, Finding]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.slots.values(), *self.blocks.values())


def check_reports(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    """Every mistake in the templates and phrases of a catalogue, in the order of the files."""
    names = KnownNames(catalog, territory)
    found: list[Finding] = []
    for report in catalog.reports.values():
        found += _head_faults(report)
        for text in (*report.sections, *report.annexes):
            template = read_template(text)
            found += [*template.faults, *unfit(template, names).findings, *typed_digits(template)]
    for phrase in catalog.phrases.values():
        found += phrase_faults(phrase, names)
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.where.file, f.where.line or 0, f.where.column or 0)))


def unfit(template: Template, names: KnownNames, *, is_narrative: bool = False) -> Unfit:
    """Slots and blocks that lead nowhere. A narrative holds no place for another narrative."""
    slots = {
        inline.text: mistake
        for inline, fields in _inlines_of(template, names.catalog)
        if isinstance(inline, Slot) and (mistake := names.slot(inline, fields))
    }
    blocks = {
        where: mistake
        for node in every_node(template)
        if (placed := _block_fault(node, names, is_narrative))
        for where, mistake in (placed,)
    }
    return Unfit(slots, blocks)


def narratives_of(report: ReportDefinition) -> tuple[NarrativeNode, ...]:
    """The places of a report that a person writes for each period, with who owes them."""
    templates = (read_template(text) for text in (*report.sections, *report.annexes))
    return tuple(node for template in templates for node in every_node(template) if isinstance(node, NarrativeNode))


def _head_faults(report: ReportDefinition) -> Iterator[Finding]:
    """Head, recipients and closing name the period by words in braces and hold no figure."""
    for text in (*report.head.values(), *report.recipients, report.closing):
        try:
            asked = list(head_words(text))
        except ValueError:
            yield fault("REP101", f"dấu ngoặc trong “{text}” không trọn vẹn", report.where)
            continue
        yield from (unknown("REP102", "từ", name, HEAD_WORDS, report.where) for name in asked if name not in HEAD_WORDS)
        if any(letter.isdigit() for letter in text):
            yield fault("REP105", f"số gõ thẳng vào “{text}”", report.where)


def _block_fault(node: Node, names: KnownNames, is_narrative: bool) -> tuple[Where, Finding] | None:
    match node:
        case HeadingNode(_, inlines, where):
            mistake = _heading_fault(inlines, where)
        case IfNode(condition, _, _, where):
            mistake = names.figures(condition, where)
        case EachNode(register, condition, _, _, where):
            mistake = names.register(register, condition, where)
        case NarrativeNode(_, owner, _, where) if is_narrative:
            mistake = fault("REP106", "phần viết không chứa phần viết khác", where)
        case NarrativeNode(_, owner, _, where):
            mistake = names.unit(owner, where)
        case TableNode(where=where):
            mistake = next(names.table(node), None)
        case _:
            return None
    return (where, mistake) if mistake else None


def _heading_fault(inlines: tuple[Inline, ...], where: Where) -> Finding | None:
    for inline in inlines:
        if not isinstance(inline, Words) and not (isinstance(inline, Slot) and _is_word(inline)):
            return fault("REP106", "tiêu đề chỉ có chữ, không có số liệu hay chú thích", where)
    return None


def _is_word(slot: Slot) -> bool:
    return slot.phrase in ("ten", "ngay_chot", "thang_chot") or (not slot.phrase and slot.reference.name in WORDS)


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
                more = fields | fields_of(register) if register else fields
                waiting = [(part, more) for part in node.body] + waiting
