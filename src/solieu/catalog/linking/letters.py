"""Letters: what their words in braces ask for is known, and the head has what a letter needs."""

from __future__ import annotations

from solieu.catalog import model
from solieu.catalog.linking.book import Book
from solieu.catalog.linking.forms import placeholders
from solieu.catalog.yaml_text import place_of

WORDS = ("ky", "nam", "luc", "da_gui", "so_don_vi", "so_bieu", "ngay_chot", "ngay_cuoi_ky", "han_dau", "han_cuoi")
HEAD = ("issuing_body", "symbol", "place", "about", "authority", "signer_title")
MAY = ("parent_body", "issued_by")


def check(book: Book, letter: model.LetterDefinition) -> None:
    if letter.report:
        book.known("report", letter.report, book.catalog.reports, place_of(letter.report, letter.where))
    for name in HEAD:
        if name not in letter.head:
            book.mistakes.add("CAT106", "missing-key", letter.where, f"phần đầu (head) của công văn thiếu “{name}”")
    for name in letter.head:
        if name not in (*HEAD, *MAY):
            book.mistakes.unknown("key", name, (*HEAD, *MAY), place_of(name, letter.where))
    texts = (*letter.head.values(), *letter.before, letter.about_outline, *letter.after, *letter.recipients)
    for text in texts:
        placeholders(book, text, WORDS, letter.where)
