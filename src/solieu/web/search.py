"""Searching a list without marks: "y tich" finds Y Tịch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from solieu.vietnamese import fold

Line = TypeVar("Line")


def matching(lines: Iterable[Line], asked: str, words_of: Callable[[Line], str]) -> list[Line]:
    """Lines that hold the whole phrase; where none does, lines in which every word begins some word."""
    known, phrase = list(lines), fold(asked)
    if not phrase:
        return known
    texts = [f" {fold(words_of(line))}" for line in known]
    whole = [line for line, text in zip(known, texts, strict=True) if f" {phrase}" in text]
    if whole:
        return whole
    return [line for line, text in zip(known, texts, strict=True) if all(f" {word}" in text for word in phrase.split())]
