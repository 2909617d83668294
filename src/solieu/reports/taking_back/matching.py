"""Matching: which unit of the returned report is which of the printed one, wherever it stands now.

First units that say the same at the same place in the order, then those at other places; between them what was split,
joined or edited; what is left was added, deleted, or is a copy. Content controls help where they live; nothing depends
on them, since one save in another program may lose them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from solieu.reports.taking_back.units import NOTE, Unit, joined

_SAME_PLACE = 45  # percent of the letters that agree, for units between the same neighbours
_ALONE = 30  # for one unit between two that stayed
_ELSEWHERE = 72  # for units that stand somewhere else
_COPY = 88
_WHOLE = 92  # for the parts of a paragraph that was split, put together again
_LONG = 25  # letters; shorter units are alike by chance
_COMPARED = 400_000  # pairs of units whose letters are compared at most, at some microseconds each
_MOST = 40  # units of one gap among which splits are looked for


@dataclass(frozen=True, slots=True)
class Pair:
    """Units by their number; more than one on a side where a paragraph was split or joined."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """``pairs`` in the order of the printed report; ``copies`` pair a unit that stays with one that is a copy of it."""

    pairs: tuple[Pair, ...]
    deleted: tuple[int, ...]
    added: tuple[int, ...]
    copies: tuple[tuple[int, int], ...]


def match(before: Sequence[Unit], after: Sequence[Unit]) -> Matched:
    return _Matcher(before, after).matched()


@dataclass(slots=True)
class _Matcher:
    before: Sequence[Unit]
    after: Sequence[Unit]
    pairs: list[Pair] = field(default_factory=list)
    old: set[int] = field(default_factory=set)  # not paired yet
    new: set[int] = field(default_factory=set)

    def matched(self) -> Matched:
        self.old, self.new = set(range(len(self.before))), set(range(len(self.after)))
        self._equal_in_order()
        for olds, news in list(self._gaps()):
            self._parts(olds, news)
            alone = len(olds) == len(news) == 1
            if alone and self._is_filled(olds[0], news[0]):
                self._pair(olds, news)
            self._edited(olds, news, _ALONE if alone else _SAME_PLACE)
        self._equal_elsewhere()
        self._edited(sorted(self.old), sorted(self.new), _ELSEWHERE)
        copies = tuple(self._copies())
        pairs = tuple(self._placed())
        return Matched(pairs, tuple(sorted(self.old)), tuple(sorted(self.new)), copies)

    def _pair(self, before: Iterable[int], after: Iterable[int]) -> None:
        pair = Pair(tuple(before), tuple(after))
        self.pairs.append(pair)
        self.old -= set(pair.before)
        self.new -= set(pair.after)

    def _equal_in_order(self) -> None:
        old = [f"{unit.shape} {unit.key}" for unit in self.before]
        new = [f"{unit.shape} {unit.key}" for unit in self.after]
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                self._pair((block.a + step,), (block.b + step,))

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What stands unpaired between pairs that follow one another."""
        known = sorted((pair.before[0], pair.after[0]) for pair in self.pairs)
        start = (-1, -1)
        for end in [*known, (len(self.before), len(self.after))]:
            olds, news = list(range(start[0] + 1, end[0])), list(range(start[1] + 1, end[1]))
            if olds and news:
                yield olds, news
            start = end

    # --- split and joined

    def _parts(self, olds: Sequence[int], news: Sequence[int]) -> None:
        if max(len(olds), len(news)) > _MOST:
            return
        for one in olds:
            for several in _runs(news):
                if one in self.old and self._is_whole(
                    self.before[one], [self.after[at] for at in several], several, self.new
                ):
                    self._pair((one,), several)
        for one in news:
            for several in _runs(olds):
                if one in self.new and self._is_whole(
                    self.after[one], [self.before[at] for at in several], several, self.old
                ):
                    self._pair(several, (one,))

    def _is_whole(self, one: Unit, parts: Sequence[Unit], places: Sequence[int], free: set[int]) -> bool:
        """Whether the parts together are the unit, and better than any of them alone."""
        if not free.issuperset(places) or any(part.shape != one.shape for part in parts):
            return False
        if any(part.kind != one.kind for part in parts):
            return False
        whole = fuzz.ratio(one.mask, joined(parts).mask, score_cutoff=_WHOLE)
        return bool(whole) and all(whole > fuzz.ratio(one.mask, part.mask) for part in parts)

    # --- edited

    def _is_filled(self, old: int, new: int) -> bool:
        """A paragraph that only said what is missing, and now says something."""
        unit = self.before[old]
        said = sum(span.end - span.start for span in unit.gaps)
        return 2 * said > len(unit.text) and unit.shape == self.after[new].shape and old in self.old and new in self.new

    def _edited(self, olds: Sequence[int], news: Sequence[int], least: int) -> None:
        """The most alike first; each unit once."""
        alike = sorted(self._alike(olds, news, least), reverse=True)
        for _, _, old, new in alike:
            if old in self.old and new in self.new:
                self._pair((old,), (new,))

    def _alike(self, olds: Sequence[int], news: Sequence[int], least: int) -> Iterator[tuple[float, int, int, int]]:
        """In a file that has little in common with the report only units at like places are compared."""
        old, new = [at for at in olds if at in self.old], [at for at in news if at in self.new]
        reach = max(_COMPARED // (len(old) + 1), 20)
        for place, first in enumerate(old):
            middle = place * len(new) // len(old)
            for other in range(max(0, middle - reach), min(len(new), middle + reach)):
                score = self._score(first, new[other], least)
                if score:
                    yield score, -abs(place - other), first, new[other]

    def _score(self, old: int, new: int, least: int) -> float:
        one, other = self.before[old], self.after[new]
        score = likeness(one, other)
        short = least == _ELSEWHERE and min(len(one.text), len(other.text)) < _LONG
        return 0 if score < least or (short and score < 100) else score

    def _equal_elsewhere(self) -> None:
        places: dict[tuple[str, str], list[int]] = {}
        for new in sorted(self.new):
            places.setdefault((self.after[new].shape, self.after[new].key), []).append(new)
        for old in sorted(self.old):
            found = places.get((self.before[old].shape, self.before[old].key))
            if found:
                self._pair((old,), (found.pop(0),))

    # --- copies and moves

    def _copies(self) -> Iterator[tuple[int, int]]:
        """What was added and says what another unit says that stayed."""
        stayed = [at for pair in self.pairs for at in pair.before]
        for new in sorted(self.new)[: _COMPARED // (len(stayed) + 1)]:
            unit = self.after[new]
            best = max(((likeness(self.before[old], unit), -old) for old in stayed), default=(0, 0))
            if best[0] >= _COPY and (len(unit.text) >= _LONG or unit.tags):
                self.new.discard(new)
                yield -best[1], new

    def _placed(self) -> Iterator[Pair]:
        """In the order of the printed report. What left the longest run of pairs that kept their order was moved; notes
        go with their paragraphs."""
        pairs = sorted(self.pairs, key=lambda pair: pair.before)
        main = [pair for pair in pairs if self.before[pair.before[0]].kind != NOTE]
        kept = _in_order([(pair.after[0], self._weight(pair)) for pair in main])
        stays = {main[at].before for at in kept}
        for pair in pairs:
            is_note = self.before[pair.before[0]].kind == NOTE
            yield pair if is_note or pair.before in stays else Pair(pair.before, pair.after, True)

    def _weight(self, pair: Pair) -> int:
        return sum(len(self.before[at].text) for at in pair.before) + 1


def likeness(one: Unit, other: Unit) -> float:
    """0 to 100; living controls that both hold speak for them, however much else was rewritten."""
    if one.shape != other.shape:
        return 0
    score: float = fuzz.ratio(one.mask, other.mask)
    shared = one.tags & other.tags
    if shared:
        share = len(shared) / max(len(one.tags | other.tags), 1)
        score = max(score, 50 + 50 * share * max(score, 50) / 100)
    return score - (1 if one.kind != other.kind else 0)


def _runs(places: Sequence[int]) -> list[tuple[int, ...]]:
    """Two or three that follow one another."""
    return [tuple(places[at : at + size]) for size in (2, 3) for at in range(len(places) - size + 1)]


def _in_order(places: Sequence[tuple[int, int]]) -> list[int]:
    """Indices of the heaviest rising run of (place, weight)."""
    ends: list[int] = []  # rising places with their best sums, pruned to those that no lower place outweighs
    sums: list[int] = []
    chain: dict[int, int | None] = {}
    at_end: list[int] = []
    for index, (place, weight) in enumerate(places):
        slot = bisect_left(ends, place)
        total = weight + (sums[slot - 1] if slot else 0)
        chain[index] = at_end[slot - 1] if slot else None
        last = slot
        while last < len(ends) and sums[last] <= total:
            last += 1
        ends[slot:last], sums[slot:last], at_end[slot:last] = [place], [total], [index]
    found: list[int] = []
    walk: int | None = at_end[-1] if at_end else None
    while walk is not None:
        found.append(walk)
        walk = chain[walk]
    return found[::-1]
