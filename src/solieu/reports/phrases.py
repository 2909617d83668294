"""Phrases: words chosen from the data. A phrase names expressions over ``gia_tri``; the first variant that holds speaks.

A condition may ask ``chieu_tot``, the direction of good of the indicator spoken of: "up", "down" or "none".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from solieu.catalog.model import Good, Phrase, PhraseVariant, TemplateText
from solieu.core import Reading, Trace
from solieu.derive.measures import in_unit
from solieu.expressions import (
    Binary,
    Call,
    Expression,
    Reference,
    Scope,
    Shift,
    Unary,
    evaluate,
    evaluate_condition,
    parse_expression,
    references,
)
from solieu.expressions.model import Number, Word
from solieu.reports.printing import print_figure
from solieu.reports.reading import read_template
from solieu.reports.template import Argument, Inline, ParagraphNode, Slot

VALUE, DIRECTION = "gia_tri", "chieu_tot"


@dataclass(frozen=True, slots=True)
class Speaking:
    """A phrase at work: what it speaks of and with which arguments (by name)."""

    phrase: Phrase
    value: Reference
    arguments: Mapping[str, Argument]
    direction: str = Good.NONE.value

    def stands_for(self, reference: Reference) -> Expression:
        """What a name of the phrase means over the figures outside of it."""
        name = reference.name
        if name == VALUE:
            cut = reference.cut or self.value.cut
            return replace(self.value, cut=cut, shifts=(*self.value.shifts, *self._shifts(reference)))
        if name in self.phrase.lets:
            return substituted(self.phrase.lets[name][1], self)
        argument = self.arguments.get(name)
        if argument is not None:
            named = parse_expression(argument.text)
            if isinstance(named, Reference):
                return replace(named, shifts=(*named.shifts, *self._shifts(reference)))
        return replace(reference, shifts=self._shifts(reference))

    def choose(self, scope: Scope) -> tuple[PhraseVariant | None, Trace | None]:
        """The variant that speaks; or None with the value that is missing to decide."""
        printed = _AsPrinted(self, scope)
        for variant in self.phrase.variants:
            truth = True if variant.when is None else evaluate_condition(variant.when, printed, self._text, in_unit)
            if truth is None:
                return None, printed.missing
            if truth:
                return variant, None
        return None, None

    def _text(self, reference: Reference) -> str:
        """What a name is compared with in quotes: the direction of good, or an argument as it was handed over."""
        if reference.name == DIRECTION:
            return self.direction
        handed = self.arguments.get(reference.name)
        return handed.text if handed else ""

    def _shifts(self, reference: Reference) -> tuple[Shift, ...]:
        return tuple(
            Shift(shift.name, self.arguments[shift.argument].text) if shift.argument in self.arguments else shift
            for shift in reference.shifts
        )


class _AsPrinted:
    """A scope in which a let has the value that the phrase prints: a growth of 0,04% printed as 0,0% is zero."""

    def __init__(self, speaking: Speaking, scope: Scope) -> None:
        self._speaking, self._scope = speaking, scope
        self.missing: Trace | None = None

    def resolve(self, reference: Reference) -> Trace:
        trace = evaluate(self._speaking.stands_for(reference), self._scope, in_unit)
        if trace.reading.quantity is None:
            self.missing = self.missing or trace
            return trace
        slot = _printed_as(self._speaking.phrase, reference)
        if slot is None:
            return trace
        shown = print_figure(trace.reading.quantity, slot.phrase or "so", slot.arguments, None)
        return replace(trace, reading=Reading.of(shown.quantity))


def substituted(expression: Expression, speaking: Speaking) -> Expression:
    """The expression with every name of the phrase replaced by what it stands for."""
    match expression:
        case Reference():
            return speaking.stands_for(expression)
        case Unary(operator, operand, at):
            return Unary(operator, substituted(operand, speaking), at)
        case Binary(operator, left, right, at):
            return Binary(operator, substituted(left, speaking), substituted(right, speaking), at)
        case Call(function, arguments, at):
            return Call(function, tuple(substituted(argument, speaking) for argument in arguments), at)
        case Number() | Word():
            return expression


def _printed_as(phrase: Phrase, reference: Reference) -> Slot | None:
    """How the phrase prints one of its lets; the first place counts."""
    if reference.name not in phrase.lets:
        return None
    slots = (slot for variant in phrase.variants for slot in slots_of(inlines(variant)))
    return next((slot for slot in slots if slot.reference.name == reference.name), None)


def slots_of(found: Iterable[Inline]) -> list[Slot]:
    return [inline for inline in found if isinstance(inline, Slot)]


@lru_cache(maxsize=1024)
def inlines(variant: PhraseVariant) -> tuple[Inline, ...]:
    """The words and slots of a variant's text."""
    where = variant.where
    text = TemplateText(where.file, where.file, variant.text.replace("\n", " "), where.line or 1)
    blocks = read_template(text).blocks
    return blocks[0].inlines if blocks and isinstance(blocks[0], ParagraphNode) else ()


def bind(phrase: Phrase, value: Reference, arguments: tuple[Argument, ...], good: Good = Good.NONE) -> Speaking:
    return Speaking(phrase, value, dict(zip(phrase.arguments, arguments, strict=False)), good.value)


def ring_of(phrase: Phrase) -> tuple[str, ...]:
    """Lets that lead back to themselves, in the order in which they ask for each other; empty when none does."""
    asked = {name: {found.name for found in references(tree)} for name, (_, tree) in phrase.lets.items()}
    for start in asked:
        path, waiting = [start], [iter(sorted(asked[start] & set(asked)))]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                path.pop()
            elif name in path:
                return (*path[path.index(name) :], name)
            else:
                path.append(name)
                waiting.append(iter(sorted(asked[name] & set(asked))))
    return ()
