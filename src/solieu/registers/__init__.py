"""Registers: entries, events, states through time, counts with drill-down."""

from solieu.registers.counting import (
    FieldScope,
    count_submission,
    counted_entries,
    holds_for,
    label,
    list_entries,
    period_and_series,
)
from solieu.registers.entries import EntryState, apply_event, state_of

__all__ = [
    "EntryState",
    "FieldScope",
    "apply_event",
    "count_submission",
    "counted_entries",
    "holds_for",
    "label",
    "list_entries",
    "period_and_series",
    "state_of",
]
