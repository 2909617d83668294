"""Phrases: shifts, texts in quotes and the numbers of their examples. Names and rings are looked at by ``reports``."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.catalog import model
from solieu.catalog.linking.book import SHIFTS, Book, placed
from solieu.catalog.readers import number_fault
from solieu.catalog.yaml_text import place_of
from solieu.expressions import (
    Binary,
    Call,
    Expression,
    ExpressionError,
    Reference,
    Unary,
    Word,
    parse_reference,
    references,
)

DIRECTION = "chieu_tot"  # the direction of good of the indicator spoken of, compared as a text


def check(book: Book, phrase: model.Phrase) -> None:
    file = phrase.where.file
    book.once((*phrase.arguments, *phrase.lets), "tên", phrase.where)
    trees = [tree for _, tree in phrase.lets.values()] + [one.when for one in phrase.variants if one.when is not None]
    for tree in trees:
        for reference in references(tree):
            _shifts(book, phrase, reference, file)
        for comparison in _of_words(tree):
            _word(book, phrase, comparison, file)
    _never_spoken(book, phrase)
    for example in phrase.examples:
        _example(book, phrase, example)


def _shifts(book: Book, phrase: model.Phrase, reference: Reference, file: str) -> None:
    book.cut(reference.name, reference.cut, placed(file, reference.at))
    for shift in reference.shifts:
        where = placed(file, shift.at or reference.at)
        if shift.argument in phrase.arguments:
            book.known("shift", shift.name, SHIFTS, where)
        else:
            book.shift(shift, where)


def _of_words(tree: Expression) -> Iterator[Binary]:
    """Comparisons of a name with a text in quotes."""
    match tree:
        case Binary(_, left, right) if isinstance(left, Word) or isinstance(right, Word):
            yield tree
        case Binary(_, left, right):
            yield from _of_words(left)
            yield from _of_words(right)
        case Unary(_, operand):
            yield from _of_words(operand)
        case Call(_, arguments):
            for argument in arguments:
                yield from _of_words(argument)


def _word(book: Book, phrase: model.Phrase, comparison: Binary, file: str) -> None:
    sides = (comparison.left, comparison.right)
    for name in (side for side in sides if isinstance(side, Reference)):
        if name.name not in (DIRECTION, *phrase.arguments):
            said = f"“{name.name}” là số, không so sánh được với chữ trong ngoặc kép"
            book.mistakes.add("CAT107", "not-an-expression", placed(file, name.at), said)
        if name.name == DIRECTION:
            for word in (side for side in sides if isinstance(side, Word)):
                book.known("choice", word.value, [good.value for good in model.Good], placed(file, word.at))


def _never_spoken(book: Book, phrase: model.Phrase) -> None:
    """After a variant without a condition no other can speak."""
    always = next((at for at, variant in enumerate(phrase.variants) if not variant.when_text), None)
    for variant in phrase.variants[always + 1 :] if always is not None else ():
        book.mistakes.add("CAT112", "never-spoken", variant.where, "mẫu câu đứng sau một mẫu không có điều kiện")


def _example(book: Book, phrase: model.Phrase, example: model.PhraseExample) -> None:
    for name, value in example.given.items():
        if name in (DIRECTION, *phrase.arguments):
            continue
        fault = number_fault(value)
        if fault:
            book.mistakes.add("CAT104", "wrong-type", place_of(value, example.where), fault)
        try:
            parse_reference(name)
        except ExpressionError as error:
            book.mistakes.add("CAT107", "not-an-expression", place_of(name, example.where), error.message)
