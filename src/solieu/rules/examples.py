"""The examples of the rules are run: the good ones must give nothing, the bad ones the finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solieu.catalog.model import Catalog, RuleDefinition
from solieu.core import Consequence, Finding, Where
from solieu.derive import GivenScope
from solieu.expressions import evaluate
from solieu.rules.kinds import KINDS
from solieu.rules.row import Missing, Operand, Verdict
from solieu.rules.running import parsed


class GivenRow:
    """The figures of an example."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._scope = GivenScope(given)

    def operand(self, text: str) -> Operand:
        return Operand(text, evaluate(parsed(text), self._scope).reading.quantity, Where(key=text))


def run_rule_examples(catalog: Catalog) -> tuple[Finding, ...]:
    return tuple(finding for rule in catalog.rules.values() for finding in _run(rule))


def _run(rule: RuleDefinition) -> Iterator[Finding]:
    kind = KINDS.get(rule.kind)
    if kind is None:
        yield _fault(rule, "CAT103", "unknown-kind", f"không có loại quy tắc “{rule.kind}”; có: {', '.join(KINDS)}")
        return
    absent = [name for name in kind.parameters if name not in rule.parameters]
    if absent:
        yield _fault(rule, "CAT106", "missing-key", f"{rule.code}: loại {rule.kind} cần {', '.join(absent)}")
        return
    if not rule.bad or not rule.good:
        yield _fault(
            rule, "CAT201", "rule-without-example", f"{rule.code}: cần ít nhất một ví dụ đúng và một ví dụ sai"
        )
    for given, wanted in [(g, False) for g in rule.good] + [(b, True) for b in rule.bad]:
        result = kind.judge(GivenRow(given), rule.parameters)
        if isinstance(result, Missing):
            yield _fault(rule, "CAT202", "example-does-not-hold", f"{rule.code}: ví dụ thiếu {', '.join(result.names)}")
        elif isinstance(result, Verdict) is not wanted:
            said = "không bị phát hiện" if wanted else "bị báo sai"
            yield _fault(rule, "CAT202", "example-does-not-hold", f"{rule.code}: ví dụ {dict(given)} {said}")


def _fault(rule: RuleDefinition, code: str, name: str, message: str) -> Finding:
    return Finding(code, name, Consequence.STOP, message, rule.where)


def rule_page(catalog: Catalog, code: str) -> str | None:
    """What a rule looks for, why and how, with its examples; None when there is no such rule."""
    rule = catalog.rules.get(code)
    if rule is None:
        return None
    kind = KINDS[rule.kind]
    lines = [f"{rule.code}  {rule.name}", "", (kind.module.__doc__ or "").strip(), "", f"Kind: {rule.kind}"]
    lines += [f"  {name}: {_shown(value)}" for name, value in rule.parameters.items()]
    lines += [f"Why: {rule.why}"] if rule.why else []
    lines += [f"Example that is found: {_given(given)}" for given in rule.bad]
    lines += [f"Example that holds: {_given(given)}" for given in rule.good]
    return "\n".join(lines)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _given(given: Mapping[str, str]) -> str:
    return "; ".join(f"{name} = {value}" for name, value in given.items())
