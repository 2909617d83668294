"""YAML files as nodes with marks. Every scalar is text until a schema gives it a type (no "NO" becomes false)."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from solieu.catalog.mistakes import Mistakes
from solieu.core import Where

# What libyaml says, in the words of somebody who edits a definition.
_WORDS = {
    "mapping values are not allowed in this context": "dấu “:” đứng không đúng chỗ; chữ có dấu “: ” đặt trong ngoặc kép",
    "could not find expected ':'": "thiếu dấu “:” sau tên khóa",
    "did not find expected key": "thụt dòng không đều, hoặc thiếu tên khóa",
    "did not find expected '-' indicator": "các mục của một danh sách phải cùng thụt dòng và cùng bắt đầu bằng “- ”",
    "did not find expected ',' or ']'": "thiếu dấu “,” giữa các mục hoặc dấu “]” kết thúc",
    "did not find expected ',' or '}'": "thiếu dấu “,” giữa các khóa hoặc dấu “}” kết thúc",
    "did not find expected node content": "thiếu giá trị",
    "did not find expected <document start>": "thừa nội dung sau phần đã kết thúc",
    "found unexpected end of stream": "thiếu dấu ngoặc kép kết thúc",
    "found undefined alias": "dấu “*” ở đầu phải đặt trong ngoặc kép",
    "found unknown escape character": "dấu “\\” trong ngoặc kép phải viết “\\\\”",
    "but found another document": "một tệp chỉ chứa một định nghĩa, không dùng dòng “---” ở giữa",
    "exceeded maximum nesting depth": "lồng quá nhiều dấu ngoặc",
}
_SIGN = "found character that cannot start any token"


class Placed(str):
    """A name as it stands in a file: a text that knows its place, so that a mistake found later still points at it."""

    __slots__ = ("_place",)
    _place: tuple[str, int, int]

    def __new__(cls, text: str, file: str, line: int, column: int) -> Placed:
        placed = super().__new__(cls, text)
        placed._place = file, line, column
        return placed

    def __reduce__(self) -> tuple[type[Placed], tuple[str, str, int, int]]:
        return Placed, (str(self), *self._place)

    @property
    def where(self) -> Where:
        file, line, column = self._place
        return Where(file=file, line=line, column=column)


def place_of(name: str, otherwise: Where) -> Where:
    """Where a name was written; ``otherwise`` for a name that stands in no file (a default)."""
    return name.where if isinstance(name, Placed) else otherwise


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node and the file that it stands in."""

    raw: yaml.nodes.Node
    file: str

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.raw, yaml.nodes.ScalarNode)

    @property
    def quotes(self) -> int:
        """Columns between the start of the node and its text."""
        return int(getattr(self.raw, "style", None) in ("'", '"'))

    @property
    def is_as_written(self) -> bool:
        """Whether the text stands in the file letter by letter: on one line, without escapes."""
        start, end = self.raw.start_mark, self.raw.end_mark
        width = len(str(self.raw.value)) + 2 * self.quotes
        return bool(start.line == end.line and end.column - start.column == width)

    @property
    def where(self) -> Where:
        mark = self.raw.start_mark
        return Where(file=self.file, line=mark.line + 1, column=mark.column + 1)

    @property
    def inside(self) -> Where:
        """Where the text of a scalar begins, behind its quotes."""
        mark = self.raw.start_mark
        return Where(file=self.file, line=mark.line + 1, column=mark.column + 1 + self.quotes)

    def placed(self, text: str) -> Placed:
        mark = self.raw.start_mark
        return Placed(text, self.file, mark.line + 1, mark.column + 1 + self.quotes)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml's composer without the guessing of types."""

    def resolve(self, kind: type, value: object, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


def compose(text: str, file: str, mistakes: Mistakes) -> Node | None:
    """The root node of a file, None (and a mistake) when it is no YAML or empty."""
    try:
        loader = _Loader(text)
        raw = loader.get_single_node()
    except yaml.reader.ReaderError:
        sign = yaml.reader.Reader.NON_PRINTABLE.search(text)
        where = _place(file, text, sign.start() if sign else 0)
        mistakes.add("CAT101", "not-yaml", where, "không đọc được tệp: có ký tự điều khiển")
        return None
    except yaml.MarkedYAMLError as error:
        mistakes.add("CAT101", "not-yaml", *_said(error, file, text))
        return None
    if raw is None:
        mistakes.add("CAT101", "not-yaml", Where(file=file, line=1, column=1), "tệp trống")
        return None
    return Node(raw, file)


def _said(error: yaml.MarkedYAMLError, file: str, text: str) -> tuple[Where, str]:
    """Place and words; what is never closed is shown where it was opened, the end of a file at its last word."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Where(file=file, line=1, column=1), f"không đọc được tệp: {error.problem}"
    if error.context_mark is not None and mark.index >= len(text.rstrip()):
        mark = error.context_mark
    problem = str(error.problem)
    words = _WORDS.get(problem, problem)
    if problem == _SIGN:
        sign = text[mark.index : mark.index + 1]
        words = "không dùng phím Tab để thụt dòng" if sign == "\t" else f"chữ bắt đầu bằng “{sign}” đặt trong ngoặc kép"
    at = min(mark.index, len(text.rstrip()))
    return _place(file, text, at), f"không đọc được tệp: {words}"


def _place(file: str, text: str, index: int) -> Where:
    before = text[:index].split("\n")
    return Where(file=file, line=len(before), column=len(before[-1]) + 1)
