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
from solieu.registers.entries import ANNULMENT, CORRECTION, RESERVED, EntryState, event_title, standing, state_of
from solieu.registers.recording import apply_event

__all__ = [
    "ANNULMENT",
    "CORRECTION",
    "RESERVED",
    "EntryState",
    "FieldScope",
    "apply_event",
    "count_submission",
    "counted_entries",
    "event_title",
    "holds_for",
    "label",
    "list_entries",
    "period_and_series",
    "standing",
    "state_of",
]
