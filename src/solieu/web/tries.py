"""Wrong passwords are counted: after some of them the same door stays shut for a while.

Three counts, each over a quarter of an hour: a name from one address, a name from anywhere, an address with any name.
They live in this process, which serves the page alone.
"""

from __future__ import annotations

import contextlib
import hashlib

from django.core.cache import cache

WINDOW_MINUTES = 15
LIMITS = {"name and address": 5, "name": 30, "address": 50}


def wait(name: str, address: str) -> int:
    """Minutes to wait before the next try; 0 when it may be made now."""
    shut = any(cache.get(key, 0) >= LIMITS[kind] for kind, key in _keys(name, address))
    return WINDOW_MINUTES if shut else 0


def failed(name: str, address: str) -> None:
    for _, key in _keys(name, address):
        if not cache.add(key, 1, WINDOW_MINUTES * 60):
            with contextlib.suppress(ValueError):  # it ended just now
                cache.incr(key)


def passed(name: str, address: str) -> None:
    """The right password opens the door for this name at this address; the wider counts stay."""
    cache.delete(dict(_keys(name, address))["name and address"])


def _keys(name: str, address: str) -> list[tuple[str, str]]:
    parts = {"name and address": f"{name}\n{address}", "name": name, "address": address}
    return [(kind, f"tries.{hashlib.sha256(f'{kind}{text}'.encode()).hexdigest()}") for kind, text in parts.items()]
