"""The answer for machines; its shape is a public contract (see the manual of the command line)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from solieu.core import Finding, FindingValue
from solieu.proofread.answers.answer import Answer
from solieu.proofread.model import Coverage


def to_json(answers: Sequence[Answer], *, not_judged: bool = False) -> str:
    """``findings`` hold every consequence, hints too; ``accepted`` ones stand apart. Offsets count code points of the
    text of the file (in NFC), for docx and pdf of the extracted text."""
    total = sum((answer.coverage for answer in answers), Coverage())
    data: dict[str, Any] = {
        "findings": [_finding(finding, answer.file) for answer in answers for finding in answer.findings],
        "coverage": {
            "quantities": total.quantities,
            "claims": total.claims,
            "judged": total.judged,
            "held": total.held,
            "failed": total.failed,
        },
        "unread": [{"file": answer.file, "reason": reason} for answer in answers for reason in answer.unread],
        "accepted": [
            {**_finding(finding, answer.file), "reason": acceptance.reason}
            for answer in answers
            for finding, acceptance in answer.accepted
        ],
    }
    if not_judged:
        data["not_judged"] = [
            {"file": answer.file, "start": each.start, "end": each.end, "why": each.why}
            for answer in answers
            for each in (answer.reading.not_judged if answer.reading else ())
        ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding, file: str) -> dict[str, Any]:
    where = finding.where
    return {
        "file": where.file or file,
        "start_line": where.line,
        "end_line": where.end_line if where.end_line is not None else where.line,
        "start": where.start,
        "end": where.end,
        "code": finding.code,
        "name": finding.name,
        "consequence": finding.consequence.value,
        "severity": finding.consequence.severity,
        "message": finding.message,
        "printed": finding.printed,
        "expected": finding.expected,
        "next_step": finding.next_step,
        "related": [_related(value, file) for value in finding.related],
    }


def _related(value: FindingValue, file: str) -> dict[str, Any]:
    where = value.where
    return {
        "label": value.label,
        "printed": value.printed,
        "file": where.file or file,
        "start_line": where.line,
        "start": where.start,
        "end": where.end,
    }
