"""Finding: one doubt, at one place, with the numbers that raised it and one next step.

Findings are values in a list, never exceptions; an exception means our own failure.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from solieu.core.where import Where


class Consequence(StrEnum):
    """What happens because of a finding. ``severity`` is the word that machines expect."""

    STOP = "stop"  # cannot be read, or belongs to another unit, form or period
    EXPLAIN = "explain"  # accepted with a written reason that travels on
    LOOK = "look"  # shown
    HINT = "hint"  # shown on demand

    @property
    def severity(self) -> str:
        return {"stop": "error", "explain": "error", "look": "warning", "hint": "info"}[self.value]

    @property
    def in_vietnamese(self) -> str:
        """The four words of the office (office-habits A3)."""
        return {"stop": "Sai, phải sửa", "explain": "Cần giải trình", "look": "Lưu ý", "hint": "Gợi ý"}[self.value]


@dataclass(frozen=True, slots=True)
class FindingValue:
    """A figure that took part in a finding: what it is, as printed, and where it stands."""

    label: str
    printed: str
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable (DAT201), ``name`` states the fault in kebab case and reads well after "accept"."""

    code: str
    name: str
    consequence: Consequence
    message: str  # one sentence in Vietnamese: what was compared, with the numbers in it
    where: Where
    related: tuple[FindingValue, ...] = ()
    printed: str = ""
    expected: str = ""
    next_step: str = ""  # one thing to do, in Vietnamese

    @property
    def fingerprint(self) -> str:
        """The same doubt about the same figures: an explanation answers exactly this. The place counts by its fact key
        where it has one, so that a file sent again with equal figures needs no second explanation."""
        parts = [self.code, self.where.key or str(self.where), self.printed, self.expected]
        parts += [f"{value.label}={value.printed}" for value in self.related]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
