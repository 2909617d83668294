"""The examples of the phrases are run: a phrase that does not prove itself is reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from solieu.catalog.model import Catalog, Phrase, PhraseExample
from solieu.core import Consequence, Finding, Period, PeriodKind, Trace
from solieu.derive import Evaluator, GivenScope
from solieu.expressions import Position, Reference, evaluate
from solieu.facts import Snapshot
from solieu.reports.faults import NAMES
from solieu.reports.phrases import VALUE, Speaking, inlines
from solieu.reports.printing import print_figure
from solieu.reports.setting import Setting
from solieu.reports.template import Argument, Slot, Words
from solieu.reports.words import title_of
from solieu.territory import Territory

MISSING = "missing"


def run_phrase_examples(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    """A finding for each phrase without an example, each example that gives other words, each variant never shown."""
    snapshot = Snapshot(datetime(2000, 1, 1, tzinfo=UTC), {})
    setting = Setting(Evaluator(catalog, territory, snapshot), "", Period(2000, PeriodKind.QUARTER), catalog.root_unit)
    return tuple(finding for phrase in catalog.phrases.values() for finding in _run(phrase, setting))


def _run(phrase: Phrase, setting: Setting) -> Iterator[Finding]:
    if not phrase.examples:
        yield _fault("REP201", phrase, phrase.examples, f"cụm từ {phrase.id} chưa có ví dụ")
    for example in phrase.examples:
        got = spoken(phrase, example, setting)
        if got != example.expect.strip():
            yield _fault(
                "REP202", phrase, example, f"{phrase.id}: ví dụ cho “{got}”, định nghĩa ghi “{example.expect}”"
            )


def spoken(phrase: Phrase, example: PhraseExample, setting: Setting) -> str:
    """What the phrase says with the figures of an example; "missing" when one it needs is not given."""
    where = example.where
    arguments = {
        name: Argument(example.given[name], False, where) for name in phrase.arguments if name in example.given
    }
    figures = {name: value for name, value in example.given.items() if name not in arguments}
    speaking = Speaking(phrase, Reference(VALUE, (), (), Position(1, 1)), arguments)
    scope = GivenScope(figures)
    variant, _ = speaking.choose(scope)
    if variant is None:
        return MISSING
    parts = []
    for inline in inlines(variant):
        parts.append(inline.text if isinstance(inline, Words) else _slot(inline, speaking, scope, setting))
    return MISSING if MISSING in parts else "".join(parts).strip()


def _slot(inline: object, speaking: Speaking, scope: GivenScope, setting: Setting) -> str:
    if not isinstance(inline, Slot):
        return ""
    meant = speaking.stands_for(inline.reference)
    if inline.phrase == "ten" and isinstance(meant, Reference):
        return title_of(meant, setting) or meant.name
    trace: Trace = evaluate(meant, scope)
    if trace.reading.quantity is None:
        return MISSING
    given = tuple(speaking.arguments.get(one.text, one) for one in inline.arguments)
    printed = print_figure(trace.reading.quantity, inline.phrase or "so", given, None)
    return printed.hedge + printed.text


def _fault(code: str, phrase: Phrase, example: object, message: str) -> Finding:
    where = example.where if isinstance(example, PhraseExample) else phrase.where
    return Finding(code, NAMES[code], Consequence.STOP, f"{message}.", where)
