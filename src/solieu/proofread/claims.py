"""Claim: what a text says of one figure, with every reading that the words allow.

A claim holds when any plausible reading holds. It fails only when the structure leaves no doubt what was meant
(``Strength.PLAIN``), or when the structure suggests it and a single slip of the kind that people make would repair it
(``Strength.LIKELY``). Otherwise we say that we cannot judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solieu.proofread.figures import Figure
from solieu.proofread.formulas import Formula, Operand


class Strength(StrEnum):
    PLAIN = "plain"  # the words say the relation
    LIKELY = "likely"  # the position suggests it
    HINTED = "hinted"  # like LIKELY, but nothing is said when it cannot be judged: there may be no claim at all
    AT_MOST = "at most"  # the stated figure may be larger than what it is compared with, not smaller
    AT_MOST_LIKELY = "at most, likely"  # the same; and just below, when one slip repairs it, it fails too


@dataclass(frozen=True, slots=True)
class Claim:
    """``stated`` is the figure that the words speak of; ``readings`` are in order of plausibility. ``rule`` is the code
    of the rule that judges it. ``words`` are those that make the claim, for the message."""

    rule: str
    stated: Operand
    readings: tuple[Formula, ...]
    strength: Strength = Strength.PLAIN
    words: str = ""

    @property
    def figure(self) -> Figure:
        return self.stated.figure
