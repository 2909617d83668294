"""Reading ONE number of a cell or a phrase, and writing numbers in the one house style.

Thousands take a dot and decimals a comma. In 570 official texts 99,9% of the thousands marks before a unit are dots,
while about one decimal in ten is a dot; a lone dot is therefore read only where it can be nothing else, and otherwise
reported with both readings. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from solieu.core import Hedge, Quantity
from solieu.vietnamese.number_words import longest_number, read_number_words
from solieu.vietnamese.text import fold, normalise
from solieu.vietnamese.units import find_unit


class Sign(StrEnum):
    """A cell that holds a mark instead of a number."""

    EMPTY = "empty"
    DASH = "dash"  # "-": did not occur, or no figure; the sender must be asked which
    DOTS = "dots"  # "…": occurred, figure not known
    CROSS = "cross"  # "x": makes no sense for this row


@dataclass(frozen=True, slots=True)
class Certain:
    quantity: Quantity
    dropped: str = ""  # what stood around the number and was not used
    high: Quantity | None = None  # upper end of a range
    of: Quantity | None = None  # denominator of a share such as 20/20 xã


@dataclass(frozen=True, slots=True)
class Ambiguous:
    readings: tuple[Quantity, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    why: str


@dataclass(frozen=True, slots=True)
class Marked:
    sign: Sign


NumberReading = Certain | Ambiguous | Unreadable | Marked

HEDGES: dict[str, Hedge] = {
    "trên": Hedge.OVER, "hơn": Hedge.OVER, "ít nhất": Hedge.OVER, "tối thiểu": Hedge.OVER, ">": Hedge.OVER, "≥": Hedge.OVER,
    "gần": Hedge.UNDER, "dưới": Hedge.UNDER, "tối đa": Hedge.UNDER, "không quá": Hedge.UNDER, "<": Hedge.UNDER, "≤": Hedge.UNDER,
    "khoảng": Hedge.ABOUT, "xấp xỉ": Hedge.ABOUT, "ước": Hedge.ABOUT, "~": Hedge.ABOUT, "≈": Hedge.ABOUT,
}  # fmt: skip

_MARKS = {"": Sign.EMPTY, "-": Sign.DASH, "–": Sign.DASH, "—": Sign.DASH, "…": Sign.DOTS, "...": Sign.DOTS,
          "x": Sign.CROSS, "X": Sign.CROSS}  # fmt: skip
_AFTER = re.compile(r"(?:từ\s+)?(?P<rest>\S.*?)\s+trở\s+(?P<way>lên|xuống)\Z", re.IGNORECASE)  # từ 5 ha trở lên
_HALF = re.compile(r"(?P<whole>\d+)\s*(?P<unit>triệu|tỷ|tỉ)\s+rưỡi(?P<rest>(?:\s\D*)?)\Z", re.IGNORECASE)  # 2 tỷ rưỡi
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])")
_NUMERAL = r"\d+(?:[.,]\d+)*"
_SHAPE = re.compile(
    rf"(?P<hedge>[^\d(+-]*?)\s*(?P<open>\()?\s*(?P<sign>[+-]?)\s*(?P<number>{_NUMERAL})"
    rf"(?:\s*(?P<link>[-–/])\s*(?P<second>{_NUMERAL}))?\s*(?P<unit>[^\d()]*(?:[23])?(?:</sup>)?)\s*(?P<close>\))?\Z"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:,\d+)?\Z")


def read_number(text: str, *, decimals_expected: int | None = None) -> NumberReading:
    """Read the text of one cell.

    ``decimals_expected`` is what the row of a form says of its decimals: 0 lets *1.578* be read as 1578, more than 0
    makes it ambiguous, None leaves the dot its official meaning (thousands).
    """
    written = normalise(text).strip().lstrip("'").strip()
    if written in _MARKS:
        return Marked(_MARKS[written])
    if after := _AFTER.match(written):
        reading = read_number(after["rest"], decimals_expected=decimals_expected)
        return _hedged(reading, Hedge.OVER if after["way"].lower() == "lên" else Hedge.UNDER)
    written = _HALF.sub(r"\g<whole>,5 \g<unit>\g<rest>", written)
    written = _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), written)
    match = _SHAPE.match(written)
    if match is None:
        return _in_words(written)
    hedge = _hedge(match["hedge"])
    if hedge is None:
        return _in_words(written)
    return _read_match(match, hedge, decimals_expected)


def _hedged(reading: NumberReading, hedge: Hedge) -> NumberReading:
    if isinstance(reading, Certain):
        return replace(reading, quantity=replace(reading.quantity, hedge=hedge))
    if isinstance(reading, Ambiguous):
        return replace(reading, readings=tuple(replace(one, hedge=hedge) for one in reading.readings))
    return reading


def _read_match(match: re.Match[str], hedge: Hedge, decimals_expected: int | None) -> NumberReading:
    unit, dropped = _unit_name(match["unit"])
    if unit[:1] in (",", "."):
        return Unreadable(f"“{match[0].strip()}” thiếu chữ số sau dấu thập phân")
    negative = match["sign"] == "-" or bool(match["open"] and match["close"])
    first = read_numeral(match["number"], decimals_expected)
    second = read_numeral(match["second"], decimals_expected) if match["second"] else None
    for reading in (first, second):
        if reading is not None and not isinstance(reading, Quantity):
            return _with_unit(reading, unit, hedge)
    assert isinstance(first, Quantity)
    value = Quantity(-first.value if negative else first.value, unit, first.decimals, hedge)
    if not isinstance(second, Quantity):
        return Certain(value, dropped)
    other = Quantity(second.value, unit, second.decimals)
    return Certain(value, dropped, of=other) if match["link"] == "/" else Certain(value, dropped, high=other)


def _with_unit(doubt: Ambiguous | Unreadable, unit: str, hedge: Hedge) -> Ambiguous | Unreadable:
    if isinstance(doubt, Unreadable):
        return doubt
    return Ambiguous(tuple(Quantity(q.value, unit, q.decimals, hedge) for q in doubt.readings), doubt.why)


def read_numeral(numeral: str, decimals_expected: int | None = None) -> Quantity | Ambiguous | Unreadable:
    """A bare numeral, digits and separators only: certain only when the official style leaves one reading."""
    official = _official(numeral)
    if official is None:
        return _foreign(numeral)
    lone_dot = numeral.count(".") == 1 and "," not in numeral
    if lone_dot and decimals_expected:
        return _both(numeral, official, _bare(numeral, len(numeral.partition(".")[2])))
    if "." in numeral and official.decimals == 3 and decimals_expected is None:
        return _both(numeral, official, _bare(re.sub(r"\D", "", numeral), 0))
    return official


def _official(numeral: str) -> Quantity | None:
    if not (_GROUPED.match(numeral) or _PLAIN.match(numeral)):
        return None
    whole, _, fraction = numeral.partition(",")
    return _bare(whole.replace(".", "") + ("." + fraction if fraction else ""), len(fraction))


def _foreign(numeral: str) -> Quantity | Ambiguous | Unreadable:
    """A numeral that breaks the official style: 12.5 may be twelve and a half or 125 with a slip of the dot."""
    digits = _bare(re.sub(r"\D", "", numeral), 0)
    if re.fullmatch(r"0\.\d+", numeral):  # no group of thousands begins with a zero
        return _bare(numeral, len(numeral) - 2)
    if re.fullmatch(r"\d+\.\d+", numeral):
        return _both(numeral, _bare(numeral, len(numeral.partition(".")[2])), digits)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", numeral):
        foreign = _bare(numeral.replace(",", ""), len(numeral.partition(".")[2]))
        return Ambiguous((foreign,), f"“{numeral}” viết theo kiểu nước ngoài")
    return Unreadable(
        f"“{numeral}” không phải cách viết số: dùng dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân"
    )


def _both(numeral: str, first: Quantity, second: Quantity) -> Ambiguous:
    return Ambiguous((first, second), f"“{numeral}” có thể đọc theo hai cách")


def _bare(machine: str, decimals: int) -> Quantity:
    return Quantity(Decimal(machine), "", decimals)


def _hedge(text: str) -> Hedge | None:
    word = text.strip().lower()
    return Hedge.NONE if not word else HEDGES.get(word)


def _unit_name(text: str) -> tuple[str, str]:
    """Canonical name of the unit after a number; a noun that we do not know is kept as it stands."""
    word = text.strip().rstrip(".;,")
    unit = find_unit(word)
    return (unit.name if unit else word), ("" if word == text.strip() else text.strip()[len(word) :])


def _in_words(text: str) -> NumberReading:
    """Number words, with a known unit after them when there is one: ba trăm linh năm hộ."""
    value = read_number_words(fold(text))
    if value is not None:
        return Certain(Quantity(value))
    read = longest_number(fold(text).split())
    unit = find_unit(" ".join(text.split()[read.used :])) if read else None
    if read is None or unit is None:
        return Unreadable(f"không đọc được số trong “{text}”")
    return Certain(Quantity(read.value, unit.name))


def write_number(value: Decimal, decimals: int, *, pad_small_count: bool = False) -> str:
    """15.477 and 1.578,85; with ``pad_small_count`` a count under ten takes its zero, as prose does (04 cầu).
    Negative ``decimals`` (known to the hundred) print all digits before the comma."""
    text = f"{abs(value):.{max(0, decimals)}f}"
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if pad_small_count and not fraction and len(grouped) == 1:
        grouped = f"0{grouped}"
    sign = "-" if value < 0 and text.strip("0.") else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


_HEDGE_WORDS = {Hedge.OVER: "trên ", Hedge.UNDER: "gần ", Hedge.ABOUT: "khoảng "}


def write_hedge(hedge: Hedge) -> str:
    """The word that stands in front of the number, with its space; "" for none."""
    return _HEDGE_WORDS.get(hedge, "")


def write_quantity(quantity: Quantity, *, prose: bool = True) -> str:
    """13,6% · 15.477 triệu đồng · 04 cầu. In prose counts under ten take a leading zero, in tables they do not."""
    unit = find_unit(quantity.unit)
    count = unit is None or unit.dimension.startswith("count of ")
    number = write_number(quantity.value, quantity.decimals, pad_small_count=prose and count and bool(quantity.unit))
    if not quantity.unit:
        return number
    return f"{number}%" if quantity.unit == "%" else f"{number} {quantity.unit}"
