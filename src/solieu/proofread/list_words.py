"""What the words of a list say of it: that it is complete, that it leaves something out, that its items overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.proofread.figures import Figure

# Not all is listed.
_OPEN = re.compile(
    r"chủ yếu|một số|tiêu biểu|điển hình|nổi bật|đáng chú ý|\bnhư\b|chẳng hạn|có thể kể|\.\.|…|v\.v|"
    r"cao nhất|thấp nhất|nhiều nhất|ít nhất|bình quân|trung bình|tập trung|hầu hết|phần lớn|đa số|nhất là|đặc biệt là"
)
_REST = re.compile(r"còn lại|số khác|một số|\.\.|…|v\.v|vân vân")
_OTHERS = re.compile(r"[^\d;.]*?(?:,|\bvà\b)\s*(?:các|những|nhiều)\b[^\d,;.]*\bkhác\b")
_LAST_OF_ALL = re.compile(r"còn lại|\bkhác\b")
# Attributes that one person or case can have together.
_OVERLAP = re.compile(
    r"\bnữ\b|dân tộc thiểu số|người dân tộc|dtts|đảng viên|tôn giáo|trẻ em|người cao tuổi|phụ nữ|\btrẻ\b"
)
# Not an addend: a loss, a price, a share of another whole, a new total.
NO_ADDEND = re.compile(
    r"\blỗ\b|\bâm\b(?! tính| lịch)|nâng tổng|\A(?:và )?tổng|tổng cộng|lũy kế|luỹ kế|so với|\bnâng\b[^,;]*lên|"
    r"tương đương|\btức\b|quy ra|trong khi|tập trung"
)
_TIME = re.compile(
    r"(?:và |trong |cả |của )*(?:\d+ )?(?:năm|quý|tháng|ngày|vụ|kỳ|cùng kỳ|trước(?! hạn)|sau|giai đoạn|nhiệm kỳ)\b"
)
_NUMBER_WORD = re.compile(
    r"(?<!giải )(?<!hạng )(?<!thứ )(?<!loại )(?<!cấp )(?<!lần )\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười) "
    r"(?!năm|tháng|ngày|quý|và|là|\d)[^\W\d_]+",
    re.IGNORECASE,
)
_LONG = 4  # words of an item without a number: no mere name any more

# Labels that divide a whole between them.
_HALVES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"đúng hạn|trong hạn|trước hạn|đúng và trước hạn", r"quá hạn|trễ hạn|chậm|chưa đúng hạn"),
        (r"(?<!không )(?<!chưa )đủ điều kiện", r"(?:không|chưa) đủ điều kiện"),
        (r"\bnam\b", r"\bnữ\b"),
        (r"dân tộc thiểu số|dtts", r"\bkinh\b"),
        (r"(?<!ngoài )công lập", r"ngoài công lập|tư thục|dân lập"),
        (r"trực tuyến", r"trực tiếp"),
        (r"(?<!không )thuộc thẩm quyền", r"không thuộc thẩm quyền"),
        (r"trong nước|nội địa", r"nước ngoài|quốc tế|hải quan|xuất nhập khẩu"),
        (r"nông thôn", r"thành thị|đô thị"),
        (r"(?<!cận )nghèo", r"cận nghèo"),
        (r"nuôi trồng", r"khai thác|đánh bắt"),
        (r"(?<!chi )đầu tư(?: phát triển)?", r"sự nghiệp"),
        (r"ngân sách", r"vận động|xã hội hóa|nhân dân đóng góp|dân đóng góp"),
    )
)
_GRADE = re.compile(r"\bloại (?:[abc]|[1-4]|i{1,3}|iv)\b")  # kết quả xếp loại A: 21 cơ sở, loại B: ...
_NOT = re.compile(r"\b(?:không|chưa) ")


def label(figure: Figure) -> str:
    """The words that name a part: before it, in its unit and behind it."""
    return f"{figure.near} {figure.mention.surface} {figure.tail}".lower()


def says_open(head: str) -> bool:
    """Whether the words that introduce a list say that it is not complete."""
    return bool(_OPEN.search(head))


def goes_on(after: str, noun: str) -> bool:
    """Whether the words behind a list say that there is more of it, or name one more item without a number."""
    if _OTHERS.match(after) or re.search(rf"(?:,|\bvà)\s+{_NUMBER_WORD.pattern}", after, re.IGNORECASE):
        return True
    return bool(_REST.search(after)) or (bool(noun) and bool(re.search(rf"(?:,|\bvà)\s+{re.escape(noun)}\b", after)))


_RECEIVED = re.compile(r"tiếp nhận|thụ lý|\bnhận\b|phải giải quyết")
_TIMELY = re.compile(r"hạn\b")


def is_closed(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the labels divide the whole: the last one is the rest, or two are opposites."""
    labels = [label(one) for one in parts]
    if _RECEIVED.search(whole.lead) and "giải quyết" in labels[0] and _TIMELY.search(labels[0]):
        return False  # tiếp nhận 100 hồ sơ, trong đó giải quyết đúng hạn 80, quá hạn 5: the others are not due yet
    if len(parts) > 1 and _LAST_OF_ALL.search(labels[-1]):
        return True
    if sum(bool(_GRADE.search(text)) for text in labels) > 1:
        return True
    return has_opposites(parts) or any(
        any(one.search(text) for text in labels) and any(other.search(text) for text in labels)
        for one, other in _HALVES
    )


def has_opposites(parts: Sequence[Figure]) -> bool:
    """hòa giải thành 81 vụ, hòa giải không thành 15 vụ."""
    if len(parts) != 2 or not all(one.near for one in parts):
        return False
    one, other = (part.near for part in parts)
    return any(_NOT.search(a) and _NOT.sub("", a).strip() == b for a, b in ((one, other), (other, one)))


def is_sister(figure: Figure, parts: Sequence[Figure]) -> bool:
    """hoàn thành tốt 120 người, hoàn thành 34 người, không hoàn thành 4 người: one more grade, not their whole."""
    return any(figure.near.startswith(_NOT.sub("", one.near).strip()) for one in parts)


def has_overlap(parts: Sequence[Figure]) -> bool:
    """20 đồng chí nữ, 15 đồng chí dân tộc thiểu số: one person may be both."""
    return any(_OVERLAP.search(label(one)) for one in parts)


def by_time(part: Figure) -> bool:
    """năm 2016 là 26,4 tỷ đồng: a figure of another time, not a part."""
    return bool(_TIME.match(part.near)) and not re.search(r"chuyển|kéo dài|còn lại", part.near)


def has_gaps(listed: str) -> bool:
    """Whether an item stands without a figure: a number in words, or a whole phrase."""
    if _NUMBER_WORD.search(listed):
        return True
    items = [item for item in re.split(r"[,;]|\bvà\b", listed) if not re.search(r"\d", item)]
    number_first = bool(re.match(r"\W*\d", listed))
    if re.match(r"[^\d,;:]*[^\W\d][^\d,;:]*, *\d", listed):
        return True  # gồm chủ nhà, 2 cháu nhỏ và 2 người hàng xóm
    return any(item.strip() and (number_first or len(item.split()) > _LONG) for item in items)
