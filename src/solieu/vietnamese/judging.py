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
from solieu.vietnamese.unit_phrases import DURATIONS, UnitPhrase, with_rates


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral where it stands. ``second`` is the part after the slash of a pair: 43 of 21/43."""

    text: str
    start: int
    end: int
    second: str = ""

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    def before(self, most: int) -> str:
        return self.text[max(0, self.start - most) : self.start]

    def is_whole(self, digits: int) -> bool:
        """Digits alone, no more than so many."""
        return self.end - self.start <= digits and self.written.isdigit()

    @property
    def is_after_name(self) -> bool:
        return is_after_name(self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Judgement:
    kind: MentionKind
    end: int
    phrase: UnitPhrase | None = None
    when: str = ""

    @property
    def kind_is_data(self) -> bool:
        return self.kind in DATA_KINDS


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
_GRADE, _GRADES = spelling_key("lớp"), 12
_MOST_TURNS = 10  # đợt 15 is rather a campaign of 15 days
_LONGEST_MONTH, _MONTHS = 31, 12
_CODE_DIGITS = 7  # digits without a mark of thousands
_QUOTES = ("“", '"', "‘", "'")
_RANK_WORD = re.compile(r"\bhạng\s$", re.IGNORECASE)
_TURN_BEFORE = re.compile(r"\b(?:lần|đợt|vòng|mũi|khóa|khoá|phiên)\s$", re.IGNORECASE)
_AFTER_PLACE = ADMINISTRATIVE | {spelling_key("tờ")}  # thửa 123 tờ 45
_DECADE = re.compile(r"\bthập (?:niên|kỷ)\s$", re.IGNORECASE)
_TERM_AFTER = re.compile(r"\skh(?:óa|oá)\s[XVI]+\b")  # Hội nghị Trung ương 6 khóa XII
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
_HEAD_WORDS = 2


def judge(numeral: Numeral, phrase: UnitPhrase | None) -> Judgement:
    """The kind of a numeral that ``phrase`` follows, when a unit or counted noun does."""
    label = label_before(numeral.text, numeral.start)
    if _is_rank(numeral, label, phrase):
        return _data(MentionKind.RANK, numeral, phrase)
    if _is_in_order(numeral, label, phrase) or _TERM_AFTER.match(numeral.text, numeral.end):
        return Judgement(MentionKind.ORDINAL, numeral.end)
    if phrase and phrase.kind in MEASURED:
        return _measured(numeral, phrase)
    if phrase and not _does_something(numeral, phrase) and not _is_only_a_place(numeral, label, phrase):
        return Judgement(MentionKind.RATIO if numeral.second else _count_kind(numeral, phrase), phrase.end, phrase)
    if label is not None:
        return _labelled(numeral, label)
    return _bare_pair(numeral) if numeral.second else _bare(numeral)


def _data(kind: MentionKind, numeral: Numeral, phrase: UnitPhrase | None) -> Judgement:
    return Judgement(kind, phrase.end if phrase else numeral.end, phrase)


def _is_rank(numeral: Numeral, label: Label | None, phrase: UnitPhrase | None) -> bool:
    """*xếp thứ 3/11 huyện*, *hạng 12/45*, *đứng thứ 7*; *xếp 12 hộ vào loại khá* counts."""
    if numeral.second and _RANK_WORD.search(numeral.before(6)):
        return True
    return label is Label.RANK and (bool(numeral.second) or phrase is None or not phrase.is_known)


def _is_in_order(numeral: Numeral, label: Label | None, phrase: UnitPhrase | None) -> bool:
    """*thứ 2 tháng 5*, *đợt 2 năm nay*: what follows is when; *ca 8 giờ* and *đợt 15 ngày* are spans of time."""
    if label is not Label.ORDER or not numeral.is_whole(2):
        return False
    if numeral.before(4) == "thứ ":
        return True
    is_turn = _TURN_BEFORE.search(numeral.before(10)) and int(numeral.written) <= _MOST_TURNS
    return bool(is_turn) and phrase is not None and phrase.unit in DURATIONS


def _measured(numeral: Numeral, phrase: UnitPhrase) -> Judgement:
    if phrase.unit == "đồng" and numeral.is_whole(2) and _MEDALS_BEFORE.search(numeral.before(24)):
        return Judgement(MentionKind.COUNT, numeral.end)
    return Judgement(MentionKind.RATIO if numeral.second else phrase.kind, phrase.end, phrase)


def _count_kind(numeral: Numeral, phrase: UnitPhrase) -> MentionKind:
    """*gấp 1,5 lần* is a ratio, *3 lần* a count."""
    return MentionKind.RATIO if phrase.unit == "lần" and _TIMES_BEFORE.search(numeral.before(24)) else phrase.kind


def _does_something(numeral: Numeral, phrase: UnitPhrase) -> bool:
    """*Phường 2 tổ chức ...*: the number of a name, and a verb."""
    return numeral.is_whole(2) and is_also_verb(phrase.unit) and numeral.is_after_name


def _is_only_a_place(numeral: Numeral, label: Label | None, phrase: UnitPhrase) -> bool:
    """Whether the noun after the numeral names where it is (thôn 5 xã Vân Thủy) and nothing is counted."""
    if label is Label.PLACE:
        return key_of(phrase.unit.split()) in _AFTER_PLACE
    if label is Label.FIRM and (numeral.second or numeral.written.isdigit()):  # thuê bao điện thoại 842.300 thuê bao
        return _names_firmly(numeral, numeral.before(12).split())
    return label is Label.WEAK and phrase.unit == "môn"


def _names_firmly(numeral: Numeral, words: list[str]) -> bool:
    """*lớp 25 em* counts, for there are twelve grades; *điều 3 xe* has a verb, *mục 2 Chương IV* has none."""
    last = spelling_key(words[-1]) if words else ""
    if last == _GRADE and (numeral.second or (numeral.is_whole(3) and int(numeral.written) > _GRADES)):
        return False
    is_verb = last in _FIRM_VERBS and words[-1].islower()
    return not is_verb or numeral.text[numeral.end + 1 : numeral.end + 2].isupper()


def _labelled(numeral: Numeral, label: Label) -> Judgement:
    """After a label, and nothing is counted."""
    is_whole = numeral.is_whole(4)
    if label is Label.ORDER and is_whole:
        return Judgement(MentionKind.ORDINAL, numeral.end)
    if label is Label.DAY:
        return _day(numeral)
    if label in (Label.FIRM, Label.ABBREVIATED) and _YEAR.match(numeral.second):
        return Judgement(MentionKind.DOC_NUMBER, numeral.end)
    is_figure = not is_whole and not numeral.second and not _SECTION.match(numeral.written)
    if label in (Label.WEAK, Label.FIRM) and is_figure:
        return _bare(numeral)
    return Judgement(MentionKind.NONE_DATA, numeral.end)


def _day(numeral: Numeral) -> Judgement:
    if _YEAR.match(numeral.written):
        return Judgement(MentionKind.DATE, numeral.end, when=numeral.written)
    is_day = numeral.is_whole(2) and int(numeral.written) <= _LONGEST_MONTH
    if numeral.second or is_day or _DECADE.search(numeral.before(12)):
        return Judgement(MentionKind.DATE, numeral.end)
    return _bare(numeral)


def _bare_pair(numeral: Numeral) -> Judgement:
    """No noun after a pair: a day and month, or a share."""
    first = numeral.written.partition("/")[0].strip()
    noun = None if _PART_AFTER.match(numeral.text, numeral.end) else unknown_noun(numeral.text, numeral.end)
    if _is_share(numeral, first, noun):
        return _data(MentionKind.RATIO, numeral, noun)
    if _is_day(first, numeral.second):
        return Judgement(MentionKind.DATE, numeral.end, when=f"--{int(numeral.second):02}-{int(first):02}")
    if first.isdigit() and _YEAR.match(numeral.second):
        return Judgement(MentionKind.DOC_NUMBER, numeral.end)
    return _data(MentionKind.RATIO, numeral, noun)


def _is_share(numeral: Numeral, first: str, noun: UnitPhrase | None) -> bool:
    """*đạt 10/12*, *khoảng 1/3*, *2/3 số hộ*, *5/7 (71%)*; *dịp 30/4* and *(8/3)* are days."""
    text, before = numeral.text, numeral.before(24)
    if _SHARE_BEFORE.search(before) or hedge_before(before):
        return True
    if _PERCENT_AFTER.match(text, numeral.end) or _PART_AFTER.match(text, numeral.end):
        return True
    is_below = first.isdigit() and numeral.second.isdigit() and int(first) <= int(numeral.second)
    return (noun is not None or (is_below and not _YEAR.match(numeral.second))) and not _DAY_BEFORE.search(before)


def _is_day(first: str, second: str) -> bool:
    is_short = first.isdigit() and second.isdigit() and len(first) <= 2 and len(second) <= 2
    return is_short and 1 <= int(first) <= _LONGEST_MONTH and 1 <= int(second) <= _MONTHS


def _bare(numeral: Numeral) -> Judgement:
    """No unit, no known noun, no label."""
    text, end, written = numeral.text, numeral.end, numeral.written
    if _is_glued(numeral) or _is_identifier(written) or _GROUPS_OF_A_CODE.match(written):
        return Judgement(MentionKind.NONE_DATA, end)
    if _YEAR.match(written):
        return Judgement(MentionKind.DATE, end, when=written)
    if numeral.is_whole(2) and (_is_motto(numeral) or numeral.is_after_name):
        return Judgement(MentionKind.NONE_DATA, end)
    noun = unknown_noun(text, end)
    if noun is None and _SECTION.match(written) and _SECTION_AFTER.match(text, end):
        return Judgement(MentionKind.NONE_DATA, end)
    is_rate = noun is None and _RATE_BEFORE.search(numeral.before(48))
    return _data(MentionKind.RATIO if is_rate else MentionKind.COUNT, numeral, noun)


def _is_glued(numeral: Numeral) -> bool:
    """Letters that touch the numeral without being a unit of it: mp3, 57a."""
    return numeral.before(1).isalpha() or numeral.text[numeral.end : numeral.end + 1].isalpha()


def _is_identifier(written: str) -> bool:
    return written.isdigit() and (len(written) >= _CODE_DIGITS or (written[0] == "0" and len(written) > 3))


def _is_motto(numeral: Numeral) -> bool:
    """*4 tại chỗ*, *“5 không, 3 sạch”*; *3 không đạt* counts."""
    spans = words_at(numeral.text, numeral.end + 1, 2)
    if not spans or not numeral.is_whole(1):
        return False
    words = [numeral.text[start:end] for start, end in spans]
    return numeral.before(1) in _QUOTES or key_of(words) in MOTTOS or key_of(words[:1]) in MOTTOS


def unknown_noun(text: str, end: int) -> UnitPhrase | None:
    """The head of a noun that we do not know: a word, and the next one where it can belong to it."""
    if text[end : end + 1] != " ":
        return None
    spans = words_at(text, end + 1, _HEAD_WORDS)
    if not spans or is_not_counted(text, end + 1):
        return None
    words = [text[a:b] for a, b in spans]
    if spelling_key(words[0]) in _NOT_NOUNS or (words[0][0].isupper() and not words[0].isupper()):
        return None
    takes_two = len(words) == _HEAD_WORDS and words[1].islower() and spelling_key(words[1]) not in _NOT_NOUNS
    count = _HEAD_WORDS if takes_two and not words[0].isupper() else 1  # 318 DN | tạm ngừng
    head = UnitPhrase(spans[count - 1][1], " ".join(words[:count]), MentionKind.COUNT, Decimal(1), is_known=False)
    return with_rates(text, head)
