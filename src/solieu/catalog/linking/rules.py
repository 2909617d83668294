"""Rules: the figures that they name, and the examples that prove them."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.catalog import model
from solieu.catalog.linking import measures
from solieu.catalog.linking.book import Book
from solieu.catalog.mistakes import nearest
from solieu.catalog.yaml_text import place_of
from solieu.expressions import ExpressionError, Reference, parse_reference, write_reference

# Parameters whose figures are added up or compared as they are.
_TOGETHER = (("total", "parts"), ("part", "whole"), ("less", "more"), ("first", "second"))


def check(book: Book, rule: model.RuleDefinition) -> None:
    figures = {name: _figures(book, rule, value) for name, value in rule.parameters.items() if name != "series"}
    for group in _TOGETHER:
        named = [reference for name in group for reference in figures.get(name, ())]
        measures.check_same(book, named, rule.where.file)
    asked = {write_reference(reference) for named in figures.values() for reference in named}
    if asked:
        for given in (*rule.bad, *rule.good):
            _given(book, rule, given, asked)


def _figures(book: Book, rule: model.RuleDefinition, value: object) -> list[Reference]:
    written = value if isinstance(value, tuple) else (value,)
    found = [book.figure(text, rule.where) for text in written if isinstance(text, str)]
    return [reference for reference in found if reference is not None]


def _given(book: Book, rule: model.RuleDefinition, given: Iterable[str], asked: Iterable[str]) -> None:
    for name in given:
        try:
            written = write_reference(parse_reference(name))
        except ExpressionError:
            continue  # named when it was read
        if written not in asked:
            said = f"quy tắc không dùng số liệu “{name}”"
            place = place_of(name, rule.where)
            book.mistakes.add("CAT103", "unused-input", place, said, near=nearest(written, asked))
