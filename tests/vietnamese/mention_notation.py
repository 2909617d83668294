"""The notation of the case files: a sentence with every mention as ``[surface|kind|value|unit]``.

Value is ``12..15`` for a range, ``18/21`` for a pair, ``12.5?125`` for two readings, the text of a date; before it
``>`` ``<`` ``~`` for a hedge, ``⟨`` ``⟩`` for the lower or upper end of a span in words; ``*`` after it for an estimate.
"""

import re
from decimal import Decimal
from pathlib import Path

from solieu.core import Hedge
from solieu.vietnamese import Bound, Mention, find_mentions

_NOTED = re.compile(r"\[([^|\[\]]+)\|[^\[\]]*\]")
_HEDGES = {Hedge.NONE: "", Hedge.OVER: ">", Hedge.UNDER: "<", Hedge.ABOUT: "~"}
_BOUNDS = {Bound.NONE: "", Bound.LOWER: "⟨", Bound.UPPER: "⟩"}


def cases(folder: str) -> list[str]:
    """The annotated sentences of all case files, one a bullet."""
    files = sorted((Path(__file__).parent / folder).glob("*.md"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line[2:] for line in lines if line.startswith("- ")]


def bare(annotated: str) -> str:
    return _NOTED.sub(r"\1", annotated)


def annotate(text: str) -> str:
    pieces, at = [], 0
    for mention in find_mentions(text):
        pieces += [text[at : mention.start], f"[{_fields(mention)}]"]
        at = mention.end
    return "".join(pieces) + text[at:]


def _fields(mention: Mention) -> str:
    return "|".join((mention.surface, mention.kind.value, _value(mention), mention.unit)).rstrip("|")


def _value(mention: Mention) -> str:
    if mention.when:
        return mention.when
    if mention.readings:
        value = "?".join(_number(reading) for reading in mention.readings)
    elif mention.low is not None:
        value = f"{_number(mention.low)}..{_number(mention.high)}"
    else:
        value = _number(mention.value) + (f"/{_number(mention.of)}" if mention.of is not None else "")
    return _BOUNDS[mention.bound] + _HEDGES[mention.hedge] + value + ("*" if mention.estimated else "")


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
