"""The schema of a register: fields, events, guards, deadlines, numbers, counts."""

from __future__ import annotations

from typing import Any

from solieu.catalog import register_model as model
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.readers import condition, cut, identifier_key
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
    simple_id,
    text,
    truth,
    whole_number,
)
from solieu.catalog.yaml_text import Node
from solieu.core import Where


def _guard(where: Where, holds: tuple[str, Any], says: str) -> model.Guard:
    return model.Guard(holds[0], holds[1], says, where)


def _deadline(where: Where, **values: Any) -> model.Deadline:
    written, tree = values.pop("when")
    return model.Deadline(where=where, when=tree, when_text=written, **values)


def _count(where: Where, **values: Any) -> model.RegisterCount:
    written, tree = values.pop("where_text")
    return model.RegisterCount(where=where, filter_text=written, filter=tree, **values)


def _series(node: Node, mistakes: Mistakes) -> tuple[str, ...]:
    """What a series of numbers runs over: fields, and ``year`` for a new one each year."""
    found: tuple[str, ...] = list_of(simple_id)(node, mistakes)
    return found


def _numbering(where: Where, per: tuple[str, ...], **values: Any) -> model.Numbering:
    fields = tuple(one for one in per if one != YEAR)
    return model.Numbering(where=where, per=fields, by_year=YEAR in per, **values)


def _unique(where: Where, per: tuple[str, ...], **values: Any) -> model.Unique:
    return model.Unique(where=where, by_year=YEAR in per, **values)


YEAR = "year"
REGISTER_FIELD = record(
    (
        Field("id", simple_id),
        Field("title", text),
        Field("type", choice(model.FieldType)),
        Field("required", truth, False),
        Field("choices", map_of(text, key=identifier_key), {}),
        Field("measure", name, ""),
        Field("secrecy", one_of("", "personal"), ""),
        Field("adds", truth, False),
        Field("many", truth, False),
        Field("register", simple_id, ""),
    ),
    model.RegisterField,
)
GUARD = record((Field("holds", condition), Field("says", text)), _guard)
WHO = record(
    (Field("role", simple_id, ""), Field("unit", simple_id, ""), Field("field", simple_id, "")),
    model.Who,
)
WAITING = record((Field("field", simple_id), Field("states", list_of(simple_id, least=1))), model.Waiting)
REGISTER_EVENT = record(
    (
        Field("id", simple_id),
        Field("title", text),
        Field("from", list_of(simple_id), (), "from_states"),
        Field("to", simple_id, "", "to_state"),
        Field("needs", list_of(simple_id), ()),
        Field("by", list_of(WHO), ()),
        Field("guards", list_of(GUARD), ()),
        Field("waits", WAITING, None),
    ),
    model.RegisterEvent,
)
DEADLINE = record(
    (
        Field("id", simple_id),
        Field("title", text),
        Field("starts", simple_id, ""),
        Field("days", whole_number, 0),
        Field("count", choice(model.Clocked), model.Clocked.DAYS),
        Field("field", simple_id, ""),
        Field("ends", list_of(simple_id, least=1)),
        Field("pauses", list_of(simple_id), ()),
        Field("when", condition, ("", None)),
        Field("from", day, None, "since"),
        Field("warn", whole_number, 3),
        Field("basis", text, ""),
    ),
    _deadline,
)
NUMBERING = record(
    (
        Field("field", simple_id),
        Field("per", _series, (YEAR,)),
        Field("day", simple_id, ""),
        Field("digits", whole_number, 1),
        Field("ordered", truth, False),
    ),
    _numbering,
)
UNIQUE = record(
    (Field("fields", list_of(simple_id, least=1)), Field("per", _series, ()), Field("day", simple_id, "")),
    _unique,
)
SECRET = record(
    (
        Field("field", simple_id),
        Field("values", list_of(simple_id, least=1)),
        Field("keeps", list_of(simple_id, least=1)),
    ),
    model.SecretKind,
)
TASKS = record(
    (
        Field("lead", simple_id),
        Field("deadline", simple_id),
        *(
            Field(one, simple_id, "")
            for one in ("person", "support", "source", "indicator", "reply", "progress", "waits")
        ),
    ),
    model.TaskFields,
)
FOREIGN_EVENT = record(
    (
        Field("event", simple_id),
        Field("day", name),
        Field("columns", map_of(simple_id), {}),
        Field("given", map_of(text, key=identifier_key), {}),
    ),
    model.ForeignEvent,
)
IMPORT = record(
    (
        Field("id", simple_id),
        Field("title", text),
        Field("key", list_of(name, least=1)),
        Field("unit", name, ""),
        Field("events", list_of(FOREIGN_EVENT, least=1)),
        Field("values", map_of(map_of(text), key=identifier_key), {}),
    ),
    model.ForeignExport,
)
REGISTER_COUNT = record(
    (
        Field("indicator", identifier),
        Field("cut", cut, ()),
        Field("kind", one_of("count", "sum", "distinct", "min", "max"), "count"),
        Field("of", simple_id, ""),
        Field("where", condition, ("", None), "where_text"),
        Field("at", one_of("cut_off", "end", "in_period"), "cut_off"),
        Field("series", name, "actual"),
        Field("period", one_of("this", "year"), "this"),
        Field("by", map_of(simple_id, key=identifier_key), {}),
        Field("events", list_of(simple_id), ()),
    ),
    _count,
)
REGISTER = (
    Field("title", text),
    Field("owner", simple_id, ""),
    Field("label", name),
    Field("access", one_of("open", "restricted"), "open"),
    Field("states", map_of(text, key=identifier_key)),
    Field("fields", list_of(REGISTER_FIELD, least=1)),
    Field("events", list_of(REGISTER_EVENT, least=1)),
    Field("guards", list_of(GUARD), ()),
    Field("deadlines", list_of(DEADLINE), ()),
    Field("numbering", list_of(NUMBERING), ()),
    Field("unique", list_of(UNIQUE), ()),
    Field("secret", SECRET, None),
    Field("tasks", TASKS, None),
    Field("imports", list_of(IMPORT), ()),
    Field("counts", list_of(REGISTER_COUNT), ()),
    Field("basis", text, ""),
)
