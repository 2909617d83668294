"""A headline differs from the sum of its breakdown in a note, in a list under it, or further on in its paragraph.

How it is judged
    Items of a breakdown are read as columns: the first amounts of all items, the second ones, or those with the words of
    the headline. A column that adds up to a figure of the headline holds. Where the words announce a breakdown (cụ thể,
    trong đó, gồm) and the items are built alike, a headline that its column does not reach fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Formula, Operand, Operation, of
from solieu.proofread.report import Block, Item, Reading, Report, amounts
from solieu.proofread.rules.rule import Rule
from solieu.proofread.verdicts import Outcome, compare
from solieu.proofread.wording import subject_words

BREAKDOWN = Rule(
    code="DOC220",
    name="breakdown-differs",
    title="Số tổng hợp không bằng tổng các mục chi tiết",
    looks_for="Số trong câu tổng hợp với các số ở chú thích, ở các gạch đầu dòng hoặc các câu tiếp theo của cùng đoạn.",
    why="Số tổng hợp và số chi tiết thường do hai người cập nhật vào hai thời điểm.",
    leave="Chi tiết chưa liệt kê hết: ghi “trong đó”, “một số” ở đầu phần chi tiết.",
    example="Tổng vốn phân bổ 8.450 triệu đồng, gồm:\n\n- Vốn huyện 5.150 triệu đồng;\n\n- Vốn xã 2.300 triệu đồng.",
    counter_example="Tổng vốn phân bổ 7.450 triệu đồng, gồm:\n\n- Vốn huyện 5.150 triệu đồng;\n\n- Vốn xã 2.300 triệu đồng.",
)
RULES = (BREAKDOWN,)

_WHOLE = re.compile(r"\bgồm|bao gồm|chia ra|chia theo|như sau")
_SOME = re.compile(r"trong đó|cụ thể|kết quả")
_TOTAL = re.compile(r"\btổng\b")
_COMMON = 2  # content words that a column must share with its headline


def report_claims(report: Report) -> Iterator[Claim]:
    for block in report.blocks:
        yield from _block_claims(block)
    for reading in report.readings:
        if found := _paragraph(reading.figures):
            yield found


# ---- columns of a block --------------------------------------------------------------------------------------


def _block_claims(block: Block) -> Iterator[Claim]:
    columns = list(_columns(block))
    held = {id(one) for one in block.heads for column in columns if _adds_up(one, column)}
    parallel = _is_parallel(block.items)
    for position, head in enumerate(_of_one_kind(block.heads)):
        own = [column for column in columns if _fits(head, column)]
        named = _named_column(block.head, head, block.items)
        closest = _closest_column(block.head, head, block.items)
        readings = [of(Operation.SUM, *column) for column in (*own, *([named] if named else []))]
        if closest and closest != named:
            readings.insert(0 if closest[0].role is Role.LEVEL else len(readings), of(Operation.SUM, *closest))
        if not readings:
            continue
        if position < len(own):  # the second figure of the headline belongs to the second column
            readings.insert(0, readings.pop(position))
        strength = _strength(block, parallel=parallel, seen=bool(held - {id(head)}), column=position < len(own))
        if named and any(_is_sister_total(head, named, other, block) for other in block.heads):
            readings.insert(0, of(Operation.SUM, *named))
            strength = Strength.PLAIN
        yield Claim(BREAKDOWN.code, Operand(head), tuple(readings), strength, block.opening.strip())


def _of_one_kind(heads: Sequence[Figure]) -> tuple[Figure, ...]:
    """Headline figures of the dimension that comes first."""
    return tuple(heads)


def _columns(block: Block) -> Iterator[tuple[Figure, ...]]:
    """First amounts, second amounts and so on, of every dimension that all items have."""
    bases = {one.dimension.base for item in block.items for one in item.figures}
    for base in sorted(bases):
        rows = [[one for one in item.figures if one.dimension.base == base] for item in block.items]
        rows = [row for row in rows if row]
        if len(rows) < 2:
            continue
        for place in range(min(len(row) for row in rows)):
            yield tuple(row[place] for row in rows)


def _fits(head: Figure, column: Sequence[Figure]) -> bool:
    return all(alike(head.dimension, one.dimension) for one in column)


def _adds_up(head: Figure, column: Sequence[Figure]) -> bool:
    return _fits(head, column) and compare(Operand(head), of(Operation.SUM, *column)) in (
        Outcome.HOLDS,
        Outcome.ROUNDED,
    )


def _is_parallel(items: Sequence[Item]) -> bool:
    """Whether all items are built alike: the same units in the same order."""
    shapes = {tuple(one.dimension.base for one in item.figures) for item in items}
    return len(shapes) == 1 and len(items) > 1


def _strength(block: Block, *, parallel: bool, seen: bool, column: bool) -> Strength:
    if not column or not parallel:
        return Strength.HINTED
    if _WHOLE.search(block.opening) or (seen and (_SOME.search(block.opening) or len(block.items) > 2)):
        return Strength.PLAIN
    return Strength.AT_MOST_LIKELY if _SOME.search(block.opening) and len(block.heads) == 1 else Strength.HINTED


def _is_sister_total(head: Figure, named: tuple[Figure, ...], other: Figure, block: Block) -> bool:
    """Whether another figure of the headline is the sum of other figures that have its words: it is built like that."""
    if other is head or not alike(head.dimension, other.dimension):
        return False
    column = _named_column(block.head, other, block.items)
    if column is None or len(column) < _MANY or any(one is mine for one in column for mine in named):
        return False
    return _adds_up(other, column)


_MANY = 4


def _words(reading: Reading, figure: Figure) -> frozenset[str]:
    """The words before a figure and those behind it, up to the next figure or stop."""
    following = reading.figures[figure.index + 1 : figure.index + 2]
    end = min(following[0].start if following else len(reading.text), figure.end + _BEHIND)
    behind = re.split(r"[;.]|trong đó|gồm", reading.text[figure.end : end].lower())[0]
    return subject_words(f"{figure.near} {behind}")


_BEHIND = 60


def _named_column(reading: Reading, head: Figure, items: Sequence[Item]) -> tuple[Figure, ...] | None:
    """In every item the figure whose words are most like those of the headline."""
    words = _words(reading, head)
    found = []
    for item in items:
        like = [(len(words & _words(item.reading, one)), one) for one in item.figures
                if alike(one.dimension, head.dimension)]  # fmt: skip
        best = max(like, key=lambda pair: pair[0], default=(0, None))
        if best[0] >= _COMMON and best[1] is not None:
            found.append(best[1])
    return tuple(found) if len(found) > 2 else None


def _closest_column(reading: Reading, head: Figure, items: Sequence[Item]) -> tuple[Figure, ...] | None:
    """The figures that share the most words with the headline, in those items only that have one: what was paid out of
    some of the funds, beside what every fund was given."""
    words = _words(reading, head)
    like = [
        (len(words & _words(item.reading, one)), one)
        for item in items for one in item.figures
        if alike(one.dimension, head.dimension) and item.reading is not reading
    ]  # fmt: skip
    most = max((shared for shared, _ in like), default=0)
    found = [one for shared, one in like if shared == most]
    return tuple(found) if most > _COMMON and 2 < len(found) < len(items) else None


# ---- the rest of a paragraph ---------------------------------------------------------------------------------


def _paragraph(figures: Sequence[Figure]) -> Claim | None:
    """A total at the beginning of a paragraph and all amounts of its unit after it, over several sentences."""
    all_amounts = amounts(figures)
    total = next((one for one in all_amounts if _TOTAL.search(one.near)), None)
    if total is None or total.dimension.counted:
        return None
    rest = [
        one for one in all_amounts
        if one.index > total.index and one.dimension.base == total.dimension.base
    ]  # fmt: skip
    if len(rest) < 3 or len({one.sentence for one in rest}) < 2:
        return None
    readings: list[Formula] = [of(Operation.SUM, *rest)]
    last = rest[-1].sentence
    shorter = [one for one in rest if one.sentence != last]
    if len(shorter) > 1:
        readings.append(of(Operation.SUM, *shorter))
    return Claim(BREAKDOWN.code, Operand(total), tuple(readings), Strength.LIKELY, "tổng")
