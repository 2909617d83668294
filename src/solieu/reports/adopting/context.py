"""Context: the words around a figure of running text, from near to far, and what they say of its series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solieu.core import SeriesKind
from solieu.reports.adopting.candidates import words_of
from solieu.vietnamese.mentions import Mention

NEAR, CLAUSE, SENTENCE, HEAD = 4, 2, 1, 1  # how much a word counts by where it stands
_STOP = re.compile(r"[;:()\[\]]|[.,](?=\s|\Z)")
_CLAUSE = re.compile(r";|[.](?=\s|\Z)")
_SENTENCE = re.compile(r"[.](?=\s|\Z)")
_HEAD = re.compile(r"\A[^.;]{0,200}?:")
_CUES = (
    (re.compile(r"\bước\b", re.IGNORECASE), SeriesKind.ESTIMATE, False),
    (re.compile(r"\b(?:đến|tính đến|hết)(?: hết)? (?:ngày|tháng)\b|\bđã giải ngân\b", re.IGNORECASE), SeriesKind.ACTUAL, True),
    (re.compile(r"\b(?:kế hoạch|chỉ tiêu|dự toán|phân bổ|phấn đấu|giao)\b", re.IGNORECASE), SeriesKind.TARGET, False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words before a figure say of its series; ``at_cut_off`` for an actual up to a day."""

    kind: SeriesKind
    at_cut_off: bool


@dataclass(frozen=True, slots=True)
class Context:
    """``weights`` says of every word around a figure how near it stands; ``before`` are the words of its clause."""

    weights: Mapping[str, int]
    before: str
    near: str
    around: str  # from the figure before to the next stop behind
    cue: Cue | None


def context_of(text: str, mentions: Sequence[Mention], index: int, above: str = "") -> Context:
    """The surroundings of one mention of a passage; ``above`` are words that hold for all of it (heading, lead)."""
    mention = mentions[index]
    last = next((one.end for one in reversed(mentions[:index]) if one.is_data), 0)
    following = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
    sentence = text[_last(_SENTENCE, text, mention.start) : mention.start]
    clause = text[_last(_CLAUSE, text, mention.start) : mention.start]
    near = text[max(last, mention.start - len(clause)) : mention.start]
    tail = text[mention.end : min(following, _first(_STOP, text, mention.end))]
    weights: dict[str, int] = {}
    head = _HEAD.match(text)
    for words, weight in ((above, HEAD), (head[0] if head else "", HEAD), (sentence, SENTENCE), (clause, CLAUSE),
                          (f"{near} . {tail}", NEAR)):  # fmt: skip
        weights |= {word: max(weight, weights.get(word, 0)) for word in words_of(words)}
    return Context(weights, clause, near, f"{near} {tail}".lower(), _cue(near) or _cue(clause))


def _cue(words: str) -> Cue | None:
    """The last one said; a day or a month says nothing to a target that is said behind it."""
    found = [
        (match.end(), Cue(kind, at_cut_off))
        for pattern, kind, at_cut_off in _CUES for match in pattern.finditer(words)
    ]  # fmt: skip
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _last(pattern: re.Pattern[str], text: str, end: int) -> int:
    return max((match.end() for match in pattern.finditer(text, 0, end)), default=0)


def _first(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.search(text, start)
    return match.start() if match else len(text)
