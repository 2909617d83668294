"""Forms: rows and columns name what there is, headings can be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from solieu.catalog import model
from solieu.catalog.linking import measures
from solieu.catalog.linking.book import Book
from solieu.catalog.linking.cycles import rings_of
from solieu.catalog.yaml_text import place_of
from solieu.core import Where

HEAD_WORDS = ("period", "previous_period", "same_period", "cut_off", "year")


def check(book: Book, form: model.Form) -> None:
    book.unit(form.receiver, form.where)
    book.cut_off(form.cut_off, form.where)
    book.once((column.id for column in form.columns), "cột", form.where)
    book.once((row.code for row in form.rows), "mã số", form.where)
    if form.measure:
        book.measure(form.measure, form.where)
    if form.since and form.until and form.until <= form.since:
        book.mistakes.add("CAT110", "overlapping-dates", form.where, "ngày hết hiệu lực không sau ngày hiệu lực")
    for sender in form.senders:
        book.unit(sender.organisation, sender.where)
        if bool(sender.kinds) is bool(sender.organisation):
            said = "nơi gửi là các đơn vị thuộc loại (kinds) hoặc một cơ quan (organisation)"
            book.mistakes.add("CAT106", "missing-key", sender.where, said)
    for column in form.columns:
        _column(book, form, column)
    for row in form.rows:
        _row(book, form, row)
    _rings(book, form)


def _column(book: Book, form: model.Form, column: model.Column) -> None:
    book.series(column.series, column.where)
    book.indicator(column.indicator, column.where)
    placeholders(book, column.head, HEAD_WORDS, column.where)
    columns = [other.id for other in form.columns]
    for name in (column.numerator, column.denominator):
        book.known("column", name, columns, column.where)
    if column.kind is model.ColumnKind.COMPUTED and not (column.numerator and column.denominator):
        said = "cột tính (computed) cần tử số (numerator) và mẫu số (denominator)"
        book.mistakes.add("CAT106", "missing-key", column.where, said)


def _row(book: Book, form: model.Form, row: model.FormRow) -> None:
    rows = [other.code for other in form.rows]
    book.indicator(row.indicator, row.where)
    _cuts(book, form, row)
    senders = {name for sender in form.senders for name in (*sender.kinds, sender.organisation) if name}
    for name in row.senders:
        book.known("sender", name, senders, row.where)
    for code in row.total_of:
        book.known("row", code, rows, row.where)
    for name in row.columns:
        book.known("column", name, [column.id for column in form.columns], row.where)
    if row.measure and row.indicator:
        measures.check_convertible(book, row.measure, row.indicator, place_of(row.measure, row.where))
    elif form.measure and row.indicator:
        measures.check_convertible(book, form.measure, row.indicator, place_of(row.indicator, row.where))


def _cuts(book: Book, form: model.Form, row: model.FormRow) -> None:
    """A column may name another indicator than its row: the cut must fit every one that the row's cells state."""
    used = [column for column in form.columns if column.indicator and (not row.columns or column.id in row.columns)]
    for indicator in dict.fromkeys((row.indicator, *(column.indicator for column in used))):
        book.cut(indicator, row.cut, row.where)


def _rings(book: Book, form: model.Form) -> None:
    """Rows that are their own parts, over however many rows."""
    rows = {row.code: row for row in form.rows}
    for ring in rings_of({code: set(row.total_of) & set(rows) for code, row in rows.items()}):
        said = f"dòng cộng vòng quanh vào chính nó: {' → '.join(ring)}"
        book.mistakes.add("CAT108", "ring-of-rows", rows[ring[0]].where, said)


def placeholders(book: Book, written: str, known: Iterable[str], where: Where) -> None:
    """Names in braces that will be filled in: each must be known, and the braces whole."""
    place = place_of(written, where)
    try:
        names = [name for _, name, _, _ in Formatter().parse(written) if name is not None]
    except ValueError:
        book.mistakes.add("CAT107", "unreadable-slot", place, f"dấu ngoặc nhọn trong “{written}” không đủ cặp")
        return
    for name in names:
        if name not in known:
            book.mistakes.unknown("slot", name, known, place)
