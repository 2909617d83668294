"""compile_report: template, catalogue and facts become a report in which every number is a Figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from solieu.catalog.model import Catalog, Register, ReportDefinition, TemplateText
from solieu.core import Absence, FactKey, Finding, Period, Trace
from solieu.derive import Evaluator
from solieu.documents import Block, Gap, Heading, Note, NoteMark, Paragraph, Run, Runs, Text
from solieu.expressions import references
from solieu.facts import Narrative, Snapshot
from solieu.registers import EntryState
from solieu.reports.checking import Unfit, unfit
from solieu.reports.collecting import Collected
from solieu.reports.gaps import missing_figure, missing_list, missing_text
from solieu.reports.known_names import KnownNames
from solieu.reports.model import MissingFigure, Report, Section
from solieu.reports.naming import counted, entries_for
from solieu.reports.reading import read_template
from solieu.reports.setting import Setting
from solieu.reports.speaking import Speaker
from solieu.reports.statements import contradictions
from solieu.reports.tables import table_block
from solieu.reports.template import (
    EachNode,
    HeadingNode,
    IfNode,
    Inline,
    ListNode,
    Mark,
    NarrativeNode,
    Node,
    ParagraphNode,
    Slot,
    TableNode,
    Template,
    Words,
)
from solieu.reports.typed import typed_figures
from solieu.rules import check_facts
from solieu.territory import Territory

DEEPEST_HEADING = 5


def compile_report(
    catalog: Catalog,
    territory: Territory,
    snapshot: Snapshot,
    report: str,
    period: Period,
    unit: str = "",
    *,
    is_judged: bool = True,
) -> Report:
    """The report of a unit (the root when empty) for a period, from what the snapshot holds. What is only to be printed
    is not judged: then only those rules are asked whose findings were explained, since their reasons are printed.

    Raises KeyError when the catalogue has no such report. What is missing is a marked gap, never an exception.
    """
    definition = catalog.reports[report]
    evaluator = Evaluator(catalog, territory, snapshot)
    setting = Setting(evaluator, report, period, unit or catalog.root_unit)
    codes = None if is_judged else {explanation.code for explanation in snapshot.explanations.values()}
    collected = Collected(setting, check_facts(evaluator, period, (setting.unit,), codes).findings)
    sections = tuple(_sections(definition, collected))
    return Report(
        id=report,
        title=definition.title,
        period=period,
        unit=setting.unit,
        moment=snapshot.moment,
        catalog=catalog.version,
        sections=sections,
        figures=tuple(collected.figures),
        gaps=tuple(collected.gaps),
        citations=tuple(collected.citations),
        findings=(*collected.doubts, *collected.findings),
    )


def _sections(definition: ReportDefinition, collected: Collected) -> Iterable[Section]:
    for texts, is_annex in ((definition.sections, False), (definition.annexes, True)):
        for text in texts:
            template = read_template(text)
            blocks = tuple(SectionWriter(collected, template, text.id).blocks(template.blocks))
            title = next((block.text for block in blocks if isinstance(block, Heading)), text.id)
            yield Section(text.id, title, blocks, is_annex)


@dataclass(slots=True)
class SectionWriter:
    """Turns the tree of one template into blocks of paper."""

    collected: Collected
    template: Template
    section: str
    entry: tuple[Register, EntryState] | None = None
    is_note: bool = False  # a note holds no mark of another
    unfit: Unfit = field(default_factory=lambda: Unfit({}, {}))

    @property
    def setting(self) -> Setting:
        return self.collected.setting

    def blocks(self, nodes: Iterable[Node]) -> list[Block]:
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: Node) -> list[Block]:
        where = getattr(node, "where", None)
        if where in self.unfit.blocks:
            said = f"[{self.unfit.blocks[where].message.rstrip('.')}]"
            return [Paragraph((self.noted(MissingFigure(said, self.section, "", where=where)),))]
        match node:
            case HeadingNode(level, inlines):
                words = (run.text for run in self.runs(inlines) if not isinstance(run, NoteMark))
                return [Heading(min(level, DEEPEST_HEADING), "".join(words))]
            case ParagraphNode(inlines):
                return _paragraph(self.runs(inlines))
            case ListNode(marker, items):
                return [block for item in items for block in _marked(marker, self.blocks(item))]
            case IfNode():
                return self._either(node)
            case EachNode():
                return self._each(node)
            case NarrativeNode():
                return self._narrative(node)
            case TableNode():
                return [table_block(node, self.collected, self.section)]

    def _either(self, node: IfNode) -> list[Block]:
        truth = self.setting.holds(node.condition)
        if truth is None:
            asked = (self.setting.resolve(reference) for reference in references(node.condition))
            missing = next(trace for trace in asked if not trace.reading.is_present)
            if missing.reading.absence is Absence.DOES_NOT_APPLY:  # answered: there is nothing to tell of it
                return self.blocks(node.otherwise)
            return [Paragraph((self.gap(missing),))]
        return self.blocks(node.body if truth else node.otherwise)

    def _each(self, node: EachNode) -> list[Block]:
        register = self.setting.catalog.registers[node.register]
        sent = counted(register, self.setting)
        if sent is None:
            text = missing_list(register.title, register.owner, self.setting)
            return [Paragraph((self.noted(MissingFigure(text, self.section, register.owner, where=node.where)),))]
        states = entries_for(node, register, sent, self.setting)
        return [block for state in states for block in replace(self, entry=(register, state)).blocks(node.body)]

    def _narrative(self, node: NarrativeNode) -> list[Block]:
        text = latest_narrative(self.setting, node.id)
        if text is None:
            said = missing_text(node.guidance, node.owner, self.setting)
            missing = self.noted(MissingFigure(said, self.section, node.owner, where=node.where))
            return [Paragraph((missing,), node.id)]
        template = narrative_template(text)
        wrong = unfit(template, KnownNames(self.setting.catalog, self.setting.territory), is_narrative=True)
        self.collected.findings += [*template.faults, *wrong.findings, *typed_figures(template)]
        self.collected.findings += contradictions(template, self.setting)
        written = SectionWriter(self.collected, template, self.section, unfit=wrong).blocks(template.blocks)
        return [_told(block, node.id) for block in written]

    def runs(self, inlines: Iterable[Inline]) -> Runs:
        speaker = Speaker(self.collected, self.section, self.entry)
        return tuple(run for inline in inlines for run in self._inline(inline, speaker))

    def _inline(self, inline: Inline, speaker: Speaker) -> list[Run]:
        match inline:
            case Words(text, bold, italic):
                return [Text(text, bold, italic)]
            case Mark(label):
                if self.is_note:
                    return []
                blocks = replace(self, is_note=True).blocks(self.template.notes.get(label, ()))
                paragraphs = tuple(block.runs for block in blocks if isinstance(block, Paragraph))
                return [NoteMark(Note(paragraphs))] if paragraphs else []
            case Slot():
                if inline.text in self.unfit.slots:
                    said = f"[Không hiểu chỗ điền {inline.text}]"
                    return [
                        replace(self.noted(MissingFigure(said, self.section, "", where=inline.where)), slot=inline.text)
                    ]
                return [
                    run if isinstance(run, NoteMark) else replace(run, slot=inline.text) for run in speaker.slot(inline)
                ]

    def gap(self, trace: Trace) -> Gap:
        text, owner, key = missing_figure(trace, self.setting)
        return self.noted(MissingFigure(text, self.section, owner, key))

    def noted(self, missing: MissingFigure) -> Gap:
        self.collected.gaps.append(missing)
        return Gap(missing.text)


def latest_narrative(setting: Setting, section: str) -> Narrative | None:
    wanted = (setting.report, section, setting.period, setting.unit)
    found = [
        text for text in setting.snapshot.narratives if (text.report, text.section, text.period, text.unit) == wanted
    ]
    return max(found, key=lambda text: text.version, default=None)


def narrative_template(text: Narrative) -> Template:
    """A narrative is written in the language of templates; its places name the narrative and its version."""
    name = f"{text.report}/{text.section}/{text.period}/v{text.version}"
    return read_template(TemplateText(text.section, name, text.text))


def check_narrative(text: Narrative, catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    """What of a prose leads nowhere, and the figures that were typed into it."""
    template = narrative_template(text)
    wrong = unfit(template, KnownNames(catalog, territory), is_narrative=True)
    return (*template.faults, *wrong.findings, *typed_figures(template))


def _paragraph(runs: Runs) -> list[Block]:
    """A paragraph in which nothing was left to say goes."""
    said = any(not isinstance(run, Text) or run.text.strip(" .;") for run in runs)
    return [Paragraph(runs)] if said else []


def _told(block: Block, narrative: str) -> Block:
    """Words that a person wrote for the period find their way back to where they came from."""
    return replace(block, narrative=narrative) if isinstance(block, Heading | Paragraph) else block


def _marked(marker: str, blocks: list[Block]) -> list[Block]:
    """The officers' "-" and "+" are typed text (office-habits A6.4); they survive any copying."""
    if blocks and isinstance(blocks[0], Paragraph):
        return [replace(blocks[0], runs=(Text(f"{marker} "), *blocks[0].runs)), *blocks[1:]]
    return blocks


def used_by(report: Report, key: FactKey) -> tuple[str, ...]:
    """Ids of the figures that a fact went into, however far down in their traces."""
    return tuple(figure.id for figure in report.figures if key in set(figure.trace.every_key()))
