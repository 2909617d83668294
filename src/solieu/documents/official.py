"""The frame of an official document by Decree 30/2020/NĐ-CP, Appendix I, as Word, PDF and page share it.

Lengths are millimetres, sizes are points. Widths of text are estimates for a face as wide as Times New Roman, true to
some 6%: the decree asks for a rule of a third to a half of the text above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from solieu.documents.paper import PageParts

T = TypeVar("T")

PAGE = (210, 297)  # A4
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}  # the decree allows 20-25, 20-25, 30-35, 15-20
PAGE_NUMBER_FROM_TOP = 10
COLUMNS = (68, 97)  # issuer | nation; the nation's name must stand on one line
FIRST_LINE = 12.7
LINE_PITCH = 1.15  # times the single spacing; the decree allows 1 to 1.5
PARAGRAPH_GAP = 6  # points; the least that the decree allows
INDENT = 4  # of one step inside a table
CELL_INSET = 1.2
SIGNING_SPACE = 72  # points between title and name
LEAST_SHARE = 0.6  # of its wanted width that a column of words keeps
SHORT_TABLE = 12  # rows that stay on one page
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO, MOTTO_WIDTH = "Độc lập - Tự do - Hạnh phúc", 56
RECIPIENTS = "Nơi nhận:"
ADDRESSED, ADDRESSED_INDENT = "Kính gửi:", 32
HANGING = 3  # a dash and its space: further lines of a long name stand under its first letter

_MM_PER_POINT = 25.4 / 72
_PLACE_KINDS = "TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU"
_COUNCIL_OR_COMMITTEE = re.compile(rf"(NHÂN DÂN) +(?=(?:{_PLACE_KINDS})\b)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How one component stands on the page. ``name`` is its style in Word, as an officer reads it.

    No comma stands in a name: Word takes what follows it for a second name.
    """

    name: str
    points: int
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: int = 0
    after: int = 0


LOOKS: Mapping[str, Look] = {
    "draft": Look("Dự thảo", 13, italic=True),
    "nation": Look("Quốc hiệu", 12, bold=True),
    "motto": Look("Tiêu ngữ", 13, bold=True),
    "parent": Look("Cơ quan chủ quản", 12),
    "issuer": Look("Cơ quan ban hành", 12, bold=True),
    "number": Look("Số và ký hiệu", 13),
    "about": Look("Trích yếu công văn", 12, before=6),
    "place": Look("Địa danh và ngày tháng", 13, italic=True),
    "type_name": Look("Tên loại", 14, bold=True, before=12),
    "subject": Look("Trích yếu", 14, bold=True),
    "addressed": Look(ADDRESSED.rstrip(":"), 14, before=12, after=PARAGRAPH_GAP),
    "addressee": Look("Danh sách kính gửi", 14, align="left", after=2),
    "recipients": Look(RECIPIENTS.rstrip(":"), 12, bold=True, italic=True, align="left"),
    "recipient": Look("Danh sách nơi nhận", 11, align="left"),
    "authority": Look("Quyền hạn chức vụ", 14, bold=True),
    "signer": Look("Họ tên người ký", 14, bold=True, before=SIGNING_SPACE),
    "annex": Look("Phụ lục", 14, bold=True),
    "annex_title": Look("Tên phụ lục", 14, bold=True),
    "attached_to": Look("Kèm theo", 13, italic=True, after=6),
    "table_title": Look("Tên biểu", 13, bold=True, before=8, after=2),
    "unit_line": Look("Đơn vị tính", 11, italic=True, align="right", before=3, after=2),
    "table": Look("Table Text", 11, align="left", before=1, after=1),
    "table_head": Look("Đầu bảng", 11, bold=True, before=1, after=1),
    "table_marks": Look("Ký hiệu cột", 10, italic=True),
    "table_note": Look("Ghi chú bảng", 11, italic=True, align="left", before=2),
    "rule": Look("Đường kẻ", 2),
    "body": Look("Body Text", 14, align="justify", after=PARAGRAPH_GAP),
    "list": Look("List Paragraph", 14, align="justify", after=PARAGRAPH_GAP),
    "page_number": Look("Header", 13),
    "note": Look("footnote text", 10, align="justify"),
}
# Phần is centred; Mục and Khoản are bold; Điểm is upright and as light as the text.
HEADINGS = (
    Look("Heading 1", 14, bold=True, before=6, after=PARAGRAPH_GAP),
    Look("Heading 2", 14, bold=True, align="justify", after=PARAGRAPH_GAP),
    Look("Heading 3", 14, bold=True, align="justify", after=PARAGRAPH_GAP),
    Look("Heading 4", 14, align="justify", after=PARAGRAPH_GAP),
    Look("Heading 5", 14, align="justify", after=PARAGRAPH_GAP),
)
WIDE_PITCH = ("body", "list")  # all else is set single


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and foot ready to be set: names broken into lines, rules measured, recipients punctuated."""

    draft: str
    parent: str
    issuer: str
    issuer_rule: int
    number: str
    place: str
    type_name: str
    subject: str
    subject_side: int  # indent on both sides that gives lines of like length
    subject_rule: int
    closing: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    about: str
    addressed: str  # "Kính gửi:", with the name behind it when there is only one
    addressed_indent: int  # 0: centred
    addressees: tuple[str, ...]
    addressee_indent: int  # the dashes stand below the colon


def frame(parts: PageParts) -> Frame:
    """The components of ``parts`` in the form that the decree gives them."""
    issuer = broken_name(parts.issuing_body)
    lines = [text_width(line, LOOKS["issuer"]) for line in issuer.split("\n")]
    side, subject = _balanced(parts.subject)
    several = len(parts.addressees) > 1
    return Frame(
        draft=parts.draft_mark,
        parent=broken_name(parts.parent_body, "parent"),
        issuer=issuer,
        issuer_rule=round(max(lines) * 0.42),
        number=number_line(parts.number),
        place=parts.place_and_date,
        type_name=parts.type_name,
        subject=parts.subject,
        subject_side=side,
        subject_rule=round(subject * 0.42),
        closing=parts.closing,
        recipients=punctuated(parts.recipients),
        authority=tuple(filter(None, (parts.authority, parts.title))),
        signer=parts.signer,
        about=_fitting(f"V/v {parts.about}", LOOKS["about"]) if parts.about else "",
        addressed=" ".join((ADDRESSED, *(() if several else parts.addressees))) if parts.addressees else "",
        addressed_indent=ADDRESSED_INDENT if several else 0,
        addressees=tuple(f"- {line}" for line in punctuated(parts.addressees)) if several else (),
        addressee_indent=ADDRESSED_INDENT + round(text_width(ADDRESSED.rstrip(":"), LOOKS["addressed"])),
    )


def text_width(text: str, look: Look) -> float:
    """About how many millimetres a line of this text takes."""
    em = sum(0.71 if sign.isupper() else 0.475 if sign.islower() else 0.25 if sign == " " else 0.45 for sign in text)
    return em * look.points * _MM_PER_POINT


def broken_name(name: str, look: str = "issuer") -> str:
    """A body's name in lines that fit its column: "ỦY BAN NHÂN DÂN" stands over the name of the place."""
    if "\n" in name:
        return name
    parted = _COUNCIL_OR_COMMITTEE.sub(r"\1" + "\n", name)
    return "\n".join(_fitting(line, LOOKS[look]) for line in parted.split("\n"))


def _fitting(line: str, look: Look) -> str:
    """The line in as few lines as fit the issuer's column, the longest of them as short as it can be."""
    words = re.split(r" (?![-–])", line)  # a dash stays with the word before it
    count = 1
    while count < len(words) and text_width(line, look) > count * COLUMNS[0] * 0.95:
        count += 1
    return "\n".join(_even(words, count, look))


def _even(words: Sequence[str], count: int, look: Look) -> list[str]:
    if count == 1:
        return [" ".join(words)]
    choices = (
        [" ".join(words[:cut]), *_even(words[cut:], count - 1, look)] for cut in range(1, len(words) - count + 2)
    )
    return min(choices, key=lambda lines: max(text_width(line, look) for line in lines))


def _balanced(subject: str) -> tuple[int, float]:
    """(side indent, length of the longest line) for a subject whose lines should be of like length."""
    room, whole = sum(COLUMNS), max(text_width(line, LOOKS["subject"]) for line in subject.split("\n"))
    count = -int(-whole // (room * 0.92))
    if count <= 1:
        return 0, whole
    line = min(whole / count * 1.08 + 6, float(room))
    return int((room - line) / 2), line


def number_line(number: str) -> str:
    """As in "Số: 15/BC-UBND"; a blank that is filled by hand keeps its width."""
    return f"Số:{number}" if number.startswith(" ") else f"Số: {number}"


def punctuated(recipients: Sequence[str]) -> tuple[str, ...]:
    """Every line of the recipients ends with ";", the last with "."."""
    bare = [line.rstrip(" ;,.") for line in recipients]
    return tuple(f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, 1))


def room(*, landscape: bool) -> int:
    """The width between the margins."""
    return PAGE[1 if landscape else 0] - MARGINS["left"] - MARGINS["right"]


def fitted(widths: Sequence[int], available: int, flexible: Sequence[int] = ()) -> tuple[int, ...]:
    """Column widths that fit between the margins. Flexible columns fill the page, and give way first, down to
    ``LEAST_SHARE`` of themselves; then every column becomes narrower in proportion."""
    wanted = sum(widths[place] for place in flexible)
    left = available - (sum(widths) - wanted)
    if wanted and left >= wanted * LEAST_SHARE:
        shared = iter(_shared([widths[place] for place in flexible], left))
        return tuple(next(shared) if place in flexible else width for place, width in enumerate(widths))
    return tuple(widths) if sum(widths) <= available else tuple(_shared(widths, available))


def _shared(widths: Sequence[int], available: int) -> list[int]:
    """Whole millimetres in proportion, that add up to what is available."""
    shares = [max(1, width * available // sum(widths)) for width in widths]
    shares[shares.index(max(shares))] += available - sum(shares)
    return shares


def printable(value: T) -> T:
    """The same paper without characters that no office file can hold (control characters, halves of a pair)."""
    if isinstance(value, str):
        return cast(T, _UNPRINTABLE.sub("", value))
    if isinstance(value, tuple):
        return cast(T, tuple(map(printable, value)))
    if isinstance(value, Mapping):
        return cast(T, {printable(key): printable(item) for key, item in value.items()})
    if is_dataclass(value):
        plain: Any = value
        return cast(T, replace(plain, **{part.name: printable(getattr(plain, part.name)) for part in fields(plain)}))
    return value
