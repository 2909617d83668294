"""Markdown and HTML marks inside a line: taken out of the words, with what they mean kept (notes, units, headings)."""

from __future__ import annotations

import re

from solieu.documents.strands import StrandBuilder

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LIFTED = {"2": "²", "3": "³"}
_MARKUP = re.compile(
    r"""
    <sup>\s*(?P<sup>[^<>]{0,40}?)\s*</sup>
  | (?P<dollar>\$)?\^(?P<brace>\{)?(?P<power>\d{1,3}|\*{1,3})(?(brace)\})(?(dollar)\$|\^?)
  | (?P<script>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})
  | \[\^(?P<id>[^\]\s]{1,12})\]
  | !?\[(?P<words>[^\[\]]{0,500})\]\([^()\s]{0,500}(?:\s"[^"]{0,200}")?\)
  | (?P<entity>&(?:amp|lt|gt|nbsp|quot);)
  | \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<gap><br\s*/?>)
  | (?P<tag></?[a-zA-Z][^<>\n]{0,200}>|<!--.{0,2000}?-->)
  | (?P<emphasis>\*{1,3}|_{1,3}|`)
    """,
    re.VERBOSE,
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"'}
_MARK = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?(?:\s*,\s*[(\[]?(\d{1,3})[)\]]?)?")
_METRE = re.compile(r"(?<![^\W\d_])[kdcmh]?m\Z")


def read_inline(builder: StrandBuilder, text: str, start: int, end: int) -> None:
    """Adds the words of ``text[start:end]`` to the strand; note marks become references."""
    at = start
    for found in _MARKUP.finditer(text, start, end):
        builder.add(text[at : found.start()], at)
        at = found.end()
        _one(builder, text, found)
    builder.add(text[at:end], at)


def _one(builder: StrandBuilder, text: str, found: re.Match[str]) -> None:
    kind = found.lastgroup
    if found["sup"] is not None:
        read_raised(builder, found["sup"], found.start("sup"), text[found.end() : found.end() + 1])
    elif found["power"]:
        read_raised(builder, found["power"], found.start("power"), text[found.end() : found.end() + 1])
    elif kind == "script":
        read_raised(
            builder, found["script"].translate(_RAISED), found.start("script"), text[found.end() : found.end() + 1]
        )
    elif kind == "id":
        builder.mark(found["id"])
    elif kind == "words":
        builder.add(found["words"], found.start("words"))
    elif kind == "entity":
        builder.sign(_ENTITIES[found["entity"]], found.start())
    elif kind == "escaped":
        builder.add(found["escaped"], found.start("escaped"))
    elif kind == "gap":
        builder.sign(" ", found.start())
    elif kind == "emphasis" and _is_literal(text, found):
        builder.add(found["emphasis"], found.start())


def read_raised(builder: StrandBuilder, raised: str, at: int, following: str = "") -> None:
    """Raised characters: the power of a unit (m²), degrees, a note mark, or plain text such as a raised đ (đồng)."""
    mark = _MARK.fullmatch(raised)
    if raised in _LIFTED and _METRE.search(builder.tail):
        builder.sign(_LIFTED[raised], at)
    elif raised in ("0", "o") and following.startswith("C"):
        builder.sign("°", at)
    elif mark:
        for note in mark.groups():
            if note:
                builder.mark(note)
    else:
        builder.add(raised, at)


def _is_literal(text: str, found: re.Match[str]) -> bool:
    """A star or dash that is printed as such: between blanks, between brackets, inside a number or a name."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if (not before.strip() and not after.strip()) or (before in tuple("([") and after in tuple(")]")):
        return True
    inside = before.isalnum() and after.isalnum()
    return inside and (found[0] == "_" or (found[0] == "*" and before.isdigit() and after.isdigit()))
