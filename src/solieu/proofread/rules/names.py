"""Names of places written in two ways: Đồng Mỏ, Đồng Mô, Đông Mô."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from solieu.core import Consequence
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese import fold

NAMES = Rule(
    code="DOC331",
    name="name-written-two-ways",
    title="Một tên viết hai cách",
    looks_for="Tên xã, thôn, thị trấn chỉ khác nhau ở dấu trong cùng một báo cáo, hoặc khác tên trong danh mục đơn vị.",
    why="Thường là lỗi nhận dạng chữ hoặc gõ dấu; hệ thống sẽ coi là hai nơi.",
    leave="Hai địa danh khác nhau thật: không cần sửa.",
    example="UBND xã Bản Ngoại, xã Bản Ngoại và thị trấn đã nộp báo cáo; xã Bản Ngoài chưa nộp. Xã Bản Ngoại đạt chuẩn.",
    counter_example="UBND xã Bản Ngoại và thị trấn đã nộp báo cáo. Xã Bản Ngoại đạt chuẩn.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị thống nhất cách viết.",
)
RULES = (NAMES,)

# The range À-Ỹ of Unicode holds small letters too, so the capitals are listed.
_LETTERS = [letter for letter in map(chr, range(ord("A"), ord("ỹ") + 1)) if letter.isalpha()]
_UPPER, _LOWER = ("".join(one for one in _LETTERS if kind(one)) for kind in (str.isupper, str.islower))
_SYLLABLE = rf"[{_UPPER}][{_LOWER}]*"
_NAMED = re.compile(
    rf"(?:[Xx]ã|[Tt]hị trấn|[Pp]hường|[Hh]uyện|[Tt]hành phố|[Tt]ỉnh|[Tt]hôn|[Bb]ản|[Tt]hị xã|[Ee]p|[Ấấ]p|[Kk]hu phố) "
    rf"({_SYLLABLE}(?: {_SYLLABLE}){{1,3}})"
)
_FEW = 3  # places below which it cannot be told which spelling is the usual one


def report_remarks(report: Report, units: Sequence[str] = ()) -> Iterator[tuple[Reading, Remark]]:
    spelled: dict[str, dict[str, list[tuple[Reading, int]]]] = defaultdict(lambda: defaultdict(list))
    for reading in report.readings:
        for match in _NAMED.finditer(reading.text):
            spelled[fold(match[1])][match[1]].append((reading, match.start(1)))
    official = {fold(name): name for unit in units for name in (unit, unit.partition(" ")[2]) if name}
    for key, writings in spelled.items():
        usual = _usual(writings, official.get(key))
        for writing, places in writings.items():
            if usual is None or same_spelling(writing, usual):
                continue
            for reading, at in places:
                said = f"“{writing}” có nơi viết là “{usual}”."
                yield reading, Remark(NAMES.code, at, at + len(writing), said, writing, usual)


def _usual(writings: dict[str, list[tuple[Reading, int]]], official: str | None) -> str | None:
    """The spelling of the register, or the one that stands most often."""
    if official is not None:
        return official
    counts = sorted(((len(places), writing) for writing, places in writings.items()), reverse=True)
    if len(counts) < 2 or sum(count for count, _ in counts) < _FEW:
        return None
    return counts[0][1]


def same_spelling(one: str, other: str) -> bool:
    """Whether two writings differ only in the place of a tone mark (hòa, hoà), i and y, or capitals."""
    return _marks(one) == _marks(other)


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[tuple[str, ...], ...]:
    """Per syllable its letters and, apart from them, its marks."""
    plain = unicodedata.normalize("NFD", text.lower().replace("y", "i"))
    return tuple(tuple(sorted(syllable)) for syllable in plain.split())
