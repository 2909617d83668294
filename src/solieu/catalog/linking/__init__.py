"""Whether every name in a catalogue leads somewhere, and whether what is added up can be added up."""

from __future__ import annotations

from dataclasses import replace

from solieu.catalog import model
from solieu.catalog.linking import forms, indicators, letters, phrases, registers, rings, rules
from solieu.catalog.linking.book import Book
from solieu.catalog.mistakes import Mistakes
from solieu.core import Where
from solieu.territory import Territory


def check(catalog: model.Catalog, territory: Territory, mistakes: Mistakes) -> model.Catalog:
    """Notes every mistake; the catalogue that comes back names only dimensions that there are."""
    book = Book(catalog, territory, mistakes)
    if catalog.root_unit:
        book.unit(catalog.root_unit, _HEAD)
    for indicator in catalog.indicators.values():
        indicators.check(book, indicator)
    for form in catalog.forms.values():
        forms.check(book, form)
    for register in catalog.registers.values():
        registers.check(book, register)
    for rule in catalog.rules.values():
        rules.check(book, rule)
    for phrase in catalog.phrases.values():
        phrases.check(book, phrase)
    for statement in catalog.statements.values():
        if statement.holds is not None:
            book.formula(statement.holds, statement.where.file)
    for letter in catalog.letters.values():
        letters.check(book, letter)
    rings.check(catalog, mistakes)
    return replace(
        catalog,
        indicators={name: _known_only(catalog, one) for name, one in catalog.indicators.items()},
        registers={name: registers.completed(book, one) for name, one in catalog.registers.items()},
    )


_HEAD = Where(file="catalog.yaml", line=1, column=1)


def _known_only(catalog: model.Catalog, indicator: model.Indicator) -> model.Indicator:
    known = tuple(name for name in indicator.dimensions if name in catalog.dimensions)
    return indicator if known == indicator.dimensions else replace(indicator, dimensions=known)
