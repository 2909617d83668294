"""Roles: what the words around a figure say that it is (an amount, a change, the base of a comparison, a share).

The words right before a figure decide; in a bracket that holds nothing else, the words before the bracket do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solieu.proofread.figures import Base, Figure, Role
from solieu.vietnamese.mentions import MentionKind

if TYPE_CHECKING:
    from solieu.proofread.outline import Outline

# Words that may stand between the deciding word and the figure.
_FILLER = (
    r"(?:\s|[:,“\"*_]|khoảng|trên|hơn|gần|xấp xỉ|chừng|ước|là|được|tới|thêm|đi|tương ứng|tương đương|lần lượt|chỉ|"
    r"ước đạt|ước khoảng|thực hiện|mức|ở mức|với|số|có|thì|đều|đã|cũng|vào khoảng|tròn|trung bình|bình quân|tỷ lệ)*"
)
_END = re.compile(
    r"(?:(?P<to>(?:tăng|nâng|giảm|hạ)?\s*(?:lên|xuống)(?: còn| thành| đến| tới)?|giảm còn|tăng đến)"
    r"|(?P<from>(?:tăng|giảm|nâng|hạ|chuyển)?\s*\btừ(?: mức)?)"
    r"|(?P<up>tăng(?: trưởng| lên| mạnh| nhẹ| nhanh| cao| khá)?|cao hơn|nhiều hơn|lớn hơn)"
    r"|(?P<down>(?:sụt )?giảm(?: mạnh| sâu| nhẹ| nhanh)?(?: đến| tới)?|thấp hơn|ít hơn|nhỏ hơn|hụt|sụt)"
    r"|(?P<apart>chênh lệch|chênh)"
    r"|(?P<excess>vượt(?: mức)?)"
    r"|(?P<share>chiếm(?: tỷ trọng| tỷ lệ)?)"
    r"|(?P<ratio>tương đương|tương ứng|tức|đạt|bằng|hoàn thành|thực hiện|ước|đảm bảo)"
    r"|(?P<remainder>còn(?: lại)?)"
    r")" + _FILLER + r"\Z"
)
_REMAINDER = re.compile(
    r"(?:\bcòn(?: lại| thiếu| phải| nợ| dư)?|\bthiếu|"
    r"\bchuyển (?:sang |tiếp sang )?(?:kỳ|tháng|quý|năm) (?:sau|tiếp theo)|"
    r"(?:đang|chưa)(?: được)? (?:phân bổ|giải ngân|sử dụng|nghiệm thu|quyết toán|"
    r"giải quyết|xử lý|xem xét|xác minh|"
    r"thực hiện|hoàn thành|triển khai|thu hồi))" + _FILLER + r"\Z"
)
_OUTSIDE = re.compile(r"(?:chưa|không) (?:bao )?gồm|(?:chưa|không) (?:kể|tính)|ngoài ra")
_RATE = re.compile(
    r"(?:bình quân|(?<!dân số )trung bình|năng suất|đơn giá|giá bán|"
    r"(?<!trị )(?<!đánh )\bgiá\b(?! trị| hiện hành| so sánh| thực tế)|định mức|mức chi|mức hỗ trợ|\bmỗi\b)[^,;]*\Z"
)

# "6 tháng đầu năm" is the period itself, not an earlier one.
_NOT_SPAN = r"(?<!tháng )(?<!ngày )(?<!từ )(?<!quý )(?<!vụ )(?<!tuần )(?<!dịp )(?<!ngay )"
_PREVIOUS_WORDS = (
    r"cùng kỳ|cùng thời điểm|cùng kì|svck|\bck\b|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|vụ trước|"
    rf"niên vụ trước|nhiệm kỳ trước|năm học trước|{_NOT_SPAN}đầu năm|đầu kỳ|{_NOT_SPAN}cuối năm|đầu nhiệm kỳ|"
    r"giai đoạn trước|lần trước|"
    r"đợt trước|tuần trước|(?:so với )?trước(?: khi)? (?:sắp xếp|sáp nhập|hợp nhất|thành lập)|"
    r"so với trước|trước đây|trước đó|những năm trước|mùa trước|"
    r"(?:so với|so|của) (?:cuối |đầu |thời điểm |ngày |tháng |quý |vụ |niên vụ |năm học |cả |giữa )*năm \d{4}|"
    r"(?:so với|so) (?:thời điểm |ngày |tháng |quý |vụ |niên vụ |năm học |giai đoạn |nhiệm kỳ |6 tháng |9 tháng )"
)
_PLAN_WORDS = (
    r"kế hoạch|\bkh\b|chỉ tiêu|dự toán|\bdt\b|nghị quyết|mục tiêu|vốn giao|vốn được giao|được giao|tỉnh giao|"
    r"huyện giao|hđnd giao|định mức|yêu cầu|nhu cầu|vốn đã phân bổ|hạn mức|kịch bản|chỉ tiêu giao"
)
_WHOLE_WORDS = (
    r"tổng số|tổng(?! cục| công ty| hội| bí thư| đài| kết)|dân số|trên tổng|số hộ|so với tổng|"
    r"toàn (?:tỉnh|huyện|xã|phường|thành phố|thị xã|quận|ngành)|"
    r"diện tích (?:gieo trồng|tự nhiên|đất)|số phiếu|tổng đàn|trong tổng"
)
_BASE = re.compile(f"(?P<previous>{_PREVIOUS_WORDS})|(?P<plan>{_PLAN_WORDS})|(?P<whole>{_WHOLE_WORDS})")
_COMPARED = re.compile(r"so với|so cùng|so kế hoạch|so dự toán|\bso\b")
# What may stand between the words that name a base and its figure.
_OF_PREVIOUS = re.compile(
    r"(?:[\s:,/.\d-]|\b(?:năm|trước|ngoái|của|tỉnh|huyện|xã|toàn|là|đạt|được|chỉ|có|ước|thực hiện|khoảng|trên|hơn|gần|"
    r"quý|tháng|ngày|giai đoạn|ở mức|mức|đầu|cuối|i{1,3}|iv|vụ|niên vụ|đã|thu|chi|số liệu|tương ứng|tổng|số|thì|với)\b)*\Z"
)
_UNDERTAKEN = re.compile(
    r"\b(?:và|đạt|thực hiện được|thực hiện đạt|hoàn thành|triển khai|ước|giải ngân|tăng|giảm|vượt|bằng|thu được|đã)\b"
    r"|\bđược(?! giao| phân bổ| duyệt)"
)
_LONGEST_NAME = 9  # words of the name of a plan


def assign_roles(outline: Outline) -> Outline:
    """The outline with every figure's role, sign and base filled in."""
    figures: list[Figure] = []
    for figure in outline.figures:
        figures.append(_percent(outline, figure, figures) if figure.is_percent else _amount(outline, figure))
    return replace(outline, figures=tuple(figures))


def words_before(outline: Outline, figure: Figure) -> str:
    """The words that decide: those before the figure or, at the beginning of a bracket, those before the bracket."""
    bracket = outline.bracket_of(figure)
    if bracket is None or figure.lead.strip(" +-–−:") or not _is_first(outline, figure):
        return figure.near
    return bracket.before


def _is_first(outline: Outline, figure: Figure) -> bool:
    bracket = outline.bracket_of(figure)
    return bracket is not None and not any(
        bracket.start < one.start < figure.start for one in outline.figures[: figure.index]
    )


def _signed(outline: Outline, figure: Figure) -> int:
    """+1 or -1 for (+2,29) and (-162,61 ha), 0 without a sign."""
    written = outline.text[max(0, figure.start - 2) : figure.start].rstrip()[-1:] + figure.printed[:1]
    if "+" in written:
        return 1
    in_bracket = outline.text[max(0, figure.start - 3) : figure.start].rstrip("-–− ").endswith("(")
    return -1 if in_bracket and any(mark in written for mark in "-–−") else 0


@dataclass(frozen=True, slots=True)
class Named:
    """A base of comparison that words name."""

    base: Base
    words: str = ""


def _as(figure: Figure, role: Role, named: Named | None = None, sign: int = 0) -> Figure:
    if named is None:
        return replace(figure, role=role, sign=sign)
    return replace(figure, role=role, sign=sign, base=named.base, base_words=named.words)


def _amount(outline: Outline, figure: Figure) -> Figure:
    if _OUTSIDE.search(figure.lead) or _outside_bracket(outline, figure):
        return _as(figure, Role.OUTSIDE)
    if sign := _signed(outline, figure):
        return _as(figure, Role.CHANGE, _base(figure.tail), sign)
    if _ADDED_CAPITAL.search(figure.near):
        return figure  # vốn tăng thêm 1.044 tỷ đồng: an amount with a name of its own
    match = _END.search(figure.near)
    if figure.mention.unit == "lần" and _MANY.search(figure.near):
        return _as(figure, Role.CHANGE, _base(figure.tail))
    if figure.mention.kind is MentionKind.RATIO:
        return figure
    if match and (match["up"] or match["down"] or match["apart"] or match["excess"]):
        sign = 1 if match["up"] or match["excess"] else -1 if match["down"] else 0
        return _as(figure, Role.CHANGE, _base(figure.tail) or _base(figure.near), sign)
    if match and match["from"]:
        return _as(figure, Role.FROM)
    if match and match["to"]:
        return figure
    if than := _THAN.search(figure.near):
        return _as(figure, Role.CHANGE, _base(figure.near) or Named(Base.OTHER, than[2]), 1 if than[1] in _MORE else -1)
    if _REMAINDER.search(figure.near):
        return _as(figure, Role.REMAINDER)
    if figure.dimension.below and figure.near.endswith("định mức"):
        return _as(figure, Role.RATE)  # what each gets, not a plan
    if named := base_at_end(words_before(outline, figure)):
        return _as(figure, Role.BASE, named)
    if figure.dimension.below or _RATE.search(figure.near):
        return _as(figure, Role.RATE)
    return figure


_ADDED_CAPITAL = re.compile(r"\b(?:vốn|số|phần)(?: đăng ký| điều chỉnh)? tăng thêm\W*\Z")
# cao hơn bình quân chung cả nước 0,18 điểm phần trăm: what is compared stands in between.
_THAN = re.compile(r"\b(cao|nhiều|lớn|thấp|ít|nhỏ) hơn ([^,;:]{2,60})\Z")
_MORE = frozenset({"cao", "nhiều", "lớn"})
_MANY = re.compile(r"(?:gấp|tăng)[^,;]{0,12}\Z")


def _outside_bracket(outline: Outline, figure: Figure) -> bool:
    bracket = outline.bracket_of(figure)
    if bracket is None:
        return False
    inside = outline.text[bracket.start : figure.start].lower()
    return bool(_OUTSIDE.search(inside) or _OUTSIDE.search(bracket.before))


def _last_base(words: str) -> re.Match[str] | None:
    last = None
    for found in _BASE.finditer(words):
        last = found
    return last


def _base(words: str) -> Named | None:
    """Which base the words behind a percentage or change name first."""
    words = _TURN.split(words, maxsplit=1)[0]
    first = _BASE.search(words)
    if first is not None:
        return Named(Base(first.lastgroup or ""), words[first.start() :].strip())
    return Named(Base.OTHER, words.strip()) if _COMPARED.search(words) else None


_TURN = re.compile(r"\b(?:nhưng|song|trong khi|tuy nhiên|khiến)\b")


def base_at_end(words: str) -> Named | None:
    """The base that the words before an amount say it is: nothing may be said to be done with it."""
    last = _last_base(words)
    if last is None or last["whole"]:
        return None
    rest = words[last.end() :]
    if last["previous"] and not _OF_PREVIOUS.match(rest):
        return None
    if last["plan"] and (_UNDERTAKEN.search(rest) or len(rest.split()) > _LONGEST_NAME):
        return None
    return Named(Base(last.lastgroup or ""), words[last.start() :].strip())


_BARE = re.compile(
    r"(?:\s|[,:–-]|và|ước|đã|chỉ|đồng thời|tương ứng|tức là|tức|mới|nhưng|qua đó|do đó|hay|cũng|lần lượt|với|nên|như vậy|"
    r"tương đương|tỷ lệ|trong đó|hoặc|cao|so|lại|đều|thực|hiện|kết quả|bằng|khoảng|trên|hơn|gần|vẫn|được|tỷ trọng|"
    r"nâng|số này|đó|còn|riêng|toàn)*\Z"
)


def _percent(outline: Outline, figure: Figure, earlier: list[Figure]) -> Figure:
    named = _base(figure.tail)
    if sign := _signed(outline, figure):
        return _as(figure, Role.GROWTH, named, sign)
    words = figure.near
    if _is_first(outline, figure) and not words.strip(" :"):
        return _in_bracket(outline, figure, earlier, named)
    match = _END.search(words)
    if match is None and words.startswith("với tỷ lệ"):
        return _as(figure, Role.OWN, named)  # a rate of its own: trả cổ tức với tỷ lệ 6%
    if match is None:
        return _as(figure, Role.BARE if "tỷ lệ" in words and _BARE.match(words) else Role.OWN, named)
    before = words[: match.start()]
    if (
        named is not None
    ):  # đạt 92% chỉ tiêu do tỉnh giao và đạt 85% chỉ tiêu phấn đấu: the words before are the other's
        before = _OTHER_BASE.sub("", before)
    named = named or _base(before)
    role, sign = _percent_role(match)
    if role is Role.FROM:
        return _as(figure, role)
    if role is Role.BARE:
        return _like(figure, earlier, named)
    subject = _YEAR.sub("", _BASE.sub("", _COMPARED.sub("", before)))
    return _as(figure, role if _BARE.match(subject) else Role.OWN, named, sign)


_OTHER_BASE = re.compile(r".*(?:kế hoạch|chỉ tiêu|dự toán|giao|cùng kỳ).*\bvà(?= |\Z)")
_YEAR = re.compile(r"\bnăm \d{4}|\d{4}")


def _percent_role(match: re.Match[str]) -> tuple[Role, int]:
    if match["up"]:
        return Role.GROWTH, 1
    if match["down"]:
        return Role.GROWTH, -1
    if match["excess"]:
        return Role.EXCESS, 1
    if match["from"]:
        return Role.FROM, 0
    if match["share"]:
        return Role.SHARE, 0
    if match["ratio"]:
        return (Role.BARE, 0) if match["ratio"] in ("tương ứng", "tức", "tương đương") else (Role.RATIO, 0)
    return Role.OWN, 0


def _in_bracket(outline: Outline, figure: Figure, earlier: list[Figure], named: Named | None) -> Figure:
    """A percentage alone in brackets: of the change right before it, or a share or rate of the amount before it."""
    bracket = outline.bracket_of(figure)
    assert bracket is not None
    owner = earlier[bracket.owner] if bracket.owner is not None else None
    if owner is not None and owner.phrase != bracket.phrase:
        owner = None
    if owner is not None and owner.role is Role.CHANGE:
        return _as(figure, Role.GROWTH, named or Named(owner.base, owner.base_words), owner.sign)
    return _as(figure, Role.BARE, named or _base(bracket.before))


def _like(figure: Figure, earlier: list[Figure], named: Named | None) -> Figure:
    """After tương ứng or tức the percentage says again what the change before it said."""
    last = earlier[-1] if earlier else None
    if last is not None and last.sentence == figure.sentence and last.role in (Role.CHANGE, Role.GROWTH):
        return _as(figure, Role.GROWTH, named or Named(last.base, last.base_words), last.sign)
    return _as(figure, Role.BARE, named)
