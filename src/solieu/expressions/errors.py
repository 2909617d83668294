"""What is wrong with a text that is no expression, in the words of the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches


class ExpressionError(Exception):
    """A text that is no expression.

    ``message`` is Vietnamese; ``line`` and ``column`` are 1-based in the file that the text stands in; ``expected``
    names what could have stood there; ``suggestion`` is the right spelling where a slip is known.
    """

    def __init__(
        self, message: str, line: int, column: int, *, expected: tuple[str, ...] = (), suggestion: str = ""
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
        self.expected, self.suggestion = expected, suggestion


FUNCTIONS = ("sum", "count", "min", "max")
_TWO_SIGNS = {
    "==": "so sánh bằng viết là “=”",
    "<>": "khác nhau viết là “!=”",
    "=<": "viết là “<=”",
    "=>": "viết là “>=”",
    "**": "không có phép lũy thừa; viết phép nhân",
    "//": "phép chia viết là “/”",
    "&&": "viết là “and”",
    "||": "viết là “or”",
}
_SLIPS = {
    ",": "các đối số cách nhau bằng “;”, phần thập phân viết bằng “.”",
    "×": "phép nhân viết là “*”",
    "·": "phép nhân viết là “*”",
    "÷": "phép chia viết là “/”",
    ":": "phép chia viết là “/”",
    "–": "phép trừ viết là “-”",
    "−": "phép trừ viết là “-”",
    "≤": "viết là “<=”",
    "≥": "viết là “>=”",
    "≠": "viết là “!=”",
    "&": "viết là “and”",
    "|": "viết là “or”",
    "!": "viết là “not”, khác nhau viết là “!=”",
    "%": "tỷ lệ phần trăm viết là “* 100”",
    "“": 'chữ đặt trong ngoặc kép thẳng "…"',
    "”": 'chữ đặt trong ngoặc kép thẳng "…"',
    "'": 'chữ đặt trong ngoặc kép thẳng "…"',
    '"': "thiếu dấu ngoặc kép đóng",
}
_FOREIGN = {"va": "and", "hoac": "or", "khong": "not", "tong": "sum", "dem": "count", "avg": "", "average": ""}
_WORDS = {
    "NAME": "tên",
    "NUMBER": "số",
    "WHOLE": "số nguyên",
    "WORD": "chữ trong ngoặc kép",
    "FUNCTION": "sum, count, min, max",
    "COMPARE": "= != < <= > >=",
    "ADD": "+ -",
    "MINUS": "-",
    "MULTIPLY": "* /",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "SEMICOLON": ";",
    "EQUAL": "=",
    "_AND": "and",
    "_OR": "or",
    "_NOT": "not",
    "AT": "@",
}
_WORD = re.compile(r"\w+")
_NAME_BEFORE = re.compile(r"([a-z0-9_.]+)\s*\Z")


def word_at(text: str, offset: int) -> str:
    """The whole word that begins at an offset, or the sign that stands there."""
    match = _WORD.match(text, offset)
    return match[0] if match else text[offset : offset + 1]


def suggestion(text: str, offset: int) -> str:
    """The right spelling of a known slip at an offset, "" where none is known."""
    found = word_at(text, offset)
    for pair in (text[offset - 1 : offset + 1], text[offset : offset + 2]):
        if pair in _TWO_SIGNS:
            return _TWO_SIGNS[pair]
    if found == "(":
        return _function(text[:offset])
    if found[:1].isalpha() and (not found.isascii() or found != found.lower()):
        return "tên viết bằng chữ thường không dấu"
    if found in _FOREIGN or found.isalpha():
        return _keyword(found)
    return _SLIPS.get(found, "")


def expectations(terminals: Iterable[str]) -> tuple[str, ...]:
    """Names of the grammar in the words of the office."""
    return tuple(sorted({_WORDS[name] for name in terminals if name in _WORDS}))


def _function(before: str) -> str:
    match = _NAME_BEFORE.search(before)
    name = match[1] if match else ""
    near = _FOREIGN.get(name) or next(iter(get_close_matches(name, FUNCTIONS, 1)), "")
    known = "hàm chỉ có sum, count, min, max"
    return f"{known}; có phải là “{near}”?" if near else known


def _keyword(found: str) -> str:
    near = _FOREIGN.get(found) or next(iter(get_close_matches(found, ("and", "or"), 1)), "")
    if near == found:
        return ""
    return f"có phải là “{near}”?" if near else "giữa hai số liệu phải có phép tính"
