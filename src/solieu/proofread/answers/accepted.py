"""Accepted findings: a record with the code, the words and the reason, kept in a TOML file beside the report.

    [[accepted]]
    code = "PRF101"
    words = "tăng 13,6% so với cùng kỳ"
    reason = "Số cùng kỳ đã điều chỉnh theo Công văn số 12/TK"

A record fits a finding of its code whose figure stands inside those words of the report; when the words change, it
no longer fits and the finding is back.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solieu.core import Finding
from solieu.documents.document import Document
from solieu.documents.places import Places

SUFFIX = ".chap-nhan.toml"
_KEYS = ("code", "words", "reason")


@dataclass(frozen=True, slots=True)
class Acceptance:
    code: str
    words: str
    reason: str


class AcceptedFileError(Exception):
    """The record cannot be used; its text says where and what to do, in Vietnamese."""


def beside(file: str) -> Path:
    """Where the record of a report is looked for when none is named."""
    return Path(f"{file}{SUFFIX}")


def read_accepted(path: Path) -> tuple[Acceptance, ...]:
    """Raises AcceptedFileError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AcceptedFileError(f"Không mở được {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AcceptedFileError(f"{path} không phải tệp TOML đúng cú pháp: {error}") from None
    records = content.get("accepted", [])
    if not isinstance(records, list) or set(content) - {"accepted"}:
        raise AcceptedFileError(f"{path}: mỗi điều chấp nhận là một mục [[accepted]] gồm code, words, reason")
    return tuple(_acceptance(record, number, path) for number, record in enumerate(records, 1))


def _acceptance(record: Any, number: int, path: Path) -> Acceptance:
    held = record if isinstance(record, dict) else {}
    values = {key: _plain(value) for key in _KEYS if isinstance(value := held.get(key), str)}
    missing = [key for key in _KEYS if not values.get(key)]
    if missing:
        raise AcceptedFileError(f"{path}, mục [[accepted]] thứ {number}: thiếu {', '.join(missing)}")
    return Acceptance(**values)


def accepted_by(finding: Finding, document: Document, acceptances: Sequence[Acceptance]) -> Acceptance | None:
    """The record that fits the finding."""
    candidates = [each for each in acceptances if each.code == finding.code]
    if not candidates or finding.where.start is None:
        return None
    spot = Places(document).spot(finding.where.start, finding.where.end or finding.where.start + 1)
    if spot is None:
        return None
    text = _plain(spot.passage.text)
    start = len(_plain(spot.passage.text[: spot.start] + "|")) - 1
    return next((each for each in candidates if _covers(text, each.words, start)), None)


def _covers(text: str, words: str, at: int) -> bool:
    """The words stand in the text around the offset ``at``."""
    found = text.find(words)
    while found >= 0:
        if found <= at < found + len(words):
            return True
        found = text.find(words, found + 1)
    return False


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
