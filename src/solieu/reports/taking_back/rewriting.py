"""From the words that came back to the prose of the period: a narrative written anew, its slots kept where they spoke.

A figure whose number was changed keeps its slot: the words are accepted here, the number is decided by itself. A slot
whose own words were edited gives way to what was typed. New figures are bound by ``type_in``, or stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from solieu.reports.taking_back.changes import Belongs, ProseChange, ProseKind, TakenBack
from solieu.reports.taking_back.units import NOTE, Unit
from solieu.reports.taking_back.wording import Compared, compare_units

TypeIn = Callable[[Unit, int, int], str]  # letters [start:end) of a returned unit in the template language
_SPECIAL = re.compile(r"[\\`*\[\]_]")
_OPENING = re.compile(r"\A(?:#{1,6}(?=\s)|:{3,})")
_ITEM = re.compile(r"\A[-+](?=\s)")


def plain_text(unit: Unit, start: int, end: int) -> str:
    """Typed words as they stand, with the signs of the template language disarmed."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", unit.text[start:end])


def rewritten(taken: TakenBack, accepted: Collection[str], type_in: TypeIn = plain_text) -> Mapping[str, str]:
    """The text of every narrative that the accepted changes touch, by its id; "" for one of which nothing is left."""
    chosen = [change for change in taken.prose if change.id in accepted and change.belongs is Belongs.NARRATIVE]
    touched = dict.fromkeys(name for change in chosen for name in _touched(change, taken))
    return {name: _Narrative(taken, name, chosen, type_in).text() for name in touched}


def _touched(change: ProseChange, taken: TakenBack) -> Iterator[str]:
    yield change.narrative
    yield from (home for at in change.before if (home := taken.printed[at].narrative))


@dataclass(slots=True)
class _Item:
    """One paragraph to be: printed units, or what came back in their place (``after``), with a comparison where both are."""

    before: tuple[int, ...]
    after: int = -1
    compared: Compared | None = None


@dataclass(slots=True)
class _Narrative:
    taken: TakenBack
    name: str
    chosen: Sequence[ProseChange]
    type_in: TypeIn
    _notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        written = [words for item in self._items() if (words := self._paragraph(item))]
        return "\n\n".join((*written, *self._notes))

    # --- which paragraphs

    def _items(self) -> list[_Item]:
        items = [_Item((at,)) for at, unit in enumerate(self.taken.printed) if unit.narrative == self.name
                 and unit.kind != NOTE and not self._is_gap(unit)]  # fmt: skip
        for change in self.chosen:
            if not self._is_note(change):
                self._apply(change, items)
        return items

    def _is_gap(self, unit: Unit) -> bool:
        """The marked place of a narrative that nobody has written yet."""
        return len(unit.gaps) == 1 and not unit.slots and unit.gaps[0].end - unit.gaps[0].start == len(unit.text)

    def _is_note(self, change: ProseChange) -> bool:
        units = [self.taken.printed[at] for at in change.before] or [self.taken.returned[at] for at in change.after]
        return units[0].kind == NOTE

    def _apply(self, change: ProseChange, items: list[_Item]) -> None:
        kind = change.kind
        old = [item for item in items if set(item.before) & set(change.before) and item.after < 0 and item.before]
        if kind in (ProseKind.DELETED, ProseKind.MOVED):
            for item in old:
                items.remove(item)
        if kind in (ProseKind.ADDED, ProseKind.DUPLICATED, ProseKind.MOVED) and change.narrative_now == self.name:
            new = [self._came(at, change.before) for at in change.after]
            place = self._place(change.behind, change.after[0], items)
            items[place:place] = new
        if kind in (ProseKind.REWORDED, ProseKind.SPLIT, ProseKind.JOINED) and (old or self._was_gap(change)):
            place = items.index(old[0]) if old else self._place(change.behind, change.after[0], items)
            for item in old:
                items.remove(item)
            items[place:place] = [self._came(at, change.before) for at in change.after]

    def _was_gap(self, change: ProseChange) -> bool:
        return any(self._is_gap(self.taken.printed[at]) for at in change.before) and change.narrative == self.name

    def _place(self, behind: int, after: int, items: Sequence[_Item]) -> int:
        """Behind the paragraph that it follows in the returned report."""
        found = 0
        for place, item in enumerate(items, 1):
            known = item.after if item.after >= 0 else self._partner(item.before)
            if 0 <= known < after:
                found = place
        return found

    def _partner(self, before: tuple[int, ...]) -> int:
        return self.taken.partners.get(before[0], -1) if before else -1

    def _came(self, after: int, before: tuple[int, ...]) -> _Item:
        unit = self.taken.returned[after]
        if not before:
            return _Item((), after)
        whole = self.taken.printed[before[0]] if len(before) == 1 else _joined(self.taken, before)
        return _Item(before, after, compare_units(whole, unit))

    # --- their words

    def _paragraph(self, item: _Item) -> str:
        printed = self.taken.printed[item.before[0]] if item.before else None
        if item.after < 0:
            assert printed is not None
            compared = compare_units(printed, printed)
            notes = {note: self._note_of(note, item) for _, note in printed.marks}
        else:
            unit = self.taken.returned[item.after]
            compared = item.compared or compare_units(Unit(unit.kind, ""), unit)
            notes = {note: self._returned_note(note) for _, note in unit.marks}
        marks = tuple((at, self._label(text)) for at, note in compared.after.marks if (text := notes.get(note)))
        words = written(compared, self.type_in if item.after >= 0 else plain_text, marks)
        level = printed.level if printed is not None else 0
        return f"{'#' * level} {words}" if level else _opened(words)

    def _label(self, paragraphs: Sequence[str]) -> str:
        label = f"c{len(self._notes) + 1}"
        self._notes.append(f"[^{label}]:\n" + "\n\n".join(f"    {text}" for text in paragraphs))
        return label

    def _note_of(self, note: str, item: _Item) -> list[str]:
        """The paragraphs of a note of a printed paragraph, those of its accepted changes in their place."""
        found = []
        for at, unit in enumerate(self.taken.printed):
            if unit.kind != NOTE or unit.note != note:
                continue
            change = next((one for one in self.chosen if at in one.before), None)
            if change is None:
                found.append(written(compare_units(unit, unit), plain_text))
            elif change.kind is not ProseKind.DELETED:
                found += [written(compare_units(unit, self.taken.returned[new]), self.type_in) for new in change.after]
        return [_opened(text) for text in found]

    def _returned_note(self, note: str) -> list[str]:
        """The paragraphs of a note as they came back; of a note whose own change is not accepted, as it was."""
        back = {new: old for old, new in self.taken.partners.items()}
        found = []
        for at, unit in enumerate(self.taken.returned):
            if unit.kind != NOTE or unit.note != note:
                continue
            old = back.get(at)
            changes = [one for one in self.taken.prose if at in one.after]
            if old is not None and changes and not any(one in self.chosen for one in changes):
                found.append(written(compare_units(self.taken.printed[old], self.taken.printed[old]), plain_text))
            else:
                before = self.taken.printed[old] if old is not None else Unit(NOTE, "")
                found.append(written(compare_units(before, unit), self.type_in))
        return [_opened(text) for text in found]


def _joined(taken: TakenBack, before: tuple[int, ...]) -> Unit:
    from solieu.reports.taking_back.units import joined

    return joined([taken.printed[at] for at in before])


def _opened(words: str) -> str:
    """The beginning of a paragraph must not be read as a heading or a block; an item stays one."""
    return _OPENING.sub(lambda sign: f"\\{sign[0]}", words)


# --- one paragraph


@dataclass(frozen=True, slots=True)
class _Kept:
    """Letters [start:end) of the returned unit are what this slot said."""

    start: int
    end: int
    slot: str
    style: tuple[bool, bool]


def written(compared: Compared, type_in: TypeIn, marks: Sequence[tuple[int, str]] = ()) -> str:
    """A returned unit in the template language; ``marks`` are offsets and labels of its notes."""
    unit = compared.after
    parts: list[str] = []
    at = 0
    for kept in [*_kept(compared), _Kept(len(unit.text), len(unit.text), "", (False, False))]:
        parts += _typed(compared, at, kept.start, type_in, marks)
        parts.append(_styled(kept.slot, kept.style))
        parts += [f"[^{label}]" for place, label in marks if kept.start < place < kept.end]
        at = kept.end
    parts += [f"[^{label}]" for place, label in marks if place >= len(unit.text)]
    return "".join(parts).strip()


def _kept(compared: Compared) -> Iterator[_Kept]:
    """Slots whose words all came back in their order; of their figures at least the place."""
    before, after = compared.before, compared.after
    became = {at: one for one in compared.figures for at in range(*one.before)}
    last = 0
    for span in before.slots:
        own = [at for at, token in enumerate(before.tokens) if span.start <= token.start < span.end]
        ranges = [became[at].after if at in became else _one(compared.paired[at]) for at in own]
        exact = all(at in became or _is_equal(compared, at) for at in own)
        if not own or not exact or any(place is None for place in ranges):
            continue
        first, end = min(place[0] for place in ranges if place), max(place[1] for place in ranges if place)
        start, stop = after.tokens[first].start, after.tokens[end - 1].end
        if start < last or end - first > len(own) + _extra(compared, own):
            continue
        last = stop
        yield _Kept(start, stop, span.name, (_in(before.bold, span.start), _in(before.italic, span.start)))


def _one(at: int | None) -> tuple[int, int] | None:
    return None if at is None else (at, at + 1)


def _is_equal(compared: Compared, at: int) -> bool:
    other = compared.paired[at]
    return other is not None and compared.before.tokens[at].text == compared.after.tokens[other].text


def _extra(compared: Compared, own: Sequence[int]) -> int:
    """How many tokens more the figures of a slot have become."""
    inside = [one for one in compared.figures if one.before[0] in own and one.after]
    return sum((one.after[1] - one.after[0]) - (one.before[1] - one.before[0]) for one in inside if one.after)


def _typed(
    compared: Compared, start: int, end: int, type_in: TypeIn, marks: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """Words between slots, cut at the marks of notes and where they turn bold or italic."""
    cuts = sorted({start, end, *(place for place, _ in marks if start <= place <= end)})
    for first, last in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        yield from (f"[^{label}]" for place, label in marks if place == first and place < len(compared.after.text))
        for style, letters in groupby(range(first, last), key=lambda at: _style(compared, at)):
            places = list(letters)
            yield _styled(type_in(compared.after, places[0], places[-1] + 1), style)


def _style(compared: Compared, at: int) -> tuple[bool, bool]:
    """Bold and italic of a letter, as the word that it belongs to was printed; new words take neither."""
    token = next((place for place, one in enumerate(compared.after.tokens) if one.start <= at < one.end), None)
    if token is None:
        near = [_style(compared, other) for other in (at - 1, at + 1) if 0 <= other < len(compared.after.text)]
        return near[0] if len(near) == 2 and near[0] == near[1] else (False, False)
    old = next((place for place, other in enumerate(compared.paired) if other == token), None)
    if old is None:
        return False, False
    start = compared.before.tokens[old].start
    return _in(compared.before.bold, start), _in(compared.before.italic, start)


def _in(spans: Sequence, at: int) -> bool:  # type: ignore[type-arg]
    return any(span.start <= at < span.end for span in spans)


def _styled(text: str, style: tuple[bool, bool]) -> str:
    sign = "*" * ((2 if style[0] else 0) + (1 if style[1] else 0))
    body = text.strip()
    if not sign or not body:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{sign}{body}{sign}{trail}"
