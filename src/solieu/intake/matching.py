"""Finding the rows and columns of a form on a sheet that people worked in.

A row has three marks: its hidden id, its code and its name. Two that agree are enough, whatever stands around it; a
name alone is enough when nothing contradicts it. Columns are found by their headings, in full or short; the number
under a heading helps where two headings are alike. What stays in doubt is named and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from solieu.catalog.model import Column, ColumnKind, Form, FormRow
from solieu.intake import doubts, layout
from solieu.intake.doubts import Doubt
from solieu.intake.headings import code_key, digits, heading_key, title_key
from solieu.intake.layout import Occasion
from solieu.intake.sheet import Cell, Sheet, a1

ALIKE = 80  # of 100: two writings of one heading whose digits and number agree
OTHER_NAME = 60  # below it the name of a row has become another one


@dataclass(frozen=True, slots=True)
class Trouble:
    """A doubt about a row or a column of the form; ``at`` is a cell to look at."""

    doubt: Doubt
    words: str
    row: str = ""
    column: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Sheet rows by row code, sheet columns by column id; ``measures`` is the column ĐVT, None where there is none."""

    head_row: int
    rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    measures: int | None = None
    troubles: tuple[Trouble, ...] = ()


NO_TABLE = Table(0, troubles=(Trouble(doubts.COLUMN_MISSING, "không thấy hàng tiêu đề của bảng"),))


def find_table(sheet: Sheet, at: Occasion) -> Table:
    """The table of the form on a sheet; of several the one that holds most of it."""
    tables = [_table(sheet, head, end, at) for head, end in _regions(sheet.lines, at)]
    return max(tables, key=lambda table: (len(table.columns), len(table.rows)), default=NO_TABLE)


def _regions(lines: Mapping[int, Mapping[int, Cell]], at: Occasion) -> list[tuple[int, int]]:
    """Each row of headings with the last row below it that is its own: another row of other headings begins another
    table; the same headings again, as at the top of a printed page, do not."""
    wanted = {heading_key(layout.head(column, at)) for column in at.form.columns}
    wanted |= {heading_key(head) for head in (layout.CODE_HEAD, layout.TITLE_HEAD, layout.MEASURE_HEAD)}
    heads = []
    for number, cells in lines.items():
        keys = {column: heading_key(cell.text) for column, cell in cells.items() if cell.text}
        if sum(key in wanted for key in keys.values()) >= 2:
            heads.append((number, keys))
    firsts = [one for place, one in enumerate(heads) if place == 0 or one[1] != heads[place - 1][1]]
    starts = [number for number, _ in firsts]
    return [(start, end - 1) for start, end in pairwise([*starts, max(lines, default=0) + 1])]


def _table(sheet: Sheet, head: int, end: int, at: Occasion) -> Table:
    columns, column_troubles = _columns(sheet, head, at)
    first = min(columns.values(), default=layout.first_value_column(at.form) + 1)
    measures = next((column for column in range(1, first) if heading_key(sheet.text(head, column)) ==
                     heading_key(layout.MEASURE_HEAD)), None)  # fmt: skip
    below = [(number, cells) for number, cells in sheet.lines.items() if head < number <= end]
    names = _Names.of(at.form)
    claims = [claim for number, cells in below if (claim := _claim(number, cells, first, measures, names))]
    values = [columns[column.id] for column in at.form.columns
              if column.kind is ColumnKind.VALUE and column.id in columns]  # fmt: skip
    rows, row_troubles = _rows(claims, sheet, values, at.form)
    return Table(head, rows, columns, measures, (*column_troubles, *row_troubles))


# --- columns


def _columns(sheet: Sheet, head: int, at: Occasion) -> tuple[dict[str, int], list[Trouble]]:
    heads = {column: cell.shown for column, cell in sheet.lines[head].items()}
    keys = {column: heading_key(text) for column, text in heads.items()}
    numbers = _numbers_below(sheet, head, at.form)
    found: dict[str, int] = {}
    troubles: list[Trouble] = []
    wanted: dict[str, list[Column]] = {}
    for column in at.form.columns:
        wanted.setdefault(heading_key(layout.head(column, at)), []).append(column)
    for key, group in wanted.items():
        places = sorted(column for column, text in keys.items() if text == key)
        if len(places) == len(group):
            found |= {column.id: place for column, place in zip(group, places, strict=True)}
            continue
        for column in group:
            number = numbers.get(layout.cited(at.form, column))
            if number is not None and (number in places or _is_rewritten(keys.get(number, ""), key, wanted)):
                found[column.id] = number
            elif column.kind is ColumnKind.VALUE:
                troubles.append(_lost(column, places, head, heads, numbers, at))
    return found, troubles


def _numbers_below(sheet: Sheet, head: int, form: Form) -> dict[str, int]:
    """Columns by the numbers under the headings, where a row of them stands there and each occurs once."""
    marks = [mark.partition("=")[0] for mark in layout.marks(form).values()]
    for row in (head + 1, head + 2):
        texts = [(cell.shown.partition("=")[0].strip(), column) for column, cell in sheet.lines.get(row, {}).items()]
        seen = [text for text, _ in texts]
        if 2 * sum(mark in seen for mark in marks) > len(marks):
            return {text: column for text, column in texts if text and seen.count(text) == 1}
    return {}


def _is_rewritten(seen: str, wanted: str, others: Iterable[str]) -> bool:
    """The same heading in other words: its digits, which name the period, must be the same."""
    if not seen or seen in others or digits(seen) != digits(wanted):
        return False
    return fuzz.ratio(seen, wanted) >= ALIKE


def _lost(column: Column, places: list[int], head: int, heads: Mapping[int, str], numbers: Mapping[str, int],
          at: Occasion) -> Trouble:  # fmt: skip
    title = layout.head(column, at)
    if len(places) > 1:
        cells = ", ".join(a1(head, place) for place in places)
        return Trouble(
            doubts.COLUMN_TWICE, f"có {len(places)} cột cùng tiêu đề “{title}” (ô {cells})", column=column.id
        )
    number = numbers.get(layout.cited(at.form, column))
    instead = heads.get(number or 0, "").replace("\n", " ")
    said = f"không thấy cột “{title}”" + (f"; tại đó ghi “{instead}”" if instead else "")
    return Trouble(doubts.COLUMN_MISSING, said, column=column.id, at=a1(head, number) if number else "")


# --- rows


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sheet row that says it is a row of the form, and by which marks."""

    number: int
    code: str
    marks: frozenset[str]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """The codes and names of a form's rows, by the keys that compare."""

    rows: Mapping[str, FormRow]
    prefix: str
    by_code: Mapping[str, list[str]]
    by_title: Mapping[str, list[str]]

    @staticmethod
    def of(form: Form) -> _Names:
        by_code: dict[str, list[str]] = {}
        by_title: dict[str, list[str]] = {}
        for row in form.rows:
            by_code.setdefault(code_key(row.code), []).append(row.code)
            by_title.setdefault(title_key(row.title), []).append(row.code)
        return _Names({row.code: row for row in form.rows}, f"{form.id}:", by_code, by_title)


def _claim(number: int, cells: Mapping[int, Cell], first: int, measures: int | None, names: _Names) -> _Claim | None:
    marks: dict[str, set[str]] = {}
    left = []
    for column, cell in cells.items():
        text = cell.shown
        if text.startswith(names.prefix):
            code = text.removeprefix(names.prefix)
            if code in names.rows:
                marks.setdefault(code, set()).add("id")
        elif column < first and column != measures and text:
            left.append((column, text))
    for _, text in left:
        for mark, known in (
            ("code", names.by_code.get(code_key(text))),
            ("title", names.by_title.get(title_key(text))),
        ):
            for code in known or ():
                marks.setdefault(code, set()).add(mark)
    if not marks:
        return None
    title = max((text for _, text in left if code_key(text) not in names.by_code), key=len, default="")
    place = a1(number, left[0][0]) if left else ""
    return _judged(number, marks, title, place, names.rows)


def _judged(
    number: int, marks: Mapping[str, set[str]], title: str, place: str, rows: Mapping[str, FormRow]
) -> _Claim | None:
    """Which row of the form a sheet row is, by the marks that point to each."""
    best = max(marks, key=lambda code: (len(marks[code]), "title" in marks[code]))
    held = frozenset(marks[best])
    named = [code for code in marks if "title" in marks[code]]
    if held == {"title"} and len(named) > 1:
        return None  # a name that several rows bear, and nothing else
    others = [code for code in marks if code != best and (held == {"title"} or "title" in marks[code])]
    if others and (held == {"title"} or "title" not in held) and held != {"code"}:
        named_as, coded_as = (best, others[0]) if "title" in held else (others[0], best)
        words = f"mang mã số {coded_as} nhưng ghi tên “{rows[named_as].title}” của dòng {named_as}"
        return _Claim(number, best, held, Trouble(doubts.ROW_CONTESTED, words, best, at=place))
    alike = fuzz.ratio(title_key(title), title_key(rows[best].title)) if title else 100
    if held == {"code"} and (alike < ALIKE or not title):
        return None  # a number that happens to look like a code
    trouble = None
    if "title" not in held and alike < OTHER_NAME:
        words = f"ghi tên “{title}”, biểu là “{rows[best].title}”"
        trouble = Trouble(doubts.ROW_RETITLED, words, best, at=place)
    elif held >= {"code", "title"} and any("id" in marks[code] for code in marks if code != best):
        trouble = Trouble(doubts.ROW_MOVED, "dòng đã đổi chỗ; được đọc theo mã số và tên", best, at=place)
    return _Claim(number, best, held, trouble)


def _rows(claims: list[_Claim], sheet: Sheet, values: list[int], form: Form) -> tuple[dict[str, int], list[Trouble]]:
    rows: dict[str, int] = {}
    troubles: list[Trouble] = []
    for row in form.rows:
        mine = [claim for claim in claims if claim.code == row.code]
        chosen = _chosen(mine, sheet, values)
        if chosen is not None:
            rows[row.code] = chosen.number
            troubles += [chosen.trouble] if chosen.trouble else []
        elif mine:
            places = ", ".join(str(claim.number) for claim in mine)
            troubles.append(
                Trouble(doubts.ROW_TWICE, f"dòng có ở {len(mine)} nơi trên trang tính (hàng {places})", row.code)
            )
        elif row.indicator:
            troubles.append(Trouble(doubts.ROW_MISSING, f"không thấy dòng “{row.title}”", row.code))
    return rows, troubles


def _chosen(claims: list[_Claim], sheet: Sheet, values: list[int]) -> _Claim | None:
    """The one row that is meant. Rows that bear both its name and another of its marks look alike to whoever reads the
    sheet: then only the one with figures can be meant. Without such a row the best known one is."""
    if not claims:
        return None
    alike = [claim for claim in claims if "title" in claim.marks and len(claim.marks) > 1]
    most = max(len(claim.marks) for claim in claims)
    best = alike or [claim for claim in claims if len(claim.marks) == most]
    if len(best) > 1:
        best = [claim for claim in best if any(sheet.text(claim.number, column) for column in values)] or best[:1]
    return best[0] if len(best) == 1 else None
