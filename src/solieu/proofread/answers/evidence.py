"""Evidence: the words of a finding in their sentence, and the place in the words of the office."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from solieu.core import Finding, Where
from solieu.documents.places import Places, Spot

WIDTH = 100  # columns of the excerpt; a terminal of the office shows 100 to 120
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``line[start:end]`` are the words; ``line`` is a part of their sentence on one line."""

    place: str
    line: str
    start: int
    end: int

    @property
    def caret(self) -> str:
        """Marks under the words, aligned by what a terminal shows of the line."""
        return " " * _columns(self.line[: self.start]) + "^" * max(_columns(self.line[self.start : self.end]), 1)


def evidence_of(finding: Finding, places: Places, width: int = WIDTH) -> Evidence:
    where = finding.where
    if where.start is None:
        return Evidence(where.for_officer(), "", 0, 0)
    spot = places.spot(where.start, where.end if where.end is not None else where.start + 1)
    place = places.in_words(where.start)
    if spot is None:
        return Evidence(place, "", 0, 0)
    return Evidence(place, *_excerpt(spot, width))


def place_of(where: Where, places: Places) -> str:
    """Place of a related figure."""
    return places.in_words(where.start) if where.start is not None else where.for_officer()


def related_words(finding: Finding, places: Places) -> list[str]:
    """The figures that took part; the place only of those that stand elsewhere."""
    own = place_of(finding.where, places)
    named = [(value, place_of(value.where, places) or value.label) for value in finding.related]
    return [value.printed if place == own else f"{value.printed} ({place})" for value, place in named]


_PLACE = re.compile(r"(?:Dòng \d+|Đoạn \d+|Trang \d+(?:, đoạn \d+)?|Chú thích \S+): ")


def unplaced(message: str) -> str:
    """The message without its place, where that is shown already."""
    found = _PLACE.match(message)
    rest = message[found.end() :] if found else message
    return rest[:1].upper() + rest[1:]


def _excerpt(spot: Spot, width: int) -> tuple[str, int, int]:
    """The sentence around the words, cut to the width with the words near its middle."""
    text = spot.passage.text
    first, last = _sentence(text, spot.start, spot.end)
    room = max(width - (spot.end - spot.start), 20)
    left = max(first, spot.start - room // 2)
    right = min(last, spot.end + room - (spot.start - left))
    left = max(first, min(left, right - width)) if right - spot.end < room // 2 else left
    left, right = _at_word(text, left, first, 1), _at_word(text, right, last, -1)
    before = "… " if left > first or first > 0 else ""
    after = " …" if right < last else ""
    line = _on_one_line(text[left:right])
    start = len(before) + spot.start - left
    return f"{before}{line}{after}", start, min(start + spot.end - spot.start, len(before) + len(line))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = 0
    for stop in _SENTENCE_END.finditer(text, 0, start):
        first = stop.end()
    following = _SENTENCE_END.search(text, end)
    last = len(text) if following is None else following.start() + (following[0] != "\n")
    return min(first, start), last


def _at_word(text: str, at: int, limit: int, step: int) -> int:
    """The nearest gap between words towards the inside."""
    if at == limit:
        return at
    found = text.find(" ", at) + 1 if step > 0 else text.rfind(" ", 0, at)
    return found if found > 0 and abs(found - at) < 20 else at


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _columns(text: str) -> int:
    """Columns of a terminal: marks that were not composed take none, wide signs take two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
