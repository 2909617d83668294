"""What stands after a numeral: magnitude, unit of measure or counted noun, and what it is counted per.

*4,5 triệu USD*, *48,2 triệu đồng/người/năm*, *5.860 nghìn m3*, *26.160 lượt người*, *9,5 bác sĩ/10.000 dân*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.vietnamese.count_nouns import listed, noun_at, words_at
from solieu.vietnamese.mentions import MentionKind
from solieu.vietnamese.text import spelling_key
from solieu.vietnamese.units import UNITS, UnitOfMeasure


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """``multiplier`` and ``extra`` make the value: (printed + extra) × multiplier; *rưỡi* is an extra of a half."""

    end: int
    unit: str
    kind: MentionKind
    multiplier: Decimal = Decimal(1)
    extra: Decimal = Decimal(0)
    is_known: bool = True  # a unit or noun that we know, not only a word that stands there


DURATIONS = {"giây", "phút", "giờ", "ngày", "tuần", "tháng", "năm"}
_AGES = {"tuổi", "tháng tuổi", "tuần tuổi", "ngày tuổi"}
_KINDS = {
    "percent": MentionKind.PERCENT,
    "percent point": MentionKind.PERCENT_POINT,
    "money": MentionKind.MONEY,
    "dollar": MentionKind.MONEY,
    "other money": MentionKind.MONEY,
    "score": MentionKind.COUNT,
}
_COUNTED_IN_THOUSANDS = {MentionKind.MONEY, MentionKind.MEASURE, MentionKind.COUNT}
_MAGNITUDES = {"chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6,
               "tỷ": 10**9, "tỉ": 10**9}  # fmt: skip
_MAGNITUDE = re.compile(
    r"(?:(?P<small>chục|trăm)\s)?(?P<big>nghìn|ngàn|vạn|triệu|tr(?=\.? ?đ|\W|$)|tỷ|tỉ)"
    r"(?:\s(?P<more>tỷ|tỉ))?(?P<half>\s(?:rưỡi|rưởi))?(?![\w²³])(?:(?<=tr)\.(?=\s?đ))?",
    re.IGNORECASE,
)
# Only a magnitude, or too short and common to be taken for a unit of running text.
_NOT_IN_TEXT = {"triệu", "tỷ", "tỉ", "nghìn tỷ", "nghìn đ", "triệu đ", "tỷ đ", "1.000 đồng", "khối", "độ", "md"}
_GAP = re.compile(r"[ *_]{0,3}\n?[ *_]{0,3}")
_ABBREVIATED = re.compile(r"(?<=\dđ|\sđ)\.[a-zđà-ỹ]{2}")  # 5 đ.vị
_COMRADES = re.compile(r"đ/c(?!\w)", re.IGNORECASE)
_BY_DISTANCE = re.compile(r"[.-]km(?!\w)", re.IGNORECASE)  # tấn.km, lượt khách.km
_SLASH = re.compile(r" ?/ ?")
_PER_NUMBER = re.compile(r"(?:(?P<one>0?1)|(?P<round>100|1\.?000|10\.?000|100\.?000))\s")
# Symbols and abbreviations that stand only after a slash.
_PER_SYMBOLS = {"s": "s", "h": "h", "l": "l", "ngày.đêm": "ngày đêm", "ngđ": "ngày đêm", "ng.đ": "ngày đêm"}
_PER_SYMBOL = re.compile(r"(?:ngày\.đêm|ng\.?đ|[shl])(?!\w)")
_MATERIAL = re.compile(r"(?: [^\W\d_]{1,8}){1,2}(?= ?/)")
_SCANNED_DONG = re.compile(r"[.]\d{3}d(?!\w)")  # 30.000.000d, as scanners read đ
_TRIPLE = re.compile(r"(?:gỗ|đất|đá|cát|nước|bê tông|bùn|rác|sỏi)\b")

PER = listed(
    """
    ao, bà mẹ, bài, bao, bầu, bè, bé gái, bệnh nhân, bộ, buổi, bữa, ca, cái, cán bộ, căn, cây, chai, cháu, chỉ, chi
    bộ, chi hội, chiếc, chu kỳ, chuyến, chương trình, con, công, công đất, công nhân, công trình, cơ sở, cuộc, dân,
    doanh nghiệp, dự án, đàn, đêm, đoàn viên, đối tượng, đơn vị, đợt, em, giáo viên, giây, giờ, giường, giường bệnh,
    gốc, hành khách, học sinh, hộ, hộ dân, hộ nghèo, hồ sơ, hội viên, hộp, hợp tác xã, HTX, huyện, khách, khẩu, kiện,
    km đường, kỳ, lao động, lần, lô, lồng, lớp, lứa, lượng, lượt, lượt khách, lượt người, lượt xe, mái, máy, mẫu, mẻ,
    mô hình, mùa, nái, năm, ngày, ngày công, ngày đêm, nghìn dân, người, người bệnh, người dân, nhà, nhân khẩu, nhóm,
    ổ, phiên, phiếu, phòng, phụ nữ, phút, phương tiện, quả, quý, sản phẩm, sào, sinh viên, suất, tàu, tháng, thành
    viên, thẻ, thôn, thùng, tiết, tin bài, tỉnh, tour, tổ, trang, trang trại, trẻ, trẻ em, trứng, trường, tuần, vạn
    dân, vụ, xã, xã viên, xe
    """
)


def _pattern(names: list[str]) -> str:
    return "|".join(re.escape(name).replace("\\ ", r"[ \n]?" if name == "điểm %" else r"\s") for name in names)


def _table() -> dict[str, UnitOfMeasure]:
    """Every way to write a unit of measure in running text, by its spelling key."""
    table = {}
    for unit in UNITS:
        if unit.dimension.startswith("count of ") and unit.name not in DURATIONS | {
            "tuổi",
            "tháng tuổi",
            "ngày tuổi",
            "tuần tuổi",
        }:
            continue
        for name in (unit.name, *unit.synonyms):
            if name not in _NOT_IN_TEXT:
                table[name] = unit
    return table


_WRITTEN = _table()
_UNIT = re.compile(
    rf"(?:{_pattern(sorted(_WRITTEN, key=len, reverse=True))})(?P<stop>(?![\w²³^])|(?<=[%‰]))|<sup>[dđ]</sup>",
    re.IGNORECASE,
)
_BY_KEY = {name.lower(): unit for name, unit in _WRITTEN.items()}
_LOWER_ONLY = {"m", "g", "l", "t", "dm"}
_ODD_SPACE = re.compile(r"\s+")


def unit_after(text: str, at: int) -> UnitPhrase | None:
    """The unit phrase that begins at ``at``, after at most a space, a mark of emphasis or a line end."""
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    if text.startswith("d", at) and _SCANNED_DONG.match(text, at - 4):
        return UnitPhrase(at + 1, "đồng", MentionKind.MONEY)
    magnitude = _MAGNITUDE.match(text, start)
    if magnitude:
        return _with_magnitude(text, magnitude)
    if small := _small_magnitude(text, start):
        return small
    return _plain(text, start)


def _with_magnitude(text: str, match: re.Match[str]) -> UnitPhrase:
    factor = Decimal(_MAGNITUDES[match["big"].lower()])
    for part in (match["small"], match["more"]):
        factor *= _MAGNITUDES[part.lower()] if part else 1
    extra = Decimal("0.5") if match["half"] else Decimal(0)
    gap = _GAP.match(text, match.end())
    start = gap.end() if gap else match.end()
    plain = _plain(text, start)
    if plain and plain.kind in _COUNTED_IN_THOUSANDS and plain.unit not in DURATIONS:
        return replace(plain, multiplier=plain.multiplier * factor, extra=extra)
    if factor >= 10**6 or _SLASH.match(text, match.end()):  # 45 nghìn/ngày
        bare = UnitPhrase(match.end(), "đồng", MentionKind.MONEY, factor, extra)
        return with_rates(text, bare)
    return UnitPhrase(match.end(), "", MentionKind.COUNT, factor, extra)


def _small_magnitude(text: str, start: int) -> UnitPhrase | None:
    """*3 chục hộ*, *5 trăm cây*: only where a known noun follows."""
    for word in ("chục ", "trăm "):
        if text.startswith(word, start) and (plain := _plain(text, start + len(word))):
            return replace(plain, multiplier=Decimal(_MAGNITUDES[word.strip()]))
    return None


def _plain(text: str, start: int) -> UnitPhrase | None:
    if _COMRADES.match(text, start):
        return UnitPhrase(start + 3, "đồng chí", MentionKind.COUNT)
    measure = _measure(text, start)
    noun = noun_at(text, start)
    if noun and (measure is None or noun.end > measure.end):
        return with_rates(text, UnitPhrase(noun.end, noun.name, MentionKind.COUNT))
    if measure:
        return with_rates(text, measure)
    return None


def _measure(text: str, start: int) -> UnitPhrase | None:
    match = _UNIT.match(text, start)
    if match is None:
        if text.startswith("khối ", start) and _TRIPLE.match(text, start + 5):
            return UnitPhrase(start + 4, "m³", MentionKind.MEASURE)
        return None
    written = match[0]
    if _ABBREVIATED.match(text, match.end()):
        return None
    if written.startswith("<sup>"):
        return UnitPhrase(match.end(), "đồng", MentionKind.MONEY)
    if written.lower() in _LOWER_ONLY and not written.islower():
        return None
    unit = _BY_KEY[_ODD_SPACE.sub(" ", written.lower()).replace("điểm%", "điểm %")]
    kind = _KINDS.get(unit.dimension, MentionKind.MEASURE)
    if unit.name.endswith("tuổi"):
        kind = MentionKind.COUNT
    if unit.dimension in ("money", "dollar"):
        return UnitPhrase(match.end(), unit.base, kind, unit.factor)
    return UnitPhrase(match.end(), unit.name, kind)


def with_rates(text: str, phrase: UnitPhrase) -> UnitPhrase:
    """The unit with everything that it is counted by and per: tấn.km, đồng/người/năm."""
    if by := _BY_DISTANCE.match(text, phrase.end):
        phrase = replace(phrase, unit=f"{phrase.unit}.km", end=by.end())
    takes_material = (phrase.kind is MentionKind.MEASURE and phrase.unit not in DURATIONS) or phrase.unit == "lượt"
    if takes_material and (what := _MATERIAL.match(text, phrase.end)):  # tấn rác/ngày
        rated = with_rates(text, replace(phrase, end=what.end()))
        return rated if "/" in rated.unit[len(phrase.unit) :] else phrase
    for _ in range(3):
        slash = _SLASH.match(text, phrase.end)
        tail = _tail(text, slash.end(), phrase) if slash else None
        if tail is None:
            return phrase
        phrase = replace(phrase, unit=f"{phrase.unit}/{tail[0]}", end=tail[1])
    return phrase


def _tail(text: str, start: int, phrase: UnitPhrase) -> tuple[str, int] | None:
    number = _PER_NUMBER.match(text, start)
    if number is None:
        return _per(text, start)
    per = _per(text, number.end())
    if per is None or per[0] == phrase.unit:
        return None
    if number["round"]:
        return f"{number['round']} {per[0]}", per[1]
    is_measured = phrase.kind is not MentionKind.COUNT or per[0].endswith("dân")
    return per if is_measured else None


def _per(text: str, start: int) -> tuple[str, int] | None:
    if symbol := _PER_SYMBOL.match(text, start):
        return _PER_SYMBOLS[symbol[0]], symbol.end()
    measure = _measure(text, start)
    spans = words_at(text, start, 3)
    keys = [spelling_key(text[a:b]) for a, b in spans]
    for count in range(len(spans), 0, -1):
        end = spans[count - 1][1]
        if " ".join(keys[:count]) in PER and (measure is None or end > measure.end):
            return " ".join(text[a:b] for a, b in spans[:count]).lower().replace("htx", "HTX"), end
    return (measure.unit, measure.end) if measure else None
