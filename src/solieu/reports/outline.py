"""Đề cương: what a report will hold, for those who write its parts. Headings, and what each place asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solieu.catalog.model import ReportDefinition
from solieu.reports.reading import read_template
from solieu.reports.template import HeadingNode, NarrativeNode, Words, every_node

FILLED_LATER = "…"


@dataclass(frozen=True, slots=True)
class Outlined:
    """A heading of a level, or (level 0) what is to be written under the last one, with the unit that owes it."""

    level: int
    text: str
    owner: str = ""


def outline(report: ReportDefinition) -> Iterator[Outlined]:
    """The sections in reading order, without the annexes."""
    for section in report.sections:
        for node in every_node(read_template(section)):
            match node:
                case HeadingNode(level, inlines):
                    said = (one.text if isinstance(one, Words) else FILLED_LATER for one in inlines)
                    yield Outlined(level, "".join(said))
                case NarrativeNode(owner=owner, guidance=guidance):
                    yield Outlined(0, guidance, owner)
