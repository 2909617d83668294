"""A count differs from the list of names that is spelled out behind it: 04 cầu (A; B; C; D).

How it is judged
    The names in the bracket right behind the counted noun, or after the colon, are counted in every way that their
    punctuation allows (by semicolons, by commas with the last "và", by the counted noun that opens an item). Only when
    no way gives the printed count, the difference is small and every item begins as a name does is it a finding: a
    bracket may as well hold an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from solieu.proofread.figures import Figure, Role
from solieu.proofread.outline import CueKind
from solieu.proofread.relations import Scene
from solieu.proofread.report import Reading
from solieu.proofread.rules.rule import Remark, Rule
from solieu.vietnamese import write_number
from solieu.vietnamese.mentions import MentionKind

COUNTED = Rule(
    code="DOC217",
    name="count-differs-from-list",
    title="Số lượng không khớp với danh sách kể ra",
    looks_for="Số lượng kèm tên kể ra trong ngoặc hoặc sau dấu hai chấm: 04 xã (A, B, C, D).",
    why="Danh sách được thêm hoặc bớt mà số lượng chưa sửa theo.",
    leave="Chỉ kể một số tên tiêu biểu: ghi “trong đó có”, “như” hoặc dấu ba chấm.",
    example="Khởi công 03 cầu (Cầu Nà Lốc, Cầu Bản Mới).",
    counter_example="Khởi công 02 cầu (Cầu Nà Lốc, Cầu Bản Mới).",
)
RULES = (COUNTED,)

_MOST = 99
_OPEN = re.compile(r"\.\.|…|v\.v|\bnhư\b|tiêu biểu|chủ yếu|điển hình|trong đó|kể cả|bao gồm cả|vân vân|một số")
_BEFORE_NAME = 5  # words that say what it is, before the name: Văn phòng đại diện Công ty
_ELSEWHERE = re.compile(
    r"[,;:()]|\b(?:ở|của|trên|tại|đến|cho|(?<!công )nhận|do|với|từ|về|được|đã|có|thuộc|để|vào|trong)\b|\bvà\b"
)
_INTRODUCED = re.compile(r"[,;()]|\b(?:ở|của|trên|tại|đến|cho|(?<!công )nhận|do|từ|thuộc|để|vào)\b")
_FEW_WORDS = 4
_SAYS_SO = 2  # items that begin with the counted noun: 04 cầu, ngầm tràn (Cầu A; Cầu B)
_NEAR_MISS = 2  # names too many or too few; more are names of another kind
_AND = re.compile(r"\s+và\s+")
_WORDS_OF_ITEM = 9
_PLACES = ("xã", "phường", "thị trấn", "huyện", "thành phố", "thị xã", "quận", "thôn", "bản", "ấp", "khu phố")


def remarks(reading: Reading) -> Iterator[Remark]:
    scene = reading.scene
    for figure in scene.figures:
        if not _is_count(figure):
            continue
        found = _list_behind(scene, figure)
        if found is not None:
            before = scene.figures[figure.index - 1] if figure.index else None
            joined = before if before is not None and before.phrase == figure.phrase else None
            yield from _compare(figure, found, joined)


def _is_count(figure: Figure) -> bool:
    mention = figure.mention
    plain = mention.kind is MentionKind.COUNT and mention.value is not None and bool(mention.unit)
    return plain and figure.is_exact and 0 <= (mention.value or 0) <= _MOST and figure.role is Role.LEVEL


def _list_behind(scene: Scene, figure: Figure) -> str | None:
    """The text of the bracket right behind the count, or after a colon up to the end of the clause."""
    text = scene.outline.text
    for bracket in scene.outline.brackets:
        if bracket.owner == figure.index and bracket.parent == figure.bracket:
            between = text[figure.end : bracket.start].lower()
            strange = _ELSEWHERE.search(between) or len(between.split()) > _FEW_WORDS
            inside = text[bracket.start + 1 : bracket.end]
            if _OPEN.search(between) or (strange and _opened(figure.mention.unit, inside) < _SAYS_SO):
                return None
            return inside if _may_be_names(figure, inside) else None
    for cue in scene.outline.cues:
        if cue.kind is CueKind.COLON and cue.figures_before == figure.index + 1 and cue.sentence == figure.sentence:
            between = _GOM.sub("", text[figure.end : cue.start].lower())
            if _INTRODUCED.search(between) or _OPEN.search(between):
                return None
            return _up_to_stop(text[cue.end :])
    return None


_GOM = re.compile(r",?\s*(?:bao gồm|gồm có|gồm|cụ thể|đó là|cụ thể là|là)\s*\Z")


def _may_be_names(figure: Figure, inside: str) -> bool:
    """Names hold no numbers, unless the counted things are numbered: 02 đoàn (Đoàn số 1 ...; Đoàn số 2 ...)."""
    return not re.search(r"\d", inside) or _is_numbered(figure.mention.unit, inside)


def _is_numbered(noun: str, listed: str) -> bool:
    items = [item.strip().lower() for item in listed.split(";")]
    word = noun.split()[0].lower()
    return len(items) > 1 and all(re.match(rf"{re.escape(word)} (?:số )?\d+\b(?![.,/]\d)", item) for item in items)


def _up_to_stop(text: str) -> str | None:
    match = re.match(r"[^.;()\n]*", text)
    found = match[0] if match else ""
    return None if re.search(r"\d", found) else found


def _compare(figure: Figure, listed: str, joined: Figure | None) -> Iterator[Remark]:
    listed = re.sub(r"^[\s*_“\"]*(?:gồm|bao gồm|gồm có|là|cụ thể|tại)?[:\s]*", "", listed.strip().strip('*_“”"'))
    if _OPEN.search(listed.lower()) or not listed:
        return
    items = [item.strip() for item in re.split(r"[;,]", listed) if item.strip()]
    if len(items) < 2 and not _AND.search(listed):
        return
    numbered = _is_numbered(figure.mention.unit, listed)
    counts = {listed.count(";") + 1} if numbered else _counts(figure.mention.unit, listed, items)
    if not numbered and not all(_is_name(item) for item in items):
        return
    wanted = int(figure.mention.value or 0)
    if wanted == 1 and max(counts) > 1 and not _opened(figure.mention.unit, listed) > 1:
        return  # one thing, described with commas
    if joined is not None and wanted + (joined.value or 0) in counts:
        return  # 3 thành phố và 7 tỉnh gồm: the list names both
    if wanted in counts:
        yield Remark(COUNTED.code, figure.start, figure.end, holds=True, is_claim=True)
        return
    far = min(abs(one - wanted) for one in counts) > _NEAR_MISS and _opened(figure.mention.unit, listed) < _SAYS_SO
    far = far and not any(wanted == one * 10 for one in counts)  # 30 for 03
    if far or _is_address(figure.mention.unit, items):
        return
    number = write_number(Decimal(max(counts)), 0, pad_small_count=True)
    yield Remark(
        COUNTED.code,
        figure.start,
        figure.end,
        f"ghi {figure.printed} nhưng danh sách kể ra {number}: {listed[:160]}.",
        figure.printed,
        figure.printed.replace(figure.numeral, number, 1),
        is_claim=True,
    )


def _is_address(noun: str, items: list[str]) -> bool:
    """(xã Tân Bình, huyện Vĩnh Cửu): one place in a larger one, not a list."""
    if noun.split()[0].lower() in _PLACES or len(items) > _LEVELS:
        return False
    places = [next((place for place in _PLACES if item.lower().startswith(place)), "") for item in items]
    return bool(places[0]) and len(set(places)) == len(places)


_LEVELS = 3


def _counts(noun: str, listed: str, items: list[str]) -> set[int]:
    ands = sum(len(_AND.findall(item)) for item in items)
    found = {len(items), len(items) + ands, len(items) + min(ands, 1)}
    if ";" in listed:
        found.add(len([part for part in listed.split(";") if part.strip()]))
    opened = _opened(noun, listed)
    if opened > 1:
        found = {opened} if opened < len(items) else found | {opened}
    return found


def _opened(noun: str, listed: str) -> int:
    """How many items begin with the counted noun: Cầu A, xã B; Cầu C."""
    word = noun.split()[0].lower()
    words = _PLACES if word in _PLACES else (word,)  # 05 xã, phường (xã A, phường B)
    return sum(item.strip().lower().startswith(words) for item in re.split(r"[;,]|\s+và\s+", listed))


def _is_name(item: str) -> bool:
    """A plain name: short, with a capital letter after no more than the words for what it is; or a subject (về ...)."""
    words = item.strip("“”\"'*_ ").split()
    if words[:1] == ["về"]:
        return len(words) <= _WORDS_OF_ITEM
    return len(words) <= _WORDS_OF_ITEM and any(word[:1].isupper() for word in words[:_BEFORE_NAME])
