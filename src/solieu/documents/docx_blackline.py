"""A blackline: one Word file that shows how a report became another, as tracked changes that any office program reads.

Accepting all of them gives the later report, rejecting all of them the earlier one. It is plain text in the styles of our
reports, made to be read and signed off, not to be edited on.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from solieu.documents.archive import in_utc, repack
from solieu.documents.docx_parts import finished
from solieu.documents.docx_styles import empty_document, set_page, style_ids
from solieu.documents.official import HEADINGS, LOOKS, printable

KEPT, INSERTED, DELETED = "", "w:ins", "w:del"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, came or went: ``change`` is KEPT, INSERTED or DELETED."""

    text: str
    change: str = KEPT


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``change`` says that all of it came or went, its end with it. ``level`` of a heading, 0 for none."""

    stretches: tuple[Stretch, ...]
    change: str = KEPT
    level: int = 0
    is_note: bool = False


def write_blackline(title: str, lines: Sequence[Line], *, author: str, moment: datetime) -> bytes:
    """The bytes of a .docx; ``author`` and ``moment`` stand on every tracked change."""
    moment = in_utc(moment)
    document = empty_document()
    set_page(document.sections[0], landscape=False, first=True)
    writer = _Writer(document, style_ids(document), printable(author), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for line in printable(tuple(lines)):
        writer.line(line)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = printable(title), "SoLieu", ""
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)
    raw = io.BytesIO()
    document.save(raw)
    return repack(raw.getvalue(), moment, finished)


class _Writer:
    def __init__(self, document: Any, styles: Any, author: str, stamp: str) -> None:
        self.document, self.styles, self.author, self.stamp = document, styles, author, stamp
        self._ids = count(1)

    def line(self, line: Line) -> None:
        paragraph = self.document.add_paragraph()
        look = HEADINGS[min(line.level, len(HEADINGS)) - 1] if line.level else LOOKS["note" if line.is_note else "body"]
        paragraph._p.style = self.styles[look.name]
        if line.change:
            mark = OxmlElement("w:rPr")
            mark.append(self._change(line.change))
            paragraph._p.get_or_add_pPr().append(mark)
        for stretch in line.stretches:
            run = paragraph.add_run(stretch.text)._r
            change = line.change or stretch.change
            if change:
                self._tracked(run, change)

    def _tracked(self, run: Any, change: str) -> None:
        holder = self._change(change)
        run.addprevious(holder)
        holder.append(run)
        for text in run.findall(qn("w:t")) if change == DELETED else ():
            text.tag = qn("w:delText")

    def _change(self, name: str) -> Any:
        made = OxmlElement(name)
        made.set(qn("w:id"), str(next(self._ids)))
        made.set(qn("w:author"), self.author)
        made.set(qn("w:date"), self.stamp)
        return made
