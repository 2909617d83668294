"""Element and attribute names of WordprocessingML, the same for transitional and strict files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


@lru_cache(maxsize=4096)
def short(tag: Any) -> str:
    """``w:p`` for the full name; "" for what has none (comments, entities) or a foreign namespace."""
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:])
    return f"{prefix}:{local}" if prefix else f"?:{local}"


def attribute(element: Any, name: str, default: str = "") -> str:
    """Value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return default


def child(element: Any, *path: str) -> Any | None:
    """The first descendant along a path of short names."""
    for name in path:
        element = next((each for each in element if short(each.tag) == name), None)
        if element is None:
            return None
    return element


def value(element: Any, *path: str, default: str = "") -> str:
    """``w:val`` of the element along the path."""
    found = child(element, *path)
    return default if found is None else attribute(found, "val", default)


def is_on(element: Any, *path: str) -> bool | None:
    """A switch such as ``w:b``: on, off, or None when it is not set."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val", "1") not in ("0", "false", "off")


def every(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element.iter() if short(each.tag) == name)
