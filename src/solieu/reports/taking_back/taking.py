"""take_back: the compiled report and the file that came back, and all that happened between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from solieu.documents.docx_returned import Returned
from solieu.reports.adopting import Binder
from solieu.reports.model import MissingFigure, Report
from solieu.reports.taking_back.changes import Bound, FigureChange, FigureKind, ProseChange, ProseKind, TakenBack
from solieu.reports.taking_back.matching import Pair, match
from solieu.reports.taking_back.owners import Owners
from solieu.reports.taking_back.telling import Teller
from solieu.reports.taking_back.units import Unit, joined
from solieu.reports.taking_back.wording import Became, Compared, compare_units
from solieu.vietnamese import Mention, find_mentions, normalise

_MOST_BOUND = 60  # new figures that are bound; a file with more is another report


def take_back(
    report: Report,
    printed: Sequence[Unit],
    returned: Returned,
    units: Sequence[Unit],
    owners: Owners,
    binder: Callable[[], Binder] | None = None,
) -> TakenBack:
    """``binder`` is made only when there are new figures to bind; without one none is bound."""
    teller = Teller(report, printed, returned, units, owners, match(printed, units))
    return _Taking(teller, binder).taken()


@dataclass(frozen=True, slots=True)
class _New:
    """A figure that stands in the returned report and did not come from the same place of the printed one."""

    unit: Unit
    at: int  # number of the returned unit
    start: int
    end: int
    tag: str
    near: int  # number of a printed unit that says where it is, -1 for none
    gap: MissingFigure | None = None

    @property
    def text(self) -> str:
        return self.unit.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Gone:
    unit: Unit
    at: int  # number of the printed unit
    figure: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.unit.text[self.start : self.end]


@dataclass
class _Taking:
    teller: Teller
    binder: Callable[[], Binder] | None
    prose: list[ProseChange] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)
    kept: int = 0
    _new: list[_New] = field(default_factory=list)
    _gone: list[_Gone] = field(default_factory=list)

    @property
    def before(self) -> Sequence[Unit]:
        return self.teller.before

    @property
    def after(self) -> Sequence[Unit]:
        return self.teller.after

    def taken(self) -> TakenBack:
        matched = self.teller.matched
        for pair in matched.pairs:
            self._pair(pair)
        for old in matched.deleted:
            self._deleted(old)
        for new in matched.added:
            self._added(new)
        for old, new in matched.copies:
            self._copied(old, new)
        self._resolve()
        return TakenBack(
            tuple(sorted(self.prose, key=_prose_order)), tuple(sorted(self.figures, key=_figure_order)), self.kept,
            tuple(self.before), tuple(self.after), self.teller.matched.pairs,
        )  # fmt: skip

    def _tell(self, kind: FigureKind, id: str, was: str, now: str, unit: Unit, start: int, end: int, *, printed: int = -1,
              returned: int = -1, bound: Bound | None = None, gap: MissingFigure | None = None) -> None:  # fmt: skip
        self.figures.append(
            self.teller.figure(
                kind, id, was, now, unit, start, end, printed=printed, returned=returned, bound=bound, gap=gap
            )
        )

    # --- units

    def _pair(self, pair: Pair) -> None:
        old = joined([self.before[at] for at in pair.before]) if len(pair.before) > 1 else self.before[pair.before[0]]
        new = joined([self.after[at] for at in pair.after]) if len(pair.after) > 1 else self.after[pair.after[0]]
        is_edited = old.key != new.key
        if not (is_edited or pair.is_moved or len(pair.before) + len(pair.after) > 2):
            self.kept += len(old.figures)
            return
        compared = compare_units(old, new)
        kinds = [kind for kind, holds in ((ProseKind.MOVED, pair.is_moved), (ProseKind.SPLIT, len(pair.after) > 1),
                                          (ProseKind.JOINED, len(pair.before) > 1),
                                          (ProseKind.REWORDED, bool(compared.edits))) if holds]  # fmt: skip
        self.prose += [self.teller.prose(kind, pair.before, pair.after, compared) for kind in kinds]
        for became in compared.figures:
            self._became(became, compared, pair)
        self._numbers(compared, pair)

    def _became(self, became: Became, compared: Compared, pair: Pair) -> None:
        old, new = compared.before, compared.after
        was = _cut(old, *became.before)
        if became.after is None:
            self._gone.append(_Gone(old, pair.before[0], became.figure, *_letters(old, *became.before)))
            return
        now = _cut(new, *became.after)
        if became.is_same or was == now:
            self.kept += not pair.is_moved
            kind = FigureKind.MOVED if pair.is_moved else None
        else:
            kind = FigureKind.REWRITTEN if _meaning(was) == _meaning(now) else FigureKind.CHANGED
        if kind is not None:
            start, end = _letters(new, *became.after)
            self._tell(kind, became.figure, was, now, new, start, end, printed=pair.before[0], returned=pair.after[0])

    def _numbers(self, compared: Compared, pair: Pair) -> None:
        gap = self._filled(compared)
        mentions = list(_data(compared.after))
        for mention, at in mentions:
            own = [
                token for token, one in enumerate(compared.after.tokens)
                if one.is_number and at + mention.start <= one.start < at + mention.end
            ]  # fmt: skip
            fresh = [token for token in own if token in compared.new_numbers]
            if fresh:
                self._met(compared.after, pair, fresh, mention, at, is_whole=fresh == own, gap=gap)
        for old, new in compared.typed:
            token = compared.after.tokens[new]
            if any(at + one.start <= token.start < at + one.end for one, at in mentions):
                was, now = compared.before.tokens[old].text, token.text
                self._tell(FigureKind.CHANGED, "", was, now, compared.after, token.start, token.end,
                             printed=pair.before[0], returned=pair.after[0])  # fmt: skip

    def _met(self, unit: Unit, pair: Pair, tokens: Sequence[int], mention: Mention, at: int, *, is_whole: bool,
             gap: MissingFigure | None) -> None:  # fmt: skip
        first, last = unit.tokens[tokens[0]], unit.tokens[tokens[-1]]
        start, end = (at + mention.start, at + mention.end) if is_whole else (first.start, last.end)
        self._new.append(_New(unit, pair.after[0], start, end, first.figure, pair.before[0], gap))

    def _filled(self, compared: Compared) -> MissingFigure | None:
        """The gap that something was typed over."""
        for span in compared.before.gaps:
            text = compared.before.text[span.start : span.end]
            if text not in compared.after.text:
                return next((gap for gap in self.teller.report.gaps if " ".join(gap.text.split()) == text), None)
        return None

    def _deleted(self, at: int) -> None:
        unit = self.before[at]
        self.prose.append(self.teller.prose(ProseKind.DELETED, (at,), ()))
        self._gone += [_Gone(unit, at, span.name, span.start, span.end) for span in unit.figures]

    def _added(self, at: int) -> None:
        unit = self.after[at]
        self.prose.append(self.teller.prose(ProseKind.ADDED, (), (at,)))
        for mention, start in _data(unit):
            inside = [token for token in unit.tokens if start + mention.start <= token.start < start + mention.end]
            tag = next((token.figure for token in inside if token.figure), "")
            self._new.append(_New(unit, at, start + mention.start, start + mention.end, tag, -1))

    def _copied(self, old: int, new: int) -> None:
        compared = compare_units(self.before[old], self.after[new])
        self.prose.append(self.teller.prose(ProseKind.DUPLICATED, (old,), (new,), compared))
        for became in compared.figures:
            if became.after is None:
                continue
            was, now = _cut(compared.before, *became.before), _cut(compared.after, *became.after)
            start, end = _letters(compared.after, *became.after)
            if was == now:
                self._tell(FigureKind.DUPLICATED, became.figure, was, now, compared.after, start, end, returned=new)
            else:
                self._new.append(_New(compared.after, new, start, end, "", old))
        self._numbers(replace(compared, typed=()), Pair((old,), (new,)))

    # --- figures that left and came

    def _resolve(self) -> None:
        """A figure that is gone here and new there was moved."""
        gone, new = list(self._gone), list(self._new)
        tags = {one.figure for one in gone}
        for left in gone:
            came = self._same(left, new, gone)
            if came is None:
                self._tell(
                    FigureKind.DELETED, left.figure, left.text, "", left.unit, left.start, left.end, printed=left.at
                )
                continue
            new.remove(came)
            kind = FigureKind.MOVED if _meaning(left.text) == _meaning(came.text) else FigureKind.CHANGED
            self._tell(kind, left.figure, left.text, came.text, came.unit, came.start, came.end, printed=left.at,
                         returned=came.at)  # fmt: skip
        bound = iter(self._bindings(new))
        for came in new:
            copied = self.teller.known.get(came.tag) if came.tag not in tags else None
            if copied is not None and _meaning(copied.printed) == _meaning(came.text):
                next(bound)
                self._tell(FigureKind.DUPLICATED, copied.id, copied.printed, came.text, came.unit, came.start, came.end,
                             returned=came.at)  # fmt: skip
                continue
            self._tell(FigureKind.ADDED, "", "", came.text, came.unit, came.start, came.end, returned=came.at,
                         printed=came.near, bound=next(bound), gap=came.gap)  # fmt: skip

    def _same(self, left: _Gone, new: Sequence[_New], gone: Sequence[_Gone]) -> _New | None:
        by_tag = [came for came in new if came.tag == left.figure]
        if len(by_tag) == 1:
            return by_tag[0]
        meaning = _meaning(left.text)
        alike = [came for came in new if _meaning(came.text) == meaning and came.tag in ("", left.figure)]
        single = sum(_meaning(one.text) == meaning for one in gone) == 1
        return alike[0] if len(alike) == 1 and single else None

    def _bindings(self, new: Sequence[_New]) -> Iterator[Bound]:
        binder = self.binder() if self.binder is not None and new else None
        for number, came in enumerate(new):
            yield _bound(binder, came) if binder is not None and number < _MOST_BOUND else Bound()


def _data(unit: Unit) -> Iterator[tuple[Mention, int]]:
    """The figures of a returned unit with the offset of their text; the first column of a table only counts its rows."""
    if not unit.cells:
        yield from ((mention, 0) for mention in find_mentions(unit.text) if mention.is_data)
        return
    at = 0
    for cell in unit.cells:
        if cell.column or cell is not unit.cells[0]:
            yield from ((mention, at) for mention in find_mentions(cell.text) if mention.is_data)
        at += len(cell.text) + 3


def _bound(binder: Binder, came: _New) -> Bound:
    mentions = find_mentions(came.unit.text)
    bindings = [
        one for one in binder.bind(came.unit.text, mentions, came.unit.head)
        if one.mention.start < came.end and came.start < one.mention.end
    ]  # fmt: skip
    chosen = [one.chosen for one in bindings if one.chosen is not None and one.comparison is None]
    found = chosen[:1] or [candidate for one in bindings for candidate in one.offered]
    return Bound(
        tuple(one.reference for one in found), tuple(one.title for one in found), tuple(one.key for one in found)
    )


def _meaning(text: str) -> tuple[object, ...]:
    """Value and unit; the letters where they cannot be told."""
    found = [one for one in find_mentions(text) if one.is_data]
    if len(found) == 1 and found[0].value is not None and found[0].of is None:
        return found[0].value, found[0].unit
    return (normalise(text),)


def _letters(unit: Unit, first: int, last: int) -> tuple[int, int]:
    return unit.tokens[first].start, unit.tokens[last - 1].end


def _cut(unit: Unit, first: int, last: int) -> str:
    start, end = _letters(unit, first, last)
    return unit.text[start:end]


def _prose_order(change: ProseChange) -> tuple[int, int, str]:
    """As the printed report reads; what is new behind its neighbour."""
    at = change.before[0] if change.before and change.kind is not ProseKind.DUPLICATED else change.behind
    return at, change.after[0] if change.after else -1, change.kind


def _figure_order(change: FigureChange) -> tuple[int, int, str]:
    return change.printed_unit, change.returned_unit, change.kind
