"""Values of the house as text for the database, and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from solieu.core import (
    Absence,
    Consequence,
    Finding,
    FindingValue,
    Hedge,
    Quantity,
    Reading,
    Where,
    parse_fact_key,
)
from solieu.facts import Provenance, StagedFact, StatedRatio, Status, Submission


def reading_from_text(text: str) -> Reading:
    if text.startswith("!"):
        return Reading.absent(Absence(text[1:]))
    value, unit, decimals, hedge = text.split("|")
    return Reading.of(Quantity(Decimal(value), unit, int(decimals), Hedge(hedge)))


def where_to_text(where: Where) -> str:
    return _dump(_where(where))


def where_from_text(text: str) -> Where:
    return Where(**json.loads(text))


def body_to_text(submission: Submission) -> str:
    return _dump(
        {
            "staged": [_staged(fact) for fact in submission.staged],
            "stated": [_stated(ratio) for ratio in submission.stated],
            "doubts": [_finding(doubt) for doubt in submission.doubts],
        }
    )


def body_from_text(text: str) -> dict[str, Any]:
    """``staged``, ``stated`` and ``doubts`` of a submission."""
    body = json.loads(text)
    return {
        "staged": tuple(_staged_back(item) for item in body["staged"]),
        "stated": tuple(_stated_back(item) for item in body["stated"]),
        "doubts": tuple(_finding_back(item) for item in body["doubts"]),
    }


_PLACE = tuple(field.name for field in fields(Where))  # all flat: asdict() would copy each of them deeply


def _where(where: Where) -> dict[str, Any]:
    return {name: value for name in _PLACE if (value := getattr(where, name)) not in ("", None)}


def _staged(fact: StagedFact) -> list[Any]:
    return [
        str(fact.key),
        str(fact.reading),
        _where(fact.origin),
        fact.status.value,
        fact.provenance.value,
        fact.note,
        fact.stated_total,
    ]


def _staged_back(item: list[Any]) -> StagedFact:
    key, reading, origin, status, provenance, note, stated = item
    return StagedFact(parse_fact_key(key), reading_from_text(reading), Where(**origin), Status(status),
                      Provenance(provenance), note, stated)  # fmt: skip


def _stated(ratio: StatedRatio) -> list[Any]:
    return [
        str(ratio.numerator),
        str(ratio.denominator),
        str(ratio.percent),
        ratio.growth,
        _where(ratio.origin),
    ]


def _stated_back(item: list[Any]) -> StatedRatio:
    over, under, percent, growth, origin = item
    return StatedRatio(parse_fact_key(over), parse_fact_key(under), reading_from_text(percent), growth, Where(**origin))


def _finding(finding: Finding) -> dict[str, Any]:
    plain = asdict(finding)
    plain["where"] = _where(finding.where)
    plain["related"] = [[one.label, one.printed, _where(one.where)] for one in finding.related]
    return plain


def _finding_back(item: Mapping[str, Any]) -> Finding:
    related = tuple(FindingValue(label, printed, Where(**where)) for label, printed, where in item["related"])
    rest = {
        **item,
        "related": related,
        "where": Where(**item["where"]),
        "consequence": Consequence(item["consequence"]),
    }
    return Finding(**rest)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
