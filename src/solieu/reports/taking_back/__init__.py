"""Taking back: a report that was edited in Word returns, and every change is named, prose by section, figure by figure."""

from solieu.reports.taking_back.changes import (
    Belongs,
    Bound,
    FigureChange,
    FigureKind,
    ProseChange,
    ProseKind,
    TakenBack,
)
from solieu.reports.taking_back.matching import Matched, Pair, match
from solieu.reports.taking_back.owners import Owners
from solieu.reports.taking_back.printed import printed_units
from solieu.reports.taking_back.returned import returned_units
from solieu.reports.taking_back.taking import take_back
from solieu.reports.taking_back.units import Unit
from solieu.reports.taking_back.wording import Compared, Edit, compare_units

__all__ = [
    "Belongs",
    "Bound",
    "Compared",
    "Edit",
    "FigureChange",
    "FigureKind",
    "Matched",
    "Owners",
    "Pair",
    "ProseChange",
    "ProseKind",
    "TakenBack",
    "Unit",
    "compare_units",
    "match",
    "printed_units",
    "returned_units",
    "take_back",
]
