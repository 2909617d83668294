"""Stamps of secrecy. Networked systems may not take in secret documents (Law 117/2025); the word in a sentence is no
stamp: "văn bản mật", "bảo vệ bí mật nhà nước" are ordinary text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STAMP = re.compile(r"[^\w]*(?:ĐỘ MẬT\s*:\s*)?(TUYỆT\s?MẬT|TỐI\s?MẬT|MẬT)[^\w]*\Z")
_STATED = re.compile(r"[^\w]*độ\s+mật\s*:\s*(tuyệt\s+mật|tối\s+mật|mật)[^\w]*\Z", re.IGNORECASE)
_SPACED = re.compile(r"[^\w]*\w(?:\s+\w)+[^\w]*\Z")


def stamp_of(lines: Iterable[str]) -> str:
    """The first line that is nothing but a stamp, in capitals; "" when there is none."""
    for line in lines:
        text = "".join(line.split()) if _SPACED.match(line) else line
        found = _STAMP.match(text) or _STATED.match(text)
        if found:
            words = re.sub(r"\s+", " ", found[1]).upper()
            return words.replace("TUYỆTMẬT", "TUYỆT MẬT").replace("TỐIMẬT", "TỐI MẬT")
    return ""
