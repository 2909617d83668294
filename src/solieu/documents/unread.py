"""What could not be read, in one line for the officer: why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """``reason`` is in Vietnamese, one line, with the one thing to do."""

    file: str
    reason: str


class UnreadableError(Exception):
    """Ends the reading of one file from any depth; the door turns it into ``Unread``. Its text is the reason."""
