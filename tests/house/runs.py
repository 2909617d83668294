"""Runs of eight words, as they are compared with the source report and with examined sentences: by hashes alone.

What is a name is no sentence: runs with a number in them, or with four capitals, are not looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

LENGTH, CAPITALS, BYTES = 8, 4, 5
_WORD = re.compile(r"[^\W_]+")


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Every run of eight words in small letters, with the place where it begins."""
    words = list(_WORD.finditer(text))
    for first in range(len(words) - LENGTH + 1):
        run = words[first : first + LENGTH]
        written = [word.group() for word in run]
        is_name = sum(word[0].isupper() for word in written) >= CAPITALS
        if not is_name and not any(letter.isdigit() for word in written for letter in word):
            yield " ".join(written).lower(), run[0].start()


def digest(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=BYTES).digest()
