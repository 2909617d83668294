"""Figures that belong together: both ends of *từ 15 đến 16 triệu đồng*, and the rest of a list of names (thôn 7 và 9)."""

from __future__ import annotations

import re
from dataclasses import replace

from solieu.vietnamese.mentions import Bound, Mention, MentionKind

_TO = re.compile(r"\s(?:đến|tới)\s(?:gần\s|hơn\s|trên\s|khoảng\s)?\Z")
_AND = re.compile(r"\s?(?:,|;|và|và số|hoặc|-|–|đến)\s?\Z")
_NAMES = {MentionKind.NONE_DATA, MentionKind.ORDINAL, MentionKind.DATE}
_MAGNITUDES = ("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vạn")
_LISTED = re.compile(r"\s?(?:,|;|và)\s?\Z")
_RESPECTIVELY = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b[^.]*\Z", re.IGNORECASE)
_RISES = re.compile(r"\b(?:tăng|giảm|nâng|rút|chuyển)\s(?:từ\s)?\Z", re.IGNORECASE)


def join_spans(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions in reading order, those that make one figure or one span joined."""
    joined: list[Mention] = []
    for mention in _shared_units(text, mentions):
        if joined and _is_one_amount(text, joined[-1], mention):
            mention = _summed(joined.pop(), mention)
        elif joined:
            joined[-1], mention = _joined(text, joined[-1], mention)
        joined.append(mention)
    return joined


def _shared_units(text: str, mentions: list[Mention]) -> list[Mention]:
    """*lần lượt là 25, 38 và 54 triệu đồng*: the unit is printed once, at the last of the list."""
    shared = list(mentions)
    for at in range(len(shared) - 2, -1, -1):
        first, second = shared[at], shared[at + 1]
        is_bare = first.kind is MentionKind.COUNT and not first.unit and first.value is not None
        is_listed = is_bare and second.is_data and second.unit and _LISTED.match(text[first.end : second.start][:8])
        if is_listed and _RESPECTIVELY.search(text[max(0, first.start - 100) : first.start]):
            shared[at] = _in_unit_of(first, second)
    return shared


def _in_unit_of(first: Mention, second: Mention) -> Mention:
    value = None if first.value is None else first.value * second.multiplier
    return replace(first, unit=second.unit, kind=second.kind, multiplier=second.multiplier, value=value)


def _is_one_amount(text: str, first: Mention, second: Mention) -> bool:
    """*12 tỷ 500 triệu đồng*, *1 triệu 250 nghìn lượt khách*: the second goes on where the first ends."""
    if text[first.end : second.start] != " " or first.value is None or second.value is None:
        return False
    goes_down = first.multiplier > second.multiplier > 1 and 0 < second.value < first.multiplier
    is_whole = first.decimals == 0 and second.decimals == 0 and second.is_data and first.low is None
    return goes_down and is_whole and text[first.start : first.end].endswith(_MAGNITUDES)


def _summed(first: Mention, second: Mention) -> Mention:
    value = first.value + second.value if first.value is not None and second.value is not None else None
    return replace(second, start=first.start, value=value, hedge=first.hedge, estimated=first.estimated)


def _joined(text: str, first: Mention, second: Mention) -> tuple[Mention, Mention]:
    between = text[first.end : second.start]
    if len(between) > 16:
        return first, second
    if first.is_data and second.is_data and _TO.match(between) and first.value is not None and second.value is not None:
        return _span(text, first, second)
    if _goes_on(text, first, second) and _AND.match(between):
        return first, replace(second, kind=first.kind, value=None, when="")
    return first, second


def _goes_on(text: str, first: Mention, second: Mention) -> bool:
    """Whether the second numeral is bare and may share the word before the first: thôn 7 và 9."""
    numeral = text[second.start : second.end]
    is_bare = second.kind is MentionKind.COUNT and not second.unit and numeral.isdigit()
    return is_bare and first.kind in _NAMES and (first.kind is not MentionKind.DATE or len(numeral) <= 2)


def _span(text: str, first: Mention, second: Mention) -> tuple[Mention, Mention]:
    """Both ends count in one unit, which is printed once."""
    if not first.unit and second.unit and first.kind is MentionKind.COUNT:
        first = _in_unit_of(first, second)
    if first.unit != second.unit or _RISES.search(text[max(0, first.start - 16) : first.start]):
        return first, second
    return replace(first, bound=Bound.LOWER), replace(second, bound=Bound.UPPER)
