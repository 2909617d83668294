"""What the cells of a strange blank may mean: titles and headings compared with the forms and indicators that we have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz, process

from solieu.app.foreign.places import Layout
from solieu.catalog.model import Catalog, ColumnKind, FormRow
from solieu.core import Cut
from solieu.intake.headings import heading_key, title_key
from solieu.intake.layout import uses
from solieu.intake.sheet import CellKind, Sheet, a1
from solieu.vietnamese import convert

SURE, LIKELY = 88, 70  # of 100: written as a line; written as a line to think about
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIOD = re.compile(r"(?P<word>Quý|quý|QUÝ)\s+[\w.…]+\s*(?:năm\s*|/)[\d.…]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    indicator: str
    cut: Cut
    said: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of a mapping; ``doubt`` says why it is only a suggestion."""

    cell: str
    row: str
    column: str
    candidate: Candidate | None
    period: str = "this"
    series: str = "actual"
    measure: str = ""
    text: str = ""
    doubt: str = ""

    def line(self) -> str:
        """As it stands in the file; a doubtful one is a remark until somebody takes the # away."""
        said = {"cell": self.cell, "row": self.row, "column": self.column, "text": self.text}
        if self.candidate is not None:
            said |= {"indicator": self.candidate.indicator, "series": self.series, "measure": self.measure}
            said |= {"period": self.period} if self.period != "this" else {}
        parts = [f"{name}: {_quoted(value)}" for name, value in said.items() if value]
        if self.candidate and self.candidate.cut:
            parts.append(f"cut: {{{', '.join(f'{name}: {member}' for name, member in self.candidate.cut)}}}")
        why = f"  # {self.doubt}" if self.doubt else ""
        return f"    {'# ' if self.doubt else ''}- {{{', '.join(parts)}}}{why}"


@dataclass(frozen=True)
class Known:
    """Everything that a title may mean."""

    catalog: Catalog

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        found: dict[str, Candidate] = {}
        for form in self.catalog.forms.values():
            for row in (row for row in form.rows if row.indicator):
                found.setdefault(title_key(row.title), Candidate(row.indicator, row.cut, row.title))
                if row.cut:
                    found |= {title_key(said): Candidate(row.indicator, row.cut, said) for said in self._with_cut(row)}
        for indicator in self.catalog.indicators.values():
            for said in (indicator.title, indicator.noun):
                if said:
                    found.setdefault(title_key(said), Candidate(indicator.id, (), said))
        return found

    def _with_cut(self, row: FormRow) -> Iterator[str]:
        """Tổng đàn trâu: the indicator and what it is of."""
        indicator = self.catalog.indicators[row.indicator]
        members = [self.catalog.dimensions[name].members.get(member, member) for name, member in row.cut]
        for said in dict.fromkeys((indicator.title, indicator.noun)):
            if said:
                yield f"{said} {' '.join(members)}"

    def best(self, title: str, above: str) -> tuple[Candidate, int] | None:
        """The likeliest meaning of a title, by itself or read after the title above it ("diện tích" of potatoes)."""
        asked = [title_key(title), *([title_key(f"{above} {title}")] if above else [])]
        hits = [process.extractOne(text, list(self.candidates), scorer=fuzz.token_sort_ratio) for text in asked]
        hit = max((hit for hit in hits if hit), key=lambda one: one[1], default=None)
        return (self.candidates[hit[0]], int(hit[1])) if hit and hit[1] >= LIKELY else None

    def series(self, candidate: Candidate, period: str, kind: str) -> str:
        """The series under which our forms collect the figure, where they collect one that fits the heading."""
        held = {column.series for form in self.catalog.forms.values() for column in form.columns
                for row in form.rows if (column.indicator or row.indicator, row.cut, column.period)
                == (candidate.indicator, candidate.cut, period) and uses(row, column)
                and column.kind is not ColumnKind.COMPUTED}  # fmt: skip
        fitting = sorted(one for one in held if one.startswith(kind))
        if kind == "target":
            levels = fitting or [f"target:{level}" for level in self.catalog.target_levels]
            return levels[0] if levels else ""
        return kind if kind in fitting or not fitting else fitting[0]


def proposals(sheet: Sheet, catalog: Catalog) -> Iterator[Proposal]:
    """Lines for every empty cell whose row and heading say something, surest and doubtful ones in order of the sheet."""
    layout, known = Layout(sheet), Known(catalog)
    yield from _texts(sheet, layout)
    above, has_measures, newest = "", any(map(layout.measure, layout.titles)), _newest_year(layout)
    for row, title in layout.titles.items():
        hit = known.best(title, above) if layout.measure(row) or not has_measures else None
        if not any(layout.free(row)) or title.strip().endswith(":") or hit is None:
            above = title if not title_key(title).startswith("trong do") else above
        if hit is not None:
            for column, heading in layout.free(row):
                if meaning := _meaning(heading, newest):
                    yield _proposal(layout, known, a1(row, column), row, title, heading, hit, meaning)


def _proposal(layout: Layout, known: Known, cell: str, row: int, title: str, heading: str, hit: tuple[Candidate, int],
              meaning: tuple[str, str]) -> Proposal:  # fmt: skip
    (candidate, score), (period, kind) = hit, meaning
    ours = known.catalog.indicators[candidate.indicator].measure
    measure = layout.measure(row)
    series = known.series(candidate, period, kind)
    doubt = ""
    if score < SURE:
        doubt = f"gần giống “{candidate.said}” ({score}%), đề nghị xem lại"
    elif not measure:
        doubt = f"không thấy đơn vị tính trên biểu; của hệ thống là {ours}"
    elif convert(Decimal(1), ours, measure) is None:
        doubt = f"đơn vị tính “{measure}” không đổi được từ “{ours}”"
    elif not series:
        doubt = "chưa rõ cấp giao kế hoạch"
    return Proposal(cell, title, heading, candidate, period, series, measure or ours, doubt=doubt)


def _newest_year(layout: Layout) -> int:
    """The year that the blank is about, where its headings name more than one; else 0."""
    named = {year for column in range(1, layout.last_column + 1) for year in _years(layout.heading(column))}
    return max(named) if len(named) > 1 else 0


def _years(heading: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(heading)]


def _meaning(heading: str, newest: int) -> tuple[str, str] | None:
    """Period and series that a heading names; None for what is computed, added up over the year, or words."""
    words, years = heading_key(heading), _years(heading)
    if years and max(years) < newest - 1:
        return None
    if any(sign in words for sign in ("%", "so sanh", "ti le", "lui ke", "ghi chu", "tang giam", "don vi tinh")):
        return None
    if "cung ki" in words or (years and max(years) == newest - 1):
        return "same_last_year", "actual"
    if "uoc" in words:
        return "this", "estimate"
    if any(sign in words for sign in ("ke hoach", "du toan", "chi tieu giao")):
        return "year", "target"
    if any(sign in words for sign in ("thuc hien", "ket qua", "so lieu")):
        return "this", "actual_at_cut_off" if " den " in f" {words} " else "actual"
    return None


def _texts(sheet: Sheet, layout: Layout) -> Iterator[Proposal]:
    """Titles and headings that name the period: the next blank may still name this one."""
    newest = _newest_year(layout)
    for (row, column), cell in sorted(sheet.cells.items()):
        found = _PERIOD.search(cell.text) if row <= layout.head_end and cell.kind is CellKind.TEXT else None
        word = _word(found, newest, layout.is_title_line(row)) if found else ""
        if found and word:
            text = cell.text.replace("{", "(").replace("}", ")")
            yield Proposal(a1(row, column), "", "", None, text=text.replace(found[0], word))


def _word(found: re.Match[str], newest: int, is_title: bool) -> str:
    """What the named period is to the blank; "" where that cannot be told."""
    if is_title:
        return "{Period}" if found["word"][0] == "Q" else "{period}"
    years = _years(found[0])
    if not newest or not years or found["word"] != "quý":
        return ""
    return {newest: "{short}", newest - 1: "{same_short}"}.get(years[0], "")


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[a-z0-9_.]+|[A-Z]+[0-9]+", text) else json.dumps(text, ensure_ascii=False)
