"""What a compilation gathers on its way: figures with stable ids, gaps, citations, findings."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from solieu.core import FactKey, Finding, Trace
from solieu.facts import Explanation, Provenance
from solieu.reports.model import Citation, Figure, MissingFigure
from solieu.reports.overriding import kept_figures, overridden, said_of
from solieu.reports.printing import Printed
from solieu.reports.setting import Setting
from solieu.vietnamese import to_base

_ID_LETTERS = 6


def figure_id(section: str, subject: str, role: str, occurrence: int) -> str:
    """``f`` and six letters: the same place of the template gives the same id in every compilation of a period."""
    digest = hashlib.sha256(f"{section}\n{subject}\n{role}\n{occurrence}".encode()).digest()
    return "f" + base64.b32encode(digest)[:_ID_LETTERS].decode().lower()


@dataclass(slots=True)
class Collected:
    """Everything so far, in reading order."""

    setting: Setting
    doubts: tuple[Finding, ...] = ()  # what the rules say of the period's figures
    figures: list[Figure] = field(default_factory=list)
    gaps: list[MissingFigure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def add(self, printed: Printed, trace: Trace, subject: FactKey | None, section: str, role: str) -> Figure:
        """Note one printed number. ``subject`` is what the sentence speaks of, None for a
        number of a register entry."""
        setting = self.setting
        figure = Figure(
            id=self._free_id(section, str(subject or trace.formula), role),
            printed=printed.text,
            quantity=printed.quantity,
            base=to_base(printed.quantity),
            key=trace.key,
            indicator=subject.indicator if subject else "",
            area=subject.unit if subject else setting.unit,
            period=subject.period if subject else setting.period,
            series=str(subject.series) if subject else "",
            cut=subject.cut if subject else (),
            section=section,
            role=role,
            trace=trace,
            explanations=explanations_of(trace, self.doubts, setting),
            provenance=provenance_of(trace, setting),
        )
        figure = self._by_hand(figure)
        self.figures.append(figure)
        return figure

    def _by_hand(self, figure: Figure) -> Figure:
        """The figure as it was decided for this document alone; what it replaces stays behind it in its trace."""
        override = kept_figures(self.setting).get(figure.id)
        if override is None:
            return figure
        kept = overridden(figure, override)
        self.findings.append(said_of(figure, override))
        return kept or figure

    def _free_id(self, section: str, subject: str, role: str) -> str:
        occurrence = 0
        while (id := figure_id(section, subject, role, occurrence)) in self._used:
            occurrence += 1
        self._used.add(id)
        return id


def explanations_of(trace: Trace, doubts: Iterable[Finding], setting: Setting) -> tuple[Explanation, ...]:
    """Reasons that were given for doubts about this very figure, not about figures that it is made of.

    A doubt that the rules still raise finds its reason by fingerprint; a figure that is missing by its key.
    """
    key, known = str(trace.key), setting.snapshot.explanations
    if not trace.reading.is_present:
        return tuple(explanation for explanation in known.values() if explanation.key == key)
    found = (known.get(doubt.fingerprint) for doubt in doubts if doubt.where.key == key)
    return tuple(explanation for explanation in found if explanation is not None)


def provenance_of(trace: Trace, setting: Setting) -> tuple[Provenance, ...]:
    """How the accepted values behind a figure are known, each kind once."""
    facts = (setting.snapshot.facts.get(leaf.key) for leaf in trace.leaves() if leaf.key)
    return tuple(sorted({fact.provenance for fact in facts if fact}))
