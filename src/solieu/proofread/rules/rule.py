"""Rule: one kind of mistake that the proofreader looks for, with the page that explains it to an officer."""

from __future__ import annotations

from dataclasses import dataclass

from solieu.core import Consequence


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` is stable, ``name`` states the fault in kebab case. The texts are Vietnamese: ``looks_for`` what is
    compared, ``why`` it matters, ``leave`` when it is right to leave the text as it is. ``example`` raises the finding
    and ``counter_example`` does not; both are run by the tests."""

    code: str
    name: str
    title: str
    looks_for: str
    why: str
    leave: str
    example: str
    counter_example: str
    consequence: Consequence = Consequence.EXPLAIN
    next_step: str = "Đề nghị kiểm tra lại các số này, sửa hoặc ghi lý do."


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of a place of the text where no arithmetic of figures is at stake.

    ``start`` and ``end`` count in the text of the passage. ``holds`` is True for a claim that was checked and is right:
    it is counted and not shown. ``message`` is Vietnamese, without the place; ``consequence`` overrules the rule's.
    """

    rule: str
    start: int
    end: int
    message: str = ""
    printed: str = ""
    expected: str = ""
    related: tuple[tuple[str, int, int], ...] = ()
    holds: bool = False
    is_claim: bool = False  # the text says something that was checked; else it is a matter of form
    consequence: Consequence | None = None
