"""Words that make a numeral a name, a place in an order or a rank instead of a figure: thôn 7, lần thứ XI, xếp thứ 3/11."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from solieu.vietnamese.count_nouns import WORD, is_noun_of_two, key_of, listed
from solieu.vietnamese.text import spelling_key


class Label(StrEnum):
    FIRM = "firm"  # names whatever stands after the numeral: Điều 5, Đề án 06
    ABBREVIATED = "abbreviated"  # QL 1, NQ 35: names unless something is counted
    TITLE = "title"  # Kế hoạch 135, with a capital
    PLACE = "place"  # names, also before a higher place (thôn 5 xã ...), but not before a count (thôn 5 hộ)
    WEAK = "weak"  # names only when nothing that is counted follows: cấp 2, but cấp 39 lít thuốc
    ORDER = "order"  # đợt 1, lần 2
    RANK = "rank"
    DAY = "day"  # ngày 5, các tháng 7, 8


_WORDS: dict[Label, str] = {
    Label.FIRM: """
        ban chỉ đạo, bảng số, báo cáo số, bão số, biển số, biểu số, bộ tiêu chí, cấp độ, chỉ thị, chỉ thị số, chỉ tiêu
        số, chương, chương trình số, công điện số, công văn số, cơn bão số, đề án, đề án số, điện thoại, điều, độ mật,
        hội nghị trung ương, hội nghị TW, nghị quyết trung ương, nghị quyết TW,
        đường dây nóng, đường huyện, đường số, đường tỉnh, fax, games, hiệp định, hình số, hotline, hộp thư, huyện lộ,
        hướng dẫn số, hương lộ, kế hoạch số, kết luận số, khoản, khối lớp, ký hiệu, lô số, lớp, luật số, lữ đoàn, mã,
        mã số, mác, mẫu số, một thành viên, mục, mức độ, nghị định, nghị định số, nghị quyết, nghị quyết số, phiên
        bản, phụ lục, quân khu, quốc lộ, quy định số, quyển số, quyết định số, số điện thoại, số hiệu, số máy, sư
        đoàn, tài khoản số, thông báo số, thông tư, thông tư số, thửa đất số, thửa số, tiêu chí số, tiểu mục, tỉnh lộ,
        top, tổ công tác số, tổng đài, tờ bản đồ số, tờ trình số, trang số, trung đoàn, trường giáo dưỡng số, văn bản
        số, vòng, zalo
    """,
    Label.PLACE: """
        ấp, bản, buôn, chi bộ, chi bộ thôn, chi hội, cụm dân cư, đoàn công tác, đoàn giám sát, đoàn kiểm tra, đoàn
        thanh tra, đội, khoảnh, khóm, khu dân cư, khu phố, khu vực, lô, phân hiệu, phố, phường, quận, số, thôn, thôn
        số, thửa, tiểu khu, tổ, tổ công tác, tổ dân phố, tổ nhân dân, xóm
    """,
    Label.WEAK: """
        bài, bãi, bảng, báo động, bắc thơm, bậc lương, bến, biểu, block, cảng, căn, cấp, câu, cầu, chỉ tiêu, chốt,
        chợ, chuyên đề, chương trình, cống, công ty, cột, cột mốc, cơ sở, cụm, cửa, dãy, dòng, dự án, đài, đại đội,
        đài thơm, đảo, đập, đê, điểm, điểm trường, hẻm, kiệt, đoàn, đối tượng, đồn, đường, giai đoạn, gói thầu, gói thầu số,
        hạng, hạng mục, hình, hồ, hợp phần, kè, kênh, kết luận, kho, khối, khu, khu công nghiệp, lò, loại, loại hình,
        mạch, mặt trận, mẫu, mỏ, mô đun, mốc, mức, nàng hoa, ngách, ngõ, nhà, nhà máy, nhánh, nhiệm vụ, nhóm, nội
        dung, ô, phần, phân khu, phòng, phương án, quyển, tầng, tập, tháp, thành phần, thế hệ, thiên ưu, tiết, tiêu chí, tiểu dự
        án, tiểu đoàn, tòa, tổ công tác, tổ máy, tờ, trạm, trạm bơm, trang, trụ cột, trục, trung tâm, trường, tuyến, tuyến
        số, VNeID, vùng, win, windows
    """,
    Label.ORDER: """
        bậc, bước, ca, cuộc thi lần thứ, đợt, đợt thứ, giải, học kỳ, hội nghị, hội nghị lần thứ, khóa, kỳ, kỳ họp, kỳ
        họp thứ, kỳ thứ, lần, lần thứ, liều, lứa, mũi, mũi thứ, năm thứ, phiên, phiên họp thứ, phiên thứ, quý, số báo,
        thứ, tuần, tuần thứ, vòng, vụ
    """,
    Label.RANK: """
        đứng, đứng hạng, đứng thứ, đứng vị trí, hạng thứ, thứ hạng, vị thứ, vị trí, vị trí thứ, xếp, xếp hạng, xếp
        hạng thứ, xếp ở vị trí, xếp thứ, xếp vị thứ, xếp vị trí, xếp vị trí thứ
    """,
    Label.DAY: """
        các năm, các ngày, các tháng, chiều, đêm, hai ngày, lịch sử, mồng, mùng, năm, ngày, rằm, sáng, tháng, thập
        niên, thế kỷ, tối
    """,
}  # fmt: skip

_RANK_CONTEXT = re.compile(
    r"\b(?:lên|xuống|từ|giữ|đạt|thuộc|vào|tụt|vươn lên)\s(?:vị trí\s|hạng\s)?thứ\s?$|"
    r"\b(?:xếp|đứng|hạng|vị trí|vị thứ)[^.;:\d]{0,30}\s(?:thứ|hạng|vị trí|vị thứ)\s?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;:,()\n|!?]*$")
_LIST_AFTER = re.compile(r"\s?(?:[,;)]|và\s)")
_TIGHT = re.compile(r"[\s*_“\"‘'«:.]*$")
_TITLES = listed(
    "báo cáo, chương trình, công văn, dự án, hướng dẫn, kế hoạch, kết luận, luật, quyết định, thông báo, văn bản"
)
_TOTAL_BEFORE_NUMBER = listed("chiếm, con, dân, một, những, quân, sĩ, tổng, trong, tỷ, với")

_ABBREVIATED = frozenset(
    {
        "QL",
        "TL",
        "ĐT",
        "ĐH",
        "HL",
        "QĐ",
        "NQ",
        "NĐ",
        "TT",
        "CT",
        "CV",
        "KH",
        "STT",
        "IR",
        "OM",
        "TBR",
        "LVN",
        "NK",
        "DT",
        "RVT",
    }
)  # only so, in capitals
_NO_LABELS = listed("Nhật Bản, trưởng thôn, trưởng bản, trưởng xóm, trưởng ấp, trưởng phố, phó thôn")
# Words that end like a label and make no name: trực tuyến 518, trung cấp 8, dịch vụ 35.
_WORDS_OF_TWO = listed(
    """
    các loại, các vùng, cao cấp, chi đoàn, còn loại, công đoàn, cung cấp, dân số, dịch vụ,
    dự phòng, đa số, địa điểm, định kỳ, học tập, môi trường, mùa vụ, nghiệp đoàn, nghiệp
    vụ, nhà trường, nhiệm vụ, nhu cầu, phân loại, phục vụ, quân số, quốc phòng, sơ cấp, tại nhà, tập đoàn, thiểu số,
    thời điểm, tiêu biểu, toàn cầu, trợ cấp, trung cấp, trực tuyến, về nhà, yêu cầu
    """
)
_EACH = listed("mỗi, từng, một")
_NUMBER, _TERM, _SAME = spelling_key("số"), spelling_key("kỳ"), spelling_key("cùng")
ADMINISTRATIVE = listed(
    "ấp, đường, huyện, khóm, khu phố, khu vực, ngõ, phố, phường, quận, thành phố, thị trấn, thị xã, thôn, tỉnh, tổ dân phố, xã"
)
# What stands after the numeral of a motto or grade: 3 sạch, 4 tại chỗ, 5 rõ, 1 cửa, 3 sao.
MOTTOS = listed("biết, bám, cùng, cửa, dám, rõ, sao, sạch, sẵn sàng, tại chỗ, tự")


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
    if (
        words[-1] in _ABBREVIATED
        and ":" not in joint
        and before[-len(words[-1]) - 1 : -len(words[-1])] in ("", " ", "(")
    ):
        return Label.ABBREVIATED
    keys = [spelling_key(word) for word in words]
    if "." in joint and keys[-1] != _NUMBER:
        return None
    if len(words) > 1 and words[-2][0].isupper() and words[-1].islower() and " ".join(keys[-2:]) in _TITLES:
        return Label.TITLE
    for count in range(len(keys), 0, -1):
        label = _labels().get(" ".join(keys[-count:]))
        if label is not None and count == 1 and _ends_a_word(keys):
            return None
        if label is not None:
            return label if _makes_a_name(keys, label, joint) else None
    return None


def _ends_a_word(keys: list[str]) -> bool:
    """Whether the last syllable is the end of a word of two that is no label itself (văn bản, dịch vụ)."""
    word = " ".join(keys[-2:])
    return len(keys) > 1 and word not in _labels() and (word in _WORDS_OF_TWO or is_noun_of_two(word))


def _makes_a_name(keys: list[str], label: Label, joint: str) -> bool:
    """*tổng số 22 chỉ tiêu*, *cùng kỳ 12 vụ* and *số trường: 15* are figures, *Đoàn kiểm tra số 4* is a name."""
    last, before = keys[-1], keys[-2] if len(keys) > 1 else ""
    if (":" in joint and label is not Label.FIRM and last != _NUMBER) or before == _NUMBER:
        return False
    if before in _EACH or f"{before} {last}" in _NO_LABELS:
        return False
    is_total = last == _NUMBER and before in _TOTAL_BEFORE_NUMBER
    return not is_total and (before, last) != (_SAME, _TERM)


def is_after_name(text: str, start: int, end: int) -> bool:
    """Whether a proper name stands right before: Khu công nghiệp Trà Nóc 2. A capital that opens a clause is none, and a
    name alone in a list is what is counted: (Nhật Bản 89, Hàn Quốc 22)."""
    before = text[max(0, start - 40) : start].rstrip(" ")
    clause = _CLAUSE.search(before)
    words = WORD.findall(clause[0]) if clause else []
    if not words or not before.endswith(words[-1]) or not words[-1][0].isupper() or words[-1].isupper():
        return False
    is_listed = all(word[0].isupper() for word in words) and _LIST_AFTER.match(text, end)
    return len(words) > 1 and not is_listed
