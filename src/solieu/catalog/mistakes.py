"""Mistakes in definitions: collected, never raised, each with file, line, column and the nearest right spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from solieu.core import Consequence, Finding, Where


@dataclass(slots=True)
class Mistakes:
    """What was found while one catalogue was read; the reader goes on after each.

    ``unread`` are ids of definitions that could not be read at all, ``untold`` kinds of names of which some could not
    ("unit"): that they are not known is no second mistake.
    """

    found: list[Finding] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)

    def add(self, code: str, name: str, where: Where, message: str, *, near: str = "") -> None:
        step = f"Có phải là “{near}”?" if near else ""
        self.found.append(Finding(code, name, Consequence.STOP, message, where, next_step=step))

    def unknown(self, what: str, name: str, known: Iterable[str], where: Where) -> None:
        if what not in self.untold and name not in self.unread:
            self.add("CAT103", f"unknown-{what}", where, f"không có {WORDS[what]} “{name}”", near=nearest(name, known))

    def in_file(self, file: str) -> bool:
        """Whether a file has a mistake already."""
        return any(mistake.where.file == file for mistake in self.found)

    def in_order(self) -> tuple[Finding, ...]:
        unique = dict.fromkeys(self.found)
        return tuple(sorted(unique, key=lambda f: (f.where.file, f.where.line or 0, f.where.column or 0, f.code)))


WORDS = {
    "indicator": "chỉ tiêu",
    "unit": "đơn vị",
    "measure": "đơn vị tính",
    "cut-off": "mốc chốt số liệu",
    "dimension": "chiều phân tổ",
    "member": "thành phần phân tổ",
    "column": "cột",
    "row": "dòng",
    "target-level": "cấp giao kế hoạch",
    "shift": "cách chọn số liệu",
    "field": "trường",
    "state": "trạng thái",
    "kind": "loại",
    "series": "loại số liệu",
    "name": "tên",
    "slot": "chỗ điền",
    "choice": "lựa chọn",
    "sender": "nơi gửi",
    "catalogue": "danh mục",
    "section": "tệp phần",
    "report": "báo cáo",
    "key": "từ khóa",
    "role": "vai trò",
    "event": "việc",
    "deadline": "thời hạn",
    "register": "sổ",
}


def nearest(name: str, known: Iterable[str]) -> str:
    """The most similar of the known names, "" when none is near."""
    names = list(known)
    match = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=70)
    if match is not None:
        return match[0]
    ends = [one for one in names if one.rpartition(".")[2] == name.rpartition(".")[2]]
    return ends[0] if len(ends) == 1 else ""
