"""The schema of every kind of definition: one table of fields each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from solieu.catalog import model
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.schema import (
    Field,
    choice,
    day,
    identifier,
    list_of,
    map_of,
    plain,
    record,
    text,
    truth,
    whole_number,
)
from solieu.catalog.yaml_text import Node
from solieu.core import Calendar, Consequence, Where
from solieu.expressions import Expression, ExpressionError, parse_expression


def expression(node: Node, mistakes: Mistakes) -> tuple[str, Expression | None]:
    """Text and tree of an expression; the place of a slip is its place in the file."""
    written = text(node, mistakes)
    mark, quoted = node.raw.start_mark, node.quotes
    try:
        return written, parse_expression(written, line=mark.line + 1, column=mark.column + 1 + quoted)
    except ExpressionError as error:
        where = Where(file=node.file, line=error.line, column=error.column)
        mistakes.add("CAT107", "not-an-expression", where, error.message)
        return written, None


def _formula(since: date | None, node: Node, mistakes: Mistakes) -> tuple[model.DatedFormula, ...]:
    written, tree = expression(node, mistakes)
    return (model.DatedFormula(since, written, tree, node.where),) if tree is not None else ()


def formulas(node: Node, mistakes: Mistakes) -> tuple[model.DatedFormula, ...]:
    """One formula, or a list of dated ones."""
    if node.is_scalar:
        return _formula(None, node, mistakes)
    dated = list_of(
        record((Field("from", day, None), Field("text", lambda n, m: n)), lambda where, **v: (v["from"], v["text"]))
    )
    found: tuple[model.DatedFormula, ...] = ()
    for since, written in dated(node, mistakes):
        found += _formula(since, written, mistakes) if isinstance(written, Node) else ()
    if len({formula.since for formula in found}) != len(found):
        mistakes.add("CAT110", "overlapping-dates", node.where, "hai công thức cùng bắt đầu từ một ngày")
    return found


def cut(node: Node, mistakes: Mistakes) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(map_of(identifier)(node, mistakes).items()))


BASIS = list_of(
    record((Field("text", text), Field("from", day, None, "since")), lambda where, **v: model.Basis(**v)),
)
EXAMPLE = record((Field("given", map_of(text)), Field("expect", text)), model.Example)

INDICATOR = (
    Field("title", text),
    Field("noun", text, ""),
    Field("measure", text),
    Field("nature", choice(model.Nature)),
    Field("over_time", choice(model.Adding)),
    Field("over_units", choice(model.Adding)),
    Field("decimals", whole_number, 0),
    Field("good", choice(model.Good), model.Good.NONE),
    Field("owner", identifier, ""),
    Field("calendar", choice(Calendar), Calendar.CALENDAR),
    Field("cut_off", identifier, ""),
    Field("dimensions", list_of(identifier), ()),
    Field("formula", formulas, (), "formulas"),
    Field("basis", BASIS, ()),
    Field("examples", list_of(EXAMPLE), ()),
)

SENDER = record(
    (
        Field("kinds", list_of(identifier), ()),
        Field("organisation", identifier, ""),
        Field("second_source", truth, False),
    ),
    lambda where, **v: model.FormSender(**v),
)
COLUMN = record(
    (
        Field("id", identifier),
        Field("head", text),
        Field("kind", choice(model.ColumnKind)),
        Field("period", text, "this"),
        Field("series", text, "actual"),
        Field("numerator", identifier, ""),
        Field("denominator", identifier, ""),
        Field("growth", truth, False),
        Field("mark", text, ""),
        Field("indicator", identifier, ""),
    ),
    model.Column,
)
ROW = record(
    (
        Field("code", text),
        Field("title", text),
        Field("indicator", identifier, ""),
        Field("cut", cut, ()),
        Field("measure", text, ""),
        Field("total_of", list_of(text), ()),
        Field("columns", list_of(identifier), ()),
        Field("optional", truth, False),
        Field("formula", text, ""),
        Field("indent", whole_number, 0),
        Field("bold", truth, False),
        Field("outside_total", truth, False),
    ),
    model.FormRow,
)
FORM = (
    Field("code", text),
    Field("title", text),
    Field("frequency", text),
    Field("senders", list_of(SENDER)),
    Field("receiver", identifier),
    Field("due_days", whole_number),
    Field("cut_off", identifier),
    Field("measure", text, ""),
    Field("columns", list_of(COLUMN)),
    Field("rows", list_of(ROW)),
    Field("remarks", list_of(text), ()),
    Field("from", day, None, "since"),
    Field("until", day, None),
    Field("basis", BASIS, ()),
)

REGISTER_FIELD = record(
    (
        Field("id", identifier),
        Field("title", text),
        Field("type", choice(model.FieldType)),
        Field("required", truth, False),
        Field("choices", map_of(text), {}),
        Field("measure", text, ""),
        Field("secrecy", text, ""),
    ),
    model.RegisterField,
)
REGISTER_EVENT = record(
    (
        Field("id", identifier),
        Field("title", text),
        Field("from", list_of(identifier), (), "from_states"),
        Field("to", identifier, "", "to_state"),
        Field("needs", list_of(identifier), ()),
    ),
    model.RegisterEvent,
)


def _count(where: Where, **values: Any) -> model.RegisterCount:
    written, tree = values.pop("where_text")
    return model.RegisterCount(where=where, filter_text=written, filter=tree, **values)


REGISTER_COUNT = record(
    (
        Field("indicator", identifier),
        Field("cut", cut, ()),
        Field("kind", text, "count"),
        Field("of", identifier, ""),
        Field("where", expression, ("", None), "where_text"),
        Field("at", text, "cut_off"),
        Field("series", text, "actual"),
        Field("period", text, "this"),
    ),
    _count,
)
REGISTER = (
    Field("title", text),
    Field("owner", identifier, ""),
    Field("label", text),
    Field("states", map_of(text)),
    Field("fields", list_of(REGISTER_FIELD)),
    Field("events", list_of(REGISTER_EVENT)),
    Field("counts", list_of(REGISTER_COUNT), ()),
)

# Parameters of the kinds of rules; each kind says which of them it needs.
RULE_PARAMETERS: tuple[str, ...] = (
    "total", "parts", "part", "whole", "percent", "less", "more", "first", "second", "area", "rate", "output", "series",
    "units",
)  # fmt: skip
RULE = (
    Field("kind", text),
    Field("consequence", choice(Consequence), Consequence.EXPLAIN),
    Field("message", text, ""),
    Field("next_step", text, ""),
    Field("why", text, ""),
    Field("from", day, None, "since"),
    Field("basis", BASIS, ()),
    *(Field(name, plain, None) for name in RULE_PARAMETERS),
    Field("examples", plain, {}),
)


def _variant(where: Where, when: tuple[str, Expression | None], text: str) -> model.PhraseVariant:
    return model.PhraseVariant(when[1], when[0], text, where)


def lets(node: Node, mistakes: Mistakes) -> Mapping[str, tuple[str, Expression]]:
    found = map_of(expression)(node, mistakes)
    return {name: (written, tree) for name, (written, tree) in found.items() if tree is not None}


PHRASE = (
    Field("arguments", list_of(identifier), ()),
    Field("let", lets, {}, "lets"),
    Field(
        "variants",
        list_of(record((Field("when", expression, ("", None)), Field("text", text)), _variant)),
    ),
    Field(
        "examples",
        list_of(record((Field("given", map_of(text)), Field("expect", text)), model.PhraseExample)),
        (),
    ),
)
REPORT = (
    Field("title", text),
    Field("frequency", text),
    Field("unit_kinds", list_of(identifier)),
    Field("head", map_of(text)),
    Field("recipients", list_of(text)),
    Field("closing", text),
    Field("sections", list_of(text)),
    Field("annexes", list_of(text), ()),
)
DIFFERENCE = record(
    (
        Field("figure", text),
        Field("printed_in_source", text),
        Field("printed_here", text),
        Field("disposition", text),
        Field("reason", text),
    ),
    model.Difference,
)
CUT_OFF = (Field("title", text), Field("months_before_end", whole_number))
DIMENSION = (Field("title", text), Field("members", map_of(text)))
CATALOG = (
    Field("name", identifier),
    Field("title", text),
    Field("base", identifier, ""),
    Field("root_unit", identifier, ""),
    Field("target_levels", map_of(text), {}),
    Field("cut_offs", lambda node, mistakes: node, None),
    Field("dimensions", lambda node, mistakes: node, None),
)
