"""``find_mentions``: every figure, date and other numeral of a running text, with what kind of numeral it is.

What is a name by its shape (citations, dates, codes) is taken first; each numeral that is left is read with the words
before it (label, hedge, sign) and after it (magnitude, unit, counted noun). One pass, every look around is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from solieu.core import Hedge, Quantity
from solieu.vietnamese.citations import citations_of
from solieu.vietnamese.dates_in_text import find_dates
from solieu.vietnamese.hedges import hedge_after, hedge_before, is_estimate
from solieu.vietnamese.judging import MEASURED, Judgement, Numeral, judge
from solieu.vietnamese.labels import label_before
from solieu.vietnamese.mentions import Mention, MentionKind
from solieu.vietnamese.names_in_text import find_names, find_roman_places
from solieu.vietnamese.numbers import Ambiguous, read_numeral
from solieu.vietnamese.spans_in_text import join_spans
from solieu.vietnamese.text import normalise_with_map
from solieu.vietnamese.unit_phrases import UnitPhrase, unit_after
from solieu.vietnamese.words_in_text import find_number_words

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_SIGN = re.compile(r"(?:\(\s?(?P<inner>[-−–+])\s?|(?<=[^\n][ :])(?P<outer>[-−+]))$")
_DASH = re.compile(r" ?%? ?[-–—÷] ?(?=\d)")
_SPACED = re.compile(r"(?: \d{3}){1,5}(?:,\d+)?(?![\d./]|,\d)")
_CHAIN = re.compile(r"(?:/\d+)+")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_DEFECTIVE = re.compile(r"[.,] ?%")
_ON = re.compile(r"\btrên\s$", re.IGNORECASE)
_SAME_UNIT = re.compile(r" ?(?P<unit>%|ha|tấn|tạ|kg|km|m|triệu|tỷ)(?!\w)")
_FOREIGN_DECIMAL = re.compile(rf"(?<![\d.,/])\d+\.\d{{1,2}}{_SAME_UNIT.pattern}")
_BESIDE = 100  # characters around a numeral that may show how its writer marks decimals
_KNOT = re.compile(r"\S{300,}")  # a key, an image as text, garbage: no word of any language is that long
_LONGEST_NUMERAL = 40  # digits and separators; more is no figure


@dataclass(slots=True)
class _Scan:
    """The text under way: what is taken, and the mentions so far, in offsets of the normalised text."""

    text: str
    taken: bytearray
    found: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        self.found.append(mention)
        self.taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    def is_free(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) < 0

    def unit_after(self, at: int) -> UnitPhrase | None:
        phrase = unit_after(self.text, at)
        return phrase if phrase and self.is_free(at, phrase.end) else None


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All numerals of a text in reading order, not overlapping; offsets count code points of the text as given."""
    plain, origins = normalise_with_map(text)
    scan = _Scan(plain, bytearray(len(plain)))
    for knot in _KNOT.finditer(plain):
        if not knot[0].isdigit():
            scan.taken[knot.start() : knot.end()] = b"\1" * (knot.end() - knot.start())
    _take_names(scan)
    for match in _NUMERAL.finditer(plain):
        if scan.is_free(*match.span()) and not _is_exponent(plain, match.start(), match.end()):
            _read(scan, match.start(), match.end())
    _take_words(scan)
    found = join_spans(plain, sorted(scan.found, key=lambda mention: mention.start))
    return tuple(_moved(mention, text, origins[mention.start], origins[mention.end]) for mention in found)


def _moved(mention: Mention, text: str, start: int, end: int) -> Mention:
    return replace(mention, start=start, end=end, surface=text[start:end])


def _take_names(scan: _Scan) -> None:
    for citation in citations_of(scan.text):
        scan.add(Mention(citation.start, citation.end, citation.surface, MentionKind.DOC_NUMBER))
    for dated in find_dates(scan.text, scan.taken):
        scan.found.append(Mention(dated.start, dated.end, "", MentionKind.DATE, when=dated.when))
    for start, end in find_names(scan.text, scan.taken):
        scan.found.append(Mention(start, end, "", MentionKind.NONE_DATA))
    for start, end, place in find_roman_places(scan.text, scan.taken):
        scan.found.append(Mention(start, end, "", MentionKind.ORDINAL, Decimal(place)))


def _take_words(scan: _Scan) -> None:
    for words in find_number_words(scan.text, scan.taken):
        phrase = words.phrase
        hedge = hedge_before(scan.text[max(0, words.start - 40) : words.start])
        scan.found.append(
            Mention(
                words.start, words.end, "", phrase.kind, words.value * phrase.multiplier, phrase.unit,
                multiplier=words.scale * phrase.multiplier, hedge=hedge,
            )
        )  # fmt: skip


def _is_exponent(text: str, start: int, end: int) -> bool:
    """The 2 of m2 or of m<sup>2</sup> where no numeral stands before the unit."""
    return (
        end - start == 1
        and text[start] in "23"
        and text[max(0, start - 6) : start].endswith(("m", "M", "m<sup>", "m^"))
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    """A numeral as printed. ``readings`` are given when it can be read in two ways, ``value`` when in one."""

    end: int
    value: Decimal | None
    decimals: int = 0
    readings: tuple[Decimal, ...] = ()


def _writes_foreign(text: str, start: int, end: int) -> bool:
    """Whether a decimal dot stands near by before the same unit, so that a lone dot before three digits may be one."""
    unit = _SAME_UNIT.match(text, end)
    if unit is None:
        return False
    stop = min(len(text), end + _BESIDE + _LONGEST_NUMERAL)
    beside = _FOREIGN_DECIMAL.finditer(text, max(0, start - _BESIDE), stop)
    return any(match["unit"] == unit["unit"] for match in beside)


def _printed(text: str, start: int, end: int) -> _Printed:
    numeral = text[start:end]
    is_in_doubt = len(numeral) - numeral.find(".") == 4 and "," not in numeral and _writes_foreign(text, start, end)
    reading = read_numeral(numeral, 1) if is_in_doubt else read_numeral(numeral)
    if isinstance(reading, Quantity):
        return _Printed(end, reading.value, reading.decimals)
    if isinstance(reading, Ambiguous):
        return _Printed(end, None, reading.readings[0].decimals, tuple(one.value for one in reading.readings))
    return _Printed(end, None)


def _read(scan: _Scan, start: int, end: int) -> None:
    if end - start > _LONGEST_NUMERAL:
        scan.add(Mention(start, end, "", MentionKind.NONE_DATA))
        return
    if _DEFECTIVE.match(scan.text, end):
        stop = scan.text.index("%", end) + 1
        scan.add(Mention(start, stop, "", MentionKind.PERCENT, unit="%"))
        return
    if (slash := _SLASH.match(scan.text, end)) and _read_pair(scan, start, end, slash.end()):
        return
    if (dash := _DASH.match(scan.text, end)) and _read_range(scan, start, end, dash):
        return
    if (groups := _SPACED.match(scan.text, end)) and _read_spaced(scan, start, end, groups.end()):
        return
    judgement = judge(Numeral(scan.text, start, end), scan.unit_after(end))
    _add(scan, start, _printed(scan.text, start, end), judgement)


def _read_spaced(scan: _Scan, start: int, end: int, stop: int) -> bool:
    """*1 234 567,5 đồng*: groups of three set apart by spaces, only where a unit or counted noun follows."""
    phrase = scan.unit_after(stop)
    first = Numeral(scan.text, start, end)
    if phrase is None or not first.is_whole(3) or not scan.is_free(start, stop):
        return False
    if label_before(scan.text, start) or (phrase.kind not in MEASURED and first.is_after_name):
        return False
    whole, _, fraction = scan.text[start:stop].replace(" ", "").partition(",")
    printed = _Printed(stop, Decimal(f"{whole}.{fraction or 0}"), len(fraction))
    _add(scan, start, printed, judge(Numeral(scan.text, start, stop), phrase))
    return True


def _add(scan: _Scan, start: int, printed: _Printed, judgement: Judgement) -> None:
    if not scan.is_free(start, max(judgement.end, printed.end)):  # the word after it belongs to a date or a name
        judgement = replace(judgement, phrase=None, end=printed.end)
    if judgement.kind_is_data:
        scan.add(_figure(scan.text, start, printed, judgement))
    else:
        value = printed.value if judgement.kind is MentionKind.ORDINAL else None
        end = max(judgement.end, printed.end)
        scan.add(Mention(start, end, "", judgement.kind, value, when=judgement.when))


def _figure(text: str, start: int, printed: _Printed, judgement: Judgement) -> Mention:
    phrase = judgement.phrase
    sign = _SIGN.search(text[max(0, start - 3) : start])
    is_negative = sign is not None and (sign["inner"] or sign["outer"]) != "+"
    value = None if printed.value is None else _expand(printed.value, phrase, is_negative)
    return Mention(
        start - 1 if sign and text[start - 1] in "-−–+" else start,
        max(judgement.end, printed.end),
        "",
        judgement.kind,
        value,
        phrase.unit if phrase else "",
        printed.decimals + (1 if phrase and phrase.extra else 0),
        phrase.multiplier if phrase else Decimal(1),
        _hedge(text, start, judgement.end, value),
        readings=tuple(_expand(reading, phrase, is_negative) for reading in printed.readings),
        estimated=is_estimate(text[max(0, start - 64) : start]),
    )


def _expand(value: Decimal, phrase: UnitPhrase | None, is_negative: bool = False) -> Decimal:
    expanded = (value + phrase.extra) * phrase.multiplier if phrase else value
    return -expanded if is_negative else expanded


def _hedge(text: str, start: int, end: int, value: Decimal | None) -> Hedge:
    """*giá trị sản xuất trên 1 ha* names a place and no hedge."""
    before = text[max(0, start - 40) : start]
    hedge = hedge_before(before)
    if hedge is Hedge.OVER and value == 1 and _ON.search(text[max(0, start - 6) : start]):
        return Hedge.NONE
    return hedge if hedge is not Hedge.NONE else hedge_after(text[end : end + 72], before)


def _read_pair(scan: _Scan, start: int, end: int, second: int) -> bool:
    """*21/43 đơn*, *28.561/135.188 triệu đồng*, *xếp thứ 3/11*; false when the slash belongs to something else."""
    match = _NUMERAL.match(scan.text, second)
    if match is None or not scan.is_free(*match.span()):
        return False
    stop = match.end()
    if chain := _CHAIN.match(scan.text, stop):
        scan.add(Mention(start, chain.end(), "", MentionKind.NONE_DATA))
        return True
    judgement = judge(Numeral(scan.text, start, stop, scan.text[second:stop]), scan.unit_after(stop))
    first, whole = _printed(scan.text, start, end), _printed(scan.text, second, stop)
    _add(scan, start, replace(first, end=stop), judgement)
    if judgement.kind_is_data and whole.value is not None:
        scan.found[-1] = replace(scan.found[-1], of=_expand(whole.value, judgement.phrase))
    return True


def _read_range(scan: _Scan, start: int, end: int, dash: re.Match[str]) -> bool:
    match = _NUMERAL.match(scan.text, dash.end())
    if match is None or not scan.is_free(*match.span()):
        return False
    low, high = _printed(scan.text, start, end), _printed(scan.text, *match.span())
    if low.value is None or high.value is None or low.value >= high.value:
        return False
    judgement = judge(Numeral(scan.text, start, match.end()), scan.unit_after(match.end()))
    if " " in dash[0] and judgement.phrase is None:
        return False
    _add(scan, start, replace(high, decimals=max(low.decimals, high.decimals), value=None), judgement)
    if judgement.kind_is_data:
        ends = _expand(low.value, judgement.phrase), _expand(high.value, judgement.phrase)
        scan.found[-1] = replace(scan.found[-1], low=ends[0], high=ends[1])
    return True
