"""Inside a pair of units: which word is which, which number is which figure, and what of the words was edited.

Exact words are aligned first (numbers together with the tag of their control, where both sides have one); inside what
differs, plain words; then numbers that stand at the same place among the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from solieu.reports.taking_back.units import CELLS, Token, Unit

SEPARATOR = CELLS.strip()

Range = tuple[int, int, int, int]  # tokens [a:b] of the printed unit against [c:d] of the returned one


@dataclass(frozen=True, slots=True)
class Became:
    """What one figure of the printed unit is now: tokens [start:end] of the returned one, none where it is gone."""

    figure: str
    before: tuple[int, int]
    after: tuple[int, int] | None
    is_same: bool  # letter for letter, with its unit


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that were replaced, added (``before`` is "") or left out (``after`` is "")."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """``paired`` says for each token of the printed unit which of the returned one it is. ``new_numbers`` are tokens of
    the returned unit that no printed number became; ``typed`` pairs numbers that were no figures and changed."""

    before: Unit
    after: Unit
    paired: tuple[int | None, ...]
    figures: tuple[Became, ...]
    new_numbers: tuple[int, ...]
    typed: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]


def compare_units(before: Unit, after: Unit) -> Compared:
    aligned = _aligned(before.tokens, after.tokens, _ranges(before, after))
    figures = tuple(_figures(before, after, aligned))
    taken = {at for one in figures if one.after for at in range(*one.after)}
    met = {at for at in aligned if at is not None}
    new = tuple(at for at, token in enumerate(after.tokens) if token.is_number and at not in met and at not in taken)
    typed = tuple(
        (at, other) for at, other in enumerate(aligned)
        if other is not None and before.tokens[at].is_number and not before.tokens[at].figure
        and before.tokens[at].text != after.tokens[other].text
    )  # fmt: skip
    return Compared(before, after, aligned, figures, new, typed, tuple(_edits(before, after, aligned, figures)))


# --- alignment


def _ranges(before: Unit, after: Unit) -> list[Range]:
    """A row is compared cell by cell where it kept its columns; everything else as one text."""
    old, new = ({cell.column: place for cell, place in _cells(unit)} for unit in (before, after))
    shared = old.keys() & new.keys()
    if not shared or len(shared) * 2 < max(len(old), len(new)):
        return [(0, len(before.tokens), 0, len(after.tokens))]
    return [(*old[column], *new[column]) for column in sorted(shared)]


def _cells(unit: Unit) -> Iterator[tuple[Unit, tuple[int, int]]]:
    """Each cell of a row with its tokens [first:last)."""
    at = first = 0
    for cell in unit.cells:
        at += len(cell.text)
        last = next((place for place, token in enumerate(unit.tokens) if token.start >= at), len(unit.tokens))
        yield cell, (first, last)
        at += len(CELLS)
        first = last + 1  # behind the line between two cells


def _aligned(before: Sequence[Token], after: Sequence[Token], whole: list[Range]) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * len(before)
    if any(token.figure for token in after):
        whole = _take(found, whole, _tagged(before), _tagged(after))
    rest = _take(found, whole, [token.text for token in before], [token.text for token in after])
    for a, b, c, d in rest:
        for old, new in _numbers(before, after, (a, b, c, d)):
            found[old] = new
    return tuple(found)


def _tagged(tokens: Sequence[Token]) -> list[str]:
    return [f"{token.text}\n{token.figure}" if token.is_number else token.text for token in tokens]


def _take(found: list[int | None], ranges: Sequence[Range], old: Sequence[str], new: Sequence[str]) -> list[Range]:
    """Note what is equal inside the ranges; what is left of them."""
    left: list[Range] = []
    for a, b, c, d in ranges:
        for kind, i, j, k, m in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_opcodes():
            if kind == "equal":
                for step in range(j - i):
                    found[a + i + step] = c + k + step
            else:
                left.append((a + i, a + j, c + k, c + m))
    return left


def _numbers(before: Sequence[Token], after: Sequence[Token], place: Range) -> Iterator[tuple[int, int]]:
    """Numbers of a replaced stretch that stand where the others stood: between the same words, or all that there is."""
    a, b, c, d = place
    old = [at for at in range(a, b) if before[at].is_number]
    new = [at for at in range(c, d) if after[at].is_number]
    by_tag = {after[at].figure: at for at in new if after[at].figure}
    known = [(at, by_tag[before[at].figure]) for at in old if before[at].figure in by_tag]
    yield from known
    old = [at for at in old if at not in {first for first, _ in known}]
    new = [at for at in new if at not in {second for _, second in known}]
    if len(old) == len(new):
        yield from ((one, other) for one, other in zip(old, new, strict=True) if _alike(before, after, one, other))
        return
    free = list(new)
    for one in old:
        other = next((at for at in free if _neighbours(before, after, one, at) == 2), None)
        if other is not None:
            free = free[free.index(other) + 1 :]
            yield one, other


def _alike(before: Sequence[Token], after: Sequence[Token], old: int, new: int) -> bool:
    """One of two with its neighbour in common, or without words around it (a cell)."""
    return _neighbours(before, after, old, new) > 0 or (len(before) <= 3 and len(after) <= 3)


def _neighbours(before: Sequence[Token], after: Sequence[Token], old: int, new: int) -> int:
    left = (before[old - 1].text if old else "") == (after[new - 1].text if new else "")
    right = _text(before, old + 1) == _text(after, new + 1)
    return left + right


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


# --- figures


def _figures(before: Unit, after: Unit, aligned: Sequence[int | None]) -> Iterator[Became]:
    for span in before.figures:
        own = [at for at, token in enumerate(before.tokens) if span.start <= token.start < span.end]
        if not own:
            continue
        first, last = own[0], own[-1] + 1
        mapped = [aligned[at] for at in own]
        numbers = [aligned[at] for at in own if before.tokens[at].is_number]
        if not any(at is not None for at in numbers):
            yield Became(span.name, (first, last), None, is_same=False)
            continue
        known = [at for at in mapped if at is not None]
        start, end = min(known), max(known) + 1
        same = None not in mapped and end - start == len(own) and _said(after, start, end) == _said(before, first, last)
        yield Became(
            span.name, (first, last), (start, end if same else _with_unit(before, after, aligned, last, end)), same
        )


def _with_unit(before: Unit, after: Unit, aligned: Sequence[int | None], last: int, end: int) -> int:
    """Words of another unit of measure that were put in the place of the old one, up to the next word that stayed."""
    replaced = aligned[last - 1] is None
    stays = {at for at in aligned if at is not None}
    while replaced and end < len(after.tokens) and end not in stays and after.tokens[end].text.isalpha():
        end += 1
    return end


def _said(unit: Unit, first: int, last: int) -> list[str]:
    return [token.text for token in unit.tokens[first:last]]


# --- words


def _edits(before: Unit, after: Unit, aligned: Sequence[int | None], figures: Sequence[Became]) -> Iterator[Edit]:
    """Stretches of words that differ; what a figure became is told of the figure."""
    old = {at for one in figures for at in range(*one.before) if not one.is_same}
    new = {at for one in figures if one.after and not one.is_same for at in range(*one.after)}
    i = j = 0
    for k, m in [*_rising(aligned), (len(before.tokens), len(after.tokens))]:
        gone = [at for at in range(i, k) if at not in old]
        come = [at for at in range(j, m) if at not in new]
        if _says(before, gone) or _says(after, come):
            yield Edit(_stretch(before, i, k), _stretch(after, j, m))
        if k < len(before.tokens) and before.tokens[k].text != after.tokens[m].text and k not in old:
            yield Edit(before.tokens[k].text, after.tokens[m].text)
        i, j = k + 1, m + 1


def _rising(aligned: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Pairs that keep their order on both sides."""
    last = -1
    for at, other in enumerate(aligned):
        if other is not None and other > last:
            yield at, other
            last = other


def _says(unit: Unit, places: Sequence[int]) -> bool:
    return any(unit.tokens[at].text != SEPARATOR for at in places)


def _stretch(unit: Unit, first: int, last: int) -> str:
    return unit.text[unit.tokens[first].start : unit.tokens[last - 1].end] if last > first else ""
