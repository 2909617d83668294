"""Trace: where a value comes from, as a tree that ends in cells, entries and parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from solieu.core.fact_key import FactKey
from solieu.core.reading import Reading
from solieu.core.where import Where


class TraceKind(StrEnum):
    FACT = "fact"  # an accepted value with an origin
    FORMULA = "formula"  # a definition of the catalogue
    SUM_OF_UNITS = "sum-of-units"
    CONSTANT = "constant"
    ABSENT = "absent"
    OVERRIDE = "override"  # typed by hand for one document; its only input is what it replaces


@dataclass(frozen=True, slots=True)
class Trace:
    """One step of a computation.

    A leaf of kind FACT carries the revision that was used (``revision`` is its number under the key), the submission
    that brought it and the place of the cell or entry. A node carries the formula as written and its inputs in order.
    ``note`` says in Vietnamese why there is no value, or what a reader should know of how it came about.
    """

    kind: TraceKind
    reading: Reading
    key: FactKey | None = None
    formula: str = ""
    inputs: tuple[Trace, ...] = ()
    submission: str = ""
    revision: int = 0
    origin: Where | None = None
    note: str = ""

    def leaves(self) -> Iterator[Trace]:
        if not self.inputs:
            yield self
        for part in self.inputs:
            yield from part.leaves()

    def every_key(self) -> Iterator[FactKey]:
        """Every fact key that this value was made from, itself included."""
        if self.key is not None:
            yield self.key
        for part in self.inputs:
            yield from part.every_key()
