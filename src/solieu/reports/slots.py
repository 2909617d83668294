"""Slots: ``{reference|phrase(arguments)|case}``. A slot names a figure; it never computes one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from solieu.core import Where
from solieu.expressions import ExpressionError, Reference, parse_expression
from solieu.reports.template import Argument, Slot

SLOT = re.compile(r'\{(?:[^{}"]|"[^"\n]*")*\}')
CASES = ("hoa", "hoa_dau", "thuong_dau")
_PHRASE = re.compile(r"\s*(?P<name>[a-z0-9_]+)\s*(?:\((?P<arguments>.*)\)\s*)?\Z", re.DOTALL)
_QUOTED = re.compile(r'"([^"\n]*)"\Z')


@dataclass(frozen=True, slots=True)
class SlotError(Exception):
    """A slot that cannot be read."""

    message: str
    where: Where


def read_slot(text: str, where: Where) -> Slot:
    """Read a slot with its braces; ``where`` is the place of the opening brace. Raises SlotError."""
    parts = _split(text[1:-1], "|")
    offsets = [1 + sum(len(part) + 1 for part in parts[:at]) for at in range(len(parts))]
    case = parts.pop().strip() if len(parts) > 1 and parts[-1].strip() in CASES else ""
    if len(parts) > 2:
        raise SlotError(f"chỗ điền {text} có quá nhiều phần; viết {{tên|cụm từ(tham số)}}", where)
    phrase = _phrase(parts[1], _shifted(where, offsets[1])) if len(parts) == 2 else ("", ())
    return Slot(_reference(parts[0], _shifted(where, 1)), *phrase, case, where, text)


def read_reference(text: str, where: Where) -> Reference:
    """A reference standing alone, as an argument or in a table. Raises SlotError."""
    return _reference(text, where)


def _shifted(where: Where, columns: int) -> Where:
    return replace(where, column=(where.column or 1) + columns)


def _reference(text: str, where: Where) -> Reference:
    try:
        found = parse_expression(text, line=where.line or 1, column=where.column or 1)
    except ExpressionError as error:
        raise SlotError(error.message, replace(where, line=error.line, column=error.column)) from None
    if not isinstance(found, Reference):
        raise SlotError(f"“{text.strip()}” là phép tính; chỗ điền chỉ nhận tên một số liệu", where)
    return found


def _phrase(text: str, where: Where) -> tuple[str, tuple[Argument, ...]]:
    match = _PHRASE.match(text)
    if match is None:
        raise SlotError(f"không hiểu “{text.strip()}”; viết cụm_từ hoặc cụm_từ(tham số; tham số)", where)
    written = match["arguments"]
    if written is None or not written.strip():
        return match["name"], ()
    return match["name"], tuple(_arguments(written, _shifted(where, match.start("arguments"))))


def _arguments(text: str, where: Where) -> list[Argument]:
    found, at = [], 0
    for part in _split(text, ";"):
        place = _shifted(where, at + len(part) - len(part.lstrip()))
        quoted = _QUOTED.match(part.strip())
        found.append(Argument(quoted[1] if quoted else part.strip(), quoted is not None, place))
        at += len(part) + 1
    return found


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark that stands outside quotes, round and square brackets."""
    parts, depth, quoted = [""], 0, False
    for letter in text:
        quoted ^= letter == '"'
        depth += 0 if quoted else (letter in "([") - (letter in ")]")
        if letter == mark and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
