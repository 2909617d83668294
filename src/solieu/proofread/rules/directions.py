"""A direction word that goes against the two figures it stands between: tăng từ 5,2% xuống còn 3,7%.

How it is judged
    "từ A lên B" and "từ A xuống B" say which of the two is larger; "tăng" and "giảm" before them say it once more. One
    of the words against the figures, or against the other word, is a finding. Ranks are left out: there, up is less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule

DIRECTION = Rule(
    code="DOC222",
    name="direction-contradicts-figures",
    title="Từ chỉ tăng, giảm ngược với hai số",
    looks_for="“tăng (nâng) từ A lên B”, “giảm từ A xuống còn B”: chiều của từ và chiều của hai số.",
    why="Câu được chép từ kỳ trước, số đổi chiều mà từ chưa đổi, hoặc hai số bị đảo chỗ.",
    leave="Thứ hạng, thời hạn mà “nâng” nghĩa là số nhỏ đi: viết rõ “thứ hạng”.",
    example="Tỷ lệ hộ nghèo giảm từ 5,2% xuống còn 7,3%.",
    counter_example="Tỷ lệ hộ nghèo giảm từ 7,3% xuống còn 5,2%.",
)
RULES = (DIRECTION,)

_RISE = re.compile(r"\b(?:tăng|nâng)\b(?:[^,;.]{0,40})\btừ(?: mức)?\W*(?:khoảng|gần|hơn|trên)?\W*\Z")
_FALL = re.compile(r"\b(?:giảm|hạ)\b(?:[^,;.]{0,40})\btừ(?: mức)?\W*(?:khoảng|gần|hơn|trên)?\W*\Z")
_UP = re.compile(r"\W*(?:\(.*\)\W*)?(?:[^,;.\d]{0,30}\b)?lên(?: mức| đến| tới| thành| gần| hơn| trên| khoảng)*\W*\Z")
_DOWN = re.compile(r"\W*(?:\(.*\)\W*)?(?:[^,;.\d]{0,30}\b)?(?:xuống|còn)(?: còn| mức| dưới| gần| hơn| khoảng)*\W*\Z")
_RANK = re.compile(r"hạng|\bthứ\b|vị trí|xếp|\bbậc\b|thời hạn|thời gian|\bngày\b|loại|mũi|lần|cấp")


def remarks(reading: Reading) -> Iterator[Remark]:
    for start, end in zip(reading.figures, reading.figures[1:], strict=False):
        if not _is_pair(start, end) or _RANK.search(f"{start.lead} {start.tail} {end.lead} {end.mention.unit}"):
            continue
        words = _words(start, end)
        if not words:
            continue
        rises = (end.value or 0) > (start.value or 0)
        wrong = [word for word, up in words.items() if up is not rises]
        if wrong:
            yield _remark(start, end, wrong, rises=rises)


def _is_pair(start: Figure, end: Figure) -> bool:
    same = start.sentence == end.sentence and start.bracket == end.bracket and start.role is Role.FROM
    known = start.value is not None and end.value is not None and start.value != end.value
    return same and known and alike(start.dimension, end.dimension, loosely=True)


def _words(start: Figure, end: Figure) -> dict[str, bool]:
    """The words of direction, and whether each says that it goes up."""
    found: dict[str, bool] = {}
    if not _UP.search(end.near) and not _DOWN.search(end.near):
        return found  # từ 6 đến 16 tuổi
    found["lên" if _UP.search(end.near) else "xuống"] = bool(_UP.search(end.near))
    if _RISE.search(start.near) and not _FALL.search(start.near):
        found["tăng"] = True
    if _FALL.search(start.near) and not _RISE.search(start.near):
        found["giảm"] = False
    return found


def _remark(start: Figure, end: Figure, wrong: list[str], *, rises: bool) -> Remark:
    said = " ".join(f"“{word}”" for word in wrong)
    truth = "tăng" if rises else "giảm"
    return Remark(
        DIRECTION.code,
        end.start,
        end.end,
        f"ghi {said} nhưng từ {start.printed} đến {end.printed} là {truth}.",
        end.printed,
        related=(("từ", start.start, start.end),),
        is_claim=True,
    )
