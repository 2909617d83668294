"""The page of a rule, as ``solieu rule CODE`` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.proofread.rules import RULES
from solieu.proofread.rules.rule import Rule


def proofread_rule_page(code: str) -> str | None:
    """What a rule of proofreading looks for, why, and its two examples; None when there is no such rule."""
    rule = RULES.get(code)
    return "\n".join(_lines(rule)) if rule is not None else None


def proofread_rule_list() -> str:
    """Every rule of proofreading in one line: code, consequence, fault."""
    return "\n".join(f"{one.code}  {one.consequence.in_vietnamese:<14}  {one.title}" for one in RULES.values())


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.code}  {rule.title} ({rule.name})"
    yield f"Mức: {rule.consequence.in_vietnamese}"
    yield from _section("Tìm gì", rule.looks_for)
    yield from _section("Vì sao", rule.why)
    yield from _section("Khi nào được giữ nguyên", rule.leave)
    yield from _section("Ví dụ bị nêu", rule.example)
    yield from _section("Ví dụ không bị nêu", rule.counter_example)
    yield from _section("Việc cần làm", rule.next_step)


def _section(title: str, text: str) -> Iterator[str]:
    yield from ("", title)
    yield from (f"  {line}" for line in text.split("\n") if line)
