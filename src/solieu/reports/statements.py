"""What an assessment states is held against the figures: nobody writes "giảm cả ba tiêu chí" while accidents rise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from solieu.catalog.model import Catalog, Statement
from solieu.core import Consequence, Finding, Where
from solieu.derive import GivenScope
from solieu.derive.measures import in_unit
from solieu.expressions import evaluate_condition, references, write_reference
from solieu.reports.faults import NAMES
from solieu.reports.setting import Setting
from solieu.reports.template import HeadingNode, ParagraphNode, Template, Words, every_node
from solieu.vietnamese import write_quantity

_NEAR = 40  # letters before the words in which an aim is still heard
_CLAUSE = re.compile(r"[.;!?]")
_VERSION = re.compile(r"/v\d+\Z")


def contradictions(template: Template, setting: Setting) -> Iterator[Finding]:
    """One finding for each statement of a prose that the figures of the period do not bear out, or cannot."""
    for text, where in _said(template):
        for statement in setting.catalog.statements.values():
            words = stated(statement, text)
            truth = setting.holds(statement.holds) if words and statement.holds is not None else True
            if truth is not True:
                yield _finding(statement, words, truth, template, where, setting)


def stated(statement: Statement, text: str) -> str:
    """The words by which a text states it as a fact, "" when it does not."""
    lowered = text.lower()
    for words in statement.words:
        for match in re.finditer(re.escape(words.lower()), lowered):
            before = _CLAUSE.split(lowered[max(0, match.start() - _NEAR) : match.start()])[-1]
            if not any(word.lower() in before for word in statement.unless):
                return words
    return ""


def _said(template: Template) -> Iterator[tuple[str, Where]]:
    for node in every_node(template):
        if isinstance(node, HeadingNode | ParagraphNode):
            typed = [inline for inline in node.inlines if isinstance(inline, Words)]
            if typed:
                yield " ".join(" ".join(words.text.split()) for words in typed), typed[0].where


def _finding(
    statement: Statement, words: str, truth: bool | None, template: Template, where: Where, setting: Setting
) -> Finding:
    verdict = "không đúng với số liệu" if truth is False else "chưa đủ số liệu để khẳng định"
    place = where if where.line else Where(file=template.file, line=1, column=1)
    return Finding(
        "REP502" if truth is False else "REP503",
        "statement-against-figures" if truth is False else "statement-without-figures",
        Consequence.EXPLAIN,
        f"Phần viết {template.id}: “{words}” {verdict}: {_figures(statement, setting)}.",
        replace(place, key=f"{_VERSION.sub('', template.file)}:{statement.id}"),
        printed=words,
        next_step="Đề nghị viết lại nhận định theo số liệu, hoặc kiểm tra số liệu và ghi lý do.",
    )


def _figures(statement: Statement, setting: Setting) -> str:
    """Every figure that the statement stands on, with its value."""
    shown = []
    for reference in references(statement.holds) if statement.holds is not None else ():
        indicator = setting.catalog.indicators[reference.name]
        quantity = setting.resolve(reference).reading.quantity
        when = " cùng kỳ" if any(shift.name == "cung_ky" for shift in reference.shifts) else ""
        value = write_quantity(quantity, prose=False) if quantity else "chưa có số liệu"
        shown.append(f"{indicator.noun or indicator.title}{when} {value}")
    return ", ".join(dict.fromkeys(shown))


def run_statement_examples(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each statement that does not prove itself: figures with which it holds, and with which it does not."""
    return tuple(finding for statement in catalog.statements.values() for finding in _run(statement))


def _run(statement: Statement) -> Iterator[Finding]:
    if statement.holds is None:
        return
    if not statement.good or not statement.bad:
        yield _fault("REP204", statement, "cần ví dụ đúng (good) và ví dụ sai (bad)")
    for wanted, examples in ((True, statement.good), (False, statement.bad)):
        for given in examples:
            if evaluate_condition(statement.holds, GivenScope(given), convert=in_unit) is not wanted:
                said = ", ".join(f"{name}: {value}" for name, value in given.items())
                names = ", ".join(write_reference(one) for one in references(statement.holds))
                yield _fault("REP205", statement, f"ví dụ {said} không cho kết quả đã ghi; nhận định dùng {names}")


def _fault(code: str, statement: Statement, message: str) -> Finding:
    return Finding(code, NAMES[code], Consequence.STOP, f"{statement.id}: {message}.", statement.where)
