"""A trace as lines for a terminal: what, how, from which cell or entry, who sent it and when, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from solieu.app.trace_tree import Node, Reader
from solieu.app.tracing import (
    MARKS,
    facts_in_cells,
    figures_from_cell,
    history,
    sentences,
    shown,
)
from solieu.core import FactKey
from solieu.derive import Evaluator
from solieu.facts import Explanation, Revision, Submission
from solieu.reports import Figure, used_by
from solieu.reports.gaps import describe
from solieu.reports.naming import labels_of
from solieu.reports.setting import Setting
from solieu.rules.sources import WORDS
from solieu.vietnamese import write_moment, write_period

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled

MOST_ENTRIES = 5  # labels of counted entries that are named one by one


class Teller:
    """Tells about one compiled report and the facts behind it."""

    def __init__(self, done: Compiled) -> None:
        report = done.report
        evaluator = Evaluator(done.held.catalog, done.held.territory, done.snapshot)
        self.report, self.snapshot = report, done.snapshot
        self.setting = Setting(evaluator, report.id, report.period, report.unit)
        self._sentences = {sentence.figure: sentence for sentence in sentences(report)}
        self._reader = Reader(done.snapshot, lambda key: describe(key, self.setting), self._whose, self._sender)

    # --- the three questions

    def figure(self, figure: Figure) -> Iterator[str]:
        """From a printed figure down to its cells and entries."""
        yield f"{figure.printed}  (mã {figure.id})"
        yield from self._said((figure.id,), printed=False)
        yield from self._node(replace(self._reader.node(figure.trace), value=figure.printed), "  ")
        yield from self._explained(figure.explanations)
        for key in dict.fromkeys(figure.trace.every_key()):
            if len(history(self.snapshot, key)) > 1 or key == figure.key:
                yield from self._history(key)

    def key(self, key: FactKey) -> Iterator[str]:
        """From a fact both ways: down to its cells, up to every sentence that uses it."""
        yield from self._node(self._reader.node(self.setting.evaluator.trace(key)), "  ")
        known = self.snapshot.explanations.values()
        yield from self._explained(explanation for explanation in known if explanation.key == str(key))
        yield from self._history(key)
        yield from self._used(used_by(self.report, key))

    def cell(self, form: str, row: str) -> Iterator[str]:
        """From a row of a form to every sentence that uses it; nothing where the report's period has no such row."""
        facts = facts_in_cells(self.snapshot, form, row, self.report.period)
        figures = figures_from_cell(self.report, form, row)
        if not facts and not figures:
            return
        yield f"Biểu {facts[0].origin.form if facts else form}, dòng {row}, {write_period(self.report.period)}"
        yield from map(self._cell, facts)
        yield from self._used(tuple(figure.id for figure in figures))

    # --- parts

    def _node(self, node: Node, indent: str) -> Iterator[str]:
        about = f"{node.title} – {node.unit}" if node.unit else node.title
        yield f"{indent}{_joined(node.value, _marked(node.mark))}{f': {about}' if about else ''}"
        inner = f"{indent}  "
        if node.numbers:
            yield f"{inner}= {node.numbers}{f' = {node.exact}' if node.exact else ''}"
            yield f"{inner}= {node.words}"
        if node.kind == "sum":
            yield f"{inner}cộng {node.reported}/{len(node.parts)} đơn vị"
        yield from (f"{inner}{line}" for line in self._sources(node))
        if node.key:
            yield f"{inner}khóa {node.key}"
        for part in node.parts:
            yield from self._part(part, inner) if node.kind == "sum" and not part.parts else self._node(part, inner)

    def _part(self, node: Node, indent: str) -> Iterator[str]:
        """A commune of a sum in one line."""
        place = f"Biểu {node.form}, {node.place}" if node.form else ""
        sent = f"gửi {write_moment(node.sent.sent_at)}" if node.sent else ""
        said = "; ".join(part for part in (place, sent) if part)
        head = f"{indent}{_joined(node.value, _marked(node.mark), node.unit)}"
        yield f"{head}: {said}" if said else head

    def _sources(self, node: Node) -> Iterator[str]:
        if node.entries:
            yield self._entries(node)
        elif node.form:
            yield f"Biểu {node.form}, {node.place}"
        if node.sent is not None:
            yield f"{node.sender} gửi {write_moment(node.sent.sent_at)} (lần gửi {node.sent.id})"
        if node.revision is not None:
            yield from self._accepted(node.revision)
            decision = self.snapshot.decisions.get(node.revision.key)
            if decision is not None:
                words, at = WORDS[decision.source], write_moment(decision.decided_at)
                yield f"số chốt: {words}, {decision.decided_by} chốt {at}: {decision.reason}"

    def _accepted(self, revision: Revision) -> Iterator[str]:
        at = write_moment(revision.accepted_at)
        yield f"{revision.accepted_by} tiếp nhận {at}, lần {revision.number}"
        if revision.note and revision.note != MARKS[revision.provenance]:
            yield f"ghi chú: {revision.note}"

    def _entries(self, node: Node) -> str:
        register = self.setting.catalog.registers.get(node.register)
        if register is None:
            return f"{len(node.entries)} mục của sổ {node.register}"
        moment = node.sent.sent_at if node.sent else self.snapshot.moment
        labels = labels_of(register, node.entries, moment, self.setting)
        named = "; ".join(labels[:MOST_ENTRIES])
        more = f" và {len(labels) - MOST_ENTRIES} mục khác" if len(labels) > MOST_ENTRIES else ""
        title = register.title
        return f"{len(labels)} mục của {title[:1].lower()}{title[1:]} ({register.id}): {named}{more}"

    def _cell(self, fact: Revision) -> str:
        sent = self.snapshot.submissions[fact.submission]
        field = f"cột “{fact.origin.field}”, ô {fact.origin.cell}"
        said = _joined(shown(fact.reading), _marked(MARKS[fact.provenance]), f"({self._whose(fact.key)})")
        return f"  {field}: {said}; {self._sender(sent)} gửi {write_moment(sent.sent_at)}"

    def _explained(self, explanations: Iterable[Explanation]) -> Iterator[str]:
        for explanation in explanations:
            at = write_moment(explanation.at)
            yield f"  Giải trình {explanation.code} ({explanation.actor}, {at}): {explanation.text}"

    def _history(self, key: FactKey) -> Iterator[str]:
        revisions = history(self.snapshot, key)
        if revisions:
            yield f"  Lịch sử {key}:"
        for revision in revisions:
            at = write_moment(revision.accepted_at)
            yield f"    lần {revision.number}: {shown(revision.reading)}, tiếp nhận {at}, lần gửi {revision.submission}"

    def _used(self, ids: Iterable[str]) -> Iterator[str]:
        wanted = frozenset(ids)
        yield f"Dùng ở {len(wanted)} chỗ của báo cáo {self.report.id} kỳ {self.report.period}:"
        yield from self._said(wanted, printed=True)

    def _said(self, ids: Iterable[str], *, printed: bool) -> Iterator[str]:
        """Every sentence once, in reading order, with the figures in question."""
        wanted = set(ids)
        found = (sentence for figure, sentence in self._sentences.items() if figure in wanted)
        for (section, text, is_cell), same in groupby(found, key=lambda one: (one.section, one.text, one.is_cell)):
            yield f"  {text}" if is_cell else f"  “{text}” (mục {section})"
            if printed:
                known = (self.report.figure(sentence.figure) for sentence in same)
                yield f"    {', '.join(f'{figure.printed} (mã {figure.id})' for figure in known if figure)}"

    def _whose(self, key: FactKey) -> str:
        return self.setting.territory.name(key.unit, key.period.end)

    def _sender(self, sent: Submission) -> str:
        return self.setting.territory.name(sent.sender, sent.period.end)


def _marked(mark: str) -> str:
    return f"[{mark}]" if mark else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
