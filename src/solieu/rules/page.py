"""One rule as a page for an officer: what it looks for, why, how it judges, with its examples worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solieu.catalog.model import Catalog, RuleDefinition
from solieu.core import Consequence
from solieu.expressions import Reference, Shift, parse_reference, write_reference
from solieu.rules.examples import GivenRow
from solieu.rules.kinds import KINDS
from solieu.rules.kinds.words import WORDS
from solieu.rules.row import Verdict

_CONSEQUENCES = {
    Consequence.STOP: "không tiếp nhận được",
    Consequence.EXPLAIN: "tiếp nhận được khi có lời giải trình, lời giải trình đi cùng số liệu",
    Consequence.LOOK: "vẫn tiếp nhận, đề nghị xem lại",
    Consequence.HINT: "chỉ hiện khi cần",
}
_SHIFTS = {
    "cung_ky": "cùng kỳ năm trước",
    "ky_truoc": "kỳ trước",
    "uoc": "ước thực hiện",
    "thuc_hien": "thực hiện đến thời điểm chốt",
    "ca_ky": "thực hiện cả kỳ",
}


def rule_page(catalog: Catalog, code: str) -> str | None:
    """What a rule looks for, why and how, with its examples; None when there is no such rule."""
    rule = catalog.rules.get(code)
    return "\n".join(_lines(catalog, rule)) if rule is not None else None


def rule_list(catalog: Catalog) -> str:
    """Every rule of the catalogue in one line: code, consequence, fault."""
    rules = sorted(catalog.rules.values(), key=lambda rule: rule.code)
    return "\n".join(f"{one.code}  {one.consequence.in_vietnamese:<14}  {_title(catalog, one)}" for one in rules)


def spoken(catalog: Catalog, figure: str) -> str:
    """A figure in the words of the office: kế hoạch vốn – Nguồn thu tiền sử dụng đất (kế hoạch vốn giao)."""
    reference = parse_reference(figure)
    known = catalog.indicators.get(reference.name)
    noun = (known.noun or known.title) if known else reference.name
    cut = "; ".join(_member(catalog, name, member) for name, member in reference.cut)
    shifts = ", ".join(_shift(catalog, shift) for shift in reference.shifts)
    return f"{noun}{f' – {cut}' if cut else ''}{f' ({shifts})' if shifts else ''}"


def _title(catalog: Catalog, rule: RuleDefinition) -> str:
    if rule.title:
        return rule.title
    what = WORDS[rule.kind].finds.rstrip(".")
    return f"{spoken(catalog, str(rule.parameters[KINDS[rule.kind].stands_on]))}: {what[:1].lower()}{what[1:]}"


def _lines(catalog: Catalog, rule: RuleDefinition) -> Iterator[str]:
    words = WORDS[rule.kind]
    yield f"{rule.code}  {_title(catalog, rule)}"
    yield f"Mức: {rule.consequence.in_vietnamese} ({_CONSEQUENCES[rule.consequence]})"
    yield from ("", "Tìm gì", f"  {words.finds}")
    for name, title in words.parameters.items():
        yield from _figures(catalog, title, rule.parameters[name])
    yield f"    {'Xét trên:':<24}{_series(rule)}"
    yield from _section("Vì sao", rule.why)
    yield from _section("Cách xét", words.judged)
    yield from _section("Khi nào được giữ nguyên", words.left)
    yield from _section("Căn cứ", "; ".join(basis.text for basis in rule.basis))
    yield from _section("Áp dụng từ", f"{rule.since:%d/%m/%Y}" if rule.since else "")
    for given in rule.bad:
        yield from (
            "",
            "Ví dụ bị phát hiện",
            f"  {_example(catalog, rule, given)}",
            f"  → {_verdict(catalog, rule, given)}",
        )
    for given in rule.good:
        yield from ("", "Ví dụ đúng, không báo gì", f"  {_example(catalog, rule, given)}")
    yield from ("", f"Định nghĩa: {rule.where.file} ({rule.name})")


def _section(title: str, text: str) -> tuple[str, ...]:
    return ("", title, f"  {text}") if text else ()


def _written(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _figures(catalog: Catalog, title: str, value: object) -> Iterator[str]:
    for at, text in enumerate(_written(value)):
        head = f"{title}:" if at == 0 else ""
        yield f"    {head:<24}{spoken(catalog, text)}"


def _series(rule: RuleDefinition) -> str:
    return ", ".join(_SHIFTS[name] for name in _written(rule.parameters.get("series", ("thuc_hien", "uoc"))))


def _example(catalog: Catalog, rule: RuleDefinition, given: Mapping[str, str]) -> str:
    """The figures in the order of the page: Số tổng 3.000 triệu đồng. Thành phần 100; 200 triệu đồng."""
    values = {write_reference(parse_reference(name)): value for name, value in given.items()}
    said = []
    for name, title in WORDS[rule.kind].parameters.items():
        figures = [parse_reference(one) for one in _written(rule.parameters[name])]
        numbers = "; ".join(values.get(write_reference(one), "chưa có") for one in figures)
        said.append(f"{title} {numbers}{_measure(catalog, figures[0])}")
    return ". ".join(said)


def _measure(catalog: Catalog, figure: Reference) -> str:
    known = catalog.indicators.get(figure.name)
    measure = known.measure if known else ""
    return measure if measure in ("", "%") else f" {measure}"


def _verdict(catalog: Catalog, rule: RuleDefinition, given: Mapping[str, str]) -> str:
    verdict = KINDS[rule.kind].judge(GivenRow(given, catalog, lambda text: spoken(catalog, text)), rule.parameters)
    return verdict.message if isinstance(verdict, Verdict) else "ví dụ này không bị phát hiện"


def _member(catalog: Catalog, dimension: str, member: str) -> str:
    known = catalog.dimensions.get(dimension)
    return known.members.get(member, member) if known else member


def _shift(catalog: Catalog, shift: Shift) -> str:
    return _SHIFTS.get(shift.name) or catalog.target_levels.get(shift.argument, shift.argument)
