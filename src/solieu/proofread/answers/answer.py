"""Answer: what is said of one file. Made the same way for every form of answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solieu.core import Consequence, Finding
from solieu.documents.document import Document
from solieu.documents.unread import Unread
from solieu.proofread.answers.accepted import Acceptance, accepted_by
from solieu.proofread.model import Coverage, Proofreading

TO_ANSWER = (Consequence.STOP, Consequence.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Answer:
    """``reading`` is None for a file that could not be read; ``unread`` then holds the one reason, and otherwise what
    of the file was left out. ``accepted`` are findings that somebody has accepted with a reason, ``stale`` records
    that no longer fit anything."""

    file: str
    reading: Proofreading | None
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    accepted: tuple[tuple[Finding, Acceptance], ...] = ()
    stale: tuple[Acceptance, ...] = ()

    @property
    def document(self) -> Document | None:
        return self.reading.document if self.reading else None

    @property
    def coverage(self) -> Coverage:
        return self.reading.coverage if self.reading else Coverage()

    def shown(self, *, hints: bool) -> tuple[Finding, ...]:
        """Hints are shown on demand."""
        return tuple(each for each in self.findings if hints or each.consequence is not Consequence.HINT)


def refused(unread: Unread) -> Answer:
    return Answer(unread.file, None, unread=(unread.reason,))


def secrecy_refusal(document: Document) -> Unread:
    """Documents with a stamp of secrecy may not be worked on in a networked system (Law 117/2025)."""
    reason = f"Tài liệu đóng dấu {document.stamp}: phần mềm nối mạng không được xử lý tài liệu mật nên không đọc soát"
    return Unread(document.file, reason)


def settled(reading: Proofreading, acceptances: Sequence[Acceptance] = ()) -> Answer:
    """The answer for a document that was read; accepted findings are set aside and counted."""
    open_findings: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    for finding in reading.findings:
        acceptance = accepted_by(finding, reading.document, acceptances)
        if acceptance is None:
            open_findings.append(finding)
        else:
            accepted.append((finding, acceptance))
    used = {acceptance for _, acceptance in accepted}
    return Answer(
        file=reading.document.file,
        reading=reading,
        findings=tuple(open_findings),
        unread=reading.document.unread,
        accepted=tuple(accepted),
        stale=tuple(each for each in acceptances if each not in used),
    )


def exit_status(answers: Iterable[Answer]) -> int:
    """0: nothing above ``look``; 1: something to answer; 2: something could not be read, wholly or in part, so that
    silence about it means nothing."""
    answers = tuple(answers)
    if any(answer.unread for answer in answers):
        return 2
    return int(any(finding.consequence in TO_ANSWER for answer in answers for finding in answer.findings))
