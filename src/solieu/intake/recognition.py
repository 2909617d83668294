"""Which form is on a sheet, of whom, for when.

Hidden marks: the document property, the sheet ``_meta``, the stamp and the row ids of the hidden first column; two
that agree are enough. What the head of the sheet says is read as well: it may stand in for lost marks, and it must not
contradict them. A form that is known by its content only is confirmed once by the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from solieu.catalog.model import Catalog, Form
from solieu.core import Finding, Period, Where, parse_period
from solieu.intake import doubts, layout
from solieu.intake.headings import code_key, title_key
from solieu.intake.sheet import Book, Sheet
from solieu.territory import Territory
from solieu.vietnamese import fold, read_period, write_period

HEAD_LINES = 14  # head and titles of a form, with some lines that people add
ANSWER_SHEET, SOURCES_SHEET = "Trả lời", "Nguồn số liệu"
_OURS = {fold(ANSWER_SHEET), fold(SOURCES_SHEET)}  # sheets that we add to what goes out
_CONSOLIDATED = fold("bảng tổng hợp biểu ")
_REPORTER = re.compile(r"don vi bao cao\s*[:.]?\s*(.+)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Ids; empty where nothing is said."""

    form: str = ""
    unit: str = ""
    sender: str = ""
    period: str = ""
    version: str = ""

    def filled(self, other: Identity) -> Identity:
        """This identity with its gaps taken from another."""
        gaps = {item.name: getattr(other, item.name) for item in fields(self) if not getattr(self, item.name)}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Found:
    """A form on a sheet. ``by`` names what it was known by: property, meta, stamp, rows; head, content."""

    form: Form
    sheet: Sheet
    hidden: Identity
    visible: Identity
    by: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        return len({"property", "meta", "stamp", "rows"} & set(self.by)) >= 2


def recognise(book: Book, catalog: Catalog, territory: Territory) -> tuple[Found, ...]:
    """Every form on the sheets of a workbook, in the order of the sheets."""
    meta = next((_pairs_of(sheet) for sheet in book.sheets if sheet.name.lower() == layout.META_SHEET), {})
    of_book = {"property": _identity(book.property), "meta": _identity(meta)}
    forms = (sheet for sheet in book.sheets if not _is_ours(sheet) and not is_consolidated(sheet))
    found = (_on_sheet(sheet, of_book, catalog, territory) for sheet in forms)
    return tuple(one for one in found if one is not None)


def is_consolidated(sheet: Sheet) -> bool:
    """A master sheet of ours that came back: its rows are the units."""
    top = (cell.text for (row, _), cell in sheet.cells.items() if row <= HEAD_LINES and cell.text)
    return any(fold(text).startswith(_CONSOLIDATED) for text in top)


def _is_ours(sheet: Sheet) -> bool:
    return sheet.name.lower() == layout.META_SHEET or fold(sheet.name) in _OURS


def _identity(pairs: Mapping[str, str]) -> Identity:
    return Identity(**{item.name: pairs.get(item.name, "") for item in fields(Identity)})


def _pairs_of(sheet: Sheet) -> dict[str, str]:
    return {sheet.text(row, 1): sheet.text(row, 2) for row in range(1, 21) if sheet.text(row, 1)}


def _on_sheet(sheet: Sheet, of_book: dict[str, Identity], catalog: Catalog, territory: Territory) -> Found | None:
    texts = [(row, cell.text) for (row, _), cell in sheet.cells.items() if cell.text]
    stamp = _stamp(texts)
    form, by = _form(texts, stamp, catalog)
    if form is None:
        return None
    agreeing = {name: mark for name, mark in of_book.items() if mark.form == form.id and _agrees(mark, stamp)}
    hidden = stamp if stamp.form == form.id else next(iter(agreeing.values()), Identity())
    return Found(form, sheet, hidden, _visible(texts, form, catalog, territory), (*agreeing, *by))


def _agrees(mark: Identity, stamp: Identity) -> bool:
    return not stamp.form or (mark.unit, mark.sender, mark.period) == (stamp.unit, stamp.sender, stamp.period)


def _stamp(texts: list[tuple[int, str]]) -> Identity:
    written = next((text for _, text in texts if text.startswith(layout.STAMP)), "")
    return _identity(dict(pair.split("=", 1) for pair in written.removeprefix(layout.STAMP).split(";") if "=" in pair))


def _form(texts: list[tuple[int, str]], stamp: Identity, catalog: Catalog) -> tuple[Form | None, tuple[str, ...]]:
    """The form that most marks on the sheet point to. Content alone counts only when one form stands out."""
    plain = {text for _, text in texts}
    named = {text.partition(":")[0] for text in plain}
    top = [fold(text) for row, text in texts if row <= HEAD_LINES]
    scores: dict[str, tuple[str, ...]] = {}
    for form in catalog.forms.values():
        marks = {
            "stamp": stamp.form == form.id,
            "rows": form.id in named
            and any(
                2 * len(plain & {f"{form.id}:{row.code}" for row in rows}) > len(rows) for rows in layout.sheets(form)
            ),
            "head": any(_names(text, form) for text in top),
        }
        scores[form.id] = tuple(name for name, holds in marks.items() if holds)
    best = max(scores, key=lambda id: len(scores[id]), default="")
    if best and scores[best]:
        return catalog.forms[best], scores[best]
    alike = [form for form in catalog.forms.values() if _has_rows(plain, form)]
    return (alike[0], ("content",)) if len(alike) == 1 else (None, ())


def _names(text: str, form: Form) -> bool:
    code = fold(form.code)
    return code in text and bool(re.search(rf"(?<![\w/.-]){re.escape(code)}(?![\w/-])", text))


def _has_rows(texts: set[str], form: Form) -> bool:
    """Most names and codes of a form; a form of very few rows is never known by them alone."""
    titles, codes = {title_key(text) for text in texts}, {code_key(text) for text in texts}
    return any(
        len(rows) >= 4
        and 3 * sum(title_key(row.title) in titles and code_key(row.code) in codes for row in rows) >= 2 * len(rows)
        for rows in layout.sheets(form)
    )


def _visible(texts: list[tuple[int, str]], form: Form, catalog: Catalog, territory: Territory) -> Identity:
    """What the head of the sheet says to an officer."""
    top = [text for row, text in texts if row <= HEAD_LINES]
    periods = {read_period(text.strip(" ()")) for text in top if not text.strip().isdigit()} - {None}
    period = periods.pop() if len(periods) == 1 else None
    named = next((match[1] for text in top if (match := _REPORTER.search(fold(text)))), "")
    sender = _unit_named(named, territory, period.end if period else None)
    unit = unit_of(form, sender, catalog.root_unit) if sender else ""
    named_forms = [known.id for known in catalog.forms.values() if any(_names(fold(text), known) for text in top)]
    headed = form.id if form.id in named_forms or not named_forms else named_forms[0]
    return Identity(headed, unit, sender, str(period) if period else "")


def _unit_named(folded: str, territory: Territory, day: date | None) -> str:
    """The unit whose full name a head begins with; "" when none or several do."""
    name = re.sub(r"\A(ubnd|ui ban nhan dan)\s+", "", folded).strip(" .…")
    if not name:
        return ""
    fits = {}
    for unit in territory.units.values():
        last = unit.rows[-1]
        known = fold(territory.name(unit.id, day or last.since))
        if name == known or name.startswith((f"{known},", f"{known} -", f"{known} huien")):
            fits[unit.id] = known
    return next(iter(fits)) if len(fits) == 1 else ""


def unit_of(form: Form, sender: str, root: str) -> str:
    """The area that a sender's form is about: its own, or the whole for an organisation of the form."""
    return root if any(known.organisation == sender for known in form.senders) else sender


def sender_of(form: Form, unit: str, root: str) -> str:
    """Who sends a form about an area when nobody says: the area itself, or the only organisation of the form."""
    organisations = [known.organisation for known in form.senders if known.organisation]
    if unit != root and any(known.kinds for known in form.senders):
        return unit
    return organisations[0] if len(organisations) == 1 else ""


def identify(found: Found, expected: Identity, catalog: Catalog, territory: Territory,
             where: Where) -> tuple[Identity, Period | None, tuple[Finding, ...]]:  # fmt: skip
    """Whose form it is and for when. No period means that it cannot be said; the findings tell why."""
    contradictions = tuple(_contradictions(found, expected, territory, where))
    merged = expected.filled(found.hidden).filled(found.visible)
    merged = replace(merged, form=found.form.id)
    sender = merged.sender or sender_of(found.form, merged.unit, catalog.root_unit)
    merged = replace(
        merged, sender=sender, unit=merged.unit or (sender and unit_of(found.form, sender, catalog.root_unit))
    )
    period = _period(merged.period)
    stops = [one for one in contradictions if one.consequence is doubts.STOP]
    if stops:
        return merged, None, contradictions
    if period is None or merged.unit not in territory.units or merged.sender not in territory.units:
        lacks = "đơn vị" if merged.unit not in territory.units else "kỳ" if period is None else "nơi gửi"
        missing = doubts.IDENTITY_MISSING.at(where, f"không rõ {lacks} của biểu")
        return merged, None, (*contradictions, missing)
    return merged, period, (*contradictions, *_remarks(found, expected, merged, period, territory, where))


def _contradictions(found: Found, expected: Identity, territory: Territory, where: Where) -> Iterator[Finding]:
    """What is said when sending outweighs the hidden marks where the head agrees with it: a sheet that was made from
    another quarter's file. Nothing outweighs the head that an officer reads and signs."""
    for name in ("form", "unit", "sender", "period"):
        said, hidden, seen = (getattr(one, name) for one in (expected, found.hidden, found.visible))
        if said and seen and said != seen:
            yield _elsewhere(where, name, seen, said, territory)
        elif said and hidden and said != hidden and not seen:
            yield _elsewhere(where, name, hidden, said, territory)
        elif hidden and seen and hidden != seen and not said:
            mine, theirs = _in_words(name, seen, territory), _in_words(name, hidden, territory)
            words = f"đầu biểu ghi {mine}, dấu nhận biết của tệp là {theirs}"
            yield doubts.MARKS_CONTRADICT.at(where, words, printed=seen, expected=hidden)


def _elsewhere(where: Where, name: str, theirs: str, said: str, territory: Territory) -> Finding:
    words = f"tệp là {_in_words(name, theirs, territory)}, khi gửi nêu {_in_words(name, said, territory)}"
    return doubts.BELONGS_ELSEWHERE.at(where, words, printed=theirs, expected=said)


def _in_words(name: str, value: str, territory: Territory) -> str:
    if name in ("unit", "sender") and value in territory.units:
        label = "đơn vị" if name == "unit" else "nơi gửi"
        return f"{label} {territory.name(value, territory.units[value].rows[-1].since)}"
    period = _period(value) if name == "period" else None
    return write_period(period) if period else f"biểu {value}"


def _remarks(found: Found, expected: Identity, merged: Identity, period: Period, territory: Territory,
             where: Where) -> Iterator[Finding]:  # fmt: skip
    is_confirmed = bool(expected.form and expected.unit and expected.period)
    if not found.is_certain and not is_confirmed:
        what = f"{found.form.code} của {territory.name(merged.sender, period.end)}, {write_period(period)}"
        by = "mã biểu ở đầu trang" if "head" in found.by else "mã số và tên các dòng"
        key = f"{merged.form}/{merged.unit}/{merged.sender}/{merged.period}"
        words = f"nhận ra là biểu {what}, theo {by}, vì tệp không còn dấu nhận biết"
        yield doubts.RECOGNISED_BY_CONTENT.at(
            Where(file=where.file, sheet=where.sheet, form=where.form, key=key), words
        )
    version = found.hidden.version
    if version and version != found.form.version:
        words = "lập theo mẫu cũ; đã đọc theo mẫu hiện hành"
        yield doubts.OLDER_VERSION.at(where, words, printed=version, expected=found.form.version)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None
