"""Readers that turn a node into a typed value. A schema is a table of fields; a mistake is noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from solieu.catalog.mistakes import Mistakes, nearest
from solieu.catalog.yaml_text import Node
from solieu.core import Where

Read = Callable[[Node, Mistakes], Any]
E = TypeVar("E", bound=StrEnum)
REQUIRED = object()
_ID = re.compile(r"[a-z0-9][a-z0-9_]*(\.[a-z0-9_]+)*\Z")


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


def _parsed(convert: Callable[[str], Any], expected: str, fallback: Any) -> Read:
    def read(node: Node, mistakes: Mistakes) -> Any:
        written = text(node, mistakes)
        try:
            return convert(written)
        except (ValueError, InvalidOperation):
            mistakes.add("CAT104", "wrong-type", node.where, f"“{written}” không phải {expected}")
            return fallback

    return read


def _whole(written: str) -> int:
    if not re.fullmatch(r"\d+", written):
        raise ValueError
    return int(written)


def _truth(written: str) -> bool:
    if written not in ("true", "false"):
        raise ValueError
    return written == "true"


def _identifier(written: str) -> str:
    if not _ID.match(written):
        raise ValueError
    return written


whole_number: Read = _parsed(_whole, "số nguyên không âm", 0)
truth: Read = _parsed(_truth, "true hoặc false", False)
day: Read = _parsed(date.fromisoformat, "ngày dạng 2024-01-31", date(1945, 1, 1))
decimal: Read = _parsed(Decimal, "số", Decimal(0))
identifier: Read = _parsed(_identifier, "mã (chữ thường không dấu, số, gạch dưới, dấu chấm)", "")


def choice(kind: type[E]) -> Read:
    def read(node: Node, mistakes: Mistakes) -> E:
        written = text(node, mistakes)
        values = [member.value for member in kind]
        if written in values:
            return kind(written)
        allowed = ", ".join(values)
        mistakes.add(
            "CAT104", "wrong-type", node.where, f"“{written}” không thuộc: {allowed}", near=nearest(written, values)
        )
        return next(iter(kind))

    return read


def list_of(read: Read) -> Read:
    def read_list(node: Node, mistakes: Mistakes) -> tuple[Any, ...]:
        if not isinstance(node.raw, yaml.nodes.SequenceNode):
            mistakes.add("CAT104", "wrong-type", node.where, "cần một danh sách")
            return ()
        return tuple(read(Node(item, node.file), mistakes) for item in node.raw.value)

    return read_list


def map_of(read: Read) -> Read:
    """Free keys, all values of one type."""

    def read_map(node: Node, mistakes: Mistakes) -> dict[str, Any]:
        return {key: read(value, mistakes) for key, (_, value) in pairs(node, mistakes).items()}

    return read_map


def pairs(node: Node, mistakes: Mistakes) -> dict[str, tuple[Node, Node]]:
    """Key and value nodes by key; duplicate keys are mistakes, the first one counts."""
    if not isinstance(node.raw, yaml.nodes.MappingNode):
        mistakes.add("CAT104", "wrong-type", node.where, "cần một bảng khóa: giá trị")
        return {}
    found: dict[str, tuple[Node, Node]] = {}
    for raw_key, raw_value in node.raw.value:
        key = Node(raw_key, node.file)
        name = text(key, mistakes)
        if name in found:
            mistakes.add("CAT102", "duplicate-key", key.where, f"khóa “{name}” đã có ở trên")
        else:
            found[name] = (key, Node(raw_value, node.file))
    return found


def record(fields: Sequence[Field], build: Callable[..., Any]) -> Read:
    """A record with known keys; ``build`` gets the values by name and ``where``."""
    table = {field.key: field for field in fields}

    def read_record(node: Node, mistakes: Mistakes) -> Any:
        found = pairs(node, mistakes)
        for name, (key, _) in found.items():
            if name not in table:
                mistakes.add("CAT105", "unknown-key", key.where, f"không có khóa “{name}”", near=nearest(name, table))
        values = {field.to or field.key: _value(field, found, node.where, mistakes) for field in fields}
        return build(where=node.where, **values)

    return read_record


def _value(field: Field, found: Mapping[str, tuple[Node, Node]], where: Where, mistakes: Mistakes) -> Any:
    if field.key in found:
        return field.read(found[field.key][1], mistakes)
    if field.default is not REQUIRED:
        return field.default
    mistakes.add("CAT106", "missing-key", where, f"thiếu khóa “{field.key}”")
    return _EMPTY.get(field.read, "")


_EMPTY: dict[Read, Any] = {day: date(1945, 1, 1), whole_number: 0, decimal: Decimal(0), truth: False}


def plain(node: Node, mistakes: Mistakes) -> Any:
    """Untyped content (parameters of a rule): texts, lists and tables of texts."""
    if isinstance(node.raw, yaml.nodes.SequenceNode):
        return tuple(plain(Node(item, node.file), mistakes) for item in node.raw.value)
    if isinstance(node.raw, yaml.nodes.MappingNode):
        return {key: plain(value, mistakes) for key, (_, value) in pairs(node, mistakes).items()}
    return text(node, mistakes)
