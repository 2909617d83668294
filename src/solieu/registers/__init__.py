"""Registers: entries, events, states through time, counts with drill-down."""

from solieu.registers.asking import Asked, Found
from solieu.registers.clocks import Clock, clock_of, clocks_of
from solieu.registers.conditions import holds_for, judged
from solieu.registers.counting import count_submission, counted_entries, label, list_entries, period_and_series
from solieu.registers.entries import ANNULMENT, CORRECTION, RESERVED, EntryState, event_title, standing, state_of
from solieu.registers.indexing import EntryIndex, Span, index_of, plain_words, register_word, spans_of, words_of
from solieu.registers.keys import Held, Key, keys_of
from solieu.registers.numbering import numbered
from solieu.registers.personal import REDACTED, PersonalValue, is_sealed, references, revealed, sealed
from solieu.registers.recording import apply_event
from solieu.registers.scope import FieldScope, day_of
from solieu.registers.shelf import EMPTY_SHELF, LaidShelf, Shelf

__all__ = [
    "ANNULMENT",
    "CORRECTION",
    "EMPTY_SHELF",
    "REDACTED",
    "RESERVED",
    "Asked",
    "Clock",
    "EntryIndex",
    "EntryState",
    "FieldScope",
    "Found",
    "Held",
    "Key",
    "LaidShelf",
    "PersonalValue",
    "Shelf",
    "Span",
    "apply_event",
    "clock_of",
    "clocks_of",
    "count_submission",
    "counted_entries",
    "day_of",
    "event_title",
    "holds_for",
    "index_of",
    "is_sealed",
    "judged",
    "keys_of",
    "label",
    "list_entries",
    "numbered",
    "period_and_series",
    "plain_words",
    "references",
    "register_word",
    "revealed",
    "sealed",
    "spans_of",
    "standing",
    "state_of",
    "words_of",
]
