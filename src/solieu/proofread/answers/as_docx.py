"""The answer inside the file that was proofread: Word comments on the figures, and nothing else changed."""

from __future__ import annotations

from solieu.core import Finding
from solieu.documents.docx_comments import Comment, with_comments
from solieu.documents.places import Places
from solieu.proofread.answers.answer import Answer
from solieu.proofread.answers.evidence import related_words

AUTHOR, INITIALS = "SoLieu (đọc soát)", "SL"


def to_docx(answer: Answer, content: bytes, *, hints: bool = False) -> bytes:
    """``content`` are the bytes that the answer is about. Raises UnreadableError."""
    assert answer.document is not None
    places = Places(answer.document)
    comments = [
        Comment(finding.where.start, max(finding.where.end or 0, finding.where.start + 1), _lines(finding, places))
        for finding in answer.shown(hints=hints)
        if finding.where.start is not None
    ]
    return with_comments(content, comments, author=AUTHOR, initials=INITIALS)


def _lines(finding: Finding, places: Places) -> tuple[str, ...]:
    related = related_words(finding, places)
    return tuple(
        line
        for line in (
            f"{finding.consequence.in_vietnamese} ({finding.code})",
            finding.message,
            f"Liên quan: {'; '.join(related)}" if related else "",
            finding.next_step,
        )
        if line
    )
