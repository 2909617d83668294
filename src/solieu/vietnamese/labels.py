"""Words that make a numeral a name, a place in an order or a rank instead of a figure: thôn 7, lần thứ XI, xếp thứ 3/11."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from solieu.vietnamese.count_nouns import WORD, key_of, listed
from solieu.vietnamese.text import spelling_key


class Label(StrEnum):
    FIRM = "firm"  # names whatever stands after the numeral: Điều 5, Đề án 06
    PLACE = "place"  # names, also before a higher place (thôn 5 xã ...), but not before a count (thôn 5 hộ)
    WEAK = "weak"  # names only when nothing that is counted follows: cấp 2, but cấp 39 lít thuốc
    ORDER = "order"  # đợt 1, lần 2
    RANK = "rank"
    DAY = "day"  # ngày 5, các tháng 7, 8


_WORDS: dict[Label, str] = {
    Label.FIRM: """
        ban chỉ đạo, bão số, biển số, biểu số, bộ tiêu chí, bảng số, báo cáo số, chương, chương trình số, chỉ thị, chỉ thị số,
        chỉ tiêu số, cấp độ, công văn số, công điện số, cơn bão số, CT, CV, hiệp định, hotline, hình số, hương lộ, hướng dẫn số,
        hộp thư, huyện lộ, khoản, khối lớp, ký hiệu, kết luận số, kế hoạch số, KH, lô số, lớp, luật số, lữ đoàn, mã số, mẫu số,
        mục, mức độ, nghị quyết, nghị quyết số, nghị định, nghị định số, NĐ, NQ, phiên bản, phụ lục, QĐ, quy định số,
        quyển số, quyết định số, quân khu, quốc lộ, số hiệu, số máy, số điện thoại, sư đoàn, thông báo số, thông tư,
        thông tư số, thửa số, thửa đất số, tiêu chí số, tiểu mục, trang số, trung đoàn, trường giáo dưỡng số, tài khoản số,
        tổ công tác số, tổng đài, tỉnh lộ, tờ bản đồ số, tờ trình số, văn bản số, zalo, fax, điện thoại, điều, đường dây nóng,
        đường huyện, đường số, đường tỉnh, đề án, đề án số, độ mật, QL, TL, ĐT, ĐH, HL
    """,
    Label.PLACE: """
        bản, buôn, chi bộ, chi bộ thôn, chi hội, cụm dân cư, khoảnh, khu dân cư, khu phố, khu vực, khóm, lô, phường, phố, quận,
        số, thôn, thôn số, thửa, tiểu khu, tổ, tổ dân phố, tổ nhân dân, xóm, ấp, đội
    """,
    Label.WEAK: """
        block, biểu, bài, bãi, bảng, bậc lương, bến, căn, cảng, câu, cầu, cấp, chương trình, chốt, chợ, công ty, cơ sở, cống, cột,
        cột mốc, cụm, cửa, dãy, dự án, giai đoạn, gói thầu, gói thầu số, hình, hạng mục, hồ, hợp phần, khu, khu công nghiệp, khối,
        kênh, kè, kho, kết luận, loại, loại hình, lò, mẫu, mặt trận, mỏ, mốc, mức, ngách, ngõ, nhà, nhà máy, nhiệm vụ, nhánh, nhóm,
        nội dung, phân khu, phòng, phương án, phần, quyển, tháp, thế hệ, tiêu chí, tiểu dự án, trang, trung tâm, trường, trạm,
        trạm bơm, trụ cột, tuyến, tuyến số, tòa, tập, tầng, tổ công tác, tổ máy, tiểu đoàn, trục, vùng, win, windows, ô, đài, đoàn,
        đảo, đập, đê, điểm, điểm trường, đường, đồn, đại đội, hạng, VNeID
    """,
    Label.ORDER: """
        bước, bậc, ca, cuộc thi lần thứ, giải, hội nghị, hội nghị lần thứ, học kỳ, khóa, kỳ, kỳ họp, kỳ họp thứ, kỳ thứ, liều, lần,
        lần thứ, lứa, mũi, mũi thứ, năm thứ, phiên, phiên họp thứ, phiên thứ, quý, số báo, thứ, tuần, tuần thứ, vòng, đợt, đợt thứ
    """,
    Label.RANK: """
        hạng thứ, thứ hạng, vị thứ, vị trí, vị trí thứ, xếp, xếp hạng, xếp hạng thứ, xếp thứ, xếp vị thứ, xếp vị trí,
        xếp vị trí thứ, xếp ở vị trí, đứng, đứng hạng, đứng thứ, đứng vị trí
    """,
    Label.DAY: """
        chiều, các năm, các ngày, các tháng, hai ngày, lịch sử, mùng, mồng, năm, ngày, rằm, sáng, tháng, thập niên, thế kỷ, tối, đêm
    """,
}  # fmt: skip

_RANK_CONTEXT = re.compile(
    r"\b(?:xếp|đứng|hạng|vị trí|vị thứ)[^.;:\d]{0,30}\s(?:thứ|hạng|vị trí|vị thứ)\s?$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[^.;:,()\n|!?]*$")
_TIGHT = re.compile(r"[\s*_“\"‘'«:.]*$")
_TOTAL_BEFORE_NUMBER = listed("chiếm, con, một, những, tổng, trong, tỷ, với")

_NUMBER, _TERM, _SAME = spelling_key("số"), spelling_key("kỳ"), spelling_key("cùng")
ADMINISTRATIVE = listed(
    "ấp, đường, huyện, khóm, khu phố, khu vực, ngõ, phố, phường, quận, thành phố, thị trấn, thị xã, thôn, tỉnh, tổ dân phố, xã"
)
# What stands after the numeral of a motto or grade: ba không, 4 tại chỗ, 5 rõ, một cửa, 3 sao.
SLOGANS = listed("biết, bám, cùng, cửa, dám, giỏi, không, nhất, rõ, sao, sạch, sẵn sàng, tại chỗ, tốt, tự")


@cache
def _labels() -> dict[str, Label]:
    return {
        key_of(word.split()): label
        for label, words in reversed(_WORDS.items())
        for word in (part.strip() for part in words.split(","))
        if word
    }


def label_before(text: str, start: int) -> Label | None:
    """The label that the words right before a numeral make, the longest first."""
    before = text[max(0, start - 60) : start]
    if _RANK_CONTEXT.search(before):
        return Label.RANK
    tight = _TIGHT.search(before)
    joint = tight[0] if tight else ""
    before = before[: len(before) - len(joint)]
    clause = _CLAUSE.search(before)
    words = WORD.findall(clause[0])[-4:] if clause else []
    if not words or not before.endswith(words[-1]):
        return None
    keys = [spelling_key(word) for word in words]
    for count in range(len(keys), 0, -1):
        label = _labels().get(" ".join(keys[-count:]))
        if label is not None:
            return label if _makes_a_name(keys, label, joint) else None
    return None


def _makes_a_name(keys: list[str], label: Label, joint: str) -> bool:
    """*tổng số 22 chỉ tiêu*, *cùng kỳ 12 vụ* and *số trường: 15* are figures, *Đoàn kiểm tra số 4* is a name."""
    last, before = keys[-1], keys[-2] if len(keys) > 1 else ""
    if ":" in joint and label is not Label.FIRM and last != _NUMBER:
        return False
    is_total = last == _NUMBER and before in _TOTAL_BEFORE_NUMBER
    return not is_total and (before, last) != (_SAME, _TERM)


def is_after_name(text: str, start: int) -> bool:
    """Whether a proper name stands right before: Trà Nóc 2. A capital at the start of a clause alone is none."""
    before = text[max(0, start - 40) : start].rstrip(" ")
    clause = _CLAUSE.search(before)
    words = WORD.findall(clause[0]) if clause else []
    if not words or not before.endswith(words[-1]) or not words[-1][0].isupper() or words[-1].isupper():
        return False
    return len(words) > 1
