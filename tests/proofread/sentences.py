"""Case files: one sentence a line, behind an arrow the finding that it raises, or "đúng"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from solieu.core import Consequence
from solieu.documents.document import Document, Passage, PassageKind, Piece
from solieu.proofread import Proofreading, proofread

CASES = Path(__file__).parent / "cases"
RIGHT = "đúng"
_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Case:
    """``expected`` holds code and printed figure of every finding that has to be answered."""

    file: str
    line: int
    text: str
    expected: frozenset[str]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    for path in sorted(folder.glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.startswith("- "):
                continue
            text, arrow, said = line[2:].partition(_ARROW)
            if not arrow:
                raise ValueError(f"{path.name}:{number}: no arrow")
            found = frozenset() if said == RIGHT else frozenset(part.strip() for part in said.split(";"))
            yield Case(path.name, number, text, found)


def document_of(text: str, name: str = "cau.txt") -> Document:
    """A document of plain paragraphs, one a line."""
    passages = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            passages.append(Passage(PassageKind.PARAGRAPH, line, (Piece(0, at, len(line)),), number=number))
        at += len(line) + 1
    return Document(name, text, tuple(passages))


def answered(text: str) -> frozenset[str]:
    """What of a text has to be answered, as the case files write it."""
    return answered_of(proofread(document_of(text)))


def answered_of(found: Proofreading) -> frozenset[str]:
    asked = (Consequence.STOP, Consequence.EXPLAIN)
    return frozenset(f"{one.code} {one.printed}" for one in found.findings if one.consequence in asked)
