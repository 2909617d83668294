"""The examples of the phrases are run: a phrase that does not prove itself is reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from solieu.catalog.model import Catalog, Good, Phrase, PhraseExample, PhraseVariant
from solieu.core import Consequence, Finding, Period, PeriodKind, Trace, Where
from solieu.derive import Evaluator, GivenScope
from solieu.derive.measures import in_unit
from solieu.expressions import Position, Reference, evaluate
from solieu.facts import Snapshot
from solieu.reports.faults import NAMES, unknown
from solieu.reports.phrases import DIRECTION, VALUE, Speaking, inlines, ring_of
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
    sound = (phrase for phrase in catalog.phrases.values() if not ring_of(phrase))
    return tuple(finding for phrase in sound for finding in _run(phrase, setting))


def _run(phrase: Phrase, setting: Setting) -> Iterator[Finding]:
    if not phrase.examples:
        yield _fault("REP201", phrase.where, f"cụm từ {phrase.id} chưa có ví dụ")
    shown: set[PhraseVariant] = set()
    for example in phrase.examples:
        if (good := example.given.get(DIRECTION, Good.NONE.value)) not in tuple(Good):
            yield unknown("REP202", "chiều tốt", good, tuple(Good), example.where)
        variant, got = spoken(phrase, example, setting)
        shown |= {variant} if variant else set()
        if got != example.expect.strip():
            said = f"{phrase.id}: ví dụ cho “{got}”, định nghĩa ghi “{example.expect}”"
            yield _fault("REP202", example.where, said)
    for variant in phrase.variants if phrase.examples else ():
        if variant not in shown:
            yield _fault("REP203", variant.where, f"{phrase.id}: chưa có ví dụ nào cho “{variant.text}”")


def spoken(phrase: Phrase, example: PhraseExample, setting: Setting) -> tuple[PhraseVariant | None, str]:
    """The variant that speaks with the figures of an example, and what it says; "missing" when a figure that it needs
    is not given."""
    words = {name: example.given[name] for name in (*phrase.arguments, DIRECTION) if name in example.given}
    arguments = {name: Argument(text, False, example.where) for name, text in words.items() if name != DIRECTION}
    direction = words.get(DIRECTION, Good.NONE.value)
    speaking = Speaking(phrase, Reference(VALUE, (), (), Position(1, 1)), arguments, direction)
    scope = GivenScope({name: value for name, value in example.given.items() if name not in words})
    variant, _ = speaking.choose(scope)
    if variant is None:
        return None, MISSING
    parts = [
        inline.text if isinstance(inline, Words) else _slot(inline, speaking, scope, setting)
        for inline in inlines(variant)
    ]
    return (None, MISSING) if MISSING in parts else (variant, "".join(parts).strip())


def _slot(inline: object, speaking: Speaking, scope: GivenScope, setting: Setting) -> str:
    if not isinstance(inline, Slot):
        return ""
    meant = speaking.stands_for(inline.reference)
    if inline.phrase == "ten" and isinstance(meant, Reference):
        return title_of(meant, setting) or meant.name
    trace: Trace = evaluate(meant, scope, in_unit)
    if trace.reading.quantity is None:
        return MISSING
    given = tuple(speaking.arguments.get(one.text, one) for one in inline.arguments)
    printed = print_figure(trace.reading.quantity, inline.phrase or "so", given, None)
    return printed.hedge + printed.text


def _fault(code: str, where: Where, message: str) -> Finding:
    return Finding(code, NAMES[code], Consequence.STOP, f"{message}.", where)
