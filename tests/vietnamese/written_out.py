"""Amounts written out in words, as official papers do: what the reader of number words is tried on."""

from __future__ import annotations

_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def write_number_words(value: int) -> str:
    """một nghìn không trăm linh năm, as amounts are written out in official papers; from 0 to 999.999.999.999."""
    if not 0 <= value < 10**12:
        raise ValueError(f"number words are written from 0 to 999999999999, not for {value}")
    if value == 0:
        return _NAMES[0]
    parts: list[str] = []
    for place in range(3, -1, -1):
        group = value // 1000**place % 1000
        if group:
            parts.append(f"{_write_group(group, opens=not parts)} {_GROUPS[place]}".strip())
    return " ".join(parts)


def _write_group(group: int, *, opens: bool) -> str:
    hundreds, tens, unit = group // 100, group // 10 % 10, group % 10
    words = [] if opens and not hundreds else [_NAMES[hundreds], "trăm"]
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_NAMES[tens], "mươi"]
    elif unit and words:
        words.append("linh")
    if unit:
        words.append(_AFTER_TENS.get(unit, _NAMES[unit]) if tens > 1 else "lăm" if tens and unit == 5 else _NAMES[unit])
    return " ".join(words)
