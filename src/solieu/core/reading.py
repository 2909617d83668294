"""Reading: a value, or a reason why there is none. Zero is a value; absence is not zero."""

from __future__ import annotations

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

    @property
    def is_present(self) -> bool:
        return self.quantity is not None
