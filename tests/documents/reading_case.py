"""Cases of reading in Markdown, and passages written on one line each to compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from solieu.documents.document import Document, Passage

_CASE = re.compile(r"^## (.+?)\n(.*?)^```(text|markdown)\n(.*?)^```\n\n```passages\n(.*?)^```", re.M | re.S)


@dataclass(frozen=True)
class Case:
    name: str
    kind: str
    text: str
    passages: tuple[str, ...]


def cases(file: str) -> list[Case]:
    content = (Path(__file__).parent / file).read_text(encoding="utf-8")
    found = [
        Case(name, kind, text.removesuffix("\n"), tuple(expected.splitlines()))
        for name, _, kind, text, expected in _CASE.findall(content)
    ]
    assert len(found) == content.count("\n```passages\n")
    return found


def written(passage: Passage) -> str:
    """``note 1 | text`` with ``⟨1⟩`` where the mark of a note was."""
    words = passage.text
    for reference in reversed(passage.references):
        words = f"{words[: reference.at]}⟨{reference.note}⟩{words[reference.at :]}"
    head = str(passage.kind.value)
    if passage.note:
        head += f" {passage.note}"
    elif passage.cell:
        place = passage.cell
        head += f" {place.table}.{place.row}.{place.column}" + (" head" if place.is_head else "")
    elif passage.level:
        head += f" {passage.level}"
    return f"{head} | {words}"


def passages(document: object) -> list[str]:
    assert isinstance(document, Document), document
    return [written(passage) for passage in document.passages]


def check_origins(document: Document) -> None:
    """Every piece of every passage stands in the text of the document where it says, letter for letter, except
    raised signs and blanks."""
    for passage in document.passages:
        assert sum(piece.length for piece in passage.pieces) == len(passage.text)
        at = 0
        for piece in passage.pieces:
            assert piece.at == at
            at += piece.length
            own = passage.text[piece.at : piece.at + piece.length]
            theirs = document.text[piece.origin : piece.origin + piece.length]
            for mine, original in zip(own, theirs, strict=True):
                assert mine == original or mine in '²³° &<>"' or (mine == " " and original.isspace()), (own, theirs)
