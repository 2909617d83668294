"""What proofreading answers: findings, and aloud what was read, judged and not judged."""

from __future__ import annotations

from dataclasses import dataclass

from solieu.core import Finding
from solieu.documents.document import Document


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over one or more documents. A claim is judged when it holds or fails; the rest could not be judged."""

    quantities: int = 0
    claims: int = 0
    judged: int = 0
    held: int = 0
    failed: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.quantities + other.quantities,
            self.claims + other.claims,
            self.judged + other.judged,
            self.held + other.held,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A claim that was seen and could not be judged: where it stands and, in Vietnamese, why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Proofreading:
    """``findings`` in reading order; each has ``where.file``, ``line``, ``end_line``, ``start`` and ``end`` filled,
    offsets counting code points of ``document.text``."""

    document: Document
    findings: tuple[Finding, ...]
    coverage: Coverage
    not_judged: tuple[NotJudged, ...] = ()
