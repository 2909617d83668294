"""Where the elements of an XML part stand, byte by byte, so that it can be added to without writing it anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from solieu.documents.docx_names import short

_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_LETTER = re.compile(rb"&[^;]{1,12};|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")


@dataclass
class Extent:
    """One element: its start tag is ``[start:inner)``, what is inside ``[inner:inner_end)``, all of it ``[start:end)``."""

    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[tuple[str, Extent]] = field(default_factory=list)

    def child(self, name: str) -> Extent | None:
        return next((extent for own, extent in self.children if own == name), None)


def extents(content: bytes, names: Collection[str]) -> dict[str, list[Extent]]:
    """The elements with these short names in document order; each knows its children with their names."""
    found: dict[str, list[Extent]] = {name: [] for name in names}
    open_elements: list[tuple[str, Extent]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        name, at = short("{" + tag if "}" in tag else tag), parser.CurrentByteIndex
        opening = _START_TAG.match(content, at)
        extent = Extent(at, opening.end() if opening else at)
        if open_elements:
            open_elements[-1][1].children.append((name, extent))
        if name in found:
            found[name].append(extent)
        open_elements.append((name, extent))

    def end(tag: str) -> None:
        _, extent = open_elements.pop()
        if content[extent.inner - 2 : extent.inner] == b"/>":
            extent.inner_end = extent.end = extent.inner
        else:
            extent.inner_end = parser.CurrentByteIndex
            extent.end = content.index(b">", extent.inner_end) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return found


def ordinals(root: Any, names: Collection[str]) -> dict[Any, tuple[str, int]]:
    """Element of the parsed tree -> its name and number among those of that name, as ``extents`` lists them."""
    counts = dict.fromkeys(names, 0)
    numbered: dict[Any, tuple[str, int]] = {}
    for element in root.iter():
        name = short(element.tag)
        if name in counts:
            numbered[element] = (name, counts[name])
            counts[name] += 1
    return numbered


def letters(content: bytes, extent: Extent) -> Iterator[int]:
    """Byte offset of every letter of a text element, and last the offset where its text ends."""
    for letter in _LETTER.finditer(content, extent.inner, extent.inner_end):
        yield letter.start()
    yield extent.inner_end
