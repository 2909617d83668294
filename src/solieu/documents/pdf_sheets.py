"""Sheets: what stands on each page of a PDF, letter by letter with size and place, and the lines drawn on it.

Places are in points from the lower left corner of the page, held so that most of its letters run from left to right:
a wide annex may lie on its side. Letters that run otherwise (stamps across the page, words in the margin) are left out.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from solieu.documents.limits import PDF_PAGE_LETTERS, PDF_PAGE_RULES
from solieu.documents.unread import UnreadableError

_HYPHEN = 45  # pdfium gives a hyphen at the end of a line the code 2
_SPACE = 32
_TILT = 0.1  # radians by which a line of text may lean, as in a page scanned askew


class Letter(NamedTuple):
    sign: str
    x: float
    right: float
    y: float  # base line
    size: float  # of the font as seen
    stressed: bool  # bold or italic


class Rule(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        return self.top - self.bottom < 3 and self.right - self.left > 10

    @property
    def is_upright(self) -> bool:
        return self.right - self.left < 3 and self.top - self.bottom > 5


@dataclass(frozen=True, slots=True)
class Sheet:
    number: int  # 1-based
    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Rule, ...]
    has_image: bool
    cut: bool  # more letters than are read


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Raises UnreadableError with the reason."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("Tệp PDF có mật khẩu. Đề nghị xin bản không có mật khẩu") from None
        if getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY:
            raise UnreadableError("Tệp PDF được mã hóa theo cách chưa đọc được. Đề nghị xin bản không mã hóa") from None
        raise UnreadableError("Tệp PDF bị hỏng. Đề nghị xin lại bản gốc") from None


def sheet_of(pdf: pypdfium2.PdfDocument, index: int) -> Sheet:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return Sheet(index + 1, 0, 0, (), (), has_image=True, cut=False)
    text = page.get_textpage()
    count = text.count_chars()
    place = _Place(page.get_bbox(), _turns(text.raw, min(count, PDF_PAGE_LETTERS)))
    letters = tuple(_letters(text.raw, min(count, PDF_PAGE_LETTERS), place))
    rules, has_image = _drawn(page, place)
    text.close()
    page.close()
    return Sheet(index + 1, place.width, place.height, letters, rules, has_image, count > PDF_PAGE_LETTERS)


_SAMPLE = 50  # letters between two whose direction is looked at


def _turns(text: Any, count: int) -> int:
    """Quarter turns, counter-clockwise, by which most of the letters stand."""
    matrix = raw.FS_MATRIX()
    found: Counter[int] = Counter()
    for index in range(0, count, _SAMPLE):
        if raw.FPDFText_GetMatrix(text, index, matrix):
            found[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    return found.most_common(1)[0][0] if found else 0


class _Place:
    """Turns coordinates of the page's own space into those of the page as it is held."""

    def __init__(self, box: tuple[float, float, float, float], turns: int) -> None:
        self._left, self._bottom, self._right, self._top = box
        self._turns = turns
        sides = self._right - self._left, self._top - self._bottom
        self.width, self.height = sides[::-1] if turns % 2 else sides

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self._turns:
            case 1:
                return y - self._bottom, self._right - x
            case 2:
                return self._right - x, self._top - y
            case 3:
                return self._top - y, x - self._left
            case _:
                return x - self._left, y - self._bottom

    def advance(self, box: Any) -> float:
        """Width of a letter along the line."""
        return abs(float(box.top - box.bottom if self._turns % 2 else box.right - box.left))

    def angle(self, a: float, b: float) -> float:
        """Direction of writing, 0 for left to right."""
        turned = math.atan2(b, a) - self._turns * math.pi / 2
        return math.remainder(turned, 2 * math.pi)


class _Font(NamedTuple):
    size: float
    stressed: bool
    is_level: bool


def _letters(text: Any, count: int, place: _Place) -> Iterator[Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    seen, font = None, _Font(0, stressed=False, is_level=True)
    before: Letter | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        code = _HYPHEN if code == 2 else code
        if code < 32 or 0xD800 <= code < 0xE000:
            continue
        handle = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.addressof(handle.contents) if handle else 0
        if key and key != seen:
            seen, font = key, _font(text, index, handle, place)
        if not font.is_level or not font.size:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        at, base = place.point(x.value, y.value)
        width = place.advance(box)
        if code == _SPACE and not width:  # told by pdfium from the gap; its place is right after the letter before
            if before is not None:
                yield Letter(" ", before.right, before.right, before.y, font.size, before.stressed)
            continue
        before = Letter(chr(code), at, at + width, base, font.size, font.stressed)
        yield before


def _font(text: Any, index: int, handle: Any, place: _Place) -> _Font:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    is_level = abs(place.angle(matrix.a, matrix.b)) < _TILT
    return _Font(round(size, 2), _is_stressed(handle), is_level)


def _is_stressed(handle: Any) -> bool:
    font = raw.FPDFTextObj_GetFont(handle)
    if not font:
        return False
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, name, 128)
    written = name.raw[: min(length, 128)].lower()
    return any(word in written for word in (b"bold", b"italic", b"oblique")) or raw.FPDFFont_GetWeight(font) >= 700


def _drawn(page: Any, place: _Place) -> tuple[tuple[Rule, ...], bool]:
    """Straight lines drawn on a page, and whether an image stands on it. A drawing is no table: it has no rules."""
    rules: list[Rule] = []
    has_image = False
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), PDF_PAGE_LETTERS)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        has_image = has_image or kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules += _path(drawn, place)
            if len(rules) > PDF_PAGE_RULES:
                return (), has_image
    return tuple(rules), has_image


def _path(path: Any, place: _Place) -> Iterator[Rule]:
    """A thin path is one rule whatever it consists of; of a larger one (a frame, a grid) every straight stroke is."""
    box = tuple(ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, *box):
        return
    whole = _rule(place.point(box[0].value, box[1].value), place.point(box[2].value, box[3].value))
    if whole.is_level or whole.is_upright:
        yield whole
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), PDF_PAGE_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _rule(before, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _rule(point, start)
        before = point


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Rule:
    return Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
