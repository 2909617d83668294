"""Conditions over an entry, with how its deadlines stand."""

from __future__ import annotations

from datetime import date

from solieu.catalog.register_model import CLOCK
from solieu.expressions import Expression, Reference
from solieu.registers.clocks import clock_of
from solieu.registers.entries import EntryState
from solieu.registers.scope import FieldScope, fits


def holds_for(condition: Expression, state: EntryState) -> bool:
    """Whether an entry fits a condition. What is missing does not fit."""
    return judged(condition, state) is True


def judged(condition: Expression, state: EntryState, event_day: date | None = None) -> bool | None:
    """None when something that the condition needs is missing."""
    return fits(condition, ClockScope(state, event_day))


class ClockScope(FieldScope):
    """Knows the names of deadlines too."""

    def word(self, reference: Reference) -> str:
        if reference.name.startswith(CLOCK):
            clock = clock_of(self.state, reference.name.removeprefix(CLOCK))
            return clock.standing if clock else ""
        return super().word(reference)
