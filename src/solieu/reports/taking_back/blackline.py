"""Two matched reports as lines with what stayed, what came and what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from solieu.documents.docx_blackline import DELETED, INSERTED, KEPT, Line, Stretch
from solieu.reports.taking_back.changes import TakenBack
from solieu.reports.taking_back.matching import Pair
from solieu.reports.taking_back.units import NOTE, Unit


def blackline(taken: TakenBack) -> tuple[Line, ...]:
    """In the order of the later report; what is gone stands behind the neighbour that it had."""
    return tuple(_lines(taken.printed, taken.returned, taken.pairs))


def _lines(before: Sequence[Unit], after: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[Line]:
    homes = {pair.after[0]: pair for pair in pairs}
    inside = {at for pair in pairs for at in pair.after[1:]}
    stays = {at for pair in pairs if not pair.is_moved for at in pair.before}
    gone = [at for at in range(len(before)) if at not in stays]
    yield from _gone(before, gone, -1)
    for at, unit in enumerate(after):
        pair = homes.get(at)
        if pair is None and at not in inside:
            yield _whole(unit, INSERTED)
        elif pair is not None:
            yield from _paired(before, after, pair)
            if not pair.is_moved:
                yield from _gone(before, gone, pair.before[-1])


def _gone(before: Sequence[Unit], gone: Sequence[int], behind: int) -> Iterator[Line]:
    """Units that stood right behind this one and are there no more."""
    at = behind + 1
    while at in gone:
        yield _whole(before[at], DELETED)
        at += 1


def _paired(before: Sequence[Unit], after: Sequence[Unit], pair: Pair) -> Iterator[Line]:
    if pair.is_moved:
        yield from (_whole(after[at], INSERTED) for at in pair.after)
    elif len(pair.before) + len(pair.after) == 2:
        old, new = before[pair.before[0]], after[pair.after[0]]
        yield Line(tuple(_stretches(old, new)), level=old.level, is_note=old.kind == NOTE)
    else:
        yield from (_whole(before[at], DELETED) for at in pair.before)
        yield from (_whole(after[at], INSERTED) for at in pair.after)


def _whole(unit: Unit, change: str) -> Line:
    return Line((Stretch(unit.text),), change, unit.level, unit.kind == NOTE)


def _stretches(old: Unit, new: Unit) -> Iterator[Stretch]:
    """Word by word; blanks go with the word before them."""
    first, second = _words(old), _words(new)
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("".join(second[c:d]), KEPT)
            continue
        if b > a:
            yield Stretch("".join(first[a:b]), DELETED)
        if d > c:
            yield Stretch("".join(second[c:d]), INSERTED)


def _words(unit: Unit) -> list[str]:
    """The text cut where its tokens begin."""
    starts = [token.start for token in unit.tokens]
    return [unit.text[start:end] for start, end in zip(starts, [*starts[1:], len(unit.text)], strict=True)]
