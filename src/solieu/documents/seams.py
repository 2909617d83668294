"""Seams: where a page break has torn a sentence, told by how one part stops and the next one begins."""

from __future__ import annotations

import re

from solieu.documents.headings import is_item

_STARTS_WITH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s")
_OPENING = " \"“‘'("
_END = re.compile(r"[.!?…:;][\s\"”’')\]*]*\Z")
# Words after which a sentence cannot stop: a capital that follows is a name, not a new paragraph.
_UNFINISHED = re.compile(
    r"(?:,|-|–|/|\b(?:và|hoặc|của|các|những|với|cho|tại|là|đạt|được|do|theo|số|ngày|về|trên|trong|từ|đến|tới|có|gồm|ở|"
    r"vào|bằng|tăng|giảm|xã|huyện|tỉnh|thị trấn|phường|thôn|ước))\Z",
    re.IGNORECASE,
)


def is_torn(text: str) -> bool:
    """The text stops without the end of a sentence."""
    return bool(text) and not _END.search(text.rstrip())


def is_unfinished(text: str) -> bool:
    """The text stops where no sentence can stop, whatever follows."""
    return bool(_UNFINISHED.search(text.rstrip()))


def starts_midway(text: str) -> bool:
    """The text begins inside a sentence: in lower case, with a figure or a closing sign, and is no numbered item."""
    inner = text.lstrip(_OPENING)
    if not inner or _STARTS_WITH_NUMBER.match(inner) or is_item(inner):
        return False
    return inner[0].islower() or inner[0].isdigit() or inner[0] in ",.;:)%/”"


_COUNT = re.compile(r"(\d{1,3})\s")


def counts_on(before: str, following: str) -> bool:
    """Two lines of a list whose numbers have no dot: 1 Xã Bến Đò ..., 2 Xã Cầu Tre ..."""
    one, two = _COUNT.match(before), _COUNT.match(following)
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1
