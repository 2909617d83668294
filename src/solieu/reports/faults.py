"""What is wrong with a template, a phrase or a narrative: named with its place and the nearest right spelling."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.catalog.mistakes import nearest
from solieu.core import Consequence, Finding, Where

NAMES = {
    "REP101": "unreadable-slot",
    "REP102": "unknown-name-in-template",
    "REP103": "unknown-phrase",
    "REP104": "wrong-argument",
    "REP105": "quantity-typed-into-template",
    "REP106": "block-out-of-place",
    "REP107": "note-out-of-place",
    "REP108": "table-not-understood",
    "REP109": "phrase-leads-back-to-itself",
    "REP201": "phrase-without-example",
    "REP202": "phrase-example-does-not-hold",
    "REP203": "variant-never-shown",
    "REP204": "statement-without-example",
    "REP205": "statement-example-does-not-hold",
}


def fault(code: str, message: str, where: Where, near: str = "") -> Finding:
    """A mistake of a definition; nothing is compiled before it is mended."""
    step = f"Có phải là “{near}”?" if near else "Đề nghị sửa định nghĩa."
    return Finding(code, NAMES[code], Consequence.STOP, f"{message}.", where, next_step=step)


def unknown(code: str, what: str, name: str, known: Iterable[str], where: Where) -> Finding:
    return fault(code, f"không có {what} “{name}”", where, nearest(name, known))
