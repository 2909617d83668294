"""Which form is this, of whom, for when: two of three marks must agree, or the content is recognised and said so."""

from __future__ import annotations

from dataclasses import dataclass

from solieu.catalog.model import Catalog, Form
from solieu.intake.workbook import Book, Sheet
from solieu.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Identity:
    form: str = ""
    unit: str = ""
    sender: str = ""
    period: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    form: Form
    sheet: Sheet
    identity: Identity
    by: tuple[str, ...]  # marks that agree: property, meta, rows, head


def recognise(book: Book, catalog: Catalog, expected: Identity | None) -> Recognised | None:
    """The form on the sheet that fits best; None when no sheet holds a form of the catalogue."""
    marks = {"property": _identity(book.property), "meta": _identity(book.meta)}
    found = []
    for sheet in book.sheets:
        for form in catalog.forms.values():
            by = tuple(name for name, mark in marks.items() if mark and mark.form == form.id)
            by += tuple(
                name for name, fits in (("rows", _has_row_ids(sheet, form)), ("head", _has_head(sheet, form))) if fits
            )
            if "rows" in by or "head" in by:
                found.append(Recognised(form, sheet, _first(marks, form.id, expected), by))
    return max(found, key=lambda one: len(one.by), default=None)


def _identity(pairs: dict[str, str]) -> Identity | None:
    if not pairs.get("form"):
        return None
    return Identity(*(pairs.get(name, "") for name in ("form", "unit", "sender", "period", "version")))


def _first(marks: dict[str, Identity | None], form: str, expected: Identity | None) -> Identity:
    known = [mark for mark in marks.values() if mark is not None and mark.form == form]
    return known[0] if known else (expected or Identity())


def _has_row_ids(sheet: Sheet, form: Form) -> bool:
    wanted = {f"{form.id}:{row.code}" for row in form.rows}
    return len(wanted & {cell.text for cell in sheet.cells.values()}) * 2 > len(wanted)


def _has_head(sheet: Sheet, form: Form) -> bool:
    code = fold(form.code)
    return any(code in fold(cell.text) for (row, _), cell in sheet.cells.items() if row <= 8 and cell.text)
