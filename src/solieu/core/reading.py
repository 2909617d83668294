"""Reading: a value, or a reason why there is none. Zero is a value; absence is not zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from solieu.core.quantity import Quantity


class Absence(StrEnum):
    """Why there is no value. Three different answers of an officer (office-habits A3)."""

    NOT_YET_REPORTED = "not-yet-reported"  # Chưa có số liệu
    DOES_NOT_APPLY = "does-not-apply"  # Không áp dụng ("x" in a table)
    WITHHELD = "withheld"  # Không công bố


@dataclass(frozen=True, slots=True)
class Reading:
    """Either a :class:`Quantity` or an :class:`Absence`, never both and never neither."""

    quantity: Quantity | None = None
    absence: Absence | None = None

    def __post_init__(self) -> None:
        if (self.quantity is None) == (self.absence is None):
            raise ValueError("a Reading is a quantity or an absence")

    @staticmethod
    def of(quantity: Quantity) -> Reading:
        return Reading(quantity=quantity)

    @staticmethod
    def absent(absence: Absence = Absence.NOT_YET_REPORTED) -> Reading:
        return Reading(absence=absence)

    def __str__(self) -> str:
        """``15477|triệu đồng|0|`` or ``!not-yet-reported``: every digit survives."""
        quantity = self.quantity
        if quantity is None:
            return f"!{self.absence}"
        return f"{quantity.value}|{quantity.unit}|{quantity.decimals}|{quantity.hedge.value}"

    @property
    def is_present(self) -> bool:
        return self.quantity is not None


_SPREADS = (Absence.NOT_YET_REPORTED, Absence.WITHHELD, Absence.DOES_NOT_APPLY)


def spread(readings: Iterable[Reading]) -> Absence | None:
    """Why a whole is absent when some of its parts are, None when all are there.

    What somebody still owes comes before what is withheld, and that before what does not apply: the gap then names the
    person who can close it.
    """
    absences = {reading.absence for reading in readings}
    return next((absence for absence in _SPREADS if absence in absences), None)
