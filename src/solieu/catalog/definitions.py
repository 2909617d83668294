"""The schema of every kind of definition: one table of fields each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from solieu.catalog import model
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.readers import (
    condition,
    cut,
    expected_text,
    figure,
    figure_or_name,
    figure_text,
    formulas,
    identifier_key,
    number_expression,
)
from solieu.catalog.schema import (
    Field,
    choice,
    day,
    identifier,
    list_of,
    map_of,
    name,
    one_of,
    record,
    same_definition,
    simple_id,
    text,
    truth,
    whole_number,
)
from solieu.catalog.yaml_text import Node
from solieu.core import Calendar, Consequence, Where
from solieu.expressions import Expression
from solieu.territory import KINDS

FREQUENCIES = ("T", "Q", "6T", "9T", "N", "V")  # month, quarter, half year, nine months, year, on occasion

BASIS = list_of(
    record((Field("text", text), Field("from", day, None, "since")), lambda where, **v: model.Basis(**v)),
)
EXAMPLE = record(
    (
        Field("at", day, None),
        Field("given", map_of(figure_text, key=figure_or_name)),
        Field("expect", expected_text),
    ),
    model.Example,
)
INDICATOR = (
    Field("title", text),
    Field("noun", text, ""),
    Field("measure", name),
    Field("nature", choice(model.Nature)),
    Field("over_time", choice(model.Adding)),
    Field("over_units", choice(model.Adding, model.Adding.SUM, model.Adding.RECOMPUTE, model.Adding.NONE)),
    Field("decimals", whole_number, 0),
    Field("good", choice(model.Good), model.Good.NONE),
    Field("owner", simple_id, ""),
    Field("source", one_of("", "form", "register"), ""),
    Field("calendar", choice(Calendar), Calendar.CALENDAR),
    Field("cut_off", simple_id, ""),
    Field("dimensions", list_of(simple_id), ()),
    Field("formula", formulas, (), "formulas"),
    Field("basis", BASIS, ()),
    Field("examples", list_of(EXAMPLE), ()),
)

SENDER = record(
    (
        Field("kinds", list_of(one_of(*KINDS)), ()),
        Field("organisation", simple_id, ""),
        Field("second_source", truth, False),
    ),
    model.FormSender,
)
COLUMN = record(
    (
        Field("id", simple_id),
        Field("head", name),
        Field("kind", choice(model.ColumnKind)),
        Field("period", one_of("this", "previous", "same_last_year", "year", *model.QUARTERS), "this"),
        Field("series", name, "actual"),
        Field("numerator", simple_id, ""),
        Field("denominator", simple_id, ""),
        Field("growth", truth, False),
        Field("mark", text, ""),
        Field("indicator", identifier, ""),
    ),
    model.Column,
)
ROW = record(
    (
        Field("code", name),
        Field("title", text),
        Field("indicator", identifier, ""),
        Field("cut", cut, ()),
        Field("measure", name, ""),
        Field("total_of", list_of(name), ()),
        Field("columns", list_of(simple_id), ()),
        Field("optional", truth, False),
        Field("indent", whole_number, 0),
        Field("bold", truth, False),
        Field("outside_total", truth, False),
        Field("senders", list_of(identifier), ()),
    ),
    model.FormRow,
)
FORM = (
    Field("code", text),
    Field("title", text),
    Field("frequency", one_of(*FREQUENCIES)),
    Field("senders", list_of(SENDER, least=1)),
    Field("receiver", simple_id),
    Field("due_days", whole_number),
    Field("cut_off", simple_id),
    Field("measure", name, ""),
    Field("columns", list_of(COLUMN, least=1)),
    Field("rows", list_of(ROW, least=1)),
    Field("remarks", list_of(text), ()),
    Field("from", day, None, "since"),
    Field("until", day, None),
    Field("basis", BASIS, ()),
)


class RuleSeries(StrEnum):
    """The series that a rule runs over; without one it runs over the actual at the cut-off and the estimate."""

    AT_CUT_OFF = "thuc_hien"
    ESTIMATE = "uoc"
    WHOLE_PERIOD = "ca_ky"


def _series(node: Node, mistakes: Mistakes) -> str | tuple[str, ...]:
    read = one_of(*RuleSeries)
    found: str | tuple[str, ...] = (read if node.is_scalar else list_of(read, least=1))(node, mistakes)
    return found


# Parameters of the kinds of rules; each kind says which of them it needs.
RULE_FIGURES = (
    "total", "part", "whole", "percent", "less", "more", "first", "second", "here", "there", "area", "rate", "output",
    "count", "amount",
)  # fmt: skip
RULE_PARAMETERS = (*RULE_FIGURES, "parts", "series")
GIVEN = list_of(map_of(figure_text, key=figure_or_name))
RULE = (
    Field("kind", name),
    Field("title", text, ""),
    Field("consequence", choice(Consequence), Consequence.EXPLAIN),
    Field("message", text, ""),
    Field("next_step", text, ""),
    Field("why", text, ""),
    Field("from", day, None, "since"),
    Field("basis", BASIS, ()),
    *(Field(parameter, figure, None) for parameter in RULE_FIGURES),
    Field("parts", list_of(figure, least=1), None),
    Field("series", _series, None),
    Field("examples", record((Field("bad", GIVEN, ()), Field("good", GIVEN, ())), same_definition), {}),
)


def _variant(where: Where, when: tuple[str, Expression | None], text: str) -> model.PhraseVariant:
    return model.PhraseVariant(when[1], when[0], text, where)


def lets(node: Node, mistakes: Mistakes) -> Mapping[str, tuple[str, Expression]]:
    found = map_of(number_expression, key=identifier_key)(node, mistakes)
    return {key: (written, tree) for key, (written, tree) in found.items() if tree is not None}


PHRASE = (
    Field("arguments", list_of(simple_id), ()),
    Field("let", lets, {}, "lets"),
    Field(
        "variants",
        list_of(record((Field("when", condition, ("", None)), Field("text", text)), _variant), least=1),
    ),
    Field(
        "examples",
        list_of(record((Field("given", map_of(name)), Field("expect", text)), model.PhraseExample)),
        (),
    ),
)
STATEMENT = (
    Field("title", text),
    Field("words", list_of(text, least=1)),
    Field("unless", list_of(text), ()),
    Field("holds", condition),
    Field("examples", record((Field("bad", GIVEN, ()), Field("good", GIVEN, ())), same_definition), {}),
)
REPORT = (
    Field("title", text),
    Field("frequency", one_of(*FREQUENCIES)),
    Field("unit_kinds", list_of(one_of(*KINDS), least=1)),
    Field("head", map_of(text)),
    Field("recipients", list_of(text)),
    Field("closing", text),
    Field("sections", list_of(simple_id, least=1)),
    Field("annexes", list_of(simple_id), ()),
)
LETTER = (
    Field("title", text),
    Field("report", name, ""),
    Field("head", map_of(name)),
    Field("before", list_of(name, least=1)),
    Field("about_outline", name, ""),
    Field("after", list_of(name, least=1)),
    Field("recipients", list_of(name, least=1)),
)
DIFFERENCE = record(
    (
        Field("figure", text),
        Field("printed_in_source", text),
        Field("printed_here", text),
        Field("disposition", one_of("as_printed", "recomputed", "unreadable")),
        Field("reason", text),
    ),
    model.Difference,
)
CUT_OFF = (Field("title", text), Field("months_before_end", whole_number))
DIMENSION = (Field("title", text), Field("members", map_of(text, key=identifier_key)))
CATALOG = (
    Field("name", simple_id),
    Field("title", text),
    Field("base", simple_id, ""),
    Field("root_unit", simple_id, ""),
)
TARGET_LEVEL = (Field("title", text),)
