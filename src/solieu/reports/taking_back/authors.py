"""Who changed it, as far as the file tells: tracked changes carry names, plain edits do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solieu.documents.docx_returned import TrackedChange

_WORDS = 3  # letters: a shorter deletion says nothing of where it stood


@dataclass(frozen=True, slots=True)
class Authors:
    changes: Sequence[TrackedChange]

    def of(self, spans: Iterable[tuple[int, int]], was: str) -> tuple[str, ...]:
        """Authors of insertions inside the spans of the document and of deletions whose words stood in ``was``."""
        places = list(spans)
        found = [change.author for change in self.changes if _touches(change, places) or _left(change, was)]
        return tuple(dict.fromkeys(author for author in found if author))


def _touches(change: TrackedChange, spans: Sequence[tuple[int, int]]) -> bool:
    return change.start >= 0 and any(change.start < end and start < change.end for start, end in spans)


def _left(change: TrackedChange, was: str) -> bool:
    words = " ".join(change.words.split())
    return change.start < 0 and len(words) >= _WORDS and words in was
