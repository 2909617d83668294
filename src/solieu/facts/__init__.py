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
from solieu.facts.snapshot import Snapshot, held

__all__ = [
    "Decision",
    "Entry",
    "EntryEvent",
    "Explanation",
    "Narrative",
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
    "held",
]
