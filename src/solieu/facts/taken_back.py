"""What comes back with a report that was edited by hand: the file, what was decided of each change, figures that are kept
for one document only, and what people said of it. Nothing here is ever changed; a later row takes an earlier one back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from solieu.core import Period


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A Word file that came back to a draft. ``history`` is JSON: the tracked changes that it held, with their authors."""

    sha256: str
    report: str
    period: Period
    draft: int
    moment: datetime  # whose figures the draft shows
    filename: str
    actor: str
    at: datetime
    history: str = "[]"


class Verdict(StrEnum):
    """What is done with one change of a returned file."""

    ACCEPT = "accept"  # prose: it becomes the narrative
    ASK = "ask"  # figure: the correction goes to its owner as a question
    KEEP = "keep"  # figure: for this document only, with a reason
    UNDO = "undo"  # neither: the next draft says it as it was


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """``change`` is the id of a change, which the same file and draft always give again."""

    sha256: str
    change: str
    verdict: Verdict
    reason: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Override:
    """A figure of one report and period that is printed otherwise than its facts say. ``printed`` is "" for the row that
    ends it. ``replaces`` is what was printed when it was decided."""

    report: str
    period: Period
    figure: str  # id of the place
    printed: str
    replaces: str
    reason: str
    actor: str
    at: datetime
    basis: str = ""  # the file in which it came, by its SHA-256


class RemarkKind(StrEnum):
    QUESTION = "question"  # to the owner of a figure
    OPINION = "opinion"  # ý kiến: a comment on the draft


class ReplyKind(StrEnum):
    ANSWERED = "answered"  # a question
    TAKEN = "taken"  # tiếp thu
    EXPLAINED = "explained"  # giải trình


@dataclass(frozen=True, slots=True)
class Remark:
    """``author`` said it (a name of a Word file, or a user), ``owner`` is the unit that is asked, "" for an opinion.
    ``words`` are those it speaks of, ``said_at`` the moment that the file writes."""

    id: str
    kind: RemarkKind
    report: str
    period: Period
    author: str
    text: str
    actor: str
    at: datetime
    owner: str = ""
    key: str = ""
    figure: str = ""
    words: str = ""
    said_at: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    remark: str
    kind: ReplyKind
    text: str
    actor: str
    at: datetime
