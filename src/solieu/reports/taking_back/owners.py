"""Who owes a figure: the unit that sent it; where many sent its parts, the body that answers for the indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solieu.catalog.model import Catalog
from solieu.core import FactKey
from solieu.facts import Snapshot, Submission
from solieu.reports.model import Figure


@dataclass(frozen=True, slots=True)
class Owners:
    catalog: Catalog
    snapshot: Snapshot

    @property
    def submissions(self) -> Mapping[str, Submission]:
        return self.snapshot.submissions

    def of(self, figure: Figure) -> tuple[str, tuple[str, ...]]:
        """The one to ask, and everybody who sent something that the figure is made of."""
        sent = (self.submissions.get(leaf.submission) for leaf in figure.trace.leaves() if leaf.submission)
        senders = tuple(dict.fromkeys(one.sender for one in sent if one is not None))
        if len(senders) == 1:
            return senders[0], senders
        indicator = self.catalog.indicators.get(figure.indicator)
        return (indicator.owner if indicator else "") or (senders[0] if senders else ""), senders

    def of_key(self, key: FactKey) -> str:
        fact = self.snapshot.facts.get(key)
        sent = self.submissions.get(fact.submission) if fact else None
        indicator = self.catalog.indicators.get(key.indicator)
        return sent.sender if sent else indicator.owner if indicator else ""
