"""Binding: which fact a figure of running text is, told by its value, its unit and the words around it.

A figure is bound when one candidate fits it clearly best; it is offered when several fit alike, and left alone when
none does. A wrong binding would print another figure in the next period, so a doubt never binds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from itertools import chain

from solieu.core import Interval, Series, SeriesKind
from solieu.derive.measures import in_unit
from solieu.expressions import parse_expression
from solieu.reports.adopting.candidates import Candidate
from solieu.reports.adopting.context import Context, context_of
from solieu.reports.setting import Setting
from solieu.vietnamese import find_unit
from solieu.vietnamese.mentions import Mention, MentionKind

_SCALE = 1000  # of a word that stands far off; near ones count up to four times as much
_ENOUGH = 1200  # words that are ground enough for any value
_NAMED = 2000  # words that name a figure even where its value is another
_SOME = 250  # and for one of so many digits, or of a unit that few figures have
_RARE = 3
_OWN_UNIT = 3
_CLEAR = 115  # percent of the second that the best must reach
_CLEAR_OF_ITS_PART = 150
_REMEMBERED = 8  # figures of a passage to which a percentage behind them may belong
_RISE = re.compile(r"\b(?P<verb>tăng|giảm|vượt)\b[^,;.]*\Z", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:kế hoạch|chỉ tiêu|dự toán)\b")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a percentage says of a bound figure: ``plan`` with its level, ``growth``, ``fall`` or ``ratio``."""

    kind: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """One printed figure (a fraction has two, ``part`` 0 and 1): bound to ``chosen``, or offered, or neither."""

    mention: Mention
    part: int = 0
    chosen: Candidate | None = None
    comparison: Comparison | None = None
    offered: tuple[Candidate, ...] = ()
    contradicted: Candidate | None = None  # the words name it clearly, and its value is another


@dataclass(slots=True)
class Binder:
    """Binds the figures of passages in reading order; what was bound before in a passage helps with what follows."""

    setting: Setting
    candidates: Sequence[Candidate]
    _rarity: Mapping[str, int] = dataclass_field(init=False)
    _units: Mapping[str, int] = dataclass_field(init=False)  # how many figures are counted in each
    _recent: tuple[str, str] = ("", "")  # a heading, and the field of the last figure that was bound under it

    def __post_init__(self) -> None:
        spoken = Counter(chain.from_iterable(frozenset().union(*one.names) for one in self.candidates))
        self._rarity = {word: (16 * len(self.candidates) // count).bit_length() - 4 for word, count in spoken.items()}

        self._units = Counter(one.quantity.unit for one in self.candidates)

    def has_own_unit(self, candidate: Candidate) -> bool:
        """Whether hardly anything else is counted in its unit: kíp nổ, mũ bảo hiểm."""
        return self._units[candidate.quantity.unit] <= _OWN_UNIT

    def bind(self, text: str, mentions: Sequence[Mention], above: str = "") -> list[Binding]:
        """Every figure of a passage that is data, in order; ``above`` is the heading over it."""
        passage = _Passage(self, self._recent[1] if self._recent[0] == above else "")
        for index, mention in enumerate(mentions):
            if mention.is_data:
                passage.take(mention, context_of(text, mentions, index, above))
        self._recent = above, passage.field
        return passage.found

    def said(self, name: frozenset[str], context: Context) -> int:
        """How much of a name is said around a figure, rare words and near ones counting more; up to 4 * _SCALE."""
        whole = sum(self._rarity[word] for word in name)
        said = sum(self._rarity[word] * context.weights.get(word, 0) for word in name)
        return said * _SCALE // whole if whole else 0

    def percent(self, of: Candidate, comparison: Comparison) -> Decimal | None:
        """The percentage that a comparison comes to; None where its base is missing."""
        base = f"@ke_hoach({comparison.level})" if comparison.kind == "plan" else "@cung_ky"
        spoken, base = of.reference, f"{of.reference}{base}"
        changes = {"growth": f"({spoken} / {base} - 1) * 100", "fall": f"(1 - {spoken} / {base}) * 100"}
        formula = changes.get(comparison.kind, f"{spoken} / {base} * 100")
        quantity = self.setting.value(parse_expression(formula)).reading.quantity
        return quantity.value if quantity is not None else None


@dataclass(slots=True)
class _Passage:
    """One passage under way. ``bound`` are its figures so far, percentages of comparison left out; ``field`` is that
    of the last one (ngan_sach), of the passage before under the same heading to begin with."""

    binder: Binder
    field: str
    bound: list[Candidate] = dataclass_field(default_factory=list)
    found: list[Binding] = dataclass_field(default_factory=list)

    def take(self, mention: Mention, context: Context) -> None:
        for part, printed in enumerate(_printed(mention)):
            compared = self._compared(printed, context) if mention.kind is MentionKind.PERCENT else None
            binding = Binding(mention, part, *compared) if compared else self._value(mention, part, printed, context)
            self.found.append(binding)
            if binding.chosen is not None and binding.comparison is None:
                self.bound.append(binding.chosen)
                self.field = _field(binding.chosen)

    # --- values

    def _value(self, mention: Mention, part: int, printed: _Printed, context: Context) -> Binding:
        fitting = [one for one in self.binder.candidates if printed.fits(one)]
        if not fitting:
            return Binding(mention, part, contradicted=self._named(printed, context))
        # Below the slash stands another figure than above it, unless only the same one will do: 19/19 tiêu chí.
        others = [one for one in fitting if one not in self.bound[-1:]] if part else fitting
        for pool in (others, fitting):
            best = self._best(pool, context)
            if len(best) == 1 and self._is_grounded(best[0], printed, context):
                return Binding(mention, part, best[0])
        return Binding(mention, part, offered=tuple(one for one in best if self._words(one, context) >= _SOME))

    def _named(self, printed: _Printed, context: Context) -> Candidate | None:
        """What the words clearly speak of, in the very unit, though its value is another."""
        alike = [one for one in self.binder.candidates if printed.is_of_same_unit(one)]
        best = self._best(alike, context)
        if len(best) != 1 or context.cue is None or not _agrees(best[0].key.series, context):
            return None
        return best[0] if self._words(best[0], context) >= _NAMED else None

    def _best(self, fitting: Sequence[Candidate], context: Context) -> list[Candidate]:
        """The best, and all that are nearly as good."""
        scored = [(self._score(one, context), one) for one in fitting]
        scored.sort(key=lambda pair: pair[0], reverse=True)
        if not scored:
            return []
        top, first = scored[0]
        near = [one for score, one in scored if score * _clearness(first, one) > top * 100]
        if first.key.series.cut_off is not None and all(_is_same_figure(first, one) for one in near):
            return [first]
        return _outermost(near) or [first]

    def _score(self, candidate: Candidate, context: Context) -> int:
        score = self._words(candidate, context)
        if context.cue is not None:
            score = score * (15 if _agrees(candidate.key.series, context) else 6) // 10
        if self.field == _field(candidate):
            score = score * 12 // 10
        if self.bound and self.bound[-1].key.cut == candidate.key.cut != ():
            score = score * 12 // 10
        return score * 7 // 10 if candidate in self.bound else score  # a passage seldom says a figure twice

    def _words(self, candidate: Candidate, context: Context) -> int:
        """A member of a cut counts alike wherever it is said: a heading or the beginning of a paragraph often names
        it for all that follows."""
        indicator, *members = (self.binder.said(name, context) for name in candidate.names)
        return (indicator + sum(min(4 * _SCALE, 2 * said) for said in members)) // (1 + len(members))

    def _is_grounded(self, candidate: Candidate, printed: _Printed, context: Context) -> bool:
        before = self.bound[-2:]
        if any(one.key in candidate.made_of for one in before):
            return True
        words = self._words(candidate, context)
        is_neighbour = any(one.key.indicator == candidate.key.indicator for one in before)
        is_rare = len(printed.digits) >= _RARE or (
            self.binder.has_own_unit(candidate) and printed.unit == candidate.quantity.unit
        )
        return words >= _ENOUGH or (is_rare and (words >= _SOME or is_neighbour))

    # --- percentages of figures before them

    def _compared(self, printed: _Printed, context: Context) -> tuple[Candidate, Comparison] | None:
        """The nearest figure before it of which the percentage is true in the way that its words say."""
        for candidate in reversed(self.bound[-_REMEMBERED:]):
            for comparison in self._claimed(context):
                percent = self.binder.percent(candidate, comparison)
                if percent is not None and printed.interval.holds(percent):
                    return candidate, comparison
        return None

    def _claimed(self, context: Context) -> Iterator[Comparison]:
        if "cùng kỳ" in context.around:
            change = _RISE.search(context.near)
            kind = {"giảm": "fall", "tăng": "growth", "vượt": "growth"}[change["verb"].lower()] if change else "ratio"
            yield Comparison(kind)
        elif _PLAN.search(context.around):
            for level in self.binder.setting.catalog.target_levels:
                yield Comparison("plan", level)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed number in ``unit``: its value, what it may have been before rounding, its digits without zeros in
    front. A count is exact."""

    value: Decimal
    interval: Interval
    unit: str
    is_count: bool
    digits: str

    def fits(self, candidate: Candidate) -> bool:
        quantity = in_unit(candidate.quantity, self.unit)
        if quantity is None:  # counted by a noun of its own: 420 công văn are 420 văn bản
            alike = self.is_count and _is_noun(self.unit) and _is_noun(candidate.quantity.unit)
            return alike and self.value == candidate.quantity.value
        return self.value == quantity.value or (not self.is_count and self.interval.holds(quantity.value))

    def is_of_same_unit(self, candidate: Candidate) -> bool:
        return in_unit(candidate.quantity, self.unit) is not None and (
            not self.is_count or candidate.quantity.unit == self.unit
        )


def _is_noun(unit: str) -> bool:
    """Whether things are counted by it, and nothing measured."""
    known = find_unit(unit)
    return known is None or known.dimension.startswith("count of ")


def _printed(mention: Mention) -> Iterator[_Printed]:
    """The number of a mention; the two of a fraction; none of what cannot be read for certain."""
    if mention.interval is None or mention.value is None:
        return
    is_count = mention.kind in (MentionKind.COUNT, MentionKind.RATIO) and mention.decimals == 0
    unit = "%" if mention.kind is MentionKind.PERCENT else mention.unit
    above, _, below = mention.surface.partition("/") if mention.of is not None else (mention.surface, "", "")
    yield _Printed(mention.value, mention.interval, unit, is_count, _digits(above))
    if mention.of is not None:
        yield _Printed(mention.of, Interval.exactly(mention.of), unit, is_count, _digits(below))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit()).lstrip("0")


def _clearness(first: Candidate, other: Candidate) -> int:
    """A figure and the one that holds it are hard to tell apart by their words."""
    made = first.key in other.made_of or other.key in first.made_of
    within = _field(first) == _field(other) and set(other.key.cut) < set(first.key.cut)
    related = made or within
    return _CLEAR_OF_ITS_PART if related else _CLEAR


def _outermost(near: Sequence[Candidate]) -> list[Candidate]:
    """Of figures that are made of each other the one that holds the rest."""
    return [one for one in near if not any(one.key in other.made_of for other in near)]


def _is_same_figure(first: Candidate, other: Candidate) -> bool:
    """One figure in several series with one value: nothing said which, so the one that a slot names by itself."""
    return (first.key.indicator, first.key.cut, first.quantity) == (other.key.indicator, other.key.cut, other.quantity)


def _field(candidate: Candidate) -> str:
    return candidate.key.indicator.partition(".")[0]


def _agrees(series: Series, context: Context) -> bool:
    cue = context.cue
    if cue is None or series.kind is not cue.kind:
        return False
    return series.kind is not SeriesKind.ACTUAL or (series.cut_off is not None) == cue.at_cut_off
