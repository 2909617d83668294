"""Telling: a change with its section, its place, who owes it and who made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solieu.documents.docx_returned import Returned
from solieu.documents.places import Places
from solieu.reports.model import Figure, MissingFigure, Report
from solieu.reports.taking_back.authors import Authors
from solieu.reports.taking_back.changes import Belongs, Bound, FigureChange, FigureKind, ProseChange, ProseKind
from solieu.reports.taking_back.matching import Matched
from solieu.reports.taking_back.owners import Owners
from solieu.reports.taking_back.units import NOTE, ROW, Unit
from solieu.reports.taking_back.wording import Compared

_AROUND = 45  # letters shown before a figure
_BEHIND = 30


@dataclass
class Teller:
    """Both reports and how their units are matched."""

    report: Report
    before: Sequence[Unit]
    returned: Returned
    after: Sequence[Unit]
    owners: Owners
    matched: Matched

    @cached_property
    def places(self) -> Places:
        return Places(self.returned.document)

    @cached_property
    def authors(self) -> Authors:
        return Authors(self.returned.changes)

    @cached_property
    def known(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.report.figures}

    @cached_property
    def partner(self) -> dict[int, int]:
        """Returned unit -> the printed one that it is."""
        return {new: pair.before[-1] for pair in self.matched.pairs for new in pair.after}

    def prose(
        self, kind: ProseKind, before: tuple[int, ...], after: tuple[int, ...], compared: Compared | None = None
    ) -> ProseChange:
        copied = kind is ProseKind.DUPLICATED
        near = self._near(after[0]) if after and (copied or not before) else (before[0] if before else -1)
        told = self.before[near] if near >= 0 else None
        was = "\n".join(self.before[at].text for at in before) if not copied else ""
        now = "\n".join(self.after[at].text for at in after)
        own = self.before[before[0]] if before and not copied else None
        behind = self._behind(after[0]) if after else -1
        new_home = self._near(after[0]) if after else -1
        home = self.before[new_home].narrative if new_home >= 0 else ""
        narrative = own.narrative if own else home
        belongs = _belongs(own or told, narrative)
        if kind is ProseKind.MOVED and belongs is Belongs.NARRATIVE and not home:
            belongs = Belongs.TEMPLATE  # the template says where a narrative stands
        return ProseChange(
            kind, told.section if told else "", belongs, narrative, self._place(after, own), before,
            after, was, now, compared.edits if compared else (), behind, home, self._who(after, was),
            told.head if told else "",
        )  # fmt: skip

    def _near(self, new: int) -> int:
        """The printed unit whose neighbour a new unit is: one of a narrative before one of the template."""
        behind, before = self._behind(new), self._beyond(new)
        if behind >= 0 and before >= 0 and not self.before[behind].narrative and self.before[before].narrative:
            return before if self.after[new].kind != NOTE else behind
        return behind if behind >= 0 else before

    def _behind(self, new: int) -> int:
        return self._neighbours[0][new]

    def _beyond(self, new: int) -> int:
        return self._neighbours[1][new]

    @cached_property
    def _neighbours(self) -> tuple[list[int], list[int]]:
        """For each returned unit the printed one before it and the one after it."""
        before, after = [-1] * len(self.after), [-1] * len(self.after)
        last = -1
        for at in range(len(self.after)):
            before[at], last = last, self.partner.get(at, last)
        last = -1
        for at in range(len(self.after) - 1, -1, -1):
            after[at], last = last, self.partner.get(at, last)
        return before, after

    def _place(self, after: tuple[int, ...], own: Unit | None) -> str:
        if after:
            offset = self.after[after[0]].offset
            return self.places.in_words(offset) if offset >= 0 else ""
        return f"chú thích {own.note} của dự thảo" if own and own.note else ""

    def _who(self, after: tuple[int, ...], was: str) -> tuple[str, ...]:
        spans = [(self.after[at].offset, self.after[at].offset + len(self.after[at].text)) for at in after]
        return self.authors.of(spans, was)

    def figure(self, kind: FigureKind, id: str, was: str, now: str, unit: Unit, start: int, end: int, *, printed: int = -1,
                returned: int = -1, bound: Bound | None = None, gap: MissingFigure | None = None) -> FigureChange:  # fmt: skip
        figure = self.known.get(id)
        near = self.before[printed] if printed >= 0 else self._told(returned)
        offset = unit.origins[start] if unit.origins and start < len(unit.origins) else -1
        owner, senders = self.owners.of(figure) if figure else (gap.owner if gap else "", ())
        if not owner and bound is not None and bound.is_certain:
            owner = self.owners.of_key(bound.keys[0])
        place = self.places.in_words(offset) if offset >= 0 else ""
        authors = self.authors.of([(offset, offset + end - start)] if offset >= 0 else [], was)
        return FigureChange(
            kind, near.section if near else "", place, was, now, _around(unit.text, start, end), figure, owner, senders,
            bound or Bound(), near.narrative if near else "", printed, returned, authors, near.head if near else "",
        )  # fmt: skip

    def _told(self, returned: int) -> Unit | None:
        near = self._near(returned) if returned >= 0 else -1
        return self.before[near] if near >= 0 else None


def _belongs(unit: Unit | None, narrative: str) -> Belongs:
    if narrative:
        return Belongs.NARRATIVE
    if unit is not None and unit.is_frame:
        return Belongs.FRAME
    return Belongs.TABLE if unit is not None and unit.kind == ROW else Belongs.TEMPLATE


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _BEHIND)
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"
