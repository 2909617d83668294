"""The tolerant reader: sheets that people worked in become staged facts, doubts and nothing else.

What cannot be read for certain is a finding at its cell and is not staged. An empty cell is not yet reported; it is
never zero. Comments, notes and the sender's own words travel with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from solieu.catalog.model import Catalog
from solieu.core import FactKey, Finding, Reading, Where
from solieu.facts import StagedFact, StatedRatio
from solieu.intake import doubts, layout
from solieu.intake.layout import Occasion
from solieu.intake.opening import Opened, open_file
from solieu.intake.recognition import Found, Identity, identify, is_consolidated, recognise
from solieu.intake.walking import Walk
from solieu.territory import Territory

Prefill = Callable[[Occasion], Mapping[FactKey, Reading]]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What one sheet of one file says. ``at`` is None when the form could not be told; the findings then say why."""

    at: Occasion | None
    staged: tuple[StagedFact, ...] = ()
    stated: tuple[StatedRatio, ...] = ()
    findings: tuple[Finding, ...] = ()
    recognised_by: tuple[str, ...] = ()
    filename: str = ""  # of the workbook itself, where it came in an archive
    sheet: str = ""
    remark: str = ""  # the sender's own words under the table
    content: bytes = b""  # of the workbook
    original: bytes = b""  # as handed in: the workbook, or the archive that it came in

    @property
    def is_stopped(self) -> bool:
        return self.at is None or any(finding.consequence is doubts.STOP for finding in self.findings)


def read_forms(
    content: bytes,
    filename: str,
    *,
    catalog: Catalog,
    territory: Territory,
    prefill: Prefill | None = None,
    expected: Identity | None = None,
) -> tuple[ReadForm, ...]:
    """Every form in what was handed in: a workbook, or an archive of several; at least one answer.

    ``expected`` says what the sender claims to hand in; a contradiction stops. ``prefill`` tells what is known already
    for the grey cells of a form.
    """
    reader = _Reader(catalog, territory, prefill or (lambda at: {}), expected or Identity())
    opened = open_file(content, filename)
    scans = [one for one in opened if one.is_scan] if any(one.book for one in opened) else []
    forms = [form for one in opened if one not in scans for form in reader.of_file(one)]
    kept = doubts.LEFT_ASIDE.at(Where(file=filename), f"giữ cùng biểu, không đọc số liệu: {_names(scans)}")
    forms = [replace(form, original=content) for form in _once(forms)]
    return (replace(forms[0], findings=(*forms[0].findings, kept)), *forms[1:]) if scans else tuple(forms)


def _names(files: list[Opened]) -> str:
    return ", ".join(f"“{one.filename}”" for one in files)


def _once(forms: list[ReadForm]) -> Iterator[ReadForm]:
    """A form that was handed in twice with the same figures counts once; with different ones nobody can tell which is
    meant."""
    for number, form in enumerate(forms):
        same = [other for other in forms if form.at is not None and other.at == form.at and other is not form]
        if any(_figures(other) == _figures(form) for other in same if forms.index(other) < number):
            continue
        others = [other for other in same if _figures(other) != _figures(form)]
        if others:
            words = f"cùng một biểu có ở {_place(form)} và {_place(others[0])} với số liệu khác nhau"
            twice = doubts.SHEET_TWICE.at(Where(file=form.filename, form=form.at.form.code if form.at else ""), words)
            yield replace(form, findings=(twice, *form.findings))
        else:
            yield form


def _place(form: ReadForm) -> str:
    return f"trang tính “{form.sheet}” của tệp “{form.filename}”"


@dataclass(frozen=True, slots=True)
class _Reader:
    catalog: Catalog
    territory: Territory
    prefill: Prefill
    expected: Identity

    def of_file(self, opened: Opened) -> Iterator[ReadForm]:
        where = Where(file=opened.filename)
        if opened.book is None:
            refusal = doubts.FILE_NOT_READABLE.at(Where(file=opened.filename), opened.refused)
            yield ReadForm(None, findings=(refusal,), filename=opened.filename, content=opened.content)
            return
        found = recognise(opened.book, self.catalog, self.territory)
        remarks = tuple(doubts.LEFT_ASIDE.at(where, remark) for remark in opened.book.remarks)
        tables = [sheet.name for sheet in opened.book.sheets if is_consolidated(sheet)]
        if tables and found:
            remarks += (doubts.LEFT_ASIDE.at(where, f"bảng tổng hợp, không đọc: {', '.join(tables)}"),)
        elif tables:
            stop = doubts.CONSOLIDATED.at(
                where, f"trang tính “{tables[0]}” là bảng tổng hợp, không phải biểu của một đơn vị"
            )
            yield ReadForm(None, findings=(stop,), filename=opened.filename, content=opened.content)
        elif not found:
            stop = doubts.FORM_NOT_RECOGNISED.at(where, "không nhận ra biểu nào của danh mục trong tệp")
            yield ReadForm(None, findings=(stop, *remarks), filename=opened.filename, content=opened.content)
        for number, one in enumerate(found):
            form = self._form(one, opened)
            yield replace(form, findings=(*form.findings, *(remarks if number == 0 else ())))

    def _form(self, found: Found, opened: Opened) -> ReadForm:
        where = Where(file=opened.filename, sheet=found.sheet.name, form=found.form.code)
        here = ReadForm(None, recognised_by=found.by, filename=opened.filename, sheet=found.sheet.name,
                        content=opened.content)  # fmt: skip
        identity, period, findings = identify(found, self.expected, self.catalog, self.territory, where)
        if period is None:
            return replace(here, findings=findings)
        at = layout.occasion(self.catalog, found.form, identity.unit, identity.sender, period)
        assert opened.book is not None
        walk = Walk(found.sheet, at, self.catalog, self.prefill(at), where, opened.book.knows_formulas)
        walk.read()
        return replace(here, at=at, staged=tuple(walk.staged), stated=tuple(walk.stated),
                       findings=(*findings, *walk.findings), remark=walk.remark)  # fmt: skip


def _figures(form: ReadForm) -> dict[FactKey, Reading]:
    return {fact.key: fact.reading for fact in form.staged}
