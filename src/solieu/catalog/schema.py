"""Readers that turn a node into a typed value. A schema is a table of fields; a mistake is noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from solieu.catalog.mistakes import Mistakes, nearest
from solieu.catalog.yaml_text import Node, Placed
from solieu.core import Where
from solieu.core.period import EARLIEST, LATEST

Read = Callable[[Node, Mistakes], Any]
E = TypeVar("E", bound=StrEnum)
REQUIRED = object()
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9_]*(\.[a-z0-9_]+)*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record. ``to`` is the name under which its value is returned."""

    key: str
    read: Read
    default: Any = REQUIRED
    to: str = ""


def text(node: Node, mistakes: Mistakes) -> str:
    if isinstance(node.raw, yaml.nodes.ScalarNode):
        return str(node.raw.value)
    mistakes.add("CAT104", "wrong-type", node.where, "cần một đoạn chữ, không phải danh sách hay bảng")
    return ""


def name(node: Node, mistakes: Mistakes) -> Placed:
    """A text that names something elsewhere; it keeps its place."""
    return node.placed(text(node, mistakes))


def _parsed(convert: Callable[[str], Any], expected: str, fallback: Any) -> Read:
    def read(node: Node, mistakes: Mistakes) -> Any:
        if not node.is_scalar:
            mistakes.add("CAT104", "wrong-type", node.where, f"cần {expected}, không phải danh sách hay bảng")
            return fallback
        written = text(node, mistakes)
        try:
            return convert(written)
        except (ValueError, InvalidOperation):
            mistakes.add("CAT104", "wrong-type", node.where, f"“{written}” không phải {expected}")
            return fallback

    return _empty(read, fallback)


# What stands for a value that is missing although it is required, so that reading can go on.
_EMPTY: dict[Read, Any] = {}


def _empty(read: Read, value: Any) -> Read:
    _EMPTY[read] = value
    return read


def _whole(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise ValueError
    return int(written)


def _truth(written: str) -> bool:
    if written not in ("true", "false"):
        raise ValueError
    return written == "true"


def _day(written: str) -> date:
    if not _DAY.match(written) or not EARLIEST <= int(written[:4]) <= LATEST:
        raise ValueError
    return date.fromisoformat(written)


def _decimal(written: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", written):
        raise ValueError
    return Decimal(written)


whole_number: Read = _parsed(_whole, "số nguyên không âm", 0)
truth: Read = _parsed(_truth, "true hoặc false", False)
day: Read = _parsed(_day, "ngày dạng 2024-01-31", None)
decimal: Read = _parsed(_decimal, "số dạng 0.25", None)


def identifier(node: Node, mistakes: Mistakes) -> Placed:
    """The id of something, with dots where it lies in folders (an indicator); it keeps its place."""
    return _matching(_ID, "mã (chữ thường không dấu, số, gạch dưới, dấu chấm)", node, mistakes)


def simple_id(node: Node, mistakes: Mistakes) -> Placed:
    """The id of something that goes into the key of a fact or into an expression: no dots."""
    return _matching(_NAME, "mã (chữ thường không dấu, số, gạch dưới)", node, mistakes)


def _matching(pattern: re.Pattern[str], what: str, node: Node, mistakes: Mistakes) -> Placed:
    written = name(node, mistakes)
    if pattern.match(written) or not node.is_scalar:
        return written
    mistakes.add("CAT104", "wrong-type", node.where, f"“{written}” không phải {what}")
    return node.placed("")


def choice(kind: type[E], *members: E) -> Read:
    """One of a few words; ``members`` where not every one makes sense here."""
    values = [member.value for member in members or kind]
    return _empty(_one_of(kind, values), kind(values[0]))


def one_of(*values: str) -> Read:
    return _one_of(str, values)


def _one_of(build: Callable[[str], Any], values: Sequence[str]) -> Read:
    def read(node: Node, mistakes: Mistakes) -> Any:
        written = text(node, mistakes)
        if written in values:
            return build(written)
        if node.is_scalar:
            said = f"“{written}” không thuộc: {', '.join(filter(None, values))}"
            mistakes.add("CAT104", "wrong-type", node.where, said, near=nearest(written, values))
        return build(values[0])

    return read


def list_of(read: Read, *, least: int = 0) -> Read:
    """A list of values of one type, with at least so many items."""

    def read_list(node: Node, mistakes: Mistakes) -> tuple[Any, ...]:
        if not isinstance(node.raw, yaml.nodes.SequenceNode):
            mistakes.add("CAT104", "wrong-type", node.where, "cần một danh sách")
            return ()
        if len(node.raw.value) < least:
            mistakes.add("CAT106", "missing-item", node.where, f"danh sách cần ít nhất {least} mục")
        return tuple([read(Node(item, node.file), mistakes) for item in node.raw.value])

    return _empty(read_list, ())


def map_of(read: Read, *, key: Callable[[Node, str, Mistakes], None] | None = None) -> Read:
    """Free keys, all values of one type; ``key`` looks at each key."""

    def read_map(node: Node, mistakes: Mistakes) -> dict[str, Any]:
        found = pairs(node, mistakes)
        if key is not None:
            for written, (at, _) in found.items():
                key(at, written, mistakes)
        return {at.placed(written): read(value, mistakes) for written, (at, value) in found.items()}

    return _empty(read_map, {})


def pairs(node: Node, mistakes: Mistakes) -> dict[str, tuple[Node, Node]]:
    """Key and value nodes by key; duplicate keys are mistakes, the first one counts."""
    if not isinstance(node.raw, yaml.nodes.MappingNode):
        mistakes.add("CAT104", "wrong-type", node.where, "cần một bảng khóa: giá trị")
        return {}
    found: dict[str, tuple[Node, Node]] = {}
    for raw_key, raw_value in node.raw.value:
        key = Node(raw_key, node.file)
        written = text(key, mistakes)
        if written in found:
            mistakes.add("CAT102", "duplicate-key", key.where, f"khóa “{written}” đã có ở trên")
        elif key.is_scalar:
            found[written] = (key, Node(raw_value, node.file))
    return found


def record(fields: Sequence[Field], build: Callable[..., Any]) -> Read:
    """A record with known keys; ``build`` gets the values by name and ``where``."""
    table = {field.key: field for field in fields}

    def read_record(node: Node, mistakes: Mistakes) -> Any:
        found = pairs(node, mistakes)
        for written, (key, _) in found.items():
            if written not in table:
                _unknown_key(key, written, table, mistakes)
        values = {field.to or field.key: _value(field, found, node, mistakes) for field in fields}
        return build(where=node.where, **values)

    return read_record


def _unknown_key(key: Node, written: str, known: Iterable[str], mistakes: Mistakes) -> None:
    mistakes.add("CAT105", "unknown-key", key.where, f"không có khóa “{written}”", near=nearest(written, known))


def _value(field: Field, found: Mapping[str, tuple[Node, Node]], node: Node, mistakes: Mistakes) -> Any:
    if field.key in found:
        return field.read(found[field.key][1], mistakes)
    if field.default is not REQUIRED:
        return field.default
    if isinstance(node.raw, yaml.nodes.MappingNode):
        mistakes.add("CAT106", "missing-key", node.where, f"thiếu khóa “{field.key}”")
    return _EMPTY.get(field.read, "")


def same_definition(where: Where, **values: Any) -> dict[str, Any]:
    """Builds nothing: the values by name, for a caller that adds an id."""
    return {"where": where, **values}
