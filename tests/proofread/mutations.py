"""Measure: copies of a report with one figure of a relation changed, and how many of them are found.

    python -m tests.proofread.mutations REPORT.txt [--seed N] [--each N]

The relations are listed by hand as lines and figures of one published quarterly report (no text of it). ``near``
relations stand in one paragraph, ``far`` ones across paragraphs and notes. Every figure of a relation is changed by one
digit, by exchanging two digits, by its comma or dot, or by its unit; a change is found when a finding that the original
does not have touches a figure of the relation. Not a unit test: some 400 readings of a whole report.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from solieu.core import Consequence, Finding
from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread import proofread

# kind, then line:figure (a figure may repeat on its line: line:figure#2 is its second place)
RELATIONS = """
near 45:2.117 45:22 45:1098 45:81 45:420 45:158 45:148 45:189
near 57:150 57:1.100 57:13,6
near 65:99,1 65:141 65:1.397
near 91:6.000 91:580 91:400 91:5.020
near 101:173 101:146 101:27
near 103:9.480 103:2.500 103:6.980
near 103:9.480 103:3.121 103:32,92
near 103:3.089 103:9.480#2 103:32
near 105:50.000 105:32.800 105:200 105:1.000 105:5.000 105:5.000#2 105:6.000
near 107:22.844 107:22.844#2
near 107:12.598 107:22.844#3 107:55
near 109:52.595 109:29.801 109:19.834 109:2.960
near 109:12.874 109:52.595#2 109:24
near 111:2.200 111:1.200 111:1.000
near 113:14.202 113:2.063 113:12.139
near 117:28.561 117:135.188 117:21
near 121:04
near 121:02
near 121:02#2
near 125:15.477 125:31,1 125:19.594 125:39,4
near 125:15.477 125:18,3 125:19.594 125:23,1
near 127:133.903 127:17,3 127:185.002 127:23,8
near 127:133.903 127:16,5 127:185.002 127:22,8
near 139:03
near 155:18.500.000 155:13.500.000 155:4.000.000 155:1.000.000
near 189:76 189:11 189:63 189:02
near 189:1.658 189:83 189:1.572 189:03
near 191:390 191:202 191:188
near 191:356 191:192 191:164
near 193:260 193:111 193:142 193:07
near 201:70 201:68 201:02
near 201:21 201:43 201:48,8
near 201:21 201:43 201:22
near 207:303 207:13 207:283 219:07
near 207:303 219:156 219:147
near 229:06 229:05 229:01
near 231:20 231:10 231:10#2
near 273:20#1 273:20#2 273:100
near 273:11 273:02#2 273:5 273:03 273:01
far 53:2.988,3 55:800,0 55:5,0 55:623,0 55:870,3 63:690
far 55:709,1 65:99,1 65:610,0
far 91:1.283 121:1.283
far 101:14.202 113:14.202
far 101:135.188 117:135.188
far 103:3.089 107:12.598 109:12.874 117:28.561
far 101:146 103:07 105:46 107:21 109:30 111:08 113:34
far 101:27 103:02 105:01 109:13 111:05 113:06
far 101:135.188 103:9.480 105:50.000 107:22.844 109:52.595 101:269
far 105:6.000 109:6.000
"""
_UNITS = (("triệu đồng", "tỷ đồng"), ("tạ/ha", "tấn/ha"), (" ha", " m<sup>2</sup>"), (" tấn", " kg"))
_ANSWERED = (Consequence.STOP, Consequence.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


def relations(text: str) -> list[tuple[str, list[Place]]]:
    """The listed relations with the places of their figures."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for row in RELATIONS.strip().splitlines():
        kind, *figures = row.split()
        found.append((kind, [_place(text, starts, figure) for figure in figures]))
    return found


def _place(text: str, starts: list[int], figure: str) -> Place:
    line, _, rest = figure.partition(":")
    numeral, _, number = rest.partition("#")
    start, end = starts[int(line) - 1], starts[int(line)]
    pattern = re.compile(rf"(?<![\d.,/]){re.escape(numeral)}(?!\d|[.,]\d|/\d+/|/20\d\d)")
    places = [Place(match.start(), match.end()) for match in pattern.finditer(text, start, end)]
    slashed = re.compile(rf"(?<=/){re.escape(numeral)}(?!\d|[.,]\d|/)")
    places += [Place(match.start(), match.end()) for match in slashed.finditer(text, start, end)]
    return sorted(places, key=lambda one: one.start)[int(number or 1) - 1]


def changes(text: str, place: Place, chance: random.Random) -> list[tuple[str, str]]:
    """Kinds of change and the changed text, as people slip."""
    printed = text[place.start : place.end]
    found = [("digit", _digit(printed, chance)), ("exchange", _exchange(printed)), ("comma", _comma(printed))]
    made = [(kind, text[: place.start] + new + text[place.end :]) for kind, new in found if new and new != printed]
    behind = text[place.end : place.end + 12]
    for unit, other in _UNITS:
        if behind.startswith((unit, " " + unit)):
            at = text.index(unit, place.end)
            made.append(("unit", text[:at] + other + text[at + len(unit) :]))
    return made


def _digit(printed: str, chance: random.Random) -> str:
    """Another digit in one of the first two places: a change that rounding cannot hide."""
    places = [at for at, letter in enumerate(printed) if letter.isdigit()]
    places = [at for at in places if printed[at] != "0" or at] or places
    at = chance.choice(places[:2])
    new = chance.choice([one for one in "123456789" if one != printed[at]])
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


def is_found(original: set[tuple[str, str]], findings: tuple[Finding, ...], places: list[Place], shift: int,
             changed: Place) -> bool:  # fmt: skip
    for finding in findings:
        if finding.consequence not in _ANSWERED or _key(finding) in original:
            continue
        spans = [finding.where, *(value.where for value in finding.related)]
        for span in spans:
            for place in places:
                start = place.start + (shift if place.start > changed.start else 0)
                if (span.start or 0) < start + (place.end - place.start) + 2 and start < (span.end or 0):
                    return True
    return False


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message.partition(": ")[2]


def _read(text: str) -> Document:
    document = read_document(text.encode(), "copy.md")
    assert isinstance(document, Document)
    return document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="changes per figure")
    parser.add_argument("--only", help="near or far")
    given = parser.parse_args()
    text = given.report.read_text(encoding="utf-8")
    chance = random.Random(given.seed)
    original = {_key(one) for one in proofread(_read(text)).findings}
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for kind, places in relations(text):
        if given.only and kind != given.only:
            continue
        for place in places:
            made = changes(text, place, chance)
            for change, copy in chance.sample(made, min(given.each, len(made))):
                findings = proofread(_read(copy)).findings
                hit = is_found(original, findings, places, len(copy) - len(text), place)
                tried[kind] += 1
                found[kind] += hit
                if not hit:
                    line = text.count("\n", 0, place.start) + 1
                    new = copy[place.start : place.start + len(copy) - len(text) + place.end - place.start]
                    print(f"missed {kind} {change} {line}: {text[place.start : place.end]} -> {new}")
    for kind in tried:
        print(f"{kind}: {found[kind]} of {tried[kind]} found, {found[kind] / tried[kind]:.1%}")


if __name__ == "__main__":
    main()
