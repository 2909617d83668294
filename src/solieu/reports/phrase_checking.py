"""Checks of phrases: names that lead nowhere, lets that lead back to themselves, figures that were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from solieu.catalog.model import Phrase
from solieu.catalog.yaml_text import place_of
from solieu.core import Finding, Where
from solieu.expressions import Reference, references
from solieu.reports.faults import fault, unknown
from solieu.reports.known_names import KnownNames
from solieu.reports.phrases import DIRECTION, VALUE, inlines, ring_of, slots_of


def phrase_faults(phrase: Phrase, names: KnownNames) -> Iterator[Finding]:
    own = frozenset((*phrase.arguments, *phrase.lets, VALUE))
    if ring := ring_of(phrase):
        place = next((place_of(name, phrase.where) for name in phrase.lets if name == ring[0]), phrase.where)
        yield fault("REP109", f"cụm từ {phrase.id} quay vòng: {' → '.join(ring)}", place)
    for _, tree in phrase.lets.values():
        yield from _names_asked(references(tree), phrase, own, names)
    for variant in phrase.variants:
        asked = references(variant.when) if variant.when is not None else ()
        yield from _names_asked(asked, phrase, own | {DIRECTION}, names)
        for slot in slots_of(inlines(variant)):
            if mistake := names.slot(slot, own):
                yield mistake
        if re.search(r"\d", re.sub(r"\{[^}]*\}", "", variant.text)):
            yield fault("REP105", f"số gõ thẳng vào cụm từ “{variant.text}”", variant.where)


def _names_asked(
    asked: Iterable[Reference], phrase: Phrase, own: frozenset[str], names: KnownNames
) -> Iterator[Finding]:
    known = (*own, *names.catalog.indicators)
    for reference in asked:
        if reference.name not in known:
            place = Where(file=phrase.where.file, line=reference.at.line, column=reference.at.column)
            yield unknown("REP102", "tên", reference.name, known, place)
