"""What is doubted about a submission, checked once for each state of the workspace."""

from __future__ import annotations

from functools import lru_cache

from solieu.actions import findings_of
from solieu.core import Finding
from solieu.facts import Submission
from solieu.rules import open_findings
from solieu.web.serving import serving


def doubts_about(sent: Submission) -> tuple[Finding, ...]:
    """Nothing changes without a row in the journal, so that its last digest is the key of what was found."""
    workspace = serving().workspace
    return _kept(sent.id, workspace.store.journal_state(), str(workspace.folder))


def unanswered(sent: Submission) -> tuple[Finding, ...]:
    """The doubts that still block acceptance."""
    return open_findings(doubts_about(sent), serving().workspace.store.explanations())


@lru_cache(maxsize=512)
def _kept(id: str, state: str, folder: str) -> tuple[Finding, ...]:
    context = serving().workspace.context()
    found = context.store.submission(id)
    return findings_of(context, found) if found else ()
