"""Slotting: the words of a passage with a slot wherever a bound figure, the period or its cut-off stands.

A slot is chosen so that it prints what was printed; a figure that no slot can print so stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from solieu.catalog.model import TemplateText
from solieu.core import Quantity, Where
from solieu.reports.adopting.binding import Binding
from solieu.reports.printing import DECIMALS, print_figure
from solieu.reports.reading import read_template
from solieu.reports.setting import Setting
from solieu.reports.template import Argument
from solieu.reports.typed import typed_digits
from solieu.reports.words import PERIODS, cut_off_word, word
from solieu.vietnamese import normalise
from solieu.vietnamese.mentions import Mention, MentionKind

_CHANGES, _RATIO, _OF_PLAN = PHRASES = ("muc_tang_giam", "ty_le_cung_ky", "ty_le_ke_hoach")
_CHANGE = re.compile(r"\b(?:tăng|giảm)\s+\Z", re.IGNORECASE)
_HEDGED = re.compile(r"\b(?:trên|hơn|ít nhất|gần|dưới|tối đa|khoảng|xấp xỉ)\s+\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_UNITS = ("tỷ đồng", "triệu đồng", "đồng", "nghìn đồng", "triệu USD", "ha", "km", "m", "tấn", "kg")
_NOTE_MARK = re.compile(r"\[\^n\w+\]")
_SPECIAL = re.compile(r"[\\`\[\]_]")


@dataclass(frozen=True, slots=True)
class Slotted:
    """``text`` in the template language. ``kept`` are the figures that stand in it as they were typed."""

    text: str
    slots: int
    kept: tuple[Mention, ...]
    is_structure: bool  # no digit is left outside of the slots, so that it may stand in a template


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    is_figure: bool = False


def slotted(
    text: str,
    bindings: Sequence[Binding],
    mentions: Sequence[Mention],
    setting: Setting,
    notes: Iterable[tuple[int, str]] = (),
) -> Slotted:
    """A passage with its slots; ``notes`` are the offsets and labels of its note marks."""
    figures = [edit for _, parts in groupby(bindings, key=_place) if (edit := _figure(text, tuple(parts), setting))]
    edits = [*figures, *_calendar(bindings, mentions, setting)]
    edits += [_Edit(at, at, f"[^{label}]") for at, label in notes]
    covered = {place for edit in figures for place in range(edit.start, edit.end)}
    kept = tuple(mention for mention in mentions if mention.is_data and mention.end - 1 not in covered)
    written = "".join(_pieces(text, edits))
    return Slotted(written, len(figures), kept, _is_structure(written))


def _is_structure(written: str) -> bool:
    """Whether a template may hold it: it reads without a fault, and no figure and no period is typed in it."""
    template = read_template(TemplateText("", "", _NOTE_MARK.sub("", written)))
    return not template.faults and not any(typed_digits(template))


def _place(binding: Binding) -> tuple[int, int]:
    return binding.mention.start, binding.mention.end


def _pieces(text: str, edits: Iterable[_Edit]) -> Iterator[str]:
    """The words between the edits, and the slots."""
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        yield _escaped(text[at : edit.start])
        yield edit.text
        at = max(at, edit.end)
    yield _escaped(text[at:])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text.replace("\n", " "))


# --- figures


def _figure(text: str, parts: Sequence[Binding], setting: Setting) -> _Edit | None:
    mention = parts[0].mention
    if any(part.chosen is None for part in parts):
        return None
    if parts[0].comparison is not None:
        return _comparison(text, parts[0])
    if len(parts) == 2:
        return _fraction(mention, parts, setting)
    return _value(text, parts[0], setting)


def _value(text: str, binding: Binding, setting: Setting) -> _Edit | None:
    mention, chosen = binding.mention, binding.chosen
    assert chosen is not None
    for style, rest in _styles(mention, chosen.quantity):
        if _prints(chosen.quantity, chosen.key.indicator, style, setting) + rest == _plain(mention.surface):
            start = mention.start - len(_hedge_before(text, mention)) if chosen.quantity.hedge else mention.start
            return _Edit(start, mention.end, f"{{{chosen.reference}|{style}}}{rest}", is_figure=True)
    return None


def _styles(mention: Mention, quantity: Quantity) -> Iterator[tuple[str, str]]:
    """Ways to print a value, the plainest first, with what of the surface stays typed behind it."""
    surface = _plain(mention.surface)
    number = _NUMBER.search(surface)
    rest = surface[number.end() :] if number else ""
    decimals = [name for name, places in DECIMALS.items() if places == mention.decimals]
    if mention.kind is MentionKind.PERCENT:
        yield "phan_tram", ""
        yield from ((f"phan_tram({name})", "") for name in decimals)
        yield from (("phan_tram", rest.replace("%", "", 1)), *((f"phan_tram({name})", "") for name in decimals))
    yield "so", ""
    yield from ((f"so({name})", "") for name in decimals)
    yield from ((f'so("{unit}")', "") for unit in _UNITS if unit != quantity.unit)
    if mention.kind is MentionKind.COUNT and not re.search(r"\d", rest):
        yield f'dem("{rest.strip()}")', ""
    yield "so_tran", rest
    yield from ((f"so_tran({name})", rest) for name in decimals)


def _prints(quantity: Quantity, indicator: str, style: str, setting: Setting) -> str:
    name, _, arguments = style.removesuffix(")").partition("(")
    given = [Argument(arguments.strip('"'), arguments.startswith('"'), Where())] if arguments else []
    return _plain(print_figure(quantity, name, given, setting.catalog.indicators[indicator]).text)


def _fraction(mention: Mention, parts: Sequence[Binding], setting: Setting) -> _Edit | None:
    above, below = parts[0].chosen, parts[1].chosen
    assert above is not None and below is not None
    surface = _plain(mention.surface)
    first = _prints(above.quantity, above.key.indicator, "so_tran", setting)
    for unit in ("", re.sub(r"^[\d.,/ ]+", "", surface)):
        style = f'so("{unit}")' if unit else "so"
        if f"{first}/{_prints(below.quantity, below.key.indicator, style, setting)}" == surface:
            argument = f'{below.reference}; "{unit}"' if unit else below.reference
            return _Edit(mention.start, mention.end, f"{{{above.reference}|tren({argument})}}", is_figure=True)
    second = _prints(below.quantity, below.key.indicator, "so_tran", setting)
    if surface.startswith(f"{first}/{second}"):  # counted by another noun: 20/20 xã of 20 xã, thị trấn
        rest = surface.removeprefix(f"{first}/{second}")
        slots = f"{{{above.reference}|so_tran}}/{{{below.reference}|so_tran}}"
        return _Edit(mention.start, mention.end, f"{slots}{rest}", is_figure=True)
    return None


def _comparison(text: str, binding: Binding) -> _Edit | None:
    """A percentage of comparison; growth and fall take their verb along, since it may turn with the data."""
    mention, chosen, comparison = binding.mention, binding.chosen, binding.comparison
    assert chosen is not None and comparison is not None
    decimals = next((name for name, places in DECIMALS.items() if places == mention.decimals), "")
    if not decimals:
        return None
    if comparison.kind in ("growth", "fall"):
        verb = _CHANGE.search(text, 0, mention.start)
        slot = f"{{{chosen.reference}|{_CHANGES}({decimals})}}"
        return _Edit(verb.start(), mention.end, slot, is_figure=True) if verb else None
    phrase = f"{_OF_PLAN}({comparison.level}; {decimals})" if comparison.level else f"{_RATIO}({decimals})"
    return _Edit(mention.start, mention.end, f"{{{chosen.reference}|{phrase}}}", is_figure=True)


def _hedge_before(text: str, mention: Mention) -> str:
    found = _HEDGED.search(text, 0, mention.start)
    return found[0] if found else ""


def _plain(text: str) -> str:
    """As it is compared: one space between number and unit, none in front of a percent sign."""
    spaced = re.sub(r"(?<=\d)(?=[^\W\d])", " ", normalise(text).strip())
    return re.sub(r"\s+%", "%", " ".join(spaced.split()))


# --- the calendar


def _calendar(bindings: Sequence[Binding], mentions: Sequence[Mention], setting: Setting) -> Iterator[_Edit]:
    """Names of the period and the cut-offs of the figures of the passage."""
    names = {word(name, setting): name for name in (*PERIODS, *(f"{name}_ngan" for name in PERIODS))}
    year = str(setting.period.year)
    for mention in mentions:
        if mention.kind is not MentionKind.DATE:
            continue
        said = normalise(mention.surface)
        if (name := names.get(said)) or (name := names.get(said[:1].lower() + said[1:])):
            yield _Edit(mention.start, mention.end, f"{{{name}}}" if said in names else f"{{{name}|hoa_dau}}")
        elif said.isupper() and (name := names.get(_spoken(said))):
            yield _Edit(mention.start, mention.end, f"{{{name}|hoa}}")
        elif found := _cut_off(said, mention, bindings):
            text, slot = found
            yield _Edit(mention.end - len(text), mention.end, slot)
        elif said in (year, f"năm {year}"):
            yield _Edit(mention.end - len(year), mention.end, "{nam}")


def _cut_off(said: str, date: Mention, bindings: Sequence[Binding]) -> tuple[str, str] | None:
    """The day or month up to which the nearest figure behind it, else before it, was counted."""
    by_place = sorted(bindings, key=lambda one: (one.mention.start < date.start, abs(one.mention.start - date.start)))
    for key in (binding.chosen.key for binding in by_place if binding.chosen):
        for style in ("ngay_chot", "thang_chot"):
            text = cut_off_word(style, key.series.cut_off) if key.series.cut_off else ""
            if text and said.endswith(text):
                return text, f"{{{key.indicator}|{style}}}"
    return None


def _spoken(capitals: str) -> str:
    """QUÝ I NĂM 2024 as a sentence writes it; Roman numerals stay."""
    return " ".join(part if re.fullmatch(r"[IVX]+", part) else part.lower() for part in capitals.split())
