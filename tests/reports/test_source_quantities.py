"""``compile --format json`` against a table of the source's quantities, read off by hand."""

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from solieu.app.publishing import Compiled
from solieu.app.workspace import Definitions
from solieu.core import FactKey, parse_fact_key
from solieu.core.fact_key import parse_series
from solieu.documents import runs_of
from solieu.reports import figures_json
from solieu.vietnamese import Certain, read_number

FIELDS = ["printed", "value", "unit", "base_value", "base_unit", "indicator", "area", "period", "series", "cut",
          "section", "trace"]  # fmt: skip
CALENDAR = ("ngày", "tháng")


@dataclass(frozen=True)
class Row:
    line: int
    number: str
    unit: str
    indicator: str
    series: str
    cut: str

    @property
    def value(self) -> Decimal:
        reading = read_number(f"{self.number} {self.unit}")
        value = reading.quantity if isinstance(reading, Certain) else reading.readings[0]  # "11,042" and the like
        return value.value

    @property
    def meaning(self) -> tuple[str, str, str, str]:
        return self.indicator, self.series, self.cut, self.unit


def _rows() -> list[Row]:
    """The rows of every table of quantities; each chapter has its own file."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("source_quantities*.md"))]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(int(line), *rest) for line, *rest in cells if line != "line"]


ROWS = _rows()
QUANTITIES = [row for row in ROWS if row.unit not in CALENDAR]


@pytest.fixture(scope="module")
def printed(done: Compiled) -> list[dict[str, Any]]:
    text = figures_json(done.report, done.snapshot)
    found: list[dict[str, Any]] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return found


def _meaning(figure: dict[str, Any]) -> tuple[str, str, str, str]:
    cut = ";".join(f"{name}={member}" for name, member in sorted(figure["cut"].items()))
    return figure["indicator"], figure["series"], cut, figure["unit"]


def test_the_table_is_complete() -> None:
    """As many quantities a line as were counted in the source by hand."""
    counted = {21: 2, 45: 9, 269: 2,
               53: 3, 55: 10, 57: 10, 59: 6, 61: 7, 63: 5, 65: 6, 67: 2, 69: 8, 71: 6, 81: 2, 89: 8, 91: 25, 93: 4, 101: 10,
               103: 10, 105: 13, 107: 7, 109: 10, 111: 5, 113: 5, 115: 1, 117: 4, 119: 1, 121: 6, 125: 7, 127: 7,
               133: 10, 139: 5, 143: 3, 147: 20, 153: 1, 155: 21, 157: 15, 163: 2, 167: 4,
               171: 5, 175: 6, 177: 2, 183: 2, 187: 11, 189: 12, 191: 6, 193: 4, 201: 12,
               203: 11, 205: 1, 207: 3, 219: 3,
               213: 1, 221: 3, 225: 5, 227: 5, 229: 15, 231: 7, 233: 3, 235: 3, 241: 5, 247: 15, 251: 18,
               273: 12}  # fmt: skip
    assert Counter(row.line for row in QUANTITIES) == counted


def test_every_quantity_of_the_source_is_in_the_json(printed: list[dict[str, Any]], held: Definitions) -> None:
    """Each with its value, unit and meaning, as often as the source says it; what deviates stands in `differences`."""
    recomputed = _recomputed(held)
    found = Counter((_meaning(figure), figure["value"]) for figure in printed if figure["section"] != "phu_luc")
    annex = Counter((_meaning(figure), figure["value"]) for figure in printed if figure["section"] == "phu_luc")
    wanted = Counter((row.meaning, recomputed.get((row.meaning, row.value), row.value)) for row in QUANTITIES)
    # 100% of the same period is said in words in the sentence ("bằng cùng kỳ năm trước") and stands in the annex.
    assert {meaning[0] for meaning, _ in wanted - found} <= {"trong_trot.phan_bon"}
    assert wanted - found - annex == Counter()


def test_nothing_else_departs_from_the_source(printed: list[dict[str, Any]], held: Definitions) -> None:
    """Every line of `differences` is about a figure that the report prints, and says what it prints."""
    shown = {}
    for figure in printed:
        shown.setdefault(figure["trace"].get("key"), figure["printed"])
    assert [difference.figure for difference in held.catalog.differences] == list(
        dict.fromkeys(difference.figure for difference in held.catalog.differences)
    )
    for difference in held.catalog.differences:
        assert shown[difference.figure] == difference.printed_here
        assert difference.disposition in ("as_printed", "recomputed", "unreadable")
        same = difference.printed_here == difference.printed_in_source
        assert same == (difference.disposition == "as_printed")


def test_cut_offs_of_the_source_are_those_of_the_figures(done: Compiled, printed: list[dict[str, Any]]) -> None:
    """29/02/2024 and "hết tháng 02/2024" are printed, and belong to the figures that they stand with."""
    text = "".join(
        run.text for section in done.report.sections for block in section.blocks for run in runs_of(block)
        if hasattr(run, "text")
    )  # fmt: skip
    meanings = {_meaning(figure)[:3] for figure in printed}
    dates = [row for row in ROWS if row.unit in CALENDAR]
    for row in dates:
        assert row.meaning[:3] in meanings
        cut_off = parse_series(row.series).cut_off
        assert cut_off is not None
        assert row.number == (f"{cut_off:%d/%m/%Y}" if row.unit == "ngày" else f"{cut_off:%m/%Y}")
    wanted = Counter(row.number for row in dates)
    assert text.count("02/2024") >= sum(wanted.values()) - 2  # two sources share one sentence about their cut-off
    assert all(number in text for number in wanted)


def test_the_fields_are_exactly_the_public_ones(printed: list[dict[str, Any]]) -> None:
    assert all(list(figure) == FIELDS for figure in printed)


def test_numbers_are_exact_tokens(done: Compiled) -> None:
    text = figures_json(done.report, done.snapshot)
    for token in ('"value": 13.6,', '"value": 690.0,', '"base_value": 15477000000,', '"value": 1578.85,'):
        assert token in text
    plain = json.loads(text, parse_float=str, parse_int=str)
    assert all(set(figure["value"]) <= set("-0123456789.") for figure in plain)


def test_figures_stand_in_reading_order(done: Compiled, printed: list[dict[str, Any]]) -> None:
    """As the paper is read: a note at its mark, an annex last."""
    paper = done.paper
    blocks = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    read = [run.figure for block in blocks for run in runs_of(block) if hasattr(run, "figure")]
    assert [figure["trace"]["figure"] for figure in printed] == read
    assert len(set(read)) == len(read)


def test_a_figure_counts_in_its_printed_unit(printed: list[dict[str, Any]]) -> None:
    money = next(figure for figure in printed if figure["printed"] == "15.477 triệu đồng")
    assert (money["value"], money["unit"]) == (15477, "triệu đồng")
    assert (money["base_value"], money["base_unit"]) == (Decimal("15477000000"), "đồng")


def _recomputed(held: Definitions) -> dict[tuple[tuple[str, str, str, str], Decimal], Decimal]:
    """Meaning and printed value of the source -> what the report prints instead, by the `differences`."""
    found = {}
    for difference in held.catalog.differences:
        if difference.disposition == "recomputed":
            key = parse_fact_key(difference.figure)
            source, here = read_number(difference.printed_in_source), read_number(difference.printed_here)
            assert isinstance(source, Certain) and isinstance(here, Certain)
            found[_of_key(key, here.quantity.unit), source.quantity.value] = here.quantity.value
    return found


def _of_key(key: FactKey, unit: str) -> tuple[str, str, str, str]:
    return key.indicator, str(key.series), ";".join(f"{name}={member}" for name, member in key.cut), unit
