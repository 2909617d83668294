"""Outline: the structure of a passage (sentences, clauses, phrases, brackets) read once, with the figures in it.

A report says what belongs together by punctuation: commas inside semicolons inside full stops, brackets that speak
of the figure before them, words that open a list. All claims are read off this outline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from solieu.proofread.figures import Figure
from solieu.proofread.roles import assign_roles
from solieu.vietnamese.mentions import DATA_KINDS, Mention, MentionKind

FIGURE_KINDS = DATA_KINDS - {MentionKind.RANK}
# They tell who is counted and for how long; they are not counted themselves: kế hoạch 5 năm.
_WORDS = frozenset({"tuổi", "tháng tuổi", "năm"})


class CueKind(StrEnum):
    """Words that open or bound a list of parts."""

    CONSISTS = "consists"  # gồm, bao gồm, chia ra, cụ thể: the list is the whole
    AMONG = "among"  # trong đó: the list may leave something out
    AMONG_TOTAL = "among total"  # trong tổng số 22 chỉ tiêu: the whole comes next
    WITHIN = "within"  # trong 52 đơn: the whole comes next, if a figure follows at once
    OUTSIDE = "outside"  # chưa bao gồm, ngoài ra
    TOTAL = "total"  # tổng cộng: the whole comes next, after its parts
    RESPECTIVELY = "respectively"  # lần lượt
    COLON = "colon"


@dataclass(frozen=True, slots=True)
class Cue:
    kind: CueKind
    start: int
    end: int
    sentence: int
    clause: int
    bracket: int
    figures_before: int  # number of figures that stand before it in the passage


@dataclass(frozen=True, slots=True)
class Bracket:
    """``owner`` is the figure right before it, ``before`` the words between that figure (or stop) and the bracket."""

    number: int
    parent: int
    start: int
    end: int
    before: str
    owner: int | None
    sentence: int  # of the text around it
    clause: int
    phrase: int


@dataclass(frozen=True, slots=True)
class Outline:
    text: str
    figures: tuple[Figure, ...]
    brackets: tuple[Bracket, ...]
    cues: tuple[Cue, ...]

    def bracket_of(self, figure: Figure) -> Bracket | None:
        return self.brackets[figure.bracket - 1] if figure.bracket else None

    def chain(self, figure: Figure) -> tuple[int, ...]:
        """The bracket that a figure stands in and those around it, 0 last."""
        found = [figure.bracket]
        while found[-1]:
            found.append(self.brackets[found[-1] - 1].parent)
        return tuple(found)

    def clause_around(self, figure: Figure) -> int:
        """The clause of the sentence itself that a figure stands in, also from inside brackets."""
        outer = self.chain(figure)[-2:]
        return self.brackets[outer[0] - 1].clause if len(outer) > 1 else figure.clause


_CUES: tuple[tuple[CueKind, str], ...] = (
    (CueKind.OUTSIDE, r"(?:chưa|không) (?:bao )?gồm|(?:chưa|không) (?:kể|tính)|ngoài ra"),
    (CueKind.AMONG, r"trong đó|trong số (?:đó|này)|bao gồm cả|gồm cả|kể cả"),
    (CueKind.AMONG_TOTAL, r"trong tổng số|trong số"),
    (CueKind.CONSISTS, r"bao gồm|gồm có|gồm|chia ra|chia theo|cụ thể|cơ cấu|kết quả"),
    (CueKind.TOTAL, r"tổng cộng|tổng số|cộng chung|tất cả"),
    (CueKind.RESPECTIVELY, r"lần lượt"),
    (CueKind.WITHIN, r"trong"),
)
_EVENT = re.compile(
    "|".join(
        (
            r"(?P<open>[(\[])",
            r"(?P<close>[)\]])",
            r"(?P<semicolon>;)",
            r"(?P<comma>,)",
            r"(?P<colon>:)",
            r"(?P<line>\n\s*(?:[-+–•*]\s)?)",
            r"(?P<stop>(?:\.{2,}|…|[.!?])(?=[\"”’*_]*(?:\s|$)))",
            *(rf"(?P<{kind.name}>\b(?:{pattern})\b)" for kind, pattern in _CUES),
        )
    )
)
_CUE_NAMES = frozenset(kind.name for kind, _ in _CUES)
_MOST_FIGURES = 150  # of one sentence; beyond that it is a table without its lines, and rules look at pairs
_ABBREVIATION = re.compile(r"(?:\b(?:tp|tx|tt|q|p|h|kt|tm|q|ts|ths|pgs|gs|bs|st|tr|v\.v|vd))\Z", re.IGNORECASE)


@dataclass
class _Level:
    """Where the reading stands inside one bracket (or outside all)."""

    bracket: int
    sentence: int
    clause: int
    phrase: int
    words: str = ""  # since the last figure or stop
    comma: int = 0  # where in ``words`` the last comma stands
    last: int | None = None  # index of the last figure of this sentence
    open_tail: int | None = None  # index of the figure whose tail is being collected
    tail: str = ""


@dataclass
class _Reader:
    text: str
    lower: str
    figures: list[Figure] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=lambda: [_Level(0, 1, 1, 1)])
    counter: int = 1
    began: int = 0  # how many figures stood before this sentence

    @property
    def level(self) -> _Level:
        return self.levels[-1]

    def words(self, start: int, end: int) -> None:
        piece = self.lower[start:end]
        self.level.words += piece
        if self.level.open_tail is not None:
            self.level.tail += piece

    def close_tail(self) -> None:
        level = self.level
        if level.open_tail is not None:
            self.figures[level.open_tail] = replace(self.figures[level.open_tail], tail=level.tail)
            level.open_tail, level.tail = None, ""

    def figure(self, mention: Mention) -> None:
        self.close_tail()
        if len(self.figures) - self.began >= _MOST_FIGURES:
            self.sentence()
        level = self.level
        near = level.words[level.comma :].strip(" ,")
        index = len(self.figures)
        self.figures.append(
            Figure(mention, index, level.sentence, level.clause, level.phrase, level.bracket,
                   level.words.strip(), near, "")
        )  # fmt: skip
        level.words, level.comma, level.last, level.open_tail = "", 0, index, index

    def number(self) -> int:
        self.counter += 1
        return self.counter

    def comma(self, position: int) -> None:
        self.close_tail()
        level = self.level
        level.phrase = self.number()
        level.words += ","
        level.comma = len(level.words)

    def semicolon(self) -> None:
        self.close_tail()
        level = self.level
        level.clause = level.phrase = self.number()
        level.words, level.comma = "", 0

    def sentence(self) -> None:
        self.semicolon()
        level = self.level
        level.sentence, level.last = level.clause, None
        self.began = len(self.figures)

    def open(self, start: int, end: int) -> None:
        level = self.level
        number = len(self.brackets) + 1
        self.brackets.append(
            Bracket(number, level.bracket, start, end, level.words[level.comma :].strip(" ,"), level.last,
                    level.sentence, level.clause, level.phrase)
        )  # fmt: skip
        inner = self.number()
        self.levels.append(_Level(number, level.sentence, inner, inner))

    def close(self) -> None:
        if len(self.levels) > 1:
            self.close_tail()
            self.levels.pop()

    def cue(self, kind: CueKind, start: int, end: int) -> None:
        level = self.level
        self.cues.append(Cue(kind, start, end, level.sentence, level.clause, level.bracket, len(self.figures)))


def read_outline(text: str, mentions: Sequence[Mention]) -> Outline:
    """The outline of one passage; ``mentions`` are those of ``text`` in order."""
    lower = _lowered(text)
    reader = _Reader(text, lower)
    closing = _matching(text)
    at = 0
    for mention in (*mentions, None):
        end = len(text) if mention is None else mention.start
        _read_words(reader, at, end, closing)
        if mention is None:
            break
        if mention.kind in FIGURE_KINDS and mention.unit not in _WORDS:
            reader.figure(mention)
        else:
            reader.words(mention.start, mention.end)
        at = mention.end
    while len(reader.levels) > 1:
        reader.close()
    reader.close_tail()
    return assign_roles(Outline(text, tuple(reader.figures), tuple(reader.brackets), tuple(reader.cues)))


_SPELLINGS = re.compile(r"\b(?:tỉ|kì)\b")


def _lowered(text: str) -> str:
    """Small letters, and one spelling of the words that are written in two ways (tỉ lệ, cùng kì)."""
    lower = text.lower() if len(text.lower()) == len(text) else "".join(letter.lower()[0] for letter in text)
    return _SPELLINGS.sub(lambda found: "tỷ" if found[0] == "tỉ" else "kỳ", lower)


def _read_words(reader: _Reader, start: int, end: int, closing: dict[int, int]) -> None:
    at = start
    for match in _EVENT.finditer(reader.lower, start, end):
        kind = match.lastgroup or ""
        reader.words(at, match.start())
        at = match.end()
        if kind in _CUE_NAMES:
            reader.cue(CueKind[kind], match.start(), match.end())
            reader.words(match.start(), match.end())
        elif kind == "open" and match.start() in closing:
            reader.open(match.start(), closing[match.start()])
        elif kind == "close" and match.start() in closing:
            reader.close()
        elif kind == "semicolon":
            reader.semicolon()
        elif kind == "comma":
            reader.comma(match.start())
        elif kind == "colon":
            reader.cue(CueKind.COLON, match.start(), match.end())
            reader.words(match.start(), match.end())
        elif kind == "line" or (kind == "stop" and _ends_sentence(reader.text, match)):
            reader.sentence()
        else:
            reader.words(match.start(), match.end())
    reader.words(at, end)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """A full stop ends a sentence unless it belongs to an abbreviation or what follows goes on in lower case."""
    following = text[stop.end() : stop.end() + 12].lstrip(' \t\n"“”‘’*_(')
    if following[:1].islower():
        return False
    if stop[0] != ".":
        return True
    return not _ABBREVIATION.search(text[max(0, stop.start() - 6) : stop.start()])


def _matching(text: str) -> dict[int, int]:
    """Positions of brackets that open and close, both ways; the others are no brackets."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        if match[0] in "([":
            open_at.append(match.start())
        elif open_at:
            start = open_at.pop()
            pairs[start], pairs[match.start()] = match.start(), start
    return pairs
