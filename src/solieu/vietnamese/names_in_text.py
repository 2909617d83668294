"""Numerals that are no data by their shape: addresses, codes, times of day, sizes, scales, headings, note marks, phones."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UPPER = "A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
_N = r"\d+(?:[.,]\d+)*"
_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # so many numerals without a word between: no sentence
        r"(?<!\d)(?<!\d[ ,;-])(?P<span>\d++(?:[ ,;-]{1,2}\d++){64,})",
        # addresses of the net
        r"(?<!\S)(?P<span>(?:https?://|www\.)\S+)|(?<![\w.+-])(?P<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)",
        r"(?<![\w.-])(?P<span>(?:[\w-]{1,63}\.){1,6}(?:vn|com|org|net)(?![\w-])(?:/\S*)?)",
        # note marks, not the exponent of a unit
        r"(?<![mM])(?P<span><sup>\(?\d{1,3}\)?</sup>)|(?P<mark>\[\^?\d{1,3}\])",
        # standards and epidemics
        r"\b(?P<span>ISO(?:/IEC)?[ -]?\d{3,6}(?:-\d+)?(?: ?: ?\d{4})?)",
        r"\b(?P<span>(?:COVID|Covid|covid|CoV)[ -–]?\d{1,2})\b",
        # times of day
        r"(?<![\d.,/])(?P<span>\d{1,2} ?(?:giờ|h|g) ?[0-5]\d(?: ?(?:phút|'|’|p)(?!\w))?)(?!\d|[.,]\d)",
        r"(?<![\d.,/])(?P<span>\d{1,2}(?:h(?!\w)|:[0-5]\d(?::[0-5]\d)?(?!\d)))",
        r"\b(?:[Ll]úc|[Hh]ồi|[Vv]ào(?: lúc)?) (?P<span>\d{1,2} giờ(?: và \d{1,2} giờ)?)(?!\w| \d)",
        r"(?<![\d.,/])(?P<span>\d{1,2} giờ)(?= (?:sáng|chiều|tối|đêm|trưa|ngày \d))",
        r"(?<![\d./])(?P<span>(?:24/24|24/7|7/7)(?: ?(?:giờ|h|ngày))?(?!\w|[.,]\d))(?! \w)",
        r"(?<![\d./])(?P<span>24/24 ?(?:giờ|h)\b)",
        # mottoes, ratios
        r"(?<![\w.,/])(?P<span>\d)(?= (?:giảm|phải|không),? \d (?:giảm|tăng|sạch|có|rõ)\b)",
        r"(?<![\w.,/])\d (?:giảm|phải|không),? (?P<span>\d)(?= (?:giảm|tăng|sạch|có|rõ)\b)",
        r"(?<![\w:.,])(?P<span>\d{1,3}:\d{1,3})(?![\w:]|[.,]\d)",
        # scales, scores, number plates, suffix letters, 4 in 1
        r"(?<![\w:.,])(?P<span>1:(?:200|500|\d{1,3}\.?000))(?![\d:])",
        r"\b(?:[Tt]hắng|thua|tỷ số|tỉ số) (?P<span>\d{1,2} ?[-–] ?\d{1,2})(?!\w|[.,]\d)",
        r"(?<!\w)(?P<span>\d{2}[A-Z]\d?[- ]\d{3}\.?\d{2})(?!\d)",
        r"(?<=[A-Z]{2} )(?P<span>\d{2}-\d{3,5})(?!\d|[.,]\d)",
        r"(?<![\w.,/])(?P<span>\d{1,3}[abce])(?![\w²³])",
        r"(?<![\w.,/])(?P<span>\d trong 1)(?!\w)",
        # kilometre posts and fuel
        r"\b(?P<span>[Kk][Mm] ?\d+ ?\+ ?\d+)|\b(?P<post>Km ?\d{1,3})(?!\d|[.,]\d| ?\w)",
        r"\b(?P<span>RON ?\d{2}(?:-[IV]+)?)",
        # transformers, fertilisers
        r"(?<![\d.,/])(?P<span>\d{1,3}/\d{1,3}(?:/\d{1,3})?(?:,\d)? ?k[Vv])(?!\w)",
        r"(?<![\d.,/-])(?P<span>\d{1,2}-\d{1,2}-\d{1,2})(?![\d/-]|[.,]\d)",
        # sizes: 2x25 MVA, 3 x 4 m
        rf"(?<![\d.,\w])(?P<span>{_N}(?: ?c?m)? ?[x×] ?{_N}(?: ?c?m(?= ?[x×]))?(?: ?[x×] ?{_N})?"
        r"(?: ?(?:MVA|kVA|MW|kW|kV|mm|cm|m)²?2?(?!\w))?)",
        # headings and enumerations
        r"(?m:^)[ \t>#*_+-]{0,12}(?P<span>(?:[IVX]{1,5}\.)?\d{1,2}(?:\.\d{1,2}){0,4})(?=[.)](?:[\s*_]|$))",
        rf"(?m:^)[ \t>#*_+-]{{0,12}}(?P<span>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?= [*_]{{0,3}}[{_UPPER}])",
        rf"(?<=[.;:] )(?P<span>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?=[.)] [*_]{{0,3}}[{_UPPER}])",
        r"(?<=[;:,] )(?P<span>\d{1,2})(?=\) )|(?P<item>\(\d{1,2}\))(?= [^\W\d_])",
        r"(?<![\w.])(?P<span>[IVX]{1,5}\.\d{1,2}(?:\.\d{1,2})*)(?!\d|,\d)",
        r"(?m:^)[ \t]*(?P<span>\d{1,3})[ \t]*(?m:$)",
        # codes: H5N1, QL.1A, K60, Km12+500, and letters after the digits: 1A, 4G, 3D
        r"(?<![\w])(?P<span>[A-ZĐ][A-Za-zĐđ]{0,9}(?:[.-]?\d[\dA-Za-zĐđ]*)+(?:\+\d+)?)(?!\d|,\d)",
        r"(?<![\w.,])(?P<span>\d{1,4}[A-ZĐ][\dA-ZĐ]{0,3})(?![\w²³])",
        # Industry 4.0
        r"(?<![\d.,])(?P<span>[45]\.0)(?![\d.,%]| ?%| ?(?:ha|tấn|tạ|triệu|tỷ)\b)",
    )
)  # fmt: skip
_PHONE = re.compile(r"(?<![\d.,/])\(?(?:0\d{1,3}|1[89]00)\)?(?:[ .-]?\d{2,4}){1,4}(?![\d]|,\d|/\d)")
_SCALE = re.compile(
    r"(?<![\d.,/])1/(?:200|500|[125]\.?000|10\.?000|25\.?000|50\.?000|100\.?000)(?![\d/]|[.,]\d)(?! (?:hộ|người|em))"
)


_ROMAN = re.compile(
    r"\b(?i:lần thứ|thứ|khóa|khoá|loại|hạng|bậc|cấp|đợt|học kỳ|vùng|khu vực|đại hội|kỳ họp|báo động|lần)\s"
    r"(?P<span>X{0,3}(?:IX|IV|V?I{0,3}))(?![\w.])"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def find_roman_places(text: str, taken: bytearray) -> Iterator[tuple[int, int, int]]:
    """Places in an order that are written in Roman numerals (lần thứ XI, khóa XV, loại II): start, end, value."""
    for match in _ROMAN.finditer(text):
        start, end = match.span("span")
        if start < end and _take(taken, start, end):
            yield start, end, _roman(match["span"])


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def find_names(text: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Spans of numerals that are names by their shape; their places are marked in ``taken``."""
    for pattern in _NAMES:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            if any(letter.isdigit() for letter in text[start:end]) and _take(taken, start, end):
                yield start, end
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match[0])
        if 8 <= digits <= 12 and _take(taken, *match.span()):
            yield match.span()
    for match in _SCALE.finditer(text):
        if _take(taken, *match.span()):
            yield match.span()


def _take(taken: bytearray, start: int, end: int) -> bool:
    if taken.find(1, start, end) >= 0:
        return False
    taken[start:end] = b"\1" * (end - start)
    return True
