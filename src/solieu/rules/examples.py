"""The examples of the rules are run: the good ones must give nothing, the bad ones the finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from solieu.catalog.mistakes import nearest
from solieu.catalog.model import Catalog, RuleDefinition
from solieu.catalog.yaml_text import place_of
from solieu.core import Consequence, Finding, Where
from solieu.derive import GivenScope
from solieu.expressions import evaluate
from solieu.rules.kinds import KINDS, Kind
from solieu.rules.row import Missing, Operand, Verdict
from solieu.rules.running import parsed


class GivenRow:
    """The figures of an example, in the units of measure of their indicators."""

    def __init__(self, given: Mapping[str, str], catalog: Catalog, spoken: Callable[[str], str] = str) -> None:
        self._spoken = spoken
        self._scope = GivenScope(given, {name: one.measure for name, one in catalog.indicators.items()})

    def operand(self, text: str) -> Operand:
        quantity = evaluate(parsed(text), self._scope).reading.quantity
        return Operand(self._spoken(text), quantity, Where(key=text))


def check_rules(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each rule of no kind that there is, with parameters that its kind does not take, or unproven."""
    return tuple(finding for rule in catalog.rules.values() for finding in _faults(rule))


def run_rule_examples(catalog: Catalog) -> tuple[Finding, ...]:
    """A finding for each example that does not hold, of the rules that can be run."""
    sound = (rule for rule in catalog.rules.values() if rule.kind in KINDS and not _parameter_faults(rule))
    return tuple(finding for rule in sound for finding in _run(rule, KINDS[rule.kind], catalog))


def _faults(rule: RuleDefinition) -> Iterator[Finding]:
    if rule.kind and rule.kind not in KINDS:
        place, near = place_of(rule.kind, rule.where), nearest(rule.kind, KINDS)
        yield _fault("CAT103", "unknown-kind", place, f"không có loại quy tắc “{rule.kind}”", near)
    yield from _parameter_faults(rule)
    if not rule.bad or not rule.good:
        said = "quy tắc cần ít nhất một ví dụ đúng (good) và một ví dụ sai (bad)"
        yield _fault("CAT201", "rule-without-example", rule.where, said)


def _run(rule: RuleDefinition, kind: Kind, catalog: Catalog) -> Iterator[Finding]:
    for given, wanted in [(g, False) for g in rule.good] + [(b, True) for b in rule.bad]:
        if said := _disproved(rule, kind, GivenRow(given, catalog), wanted=wanted):
            place = place_of(next(iter(given), ""), rule.where)
            yield _fault("CAT202", "example-does-not-hold", place, said)


def _parameter_faults(rule: RuleDefinition) -> list[Finding]:
    kind = KINDS.get(rule.kind)
    if kind is None:
        return []
    absent = [name for name in kind.parameters if name not in rule.parameters]
    surplus = [name for name in rule.parameters if name not in (*kind.parameters, "series")]
    said = [(f"loại quy tắc “{rule.kind}” cần khóa “{name}”", rule.where) for name in absent]
    said += [(f"loại quy tắc “{rule.kind}” không dùng khóa “{name}”", _place(rule, name)) for name in surplus]
    return [_fault("CAT106", "wrong-parameters", where, text) for text, where in said]


def _place(rule: RuleDefinition, parameter: str) -> Where:
    value = rule.parameters[parameter]
    first = next(iter(value), "") if isinstance(value, tuple) else value
    return place_of(first, rule.where) if isinstance(first, str) else rule.where


def _disproved(rule: RuleDefinition, kind: Kind, given: GivenRow, *, wanted: bool) -> str:
    """Why an example does not hold, "" when it does."""
    result = kind.judge(given, rule.parameters)
    if isinstance(result, Missing):
        return f"ví dụ thiếu số liệu {', '.join(result.names)}"
    if isinstance(result, Verdict) is wanted:
        return ""
    return (
        "ví dụ sai (bad) không bị phát hiện"
        if not isinstance(result, Verdict)
        else f"ví dụ đúng (good) bị báo: {result.message}"
    )


def _fault(code: str, name: str, where: Where, message: str, near: str = "") -> Finding:
    step = f"Có phải là “{near}”?" if near else ""
    return Finding(code, name, Consequence.STOP, message, where, next_step=step)
