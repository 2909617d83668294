"""What kind of numeral it is, from the words before it and the unit or noun after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from solieu.vietnamese.count_nouns import is_also_verb, is_not_counted, key_of, listed, words_at
from solieu.vietnamese.hedges import hedge_before
from solieu.vietnamese.labels import ADMINISTRATIVE, MOTTOS, Label, is_after_name, label_before
from solieu.vietnamese.mentions import DATA_KINDS, MentionKind
from solieu.vietnamese.text import spelling_key
from solieu.vietnamese.unit_phrases import DURATIONS, UnitPhrase


@dataclass(frozen=True, slots=True)
class Judgement:
    kind: MentionKind
    end: int
    phrase: UnitPhrase | None = None
    when: str = ""

    @property
    def kind_is_data(self) -> bool:
        return self.kind in DATA_KINDS

    @property
    def has_value(self) -> bool:
        return self.kind_is_data or self.kind is MentionKind.ORDINAL


_YEAR = re.compile(r"(?:19|20)\d{2}\Z")
_GROUPS_OF_A_CODE = re.compile(r"\d+\.(?:\d+\.)*(?:\d{1,2}|\d{4,})(?:\.\d+)+\Z|0\d*\.")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\Z")  # 4.1, 5.2.3
_SECTION_AFTER = re.compile(r"\.?\s[^\W\d_a-zà-ỹ]|[)]")
MEASURED = {MentionKind.MEASURE, MentionKind.MONEY, MentionKind.PERCENT, MentionKind.PERCENT_POINT}
_TIMES_BEFORE = re.compile(
    r"\b(?:gấp|bằng|tăng|giảm|hơn|cao hơn|vượt)(?:\s(?:gần|hơn|trên|khoảng|tới|đến))?\s$", re.IGNORECASE
)
_RATE_BEFORE = re.compile(r"\b(?:hệ số|chỉ số|tỷ số|tỉ số|tỷ suất|tỷ lệ|K|k)\s(?:[^\d.;:,()]{0,40}\s)?$")
_SHARE_BEFORE = re.compile(r"\b(?:đạt|được|có|là|còn|gồm|hoàn thành|giải quyết|xong|trên|bằng)\s$|:\s?$", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"(?:\b(?:dịp|lễ|ngày|tết|kỷ niệm|đến|từ|trước|sau|hết|mừng|tháng|và|các|quốc khánh)|[-–,;(])\s?$", re.IGNORECASE
)
_MEDALS_BEFORE = re.compile(r"\b(?:huy chương|vàng|bạc)\b[^.;:]{0,14}$", re.IGNORECASE)  # 3 vàng, 2 bạc, 5 đồng
_PART_AFTER = re.compile(
    r"\s(?:số|tổng|diện tích|dân số|quỹ|thời gian|nhu cầu|sản lượng|kế hoạch|chiều dài|khối lượng|quãng|chặng|cả nước)\b"
)
_PERCENT_AFTER = re.compile(r"[ ,]{0,2}\(?(?:đạt|chiếm|bằng|tương ứng|tỷ lệ)?\s?\d+(?:[.,]\d+)?\s?%")
_CLASS = spelling_key("lớp")
_RANK_WORD = re.compile(r"\bhạng\s$", re.IGNORECASE)
_TURN_BEFORE = re.compile(r"\b(?:lần|đợt|vòng|mũi|khóa|khoá|phiên)\s$", re.IGNORECASE)
_FIRM_VERBS = listed("điều, mục, khoản")
# What cannot be the noun of a count, right after a numeral.
_NOT_NOUNS = listed(
    """
    bao, bằng, bị, bổ, bố, bởi, cao, cháy, chết, chỉ, chiếm, cho, chủ, chuyển, chưa, có, còn, của, cùng, cũng, cuối,
    do, dự, dưới, đã, đang, đạt, đăng, đầu, để, đến, đều, đi, đó, đóng, đối, đủ, đưa, được, gần, giảm, giao, gồm, gửi,
    hay, hiện, hoàn, hoặc, hỏng, hơn, hưởng, kéo, kể, khi, không, khởi, ký, là, lại, làm, lấp, lập, lên, liên, mà,
    mỗi, mở, mới, này, nằm, nên, nếu, ngập, nghỉ, ngoài, ngồi, nguyên, nhằm, nhận, như, nhưng, nộp, ở, phải, phát,
    phê, qua, quyết, ra, rất, sang, sau, sập, sẽ, so, song, sử, tại, tăng, tập, tham, thành, thấp, theo, thêm, thì,
    thoát, thuộc, thực, tiếp, tới, trên, triển, trình, trong, trở, trước, tuy, từ, tử, tương, và, vào, vẫn, về, vì,
    với, vượt, xây, xếp, xuống, ý
    """
)
_COMPOUND_FIRST = 2


def judge(text: str, start: int, end: int, phrase: UnitPhrase | None, second: str = "") -> Judgement:
    """The kind of the numeral ``text[start:end]``; ``second`` is the part after the slash of a pair."""
    label = label_before(text, start)
    if second and _RANK_WORD.search(text[max(0, start - 6) : start]):
        return _data(MentionKind.RANK, end, phrase)
    if label is Label.RANK and (second or phrase is None or not phrase.is_known):
        return _data(MentionKind.RANK, end, phrase)
    if _is_in_order(text, start, end, label, phrase):
        return Judgement(MentionKind.ORDINAL, end)
    if phrase and phrase.kind in MEASURED:
        return _measured(text, start, end, phrase, second)
    if (
        phrase
        and not _does_something(text, start, end, phrase)
        and not _is_only_a_place(text, label, phrase, start, end)
    ):
        kind = MentionKind.RATIO if second else _count_kind(text, start, phrase)
        return Judgement(kind, phrase.end, phrase)
    if label is not None:
        return _labelled(text, start, end, label, second)
    return _bare_pair(text, start, end, second) if second else _bare(text, start, end)


def _data(kind: MentionKind, end: int, phrase: UnitPhrase | None) -> Judgement:
    return Judgement(kind, phrase.end if phrase else end, phrase)


def _measured(text: str, start: int, end: int, phrase: UnitPhrase, second: str) -> Judgement:
    is_medal = phrase.unit == "đồng" and end - start <= 2 and _MEDALS_BEFORE.search(text[max(0, start - 24) : start])
    if is_medal:
        return Judgement(MentionKind.COUNT, end)
    return Judgement(MentionKind.RATIO if second else phrase.kind, phrase.end, phrase)


def _count_kind(text: str, start: int, phrase: UnitPhrase) -> MentionKind:
    """*gấp 1,5 lần* is a ratio, *3 lần* a count."""
    is_ratio = phrase.unit == "lần" and _TIMES_BEFORE.search(text[max(0, start - 24) : start])
    return MentionKind.RATIO if is_ratio else phrase.kind


def _is_only_a_place(text: str, label: Label | None, phrase: UnitPhrase, start: int, end: int) -> bool:
    """Whether the noun after the numeral names where it is (thôn 5 xã Vân Thủy) and nothing is counted."""
    if label is Label.PLACE:
        return key_of(phrase.unit.split()) in ADMINISTRATIVE
    if label is Label.FIRM:
        before = text[max(0, start - 12) : start].split()
        if before and spelling_key(before[-1]) == _CLASS and text[start:end].isdigit() and int(text[start:end]) > 12:
            return False  # a class of 25 pupils: there are twelve grades
        is_verb = bool(before) and before[-1].islower() and spelling_key(before[-1]) in _FIRM_VERBS
        return not is_verb or text[end + 1 : end + 2].isupper()
    return label is Label.WEAK and phrase.unit == "môn"


def _is_in_order(text: str, start: int, end: int, label: Label | None, phrase: UnitPhrase | None) -> bool:
    """*thứ 2 tháng 5*, *đợt 2 năm nay*: what follows is when; *ca 8 giờ* and *đợt 15 ngày* are spans of time."""
    if label is not Label.ORDER or not text[start:end].isdigit() or end - start > 2:
        return False
    if text[max(0, start - 4) : start] == "thứ ":
        return True
    return (
        phrase is not None
        and phrase.unit in DURATIONS
        and int(text[start:end]) <= 10
        and bool(_TURN_BEFORE.search(text, max(0, start - 10), start))
    )


def _does_something(text: str, start: int, end: int, phrase: UnitPhrase) -> bool:
    """*Phường 2 tổ chức ...*: the number of a name, and a verb."""
    return (
        text[start:end].isdigit() and end - start <= 2 and is_also_verb(phrase.unit) and is_after_name(text, start, end)
    )


def _labelled(text: str, start: int, end: int, label: Label, second: str) -> Judgement:
    numeral = text[start:end]
    is_plain = numeral.isdigit() and len(numeral) <= 4
    if label is Label.ORDER and is_plain:
        return Judgement(MentionKind.ORDINAL, end)
    if label is Label.DAY:
        is_year = bool(_YEAR.match(numeral))
        if is_year or (is_plain and int(numeral) <= 31) or second:
            return Judgement(MentionKind.DATE, end, when=numeral if is_year else "")
        return _bare(text, start, end)
    if label in (Label.FIRM, Label.ABBREVIATED) and _YEAR.match(second):
        return Judgement(MentionKind.DOC_NUMBER, end)
    if label in (Label.WEAK, Label.FIRM) and not is_plain and not second and not _SECTION.match(numeral):
        return _bare(text, start, end)
    return Judgement(MentionKind.NONE_DATA, end)


def _bare_pair(text: str, start: int, end: int, second: str) -> Judgement:
    """No noun after a pair: a day and month, or a share."""
    first = text[start:end].partition("/")[0].strip()
    before = text[max(0, start - 24) : start]
    noun = None if _PART_AFTER.match(text, end) else unknown_noun(text, end)
    is_share = _SHARE_BEFORE.search(before) or _PERCENT_AFTER.match(text, end)
    is_part = (
        bool(is_share)
        or bool(_PART_AFTER.match(text, end))
        or bool(hedge_before(before))
        or (noun is not None and not _DAY_BEFORE.search(before))
    )
    is_part = is_part or (_below(first, second) and not _DAY_BEFORE.search(before))
    is_day = first.isdigit() and second.isdigit() and 1 <= int(first) <= 31 and 1 <= int(second) <= 12
    if is_day and not is_part and len(first) <= 2 and len(second) <= 2:
        return Judgement(MentionKind.DATE, end, when=f"--{int(second):02}-{int(first):02}")
    if first.isdigit() and _YEAR.match(second) and not is_part:
        return Judgement(MentionKind.DOC_NUMBER, end)
    return _data(MentionKind.RATIO, end, noun)


def _below(first: str, second: str) -> bool:
    return first.isdigit() and second.isdigit() and int(first) <= int(second)


def _bare(text: str, start: int, end: int) -> Judgement:
    numeral = text[start:end]
    before = text[max(0, start - 48) : start]
    if _is_glued(text, start, end) or _is_identifier(numeral) or _GROUPS_OF_A_CODE.match(numeral):
        return Judgement(MentionKind.NONE_DATA, end)
    if _YEAR.match(numeral):
        return Judgement(MentionKind.DATE, end, when=numeral)
    if numeral.isdigit() and len(numeral) <= 2 and (_is_motto(text, start, end) or is_after_name(text, start, end)):
        return Judgement(MentionKind.NONE_DATA, end)
    noun = unknown_noun(text, end)
    if noun is None and _SECTION.match(numeral) and _SECTION_AFTER.match(text, end):
        return Judgement(MentionKind.NONE_DATA, end)
    if noun is None and _RATE_BEFORE.search(before):
        return Judgement(MentionKind.RATIO, end)
    return _data(MentionKind.COUNT, end, noun)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Letters that touch the numeral without being a unit of it: mp3, 57a."""
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()


def _is_identifier(numeral: str) -> bool:
    return numeral.isdigit() and (len(numeral) >= 9 or (numeral[0] == "0" and len(numeral) > 3))


def _is_motto(text: str, start: int, end: int) -> bool:
    """*4 tại chỗ*, *“5 không, 3 sạch”*; *3 không đạt* counts."""
    spans = words_at(text, end + 1, 2)
    if not spans or end - start > 1:
        return False
    if text[start - 1 : start] in ("“", '"', "‘", "'"):
        return True
    words = " ".join(text[a:b] for a, b in spans)
    return any(key in MOTTOS for key in (key_of(words.split()), key_of(words.split()[:1])))


def unknown_noun(text: str, end: int) -> UnitPhrase | None:
    """The head of a noun that we do not know: a word, and the next one where it can belong to it."""
    if text[end : end + 1] != " ":
        return None
    spans = words_at(text, end + 1, _COMPOUND_FIRST)
    if not spans or is_not_counted(text, end + 1):
        return None
    words = [text[a:b] for a, b in spans]
    if spelling_key(words[0]) in _NOT_NOUNS or (words[0][0].isupper() and not words[0].isupper()):
        return None
    takes_two = len(words) == _COMPOUND_FIRST and words[1].islower() and spelling_key(words[1]) not in _NOT_NOUNS
    count = _COMPOUND_FIRST if takes_two else 1
    return UnitPhrase(spans[count - 1][1], " ".join(words[:count]), MentionKind.COUNT, Decimal(1), is_known=False)
