"""Adopting a report that came as a document: its figures bound to facts, its prose kept, a template left behind."""

from solieu.reports.adopting.binding import Binder, Binding, Comparison
from solieu.reports.adopting.candidates import Candidate, candidates
from solieu.reports.adopting.outline import Adopted, Taken, outline_of, prose_of
from solieu.reports.adopting.slotting import PHRASES

__all__ = [
    "PHRASES",
    "Adopted",
    "Binder",
    "Binding",
    "Candidate",
    "Comparison",
    "Taken",
    "candidates",
    "outline_of",
    "prose_of",
]
