"""Two reports side by side, by their figures: what has another value, what is new, what is gone, where only dates moved.

Passages are paired by their words with every figure and date blotted out, wherever they stand: first those that say the
same, then those that say nearly the same. Inside a pair the words between the figures tell which figure is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

from solieu.documents.document import Document, Passage
from solieu.vietnamese import Mention, MentionKind, find_mentions, normalise

_ALIKE = 60  # percent of the letters of two passages that must agree, figures and dates apart
_AROUND = 200  # passages on either side among which a pair is looked for in a very long report
_FEW = 2000
_STALE_WORDS = 8  # a shorter passage may well stay as it was
_WORD = re.compile(r"\w+|[^\w\s]")
_CALENDAR = (MentionKind.DATE,)


class Change(StrEnum):
    VALUE = "value"  # the same figure, another value
    APPEARED = "appeared"
    GONE = "gone"
    ONLY_DATES = "only-dates"  # the passage moved its dates and nothing else


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the text of its document, and what is printed there."""

    line: int
    start: int
    end: int
    printed: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``words`` are those around it, in the later report where it stands in both."""

    change: Change
    before: Place | None
    after: Place | None
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences in the order of the later report, what is gone at its place in the earlier one; ``same`` figures
    stand in both with one value."""

    differences: tuple[Difference, ...]
    same: int


def compare(before: Document, after: Document) -> Comparison:
    """What the later report says otherwise than the earlier one."""
    earlier, later = _readings(before), _readings(after)
    found: list[Difference] = []
    same = 0
    for old, new in _pairs(earlier, later):
        differences, kept = _between(old, new)
        found += differences
        same += kept
    return Comparison(tuple(sorted(found, key=_order)), same)


@dataclass(frozen=True)
class _Reading:
    document: Document
    passage: Passage
    mentions: tuple[Mention, ...]

    @cached_property
    def tokens(self) -> tuple[tuple[str, Mention | None], ...]:
        """Words, and for each figure or date a blot with its unit."""
        found: list[tuple[str, Mention | None]] = []
        at = 0
        for mention in self.mentions:
            found += [(word, None) for word in _words(self.passage.text[at : mention.start])]
            found.append((f"#{'@' if mention.kind in _CALENDAR else mention.unit}", mention))
            at = mention.end
        return (*found, *((word, None) for word in _words(self.passage.text[at:])))

    @cached_property
    def mask(self) -> str:
        return " ".join(word if mention is None else "#" for word, mention in self.tokens)

    def place(self, mention: Mention) -> Place:
        start, end = self.passage.span(mention.start, mention.end)
        return Place(self.document.line_of(start), start, end, mention.surface)

    def around(self, mention: Mention) -> str:
        text = self.passage.text
        start, end = max(0, mention.start - 40), min(len(text), mention.end + 30)
        return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}".replace("\n", " ")

    @property
    def whole(self) -> Place:
        start, end = self.passage.span(0, len(self.passage.text))
        return Place(self.document.line_of(start), start, end, self.passage.text)


def _readings(document: Document) -> list[_Reading]:
    return [_Reading(document, one, find_mentions(one.text)) for one in document.passages if one.text.strip()]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(normalise(text))]


# --- which passage is which


def _pairs(before: Sequence[_Reading], after: Sequence[_Reading]) -> Iterator[tuple[_Reading | None, _Reading | None]]:
    matcher = SequenceMatcher(None, [one.mask for one in before], [one.mask for one in after], autojunk=False)
    old_left, new_left = set(range(len(before))), set(range(len(after)))
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield before[block.a + step], after[block.b + step]
            old_left.discard(block.a + step)
            new_left.discard(block.b + step)
    for old, new in _nearly(before, after, sorted(old_left), sorted(new_left)):
        yield before[old], after[new]
        old_left.discard(old)
        new_left.discard(new)
    yield from ((before[old], None) for old in sorted(old_left))
    yield from ((None, after[new]) for new in sorted(new_left))


def _nearly(
    before: Sequence[_Reading], after: Sequence[_Reading], old_left: Sequence[int], new_left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The most alike first; each passage once."""
    is_long = len(old_left) * len(new_left) > _FEW * _FEW
    alike = sorted(
        (
            (score, -old, -new)
            for old in old_left for new in new_left
            if not is_long or abs(old - new) <= _AROUND
            if (score := fuzz.ratio(before[old].mask, after[new].mask, score_cutoff=_ALIKE)) >= _ALIKE
        ),
        reverse=True,
    )  # fmt: skip
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, old, new in alike:
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            yield -old, -new


# --- which figure is which


def _between(old: _Reading | None, new: _Reading | None) -> tuple[list[Difference], int]:
    """The differences of a pair, and how many of its figures are the same."""
    if old is None or new is None:
        only = old or new
        assert only is not None
        return [_alone(only, mention, is_old=new is None) for mention in _figures(only)], 0
    differences: list[Difference] = []
    same = 0
    moved = False
    for first, second in _paired(old, new):
        if first is None or second is None:
            mention = first or second
            assert mention is not None
            if mention.is_data:
                differences.append(_alone(old if second is None else new, mention, is_old=second is None))
        elif first.kind in _CALENDAR:
            moved = moved or first.when != second.when
        elif _meaning(first) == _meaning(second):
            same += first.is_data
        elif first.is_data:
            differences.append(Difference(Change.VALUE, old.place(first), new.place(second), new.around(second)))
    if moved and not differences and old.mask == new.mask and len(_words(new.passage.text)) >= _STALE_WORDS:
        differences.append(Difference(Change.ONLY_DATES, old.whole, new.whole, new.passage.text[:80]))
    return differences, same


def _paired(old: _Reading, new: _Reading) -> Iterator[tuple[Mention | None, Mention | None]]:
    matcher = SequenceMatcher(None, [word for word, _ in old.tokens], [word for word, _ in new.tokens], autojunk=False)
    gone: list[Mention] = []
    come: list[Mention] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        first = [mention for _, mention in old.tokens[a:b] if mention is not None]
        second = [mention for _, mention in new.tokens[c:d] if mention is not None]
        if kind == "equal" or [one.kind for one in first] == [one.kind for one in second]:
            yield from zip(first, second, strict=True)
        else:
            gone += first
            come += second
    for mention in gone:  # what only changed its place in the sentence
        other = next((one for one in come if _spoken(new, one) == _spoken(old, mention)), None)
        yield mention, other
        if other is not None:
            come.remove(other)
    yield from ((None, mention) for mention in come)


def _spoken(reading: _Reading, mention: Mention) -> tuple[object, ...]:
    """A figure with the word behind it: 9 đơn khiếu."""
    return _meaning(mention), _words(reading.passage.text[mention.end :])[:1]


def _figures(reading: _Reading) -> list[Mention]:
    return [mention for mention in reading.mentions if mention.is_data]


def _meaning(mention: Mention) -> tuple[object, ...]:
    """Two figures are the same by value and unit, not by how they are written: 1,5 tỷ đồng and 1.500 triệu đồng."""
    if mention.value is None and mention.low is None:
        return (normalise(mention.surface),)
    return mention.value, mention.low, mention.high, mention.of, mention.unit


def _alone(reading: _Reading, mention: Mention, *, is_old: bool) -> Difference:
    place, words = reading.place(mention), reading.around(mention)
    return Difference(Change.GONE, place, None, words) if is_old else Difference(Change.APPEARED, None, place, words)


def _order(difference: Difference) -> tuple[int, int]:
    place = difference.after or difference.before
    assert place is not None
    return place.start, 0 if difference.after else 1
