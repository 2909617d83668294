"""Units through time: codes, names, kinds, parents; predecessors with shares."""

from solieu.territory.model import Predecessor, Unit, UnitRow
from solieu.territory.territory import KINDS, PLACES, Territory

__all__ = ["KINDS", "PLACES", "Predecessor", "Territory", "Unit", "UnitRow"]
