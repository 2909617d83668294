"""Submissions, accepted facts and their revisions, and the view of them as of a moment."""

from solieu.facts.model import (
    Decision,
    Entry,
    EntryEvent,
    Explanation,
    Narrative,
    Provenance,
    Revision,
    Source,
    SourceKind,
    StagedFact,
    StatedRatio,
    Status,
    Submission,
    SubmissionState,
)
from solieu.facts.snapshot import Laid, PlacedFacts, Snapshot

__all__ = [
    "Decision",
    "Entry",
    "EntryEvent",
    "Explanation",
    "Laid",
    "Narrative",
    "PlacedFacts",
    "Provenance",
    "Revision",
    "Snapshot",
    "Source",
    "SourceKind",
    "StagedFact",
    "StatedRatio",
    "Status",
    "Submission",
    "SubmissionState",
]
