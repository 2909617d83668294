"""Workbooks as they come back: what a person or a program did to a form, made again by a script.

Every case says what the sender meant. The reader may take a figure or ask about it; it may never take another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from form_desk import Place

from solieu.intake import Identity


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """``changes`` are the figures that this sender means differently from the desk (None: means none); ``answers`` the
    codes of all doubts that need a person, in any order."""

    name: str
    story: str
    form: str
    make: Callable[[], bytes]
    filename: str = "bieu.xlsx"
    answers: tuple[str, ...] = ()
    changes: Mapping[Place, Decimal | None] = field(default_factory=dict)
    expected: Identity | None = None
    needs_office: bool = False


CASES: list[Case] = []


def case(form: str, *, filename: str = "bieu.xlsx", answers: str = "", changes: Mapping[Place, str | None] | None = None,
         expected: Identity | None = None, needs_office: bool = False):  # fmt: skip
    """Register the workbook that a function makes; its name and docstring are the case's."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        meant = {place: Decimal(text) if text is not None else None for place, text in (changes or {}).items()}
        CASES.append(
            Case(make.__name__, make.__doc__ or "", form, make, filename, tuple(answers.split()), meant, expected,
                 needs_office)
        )  # fmt: skip
        return make

    return register
