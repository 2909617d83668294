"""What we print we read back: the proofreader on our own report, and which of its findings are explained already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solieu.app.publishing import Compiled
from solieu.core import Consequence, Finding
from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread import proofread
from solieu.proofread.model import Proofreading

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """``explained`` pairs a finding with the reason that was written for the rule that found the same."""

    proofreading: Proofreading
    explained: tuple[tuple[Finding, str], ...]

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        known = [finding for finding, _ in self.explained]
        grave = (Consequence.STOP, Consequence.EXPLAIN)
        return tuple(one for one in self.proofreading.findings if one.consequence in grave and one not in known)


def read_back(done: Compiled, content: bytes, name: str) -> ReadBack:
    """Proofread a printed report. A finding is explained when an explained rule says both of its numbers."""
    document = read_document(content, name)
    if not isinstance(document, Document):
        raise RuntimeError(f"our own report cannot be read: {document}")
    found = proofread(document)
    said = list(_explanations(done))
    return ReadBack(found, tuple(_explained(found.findings, said)))


def acceptances(explained: Iterable[tuple[Finding, str]]) -> str:
    """The record that lies beside a report, so that reading it again asks nothing twice."""
    records = [
        f"[[accepted]]\ncode = {_text(finding.code)}\nwords = {_text(finding.printed)}\nreason = {_text(reason)}\n"
        for finding, reason in explained
    ]
    return "\n".join(records)


def _explanations(done: Compiled) -> Iterator[tuple[set[str], str]]:
    for finding in done.report.findings:
        answer = done.snapshot.explanations.get(finding.fingerprint)
        if answer is not None:
            yield set(_NUMBER.findall(finding.message)), answer.text


def _explained(findings: Iterable[Finding], said: list[tuple[set[str], str]]) -> Iterator[tuple[Finding, str]]:
    for finding in findings:
        numbers = {*_NUMBER.findall(finding.printed), *_NUMBER.findall(finding.expected)}
        reason = next((text for known, text in said if len(numbers) > 1 and numbers <= known), "")
        if reason:
            yield finding, reason


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
