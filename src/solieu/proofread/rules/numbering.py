"""Numbering of sections: two items with one letter, letters out of order.

The letters of points are a b c d đ e g h i k l m n o p q r s t u v x y (Decree 30/2020/NĐ-CP, Appendix I).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from solieu.core import Consequence
from solieu.documents.document import PassageKind
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule

NUMBERING = Rule(
    code="DOC311",
    name="numbering-fault",
    title="Đánh số, đánh chữ mục sai thứ tự",
    looks_for="Hai mục cùng một chữ hoặc một số; chữ đứng sai thứ tự a, b, c, d, đ, e, g.",
    why="Dẫn chiếu đến mục sẽ sai; thường là chữ “đ” bị ghi thành “d”.",
    leave="Danh sách được đánh số lại từ đầu cho phần mới: thêm tên phần.",
    example="## a) Trồng trọt\n\nNội dung.\n\n## b) Chăn nuôi\n\nNội dung.\n\n## b) Thủy sản\n\nNội dung.",
    counter_example="## a) Trồng trọt\n\nNội dung.\n\n## b) Chăn nuôi\n\nNội dung.\n\n## c) Thủy sản\n\nNội dung.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị đánh lại thứ tự mục.",
)
RULES = (NUMBERING,)

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_MARKER = re.compile(
    r"[\s*_#]*(?:(?P<roman>[IVX]{1,5})\.|(?P<letter>[a-zđ])\)|(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)])\s", re.IGNORECASE
)
_PART = re.compile(r"[\s*_#]*(?:phần|chương)\b", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass
class _Sequence:
    """The marker before, by kind; a marker of a higher kind begins the lower ones anew."""

    roman: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    letter: int = -1

    def part(self) -> None:
        self.roman, self.numbers, self.letter = 0, {}, -1


def report_remarks(report: Report) -> Iterator[tuple[Reading, Remark]]:
    sequence = _Sequence()
    for reading in report.readings:
        if reading.passage.kind is not PassageKind.HEADING:
            continue
        if _PART.match(reading.text):
            sequence.part()
        match = _MARKER.match(reading.text)
        if match is None:
            continue
        said = _next(sequence, match)
        if said:
            end = match.end()
            yield reading, Remark(NUMBERING.code, 0, end, said, match[0].strip(" *_#"))


def _next(sequence: _Sequence, match: re.Match[str]) -> str:
    if match["roman"] and match["roman"].isupper():
        found = _roman(match["roman"])
        said = _compare(match["roman"], found, sequence.roman, f"{sequence.roman + 1}")
        sequence.roman, sequence.numbers, sequence.letter = found, {}, -1
        return said
    if match["letter"]:
        return _letter(sequence, match["letter"].lower())
    if match["number"]:
        return _number(sequence, match["number"])
    return ""


def _letter(sequence: _Sequence, letter: str) -> str:
    place = _LETTERS.find(letter)
    before, sequence.letter = sequence.letter, place
    if place < 0 or place == before + 1 or before < 0 or place == 0:
        return ""
    right = _LETTERS[before + 1] if before + 1 < len(_LETTERS) else ""
    if place == before:
        sequence.letter = before + 1  # d), d), e): the second d) stands for đ)
        return f"hai mục cùng ghi “{letter})”; mục sau lẽ ra là “{right})”."
    return f"sau mục “{_LETTERS[before]})” lẽ ra là “{right})” nhưng ghi “{letter})”."


def _number(sequence: _Sequence, number: str) -> str:
    prefix, _, last = number.rpartition(".")
    found, before = int(last), sequence.numbers.get(prefix, 0)
    sequence.numbers[prefix] = found
    if not prefix:
        sequence.letter = -1
    return _compare(number, found, before, f"{prefix}.{before + 1}".lstrip("."))


def _compare(written: str, found: int, before: int, right: str) -> str:
    """A repeated number is a fault; a gap or a new beginning may be meant."""
    return f"hai mục cùng ghi “{written}”; mục sau lẽ ra là “{right}”." if found == before and before else ""


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
