"""Citations whose number, year and date do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from solieu.core import Consequence
from solieu.proofread.report import Reading, Report
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese import find_citations, fold, write_date
from solieu.vietnamese.citations import Citation

YEAR = Rule(
    code="DOC322",
    name="citation-year-differs",
    title="Năm trong số văn bản khác năm ban hành",
    looks_for="Số, ký hiệu có năm (08/2019/NQ-HĐND) và ngày ban hành thuộc năm khác.",
    why="Một trong hai đã ghi sai; căn cứ pháp lý không tra được.",
    leave="Không có trường hợp nào nên để nguyên.",
    example="Nghị quyết số 12/2021/NQ-HĐND ngày 10/12/2020 của HĐND tỉnh.",
    counter_example="Nghị quyết số 12/2021/NQ-HĐND ngày 10/12/2021 của HĐND tỉnh.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị tra lại văn bản gốc.",
)
ORDER = Rule(
    code="DOC323",
    name="citation-out-of-order",
    title="Số văn bản lớn hơn nhưng ban hành trước",
    looks_for="Hai văn bản cùng loại, cùng cơ quan, cùng năm: số lớn hơn mà ngày ban hành sớm hơn.",
    why="Văn bản được đánh số theo thứ tự trong năm; một số hoặc một ngày đã ghi sai.",
    leave="Văn bản của hai cơ quan khác nhau: ghi rõ tên cơ quan.",
    example="Kế hoạch số 45/KH-UBND ngày 10/02/2023 của UBND huyện; Kế hoạch số 38/KH-UBND ngày 20/3/2023 của UBND huyện.",
    counter_example="Kế hoạch số 38/KH-UBND ngày 10/02/2023 của UBND huyện; Kế hoạch số 45/KH-UBND ngày 20/3/2023 của UBND huyện.",
    consequence=Consequence.LOOK,
    next_step="Đề nghị tra lại số và ngày của hai văn bản.",
)
RULES = (YEAR, ORDER)


@dataclass(frozen=True, slots=True)
class _Cited:
    reading: Reading
    citation: Citation


def report_remarks(report: Report) -> Iterator[tuple[Reading, Remark]]:
    cited = [_Cited(reading, one) for reading in report.readings if "/" in reading.text or "-" in reading.text
             for one in find_citations(reading.text)]  # fmt: skip
    for one in cited:
        if found := _year(one.citation):
            yield one.reading, found
    for series in _series(cited).values():
        yield from _out_of_order(series)


def _year(citation: Citation) -> Remark | None:
    if citation.year is None or citation.date is None or citation.year == citation.date.year:
        return None
    said = f"số {citation.surface} là của năm {citation.year} nhưng ngày ban hành ghi {write_date(citation.date)}."
    return Remark(YEAR.code, citation.start, citation.end, said, citation.surface)


def _series(cited: list[_Cited]) -> dict[tuple[str, str, str, int], list[_Cited]]:
    """Documents numbered in one sequence: type, symbol, issuer in words and year."""
    found: dict[tuple[str, str, str, int], list[_Cited]] = defaultdict(list)
    for one in cited:
        citation = one.citation
        if citation.date is None or not citation.number.isdigit() or not citation.type_symbol:
            continue
        if not citation.issuer and citation.issuer_symbol in _MANY:
            continue
        found[(citation.type_symbol, citation.issuer_symbol, _issuer(citation), citation.date.year)].append(one)
    return found


_MANY = frozenset({"UBND", "HĐND", "TU", "HU", "ĐU", "BCH"})  # symbols that bodies of all levels use


def _issuer(citation: Citation) -> str:
    """The level of the issuer; where it is not named, the document stands apart from all others."""
    words = fold(citation.issuer)
    level = next(
        (level for level in ("tinh", "huien", "xa", "thanh pho", "thi xa", "phuong") if f" {level}" in f" {words}"), ""
    )
    return level or words or "?"


def _out_of_order(series: list[_Cited]) -> Iterator[tuple[Reading, Remark]]:
    """A document whose number contradicts the dates of its neighbours in the series."""
    ordered = sorted(series, key=lambda one: (one.citation.date, int(one.citation.number)))
    for before, after in pairwise(ordered):
        one, other = before.citation, after.citation
        assert one.date is not None and other.date is not None
        if one.date < other.date and int(one.number) > int(other.number):
            said = (
                f"{other.surface} ban hành {write_date(other.date)}, sau {one.surface} ({write_date(one.date)}), "
                f"nhưng số nhỏ hơn."
            )
            yield after.reading, Remark(ORDER.code, other.start, other.end, said, other.surface)
