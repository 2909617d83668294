"""Vietnamese text as it arrives: composed, decomposed, with look-alike letters and invisible characters.

Folding keys follow the facts of real files: both tone placements (hòa, hoà), i and y (lý, lí), Ð (U+00D0) for Đ
(U+0110), no-break spaces and soft hyphens are all common, and none of them is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_REPLACED = {"\u00d0": "Đ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\t": " "}
_DROPPED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060"}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_SPACES = re.compile(r"\s+")
_TRANSLATED = str.maketrans(_REPLACED)
_INVISIBLE = re.compile(f"[{''.join(sorted(_DROPPED))}]")
_LONE_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y\b|(?<=qu)y\b")


def normalise(text: str) -> str:
    """NFC, one kind of space, Đ for its look-alike, no invisible characters. Line breaks stay."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return composed.replace("\t", " ")
    return _INVISIBLE.sub("", composed.translate(_TRANSLATED))


def normalise_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The normalised text, and for each of its characters the offset it came from (plus one for the end)."""
    if unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text):
        return text.translate(_TRANSLATED), range(len(text) + 1)
    pieces: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(text):
        piece = normalise(text[start:end]) if end - start > 1 or not text[start].isascii() else text[start]
        pieces.append(" " if piece == "\t" else piece)
        origins += [start] * len(piece)
    return "".join(pieces), [*origins, len(text)]


def _clusters(text: str) -> list[tuple[int, int]]:
    starts = [at for at, letter in enumerate(text) if at == 0 or not unicodedata.combining(letter)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if text else []


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key for searching and joining: lower case, no marks, đ as d, y as i, single spaces."""
    plain = unicodedata.normalize("NFD", normalise(text).lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACES.sub(" ", letters.replace("y", "i")).strip()


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """One key for the spellings of a word that do not tell words apart: case, place of the tone (hòa, hoà), y for i
    (tỷ, tỉ). Unlike ``fold`` it keeps the marks that do: tấn, tán."""
    parts = unicodedata.normalize("NFD", normalise(word).lower())
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return f"{_LONE_Y.sub('i', letters)}{tone or ''}"


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order of the Vietnamese alphabet (a ă â b c d đ e ê ...), the tone as secondary key."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in normalise(text).lower():
        base, tone = _letter_and_tone(letter)
        position = _ALPHABET.find(base)
        letters.append(position + 1000 if position >= 0 else ord(base[0]))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _letter_and_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES)), tone
