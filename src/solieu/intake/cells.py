"""One cell becomes a value, an absence, or a doubt. Nothing here knows a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.core import Absence, Hedge, Quantity, Reading, round_half_away
from solieu.intake import doubts
from solieu.intake.doubts import Doubt
from solieu.intake.number_formats import shown
from solieu.intake.sheet import Cell, CellKind, plain, stored
from solieu.vietnamese import (
    Ambiguous,
    Certain,
    Marked,
    Sign,
    Unreadable,
    convert,
    find_unit,
    fold,
    read_number,
    write_quantity,
)

MOST_DIGITS = 15  # of a spreadsheet's number; what is longer was never typed into one
LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 6  # no form asks for more; a formula that gives more is a quotient
NOTHING_WORDS = frozenset({"khong phat sinh", "kps", "khong co phat sinh", "ko phat sinh", "k phat sinh"})
UNKNOWN_WORDS = frozenset({"chua co", "chua co so lieu", "chua bao cao", "chua tong hop", "chua co so"})
NOT_APPLICABLE_WORDS = frozenset({"khong ap dung", "khong thuoc", "n/a"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell of the form asks for. ``empty_is_zero``: the sender ticked *Không phát sinh*."""

    measure: str
    decimals: int = 0
    may_be_negative: bool = False
    empty_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``reading`` is None when there is nothing to take; ``doubts`` come with the words to say."""

    reading: Reading | None = None
    doubts: tuple[tuple[Doubt, str], ...] = ()


def read_cell(cell: Cell, asked: Asked) -> Answer:
    """What a cell states. An empty cell states nothing; it is never zero unless the sender says so."""
    match cell.kind:
        case CellKind.EMPTY if cell.formula is not None:
            return _doubted(doubts.FORMULA_WITHOUT_VALUE, "công thức chưa có kết quả")
        case CellKind.EMPTY:
            return _empty(asked)
        case CellKind.ERROR:
            return _doubted(doubts.FORMULA_ERROR, f"ô báo lỗi {cell.text}")
        case CellKind.DATE:
            return _doubted(doubts.DATE_INSTEAD, f"ô đang ở dạng ngày tháng ({cell.shown})")
        case CellKind.NUMBER:
            return _number(cell, asked)
    return _text(cell.text, asked)


def _empty(asked: Asked) -> Answer:
    return Answer(_zero(asked)) if asked.empty_is_zero else Answer()


def _zero(asked: Asked) -> Reading:
    return Reading.of(Quantity(Decimal(0), asked.measure, 0))


def _doubted(doubt: Doubt, words: str) -> Answer:
    return Answer(None, ((doubt, words),))


def _number(cell: Cell, asked: Asked) -> Answer:
    assert cell.number is not None
    form, value = shown(cell.format), cell.number
    if form.hides or form.divided:
        return _doubted(doubts.FORMAT_HIDES, f"ô lưu số {plain(value)} nhưng định dạng ô hiện số khác")
    if form.is_percent and asked.measure != "%":
        return _doubted(doubts.OTHER_UNIT, f"ô ở dạng phần trăm trong khi dòng này tính bằng {asked.measure}")
    unit = find_unit(form.words) if form.words else None
    if unit is not None and unit.name != asked.measure:
        return _doubted(
            doubts.OTHER_UNIT, f"định dạng ô ghi “{form.words}” trong khi dòng này tính bằng {asked.measure}"
        )
    value = stored(value * 100) if form.is_percent else value
    own, seen = decimals_of(value), form.decimals
    if own > MOST_DECIMALS and len(value.as_tuple().digits) <= MOST_DIGITS:
        kept = seen if seen is not None else max(asked.decimals, 2)
        quantity = Quantity(round_half_away(value, kept), asked.measure, kept)
        words = f"ô có kết quả {plain(value)}; đã đọc {write_quantity(quantity, prose=False)}"
        return _sized(quantity, asked, ((doubts.DIGITS_CUT, words),))
    return _sized(Quantity(value, asked.measure, max(own, seen or 0), _hedge(form.before)), asked)


def _hedge(words: str) -> Hedge:
    """ "trên" in front of a number that the format of its cell shows."""
    reading = read_number(f"{words} 1") if words else None
    return reading.quantity.hedge if isinstance(reading, Certain) else Hedge.NONE


def decimals_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _sized(quantity: Quantity, asked: Asked, said: tuple[tuple[Doubt, str], ...] = ()) -> Answer:
    if len(quantity.value.as_tuple().digits) > MOST_DIGITS or abs(quantity.value) >= LARGEST:
        return _doubted(doubts.OUT_OF_REACH, f"số {plain(quantity.value)} lớn hoặc dài khác thường")
    if quantity.value < 0 and not asked.may_be_negative:
        said = (*said, (doubts.NEGATIVE, f"ghi số âm {write_quantity(quantity, prose=False)}"))
    return Answer(Reading.of(quantity), said)


def _text(text: str, asked: Asked) -> Answer:
    words = fold(text).strip(" .")
    if words in NOTHING_WORDS:
        return Answer(_zero(asked), ((doubts.READ_FROM_TEXT, f"ghi “{text.strip()}”; đã đọc là 0"),))
    if words in UNKNOWN_WORDS:
        return Answer()
    if words in NOT_APPLICABLE_WORDS:
        return Answer(Reading.absent(Absence.DOES_NOT_APPLY))
    reading = read_number(text, decimals_expected=asked.decimals)
    match reading:
        case Marked(sign):
            return _marked(sign, text, asked)
        case Certain(quantity, dropped) if not quantity.unit and dropped[:1] in (",", "."):
            return _doubted(doubts.NOT_READABLE, f"“{text.strip()}” thiếu chữ số sau dấu thập phân")
        case Certain(quantity) if reading.high is None and reading.of is None:
            return _measured(quantity, text, asked)
        case Ambiguous(readings, why):
            both = " hoặc ".join(write_quantity(quantity, prose=False) for quantity in readings)
            return _doubted(doubts.AMBIGUOUS, f"{why}: {both}")
        case Unreadable(why) if "thiếu" in why or "không phải cách viết" in why:
            return _doubted(doubts.NOT_READABLE, why)
    return _doubted(doubts.NOT_READABLE, f"không đọc được “{text.strip()}” là số")


def _marked(sign: Sign, text: str, asked: Asked) -> Answer:
    if sign is Sign.EMPTY or (sign is Sign.DASH and asked.empty_is_zero):
        return _empty(asked)
    if sign is Sign.CROSS:
        return Answer(Reading.absent(Absence.DOES_NOT_APPLY))
    return _doubted(
        doubts.MARK_WITHOUT_MEANING, f"ghi “{text.strip()}”, không rõ là không phát sinh hay chưa có số liệu"
    )


def _measured(quantity: Quantity, text: str, asked: Asked) -> Answer:
    """A number in a text: its unit must be the row's, and a dash with a space in front of it is no minus."""
    written = text.strip()
    if quantity.unit and find_unit(quantity.unit) is None and re.search(rf"\d{re.escape(quantity.unit)}\Z", written):
        return _doubted(doubts.NOT_READABLE, f"không đọc được “{written}” là số")  # 72O
    if quantity.unit and quantity.unit != asked.measure:
        words = f"ghi “{written}” trong khi dòng này tính bằng {asked.measure}"
        return _doubted(doubts.OTHER_UNIT, words + _in_own_measure(quantity, asked))
    if quantity.value < 0 and written[:1] in "-–—" and written[1:2].isspace():
        return _doubted(doubts.AMBIGUOUS, f"“{written}” có thể là số âm hoặc gạch đầu dòng")
    answer = _sized(replace(quantity, unit=asked.measure), asked)
    return replace(answer, doubts=(*_heard(quantity, written, asked), *answer.doubts)) if answer.reading else answer


def _in_own_measure(quantity: Quantity, asked: Asked) -> str:
    """What the sender could write instead; not taken by itself, because the unit may be the slip."""
    value = convert(quantity.value, quantity.unit, asked.measure)
    if value is None:
        return ""
    own = Quantity(value, asked.measure, decimals_of(value))
    return f" (tức {write_quantity(own, prose=False)})"


def _heard(quantity: Quantity, written: str, asked: Asked) -> Iterator[tuple[Doubt, str]]:
    """Says what was read wherever the text is more than the number in the house style."""
    read = write_quantity(replace(quantity, unit=""), prose=False)
    if written != read:
        words = f"ghi “{written}”; đã đọc {read} {asked.measure}".rstrip()
        yield doubts.READ_FROM_TEXT, words + (", giữ từ chỉ mức ước lượng" if quantity.hedge else "")
