"""Typed words in the template language, their figures as slots where value, unit and context point to one fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from solieu.core import Hedge
from solieu.reports.adopting import Binder, Binding
from solieu.reports.adopting.slotting import slotted
from solieu.reports.taking_back.rewriting import TypeIn, plain_text
from solieu.reports.taking_back.units import Unit
from solieu.vietnamese import Mention, find_mentions


def binding_in(binder: Binder) -> TypeIn:
    """A figure that several facts would fit, or none, or that no slot prints letter for letter, stays as it was typed."""

    def type_in(unit: Unit, start: int, end: int) -> str:
        parts: list[str] = []
        at = start
        for first, last, slot in _slots(binder, unit, start, end):
            parts += [plain_text(unit, at, first), slot]
            at = last
        return "".join((*parts, plain_text(unit, at, end)))

    return type_in


def _slots(binder: Binder, unit: Unit, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if not any(letter.isdigit() for letter in unit.text[start:end]):
        return
    mentions = find_mentions(unit.text)
    for mention, group in groupby(binder.bind(unit.text, mentions, unit.head), key=lambda one: one.mention):
        bindings = list(group)
        inside = start <= mention.start and mention.end <= end
        if inside and all(_is_plain(one) for one in bindings):
            here = _here(mention)
            done = slotted(mention.surface, [replace(one, mention=here) for one in bindings], [here], binder.setting)
            if done.slots == 1 and not done.kept:
                yield mention.start, mention.end, done.text


def _is_plain(binding: Binding) -> bool:
    chosen = binding.chosen
    return chosen is not None and binding.comparison is None and chosen.quantity.hedge is Hedge.NONE


def _here(mention: Mention) -> Mention:
    return replace(mention, start=0, end=mention.end - mention.start)
