"""What the styles of a Word file say of a paragraph: heading level, stress, entry of a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from solieu.documents.docx_names import attribute, is_on, short, value

_NAME = re.compile(r"(?:heading|tiêu đề|đề mục)\s*(\d)\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|mục lục)\s*\d\Z|table of figures", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl of body text


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    outline: int | None
    stressed: bool | None  # bold or italic


class Styling:
    def __init__(self, styles: Any | None) -> None:
        self._styles: dict[str, _Style] = {}
        for style in () if styles is None else styles:
            if short(style.tag) == "w:style":
                self._styles[attribute(style, "styleId")] = _read(style)

    def heading(self, paragraph: Any) -> int:
        """1 is the highest; 0 for no heading."""
        direct = value(paragraph, "w:pPr", "w:outlineLvl")
        if direct.isdigit():
            return int(direct) + 1 if int(direct) < _BODY_LEVEL else 0
        for style in self._chain(_style_of(paragraph)):
            named = _NAME.match(style.name)
            if named:
                return int(named[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else 0
            if style.name.lower() == "title":
                return 1
        return 0

    def is_contents(self, paragraph: Any) -> bool:
        return any(_CONTENTS.match(style.name) for style in self._chain(_style_of(paragraph)))

    def stressed(self, paragraph: Any, run: Any) -> bool:
        """Bold or italic, by the run itself or by its styles."""
        direct = _stress(run)
        if direct is not None:
            return direct
        for name in (value(run, "w:rPr", "w:rStyle"), _style_of(paragraph)):
            for style in self._chain(name):
                if style.stressed is not None:
                    return style.stressed
        return False

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = chain[-1].based_on
        return chain


def _style_of(paragraph: Any) -> str:
    return value(paragraph, "w:pPr", "w:pStyle")


def _read(style: Any) -> _Style:
    outline = value(style, "w:pPr", "w:outlineLvl")
    return _Style(
        value(style, "w:name"), value(style, "w:basedOn"), int(outline) if outline.isdigit() else None,
        _stress(style),
    )  # fmt: skip


def _stress(element: Any) -> bool | None:
    switches = [is_on(element, "w:rPr", name) for name in ("w:b", "w:i")]
    return True if True in switches else False if False in switches else None
