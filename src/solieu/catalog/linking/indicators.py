"""Indicators: their names, their formulas, and whether an example proves the formula that it stands under."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.catalog import model
from solieu.catalog.linking import measures
from solieu.catalog.linking.book import Book
from solieu.catalog.mistakes import nearest
from solieu.catalog.yaml_text import place_of
from solieu.expressions import ExpressionError, parse_reference, references, write_reference


def check(book: Book, indicator: model.Indicator) -> None:
    book.measure(indicator.measure, indicator.where)
    book.unit(indicator.owner, indicator.where)
    book.cut_off(indicator.cut_off, indicator.where)
    for dimension in indicator.dimensions:
        book.known("dimension", dimension, book.catalog.dimensions, indicator.where)
    book.once(indicator.dimensions, "chiều phân tổ", indicator.where)
    for formula in indicator.formulas:
        if book.formula(formula.expression, formula.where.file):
            measures.check_formula(book, indicator, formula)
    misread = book.mistakes.in_file(indicator.where.file)
    if indicator.over_units is model.Adding.RECOMPUTE and not indicator.formulas and not misread:
        said = "cộng theo đơn vị là “recompute” thì phải có công thức để tính lại từ các thành phần"
        book.mistakes.add("CAT106", "missing-formula", indicator.where, said)
    _examples(book, indicator)


def _examples(book: Book, indicator: model.Indicator) -> None:
    for example in indicator.examples:
        if not indicator.formulas and book.mistakes.in_file(example.where.file):
            return
        if not indicator.formulas:
            book.mistakes.add("CAT106", "missing-formula", example.where, "có ví dụ nhưng chỉ tiêu không có công thức")
            return
        formula = indicator.formula_at(example.at) if example.at else indicator.newest_formula
        if formula is None:
            said = f"vào ngày {example.at:%d/%m/%Y} chưa có công thức nào"
            book.mistakes.add("CAT110", "before-every-formula", example.where, said)
            continue
        asked = {write_reference(one) for one in references(formula.expression)}
        for name in example.given:
            _given(book, name, asked, example)


def _given(book: Book, name: str, asked: Iterable[str], example: model.Example) -> None:
    try:
        written = write_reference(parse_reference(name))
    except ExpressionError:
        return  # named when it was read
    if written not in asked:
        said = f"công thức không dùng số liệu “{name}”"
        place = place_of(name, example.where)
        book.mistakes.add("CAT103", "unused-input", place, said, near=nearest(written, asked))
