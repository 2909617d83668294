"""What is wrong with a text that is no expression, in the words of the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable


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
    "==": "so sánh bằng viết là “=”",
    "&": "viết là “and”",
    "|": "viết là “or”",
    "!": "viết là “not”, khác nhau viết là “!=”",
    "%": "tỷ lệ phần trăm viết là “* 100”",
    "“": 'chữ đặt trong ngoặc kép thẳng "…"',
    "'": 'chữ đặt trong ngoặc kép thẳng "…"',
    "(": "hàm chỉ có sum, count, min, max",
}
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
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "__ANON_0": "@",
}


def suggestion(found: str) -> str:
    """The right spelling of a known slip, "" where none is known."""
    if found[:1].isalpha() and (not found[:1].isascii() or found[:1].isupper()):
        return "tên viết bằng chữ thường không dấu"
    return _SLIPS.get(found, "")


def expectations(terminals: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_WORDS[name] for name in terminals if name in _WORDS}))
