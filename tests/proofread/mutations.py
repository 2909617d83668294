"""Measure: copies of a report with one figure of a relation changed, and how many of them are found.

    python -m tests.proofread.mutations REPORT.txt [--relations FILE] [--seed N] [--each N] [--only KIND]

The relations are listed by hand as lines and figures (``source_relations.txt``: of one published report, no text of it).
``near`` relations stand in one paragraph or note, ``far`` ones across them, ``order`` ones only say what may not be
larger. Every figure of a relation is changed by one digit, by exchanging two digits, by its comma or dot, or by its unit.
A copy in which the relation still holds, with the rounding of every figure, is no mistake and is left out. A change is
found when a finding that the original does not have touches a figure of the relation; findings that ask for an answer
(stop, explain) are counted apart from those that are only shown (look). Not a unit test: some 400 readings of a report.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from solieu.core import Consequence, Finding, Interval
from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread import proofread

SOURCE = Path(__file__).parent / "source_relations.txt"
# unit, unit in its place, and what the value is multiplied with by the exchange
_UNITS = (
    ("triệu đồng", "tỷ đồng", Decimal(1000)), ("tỷ đồng", "triệu đồng", Decimal("0.001")),
    ("tạ/ha", "tấn/ha", Decimal(10)), ("ha", "m<sup>2</sup>", Decimal("0.0001")), ("tấn", "kg", Decimal("0.001")),
    ("đồng", "triệu đồng", Decimal(1000000)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of a relation; ``printed`` as it stands and ``factor`` what its unit was exchanged by."""

    start: int
    end: int
    printed: str
    counted: bool  # a count is exact, a measure or sum of money was rounded to its last place
    factor: Decimal = Decimal(1)

    @property
    def reach(self) -> Interval:
        """What the printed numeral may have been."""
        digits = self.printed.rpartition("/")[2].replace(".", "")
        whole, _, decimals = digits.partition(",")
        value = Decimal(f"{whole}.{decimals}") if decimals else Decimal(whole)
        half = Decimal(0) if self.counted and not decimals else Decimal(5).scaleb(-len(decimals) - 1)
        return Interval(value - half, value + half).scaled(self.factor)


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str
    says: str
    places: tuple[Place, ...]
    count: int = 0

    @property
    def holds(self) -> bool:
        return _HOLDS[self.says](self)


@dataclass(frozen=True, slots=True)
class Change:
    how: str
    place: int
    new: str
    copy: str


def _meet(*found: Interval) -> bool:
    return max(one.low for one in found) <= min(one.high for one in found)


def _sum(one: Relation) -> bool:
    whole, *parts = (place.reach for place in one.places)
    return _meet(whole, Interval.sum(parts))


def _rest(one: Relation) -> bool:
    whole, *parts = (place.reach for place in one.places)
    return _meet(whole, Interval.sum(parts))


def _share(one: Relation) -> bool:
    part, whole, percent = (place.reach for place in one.places)
    cut = (percent.high - percent.low) / 2  # percentages may be cut off as well as rounded
    return _meet((part / whole).scaled(Decimal(100)), Interval(percent.low, percent.high + cut))


def _yield(one: Relation) -> bool:
    area, quintals, tonnes = (place.reach for place in one.places)
    return _meet((area * quintals).scaled(Decimal("0.1")), tonnes)


def _bases(one: Relation) -> bool:
    reaches = [place.reach for place in one.places]
    return _meet(*(amount / percent for amount, percent in zip(reaches[::2], reaches[1::2], strict=True)))


def _price(one: Relation) -> bool:
    number, *rates, money = (place.reach for place in one.places)
    return _meet(number * Interval.sum(rates), money)


def _span(one: Relation) -> bool:
    years, first, last = (place.reach.low for place in one.places)
    return last - first == years


_HOLDS: dict[str, Callable[[Relation], bool]] = {
    "sum": _sum, "rest": _rest, "share": _share, "yield": _yield, "bases": _bases, "price": _price, "span": _span,
    "same": lambda one: _meet(*(place.reach for place in one.places)) and len({place.printed for place in one.places}) == 1,
    "names": lambda one: one.places[0].reach.low == one.count,
    "most": lambda one: one.places[0].reach.low <= one.places[1].reach.high,
}  # fmt: skip


def relations(text: str, rows: str) -> Iterator[Relation]:
    """The listed relations with the places of their figures."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for row in rows.splitlines():
        if not row or row.startswith("#"):
            continue
        kind, says, *figures = row.split()
        places = tuple(_place(text, starts, figure) for figure in figures if ":" in figure)
        yield Relation(kind, says, places, int(figures[-1]) if says == "names" else 0)


def _place(text: str, starts: list[int], figure: str) -> Place:
    line, _, rest = figure.partition(":")
    numeral, _, number = rest.partition("#")
    start, end = starts[int(line) - 1], starts[int(line)]
    if numeral.startswith("="):
        pattern = re.compile(re.escape(numeral[1:]))
    else:
        apart = re.escape(numeral)
        pattern = re.compile(rf"(?<![\d.,/]){apart}(?!\d|[.,]\d|/\d+/|/20\d\d)|(?<=/){apart}(?!\d|[.,]\d|/)")
    found = list(pattern.finditer(text, start, end))[int(number or 1) - 1]
    first = found.end() - len(found[0].rpartition("/")[2])
    return Place(first, found.end(), text[first : found.end()], not _MEASURED.match(text, found.end()))


_MEASURED = re.compile(r"(?:/[\d.,]+)?\s?(?:triệu|tỷ|ha\b|tấn|tạ|%)")


def changes(text: str, relation: Relation, at: int, chance: random.Random) -> list[Change]:
    """The changes of one figure that people make and that break the relation."""
    place = relation.places[at]
    found = []
    news = [
        ("digit", _digit(place.printed, chance)),
        ("exchange", _exchange(place.printed)),
        ("comma", _comma(place.printed)),
    ]
    for how, new in news:
        if new and new != place.printed and not _with(relation, at, replace(place, printed=new)).holds:
            found.append(Change(how, at, new, text[: place.start] + new + text[place.end :]))
    return found + list(_units(text, relation, at))


def _units(text: str, relation: Relation, at: int) -> Iterator[Change]:
    place = relation.places[at]
    shared = text[place.start - 1] == "/" and relation.says == "share"  # 12/40 triệu đồng: the unit is of both
    behind = re.match(r"\s?", text[place.end :])
    unit_at = place.end + len(behind[0] if behind else "")
    for unit, other, factor in _UNITS:
        if text.startswith(unit, unit_at) and not text[unit_at + len(unit)].isalpha() and not shared:
            if not _with(relation, at, replace(place, factor=factor)).holds:
                copy = text[:unit_at] + other + text[unit_at + len(unit) :]
                yield Change("unit", at, f"{place.printed} {other}", copy)
            return


def _with(relation: Relation, at: int, place: Place) -> Relation:
    return replace(relation, places=(*relation.places[:at], place, *relation.places[at + 1 :]))


def _digit(printed: str, chance: random.Random) -> str:
    at = chance.choice([at for at, letter in enumerate(printed) if letter.isdigit()])
    new = chance.choice([one for one in "0123456789" if one != printed[at] and (one != "0" or at)])
    return printed[:at] + new + printed[at + 1 :]


def _exchange(printed: str) -> str:
    places = [at for at, letter in enumerate(printed) if letter.isdigit()]
    for one, other in pairwise(places):
        if printed[one] != printed[other] and printed[other] != "0":
            letters = list(printed)
            letters[one], letters[other] = letters[other], letters[one]
            return "".join(letters)
    return ""


def _comma(printed: str) -> str:
    if "," in printed:
        return printed.replace(",", "")
    return printed.replace(".", ",", 1) if printed.count(".") == 1 else ""


def found_by(original: set[tuple[str, str]], findings: tuple[Finding, ...], relation: Relation, change: Change,
             longer: int) -> set[Consequence]:  # fmt: skip
    """The consequences of the new findings that touch a figure of the relation."""
    changed = relation.places[change.place]
    spans = [(place.start + (longer if place.start > changed.start else 0), place) for place in relation.places]
    found = set()
    for finding in findings:
        if _key(finding) in original:
            continue
        for where in (finding.where, *(value.where for value in finding.related)):
            for start, place in spans:
                if (where.start or 0) < start + (place.end - place.start) + 2 and start < (where.end or 0):
                    found.add(finding.consequence)
    return found


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message.partition(": ")[2]


def read(text: str) -> Document:
    document = read_document(text.encode(), "copy.md")
    assert isinstance(document, Document)
    return document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--relations", type=Path, default=SOURCE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="changes per figure")
    parser.add_argument("--only", help="near, far or order")
    given = parser.parse_args()
    text = given.report.read_text(encoding="utf-8")
    chance = random.Random(given.seed)
    original = {_key(one) for one in proofread(read(text)).findings}
    counted: Counter[tuple[str, str]] = Counter()
    for relation in relations(text, given.relations.read_text(encoding="utf-8")):
        if given.only and relation.kind != given.only:
            continue
        for at in range(len(relation.places)):
            made = changes(text, relation, at, chance)
            for change in chance.sample(made, min(given.each, len(made))):
                seen = found_by(original, proofread(read(change.copy)).findings, relation, change,
                                len(change.copy) - len(text))  # fmt: skip
                counted[relation.kind, _told(text, relation, change, seen)] += 1
    for kind in sorted({kind for kind, _ in counted}):
        _print_share(kind, counted)


def _told(text: str, relation: Relation, change: Change, seen: set[Consequence]) -> str:
    if seen & {Consequence.STOP, Consequence.EXPLAIN}:
        return "answer"
    said = "shown" if Consequence.LOOK in seen else "missed"
    place = relation.places[change.place]
    line = text.count("\n", 0, place.start) + 1
    print(f"{said} {relation.kind} {relation.says} {change.how} {line}: {place.printed} -> {change.new}", flush=True)
    return said


def _print_share(kind: str, counted: Counter[tuple[str, str]]) -> None:
    answered, shown, missed = (counted[kind, said] for said in ("answer", "shown", "missed"))
    total = answered + shown + missed
    with_shown = answered + shown
    print(f"{kind}: {answered} of {total} to answer ({answered / total:.1%}), {with_shown} with those shown "
          f"({with_shown / total:.1%})")  # fmt: skip


if __name__ == "__main__":
    main()
